// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "lint/rule.h"

namespace tidemark {

class Session;

/// About how many rows each table of the database has: on PostgreSQL what its statistics say, on
/// SQLite counted up to a million. Only reads. Its session's thread.
Result<TableSizes> readTableSizes(Session &session);

} // namespace tidemark
