// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/mergerows.h"

#include "backup/contents.h"
#include "diff/columnorder.h"
#include "schema/schema.h"
#include "sql/identifier.h"

#include <algorithm>
#include <compare>
#include <set>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qint64 reportEvery = 10'000;
constexpr int namesShown = 20;

/// A side that is being read, in one snapshot.
class Reading
{
public:
    explicit Reading(Session &session)
        : m_session(session)
    {
    }
    ~Reading()
    {
        stream.reset();
        m_session.setStopToken({});
        if (m_begun && m_session.transactionState() != TransactionState::Lost)
            static_cast<void>(m_session.execute("ROLLBACK"));
    }
    Reading(const Reading &) = delete;
    Reading &operator=(const Reading &) = delete;

    Result<void> begin(const std::stop_token &stop)
    {
        m_session.setStopToken(stop);
        const bool postgres = m_session.engine() == Engine::PostgreSql;
        TM_TRY(m_session.execute(postgres ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
                                          : "BEGIN"));
        m_begun = true;
        TM_TRY_ASSIGN(schema, makeSchemaReader(m_session)->read());
        if (postgres)
            TM_TRY(makeContentsComparable(m_session));
        return {};
    }
    Result<void> open(const std::vector<const Column *> &columns, int keyColumns,
                      const std::vector<bool> &byNumber)
    {
        TM_TRY_ASSIGN(stream, openRowStream(m_session, *table, columns, keyColumns, byNumber));
        return advance();
    }
    /// SQLite lets a primary key have NULLs where nobody forbade them, any number of equal ones
    /// (https://sqlite.org/lang_createtable.html, "The PRIMARY KEY").
    Result<bool> hasNullKeys()
    {
        const Constraint *key = table->primaryKey();
        if (m_session.engine() != Engine::Sqlite || !key || table->withoutRowid || table->strict)
            return false;
        QStringList tests;
        for (const QString &name : key->columns) {
            const Column *column = table->column(name);
            if (!column || !column->notNull)
                tests += quoteIdentifier(name) + u" IS NULL"_s;
        }
        if (tests.isEmpty())
            return false;
        TM_TRY_ASSIGN(const Rows rows,
                      m_session.query(u"SELECT EXISTS (SELECT 1 FROM main.%1 WHERE %2)"_s
                                          .arg(quoteIdentifier(table->name), tests.join(u" OR "_s))
                                          .toUtf8()));
        return rows.rows.at(0).at(0) == "1";
    }
    Result<void> advance()
    {
        TM_TRY_ASSIGN(there, stream->next(row));
        count += there ? 1 : 0;
        return {};
    }

    SchemaPtr schema;
    const Relation *table = nullptr;
    std::unique_ptr<RowStream> stream;
    SortedRow row;
    bool there = false;
    qint64 count = 0;

private:
    Session &m_session;
    bool m_begun = false;
};

bool isWanted(const Relation &relation, const TableName &wanted, Engine engine)
{
    return foldName(relation.name, engine) == foldName(wanted.name, engine) &&
           (wanted.schema.isEmpty() || relation.schema == wanted.schema);
}

QStringList namesIn(const Schema &schema)
{
    QStringList names;
    for (const auto &relation : schema.relations)
        if (relation->type == RelationKind::Table)
            names += displayQualified(relation->schema, relation->name);
    if (names.size() > namesShown) {
        const auto more = names.size() - namesShown;
        names = names.mid(0, namesShown);
        names += u"and %1 more"_s.arg(more);
    }
    return names;
}

Result<const Relation *> findIn(const Schema &schema, const TableName &wanted)
{
    std::vector<const Relation *> found;
    for (const auto &relation : schema.relations)
        if (isWanted(*relation, wanted, schema.engine))
            found.push_back(&*relation);
    const QString name = displayQualified(wanted.schema, wanted.name);
    if (found.empty())
        return fail(ErrorKind::Usage, u"there is no table %1 on both sides"_s.arg(name),
                    u"one of them has: "_s + namesIn(schema).join(u", "_s));
    if (found.size() > 1)
        return fail(ErrorKind::Usage, u"there are several tables %1"_s.arg(name), {},
                    u"Name the schema: SCHEMA.TABLE"_s);
    if (!found.front()->hasRows() && found.front()->type != RelationKind::PartitionedTable)
        return fail(ErrorKind::Usage, u"%1 has no rows of its own"_s.arg(name));
    return found.front();
}

