// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/linediff.h"

#include <QByteArray>
#include <QStringList>

#include <git2.h>

#include <algorithm>

namespace tidemark {

namespace {

/// The library counts its users, so nested and parallel uses are fine.
struct LibraryUse
{
    LibraryUse() { git_libgit2_init(); }
    LibraryUse(const LibraryUse &) = delete;
    LibraryUse &operator=(const LibraryUse &) = delete;
    ~LibraryUse() { git_libgit2_shutdown(); }
};

constexpr size_t kMostPairs = 2'500; ///< lines of one change, times lines it became
constexpr double kAlike = 0.4;       ///< less of two lines in common: one did not become the other
constexpr double kSameStart = 0.3;   ///< for the first word, on top

/// A stretch that differs: `count` lines from the line `first` (from 0) of each text.
struct Hunk
{
    size_t beforeFirst = 0;
    size_t beforeCount = 0;
    size_t afterFirst = 0;
    size_t afterCount = 0;
};

int takeHunk(const git_diff_delta *, const git_diff_hunk *hunk, void *payload)
{
    // A side without lines says after which line it would have been.
    const auto first = [](int start, int lines) { return size_t(lines == 0 ? start : start - 1); };
    static_cast<std::vector<Hunk> *>(payload)->push_back(
        {first(hunk->old_start, hunk->old_lines), size_t(hunk->old_lines),
         first(hunk->new_start, hunk->new_lines), size_t(hunk->new_lines)});
    return 0;
}

std::vector<Hunk> hunksOf(const QStringList &before, const QStringList &after)
{
    const auto bytesOf = [](const QStringList &lines) {
        return lines.isEmpty() ? QByteArray() : (lines.join(u'\n') + u'\n').toUtf8();
    };
    const QByteArray a = bytesOf(before);
    const QByteArray b = bytesOf(after);
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    options.context_lines = 0;
    options.interhunk_lines = 0;
    options.flags = GIT_DIFF_FORCE_TEXT | GIT_DIFF_PATIENCE;
    std::vector<Hunk> hunks;
    const LibraryUse library;
    const int failed =
        git_diff_buffers(a.constData(), size_t(a.size()), nullptr, b.constData(), size_t(b.size()),
                         nullptr, &options, nullptr, nullptr, takeHunk, nullptr, &hunks);
    // It fails for want of memory only: then nothing is said to be equal.
    if (failed != 0)
        return {{0, size_t(before.size()), 0, size_t(after.size())}};
    return hunks;
}

qsizetype lettersOf(const std::vector<TextPiece> &pieces, bool commonOnly)
{
    qsizetype count = 0;
    for (const TextPiece &piece : pieces) {
        if (commonOnly && piece.changed)
            continue;
        count += std::count_if(piece.text.begin(), piece.text.end(),
                               [](QChar c) { return !c.isSpace(); });
    }
    return count;
}

QString firstWord(const QString &line)
{
    return line.trimmed().section(u' ', 0, 0);
}

/// How much of the longer of two lines is in the other as well: 0 to 1, and more for those that
/// begin alike.
double lineLikeness(const QString &before, const QString &after)
{
    const TextDiff words = diffWords(before, after);
    const qsizetype all = std::max(lettersOf(words.before, false), lettersOf(words.after, false));
    if (all == 0)
        return 1;
    const double share = double(lettersOf(words.before, true)) / double(all);
    const QString start = firstWord(before);
    return share + (!start.isEmpty() && start == firstWord(after) ? kSameStart : 0);
}

AlignedLine changedLine(const QString &before, const QString &after, size_t beforeAt,
                        size_t afterAt)
{
    return {int(beforeAt) + 1, int(afterAt) + 1, diffWords(before, after)};
}

/// Which lines of a change became which, in their order, so that the sum of likenesses is greatest.
class Matching
{
public:
    Matching(const QStringList &before, const QStringList &after, const Hunk &hunk)
        : m_width(hunk.afterCount + 1)
        , m_like(hunk.beforeCount * hunk.afterCount)
        , m_best((hunk.beforeCount + 1) * m_width)
    {
        for (size_t i = hunk.beforeCount; i-- > 0;) {
            for (size_t j = hunk.afterCount; j-- > 0;) {
                double &like = m_like[i * hunk.afterCount + j];
                like = lineLikeness(before[qsizetype(hunk.beforeFirst + i)],
                                    after[qsizetype(hunk.afterFirst + j)]);
                const double paired = like >= kAlike ? like + best(i + 1, j + 1) : 0;
                m_best[i * m_width + j] = std::max({paired, best(i + 1, j), best(i, j + 1)});
            }
        }
    }

