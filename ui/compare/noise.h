// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/noise.h"

namespace tidemark {

/// The kind as the menu calls it. Which kinds there are, and in which order, says noiseKinds().
QString noiseTitle(const NoiseKind &kind);

/// "left out: comments (12), column order (3)"; empty when nothing was.
QString leftOutText(const std::vector<LeftOut> &leftOut);

} // namespace tidemark
