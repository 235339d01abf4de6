// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

struct sqlite3;

namespace tidemark {

/// The kind for one of SQLite's result codes, primary or extended
/// (https://sqlite.org/rescode.html). The only place where they are mapped.
ErrorKind sqliteErrorKind(int extendedCode);

/// The connection's last failure as an Error: SQLite's message, the extended code as sqlState, and
/// a hint where SQLite's words leave one wondering (functions that only the application registers,
/// locks, foreign keys). Its statementOffset is not set.
Error sqliteError(sqlite3 *handle);

} // namespace tidemark
