// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migrations/conventions/flywaysettings.h"

#include <QString>
#include <QStringView>

namespace tidemark {

/// What a file name says to Flyway (ResourceNameParser in its source).
struct FlywayName
{
    enum class Kind {
        NotSql,   ///< another ending: Flyway does not look at it
        Callback, ///< afterMigrate.sql, beforeEachMigrate__note.sql, ...
        Invalid,  ///< ends like a migration and is not named like one; `problem` says why
        Versioned,
        Undo,
        Baseline,
        Repeatable,
    };
    Kind kind = Kind::NotSql;
    QString version; ///< as the history table has it, '_' already '.'; empty for repeatable ones
    QString description; ///< '_' already a space; may be empty
    QString baseName;    ///< without the suffix
    QString problem;

    bool operator==(const FlywayName &) const = default;
};

/// Pure; `fileName` without folders. Prefixes are matched in their case, suffixes in any.
FlywayName parseFlywayName(const QString &fileName, const FlywaySettings &settings);

/// A version that Flyway accepts: numbers of any length, joined by '.'.
bool isFlywayVersion(QStringView version);

/// Below, equal or above zero, part by part as numbers: 1.10 is above 1.9, 1.0 equals 1, 007
/// equals 7. Both must satisfy isFlywayVersion().
int compareFlywayVersions(QStringView left, QStringView right);

} // namespace tidemark
