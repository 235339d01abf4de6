// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/sqlite/sqlitecatalog.h"

namespace tidemark {

/// Puts a relation together from what the pragmas say and its stored texts (`entries`: its own, and
/// those of its indexes and triggers). Asks the session's handle for collations.
Relation buildSqliteRelation(const SqliteSession &session, const SqliteTableFacts &table,
                             const std::vector<SqliteEntry> &entries, const SqliteDetails &details);

} // namespace tidemark
