// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/sqlite/sqlitechanges.h"

#include "diff/pairing.h"
#include "diff/wording.h"
#include "schema/sqlite/sqlitetokens.h"

#include <algorithm>
#include <functional>
#include <set>

using namespace Qt::StringLiterals;

namespace tidemark::sqlite {

namespace {

Schema schemaOf(const Relation &relation)
{
    Schema schema;
    schema.engine = Engine::Sqlite;
    schema.relations = {Shared<Relation>(relation)};
    return schema;
}

bool isLiteral(const QString &value)
{
    using Kind = SqliteToken::Kind;
    const auto tokens = sqliteTokens(value);
    if (tokens.size() == 2)
        return tokens[0].kind == Kind::Symbol && tokens[1].kind == Kind::Number;
    if (tokens.size() != 1)
        return false;
    const bool changing = tokens[0].isWord("CURRENT_TIMESTAMP"_L1) ||
                          tokens[0].isWord("CURRENT_DATE"_L1) ||
                          tokens[0].isWord("CURRENT_TIME"_L1);
    return !changing && tokens[0].kind != Kind::Symbol;
}

/// Looks at one pair of tables.
class TableComparer
{
public:
    TableComparer(const Relation &from, const Relation &to, const DiffOptions &noise)
        : m_same(Engine::Sqlite)
        , m_noise(noise)
        , m_diff(diffSchemas(schemaOf(from), schemaOf(to), noise))
    {
        m_change.from = &from;
        m_change.to = &to;
    }
    bool differs() const { return !m_diff.isEmpty(); }
    TableChange compare();

private:
    void rebuild(const QString &why)
    {
        m_change.rebuild = true;
        if (m_change.why.isEmpty())
            m_change.why = why;
    }
    void columns();
    void addColumn(const Column &column);
    void constraints();
    void look(const Difference &one);
    void indexes();
    void triggers();
    bool reported(const QString &kind, const QString &object) const
    {
        return std::ranges::any_of(m_diff.differences, [&](const Difference &one) {
            return one.kind == kind && one.object == object;
        });
    }

