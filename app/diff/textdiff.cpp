// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/textdiff.h"

#include <QStringView>

#include <algorithm>
#include <cstdint>

namespace tidemark {

namespace {

using Words = std::vector<QStringView>;

constexpr size_t kMostCells = 4'000'000;

enum class Kind { Word, Space, Other };

Kind kindOf(QChar c)
{
    if (c.isSpace())
        return Kind::Space;
    // Halves of a surrogate pair stay together.
    return c.isLetterOrNumber() || c == u'_' || c.isSurrogate() ? Kind::Word : Kind::Other;
}

Words wordsOf(QStringView text)
{
    Words words;
    for (qsizetype start = 0; start < text.size();) {
        const Kind kind = kindOf(text.at(start));
        qsizetype end = start + 1;
        while (kind != Kind::Other && end < text.size() && kindOf(text.at(end)) == kind)
            ++end;
        words.push_back(text.sliced(start, end - start));
        start = end;
    }
    return words;
}

void append(std::vector<TextPiece> &pieces, QStringView text, bool changed)
{
    if (pieces.empty() || pieces.back().changed != changed)
        pieces.push_back({{}, changed});
    pieces.back().text += text;
}

/// Of each word whether it is common to both.
struct Common
{
    std::vector<bool> before;
    std::vector<bool> after;
};

/// The length of the longest common subsequence of every pair of tails.
class Tails
{
public:
    Tails(const Words &a, const Words &b)
        : m_width(b.size() + 1)
        , m_lengths((a.size() + 1) * m_width)
    {
        for (size_t i = a.size(); i-- > 0;) {
            for (size_t j = b.size(); j-- > 0;) {
                m_lengths[i * m_width + j] =
                    a[i] == b[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
            }
        }
    }
    std::uint32_t at(size_t i, size_t j) const { return m_lengths[i * m_width + j]; }

private:
    size_t m_width;
    std::vector<std::uint32_t> m_lengths;
};

Common commonWords(const Words &a, const Words &b)
{
    Common common{std::vector<bool>(a.size()), std::vector<bool>(b.size())};
    if (a.size() * b.size() > kMostCells)
        return common;
    const Tails tails(a, b);
    for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i] == b[j])
            common.before[i++] = common.after[j++] = true;
        else if (tails.at(i + 1, j) >= tails.at(i, j + 1))
            ++i;
        else
            ++j;
    }
    return common;
}

void appendAll(std::vector<TextPiece> &pieces, const Words &words, const std::vector<bool> &common)
{
    for (size_t i = 0; i < words.size(); ++i)
        append(pieces, words[i], !common[i]);
}

} // namespace

TextDiff diffWords(const QString &before, const QString &after)
{
    Words a = wordsOf(before);
    Words b = wordsOf(after);
    const auto heads = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    const Words head(a.begin(), heads.first);
    a.erase(a.begin(), heads.first);
    b.erase(b.begin(), heads.second);
    const auto tails = std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend());
    const Words tail(tails.first.base(), a.end());
    a.erase(tails.first.base(), a.end());
    b.erase(tails.second.base(), b.end());

    const Common common = commonWords(a, b);
    TextDiff diff;
    for (std::vector<TextPiece> *pieces : {&diff.before, &diff.after}) {
        for (const QStringView word : head)
            append(*pieces, word, false);
    }
    appendAll(diff.before, a, common.before);
    appendAll(diff.after, b, common.after);
    for (std::vector<TextPiece> *pieces : {&diff.before, &diff.after}) {
        for (const QStringView word : tail)
            append(*pieces, word, false);
    }
    return diff;
}

} // namespace tidemark
