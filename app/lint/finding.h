// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

#include <vector>

namespace tidemark {

enum class LintLevel { Off, Note, Warning, Error };
QString lintLevelName(LintLevel level); ///< "off", "note", "warning", "error"

enum class LintSide { Up, Down };

/// One thing that a rule has to say about one place.
struct LintFinding
{
    QString rule; ///< its id; `tidemark lint --explain ID` tells the rest
    LintLevel level = LintLevel::Warning;
    QString message; ///< one line, no full stop
    QString help;    ///< how to do it better, one line
    SourceLocation where;
    QString migration; ///< its id; empty for a file that belongs to none
    LintSide side = LintSide::Up;
    /// Why a comment in the script allows it; empty: none does.
    QString allowedBecause{};

    bool operator==(const LintFinding &) const = default;
    bool isAllowed() const { return !allowedBecause.isEmpty(); }
};

/// What came of linting, in the order of the migrations and their lines.
struct LintResult
{
    std::vector<LintFinding> findings;
    int migrations = 0; ///< that were looked at
    int statements = 0; ///< in them

    bool operator==(const LintResult &) const = default;
    int count(LintLevel level) const; ///< without the allowed ones
};

} // namespace tidemark
