// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/sequencemarks.h"

namespace tidemark {

Result<void> SequenceMarks::note(Session &session)
{
    m_marks.reset();
    if (session.engine() != Engine::PostgreSql)
        return {};
    // The counter of another session's temporary sequence cannot be read.
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("SELECT json_agg(json_build_array(s.seqrelid::bigint,"
                                " pg_sequence_last_value(s.seqrelid), s.seqstart))"
                                " FROM pg_catalog.pg_sequence s"
                                " JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid"
                                " WHERE c.relpersistence <> 't'"));
    if (!rows.rows.empty())
        m_marks = rows.rows.front().front();
    return {};
}

Result<void> SequenceMarks::restore(Session &session) const
{
    if (!m_marks)
        return {};
    const Cell parameters[] = {m_marks};
    TM_TRY(session.query(
        "SELECT setval(s.seqrelid::regclass,"
        " coalesce((m.mark->>1)::bigint, (m.mark->>2)::bigint), (m.mark->>1) IS NOT NULL)"
        " FROM json_array_elements($1::json) AS m(mark)"
        " JOIN pg_catalog.pg_sequence s ON s.seqrelid = ((m.mark->>0)::bigint)::oid"
        " WHERE pg_sequence_last_value(s.seqrelid) IS DISTINCT FROM (m.mark->>1)::bigint",
        parameters));
    return {};
}

} // namespace tidemark
