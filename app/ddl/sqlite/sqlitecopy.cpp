// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/sqlite/sqlitecopy.h"

#include "ddl/sqlite/sqlitetext.h"
#include "diff/pairing.h"
#include "diff/wording.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tidemark::sqlite {

namespace {

enum class Affinity { None, Text, Numeric, Integer, Real };

/// https://sqlite.org/datatype3.html, "Determination Of Column Affinity"; of a STRICT table, ANY
/// keeps what comes.
Affinity affinityOf(const Column &column, const Relation &table)
{
    const QString type = column.type.toUpper();
    const auto has = [&](QLatin1StringView word) { return type.contains(word); };
    if (table.strict && type == "ANY"_L1)
        return Affinity::None;
    if (has("INT"_L1))
        return Affinity::Integer;
    if (has("CHAR"_L1) || has("CLOB"_L1) || has("TEXT"_L1))
        return Affinity::Text;
    if (type.isEmpty() || has("BLOB"_L1))
        return Affinity::None;
    if (has("REAL"_L1) || has("FLOA"_L1) || has("DOUB"_L1))
        return Affinity::Real;
    return Affinity::Numeric;
}

const Column *columnNamed(const Relation &table, const QString &name)
{
    const auto found = std::ranges::find_if(
        table.columns, [&](const Column &column) { return sameName(column.name, name); });
    return found == table.columns.end() ? nullptr : &*found;
}

/// What is lost of values that go from a column to another one; empty: nothing, whatever they are.
QString lossBetween(const Column &from, const Relation &old, const Column &to,
                    const Relation &table)
{
    const Affinity was = affinityOf(from, old);
    const Affinity is = affinityOf(to, table);
    const bool numbers =
        was == Affinity::Integer || was == Affinity::Numeric || was == Affinity::Real;
    const bool onlyWhole = old.strict && was == Affinity::Integer;
    switch (is) {
    case Affinity::None:
        return {};
    case Affinity::Text:
        if (was == Affinity::Text || onlyWhole)
            return {};
        if (was == Affinity::None)
            return u"numbers become text, floating point ones with 15 digits"_s;
        return was == Affinity::Real
                   ? u"numbers become text with 15 digits"_s
                   : u"floating point numbers, if there are any, become text with 15 digits"_s;
    case Affinity::Integer:
    case Affinity::Numeric:
        return numbers ? QString()
                       : u"text that looks like a number becomes one, without its leading zeros "
                         "and the digits that a number cannot hold"_s;
    case Affinity::Real:
        break;
    }
    if (was == Affinity::Real)
        return {};
    return numbers ? u"whole numbers above 2^53 lose digits"_s
                   : u"text that looks like a number becomes a floating point one, without its "
                     "leading zeros and with 15 digits"_s;
}

/// One copy, as far as it is known.
class CopyWriter
{
public:
    CopyWriter(const TableChange &change, const QString &into)
        : m_from(*change.from)
        , m_to(*change.to)
        , m_change(change)
        , m_into(into)
        , m_table(change.from->identity())
    {
    }
    RowCopy write();

private:
    void note(Hazard hazard, const QString &why)
    {
        const HazardNote one{hazard, m_table, why};
        if (std::ranges::find(m_copy.hazards, one) == m_copy.hazards.end())
            m_copy.hazards.push_back(one);
    }
    void take(const QString &target, const QString &source)
    {
        m_targets += target;
        m_sources += source;
    }
    void rowids();
    void keyBecomesRowid(const Column &alias, const Column &old);
    void goneColumns();
    void values();
    void newDemands();
    void newConstraints();
    QString verb() const;

