// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migrations/convention.h"
#include "migrations/conventions/flywaysettings.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace tidemark {

/// One row of flyway_schema_history.
struct FlywayRow
{
    qint64 rank = 0;
    QString version; ///< empty for NULL
    QString description;
    QString type;
    QString script;
    QString checksum; ///< empty for NULL
    QString installedBy;
    QDateTime installedOn;
    double executionTimeMs = 0;
    bool success = true;

    bool operator==(const FlywayRow &) const = default;
};

/// What the rows mean, in the order of their ranks: an UNDO row takes the newest row of its version
/// away, a DELETE row too, a failed undo leaves it as failed; only the newest run of a repeatable
/// migration counts; a SCHEMA row is no migration. Pure.
std::vector<AppliedMigration> flywayApplied(const std::vector<FlywayRow> &rows);

/// The number of Flyway's advisory lock on PostgreSQL: its magic number ("Flyway" in ASCII) plus
/// Java's String.hashCode() of the quoted table name (PostgreSQLAdvisoryLockTemplate).
qint64 flywayLockNumber(const QString &schema, const QString &table);

/// flyway_schema_history with Flyway's own DDL and rows. Undoing a migration adds an UNDO_SQL row,
/// which Flyway's community edition does not know (undo scripts belong to the paid ones): it then
/// stops with "Unknown migration type".
std::unique_ptr<HistoryStore> makeFlywayHistory(Engine engine, FlywaySettings settings);

} // namespace tidemark
