// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

namespace tidemark {

/// The line that a location points at, with its number, and a caret under the column:
///
///     12 | ALTER TABLE nosuch ADD x int;
///        |             ^
///
/// A relative file is looked for in `folder`. Tabs are kept, and long lines are cut around the
/// column. Empty when the file cannot be read or has no such line.
QString sourceExcerpt(const SourceLocation &where, const QString &folder);

} // namespace tidemark
