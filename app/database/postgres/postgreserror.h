// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

struct pg_result;

namespace tidemark {

/// The one place where a SQLSTATE becomes an ErrorKind (PostgreSQL documentation, appendix A).
ErrorKind kindOfSqlState(const QString &sqlState);

/// The server's message with detail, context, hint, SQLSTATE and position.
Error errorFromResult(const pg_result *result);

} // namespace tidemark
