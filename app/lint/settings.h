// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/finding.h"

#include <map>
#include <optional>

namespace tidemark {

/// What people have decided about rules: in tidemark.toml, [lint] RULE = "off".
struct LintSettings
{
    std::map<QString, LintLevel> levels; ///< by the id of the rule; the others keep their own

    bool operator==(const LintSettings &) const = default;
};

/// "off", "note", "warning", "error"; nothing for another word.
std::optional<LintLevel> lintLevelFromName(const QString &name);

} // namespace tidemark
