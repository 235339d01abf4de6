// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace tidemark {

/// A stretch of one of two texts.
struct TextPiece
{
    QString text;
    bool changed = false; ///< not in the other text at this place

    bool operator==(const TextPiece &) const = default;
};

/// Two texts cut into stretches; joined again they are the texts.
struct TextDiff
{
    std::vector<TextPiece> before;
    std::vector<TextPiece> after;

    bool operator==(const TextDiff &) const = default;
};

/// Which words differ. A word is a run of letters, digits and underscores, a run of white space, or
/// any other character by itself; the common words are a longest common subsequence. Where the
/// differing parts are so long that this would take more than a few milliseconds (the product of
/// their words above four million) they are marked as a whole. Pure.
TextDiff diffWords(const QString &before, const QString &after);

} // namespace tidemark
