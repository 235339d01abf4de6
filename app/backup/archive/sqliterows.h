// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/archive.h"
#include "backup/archive/sqlitereading.h"

namespace tidemark {

/// The rows of a table in the order of its rowid, found by it; `rowid` is a name that means it, or
/// nothing where there is none: then by counting, and a long value is held as a whole. `side`
/// outlives them.
std::unique_ptr<TableRows> makeSqliteRows(SqliteHandle database, const ArchiveTable &table,
                                          const QString &rowid, SideFile &side);

} // namespace tidemark
