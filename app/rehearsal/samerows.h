// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace tidemark {

class PostgresSession;
struct Schema;

/// Gives a copy of a database, which has the same schema, the rows and the counters of sequences
/// that the other one has: what a rehearsal filled in goes. Triggers and foreign keys keep out of
/// it. Only for tables of at most WatchedTable::keptRows rows. Cost: one query for 100 tables on
/// each side, and two statements for each table that differs.
///
/// False when it cannot be done: a larger table differs, the role may not set
/// session_replication_role, a row is refused; the copy is no use any more then. Errors:
/// connection, cancelled. Both sessions are idle, before and after.
Result<bool> makeRowsSame(PostgresSession &copy, PostgresSession &original, const Schema &schema);

} // namespace tidemark
