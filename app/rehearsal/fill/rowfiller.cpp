// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/fill/rowfiller.h"

#include "database/session.h"
#include "rehearsal/fill/fillcontext.h"
#include "rehearsal/fill/fillorder.h"
#include "rehearsal/fill/inserttext.h"
#include "rehearsal/fill/laterparents.h"
#include "sql/identifier.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// A table that lacks rows.
struct Lack
{
    const Relation *table = nullptr;
    int existing = 0;
};

/// An error that says nothing about the table.
bool endsAll(const Error &error)
{
    return error.kind == ErrorKind::Connection || error.kind == ErrorKind::Cancelled ||
           error.kind == ErrorKind::Internal;
}

/// Rows per table, counted no further than `limit`.
Result<std::vector<int>> countRows(Session &session, const std::vector<const Relation *> &tables,
                                   int limit)
{
    // PostgreSQL's target lists end at 1664 entries, SQLite's at 2000.
    constexpr size_t perQuery = 500;
    std::vector<int> counts;
    for (size_t begin = 0; begin < tables.size(); begin += perQuery) {
        QStringList parts;
        const size_t end = std::min(begin + perQuery, tables.size());
        for (size_t i = begin; i < end; ++i) {
            parts << u"(SELECT count(*) FROM (SELECT 1 FROM %1 LIMIT %2) AS t)"_s
                         .arg(quoteQualified(tables[i]->schema, tables[i]->name))
                         .arg(limit);
        }
        TM_TRY_ASSIGN(const Rows rows, session.query("SELECT " + parts.join(u", "_s).toUtf8()));
        for (const Cell &cell : rows.rows.front())
            counts.push_back(cell.value_or("0").toInt());
    }
    return counts;
}

/// Constraints and constraint triggers that are checked at the end of the transaction: made to
/// speak at once, or the caller's COMMIT would.
QByteArray deferredChecks(const Relation &table)
{
    QStringList names;
    for (const Constraint &constraint : table.constraints) {
        if (constraint.initiallyDeferred)
            names << quoteQualified(table.schema, constraint.name);
    }
    for (const Trigger &trigger : table.triggers) {
        if (trigger.definition.contains("INITIALLY DEFERRED"_L1))
            names << quoteQualified(table.schema, trigger.name);
    }
    if (names.isEmpty())
        return {};
    const QByteArray list = names.join(u", "_s).toUtf8();
    return "SET CONSTRAINTS " + list + " IMMEDIATE; SET CONSTRAINTS " + list + " DEFERRED;";
}

/// One call of RowFiller::fill().
class FillRun
{
public:
    FillRun(Session &session, const FillContext &context, int rowsPerTable, int shift,
            QHash<QString, int> &accepted)
        : m_session(session)
        , m_context(context)
        , m_rows(rowsPerTable)
        , m_shift(shift)
        , m_accepted(accepted)
    {
    }

    Result<FillReport> run(const std::vector<const Relation *> &tables)
    {
        TM_TRY_ASSIGN(const std::vector<int> counts, countRows(m_session, tables, m_rows));
        for (size_t i = 0; i < tables.size(); ++i) {
            if (counts[i] >= m_rows)
                ++m_report.tables;
            else
                m_lacks.push_back({tables[i], counts[i]});
        }
        size_t next = 0;
        while (next < m_lacks.size()) {
            TM_TRY_ASSIGN(const size_t stopped, fillFrom(next));
            if (stopped < m_lacks.size())
                TM_TRY(tryOthers(m_lacks[stopped]));
            next = stopped + 1;
        }
        for (const Relation *table : m_fresh) {
            for (const QByteArray &update : laterParentUpdates(m_context, tables, *table))
                TM_TRY(referToParents(*table, update));
        }
        return m_report;
    }

private:
    int firstVariant(const Relation &table) const { return m_accepted.value(fillName(table), 0); }

    /// The table's INSERT.
    QByteArray insert(const Lack &lack, int variant) const
    {
        FillVariant way = fillVariants[static_cast<size_t>(variant)];
        way.shift += m_shift;
        QByteArray text = insertText(m_context, *lack.table, way, lack.existing + 1, m_rows);
        text += ';';
        if (m_context.engine() == Engine::PostgreSql)
            text += deferredChecks(*lack.table);
        return text;
    }

    /// Under a savepoint that is gone when all went well.
    static QByteArray attempt(const QByteArray &inserts)
    {
        return "SAVEPOINT tidemark_fill;" + inserts + "RELEASE SAVEPOINT tidemark_fill;";
    }

    /// The tables together, which as a rule take the rows that they took last. False, and nothing
    /// is done, when one of them does not.
    Result<bool> fillAtOnce(size_t begin, size_t end)
    {
        QByteArray text;
        for (size_t i = begin; i < end; ++i)
            text += insert(m_lacks[i], firstVariant(*m_lacks[i].table));
        const auto done = m_session.execute(attempt(text));
        if (done)
            return true;
        if (endsAll(done.error()))
            return tl::unexpected<Error>(done.error());
        TM_TRY(takeBack(0, false));
        return false;
    }

