// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/review.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// A run of text that Markdown takes as it is: more backticks around it than are in it.
QString code(const QString &text)
{
    const QString line = text.simplified();
    qsizetype longest = 0;
    qsizetype run = 0;
    for (const QChar c : line) {
        run = c == u'`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const QString ticks(longest + 1, u'`');
    // A table's cell ends at a bar, even inside of code.
    const QString escaped = QString(line).replace(u'|', u"\\|"_s);
    return longest > 0 ? ticks + u' ' + escaped + u' ' + ticks : ticks + escaped + ticks;
}

/// Plain words: nothing in them is markup.
QString words(const QString &text)
{
    QString result;
    for (const QChar c : text.simplified()) {
        if (u"\\`*_{}[]<>()#+!|~"_s.contains(c))
            result += u'\\';
        result += c;
    }
    return result;
}

QString block(const QString &text)
{
    qsizetype fence = 3;
    while (text.contains(QString(fence, u'`')))
        ++fence;
    const QString ticks(fence, u'`');
    return ticks + u"sql\n"_s + text + (text.endsWith(u'\n') ? u""_s : u"\n"_s) + ticks + u"\n\n"_s;
}

QString markdownHazards(const Review &review)
{
    QString text;
    const auto add = [&](const QString &way, const std::optional<Draft> &draft) {
        for (const ReviewHazard &hazard : draft ? hazardsOf(*draft) : std::vector<ReviewHazard>()) {
            text += u"- %1 **%2**\n"_s.arg(way, hazard.name);
            for (const QString &about : hazard.about)
                text += u"  - %1\n"_s.arg(words(about));
            if (hazard.more > 0)
                text += u"  - and %1 more\n"_s.arg(hazard.more);
        }
    };
    add(u"up"_s, review.up);
    add(u"down"_s, review.down);
    return text.isEmpty() ? text : u"## Dangers\n\n"_s + text + u'\n';
}

QString markdownProof(const QString &name, const ProofStep &step)
{
    if (!step.ran)
        return u"- %1: not tried\n"_s.arg(name);
    if (step.error)
        return u"- %1: **fails**: %2\n"_s.arg(name, words(step.error->summary));
    if (step.left.isEmpty())
        return u"- %1: reaches its schema, nothing is left\n"_s.arg(name);
    return u"- %1: runs, and **leaves %2 differences**\n"_s.arg(name).arg(
        step.left.differences.size());
}

QString markdownDifferences(const Comparison &comparison)
{
    if (comparison.diff.isEmpty())
        return {};
    QString text = u"| | kind | object | what |\n|---|---|---|---|\n"_s;
    for (const Difference &one : comparison.diff.differences)
        text += u"| %1 | %2 | %3 | %4 |\n"_s.arg(
            changeWord(one.change), words(one.kind), code(one.object),
            one.detail().isEmpty() ? QString() : code(one.detail()));
    return text + u'\n';
}

} // namespace

QByteArray writeReviewMarkdown(const Review &review)
{
    const Comparison &comparison = review.comparison;
    QString text =
        u"# Schema changes from %1 to %2\n\n"_s.arg(words(comparison.before.source.displayName()),
                                                    words(comparison.after.source.displayName()));
    text += countsText(comparison) + u".\n\n"_s;
    text += markdownHazards(review);
    if (!comparison.diff.isEmpty())
        text += u"## Differences\n\n"_s;
    text += markdownDifferences(comparison);
    if (const QString leftOut = leftOutText(comparison.diff); !leftOut.isEmpty())
        text += words(leftOut) + u".\n\n"_s;
    for (const RenameProposal &one : comparison.proposals)
        text += u"- perhaps renamed: %1 %2 to %3 (%4)\n"_s.arg(
            words(one.rename.kind), code(one.rename.from), code(one.rename.to), words(one.why));
    for (const QString &note : comparison.notes)
        text += u"- "_s + words(note) + u'\n';
    text += u'\n';
    if (review.up)
        text += u"## Up\n\n"_s + block(joinedScripts(*review.up));
    if (review.down)
        text += u"## Down\n\n"_s + block(joinedScripts(*review.down));
    if (review.proof)
        text += u"## Tried\n\nOn: %1\n\n"_s.arg(words(review.proof->on)) +
                markdownProof(u"up"_s, review.proof->up) +
                markdownProof(u"down"_s, review.proof->down);
    return text.toUtf8();
}

} // namespace tidemark
