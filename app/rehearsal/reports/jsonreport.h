// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/report.h"

#include <QByteArray>

namespace tidemark {

/// Everything as JSON (UTF-8, indented): the fixed keys that other programs build on, and more.
/// Keys of states that were not reached ("schema", "data", "redo") are absent.
QByteArray writeJson(const RehearsalReport &report);

} // namespace tidemark
