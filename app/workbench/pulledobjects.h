// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/comparedobjects.h"

#include <vector>

namespace tidemark {

struct Comparison;
struct Draft;

/// An object that nobody has chosen and that is part of the script all the same.
struct PulledObject
{
    int object = -1;      ///< in ComparedObjects::objects
    int because = -1;     ///< the chosen or pulled object that is the reason; -1: not known
    bool goes = false;    ///< it depends on `because` and goes with it; else `because` needs it
    bool renamed = false; ///< a person said so: that is a part of every script

    bool operator==(const PulledObject &) const = default;
};

/// What the script has beyond the chosen objects and why, by place. `chosen`: by place. Pure;
/// linear in who needs whom in both schemas.
std::vector<PulledObject> pulledObjects(const Comparison &comparison,
                                        const ComparedObjects &objects,
                                        const std::vector<bool> &chosen, const Draft &script);

} // namespace tidemark