bool holdsIntegers(const Column &column)
{
    return column.type == u"integer" || column.type == u"bigint" || column.type == u"smallint";
}

/// Which columns are compared, and how rows are found.
struct Layout
{
    std::vector<const Column *> before; ///< the key's, the common ones, its own
    std::vector<const Column *> after;
    int key = 0;    ///< of RowsComparison::keyColumns
    int sorted = 0; ///< by which the streams are sorted: the key, or all in common
    size_t common = 0;
    std::vector<bool> byNumber;
};

QStringList keyOf(const std::vector<const Column *> &columns, int count, Engine engine)
{
    QStringList names;
    for (int i = 0; i < count; ++i)
        names += foldName(columns[size_t(i)]->name, engine);
    return names;
}

Layout layoutOf(const Relation &before, const Relation &after, Engine engine, bool mayHaveKey,
                RowsComparison &compared)
{
    Layout layout;
    int keyBefore = 0;
    int keyAfter = 0;
    const auto left = columnsKeyFirst(before, engine, &keyBefore);
    const auto right = columnsKeyFirst(after, engine, &keyAfter);
    if (mayHaveKey && keyOf(left, keyBefore, engine) == keyOf(right, keyAfter, engine))
        layout.key = keyBefore;
    const auto named = [engine](const std::vector<const Column *> &columns, const QString &name) {
        const auto at = std::ranges::find_if(columns, [&](const Column *column) {
            return foldName(column->name, engine) == foldName(name, engine);
        });
        return at == columns.end() ? nullptr : *at;
    };
    for (const Column *column : left) {
        const Column *other = named(right, column->name);
        if (!other)
            continue;
        layout.before.push_back(column);
        layout.after.push_back(other);
        compared.columns += column->name;
    }
    layout.common = layout.before.size();
    layout.sorted = layout.key > 0 ? layout.key : int(layout.common);
    for (size_t i = 0; i < size_t(layout.sorted); ++i)
        layout.byNumber.push_back(holdsIntegers(*layout.before[i]) &&
                                  holdsIntegers(*layout.after[i]));
    for (const Column *column : left) {
        if (named(right, column->name))
            continue;
        layout.before.push_back(column);
        compared.onlyBefore += column->name;
    }
    for (const Column *column : right) {
        if (named(left, column->name))
            continue;
        layout.after.push_back(column);
        compared.onlyAfter += column->name;
    }
    compared.columns += compared.onlyBefore + compared.onlyAfter;
    for (const Column *column : layout.before)
        compared.types += column->type;
    for (size_t i = layout.common; i < layout.after.size(); ++i)
        compared.types += layout.after[i]->type;
    compared.keyColumns = layout.key;
    return layout;
}

class Merger
{
public:
    Merger(Reading &before, Reading &after, const Layout &layout, const RowsWanted &wanted,
           RowsComparison &compared)
        : m_before(before)
        , m_after(after)
        , m_layout(layout)
        , m_wanted(wanted)
        , m_compared(compared)
    {
    }

