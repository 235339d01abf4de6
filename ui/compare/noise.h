// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/schemadiff.h"

#include <QString>

#include <span>

namespace tidemark {

/// A kind of difference that can be left out.
struct Noise
{
    bool DiffOptions::*flag;
    const char *what;  ///< as in LeftOut
    const char *words; ///< untranslated

    QString title() const;
};

/// In the order of the menu.
std::span<const Noise> noises();

/// "left out: 12 comments, 3 column orders"; empty when nothing was.
QString leftOutText(const std::vector<LeftOut> &leftOut);

} // namespace tidemark
