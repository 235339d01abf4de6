// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/compression.h"
#include "backup/contents.h"
#include "base/result.h"
#include "sandbox/postgresfacts.h"
#include "schema/schema.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace tidemark {

/// Why a backup was made; retention counts automatic ones only.
enum class BackupKind { Automatic, Manual, Named };
template <>
inline constexpr std::array<std::string_view, 3> enumNames<BackupKind>{"automatic", "manual",
                                                                       "named"};

enum class BackupFormat {
    Custom,     ///< pg_dump -Fc
    Directory,  ///< pg_dump -Fd
    Tar,        ///< pg_dump -Ft; read, never made
    Plain,      ///< pg_dump -Fp
    SqliteFile, ///< a database file
};
template <>
inline constexpr std::array<std::string_view, 5> enumNames<BackupFormat>{"custom", "directory",
                                                                         "tar", "plain", "sqlite"};

template <>
inline constexpr std::array<std::string_view, 4> enumNames<Compression>{"none", "gzip", "lz4",
                                                                        "zstd"};

/// A migration that the database had.
struct BackedUpMigration
{
    QString version;
    QString name;

    bool operator==(const BackedUpMigration &) const = default;
};

struct BackedUpMigrations
{
    QString convention;                     ///< whose history table said so
    std::vector<BackedUpMigration> applied; ///< oldest first

    bool operator==(const BackedUpMigrations &) const = default;
};

/// What is known of a backup beside its archive: everything that a person wants to know before
/// trusting it, and that proves afterwards that it is whole. It holds no secret.
struct BackupManifest
{
    BackupKind kind = BackupKind::Manual;
    QString name;        ///< of a named one
    QString label;       ///< what somebody wrote on it
    QString environment; ///< of the workspace; empty: given by its URL
    QString server;      ///< PostgreSQL: "host:port"; empty: nobody says
    QString database;    ///< its name, or the file's path
    QString release;     ///< the one it was taken for
    Engine engine = Engine::PostgreSql;
    QString serverVersion; ///< "PostgreSQL 15.8"
    QString program;       ///< "pg_dump (PostgreSQL) 15.8"; SQLite: "SQLite backup API"
    QDateTime madeAt;      ///< of the snapshot, UTC
    qint64 durationMs = 0;

    BackupFormat format = BackupFormat::Custom;
    Compression compression = Compression::None;
    qint64 bytes = 0;         ///< of the archive
    qint64 databaseBytes = 0; ///< of the database, on its server
    QByteArray sha256;        ///< see archiveSha256()
    QByteArray globalsSha256; ///< of the file with roles and tablespaces; empty: there is none

    /// Of the same snapshot as the archive; none: nobody asked for it.
    std::optional<BackupContents> contents;
    std::optional<BackedUpMigrations> migrations;
    /// PostgreSQL: encoding, locale, settings and roles, which pg_dump leaves out. Its `roles` are
    /// those that the objects name.
    std::optional<PostgresFacts> facts;
    QStringList notes; ///< what is not in it, in sentences

    bool operator==(const BackupManifest &) const = default;
};

/// A setting with a dot in its name is the application's own (app.secret): its value is nobody
/// else's business, and is neither kept nor shown. Pure.
bool mayBeSecret(const DatabaseSetting &setting);

/// The format's number. A file of a newer one is refused.
inline constexpr int manifestFormat = 1;

/// Indented JSON (UTF-8). Pure.
QByteArray writeManifest(const BackupManifest &manifest);

/// What writeManifest() wrote. Keys that it does not know are passed over. Error{Input}: not JSON,
/// not a manifest, a value that makes no sense; Unsupported: of a newer format. Pure.
Result<BackupManifest> readManifest(const QByteArray &json, const QString &file);

} // namespace tidemark