    Result<void> run(const BackupObserver &observer)
    {
        qint64 steps = 0;
        while (m_before.there || m_after.there) {
            if (observer && steps++ % reportEvery == 0)
                observer({BackupProgress::Step::Comparing, m_compared.name,
                          m_before.count + m_after.count, 0});
            TM_TRY(step());
        }
        m_compared.rowsBefore = m_before.count;
        m_compared.rowsAfter = m_after.count;
        for (const size_t column : m_changed)
            m_compared.changedColumns += m_compared.columns[qsizetype(column)];
        return {};
    }

private:
    Result<void> step()
    {
        const bool onlyBefore =
            !m_after.there || (m_before.there && m_before.row.key < m_after.row.key);
        const bool onlyAfter =
            !m_before.there || (m_after.there && m_after.row.key < m_before.row.key);
        if (onlyBefore) {
            ++m_compared.gone;
            keep(RowDifference::Kind::Gone);
            return m_before.advance();
        }
        if (onlyAfter) {
            ++m_compared.added;
            keep(RowDifference::Kind::Added);
            return m_after.advance();
        }
        bool same = true;
        for (size_t i = 0; i < m_layout.common; ++i) {
            if (m_before.row.cells[i] == m_after.row.cells[i])
                continue;
            same = false;
            m_changed.insert(i);
        }
        if (!same) {
            ++m_compared.changed;
            keep(RowDifference::Kind::Changed);
        }
        TM_TRY(m_before.advance());
        return m_after.advance();
    }

    void keep(RowDifference::Kind kind)
    {
        const qint64 number = m_seen++;
        if (number < m_wanted.offset)
            return;
        if (m_compared.more || qint64(m_compared.differences.size()) >= m_wanted.limit ||
            m_bytes > m_wanted.bytes) {
            m_compared.more = true;
            return;
        }
        RowDifference difference;
        difference.kind = kind;
        if (kind != RowDifference::Kind::Added)
            difference.before = spread(m_before.row.cells, m_compared.onlyBefore, true);
        if (kind != RowDifference::Kind::Gone)
            difference.after = spread(m_after.row.cells, m_compared.onlyAfter, false);
        m_compared.differences.push_back(std::move(difference));
    }

    /// A side's cells in the order of RowsComparison::columns.
    std::vector<Cell> spread(const std::vector<Cell> &cells, const QStringList &own, bool before)
    {
        std::vector<Cell> all(size_t(m_compared.columns.size()));
        std::copy_n(cells.begin(), m_layout.common, all.begin());
        const size_t at = m_layout.common + (before ? 0 : size_t(m_compared.onlyBefore.size()));
        std::copy_n(cells.begin() + qsizetype(m_layout.common), own.size(),
                    all.begin() + qsizetype(at));
        for (const Cell &cell : all)
            m_bytes += cell ? cell->size() : 0;
        return all;
    }

    Reading &m_before;
    Reading &m_after;
    const Layout &m_layout;
    const RowsWanted &m_wanted;
    RowsComparison &m_compared;
    std::set<size_t> m_changed;
    qint64 m_seen = 0;
    qint64 m_bytes = 0;
};

} // namespace

Result<RowsComparison> mergeRows(Session &before, Session &after, const RowsWanted &wanted,
                                 const BackupObserver &observer, const std::stop_token &stop)
{
    Reading left(before);
    Reading right(after);
    TM_TRY(left.begin(stop));
    TM_TRY(right.begin(stop));
    TM_TRY_ASSIGN(left.table, findIn(*left.schema, wanted.table));
    TM_TRY_ASSIGN(right.table, findIn(*right.schema, wanted.table));
    RowsComparison compared;
    compared.schema = left.table->schema;
    compared.name = left.table->name;
    compared.first = wanted.offset;
    TM_TRY_ASSIGN(const bool nullsLeft, left.hasNullKeys());
    TM_TRY_ASSIGN(const bool nullsRight, right.hasNullKeys());
    const Layout layout =
        layoutOf(*left.table, *right.table, before.engine(), !nullsLeft && !nullsRight, compared);
    if (layout.common == 0)
        return fail(ErrorKind::Usage, u"%1 has no column on both sides"_s.arg(
                                          displayQualified(compared.schema, compared.name)));
    TM_TRY(left.open(layout.before, layout.sorted, layout.byNumber));
    TM_TRY(right.open(layout.after, layout.sorted, layout.byNumber));
    TM_TRY(Merger(left, right, layout, wanted, compared).run(observer));
    return compared;
}

} // namespace tidemark
