// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/statementsmodel.h"

#include "rehearsal/reports/wording.h"

#include <QSet>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

/// pg_locks' word without its last four letters.
QString modeOf(const LockEvidence &lock)
{
    return lock.mode.endsWith(u"Lock") ? lock.mode.chopped(4) : lock.mode;
}

/// How much a lock keeps others out; the strongest is the one to be told.
int strengthOf(const QString &mode)
{
    static const QStringList order{
        u"AccessShare"_s, u"RowShare"_s,          u"RowExclusive"_s, u"ShareUpdateExclusive"_s,
        u"Share"_s,       u"ShareRowExclusive"_s, u"Exclusive"_s,    u"AccessExclusive"_s};
    return static_cast<int>(order.indexOf(mode));
}

StatementLine headOf(const NamedStep &named)
{
    const StepEvidence &step = *named.step;
    QStringList facts;
    const auto count = static_cast<qint64>(step.statements.size());
    facts += count == 0 ? u"no statement"_s : countOf(count, u"statement"_s, u"statements"_s);
    facts += durationText(step.ms);
    if (step.forcedOutside)
        facts += u"cannot run in a transaction"_s;
    else if (step.outsideTransaction)
        facts += u"without a transaction"_s;
    if (step.state == StepEvidence::State::Failed)
        facts += u"failed"_s;
    StatementLine head;
    head.text = named.name;
    head.facts = facts.join(u" · "_s);
    head.isHead = true;
    head.isFailed = step.state == StepEvidence::State::Failed;
    return head;
}

/// Whether its own locks hold up nobody: what it makes was not there for anybody.
bool makesRelation(const StatementEvidence &statement)
{
    const QString text = statement.summary.simplified().toUpper();
    return text.startsWith(u"CREATE ") && text.left(40).contains(u" TABLE ");
}

/// `fresh`: relations that this script made, whose locks hold up nobody.
StatementLine lineOf(const StatementEvidence &statement, double longest, QSet<QString> &fresh)
{
    StatementLine line;
    line.text = oneLine(statement.summary);
    line.where = statement.where;
    line.ms = statement.ms;
    line.share = longest > 0 ? statement.ms / longest : 0;
    QString strongest;
    QStringList details;
    for (const LockEvidence &lock : statement.locks) {
        const QString mode = modeOf(lock);
        details += mode + u' ' + lock.relation;
        if (mode == u"AccessExclusive" && makesRelation(statement))
            fresh.insert(lock.relation);
        if (fresh.contains(lock.relation))
            continue;
        if (strongest.isEmpty() || strengthOf(mode) > strengthOf(strongest))
            strongest = mode;
    }
    line.isStrong = strongest == u"AccessExclusive" || !statement.rewrites.isEmpty();
    QStringList facts;
    if (!strongest.isEmpty())
        facts += strongest;
    if (!statement.rewrites.isEmpty())
        facts += u"rewrites "_s + statement.rewrites.join(u", "_s);
    for (const QString &table : statement.rewrites)
        details += u"rewrites "_s + table;
    for (const QString &notice : statement.notices)
        details += oneLine(notice);
    line.facts = facts.join(u" · "_s);
    if (statement.where.line > 0)
        details.prepend(statement.where.toString());
    line.details = details.join(u'\n');
    return line;
}

} // namespace

void StatementsModel::setMigration(const MigrationReport &migration)
{
    beginResetModel();
    m_lines.clear();
    const std::vector<NamedStep> steps = stepsOf(migration);
    double longest = 0;
    for (const NamedStep &named : steps) {
        for (const StatementEvidence &statement : named.step->statements)
            longest = std::max(longest, statement.ms);
    }
    for (const NamedStep &named : steps) {
        m_lines.push_back(headOf(named));
        QSet<QString> fresh;
        for (const StatementEvidence &statement : named.step->statements)
            m_lines.push_back(lineOf(statement, longest, fresh));
        if (named.step->state == StepEvidence::State::Failed && !named.step->statements.empty())
            m_lines.back().isFailed = true;
    }
    endResetModel();
}

int StatementsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant StatementsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || static_cast<size_t>(index.row()) >= m_lines.size())
        return {};
    const StatementLine &line = m_lines[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return line.text;
    case Qt::ToolTipRole:
        return line.details;
    case Qt::AccessibleTextRole:
        return line.isHead
                   ? QString(line.text + u", "_s + line.facts)
                   : QString(line.text + u", "_s + durationText(line.ms) + u", "_s + line.facts);
    case LineRole:
        return QVariant::fromValue(&line);
    default:
        return {};
    }
}

} // namespace tidemark
