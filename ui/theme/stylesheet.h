// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tidemark {

class Theme;

/// What Fusion and the palette do not give: flat buttons and fields with hairlines, thin scroll
/// bars, splitters of one pixel, visible focus.
QString styleSheetFor(const Theme &theme);

} // namespace tidemark
