// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/reports/lintreports.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace tidemark {

QJsonObject lintJson(const LintResult &result)
{
    QJsonArray findings;
    for (const LintFinding &finding : result.findings) {
        QJsonObject object{{u"rule"_s, finding.rule},
                           {u"level"_s, lintLevelName(finding.level)},
                           {u"message"_s, finding.message},
                           {u"help"_s, finding.help},
                           {u"file"_s, finding.where.file},
                           {u"line"_s, finding.where.line},
                           {u"column"_s, finding.where.column},
                           {u"migration"_s, finding.migration},
                           {u"side"_s, finding.side == LintSide::Up ? u"up"_s : u"down"_s}};
        if (finding.isAllowed())
            object.insert(u"allowedBecause"_s, finding.allowedBecause);
        findings.append(object);
    }
    return {{u"findings"_s, findings},
            {u"errors"_s, result.count(LintLevel::Error)},
            {u"warnings"_s, result.count(LintLevel::Warning)},
            {u"notes"_s, result.count(LintLevel::Note)},
            {u"migrations"_s, result.migrations},
            {u"statements"_s, result.statements}};
}

} // namespace tidemark