    Sameness m_same;
    const DiffOptions &m_noise;
    SchemaDiff m_diff;
    TableChange m_change;
};

/// Whether the expression of a generated column speaks of a column.
bool isComputedFrom(const Column &column, const Column &source)
{
    return column.generated != GeneratedKind::None &&
           std::ranges::any_of(sqliteTokens(column.generatedAs), [&](const SqliteToken &token) {
               return token.isName() && sameName(token.text, source.name);
           });
}

/// Those that are computed from others first: SQLite lets go of no column that is in use.
void sortForDropping(std::vector<const Column *> &columns)
{
    std::vector<const Column *> order;
    const std::function<void(const Column *)> place = [&](const Column *column) {
        if (std::ranges::find(order, column) != order.end())
            return;
        for (const Column *other : columns) {
            if (other != column && isComputedFrom(*other, *column))
                place(other);
        }
        if (std::ranges::find(order, column) == order.end())
            order.push_back(column);
    };
    for (const Column *column : columns)
        place(column);
    columns = std::move(order);
}

void TableComparer::addColumn(const Column &column)
{
    const QString name = u"the new column "_s + column.name;
    if (column.generated == GeneratedKind::Stored)
        rebuild(name + u" is generated and stored"_s);
    else if (column.generated == GeneratedKind::None && column.notNull &&
             column.defaultValue.isEmpty())
        rebuild(name + u" is NOT NULL and has no default"_s);
    else if (!column.defaultValue.isEmpty() && !isLiteral(column.defaultValue))
        rebuild(name + u" has a default that is computed"_s);
    const auto &columns = m_change.to->columns;
    for (const Column *later = &column + 1; later != columns.data() + columns.size(); ++later) {
        if (isComputedFrom(column, *later))
            rebuild(name + u" is computed from one behind it"_s);
    }
    m_change.addColumns.push_back(&column);
}

void TableComparer::columns()
{
    const auto &from = m_change.from->columns;
    const auto &to = m_change.to->columns;
    const auto pairing = pairByKey<Column>(from, to, m_same);
    m_change.dropColumns = pairing.missing;
    sortForDropping(m_change.dropColumns);
    // In the order of the table, which ADD COLUMN makes.
    std::vector<const Column *> extra = pairing.extra;
    std::ranges::sort(extra);
    for (const Column *column : extra)
        addColumn(*column);
    const auto last = to.data() + to.size();
    const bool atTheEnd = extra.empty() || extra.front() == last - std::ptrdiff_t(extra.size());
    if (!atTheEnd && m_noise.columnOrder)
        rebuild(u"a new column stands between others"_s);
}

/// A foreign key of one new column can come with it; nothing else can be added to a table.
void TableComparer::constraints()
{
    const auto pairing =
        pairConstraints(m_change.from->constraints, m_change.to->constraints, m_same);
    for (const Constraint *one : pairing.extra) {
        const auto column = std::ranges::find_if(m_change.addColumns, [&](const Column *added) {
            return one->columns.size() == 1 && sameName(added->name, one->columns.front());
        });
        const bool comes = one->type == ConstraintKind::ForeignKey &&
                           column != m_change.addColumns.end() && (*column)->defaultValue.isEmpty();
        if (comes)
            m_change.addKeys.push_back(one);
        else
            rebuild(u"it gets a %1"_s.arg(wording::kindOf(*one)));
    }
    for (const Constraint *one : pairing.missing)
        rebuild(u"it loses a %1"_s.arg(wording::kindOf(*one)));
}

void TableComparer::look(const Difference &one)
{
    static const std::set<QString> apart{u"index"_s, u"trigger"_s};
    if (one.change != Difference::Change::Changed || apart.contains(one.kind))
        return;
    rebuild(one.orderOnly ? u"its columns stand in another order"_s
                          : u"the %1 of %2 changes"_s.arg(one.property, one.object));
}

void TableComparer::indexes()
{
    const auto pairing = pairIndexes(m_change.from->indexes, m_change.to->indexes, m_same);
    m_change.dropIndexes = pairing.missing;
    m_change.addIndexes = pairing.extra;
    for (const auto &[one, other] : pairing.both) {
        if (reported(one->kind(), wording::objectName(*one, {}))) {
            m_change.dropIndexes.push_back(one);
            m_change.addIndexes.push_back(other);
        }
    }
}

void TableComparer::triggers()
{
    const auto pairing = pairByKey<Trigger>(m_change.from->triggers, m_change.to->triggers, m_same);
    m_change.dropTriggers = pairing.missing;
    m_change.addTriggers = pairing.extra;
    for (const auto &[one, other] : pairing.both) {
        if (reported(one->kind(), wording::objectName(*one, {m_change.from->identity(), {}}))) {
            m_change.dropTriggers.push_back(one);
            m_change.addTriggers.push_back(other);
        }
    }
}

TableChange TableComparer::compare()
{
    indexes();
    triggers();
    if (m_change.from->type == RelationKind::Table) {
        columns();
        constraints();
        for (const Difference &one : m_diff.differences)
            look(one);
    }
    return std::move(m_change);
}

} // namespace

bool sameName(const QString &a, const QString &b)
{
    return foldName(a, Engine::Sqlite) == foldName(b, Engine::Sqlite);
}

std::vector<const Column *> keptColumns(const Relation &from, const Relation &to)
{
    std::vector<const Column *> kept;
    for (const Column &column : to.columns) {
        const bool there = std::ranges::any_of(
            from.columns, [&](const Column &old) { return sameName(old.name, column.name); });
        if (there && column.generated == GeneratedKind::None)
            kept.push_back(&column);
    }
    return kept;
}

Changes changesBetween(const Schema &from, const Schema &to, const DiffOptions &noise)
{
    Changes changes;
    const Sameness same(Engine::Sqlite);
    const auto pairing = pairByKey<Relation>(from.relations, to.relations, same);
    changes.removed = pairing.missing;
    changes.added = pairing.extra;
    for (const auto &[one, other] : pairing.both) {
        if (one == other || *one == *other)
            continue;
        TableComparer comparer(*one, *other, noise);
        if (!comparer.differs())
            continue;
        const bool table = one->type == RelationKind::Table;
        if (!table && !same(one->definition, other->definition, "definition"))
            changes.remade.emplace_back(one, other);
        else
            changes.tables.push_back(comparer.compare());
    }
    return changes;
}

} // namespace tidemark::sqlite
