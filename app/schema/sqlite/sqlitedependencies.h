// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "schema/dependencies.h"

namespace tidemark {

class SqliteSession;

/// readDependencies() on SQLite. What a view or a trigger reads and writes is what SQLite's
/// compiler asks the authorizer for (https://sqlite.org/c3ref/set_authorizer.html) while a
/// statement that uses the view, or that fires the trigger, is prepared; nothing is executed. A
/// view that cannot be prepared, since what it stands on is gone, depends on nothing here. Foreign
/// keys depend on the table and the columns that they name, indexes on their key columns. Costs one
/// prepared statement for each view and three for each table with triggers.
Result<Dependencies> readSqliteDependencies(SqliteSession &session, const Schema &schema);

} // namespace tidemark
