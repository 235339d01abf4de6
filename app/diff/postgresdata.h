// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/datadigest.h"

namespace tidemark {

/// digestTables() and readRowSets() on PostgreSQL. Values are cast to text, so what they look like
/// follows the session's DateStyle, TimeZone, bytea_output and the like: two states compare only
/// when read under the same settings.
Result<std::vector<TableDigest>> digestPostgresTables(Session &session,
                                                      const std::vector<const Relation *> &tables);
/// The same without those of the columns: about an eighth less for the server to do.
Result<std::vector<TableDigest>> digestPostgresRows(Session &session,
                                                    const std::vector<const Relation *> &tables);
Result<std::vector<RowSet>>
readPostgresRows(Session &session, const std::vector<const Relation *> &tables, int limit);

} // namespace tidemark
