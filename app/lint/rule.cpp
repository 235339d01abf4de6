// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rule.h"

#include "lint/rules/rules.h"

#include <QLocale>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString roughly(double rows)
{
    if (rows >= 1e6)
        return QString::number(rows / 1e6, 'f', rows >= 1e7 ? 0 : 1) + u" million"_s;
    return QString::number(rows, 'f', 0);
}

} // namespace

QString lintFamilyName(LintFamily family)
{
    static const std::array names{u"locks and rewrites"_s,
                                  u"loss"_s,
                                  u"up and down"_s,
                                  u"compatibility with the running application"_s,
                                  u"style that bites"_s,
                                  u"transactions"_s,
                                  u"seeds"_s,
                                  u"files"_s};
    return names.at(static_cast<size_t>(family));
}

const LintRule *findLintRule(const QString &id)
{
    const auto rules = lintRules();
    const auto found = std::ranges::find(rules, id, &LintRule::id);
    return found == rules.end() ? nullptr : *found;
}

void LintReporter::append(const LintStatement *statement, LintLevel level, const QString &message,
                          const SourceLocation &where, LintSide side)
{
    LintFinding finding;
    finding.rule = m_rule.id;
    finding.level = level;
    finding.message = message;
    finding.help = m_rule.better;
    finding.where = where;
    finding.migration = m_case.migration->id;
    finding.side = side;
    m_findings.push_back(std::move(finding));
    m_statements.push_back(statement);
}

void LintReporter::add(const LintStatement &statement, qsizetype offset, const QString &message)
{
    append(&statement, m_level, message, statement.at(offset), statement.side);
}

void LintReporter::addUnsure(const LintStatement &statement, qsizetype offset,
                             const QString &message)
{
    const LintLevel level = m_level == LintLevel::Error ? LintLevel::Warning : m_level;
    append(&statement, level, message, statement.at(offset), statement.side);
}

void LintReporter::addForRows(const LintStatement &statement, qsizetype offset,
                              const QString &message, const QString &table)
{
    constexpr double smallTable = 1000;
    constexpr double largeTable = 1e6;
    const auto known = m_sizes ? m_sizes->find(table) : TableSizes::const_iterator();
    if (!m_sizes || known == m_sizes->end()) {
        add(statement, offset, message);
        return;
    }
    const double rows = known->second;
    LintLevel level = m_level;
    if (rows < smallTable)
        level = std::min(level, LintLevel::Note);
    else if (rows >= largeTable && level == LintLevel::Warning)
        level = LintLevel::Error;
    append(&statement, level, u"%1 (about %2 rows)"_s.arg(message, roughly(rows)),
           statement.at(offset), statement.side);
}

void LintReporter::addForScript(LintSide side, const QString &message)
{
    SourceLocation where{m_case.migration->file, 0, 0};
    const auto *scripts = side == LintSide::Up     ? &m_case.migration->up
                          : m_case.migration->down ? &*m_case.migration->down
                                                   : nullptr;
    if (scripts && !scripts->empty())
        where = {scripts->front().file, scripts->front().firstLine, 1};
    append(nullptr, m_level, message, where, side);
}

} // namespace tidemark
