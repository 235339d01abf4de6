// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/fill/columnhint.h"

#include <QString>

#include <optional>

namespace tidemark {

/// A text for row `number` of a column of this name: an address for "email", an object for
/// "settings", and a plain number where the name says nothing, because that also is valid JSON, an
/// integer and a numeric, to which migrations convert texts. Obeys the hints; never longer than
/// `longest` characters.
QString sampleText(const QString &columnName, int number, const ColumnHint &hint,
                   std::optional<int> longest);

/// A whole number within the hint's bounds.
qint64 sampleInteger(int number, const ColumnHint &hint);

/// One of the values that the hint allows, or nothing where it allows all.
std::optional<QString> allowedValue(int number, const ColumnHint &hint);

} // namespace tidemark
