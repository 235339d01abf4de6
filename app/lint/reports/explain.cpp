// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/reports/lintreports.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString indentedSql(const QByteArray &sql)
{
    return u"    "_s + QString::fromUtf8(sql).trimmed().replace(u'\n', u"\n    "_s) + u'\n';
}

QString exampleText(const QString &title, const LintExample &example)
{
    QString text = title + u":\n"_s;
    if (!example.before.isEmpty())
        text += u"  earlier\n"_s + indentedSql(example.before);
    text += example.transaction ? u"  up\n"_s : u"  up, outside of a transaction\n"_s;
    text += indentedSql(example.up);
    if (example.down)
        text += u"  down\n"_s + indentedSql(*example.down);
    return text;
}

} // namespace

QString explainRule(const LintRule &rule)
{
    QString text = u"%1 (%2, %3)\n\n%4\n%5\n\nBetter: %6\n"_s.arg(
        rule.id, lintFamilyName(rule.family), lintLevelName(rule.level), rule.what, rule.why,
        rule.better);
    if (!rule.bad.up.isEmpty())
        text +=
            u'\n' + exampleText(u"Found"_s, rule.bad) + u'\n' + exampleText(u"Fine"_s, rule.good);
    return text + u"\nTo allow it in one place, with a reason:\n"
                  "    -- tidemark: allow %1 because ...\n"
                  "To set its level in tidemark.toml:\n"
                  "    [lint]\n"
                  "    %1 = \"off\"\n"_s.arg(rule.id);
}

} // namespace tidemark
