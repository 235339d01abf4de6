// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/report.h"

#include <QByteArray>

namespace tidemark {

/// JUnit XML as CI servers read it: one test case per migration, a failure with reason and evidence
/// for each that does not bring everything back, skipped for what was not rehearsed.
QByteArray writeJUnit(const RehearsalReport &report);

} // namespace tidemark
