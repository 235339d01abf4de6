// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "sql/statement.h"

#include <vector>

namespace tidemark {

/// splitScript() for SQLite. The text is known to be UTF-8 without NUL. A statement's text ends at
/// its semicolon and not before: SQLite keeps the text of a view as it stands, comments included.
Result<std::vector<Statement>> splitSqliteScript(const Script &script);

} // namespace tidemark
