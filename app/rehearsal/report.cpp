// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/report.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace tidemark {

QString verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Reversible:
        return u"reversible"_s;
    case Verdict::LosesData:
        return u"loses-data"_s;
    case Verdict::Differs:
        return u"differs"_s;
    case Verdict::Reorders:
        return u"reorders"_s;
    case Verdict::DownFails:
        return u"down-fails"_s;
    case Verdict::NoDown:
        return u"no-down"_s;
    case Verdict::EmptyDown:
        return u"empty-down"_s;
    case Verdict::UpFails:
        return u"up-fails"_s;
    case Verdict::RedoFails:
        return u"redo-fails"_s;
    case Verdict::RedoDiffers:
        return u"redo-differs"_s;
    case Verdict::NotRun:
        return u"not-run"_s;
    }
    return {};
}

std::optional<Verdict> verdictNamed(const QString &name)
{
    for (int i = 0; i <= static_cast<int>(Verdict::NotRun); ++i) {
        if (verdictName(static_cast<Verdict>(i)) == name)
            return static_cast<Verdict>(i);
    }
    return std::nullopt;
}

QString verdictLabel(Verdict verdict)
{
    return verdictName(verdict).replace(u'-', u' ');
}

bool isGood(Verdict verdict)
{
    return verdict == Verdict::Reversible || verdict == Verdict::Reorders;
}

bool isGood(const MigrationReport &migration)
{
    if (migration.verdict == Verdict::EmptyDown)
        return migration.schema == SchemaOutcome::Equal && migration.dataEqual.value_or(true);
    return isGood(migration.verdict);
}

void roundTimes(RehearsalReport &report)
{
    const auto round = [](double &value) { value = std::round(value * 1000) / 1000; };
    round(report.seconds);
    round(report.sqlSeconds);
    for (MigrationReport &migration : report.migrations) {
        for (StepEvidence *step : {&migration.up, &migration.down, &migration.redo}) {
            round(step->ms);
            for (StatementEvidence &statement : step->statements)
                round(statement.ms);
        }
    }
}

QString schemaOutcomeName(SchemaOutcome state)
{
    switch (state) {
    case SchemaOutcome::Equal:
        return u"equal"_s;
    case SchemaOutcome::Reordered:
        return u"reordered"_s;
    case SchemaOutcome::Different:
        return u"different"_s;
    case SchemaOutcome::Volatile:
        return u"volatile"_s;
    }
    return {};
}

QString stepStateName(StepEvidence::State state)
{
    switch (state) {
    case StepEvidence::State::Ok:
        return u"ok"_s;
    case StepEvidence::State::Failed:
        return u"failed"_s;
    case StepEvidence::State::Empty:
        return u"empty"_s;
    case StepEvidence::State::None:
        return u"none"_s;
    }
    return {};
}

} // namespace tidemark
