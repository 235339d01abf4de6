// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace tidemark {

/// How well a few typed letters name something, and which letters they are.
struct FuzzyMatch
{
    int score = 0;        ///< higher is better; comparable between candidates for one pattern
    QList<int> positions; ///< in the candidate, ascending

    bool operator==(const FuzzyMatch &) const = default;
};

/// All letters of the pattern in their order, case and blanks aside: none when one is missing.
/// Letters that follow one another, begin a word (after a blank, '_', '-', '.', '/', or a capital
/// in camel case) or begin the text count more; gaps count against it. The best placing is found,
/// not the first. Pure; time pattern × candidate.
std::optional<FuzzyMatch> fuzzyMatch(const QString &pattern, const QString &candidate);

} // namespace tidemark
