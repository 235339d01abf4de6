// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/report.h"

#include <QByteArray>

namespace tidemark {

struct TextOptions
{
    bool colour = false; ///< ANSI colours; the caller looks at NO_COLOR and the terminal
    int width = 0;       ///< columns of the terminal; 0: lines are as long as they need
    bool details = true; ///< the evidence of each migration that is not reversible, below the list
};

/// For a terminal, UTF-8: a line per migration, then the reasons with their evidence, then a
/// summary.
QByteArray writeText(const RehearsalReport &report, const TextOptions &options = {});

} // namespace tidemark
