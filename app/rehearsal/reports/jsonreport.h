// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "rehearsal/report.h"

#include <QByteArray>

namespace tidemark {

/// Everything as JSON (UTF-8, indented): the fixed keys that other programs build on, and more.
/// Keys of states that were not reached ("schema", "data", "redo") are absent.
QByteArray writeJson(const RehearsalReport &report);

/// The report that writeJson() wrote: readJson(writeJson(report)) == report for every report that a
/// rehearsal gives. Keys that are not known are passed over, and those that are absent leave what a
/// new report has. Error{Input}: not JSON, not a report, or a word that has no meaning here.
Result<RehearsalReport> readJson(const QByteArray &json);

} // namespace tidemark
