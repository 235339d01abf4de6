// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/report.h"

#include <QString>

namespace tidemark::html {

/// Text for element contents and for attributes in double quotes, cut after `limit` characters.
QString escaped(const QString &text, qsizetype limit = 4000);

/// <tag class="classes">inner</tag>; `inner` is markup already. No class attribute without classes.
QString element(const QString &tag, const QString &classes, const QString &inner);

/// escaped() in <code>.
QString code(const QString &text, qsizetype limit = 4000);

/// The class that gives a verdict its colour: "good", "neutral", "caution", "bad".
QString toneClass(const MigrationReport &migration);

/// The verdict as a coloured chip.
QString verdictChip(const MigrationReport &migration);

} // namespace tidemark::html