    enum class Step { Pair, BeforeAlone, AfterAlone };
    Step at(size_t i, size_t j) const
    {
        const double like = m_like[i * (m_width - 1) + j];
        if (like >= kAlike && like + best(i + 1, j + 1) >= best(i, j))
            return Step::Pair;
        return best(i + 1, j) >= best(i, j + 1) ? Step::BeforeAlone : Step::AfterAlone;
    }

private:
    double best(size_t i, size_t j) const { return m_best[i * m_width + j]; }

    size_t m_width;
    std::vector<double> m_like;
    std::vector<double> m_best;
};

void appendHunk(std::vector<AlignedLine> &rows, const QStringList &before, const QStringList &after,
                const Hunk &hunk)
{
    size_t i = 0;
    size_t j = 0;
    const bool both = hunk.beforeCount > 0 && hunk.afterCount > 0;
    if (both && hunk.beforeCount * hunk.afterCount <= kMostPairs) {
        const Matching matching(before, after, hunk);
        while (i < hunk.beforeCount && j < hunk.afterCount) {
            switch (matching.at(i, j)) {
            case Matching::Step::Pair:
                rows.push_back(changedLine(before[qsizetype(hunk.beforeFirst + i)],
                                           after[qsizetype(hunk.afterFirst + j)],
                                           hunk.beforeFirst + i, hunk.afterFirst + j));
                ++i;
                ++j;
                break;
            case Matching::Step::BeforeAlone:
                rows.push_back({int(hunk.beforeFirst + i++) + 1, 0, {}});
                break;
            case Matching::Step::AfterAlone:
                rows.push_back({0, int(hunk.afterFirst + j++) + 1, {}});
                break;
            }
        }
    }
    for (; i < hunk.beforeCount; ++i)
        rows.push_back({int(hunk.beforeFirst + i) + 1, 0, {}});
    for (; j < hunk.afterCount; ++j)
        rows.push_back({0, int(hunk.afterFirst + j) + 1, {}});
}

/// Without what only says whether another line of the statement follows: a last column or condition
/// that comes leaves the line before it as it was.
QStringList withoutEnds(QStringList lines)
{
    for (QString &line : lines) {
        if (line.endsWith(u',') || line.endsWith(u';'))
            line.chop(1);
    }
    return lines;
}

} // namespace

QStringList linesOf(const QString &text)
{
    if (text.isEmpty())
        return {};
    QStringList lines = text.split(u'\n');
    if (lines.back().isEmpty())
        lines.pop_back();
    return lines;
}

std::vector<AlignedLine> alignLines(const QString &before, const QString &after)
{
    const QStringList a = linesOf(before);
    const QStringList b = linesOf(after);
    const std::vector<Hunk> hunks = hunksOf(withoutEnds(a), withoutEnds(b));
    std::vector<AlignedLine> rows;
    rows.reserve(size_t(std::max(a.size(), b.size())));
    size_t i = 0;
    size_t j = 0;
    for (const Hunk &hunk : hunks) {
        while (i < hunk.beforeFirst)
            rows.push_back({int(++i), int(++j), {}});
        appendHunk(rows, a, b, hunk);
        i = hunk.beforeFirst + hunk.beforeCount;
        j = hunk.afterFirst + hunk.afterCount;
    }
    while (i < size_t(a.size()))
        rows.push_back({int(++i), int(++j), {}});
    return rows;
}

} // namespace tidemark
