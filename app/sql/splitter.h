// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "sql/statement.h"

#include <optional>
#include <vector>

namespace tidemark {

/// Cuts a script into statements. Nothing but comments and white space gives an empty vector.
///
/// PostgreSQL: libpg_query's scanner decides where a statement ends (dollar quotes, nested
/// comments, BEGIN ATOMIC bodies); rows below `COPY ... FROM stdin` become its copyData; of psql's
/// commands `\set`, `\unset`, `\i`, `\ir`, `\echo`, `\if`/`\elif`/`\else`/`\endif` and the
/// output-only ones work, with `:name`, `:'name'` and `:"name"` replaced; any other is an error.
/// SQLite: sqlite3_complete() decides, so trigger bodies stay whole.
///
/// Text that cannot be cut (an unterminated string, not UTF-8) is an Error{Input} with its place.
/// Pure but for `\i`; any thread. Costs one scan of the text.
Result<std::vector<Statement>> splitScript(const Script &script, Engine engine);

/// The same for several scripts in a row.
Result<std::vector<Statement>> splitScripts(const std::vector<Script> &scripts, Engine engine);

/// BEGIN, COMMIT, ROLLBACK, SAVEPOINT, ... : the script conducts its transactions itself.
bool controlsTransaction(const Statement &statement, Engine engine);

/// A statement that the server refuses inside a transaction block: CREATE INDEX CONCURRENTLY,
/// VACUUM, CREATE DATABASE, ALTER SYSTEM, ...; SQLite: VACUUM, ATTACH, and PRAGMA foreign_keys or
/// journal_mode, which are no error there but have no effect.
bool needsNoTransaction(const Statement &statement, Engine engine);

/// What a PostgreSQL statement changes beside its own database, in its own words: "CREATE ROLE",
/// "ALTER DATABASE", ...; nothing when it does not, as far as the text tells. Looks into the bodies
/// of DO blocks and of functions; what a function does that is only called is not seen.
std::optional<QString> changesServer(const Statement &statement);

/// The relations that a statement names, as written but unquoted, "schema.name" or "name"; a guess
/// for what it may touch, since functions and triggers are opaque. In no particular order, unique.
std::vector<QString> mentionedRelations(const Statement &statement, Engine engine);

/// The first words of a statement for a progress line: "CREATE INDEX users_email_idx", at most
/// `limit` characters, on one line.
QString summaryOf(const Statement &statement, int limit = 60);

} // namespace tidemark
