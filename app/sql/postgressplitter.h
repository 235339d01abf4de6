// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "sql/statement.h"

#include <vector>

namespace tidemark {

/// splitScript() for PostgreSQL. The text is known to be UTF-8 without NUL.
Result<std::vector<Statement>> splitPostgresScript(const Script &script);

} // namespace tidemark
