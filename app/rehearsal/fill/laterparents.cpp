// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/fill/laterparents.h"

#include "sql/identifier.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

struct Link
{
    QString child; ///< quoted, as are all
    QString column;
    QString parent;
    QString key;
    bool toItself = false;
};

QByteArray onPostgres(const Link &link)
{
    return u"UPDATE %1 AS c SET %2 = p.key"
           " FROM (SELECT tableoid AS part, ctid AS place, row_number() OVER (ORDER BY ctid) AS n"
           " FROM %1 WHERE %2 IS NULL) AS r"
           " JOIN (SELECT %4 AS key, row_number() OVER (ORDER BY %4) AS n FROM %3) AS p"
           " ON p.n = r.n%5 WHERE c.tableoid = r.part AND c.ctid = r.place"_s
               .arg(link.child, link.column, link.parent, link.key,
                    link.toItself ? u" - 1"_s : QString())
               .toUtf8();
}

QByteArray onSqlite(const Link &link)
{
    return u"UPDATE %1 AS c SET %2 = (SELECT p.%4 FROM %3 AS p WHERE (SELECT count(*) FROM %3 AS q"
           " WHERE q.%4 < p.%4) = (SELECT count(*) FROM %1 AS o WHERE o.rowid < c.rowid)%5)"
           " WHERE %2 IS NULL"_s
               .arg(link.child, link.column, link.parent, link.key,
                    link.toItself ? u" - 1"_s : QString())
               .toUtf8();
}

bool comesBefore(const std::vector<const Relation *> &order, const Relation *a, const Relation &b)
{
    return std::ranges::find(order, a) < std::ranges::find(order, &b);
}

} // namespace

QByteArrayList laterParentUpdates(const FillContext &context,
                                  const std::vector<const Relation *> &order, const Relation &table)
{
    QByteArrayList updates;
    for (const Constraint &key : table.constraints) {
        if (key.type != ConstraintKind::ForeignKey || key.columns.size() != 1)
            continue;
        const Relation *parent = context.referenced(key);
        const Column *column = table.column(key.columns.front());
        if (!parent || !column || column->notNull || comesBefore(order, parent, table))
            continue;
        const Constraint *primary = parent->primaryKey();
        const QStringList keys = !key.referencedColumns.isEmpty() ? key.referencedColumns
                                 : primary                        ? primary->columns
                                                                  : QStringList();
        if (keys.size() != 1)
            continue;
        const Link link{quoteQualified(table.schema, table.name), quoteIdentifier(column->name),
                        quoteQualified(parent->schema, parent->name), quoteIdentifier(keys.front()),
                        parent == &table};
        if (context.engine() == Engine::PostgreSql)
            updates += onPostgres(link);
        else if (!table.withoutRowid)
            updates += onSqlite(link);
    }
    return updates;
}

} // namespace tidemark
