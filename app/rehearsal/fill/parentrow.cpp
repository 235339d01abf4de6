// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/fill/parentrow.h"

#include "sql/identifier.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// SQLite allows a key that does not name the parent's columns: then they are its primary key.
QStringList referencedColumns(const Constraint &key, const Relation *parent)
{
    if (!key.referencedColumns.isEmpty())
        return key.referencedColumns;
    const Constraint *primary = parent != nullptr ? parent->primaryKey() : nullptr;
    return primary != nullptr ? primary->columns : QStringList();
}

QString quotedList(const QStringList &names)
{
    QStringList quoted;
    for (const QString &name : names)
        quoted << quoteIdentifier(name);
    return quoted.join(u", "_s);
}

void addKey(const FillContext &context, const Constraint &key, int offset,
            ColumnExpressions &expressions)
{
    const QStringList parents = referencedColumns(key, context.referenced(key));
    if (parents.size() != key.columns.size())
        return;
    QStringList conditions;
    for (qsizetype i = 0; i < parents.size(); ++i) {
        if (const auto known = expressions.constFind(key.columns[i]);
            known != expressions.constEnd())
            conditions << quoteIdentifier(parents[i]) + u" = "_s + *known;
    }
    if (conditions.size() == parents.size())
        return;
    const QString where =
        conditions.isEmpty() ? QString() : u" WHERE "_s + conditions.join(u" AND "_s);
    const QString from = u" FROM "_s + quoteQualified(key.referencedSchema, key.referencedTable) +
                         where + u" ORDER BY "_s + quotedList(parents) +
                         u" LIMIT 1 OFFSET %1)"_s.arg(conditions.isEmpty() ? offset : 0);
    ColumnExpressions added;
    for (qsizetype i = 0; i < parents.size(); ++i) {
        if (!expressions.contains(key.columns[i]))
            added.insert(key.columns[i], u"(SELECT "_s + quoteIdentifier(parents[i]) + from);
    }
    expressions.insert(added);
}

} // namespace

ColumnExpressions parentRowExpressions(const FillContext &context, const Relation &table,
                                       int offset)
{
    std::vector<const Constraint *> keys;
    for (const Constraint &constraint : table.constraints) {
        if (constraint.type == ConstraintKind::ForeignKey)
            keys.push_back(&constraint);
    }
    std::ranges::stable_sort(keys, [](const Constraint *a, const Constraint *b) {
        return a->columns.size() > b->columns.size();
    });
    ColumnExpressions expressions;
    for (const Constraint *key : keys)
        addKey(context, *key, offset, expressions);
    return expressions;
}

} // namespace tidemark
