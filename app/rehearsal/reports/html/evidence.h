// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/report.h"

#include <QString>

namespace tidemark::html {

/// All that is known about one migration, below its title: errors, schema differences, rows lost,
/// what moved, locks and time per statement, findings. Parts without contents are left out.
QString evidenceOf(const MigrationReport &migration);

/// Findings as a list; empty without any.
QString findingsList(const std::vector<Finding> &findings);

} // namespace tidemark::html
