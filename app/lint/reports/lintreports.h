// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/finding.h"
#include "lint/rule.h"

#include <QByteArray>
#include <QJsonObject>

namespace tidemark {

/// {"findings": [{"rule", "level", "message", "help", "file", "line", "column", "migration",
/// "side", "allowedBecause"}], "errors", "warnings", "notes", "migrations", "statements"}.
QJsonObject lintJson(const LintResult &result);

/// SARIF 2.1.0 (OASIS), as code hosts read it to show findings beside the lines. `baseFolder` is
/// what the files' names are relative to, absolute. Findings that a comment allows are in it as
/// suppressed.
QJsonObject lintSarif(const LintResult &result, const QString &baseFolder);

/// What a rule finds, why, how to do better, with its examples: for a terminal.
QString explainRule(const LintRule &rule);

} // namespace tidemark
