// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/runplanmodel.h"

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

using StepState = RunController::StepProgress::State;

QString stateText(StepState state)
{
    switch (state) {
    case StepState::Waiting:
        return RunPlanModel::tr("not begun");
    case StepState::Running:
        return RunPlanModel::tr("running");
    case StepState::Done:
        return RunPlanModel::tr("done");
    case StepState::Failed:
        return RunPlanModel::tr("failed");
    case StepState::Cancelled:
        return RunPlanModel::tr("cancelled");
    }
    return {};
}

QString statementsText(const RunPlanStep &step)
{
    if (step.statements.isEmpty())
        return RunPlanModel::tr("no statement");
    if (step.statements.size() == 1)
        return step.statements.front();
    return RunPlanModel::tr("%1 and %2 more")
        .arg(step.statements.front())
        .arg(step.statements.size() - 1);
}

QString wholeText(const RunPlanStep &step)
{
    QStringList lines{step.file};
    lines += step.hazards;
    if (!step.oneTransaction)
        lines += RunPlanModel::tr("not in one transaction: if it is stopped, it may be half done");
    lines += step.statements.mid(0, 20);
    if (step.statements.size() > 20)
        lines += RunPlanModel::tr("and %1 more statements").arg(step.statements.size() - 20);
    return lines.join(u'\n');
}

} // namespace

void RunPlanModel::setPlan(std::shared_ptr<const RunPlan> plan)
{
    if (plan == m_plan)
        return;
    beginResetModel();
    m_plan = std::move(plan);
    m_progress.assign(m_plan ? m_plan->steps.size() : 0, {});
    endResetModel();
}

void RunPlanModel::setProgress(const std::vector<RunController::StepProgress> &progress)
{
    if (progress.size() != m_progress.size())
        return;
    int first = -1;
    int last = -1;
    for (size_t i = 0; i < progress.size(); ++i) {
        if (progress[i].state == m_progress[i].state && progress[i].ms == m_progress[i].ms)
            continue;
        first = first < 0 ? int(i) : first;
        last = int(i);
    }
    m_progress = progress;
    if (first >= 0)
        Q_EMIT dataChanged(index(first), index(last));
}

int RunPlanModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_plan ? 0 : int(m_plan->steps.size());
}

QVariant RunPlanModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RunPlanStep &step = m_plan->steps[size_t(index.row())];
    const RunController::StepProgress &progress = m_progress[size_t(index.row())];
    const bool over = progress.state != StepState::Waiting && progress.state != StepState::Running;
    switch (role) {
    case Qt::DisplayRole:
        return step.name;
    case VersionRole:
        return step.version;
    case NoteRole:
        return step.hazards.isEmpty() ? statementsText(step) : step.hazards.join(u" · "_s);
    case ToneRole:
        return int(step.hazardTone);
    case StateRole:
        return int(progress.state);
    case TimeRole:
        return over ? durationText(progress.ms) : QString();
    case Qt::ToolTipRole:
        return wholeText(step);
    case Qt::AccessibleTextRole:
        return u"%1, %2. %3"_s.arg(step.id, stateText(progress.state), step.hazards.join(u". "_s));
    default:
        return {};
    }
}

} // namespace tidemark
