// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/columns.h"
#include "ddl/postgres/decoration.h"
#include "ddl/postgres/drafter.h"
#include "ddl/postgres/words.h"
#include "sql/identifier.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

QString columnOf(const Relation &table, const QString &name)
{
    return table.identity() + u'.' + displayIdentifier(name);
}

/// The sequence that gave the column its numbers, and goes with the old table.
const Sequence *oldSequence(const World &world, const Relation &before, const QString &column)
{
    return world.sequencesOf(columnOf(before, column)).value(0);
}

} // namespace

/// Whether the column's type is another one of the same name by now.
bool Drafter::isTypeSwitched(const ObjectId &column) const
{
    const auto needs = m_fromNeeds.of(column);
    return std::any_of(needs.begin(), needs.end(), [&](const Dependency &need) {
        const int number = find(need.on, Side::From);
        return number >= 0 && m_items[std::size_t(number)].fate == Fate::Replace;
    });
}

QString Drafter::placeOf(const Sequence &old) const
{
    const int number = find({u"sequence"_s, old.identity()}, Side::From);
    const bool goes = number >= 0 && m_items[std::size_t(number)].isDropped();
    return goes ? m_world.freeName(old.schema, old.name, u"__old"_s) : old.name;
}

void Drafter::moveAside(const Relation &before, const QString &aside, Writer &writer)
{
    // Also where another of its name is made: the server gives names to indexes and sequences.
    for (const Column &column : before.columns) {
        const Sequence *sequence = oldSequence(m_world, before, column.name);
        if (sequence && placeOf(*sequence) != sequence->name)
            writer.add(u"ALTER SEQUENCE %1 RENAME TO %2"_s.arg(
                sequence->identity(), displayIdentifier(placeOf(*sequence))));
    }
    // Else the copy would be of the rows that its policies let the owner see.
    if (before.forceRowSecurity)
        writer.add(alterTable(before) + u" NO FORCE ROW LEVEL SECURITY"_s);
    writer.add(alterTable(before) + u" RENAME TO "_s + displayIdentifier(aside));
}

void Drafter::copyRows(const Relation &before, const Relation &after, const QString &aside,
                       Writer &writer)
{
    Place place{m_world, &before, &after};
    QStringList into;
    QStringList values;
    const auto copied = [&](const Column &column) {
        const Column *now = after.column(column.name);
        return now && now->generated == GeneratedKind::None;
    };
    for (const Column &column : after.columns) {
        const Column *old = before.column(column.name);
        if (!old || column.generated != GeneratedKind::None)
            continue;
        place.switchType = isTypeSwitched({u"column"_s, columnOf(before, column.name)});
        into += displayIdentifier(column.name);
        values += valueAs(*old, column, place);
    }
    const bool numbered =
        std::any_of(after.columns.begin(), after.columns.end(),
                    [](const Column &column) { return column.identityKind != IdentityKind::None; });
    QString sql = u"INSERT INTO "_s + after.identity();
    if (!into.isEmpty())
        sql += u" (%1)"_s.arg(into.join(u", "_s));
    if (numbered)
        sql += u" OVERRIDING SYSTEM VALUE"_s;
    writer.add(sql + u"\nSELECT %1\nFROM ONLY %2"_s.arg(values.join(u", "_s),
                                                        displayQualified(before.schema, aside)));
    writer
        .hazard(Hazard::RewritesTable, after.identity(),
                u"every row is copied, for the columns to come in order"_s)
        .hazard(Hazard::BlocksReads, after.identity(),
                u"as long as the rows are copied and the indexes are built"_s);
    if (!after.indexes.empty() ||
        std::any_of(after.constraints.begin(), after.constraints.end(),
                    [](const Constraint &one) { return !one.index.empty(); }))
        writer.hazard(Hazard::BuildsIndex, after.identity(), u"all of the table's"_s);
    for (const Column &column : after.columns) {
        const Column *old = before.column(column.name);
        place.switchType = old && isTypeSwitched({u"column"_s, columnOf(before, column.name)});
        const bool filled = !column.defaultValue.isEmpty() ||
                            column.identityKind != IdentityKind::None ||
                            column.generated != GeneratedKind::None;
        if (old)
            columnLosses(after, *old, column, place, writer);
        else if (column.notNull && !filled)
            writer.hazard(Hazard::MayFail, after.identity(),
                          u"rows that are there have no value for %1"_s.arg(column.name));
    }
    for (const Column &column : before.columns) {
        if (!copied(column) && column.generated == GeneratedKind::None)
            writer.hazard(Hazard::DeletesData, after.identity(),
                          u"all values of %1"_s.arg(column.name));
    }
}

/// The same table with its columns in another order. All of it is one step: whoever needs the table
/// is gone before, and comes again after.
void Drafter::writeRebuilt(const Relation &before, const Relation &after, Writer &writer)
{
    const Place place{m_world, &before, &after};
    const KindRules<Relation> &rules = rulesOf<Relation>();
    const QString aside = m_world.freeName(before.schema, before.name, u"__old"_s);
    moveAside(before, aside, writer);
    Relation open = after;
    open.rowSecurity = open.forceRowSecurity = false; // the rows come first
    rules.create(open, place, writer);
    const bool hasRows = after.type == RelationKind::Table;
    if (hasRows)
        copyRows(before, after, aside, writer);
    for (const Column &column : after.columns) {
        if (column.identityKind == IdentityKind::None)
            continue;
        const Sequence *old = oldSequence(m_world, before, column.name);
        const Sequence *now = m_world.identitySequence(Side::To, columnOf(after, column.name));
        if (!old || !now) {
            if (hasRows)
                numberOn(after, column, place, writer);
            continue;
        }
        const QString from = displayQualified(old->schema, placeOf(*old));
        writer
            .add(u"SELECT pg_catalog.setval(%1, last_value, is_called) FROM %2"_s.arg(
                words::literal(now->identity()), from))
            .remark(u"The sequence goes on where it stood."_s);
    }
    rules.alter(open, after, place, writer);
    const QString what = rules.what(after, place);
    decorateNew(after, what, m_world, writer);
    for (const Column &column : after.columns)
        grantColumn(after, column, writer);
    writer.add(u"DROP TABLE "_s + displayQualified(before.schema, aside));
    if (hasRows)
        writer.remark(u"All of its rows are in the new table, for which ANALYZE has to be run."_s);
    else
        writer.hazard(Hazard::BlocksReads, after.identity(), u"until its partitions are back"_s);
}

} // namespace tidemark::ddlpg
