// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/comparison.h"

namespace tidemark {

int severityOf(Verdict verdict, bool good)
{
    switch (verdict) {
    case Verdict::Reversible:
    case Verdict::NotRun:
        return 0;
    case Verdict::Reorders:
        return 1;
    case Verdict::RedoDiffers:
        return 2;
    case Verdict::LosesData:
        return 3;
    case Verdict::Differs:
        return 4;
    case Verdict::EmptyDown:
        return good ? 0 : 5;
    case Verdict::RedoFails:
        return 6;
    case Verdict::NoDown:
        return 7;
    case Verdict::DownFails:
        return 8;
    case Verdict::UpFails:
        return 9;
    }
    return 0;
}

int severityOf(const MigrationReport &migration)
{
    return severityOf(migration.verdict, isGood(migration));
}

Trend trendOf(const LastVerdict &before, const MigrationReport &after)
{
    const bool wasJudged = before.verdict != Verdict::NotRun;
    const bool isJudged = after.verdict != Verdict::NotRun;
    if (wasJudged != isJudged)
        return isJudged ? Trend::Added : Trend::Gone;
    const int first = severityOf(before.verdict, before.isGood());
    const int second = severityOf(after);
    return first == second ? Trend::Same : second < first ? Trend::Better : Trend::Worse;
}

std::map<QString, Trend> compareRehearsals(const RehearsalReport &before,
                                           const RehearsalReport &after)
{
    LastVerdicts earlier;
    noteVerdicts(earlier, before, {});
    std::map<QString, Trend> trends;
    for (const MigrationReport &migration : after.migrations) {
        const auto found = earlier.find(migration.id);
        if (found != earlier.end()) {
            trends[migration.id] = trendOf(found->second, migration);
            earlier.erase(found);
        } else if (migration.verdict != Verdict::NotRun) {
            trends[migration.id] = Trend::Added;
        }
    }
    for (const auto &[id, verdict] : earlier)
        trends[id] = Trend::Gone;
    return trends;
}

} // namespace tidemark
