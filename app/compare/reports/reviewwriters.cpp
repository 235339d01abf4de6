// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/review.h"

#include <QSet>

#include <algorithm>
#include <array>
#include <map>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QByteArray writePlain(const Review &review)
{
    return writeReviewText(review, false);
}

} // namespace

std::span<const ReviewWriter> reviewWriters()
{
    static const std::array writers{
        ReviewWriter{u"html"_s, u"Web page"_s, writeReviewHtml},
        ReviewWriter{u"md"_s, u"Markdown"_s, writeReviewMarkdown},
        ReviewWriter{u"json"_s, u"JSON"_s, writeReviewJson},
        ReviewWriter{u"txt"_s, u"Plain text"_s, writePlain},
    };
    return writers;
}

const ReviewWriter *reviewWriterFor(const QString &fileName)
{
    QString suffix = fileName.section(u'.', -1).toLower();
    if (suffix == u"htm")
        suffix = u"html"_s;
    if (suffix == u"markdown")
        suffix = u"md"_s;
    for (const ReviewWriter &writer : reviewWriters()) {
        if (writer.suffix == suffix)
            return &writer;
    }
    return nullptr;
}

QString changeWord(Difference::Change change)
{
    switch (change) {
    case Difference::Change::Missing:
        return u"removed"_s;
    case Difference::Change::Extra:
        return u"added"_s;
    case Difference::Change::Changed:
        break;
    }
    return u"changed"_s;
}

QString joinedScripts(const Draft &draft)
{
    QString text;
    for (const DraftScript &script : scriptsOf(draft)) {
        if (!text.isEmpty())
            text += u"\n-- ---- a script of its own from here"_s +
                    (script.transactional ? u"\n\n"_s : u", not in a transaction\n\n"_s);
        else if (!script.transactional)
            text += u"-- not in a transaction\n\n"_s;
        text += script.text;
    }
    return text;
}

std::vector<ReviewHazard> hazardsOf(const Draft &draft)
{
    constexpr qsizetype named = 10;
    std::map<Hazard, QStringList> all;
    std::map<Hazard, QSet<QString>> known;
    for (const DraftStatement &statement : draft.statements) {
        for (const HazardNote &note : statement.hazards) {
            const QString fact =
                note.why.isEmpty() ? note.object : note.object + u": "_s + note.why;
            if (known[note.hazard].contains(fact))
                continue;
            known[note.hazard].insert(fact);
            all[note.hazard] += fact;
        }
    }
    std::vector<ReviewHazard> result;
    for (const auto &[hazard, facts] : all)
        result.push_back({hazardName(hazard), facts.mid(0, named),
                          int(std::max<qsizetype>(0, facts.size() - named))});
    return result;
}

QString countsText(const Comparison &comparison)
{
    QStringList parts;
    if (const int count = comparison.added())
        parts += u"%1 added"_s.arg(count);
    if (const int count = comparison.removed())
        parts += u"%1 removed"_s.arg(count);
    if (const int count = comparison.changed())
        parts += u"%1 changed"_s.arg(count);
    return parts.isEmpty() ? u"nothing differs"_s : parts.join(u", "_s);
}

QString leftOutText(const SchemaDiff &diff)
{
    QStringList parts;
    for (const LeftOut &one : diff.leftOut)
        parts += u"%1 × %2"_s.arg(one.count).arg(one.what);
    return parts.isEmpty() ? QString() : u"left out: "_s + parts.join(u", "_s);
}

} // namespace tidemark
