// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schemareader.h"

namespace tidemark {

class SqliteSession;

/// Reads the database "main" of a connection; what is in temp or attached is not seen. Left out:
/// SQLite's own tables (sqlite_sequence, ...) and the shadow tables of virtual ones.
///
/// Facts come from the pragmas table_list, table_xinfo, index_list, index_xinfo and
/// foreign_key_list (https://sqlite.org/pragma.html) and sqlite3_table_column_metadata(); what none
/// of them tells (checks, generated expressions, conflict clauses, names of constraints, deferral)
/// is read from the stored text. A table whose text cannot be read so has that text as its
/// `definition`, so that a difference in it is still seen.
///
/// It remembers the text of each table with its indexes and triggers, and reads only those again
/// whose text has changed since its last answer: read() and refresh() are the same here, and cost
/// one scan of sqlite_schema when nothing has changed. Tables that did not change are shared
/// between the answers. Error{Sql} and the like from the session.
std::unique_ptr<SchemaReader> makeSqliteSchemaReader(SqliteSession &session,
                                                     SchemaReadOptions options);

} // namespace tidemark
