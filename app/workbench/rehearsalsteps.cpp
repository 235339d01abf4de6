// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/rehearsalsteps.h"

#include "rehearsal/reports/wording.h"

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

using State = StepEvidence::State;

StepMark &at(StepMarks &marks, RehearsalStep step)
{
    return marks[static_cast<size_t>(step)];
}

const Finding *trafficFailure(const MigrationReport &migration)
{
    const auto found =
        std::find_if(migration.findings.begin(), migration.findings.end(),
                     [](const Finding &finding) { return finding.code == u"traffic-fails"; });
    return found == migration.findings.end() ? nullptr : &*found;
}

bool rewritesTables(const StepEvidence &step)
{
    return std::any_of(step.statements.begin(), step.statements.end(),
                       [](const StatementEvidence &s) { return !s.rewrites.isEmpty(); });
}

StepMark checkUpMark(const MigrationReport &migration)
{
    const bool verified = migration.verifyPassed.value_or(true);
    return verified && !rewritesTables(migration.up) ? StepMark::Good : StepMark::Caution;
}

StepMark checkDownMark(const MigrationReport &migration)
{
    const bool same =
        migration.schema == SchemaOutcome::Equal && migration.dataEqual.value_or(true);
    return same ? StepMark::Good : StepMark::Caution;
}

StepMark checkRedoMark(const MigrationReport &migration)
{
    return migration.redoSchema == SchemaOutcome::Different ? StepMark::Caution : StepMark::Good;
}

StepMark downMark(const MigrationReport &migration)
{
    switch (migration.down.state) {
    case State::Ok:
        return StepMark::Good;
    case State::Failed:
        return StepMark::Bad;
    case State::Empty:
        return isGood(migration) ? StepMark::Good : StepMark::Caution;
    case State::None:
        break;
    }
    return migration.verdict == Verdict::NoDown ? StepMark::Caution : StepMark::NotReached;
}

} // namespace

std::vector<RehearsalStep> laneOf(RehearsalOptions::Mode mode, bool traffic)
{
    using Step = RehearsalStep;
    std::vector<Step> lane{Step::Fill, Step::Up, Step::CheckUp};
    if (traffic)
        lane.push_back(Step::Traffic);
    lane.insert(lane.end(), {Step::Down, Step::CheckDown});
    if (mode == RehearsalOptions::Mode::Step)
        lane.insert(lane.end(), {Step::Redo, Step::CheckRedo});
    return lane;
}

std::vector<RehearsalStep> laneOf(const RehearsalReport &report)
{
    using Mode = RehearsalOptions::Mode;
    const bool twice = report.mode == rehearsalModeName(Mode::Step);
    return laneOf(twice ? Mode::Step : Mode::Chain, !report.traffic.isEmpty());
}

QString laneLabel(RehearsalStep step, bool filled)
{
    if (step == RehearsalStep::Fill)
        return filled ? u"fill"_s : u"copy"_s;
    if (step == RehearsalStep::Redo)
        return u"up"_s;
    return rehearsalStepName(step);
}

StepMarks marksOf(const MigrationReport &migration, bool traffic)
{
    using Step = RehearsalStep;
    StepMarks marks{};
    if (migration.up.state == State::None)
        return marks;
    at(marks, Step::Fill) = StepMark::Good;
    at(marks, Step::Up) = migration.up.state == State::Failed ? StepMark::Bad : StepMark::Good;
    if (migration.up.state == State::Failed)
        return marks;
    at(marks, Step::CheckUp) = checkUpMark(migration);
    at(marks, Step::Down) = downMark(migration);
    if (migration.down.state == State::None)
        return marks;
    if (traffic)
        at(marks, Step::Traffic) = trafficFailure(migration) ? StepMark::Caution : StepMark::Good;
    if (migration.schema)
        at(marks, Step::CheckDown) = checkDownMark(migration);
    if (migration.redo.state != State::None)
        at(marks, Step::Redo) =
            migration.redo.state == State::Failed ? StepMark::Bad : StepMark::Good;
    if (migration.redoSchema)
        at(marks, Step::CheckRedo) = checkRedoMark(migration);
    return marks;
}

void startStep(StepMarks &marks, RehearsalStep step)
{
    for (int i = 0; i < rehearsalStepCount; ++i) {
        StepMark &mark = marks[static_cast<size_t>(i)];
        if (i == static_cast<int>(step))
            mark = StepMark::Running;
        else if (i > static_cast<int>(step))
            mark = StepMark::NotReached;
        else if (mark == StepMark::Running || i == static_cast<int>(RehearsalStep::Fill))
            mark = StepMark::Good;
    }
}

QString stepSentence(const MigrationReport &migration, RehearsalStep step)
{
    switch (step) {
    case RehearsalStep::Fill:
        return {};
    case RehearsalStep::Up:
        return errorHeadline(migration.up);
    case RehearsalStep::CheckUp:
        if (!migration.verifyPassed.value_or(true))
            return u"The verify script fails after the up."_s;
        return rewritesTables(migration.up) ? u"The up rewrites a table."_s : QString();
    case RehearsalStep::Traffic: {
        const Finding *finding = trafficFailure(migration);
        return finding ? finding->message : QString();
    }
    case RehearsalStep::Down:
        if (migration.verdict == Verdict::NoDown || migration.down.state == State::Empty)
            return verdictMeaning(migration.verdict);
        return errorHeadline(migration.down);
    case RehearsalStep::CheckDown:
        return migration.schema && checkDownMark(migration) != StepMark::Good ? migration.reason
                                                                              : QString();
    case RehearsalStep::Redo:
        return errorHeadline(migration.redo);
    case RehearsalStep::CheckRedo:
        return migration.redoSchema == SchemaOutcome::Different
                   ? verdictMeaning(Verdict::RedoDiffers)
                   : QString();
    }
    return {};
}

} // namespace tidemark