    const Relation &m_from;
    const Relation &m_to;
    const TableChange &m_change;
    QString m_into;
    QString m_table;
    QStringList m_targets;
    QStringList m_sources;
    RowCopy m_copy;
};

void CopyWriter::rowids()
{
    const Column *oldAlias = rowidAlias(m_from);
    const Column *alias = rowidAlias(m_to);
    if (m_from.withoutRowid)
        return;
    const Column *kept = alias ? columnNamed(m_from, alias->name) : nullptr;
    if (kept && kept == oldAlias)
        return; // the column itself brings them
    m_copy.keepsRowids = false;
    if (kept)
        return keyBecomesRowid(*alias, *kept);
    const QString source = oldAlias ? nameText(oldAlias->name) : rowidWord(m_from);
    const QString target = alias ? nameText(alias->name) : rowidWord(m_to);
    if (!source.isEmpty() && !target.isEmpty()) {
        take(target, source);
        m_copy.keepsRowids = true;
    } else if (!oldAlias || !m_to.withoutRowid) {
        note(Hazard::DeletesData, u"the rowids of its rows are gone"_s);
    }
}

void CopyWriter::keyBecomesRowid(const Column &alias, const Column &old)
{
    note(Hazard::DeletesData,
         u"the rowids of its rows are gone: the values of %1 take their place"_s.arg(alias.name));
    if (!old.notNull)
        note(Hazard::DeletesData, u"rows without a value of %1 get a number"_s.arg(alias.name));
    if (!m_from.strict || affinityOf(old, m_from) != Affinity::Integer)
        note(Hazard::MayFail, u"values of %1 that are no whole numbers"_s.arg(alias.name));
}

void CopyWriter::goneColumns()
{
    QStringList dropped;
    for (const Column *column : m_change.dropColumns) {
        if (column->generated == GeneratedKind::None)
            dropped += column->name;
    }
    QStringList computed;
    for (const Column &column : m_to.columns) {
        const Column *old = columnNamed(m_from, column.name);
        if (old && old->generated == GeneratedKind::None && column.generated != GeneratedKind::None)
            computed += column.name;
    }
    if (!dropped.isEmpty())
        note(Hazard::DeletesData, u"the values of %1 are gone"_s.arg(dropped.join(u", "_s)));
    if (!computed.isEmpty())
        note(Hazard::DeletesData,
             u"the values of %1 are gone: computed ones take their place"_s.arg(
                 computed.join(u", "_s)));
}

void CopyWriter::values()
{
    const Column *alias = rowidAlias(m_to);
    for (const Column *column : keptColumns(m_from, m_to)) {
        take(nameText(column->name), nameText(column->name));
        const Column *old = columnNamed(m_from, column->name);
        const QString loss = lossBetween(*old, m_from, *column, m_to);
        // What is no whole number is no rowid at all.
        if (loss.isEmpty() || column == alias)
            continue;
        m_copy.keepsValues = false;
        note(Hazard::DeletesData, u"%1: %2"_s.arg(column->name, loss));
    }
}

void CopyWriter::newDemands()
{
    bool otherTypes = !m_from.strict;
    for (const Column &column : m_to.columns) {
        const Column *old = columnNamed(m_from, column.name);
        if (!old && column.notNull && column.defaultValue.isEmpty() &&
            column.generated == GeneratedKind::None)
            note(Hazard::MayFail,
                 u"%1 is NOT NULL and has no default: give it a value in the SELECT"_s.arg(
                     column.name));
        if (old && column.notNull && !old->notNull)
            note(Hazard::MayFail, u"rows without a value of %1"_s.arg(column.name));
        otherTypes = otherTypes || (old && affinityOf(*old, m_from) != affinityOf(column, m_to));
    }
    if (m_to.strict && otherTypes)
        note(Hazard::MayFail, u"values of another type than their column's"_s);
}

void CopyWriter::newConstraints()
{
    const auto may = [&](const Constraint &one) {
        note(Hazard::MayFail, u"rows that the %1 does not allow"_s.arg(wording::kindOf(one)));
    };
    const auto pairing =
        pairConstraints(m_from.constraints, m_to.constraints, Sameness(Engine::Sqlite));
    for (const Constraint *one : pairing.extra)
        may(*one);
    for (const auto &[one, other] : pairing.both) {
        if (one->definition() != other->definition() && other->type != ConstraintKind::ForeignKey)
            may(*other);
        if (other->type != ConstraintKind::Unique && other->type != ConstraintKind::PrimaryKey)
            continue;
        // What was two values may be one by another collation or as another type.
        for (const QString &name : other->columns) {
            const Column *old = columnNamed(m_from, name);
            const Column *now = columnNamed(m_to, name);
            if (old && now &&
                (!sameName(old->collation, now->collation) ||
                 !lossBetween(*old, m_from, *now, m_to).isEmpty()))
                may(*other);
        }
    }
}

/// With an ON CONFLICT clause in the new table, a plain INSERT would pass over rows, or replace
/// them, and say nothing; a word in the statement has precedence over all of them
/// (https://sqlite.org/lang_conflict.html).
QString CopyWriter::verb() const
{
    const auto has = [](const auto &list) {
        return std::ranges::any_of(list, [](const auto &one) { return !one.onConflict.isEmpty(); });
    };
    return has(m_to.columns) || has(m_to.constraints) ? u"INSERT OR ABORT"_s : u"INSERT"_s;
}

RowCopy CopyWriter::write()
{
    note(Hazard::RewritesTable, m_change.why);
    note(Hazard::BlocksWrites, u"nobody else writes to the database meanwhile"_s);
    goneColumns();
    rowids();
    values();
    newDemands();
    newConstraints();
    if (!m_targets.isEmpty())
        m_copy.sql = u"%1 INTO %2 (%3)\nSELECT %4 FROM %5"_s.arg(
            verb(), nameText(m_into), m_targets.join(u", "_s), m_sources.join(u", "_s),
            nameText(m_from.name));
    return std::move(m_copy);
}

} // namespace

RowCopy copyRows(const TableChange &change, const QString &into)
{
    return CopyWriter(change, into).write();
}

const Column *rowidAlias(const Relation &table)
{
    const Constraint *key = table.primaryKey();
    // INTEGER PRIMARY KEY DESC has an index of its own, and so has any other type.
    if (!key || table.withoutRowid || key->columns.size() != 1 || !key->index.empty())
        return nullptr;
    const Column *column = columnNamed(table, key->columns.front());
    return column && column->type.compare("INTEGER"_L1, Qt::CaseInsensitive) == 0 ? column
                                                                                  : nullptr;
}

QString rowidWord(const Relation &table)
{
    static constexpr std::array kWords{"rowid"_L1, "_rowid_"_L1, "oid"_L1};
    if (table.withoutRowid)
        return {};
    const auto free = std::ranges::find_if(
        kWords, [&](QLatin1StringView word) { return !columnNamed(table, QString(word)); });
    return free == kWords.end() ? QString() : QString(*free);
}

} // namespace tidemark::sqlite
