// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/sqlite/sqliterebuild.h"

#include "ddl/sqlite/sqlitetext.h"
#include "diff/pairing.h"
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

/// What the rows of the old table may not be good enough for.
std::vector<HazardNote> failures(const TableChange &change)
{
    const Relation &from = *change.from;
    const Relation &to = *change.to;
    const QString table = from.identity();
    std::vector<HazardNote> notes;
    const auto may = [&](const QString &why) { notes.push_back({Hazard::MayFail, table, why}); };
    for (const Column &column : to.columns) {
        const Column *old = nullptr;
        for (const Column &one : from.columns)
            old = sameName(one.name, column.name) ? &one : old;
        if (!old && column.notNull && column.defaultValue.isEmpty() &&
            column.generated == GeneratedKind::None)
            may(u"%1 is NOT NULL and has no default: give it a value in the SELECT"_s.arg(
                column.name));
        if (old && column.notNull && !old->notNull)
            may(u"rows without a value of %1"_s.arg(column.name));
    }
    if (to.strict && !from.strict)
        may(u"values of another type than their column's"_s);
    const auto pairing =
        pairConstraints(from.constraints, to.constraints, Sameness(Engine::Sqlite));
    for (const Constraint *one : pairing.extra)
        may(u"rows that the %1 does not allow"_s.arg(wording::kindOf(*one)));
    for (const auto &[one, other] : pairing.both) {
        if (one->definition() != other->definition() && other->type != ConstraintKind::ForeignKey)
            may(u"rows that the %1 does not allow"_s.arg(wording::kindOf(*other)));
    }
    return notes;
}

QStringList becomeComputed(const Relation &from, const Relation &to)
{
    QStringList names;
    for (const Column &column : to.columns) {
        const bool plainBefore = std::ranges::any_of(from.columns, [&](const Column &old) {
            return sameName(old.name, column.name) && old.generated == GeneratedKind::None;
        });
        if (plainBefore && column.generated != GeneratedKind::None)
            names += column.name;
    }
    return names;
}

/// With an ON CONFLICT clause in the new table, a plain INSERT would pass over rows, or replace
/// them, and say nothing; a word in the statement has precedence over all of them
/// (https://sqlite.org/lang_conflict.html).
QString insertVerb(const Relation &to)
{
    const bool clause =
        std::ranges::any_of(to.columns,
                            [](const Column &column) { return !column.onConflict.isEmpty(); }) ||
        std::ranges::any_of(to.constraints, [](const Constraint &constraint) {
            return !constraint.onConflict.isEmpty();
        });
    return clause ? u"INSERT OR ABORT"_s : u"INSERT"_s;
}

std::vector<HazardNote> hazardsOf(const TableChange &change)
{
    const QString table = change.from->identity();
    std::vector<HazardNote> notes{
        {Hazard::RewritesTable, table, change.why},
        {Hazard::BlocksWrites, table, u"nobody else writes to the database meanwhile"_s}};
    QStringList lost;
    for (const Column *column : change.dropColumns) {
        if (column->generated == GeneratedKind::None)
            lost += column->name;
    }
    if (!lost.isEmpty())
        notes.push_back(
            {Hazard::DeletesData, table, u"the values of %1 are gone"_s.arg(lost.join(u", "_s))});
    const QStringList computed = becomeComputed(*change.from, *change.to);
    if (!computed.isEmpty())
        notes.push_back({Hazard::DeletesData, table,
                         u"the values of %1 are gone: computed ones take their place"_s.arg(
                             computed.join(u", "_s))});
    std::ranges::move(failures(change), std::back_inserter(notes));
    return notes;
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
    QStringList names;
    for (const Column *column : keptColumns(old, wanted))
        names += column->name;
    if (!names.isEmpty()) {
        const QString list = nameList(names);
        add(u"%1 INTO %2 (%3)\nSELECT %3 FROM %4"_s.arg(insertVerb(wanted), nameText(name), list,
                                                        nameText(old.name)))
            .hazards = hazardsOf(change);
    }
    if (old.autoincrement && wanted.autoincrement) {
        // Numbers that were given to rows which are gone are not given again.
        add(u"DELETE FROM sqlite_sequence WHERE name = "_s + quoteLiteral(name, Engine::Sqlite));
        add(u"INSERT INTO sqlite_sequence (name, seq)\n"
            "SELECT %1, seq FROM sqlite_sequence WHERE name = %2"_s.arg(
                quoteLiteral(name, Engine::Sqlite), quoteLiteral(old.name, Engine::Sqlite)));
    }
    add(u"DROP TABLE "_s + nameText(old.name));
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
