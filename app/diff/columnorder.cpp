// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/columnorder.h"

#include "schema/schema.h"

#include <algorithm>

namespace tidemark {

std::vector<const Column *> columnsByName(const Relation &table, Engine engine)
{
    std::vector<const Column *> columns;
    for (const Column &column : table.columns) {
        if (!column.hidden)
            columns.push_back(&column);
    }
    std::sort(columns.begin(), columns.end(), [engine](const Column *a, const Column *b) {
        return foldName(a->name, engine) < foldName(b->name, engine);
    });
    return columns;
}

std::vector<const Column *> columnsKeyFirst(const Relation &table, Engine engine, int *keyColumns)
{
    std::vector<const Column *> columns = columnsByName(table, engine);
    const Constraint *key = table.primaryKey();
    const QStringList names = key ? key->columns : QStringList();
    const auto rank = [&](const Column *column) {
        const qsizetype place = names.indexOf(column->name);
        return place < 0 ? names.size() : place;
    };
    std::stable_sort(columns.begin(), columns.end(),
                     [&](const Column *a, const Column *b) { return rank(a) < rank(b); });
    *keyColumns = int(std::count_if(columns.begin(), columns.end(), [&](const Column *column) {
        return rank(column) < names.size();
    }));
    return columns;
}

} // namespace tidemark
