// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/noise.h"

#include "workbench/translate.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

struct Title
{
    const char *name; ///< of the kind
    const char *words;
};

constexpr std::array kTitles{
    Title{"column order", QT_TRANSLATE_NOOP("Noise", "Column order")},
    Title{"comments", QT_TRANSLATE_NOOP("Noise", "Comments")},
    Title{"owners", QT_TRANSLATE_NOOP("Noise", "Owners")},
    Title{"grants", QT_TRANSLATE_NOOP("Noise", "Grants")},
    Title{"formatting", QT_TRANSLATE_NOOP("Noise", "White space and case in bodies")},
    Title{"generated names", QT_TRANSLATE_NOOP("Noise", "Names that the server made up")},
    Title{"names", QT_TRANSLATE_NOOP("Noise", "Names of constraints and indexes")},
    Title{"storage", QT_TRANSLATE_NOOP("Noise", "Storage parameters")},
    Title{"extension versions", QT_TRANSLATE_NOOP("Noise", "Extension versions")},
};

/// nullptr where it has no title yet.
const char *wordsFor(const NoiseKind &kind)
{
    const auto known = std::ranges::find_if(kTitles, [&kind](const Title &title) {
        return QLatin1StringView(title.name) == QLatin1StringView(kind.name);
    });
    return known == kTitles.end() ? nullptr : known->words;
}

/// The title within a sentence: German nouns stay as they are.
QString midSentence(const NoiseKind &kind)
{
    const QString title = noiseTitle(kind);
    return title == QLatin1StringView(wordsFor(kind)) ? title.toLower() : title;
}

} // namespace

QString noiseTitle(const NoiseKind &kind)
{
    const char *words = wordsFor(kind);
    return words ? QCoreApplication::translate("Noise", words)
                 : QString::fromLatin1(kind.description);
}

QString leftOutText(const std::vector<LeftOut> &leftOut)
{
    QStringList parts;
    for (const LeftOut &out : leftOut) {
        const NoiseKind *kind = findNoiseKind(out.what);
        const QString words = kind ? midSentence(*kind) : out.what;
        parts += u"%1 (%2)"_s.arg(words, QLocale().toString(out.count));
    }
    return parts.isEmpty() ? QString() : tr("left out: %1").arg(parts.join(u", "_s));
}

} // namespace tidemark
