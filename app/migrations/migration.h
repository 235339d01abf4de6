// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "sql/statement.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace tidemark {

/// Something about the files that a person should know: a duplicate version, a missing half, text
/// that is not UTF-8, a Go migration that cannot be run here.
struct Finding
{
    enum class Severity { Note, Warning, Error };
    Severity severity = Severity::Warning;
    QString code;    ///< stable, for filters: "duplicate-version", "not-utf8", "not-sql", ...
    QString message; ///< one line
    QString hint;
    SourceLocation where;

    bool operator==(const Finding &) const = default;
};

enum class MigrationKind {
    Versioned,
    Repeatable, ///< Flyway's R: run again whenever its checksum changes
    Baseline,   ///< Flyway's B: stands for all versions up to its own on an empty database
};

/// One migration as its files say it.
struct Migration
{
    QString version; ///< exactly as the history table records it; empty for a repeatable one
    QString name;    ///< the description, as the convention spells it
    QString id;   ///< what people call it: file or folder name without endings; unique in its set
    QString file; ///< the main file or folder, relative to the migrations folder
    MigrationKind kind = MigrationKind::Versioned;
    std::vector<Script> up; ///< in order; conventions with one script give one
    /// None: there is no down at all, which is not the same as an empty one.
    std::optional<std::vector<Script>> down;
    /// The way down exists but its own tool refuses to read it (goose: no semicolon at the end), so
    /// going down fails with this, as it would there. `down` is then empty, not absent.
    std::optional<Error> downError;
    std::optional<Script> verify; ///< sqitch
    QString checksum; ///< as the history table would hold it; empty where the tool has none
    QStringList acceptedChecksums; ///< other spellings that mean the same contents
    QStringList dependsOn;         ///< ids (sqitch)
    QStringList conflictsWith;     ///< ids (sqitch)
    QStringList tags;              ///< sqitch tags that stand on this change
    QString group;                 ///< popx: versions of one logical change share it
    /// The version that stands before it in its set, for history tables that hold only the newest
    /// (golang-migrate); empty for the first one and elsewhere.
    QString precededBy;
    /// False: known, but cannot be run here. It is not SQL (Go, JavaScript, ...), or its file
    /// cannot be read or breaks the convention; a finding with this file says why.
    bool runnable = true;

    bool operator==(const Migration &) const = default;
};

/// What a migrations folder holds, in the order in which the convention applies it.
struct MigrationSet
{
    QString convention; ///< its id
    QString folder;     ///< absolute
    std::vector<Migration> migrations;
    std::vector<Finding> findings;

    bool operator==(const MigrationSet &) const = default;
};

/// One row of a database's history, translated into common terms.
struct AppliedMigration
{
    QString version;
    QString name;
    QString checksum;    ///< empty where the tool keeps none
    QDateTime appliedAt; ///< invalid where the tool keeps none
    QString appliedBy;
    std::optional<double> durationMs;
    bool failed = false; ///< dirty, success = false, execution_time = -1: started and not finished
    MigrationKind kind = MigrationKind::Versioned;

    bool operator==(const AppliedMigration &) const = default;
};

/// What a database says was applied, oldest first.
struct History
{
    bool exists = false; ///< the history table is there
    std::vector<AppliedMigration> applied;
    /// golang-migrate keeps only the newest version: everything at or below it counts as applied.
    bool watermarkOnly = false;

    bool operator==(const History &) const = default;
};

} // namespace tidemark
