// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/backupstore.h"
#include "backup/retention.h"
#include "rehearsal/reports/wording.h"

#include <QDateTime>
#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace tidemark {

/// A backup with what retention says of it.
struct ShelvedBackup
{
    Backup backup;
    RetentionStep::Reason reason = RetentionStep::Reason::Newest;
    bool elsewhere = false; ///< opened from another place than the folder
    bool current = false;   ///< it goes with the release that runs now

    bool goes() const { return !elsewhere && reason == RetentionStep::Reason::TooOld; }
    /// "automatic" of Tidemark or of another tool, by which colours are chosen.
    bool foreign() const { return !backup.manifest; }
};

/// What the folder holds and what pruning would do. Never changed after it was made.
struct BackupShelf
{
    BackupFolder folder;
    RetentionPolicy policy;
    RetentionPlan plan;
    std::vector<ShelvedBackup> backups; ///< oldest first
    qint64 bytes = 0;                   ///< of those in the folder

    int find(const QString &path) const; ///< -1: there is none
    const ShelvedBackup *at(int index) const;
    int goingCount() const;
};

/// Pure. `elsewhere` are those that somebody opened from other places.
std::shared_ptr<const BackupShelf> makeShelf(BackupFolder folder, const RetentionPolicy &policy,
                                             const std::vector<Backup> &elsewhere,
                                             const QDateTime &now);

/// How far the migrations folder is beyond a backup.
struct BackupTide
{
    QString mark;                    ///< "0012_suppliers": the newest that it had
    std::optional<int> applied = {}; ///< none: nobody knows
    int behind = 0;                  ///< of the folder's that it had not

    bool operator==(const BackupTide &) const = default;
};
/// `versions` are those of the migrations folder, with what people call them. Pure.
BackupTide tideOf(const Backup &backup, const QHash<QString, QString> &versions);

// ---- Words for people, in the language of the window.

QString kindText(const Backup &backup);         ///< "automatic", "manual", "v2.0.0"
QString formatText(const Backup &backup);       ///< "custom, zstd"
QString keptText(RetentionStep::Reason reason); ///< "stays: it is named"
QString backedUpPlace(const Backup &backup);    ///< "staging", else the database's name
QString tideText(const BackupTide &tide);       ///< "0012_suppliers", "before the first"
/// "38 backups · 4.1 GB · the last 5 automatic ones stay, named ones always".
QString shelfText(const BackupShelf &shelf);
QString whenMadeText(const QDateTime &time); ///< "7 Nov 2026 08:00"

} // namespace tidemark
