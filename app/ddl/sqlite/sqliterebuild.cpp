// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/sqlite/sqliterebuild.h"

#include "ddl/sqlite/sqlitecopy.h"
#include "ddl/sqlite/sqlitetext.h"
#include "diff/wording.h"
#include "sql/identifier.h"

#include <QHash>

#include <algorithm>
#include <functional>
#include <set>

using namespace Qt::StringLiterals;

namespace tidemark::sqlite {

namespace {

/// One that neither schema has.
QString freeName(const QString &table, const Schema &from, const Schema &to)
{
    const auto taken = [&](const QString &name) {
        const auto in = [&](const Schema &schema) {
            return std::ranges::any_of(schema.relations, [&](const auto &relation) {
                return sameName(relation->name, name) ||
                       std::ranges::any_of(relation->indexes, [&](const Index &index) {
                           return sameName(index.name, name);
                       });
            });
        };
        return in(from) || in(to);
    };
    QString name = u"new_"_s + table;
    for (int i = 2; taken(name); ++i)
        name = u"new%1_%2"_s.arg(i).arg(table);
    return name;
}

} // namespace

Rebuild rebuildTable(const TableChange &change, const Schema &from, const Schema &to)
{
    const Relation &old = *change.from;
    const Relation &wanted = *change.to;
    const ObjectId about{wording::kindOf(old), old.identity()};
    Rebuild made;
    if (!wanted.definition.isEmpty() || !old.definition.isEmpty()) {
        made.gaps.push_back({about, {}, u"the text of this table could not be taken apart"_s});
        return made;
    }
    const QString name = freeName(old.name, from, to);
    const auto add = [&](const QString &sql) -> DraftStatement & {
        made.statements.push_back({sql, about, {}, {}, false});
        return made.statements.back();
    };
    add(createTable(wanted, name)).remark =
        u"%1 is made anew, with its rows: %2"_s.arg(old.identity(), change.why);
    const RowCopy copy = copyRows(change, name);
    made.keepsContent = copy.keepsRowids && copy.keepsValues;
    if (!copy.sql.isEmpty())
        add(copy.sql).hazards = copy.hazards;
    if (old.autoincrement && wanted.autoincrement) {
        // Numbers that were given to rows which are gone are not given again.
        add(u"DELETE FROM sqlite_sequence WHERE name = "_s + quoteLiteral(name, Engine::Sqlite));
        add(u"INSERT INTO sqlite_sequence (name, seq)\n"
            "SELECT %1, seq FROM sqlite_sequence WHERE name = %2"_s.arg(
                quoteLiteral(name, Engine::Sqlite), quoteLiteral(old.name, Engine::Sqlite)));
    }
    DraftStatement &drop = add(u"DROP TABLE "_s + nameText(old.name));
    if (copy.sql.isEmpty())
        drop.hazards = {{Hazard::DeletesData, old.identity(), u"its rows are gone"_s}};
    add(u"ALTER TABLE %1 RENAME TO %2"_s.arg(nameText(name), nameText(wanted.name)));
    return made;
}

std::vector<const Relation *> parentsFirst(const std::vector<const Relation *> &tables)
{
    QHash<QString, const Relation *> byName;
    for (const Relation *table : tables)
        byName.insert(foldName(table->name, Engine::Sqlite), table);
    std::vector<const Relation *> order;
    std::set<const Relation *> seen;
    const std::function<void(const Relation *)> place = [&](const Relation *table) {
        if (!seen.insert(table).second)
            return;
        for (const Constraint &constraint : table->constraints) {
            if (constraint.type != ConstraintKind::ForeignKey)
                continue;
            if (const auto *parent =
                    byName.value(foldName(constraint.referencedTable, Engine::Sqlite)))
                place(parent);
        }
        order.push_back(table);
    };
    for (const Relation *table : tables)
        place(table);
    return order;
}

} // namespace tidemark::sqlite
