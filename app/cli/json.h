// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "migrations/migration.h"
#include "rehearsal/reports/jsonnames.h" // the words of errors and findings, the same everywhere
#include "run/journal.h"

#include <QJsonArray>
#include <QJsonObject>

#include <span>

namespace tidemark {

/// {"message", "kind", "detail", "hint", "sqlstate", "file", "line", "column"}; without what is not
/// known.
QJsonObject jsonOf(const Error &error);
QJsonObject jsonOf(const Finding &finding);
QJsonArray jsonOf(std::span<const Finding> findings);
QJsonObject jsonOf(const JournalEntry &entry);

/// "sqlite", "postgresql".
QString engineName(Engine engine);

} // namespace tidemark
