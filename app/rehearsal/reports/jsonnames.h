// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "migrations/migration.h"

#include <QString>

namespace tidemark {

// ---- Words that the JSON report's writer and reader share.

/// "note", "warning", "error".
QString severityName(Finding::Severity severity);

/// "sql", "connection", ...
QString errorKindName(ErrorKind kind);

} // namespace tidemark
