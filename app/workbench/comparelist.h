// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/comparedobjects.h"

#include <set>
#include <vector>

namespace tidemark {

/// What of a comparison is listed.
struct CompareView
{
    /// Words that must all be in the kind, the name or what became of it, in any case.
    QString search;
    std::set<Standing> standings; ///< empty: all
    bool equalAsWell = false;     ///< objects without a difference, too

    bool operator==(const CompareView &) const = default;
};

/// Places in objects.objects, ascending. Pure; some 10 ms for 100,000 objects.
std::vector<int> listedObjects(const ComparedObjects &objects, const CompareView &view);

} // namespace tidemark
