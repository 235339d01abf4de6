// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/textdiff.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace tidemark {

/// A row of two texts that stand side by side.
struct AlignedLine
{
    int before = 0; ///< the line of the one text, from 1; 0: nothing of it stands here
    int after = 0;  ///< of the other
    TextDiff words; ///< of a line that is in both and not the same; empty for all others

    bool operator==(const AlignedLine &) const = default;
    bool isSame() const { return before > 0 && after > 0 && words == TextDiff{}; }
};

/// Two texts side by side: lines that are equal stand beside each other, and so do lines of which
/// one became the other, with their words marked; what has no counterpart stands alone. A line
/// feed at the end of a text makes no line of its own, and a comma or semicolon at the end of a
/// line no change: it tells whether the statement goes on.
///
/// The lines by libgit2's patience diff, which keeps what is unique in its place; which changed
/// line is which by their words, a common first word (a column's name) counting most. Pure; any
/// thread.
std::vector<AlignedLine> alignLines(const QString &before, const QString &after);

/// The lines as alignLines() counts them.
QStringList linesOf(const QString &text);

} // namespace tidemark
