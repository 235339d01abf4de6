// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/review.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

class TextWriter
{
public:
    TextWriter(const Review &review, bool colour)
        : m_review(review)
        , m_colour(colour)
    {
    }
    QByteArray write();

private:
    QString paint(const QString &text, const char *code) const
    {
        return m_colour ? u"\033["_s + QLatin1String(code) + u'm' + text + u"\033[0m"_s : text;
    }
    void line(const QString &text) { (m_text += text) += u'\n'; }
    void side(const QString &name, const LoadedSchema &loaded);
    void differences();
    void difference(const Difference &one, bool first);
    void dependants(const Difference &one);
    void proof(const QString &name, const ProofStep &step);
    void ending();

    const Review &m_review;
    bool m_colour;
    QString m_text;
    Dependants m_dependants;
};

void TextWriter::side(const QString &name, const LoadedSchema &loaded)
{
    line(u"%1  %2  %3"_s.arg(name, loaded.source.displayName(), paint(loaded.serverVersion, "2")));
}

void TextWriter::difference(const Difference &one, bool first)
{
    const bool changed = one.change == Difference::Change::Changed;
    const char *code = changed ? "33" : one.change == Difference::Change::Extra ? "32" : "31";
    const QString mark = changed                                   ? u"~"_s
                         : one.change == Difference::Change::Extra ? u"+"_s
                                                                   : u"-"_s;
    if (first)
        line(paint(mark, code) + u' ' + one.kind + u' ' + paint(one.object, "1"));
    const QString detail = one.detail();
    if (changed)
        line(u"    "_s + detail);
    else if (!detail.isEmpty() && first)
        line(u"    "_s + paint(detail, "2"));
}

/// Who would have to go with what is removed or changed.
void TextWriter::dependants(const Difference &one)
{
    if (one.change == Difference::Change::Extra)
        return;
    QStringList names;
    for (const ObjectId &object : m_dependants.of({one.kind, one.object}))
        names += object.kind + u' ' + object.object;
    if (!names.isEmpty())
        line(u"    "_s + paint(u"in use by "_s + names.join(u", "_s), "33"));
}

void TextWriter::differences()
{
    const auto &all = m_review.comparison.diff.differences;
    for (size_t i = 0; i < all.size(); ++i) {
        const bool first = i == 0 || all[i - 1].object != all[i].object ||
                           all[i - 1].kind != all[i].kind || all[i - 1].change != all[i].change;
        difference(all[i], first);
        const bool last = i + 1 == all.size() || all[i + 1].object != all[i].object ||
                          all[i + 1].kind != all[i].kind;
        if (last)
            dependants(all[i]);
    }
    if (!all.empty())
        line({});
}

void TextWriter::proof(const QString &name, const ProofStep &step)
{
    if (!step.ran) {
        line(paint(u"%1: not tried"_s.arg(name), "33"));
    } else if (step.error) {
        line(paint(u"%1: fails"_s.arg(name), "31"));
        line(step.error->toString());
    } else if (step.left.isEmpty()) {
        line(paint(u"%1: reaches its schema, nothing is left"_s.arg(name), "32"));
    } else {
        line(paint(
            u"%1: runs, and leaves %2 differences"_s.arg(name).arg(step.left.differences.size()),
            "31"));
        for (const Difference &one : step.left.differences)
            line(u"    %1 %2 %3 %4"_s.arg(changeWord(one.change), one.kind, one.object,
                                          one.detail()));
    }
}

void TextWriter::ending()
{
    const Comparison &comparison = m_review.comparison;
    line(countsText(comparison));
    if (const QString text = leftOutText(comparison.diff); !text.isEmpty())
        line(text);
    for (const RenameProposal &one : comparison.proposals)
        line(u"perhaps renamed: %1 %2 = %3  (%4: %5)"_s
                 .arg(one.rename.kind, one.rename.from, one.rename.to)
                 .arg(one.score, 0, 'f', 2)
                 .arg(one.why));
    for (const QString &note : comparison.notes)
        line(paint(u"note: "_s + note, "2"));
    if (!m_review.proof)
        return;
    line(u"\ntried on: "_s + m_review.proof->on);
    proof(u"up"_s, m_review.proof->up);
    proof(u"down"_s, m_review.proof->down);
}

QByteArray TextWriter::write()
{
    const Comparison &comparison = m_review.comparison;
    m_dependants = Dependants(comparison.before.state.dependencies);
    side(u"A"_s, comparison.before);
    side(u"B"_s, comparison.after);
    line({});
    differences();
    ending();
    return m_text.toUtf8();
}

} // namespace

QByteArray writeReviewText(const Review &review, bool colour)
{
    return TextWriter(review, colour).write();
}

} // namespace tidemark
