// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/report.h"

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
        return migration.schema == SchemaState::Equal && migration.dataEqual.value_or(true);
    return isGood(migration.verdict);
}

QString schemaStateName(SchemaState state)
{
    switch (state) {
    case SchemaState::Equal:
        return u"equal"_s;
    case SchemaState::Reordered:
        return u"reordered"_s;
    case SchemaState::Different:
        return u"different"_s;
    case SchemaState::Volatile:
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
