// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/review.h"
#include "diff/textdiff.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr const char *kStyle = R"(
:root { color-scheme: light dark; --ink: #1c2430; --paper: #ffffff; --dim: #5d6b7c;
  --line: #dde3ea; --soft: #f5f7f9; --add: #1a7f4b; --del: #b3382c; --mod: #9a6700;
  --addBack: #d8f3e3; --delBack: #fbdedb; }
@media (prefers-color-scheme: dark) { :root { --ink: #dfe6ee; --paper: #14191f; --dim: #92a1b2;
  --line: #2b3541; --soft: #1b222a; --add: #56c98a; --del: #f08a80; --mod: #e0b050;
  --addBack: #17402b; --delBack: #4b221e; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100% }
.dangers td { white-space: nowrap } .dangers td:last-child { white-space: normal; width: 100% }
td, th { text-align: left; vertical-align: top; padding: .35rem .6rem;
  border-bottom: 1px solid var(--line) }
pre, code { font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap;
  overflow-wrap: anywhere; margin: 0 }
pre.script { background: var(--soft); padding: 1rem; border-radius: 6px }
.added { color: var(--add) } .removed { color: var(--del) } .changed { color: var(--mod) }
.dim { color: var(--dim) } del { background: var(--delBack); text-decoration: none }
ins { background: var(--addBack); text-decoration: none }
@media print { body { margin: 0; max-width: none } tr { break-inside: avoid } }
)";

QString escaped(const QString &text)
{
    QString result = text.toHtmlEscaped();
    // XML and HTML take no control characters.
    for (QChar &c : result) {
        if (c.unicode() < 0x20 && c != u'\n' && c != u'\t')
            c = QChar::ReplacementCharacter;
    }
    return result;
}

QString pieces(const std::vector<TextPiece> &list, const char *tag)
{
    QString text;
    for (const TextPiece &piece : list) {
        const QString name = QString::fromLatin1(tag);
        text +=
            piece.changed ? u"<%1>%2</%1>"_s.arg(name, escaped(piece.text)) : escaped(piece.text);
    }
    return text;
}

QString cells(const Difference &one)
{
    if (one.change == Difference::Change::Missing)
        return u"<td><pre>%1</pre></td><td></td>"_s.arg(escaped(one.before));
    if (one.change == Difference::Change::Extra)
        return u"<td></td><td><pre>%1</pre></td>"_s.arg(escaped(one.after));
    const TextDiff marked = diffWords(one.before, one.after);
    const auto side = [&](const QString &text, const std::vector<TextPiece> &list,
                          const char *tag) {
        return text.isEmpty() ? u"<td class=dim>none</td>"_s
                              : u"<td><pre>%1</pre></td>"_s.arg(pieces(list, tag));
    };
    return side(one.before, marked.before, "del") + side(one.after, marked.after, "ins");
}

QString htmlDifferences(const Comparison &comparison)
{
    if (comparison.diff.isEmpty())
        return {};
    const Dependants dependants(comparison.before.state.dependencies);
    QString text = u"<table><tr><th>change<th>object<th>property<th>A<th>B</tr>\n"_s;
    for (const Difference &one : comparison.diff.differences) {
        QStringList users;
        if (one.change != Difference::Change::Extra) {
            for (const ObjectId &user : dependants.of({one.kind, one.object}))
                users += user.kind + u' ' + user.object;
        }
        const QString inUse =
            users.isEmpty()
                ? QString()
                : u"<br><span class=dim>in use by %1</span>"_s.arg(escaped(users.join(u", "_s)));
        text += u"<tr><td class=%1>%1</td><td>%2 <code>%3</code>%4</td><td>%5</td>"_s.arg(
                    changeWord(one.change), escaped(one.kind), escaped(one.object), inUse,
                    escaped(one.property)) +
                cells(one) + u"</tr>\n"_s;
    }
    return text + u"</table>\n"_s;
}

/// "up deletes data" and where, for both ways.
QString htmlHazards(const Review &review)
{
    QString rows;
    const auto add = [&](const QString &way, const std::optional<Draft> &draft) {
        for (const ReviewHazard &hazard : draft ? hazardsOf(*draft) : std::vector<ReviewHazard>()) {
            QString about = escaped(hazard.about.join(u'\n')).replace(u'\n', u"<br>"_s);
            if (hazard.more > 0)
                about += u"<br>and %1 more"_s.arg(hazard.more);
            rows += u"<tr><td>%1</td><td class=%2>%3</td><td>%4</td></tr>\n"_s.arg(
                way, hazard.name == hazardName(Hazard::DeletesData) ? u"removed"_s : u"changed"_s,
                hazard.name, about);
        }
    };
    add(u"up"_s, review.up);
    add(u"down"_s, review.down);
    return rows.isEmpty() ? QString()
                          : u"<h2>Dangers</h2><table class=dangers>\n%1</table>\n"_s.arg(rows);
}

QString htmlProof(const QString &name, const ProofStep &step)
{
    const QString verdict =
        !step.ran    ? u"not tried"_s
        : step.error ? u"fails: "_s + step.error->toString()
        : step.left.isEmpty()
            ? u"reaches its schema, nothing is left"_s
            : u"runs, and leaves %1 differences"_s.arg(step.left.differences.size());
    return u"<p class=%1>%2: %3</p>\n"_s.arg(step.holds() ? u"added"_s : u"removed"_s, name,
                                             escaped(verdict));
}

} // namespace

QByteArray writeReviewHtml(const Review &review)
{
    const Comparison &comparison = review.comparison;
    const QString title =
        u"Schema changes from %1 to %2"_s.arg(escaped(comparison.before.source.displayName()),
                                              escaped(comparison.after.source.displayName()));
    QString text = u"<!DOCTYPE html>\n<html lang=en><meta charset=utf-8>"
                   "<meta name=viewport content=\"width=device-width\"><title>%1</title>"
                   "<style>%2</style>\n<h1>%1</h1>\n"_s.arg(title, QLatin1String(kStyle));
    text += u"<p>%1</p><p class=dim>A: %2, %3<br>B: %4, %5</p>\n"_s.arg(
        countsText(comparison), escaped(comparison.before.source.displayName()),
        escaped(comparison.before.serverVersion), escaped(comparison.after.source.displayName()),
        escaped(comparison.after.serverVersion));
    text += htmlHazards(review);
    if (!comparison.diff.isEmpty())
        text += u"<h2>Differences</h2>\n"_s;
    text += htmlDifferences(comparison);
    QStringList notes;
    if (const QString leftOut = leftOutText(comparison.diff); !leftOut.isEmpty())
        notes += leftOut;
    for (const RenameProposal &one : comparison.proposals)
        notes += u"perhaps renamed: %1 %2 to %3 (%4)"_s.arg(one.rename.kind, one.rename.from,
                                                            one.rename.to, one.why);
    notes += comparison.notes;
    for (const QString &note : notes)
        text += u"<p class=dim>%1</p>\n"_s.arg(escaped(note));
    const auto script = [&](const QString &name, const std::optional<Draft> &draft) {
        if (draft)
            text += u"<h2>%1</h2><pre class=script>%2</pre>\n"_s.arg(
                name, escaped(joinedScripts(*draft)));
    };
    script(u"Up"_s, review.up);
    script(u"Down"_s, review.down);
    if (review.proof)
        text += u"<h2>Tried</h2><p class=dim>On: %1</p>\n"_s.arg(escaped(review.proof->on)) +
                htmlProof(u"up"_s, review.proof->up) + htmlProof(u"down"_s, review.proof->down);
    return (text + u"</html>\n"_s).toUtf8();
}

} // namespace tidemark
