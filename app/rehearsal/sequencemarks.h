// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/session.h"

namespace tidemark {

/// Where the sequences of a database stand. PostgreSQL does not put them back when a transaction is
/// rolled back, so a trial would be seen by the next script that takes a number. On SQLite the
/// counters are rows, and nothing is to be done.
class SequenceMarks
{
public:
    /// One query.
    Result<void> note(Session &session);

    /// Sets back what has moved since note(); sequences that came or went are left alone. Not
    /// inside a failed transaction. One query.
    Result<void> restore(Session &session) const;

private:
    Cell m_marks; ///< JSON: [oid, last value or null, start value] of each
};

} // namespace tidemark
