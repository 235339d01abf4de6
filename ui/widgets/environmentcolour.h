// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workspace/workspace.h"

namespace tidemark {

/// The colour that a role has everywhere.
inline Colour colourOf(EnvironmentRole role)
{
    switch (role) {
    case EnvironmentRole::Local:
        return Colour::Good;
    case EnvironmentRole::Staging:
        return Colour::Caution;
    case EnvironmentRole::Production:
        break;
    }
    return Colour::Bad;
}

} // namespace tidemark
