// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/fill/columnhint.h"

#include <QString>

namespace tidemark {

/// A literal for row `number` (from 1), ready for a statement. SQLite stores what it is given, so
/// the value follows what people mean by the declared type ("BOOLEAN", "VARCHAR(20)", "DATETIME"),
/// then its affinity, then the column's name.
QString sqliteSample(const QString &declaredType, const QString &columnName, int number,
                     const ColumnHint &hint);

} // namespace tidemark
