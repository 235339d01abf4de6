// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

struct sqlite3_stmt;

namespace tidemark {

/// The text of an INTEGER, REAL or TEXT value, or the bytes of a BLOB, in the row where the
/// statement stands. REAL as SQLite prints it (15 digits), with 16 or 17 digits where fewer would
/// not read back as the same number. Not for NULL.
QByteArray sqliteValueText(sqlite3_stmt *statement, int column);

} // namespace tidemark
