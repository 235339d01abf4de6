// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/noise.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr std::array kinds{
    NoiseKind{"column order", "the order of columns and of composite types' attributes",
              &DiffOptions::columnOrder},
    NoiseKind{"comments", "comments on objects", &DiffOptions::comments},
    NoiseKind{"owners", "who owns objects", &DiffOptions::owners},
    NoiseKind{"grants", "who was granted what", &DiffOptions::grants},
    NoiseKind{"formatting", "white space and case in functions, views and triggers",
              &DiffOptions::formatting},
    NoiseKind{"generated names", "names of constraints and indexes that the server made up",
              &DiffOptions::generatedNames},
    NoiseKind{"names", "names of constraints and indexes that are equal but for their name",
              &DiffOptions::names},
    NoiseKind{"storage", "storage parameters, tablespaces, compression, statistics targets",
              &DiffOptions::storage},
    NoiseKind{"extension versions", "versions of extensions", &DiffOptions::extensionVersions},
};

} // namespace

std::span<const NoiseKind> noiseKinds()
{
    return kinds;
}

const NoiseKind *findNoiseKind(const QString &name)
{
    const QString wanted = name.trimmed().toLower().replace(u'-', u' ');
    const auto *found = std::ranges::find_if(
        kinds, [&](const NoiseKind &kind) { return wanted == QLatin1String(kind.name); });
    return found == kinds.end() ? nullptr : found;
}

bool looksGenerated(const QString &name, const QString &table)
{
    static const QRegularExpression ending(
        u"^(.*?)_(?:pkey|key|fkey|check|idx|excl|not_null)\\d*$"_s);
    const auto match = ending.match(name);
    if (!match.hasMatch())
        return false;
    // A long one is cut to 63 bytes, from the longer of its two parts.
    const QString stem = match.captured(1);
    const QString start = table.left(24);
    return stem.startsWith(start) || table.startsWith(stem);
}

} // namespace tidemark
