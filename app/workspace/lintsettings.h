// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "lint/settings.h"

#include <QByteArray>

namespace tidemark {

/// The [lint] section of a tidemark.toml, each key a rule and each value its level. Error{Input}
/// with the place of a rule that does not exist, or of a word that is no level.
Result<LintSettings> parseLintSettings(const QByteArray &text, const QString &file);

/// The same of a file; Error{Io} when it cannot be read.
Result<LintSettings> readLintSettings(const QString &file);

} // namespace tidemark
