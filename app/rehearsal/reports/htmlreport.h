// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/report.h"

#include <QByteArray>

namespace tidemark {

/// One page with everything in it (no network, no other file): list, filter by verdict and text,
/// evidence per migration; light and dark; readable without scripts and on paper.
QByteArray writeHtml(const RehearsalReport &report);

} // namespace tidemark
