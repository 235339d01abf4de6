// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/sequencemarks.h"

#include "database/postgres/postgressession.h"

namespace tidemark {

namespace {

// The counter of another session's temporary sequence cannot be read.
constexpr char noteSql[] = "SELECT json_agg(json_build_array(s.seqrelid::bigint,"
                           " pg_catalog.pg_sequence_last_value(s.seqrelid), s.seqstart))"
                           " FROM pg_catalog.pg_sequence s"
                           " JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid"
                           " WHERE c.relpersistence <> 't'";
constexpr char restoreSql[] =
    "SELECT pg_catalog.setval(s.seqrelid::regclass,"
    " coalesce((m.mark->>1)::bigint, (m.mark->>2)::bigint), (m.mark->>1) IS NOT NULL)"
    " FROM json_array_elements($1::json) AS m(mark)"
    " JOIN pg_catalog.pg_sequence s ON s.seqrelid = ((m.mark->>0)::bigint)::oid"
    " WHERE pg_catalog.pg_sequence_last_value(s.seqrelid) IS DISTINCT FROM (m.mark->>1)::bigint";

/// Sends the query and, in the same round trip, asks the server to put away its row counters when
/// the session is idle again: else those of the last second count for the next transaction too, and
/// more is read again than it changed.
Result<PostgresResult> fetchBetweenTransactions(PostgresSession &session, PostgresQuery query)
{
    std::vector<PostgresQuery> queries{std::move(query)};
    if (session.serverVersionNumber() >= 150000)
        queries.push_back({"SELECT pg_catalog.pg_stat_force_next_flush()", {}, true});
    TM_TRY_ASSIGN(const std::vector<PostgresResult> answers, session.fetchAll(queries));
    return answers.front();
}

} // namespace

Result<void> SequenceMarks::note(Session &session)
{
    m_marks.reset();
    if (session.engine() != Engine::PostgreSql)
        return {};
    TM_TRY_ASSIGN(
        const PostgresResult result,
        fetchBetweenTransactions(static_cast<PostgresSession &>(session), {noteSql, {}, true}));
    if (result.rows() > 0 && !result.isNull(0, 0))
        m_marks = result.bytes(0, 0).toByteArray();
    return {};
}

Result<void> SequenceMarks::restore(Session &session) const
{
    if (!m_marks)
        return {};
    TM_TRY(fetchBetweenTransactions(static_cast<PostgresSession &>(session),
                                    {restoreSql, {m_marks}, true}));
    return {};
}

} // namespace tidemark
