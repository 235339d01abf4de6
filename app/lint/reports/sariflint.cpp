// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/reports/lintreports.h"

#include <QJsonArray>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QJsonObject sarifText(const QString &text)
{
    return {{u"text"_s, text}};
}

QString sarifLevel(LintLevel level)
{
    return level == LintLevel::Off ? u"none"_s : lintLevelName(level);
}

QJsonObject sarifRule(const LintRule &rule)
{
    return {{u"id"_s, rule.id},
            {u"shortDescription"_s, sarifText(rule.what)},
            {u"fullDescription"_s, sarifText(rule.why)},
            {u"help"_s, sarifText(rule.better)},
            {u"defaultConfiguration"_s, QJsonObject{{u"level"_s, sarifLevel(rule.level)}}},
            {u"properties"_s, QJsonObject{{u"tags"_s, QJsonArray{lintFamilyName(rule.family)}}}}};
}

QJsonObject sarifLocation(const SourceLocation &where)
{
    QJsonObject region;
    region.insert(u"startLine"_s, std::max(where.line, 1));
    if (where.column > 0)
        region.insert(u"startColumn"_s, where.column);
    // A URI reference, and not a path: white space and the like are encoded.
    const QString uri = QString::fromUtf8(QUrl::toPercentEncoding(where.file, "/"));
    return {{u"physicalLocation"_s,
             QJsonObject{{u"artifactLocation"_s,
                          QJsonObject{{u"uri"_s, uri}, {u"uriBaseId"_s, u"MIGRATIONS"_s}}},
                         {u"region"_s, region}}}};
}

QJsonObject sarifResult(const LintFinding &finding)
{
    const auto rules = lintRules();
    const auto found = std::ranges::find(rules, finding.rule, &LintRule::id);
    QJsonObject result{{u"ruleId"_s, finding.rule},
                       {u"level"_s, sarifLevel(finding.level)},
                       {u"message"_s, sarifText(finding.message)},
                       {u"locations"_s, QJsonArray{sarifLocation(finding.where)}}};
    if (found != rules.end())
        result.insert(u"ruleIndex"_s, static_cast<int>(found - rules.begin()));
    if (finding.isAllowed())
        result.insert(u"suppressions"_s,
                      QJsonArray{QJsonObject{{u"kind"_s, u"inSource"_s},
                                             {u"justification"_s, finding.allowedBecause}}});
    return result;
}

} // namespace

QJsonObject lintSarif(const LintResult &result, const QString &baseFolder)
{
    QJsonArray rules;
    for (const LintRule *rule : lintRules())
        rules.append(sarifRule(*rule));
    QJsonArray results;
    for (const LintFinding &finding : result.findings)
        results.append(sarifResult(finding));
    const QJsonObject driver{{u"name"_s, u"tidemark"_s},
                             {u"version"_s, QLatin1String(TIDEMARK_VERSION)},
                             {u"rules"_s, rules}};
    const QString base = QUrl::fromLocalFile(baseFolder + u'/').toString(QUrl::FullyEncoded);
    const QJsonObject run{
        {u"tool"_s, QJsonObject{{u"driver"_s, driver}}},
        {u"columnKind"_s, u"unicodeCodePoints"_s},
        {u"originalUriBaseIds"_s, QJsonObject{{u"MIGRATIONS"_s, QJsonObject{{u"uri"_s, base}}}}},
        {u"results"_s, results}};
    return {{u"$schema"_s, u"https://json.schemastore.org/sarif-2.1.0.json"_s},
            {u"version"_s, u"2.1.0"_s},
            {u"runs"_s, QJsonArray{run}}};
}

} // namespace tidemark
