// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "schema/dependencies.h"

namespace tidemark {

class SqliteSession;

/// readDependencies() on SQLite.
Result<Dependencies> readSqliteDependencies(SqliteSession &session, const Schema &schema);

} // namespace tidemark