    /// As many tables as the server takes; returns the index of the one that it refused, or the
    /// end.
    Result<size_t> fillFrom(size_t begin)
    {
        // On SQLite a call costs nothing, and then the one that failed is known.
        const size_t perCall = m_context.engine() == Engine::PostgreSql ? 100 : 1;
        while (begin < m_lacks.size()) {
            const size_t end = std::min(begin + perCall, m_lacks.size());
            if (perCall > 1) {
                TM_TRY_ASSIGN(const bool all, fillAtOnce(begin, end));
                if (all) {
                    for (size_t i = begin; i < end; ++i)
                        count(m_lacks[i], firstVariant(*m_lacks[i].table));
                    begin = end;
                    continue;
                }
            }
            QByteArray text;
            for (size_t i = begin; i < end; ++i) {
                if (perCall > 1)
                    text += "SET LOCAL tidemark.fill TO " + QByteArray::number(qulonglong(i)) + ';';
                text += attempt(insert(m_lacks[i], firstVariant(*m_lacks[i].table)));
            }
            const auto done = m_session.execute(text);
            if (!done && endsAll(done.error()))
                return tl::unexpected<Error>(done.error());
            size_t stopped = end;
            if (!done) {
                m_refusal = done.error();
                TM_TRY_ASSIGN(stopped, takeBack(begin, perCall > 1));
            }
            for (size_t i = begin; i < stopped; ++i)
                count(m_lacks[i], firstVariant(*m_lacks[i].table));
            if (stopped < end)
                return stopped;
            begin = end;
        }
        return m_lacks.size();
    }

    /// Back to before the table that was refused; says which that was.
    Result<size_t> takeBack(size_t begin, bool ask)
    {
        TM_TRY(m_session.execute(
            "ROLLBACK TO SAVEPOINT tidemark_fill; RELEASE SAVEPOINT tidemark_fill"));
        if (!ask)
            return begin;
        TM_TRY_ASSIGN(const Rows rows,
                      m_session.query("SELECT pg_catalog.current_setting('tidemark.fill')"));
        return rows.rows.front().front().value_or("0").toULongLong();
    }

    Result<void> tryOthers(Lack lack)
    {
        const Error refusal = m_refusal;
        // A trigger on another table may have put rows in since they were counted.
        TM_TRY_ASSIGN(const std::vector<int> now, countRows(m_session, {lack.table}, m_rows));
        const bool unchanged = now.front() == lack.existing;
        lack.existing = now.front();
        if (lack.existing >= m_rows) {
            ++m_report.tables;
            return {};
        }
        const int tried = unchanged ? firstVariant(*lack.table) : -1;
        for (int variant = 0; variant < int(fillVariants.size()); ++variant) {
            if (variant == tried || (fillVariants[size_t(variant)].single && lack.existing > 0))
                continue;
            const auto done = m_session.execute(attempt(insert(lack, variant)));
            if (done) {
                m_accepted.insert(fillName(*lack.table), variant);
                count(lack, variant);
                return {};
            }
            if (endsAll(done.error()))
                return done;
            TM_TRY(takeBack(0, false));
        }
        m_accepted.remove(fillName(*lack.table));
        if (lack.existing > 0)
            ++m_report.tables; // some rows are better than none, and no more fit
        else
            m_report.notFilled.push_back(
                {fillName(*lack.table), refusal.summary, refusal.sqlState});
        return {};
    }

    /// Rows that were inserted before their parents. A table that will not have it keeps NULL.
    Result<void> referToParents(const Relation &table, const QByteArray &update)
    {
        QByteArray text = "SAVEPOINT tidemark_fill;" + update + ';';
        if (m_context.engine() == Engine::PostgreSql)
            text += deferredChecks(table);
        const auto done = m_session.execute(text + "RELEASE SAVEPOINT tidemark_fill;");
        if (done || endsAll(done.error()))
            return done;
        TM_TRY(takeBack(0, false));
        return {};
    }

    void count(const Lack &lack, int variant)
    {
        if (lack.existing == 0 && !fillVariants[size_t(variant)].minimal)
            m_fresh.push_back(lack.table);
        ++m_report.tables;
        m_report.rows += fillVariants[size_t(variant)].single ? 1 : m_rows - lack.existing;
    }

    Session &m_session;
    const FillContext &m_context;
    int m_rows;
    int m_shift;
    QHash<QString, int> &m_accepted;
    std::vector<Lack> m_lacks;
    std::vector<const Relation *> m_fresh; ///< all of whose rows are ours
    FillReport m_report;
    Error m_refusal;
};

} // namespace

Result<FillReport> RowFiller::fill(Session &session, const Schema &schema, int rowsPerTable,
                                   const QStringList &leaveOut, int shift)
{
    if (rowsPerTable <= 0)
        return FillReport{};
    const FillContext context(schema);
    const auto tables = tablesInFillOrder(schema, leaveOut);
    return FillRun(session, context, rowsPerTable, shift, m_accepted).run(tables);
}

Result<FillReport> fillTables(Session &session, const Schema &schema, int rowsPerTable,
                              const QStringList &leaveOut)
{
    return RowFiller().fill(session, schema, rowsPerTable, leaveOut);
}

} // namespace tidemark
