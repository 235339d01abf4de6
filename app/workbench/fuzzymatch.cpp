// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/fuzzymatch.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace tidemark {

namespace {

constexpr int impossible = std::numeric_limits<int>::min() / 2;
constexpr int eachLetter = 16;
constexpr int inARow = 12;
constexpr int wordBegins = 10;
constexpr int textBegins = 14;
constexpr int gap = -1;
constexpr int longestCandidate = 300; ///< longer texts are matched by their beginning

bool beginsWord(const QString &text, qsizetype at)
{
    if (at == 0)
        return true;
    const QChar before = text[at - 1];
    if (!before.isLetterOrNumber())
        return true;
    return (text[at].isUpper() && before.isLower()) || (text[at].isDigit() != before.isDigit());
}

int bonusAt(const QString &text, qsizetype at)
{
    if (at == 0)
        return textBegins;
    return beginsWord(text, at) ? wordBegins : 0;
}

/// Every letter there in order? Nearly all candidates end here.
bool containsInOrder(const QString &pattern, const QString &folded)
{
    qsizetype from = 0;
    for (const QChar letter : pattern) {
        from = folded.indexOf(letter, from);
        if (from < 0)
            return false;
        ++from;
    }
    return true;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString &pattern, const QString &candidate)
{
    QString wanted = pattern.toCaseFolded();
    wanted.removeIf([](QChar letter) { return letter.isSpace(); });
    if (wanted.isEmpty())
        return FuzzyMatch{};
    const QString text = candidate.left(longestCandidate);
    const QString folded = text.toCaseFolded();
    if (folded.size() != text.size() || !containsInOrder(wanted, folded))
        return {};

    // ending[p][c]: the best score with letter p of the pattern placed on c of the text.
    const auto rows = std::size_t(wanted.size());
    const auto columns = std::size_t(text.size());
    std::vector<int> ending(rows * columns, impossible);
    std::vector<int> cameFrom(rows * columns, -1);
    for (std::size_t p = 0; p < rows; ++p) {
        int best = p == 0 ? 0 : impossible; // of those before with the gap until here
        int bestAt = -1;
        for (std::size_t c = 0; c < columns; ++c) {
            if (p > 0 && c > 0) {
                best += gap;
                const int before = ending[(p - 1) * columns + c - 1];
                if (before > best) {
                    best = before;
                    bestAt = int(c) - 1;
                }
            }
            if (folded[qsizetype(c)] != wanted[qsizetype(p)] || best <= impossible / 2)
                continue;
            int score = best + eachLetter + bonusAt(text, qsizetype(c));
            int from = bestAt;
            if (p > 0 && c > 0 && ending[(p - 1) * columns + c - 1] > impossible / 2) {
                const int together = ending[(p - 1) * columns + c - 1] + eachLetter + inARow +
                                     bonusAt(text, qsizetype(c));
                if (together > score) {
                    score = together;
                    from = int(c) - 1;
                }
            }
            ending[p * columns + c] = score;
            cameFrom[p * columns + c] = from;
        }
    }
    const auto last = ending.begin() + std::ptrdiff_t((rows - 1) * columns);
    const auto best = std::max_element(last, ending.end());
    if (*best <= impossible / 2)
        return {};
    FuzzyMatch match;
    // Of two equal ones the shorter text is the nearer one.
    match.score = *best - int(columns) / 8;
    int at = int(best - last);
    for (std::size_t p = rows; p-- > 0;) {
        match.positions.prepend(at);
        at = cameFrom[p * columns + std::size_t(at)];
    }
    return match;
}

} // namespace tidemark
