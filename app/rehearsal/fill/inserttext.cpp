// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/fill/inserttext.h"

#include "rehearsal/fill/checkhints.h"
#include "rehearsal/fill/defaultvalue.h"
#include "rehearsal/fill/parentrow.h"
#include "rehearsal/fill/partitionvalue.h"
#include "rehearsal/fill/postgressample.h"
#include "rehearsal/fill/sqlitesample.h"
#include "sql/identifier.h"

#include <QSet>
#include <QStringList>

#include <algorithm>
#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// What a row holds in a column: an expression, or nothing, which leaves it to the default.
using RowValue = std::optional<QString>;

class RowMaker
{
public:
    RowMaker(const FillContext &context, const Relation &table, const FillVariant &variant)
        : m_context(context)
        , m_table(table)
        , m_variant(variant)
    {
        for (const Constraint &constraint : table.constraints)
            takeConstraint(constraint);
        for (const Index &index : table.indexes) {
            if (index.unique)
                takeUnique(index);
        }
        for (const Column &column : table.columns) {
            if (!isServers(column))
                m_columns.push_back(&column);
        }
    }

    const std::vector<const Column *> &columns() const { return m_columns; }

    std::vector<RowValue> row(int number)
    {
        const ColumnExpressions parents =
            parentRowExpressions(m_context, m_table, m_variant.firstParent ? 0 : number - 1);
        const ColumnExpressions partition =
            partitionExpressions(m_context, m_table, number + m_variant.shift);
        std::vector<RowValue> values;
        for (const Column *column : m_columns)
            values.push_back(valueFor(*column, number, parents, partition));
        return values;
    }

private:
    void takeConstraint(const Constraint &constraint)
    {
        if (constraint.type == ConstraintKind::Check) {
            addCheckHints(constraint.expression, m_variant.branch, m_hints);
            if (constraint.columns.size() > 1)
                m_checked.unite({constraint.columns.begin(), constraint.columns.end()});
        } else if (constraint.type == ConstraintKind::PrimaryKey ||
                   constraint.type == ConstraintKind::Unique) {
            for (const QString &column : constraint.columns)
                m_unique.insert(column);
        }
    }

    void takeUnique(const Index &index)
    {
        for (const IndexKey &key : index.keys)
            m_unique.insert(key.column);
    }

    /// The server numbers or computes it.
    bool isServers(const Column &column) const
    {
        if (column.generated != GeneratedKind::None || column.identityKind != IdentityKind::None ||
            column.hidden)
            return true;
        if (m_context.engine() == Engine::PostgreSql)
            return column.defaultValue.contains("nextval("_L1);
        const Constraint *primary = m_table.primaryKey();
        return primary != nullptr && primary->columns == QStringList{column.name} &&
               !m_table.withoutRowid && column.type.compare("integer"_L1, Qt::CaseInsensitive) == 0;
    }

    RowValue valueFor(const Column &column, int number, const ColumnExpressions &parents,
                      const ColumnExpressions &partition) const
    {
        const bool hasDefault = !column.defaultValue.isEmpty();
        if (const auto key = partition.constFind(column.name); key != partition.constEnd())
            return *key;
        const bool kept = m_variant.defaultsOnly ||
                          (m_variant.checkedDefaults && m_checked.contains(column.name));
        if (kept && hasDefault)
            return std::nullopt;
        if (m_variant.minimal && !column.notNull)
            return std::nullopt;
        if (const auto parent = parents.constFind(column.name); parent != parents.constEnd())
            return *parent;
        const ColumnHint hint = m_hints.value(column.name);
        if (hint.forceNull && !column.notNull)
            return u"NULL"_s;
        if (hasDefault && keepsDefault(column, number))
            return std::nullopt;
        return otherThanDefault(column, number + m_variant.shift, hint);
    }

    /// Every second row does; the others show a column which comes back with nothing but its
    /// default. A unique column needs a default that differs, and then it is better than ours.
    bool keepsDefault(const Column &column, int number) const
    {
        if (m_unique.contains(column.name))
            return column.defaultValue.contains(u'(');
        return number % 2 == 0;
    }

    /// Of a unique column one row at most can hold the default.
    RowValue otherThanDefault(const Column &column, int number, const ColumnHint &hint) const
    {
        RowValue value = sample(column, number, hint);
        if (column.defaultValue.isEmpty() || m_unique.contains(column.name))
            return value;
        constexpr int attempts = 3;
        for (int next = 1; next <= attempts && value && isDefault(*value, column); ++next)
            value = sample(column, number + next, hint);
        return value;
    }

    bool isDefault(const QString &value, const Column &column) const
    {
        return meansSameLiteral(value, column.defaultValue);
    }

    RowValue sample(const Column &column, int number, const ColumnHint &hint) const
    {
        if (m_context.engine() == Engine::Sqlite)
            return sqliteSample(column.type, column.name, number, hint);
        const auto text = postgresSample(m_context.types(), column.type, column.name, number, hint);
        if (text)
            return quoteLiteral(*text, Engine::PostgreSql);
        const bool mustTry = column.notNull && column.defaultValue.isEmpty();
        return mustTry ? RowValue(quoteLiteral(QString::number(number), Engine::PostgreSql))
                       : std::nullopt;
    }

    const FillContext &m_context;
    const Relation &m_table;
    const FillVariant m_variant;
    std::vector<const Column *> m_columns;
    ColumnHints m_hints;
    QSet<QString> m_unique;
    QSet<QString> m_checked; ///< by a check over several columns
};

QString insertInto(const Relation &table)
{
    return u"INSERT INTO "_s + quoteQualified(table.schema, table.name);
}

QString postgresInsert(RowMaker &maker, const Relation &table, int first, int last)
{
    QStringList names;
    for (const Column *column : maker.columns())
        names << quoteIdentifier(column->name);
    QStringList rows;
    for (int number = first; number <= last; ++number) {
        QStringList values;
        for (const RowValue &value : maker.row(number))
            values << value.value_or(u"DEFAULT"_s);
        rows << u'(' + values.join(u", "_s) + u')';
    }
    if (names.isEmpty())
        return QStringList(rows.size(), insertInto(table) + u" DEFAULT VALUES"_s).join(u';');
    return insertInto(table) + u" ("_s + names.join(u", "_s) + u") VALUES "_s + rows.join(u", "_s);
}

QString sqliteInsert(RowMaker &maker, const Relation &table, int number)
{
    const std::vector<RowValue> row = maker.row(number);
    QStringList names;
    QStringList values;
    for (size_t i = 0; i < row.size(); ++i) {
        if (!row[i])
            continue;
        names << quoteIdentifier(maker.columns()[i]->name);
        values << *row[i];
    }
    if (names.isEmpty())
        return insertInto(table) + u" DEFAULT VALUES"_s;
    return insertInto(table) + u" ("_s + names.join(u", "_s) + u") VALUES ("_s +
           values.join(u", "_s) + u')';
}

} // namespace

QByteArray insertText(const FillContext &context, const Relation &table, const FillVariant &variant,
                      int first, int last)
{
    RowMaker maker(context, table, variant);
    const int end = variant.single ? first : last;
    if (context.engine() == Engine::PostgreSql)
        return postgresInsert(maker, table, first, end).toUtf8();
    QStringList statements;
    for (int number = first; number <= end; ++number)
        statements << sqliteInsert(maker, table, number);
    return statements.join(u";\n"_s).toUtf8();
}

} // namespace tidemark
