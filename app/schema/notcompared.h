// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/property.h"

namespace tidemark {

/// Objects of a kind that the model does not hold: named, so that "equal" never hides them.
struct NotCompared
{
    QString kind;
    int count = 0;

    bool operator==(const NotCompared &) const = default;
    static constexpr auto key() { return std::tuple{property("kind", &NotCompared::kind)}; }
    static constexpr auto properties()
    {
        return std::tuple{property("count", &NotCompared::count)};
    }
    static constexpr auto children() { return std::tuple{}; }
};

} // namespace tidemark
