// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/finding.h"

#include "lint/settings.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

QString lintLevelName(LintLevel level)
{
    switch (level) {
    case LintLevel::Off:
        return u"off"_s;
    case LintLevel::Note:
        return u"note"_s;
    case LintLevel::Warning:
        return u"warning"_s;
    case LintLevel::Error:
        break;
    }
    return u"error"_s;
}

std::optional<LintLevel> lintLevelFromName(const QString &name)
{
    for (const LintLevel level :
         {LintLevel::Off, LintLevel::Note, LintLevel::Warning, LintLevel::Error}) {
        if (lintLevelName(level) == name)
            return level;
    }
    return std::nullopt;
}

int LintResult::count(LintLevel level) const
{
    return static_cast<int>(std::ranges::count_if(findings, [level](const LintFinding &finding) {
        return finding.level == level && !finding.isAllowed();
    }));
}

} // namespace tidemark
