// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/reports/html/markup.h"

#include "rehearsal/reports/wording.h"

using namespace Qt::StringLiterals;

namespace tidemark::html {

QString escaped(const QString &text, qsizetype limit)
{
    if (text.size() <= limit)
        return printable(text).toHtmlEscaped();
    // A cut pair of surrogates becomes U+FFFD by printable().
    return printable(text.left(limit)).toHtmlEscaped() + u'…';
}

QString element(const QString &tag, const QString &classes, const QString &inner)
{
    const QString attribute = classes.isEmpty() ? QString() : u" class=\""_s + classes + u'"';
    return u'<' + tag + attribute + u'>' + inner + u"</"_s + tag + u'>';
}

QString code(const QString &text, qsizetype limit)
{
    return element(u"code"_s, {}, escaped(text, limit));
}

QString toneClass(const MigrationReport &migration)
{
    switch (toneOf(migration)) {
    case Tone::Good:
        return u"good"_s;
    case Tone::Neutral:
        return u"neutral"_s;
    case Tone::Caution:
        return u"caution"_s;
    case Tone::Bad:
        return u"bad"_s;
    }
    return {};
}

QString verdictChip(const MigrationReport &migration)
{
    return element(u"span"_s, u"chip "_s + toneClass(migration), verdictLabel(migration.verdict));
}

} // namespace tidemark::html
