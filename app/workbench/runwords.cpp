// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/runwords.h"

#include "workbench/translate.h"

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

QString countedMigrations(int count)
{
    return count == 1 ? tr("1 migration") : tr("%1 migrations").arg(count);
}

QString aftermathSentence(const QString &id, Aftermath aftermath, const StepReport &step)
{
    switch (aftermath) {
    case Aftermath::RolledBack:
        return tr("Nothing of %1 is left in the database.").arg(id);
    case Aftermath::HalfDone:
        return step.journal ? tr("%1 is half done: %2.").arg(id, step.journal->summary())
                            : tr("%1 is half done.").arg(id);
    case Aftermath::Unknown:
        break;
    }
    return tr("The connection went away while %1 was committed; its column shows whether it was "
              "kept.")
        .arg(id);
}

struct Count
{
    int done = 0;
    int byOthers = 0;
    int left = 0;
};

Count countOf(const RunReport &report)
{
    Count count;
    for (const StepReport &step : report.steps) {
        count.done += std::holds_alternative<StepDone>(step.outcome);
        count.byOthers += std::holds_alternative<StepDoneByOther>(step.outcome);
        count.left += std::holds_alternative<StepNotStarted>(step.outcome);
    }
    return count;
}

QString committedSentence(int done, bool up)
{
    if (done == 0)
        return tr("Nothing was changed before it.");
    if (up)
        return done == 1 ? tr("1 migration before it was applied and stays.")
                         : tr("%1 migrations before it were applied and stay.").arg(done);
    return done == 1 ? tr("1 migration before it was rolled back and stays so.")
                     : tr("%1 migrations before it were rolled back and stay so.").arg(done);
}

/// The step that the run stopped at.
void describeStop(RunWords &words, const StepReport &step, const Count &count, bool up)
{
    const QString id = step.step.migration.id;
    words.failedId = id;
    Aftermath aftermath = Aftermath::RolledBack;
    if (const auto *failed = std::get_if<StepFailed>(&step.outcome)) {
        words.tone = Tone::Bad;
        words.headline =
            up ? tr("%1 could not be applied").arg(id) : tr("%1 could not be rolled back").arg(id);
        words.error = failed->error;
        aftermath = failed->aftermath;
    } else {
        words.tone = Tone::Caution;
        words.headline = tr("Cancelled at %1").arg(id);
        aftermath = std::get<StepCancelled>(step.outcome).aftermath;
    }
    words.sentences += aftermathSentence(id, aftermath, step);
    words.sentences += committedSentence(count.done, up);
}

} // namespace

RunWords wordsOf(const RunReport &report, bool up, const QString &environment)
{
    RunWords words;
    const Count count = countOf(report);
    const QString done = countedMigrations(count.done);
    words.headline = (up ? tr("%1 applied to %2 in %3") : tr("%1 rolled back on %2 in %3"))
                         .arg(done, environment, durationText(report.ms));
    if (report.error) {
        const bool cancelled = report.error->kind == ErrorKind::Cancelled;
        words.tone = cancelled ? Tone::Caution : Tone::Bad;
        words.headline =
            cancelled ? tr("Cancelled before anything began") : tr("The run could not begin");
        words.sentences += tr("Nothing was changed in %1.").arg(environment);
        if (!cancelled)
            words.error = report.error;
        return words;
    }
    for (const StepReport &step : report.steps) {
        if (std::holds_alternative<StepFailed>(step.outcome) ||
            std::holds_alternative<StepCancelled>(step.outcome))
            describeStop(words, step, count, up);
    }
    if (count.byOthers > 0)
        words.sentences += tr("Somebody else did %1 of them meanwhile.").arg(count.byOthers);
    if (count.left > 0)
        words.sentences += tr("%1 did not begin.").arg(countedMigrations(count.left));
    return words;
}

} // namespace tidemark
