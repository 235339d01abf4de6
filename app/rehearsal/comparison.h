// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/lastverdicts.h"
#include "rehearsal/report.h"

#include <QString>

#include <map>
#include <vector>

namespace tidemark {

/// What became of a migration between two rehearsals.
enum class Trend {
    Same,
    Better,
    Worse,
    Added, ///< only the later rehearsal judged it
    Gone,  ///< only the earlier one did
};

/// How bad it is when a rollback needs this migration's down: 0 is as good as can be. The order is
/// that of what a person has to do about it: nothing, know it, save data first, mend the schema
/// by hand, find out at night what to do.
int severityOf(Verdict verdict, bool good);
int severityOf(const MigrationReport &migration);

/// The trend from one verdict to the next; not run, on one side, makes it Added or Gone.
Trend trendOf(const LastVerdict &before, const MigrationReport &after);

/// Of every migration that either rehearsal judged, by its id. Pure.
std::map<QString, Trend> compareRehearsals(const RehearsalReport &before,
                                           const RehearsalReport &after);

} // namespace tidemark
