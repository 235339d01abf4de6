// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ddl/draft.h"

#include <QString>

#include <vector>

namespace tidemark {

/// All that is dangerous in one way in a script.
struct HazardCount
{
    Hazard hazard = Hazard::MayFail;
    int objects = 0;        ///< that it is about
    std::vector<int> lines; ///< of the statements, from 1, in DraftedWay::text
    QStringList notes;      ///< "public.orders: writes every row again"

    bool operator==(const HazardCount &) const = default;
};

/// One direction, as people read it.
struct DraftedWay
{
    Draft draft;
    std::vector<DraftScript> scripts;
    QString text;                     ///< the scripts, one below the other
    std::vector<int> firstLines;      ///< of each script, in `text`, from 1
    std::vector<HazardCount> hazards; ///< in the order of Hazard

    /// The line in `text` of one in a script; both from 1.
    int lineOf(int script, int line) const { return firstLines.at(size_t(script)) + line - 1; }
};

/// What brings the one schema to the other, and back.
struct DraftedScripts
{
    DraftedWay up;
    DraftedWay down;
};

/// Pure; cost of draftMigration(), twice.
DraftedScripts draftScripts(const SchemaState &before, const SchemaState &after,
                            const DraftOptions &options);

} // namespace tidemark
