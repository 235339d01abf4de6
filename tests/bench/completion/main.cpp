// SPDX-License-Identifier: GPL-3.0-or-later
// How long completion takes among many tables: a median for each of some places of a cursor.
//     completionbench [TABLES]
#include "authoring/completion.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

constexpr int columnsPerTable = 10;
constexpr int runs = 21;

SchemaPtr schemaOf(int tables)
{
    auto schema = std::make_shared<Schema>();
    for (int i = 0; i < tables; ++i) {
        Relation relation;
        relation.schema = u"public"_s;
        relation.name = u"table_%1_of_many"_s.arg(i, 6, 10, QLatin1Char('0'));
        for (int c = 0; c < columnsPerTable; ++c) {
            Column column;
            column.name = u"column_%1_%2"_s.arg(i).arg(c);
            column.type = u"bigint"_s;
            relation.columns.push_back(column);
        }
        schema->relations.emplace_back(relation);
    }
    return schema;
}

double medianMs(const QByteArray &text, const CompletionNames &names, size_t &items)
{
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        CompletionRequest request;
        request.text = text;
        request.cursor = text.size();
        QElapsedTimer timer;
        timer.start();
        items = completeSql(request, names).items.size();
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::ranges::sort(times);
    return times[runs / 2];
}

} // namespace

int main(int argc, char **argv)
{
    const int tables = argc > 1 ? std::atoi(argv[1]) : 10'000;
    QElapsedTimer timer;
    timer.start();
    const SchemaPtr schema = schemaOf(tables);
    timer.restart();
    const CompletionNames names(schema);
    std::printf("%d tables of %d columns, medians of %d\n", tables, columnsPerTable, runs);
    std::printf("%-44s %8.2f ms\n", "the names, once",
                static_cast<double>(timer.nsecsElapsed()) / 1e6);
    for (const char *text : {"SELECT * FROM ", "SELECT * FROM t", "SELECT * FROM table_0099",
                             "SELECT * FROM many", "SELECT * FROM nothing_like_it", "SELECT col",
                             "SELECT * FROM table_000042_of_many t WHERE t."}) {
        size_t items = 0;
        const double ms = medianMs(text, names, items);
        std::printf("%-44s %8.2f ms %6zu items\n", text, ms, items);
    }
}
