// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/sandboxrestore.h"

#include "backup/unpackarchive.h"
#include "database/session.h"
#include "sandbox/privatefolder.h"

#include <QMap>
#include <QThread>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qint64 parallelFromBytes = 64 * 1024 * 1024;
constexpr int mostJobs = 4;
constexpr int packedTimes = 4; ///< about so much smaller is an archive than its database

/// What the database has to be like.
PostgresFacts factsOf(const Backup &backup, const ArchiveFacts &archive)
{
    PostgresFacts like;
    const bool known = backup.manifest && backup.manifest->facts;
    if (known) {
        like = *backup.manifest->facts;
    } else {
        like.encoding = u"UTF8"_s;
        like.collate = like.ctype = u"C.UTF-8"_s;
        like.provider = u"libc"_s;
    }
    like.roles += archive.roles;
    like.roles.removeDuplicates();
    like.major = std::max(archive.serverMajor, like.major);
    like.bytes = backup.manifest ? backup.manifest->databaseBytes : packedTimes * backup.bytes;
    return like;
}

/// pg_restore knows the rows of partitions by the partitions' names alone. By schema.
Result<QMap<QString, std::vector<TableName>>> tablesWithRows(Session &session,
                                                             const TableName &table)
{
    const std::array<Cell, 2> names{table.name.toUtf8(), table.schema.toUtf8()};
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("SELECT ln.nspname, l.relname FROM pg_catalog.pg_class c "
                                "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace, "
                                "LATERAL pg_catalog.pg_partition_tree(c.oid) t "
                                "JOIN pg_catalog.pg_class l ON l.oid = t.relid "
                                "JOIN pg_catalog.pg_namespace ln ON ln.oid = l.relnamespace "
                                "WHERE c.relkind = 'p' AND c.relname = $1 "
                                "AND (n.nspname = $2 OR $2 = '') AND t.isleaf",
                                names));
    QMap<QString, std::vector<TableName>> partitions;
    for (const auto &row : rows.rows) {
        const QString schema = QString::fromUtf8(row[0].value_or(QByteArray()));
        partitions[schema].push_back({schema, QString::fromUtf8(row[1].value_or(QByteArray()))});
    }
    if (partitions.isEmpty())
        partitions[table.schema] = {table};
    return partitions;
}

Result<RestoredSandbox> copyOfFile(const SandboxRestore &wanted, const std::stop_token &stop)
{
    SandboxRequest request;
    request.source = ConnectionSpec{.engine = Engine::Sqlite, .conninfo = wanted.backup.path};
    request.engine = Engine::Sqlite;
    request.stop = stop;
    RestoredSandbox restored;
    TM_TRY_ASSIGN(restored.sandbox, wanted.sandboxes.make(request));
    restored.sameMajor = true;
    return restored;
}

} // namespace

Result<void> checkArchiveDigest(const Backup &backup, const BackupObserver &observer,
                                const std::stop_token &stop)
{
    if (!backup.manifestError.isEmpty())
        return fail(ErrorKind::Input, u"%1 cannot be checked"_s.arg(backup.fileName()),
                    backup.manifestError);
    if (!backup.manifest || backup.manifest->sha256.isEmpty())
        return {};
    const auto hashed = [&observer](qint64 done, qint64 total) {
        if (observer)
            observer({BackupProgress::Step::Hashing, {}, done, total});
    };
    TM_TRY_ASSIGN(const QByteArray sha256, archiveSha256(backup.path, hashed, stop));
    if (sha256 == backup.manifest->sha256)
        return {};
    return fail(ErrorKind::Input, u"%1 is not what was written"_s.arg(backup.fileName()),
                u"SHA-256 %1 instead of %2"_s.arg(QString::fromLatin1(sha256),
                                                  QString::fromLatin1(backup.manifest->sha256)));
}

Result<SandboxPlace> placeFor(const Backup &backup, const ArchiveFacts &facts,
                              const QList<PostgresInstallation> &installations,
                              SandboxFactory &sandboxes, const std::stop_token &stop)
{
    SandboxRequest request;
    request.empty = true;
    request.stop = stop;
    const auto like = std::make_shared<const PostgresFacts>(factsOf(backup, facts));
    request.like = like;
    SandboxPlace place;
    TM_TRY_ASSIGN(place.sandbox, sandboxes.make(request));
    const int major =
        place.sandbox->session().serverVersion().section(u' ', 1).section(u'.', 0, 0).toInt();
    place.sameMajor = major == like->major;
    TM_TRY_ASSIGN(place.client, chooseClient(installations, std::max(major, facts.dumpMajor)));
    if (like->bytes >= parallelFromBytes)
        place.jobs = std::clamp(QThread::idealThreadCount(), 1, mostJobs);
    return place;
}

Result<RestoredSandbox> restoreIntoSandbox(const SandboxRestore &wanted,
                                           const BackupObserver &observer,
                                           const std::stop_token &stop)
{
    const Backup &backup = wanted.backup;
    TM_TRY(checkArchiveDigest(backup, observer, stop));
    if (backup.archive.format == BackupFormat::SqliteFile)
        return copyOfFile(wanted, stop);
    TM_TRY_ASSIGN(const ArchiveFacts facts, readArchiveFacts(backup, wanted.installations, stop));
    TM_TRY_ASSIGN(SandboxPlace place,
                  placeFor(backup, facts, wanted.installations, wanted.sandboxes, stop));
    TM_TRY_ASSIGN(const auto folder, wanted.sandboxes.makeFolder());
    const bool contents = wanted.schemaOnly && wanted.tables.empty();
    TM_TRY_ASSIGN(const Backup readable,
                  unpackArchive(backup, folder->path(),
                                contents ? UnpackedPart::Contents : UnpackedPart::Everything,
                                observer, stop));
    const bool listed = backup.manifest && backup.manifest->contents && !wanted.schemaOnly;
    LoadJob job{.backup = readable,
                .target = place.sandbox->spec(),
                .client = place.client,
                .jobs = wanted.schemaOnly ? 1 : place.jobs,
                .noTablespaces = !facts.tablespaces.isEmpty(),
                .otherServer = true,
                .schemaOnly = wanted.schemaOnly,
                .folder = folder->path(),
                .tablesTotal = listed ? int(backup.manifest->contents->tables.size()) : 0,
                .stop = stop};
    TM_TRY(loadArchive(job, observer));
    job.schemaOnly = false;
    job.dataOnly = true;
    for (const TableName &table : wanted.tables) {
        TM_TRY_ASSIGN(const auto parts, tablesWithRows(place.sandbox->session(), table));
        for (const std::vector<TableName> &ofSchema : parts) {
            job.tables = ofSchema;
            TM_TRY(loadArchive(job, observer));
        }
    }
    return RestoredSandbox{std::move(place.sandbox), place.sameMajor};
}

} // namespace tidemark
