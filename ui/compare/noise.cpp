// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/noise.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kNoises{
    Noise{&DiffOptions::columnOrder, "column order", QT_TRANSLATE_NOOP("Noise", "Column order")},
    Noise{&DiffOptions::comments, "comments", QT_TRANSLATE_NOOP("Noise", "Comments")},
    Noise{&DiffOptions::owners, "owners", QT_TRANSLATE_NOOP("Noise", "Owners")},
    Noise{&DiffOptions::grants, "grants", QT_TRANSLATE_NOOP("Noise", "Grants")},
    Noise{&DiffOptions::formatting, "formatting",
          QT_TRANSLATE_NOOP("Noise", "White space and case in bodies")},
    Noise{&DiffOptions::names, "names",
          QT_TRANSLATE_NOOP("Noise", "Names of constraints and indexes")},
    Noise{&DiffOptions::storage, "storage", QT_TRANSLATE_NOOP("Noise", "Storage parameters")},
    Noise{&DiffOptions::extensionVersions, "extension versions",
          QT_TRANSLATE_NOOP("Noise", "Extension versions")},
};

QString tr(const char *text)
{
    return QCoreApplication::translate("Noise", text);
}

} // namespace

QString Noise::title() const
{
    return tr(words);
}

std::span<const Noise> noises()
{
    return kNoises;
}

QString leftOutText(const std::vector<LeftOut> &leftOut)
{
    QStringList parts;
    for (const LeftOut &out : leftOut) {
        const auto known = std::ranges::find_if(
            kNoises, [&](const Noise &noise) { return out.what == QLatin1StringView(noise.what); });
        const QString words = known == kNoises.end() ? out.what : known->title().toLower();
        parts += u"%1 (%2)"_s.arg(words, QLocale().toString(out.count));
    }
    return parts.isEmpty() ? QString() : tr("left out: %1").arg(parts.join(u", "_s));
}

} // namespace tidemark
