// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/create.h"

#include "backup/making.h"
#include "backup/readback.h"
#include "database/postgres/conninfo.h"
#include "database/session.h"
#include "tasks/taskpool.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qsizetype longestName = 200; // bytes, with room for what comes behind it

ArchiveKind archiveOf(const BackupRequest &request)
{
    if (request.source.engine == Engine::Sqlite)
        return {BackupFormat::SqliteFile};
    const bool plain = request.format == BackupFormat::Plain;
    return {request.format,
            plain ? request.compression.value_or(Compression::None) : Compression::None};
}

Result<QString> databaseNameOf(const ConnectionSpec &spec)
{
    if (spec.engine == Engine::Sqlite)
        return QFileInfo(spec.conninfo).completeBaseName();
    TM_TRY_ASSIGN(const auto keywords, parseConninfo(spec.conninfo));
    return keywords.value(u"dbname"_s, u"database"_s);
}

Result<void> checkRequest(const BackupRequest &request)
{
    if ((request.kind == BackupKind::Named) != !request.name.isEmpty())
        return fail(ErrorKind::Usage, u"a named backup needs a name, and no other has one"_s);
    static const QRegularExpression fileName(u"\\A[^./\\x00-\\x1f][^/\\x00-\\x1f]{0,150}\\z"_s);
    if (!request.name.isEmpty() &&
        (!fileName.match(request.name).hasMatch() || request.name.toUtf8().size() > longestName))
        return fail(ErrorKind::Usage, u"\"%1\" cannot be the name of a file"_s.arg(request.name));
    if (request.name == u"latest")
        return fail(ErrorKind::Usage, u"\"latest\" is the newest backup, whatever its name"_s);
    if (request.source.engine != Engine::Sqlite)
        return {};
    if (request.globals || request.jobs > 1 || request.compression)
        return fail(ErrorKind::Usage,
                    u"roles, several jobs and compression are for PostgreSQL only"_s);
    if (!QFileInfo(request.source.conninfo).isFile())
        return fail(ErrorKind::Connection,
                    u"there is no database %1"_s.arg(request.source.conninfo));
    return {};
}

/// The first of NAME, NAME-2, ... that is not taken, but for a named one, which is called so.
QString freePath(const BackupRequest &request, const QString &fileName, const QString &suffix)
{
    const QString base = request.folder + u'/' + fileName.chopped(suffix.size());
    QString path = base + suffix;
    for (int number = 2; request.kind != BackupKind::Named &&
                         (QFileInfo::exists(path) || QFileInfo::exists(partialPathOf(path)));
         ++number)
        path = base + u'-' + QString::number(number) + suffix;
    return path;
}

} // namespace

QString backupFileName(const BackupRequest &request, const QString &database,
                       const QDateTime &madeAt)
{
    const QString suffix = archiveSuffix(archiveOf(request));
    if (request.kind == BackupKind::Named)
        return request.name + suffix;
    static const QRegularExpression unwanted(u"[^A-Za-z0-9._-]+"_s);
    QString base = request.environment.isEmpty() ? database : request.environment;
    base.replace(unwanted, u"_"_s);
    if (base.isEmpty() || base.startsWith(u'.'))
        base.prepend(u"db"_s);
    return base.left(100) + madeAt.toUTC().toString(u"-yyyyMMdd-HHmmss"_s) + suffix;
}

Result<void> noteMigrations(const BackupRequest &request, Session &session,
                            BackupManifest &manifest)
{
    if (!request.migrations)
        return {};
    // An error must not end the transaction that holds the snapshot.
    TM_TRY(session.execute("SAVEPOINT migrations"));
    auto migrations = request.migrations(session);
    if (migrations) {
        manifest.migrations = std::move(*migrations);
        return {};
    }
    if (migrations.error().kind == ErrorKind::Connection ||
        migrations.error().kind == ErrorKind::Cancelled)
        return tl::unexpected<Error>(std::move(migrations).error());
    manifest.notes << u"The migrations could not be read: "_s + migrations.error().summary;
    return session.execute("ROLLBACK TO SAVEPOINT migrations");
}

Result<Backup> createBackup(const BackupRequest &request, const BackupObserver &observer,
                            std::stop_token stop)
{
    TM_TRY(checkRequest(request));
    QElapsedTimer clock;
    clock.start();
    BackupManifest manifest;
    manifest.kind = request.kind;
    manifest.name = request.name;
    manifest.label = request.label;
    manifest.environment = request.environment;
    manifest.release = request.release;
    manifest.engine = request.source.engine;
    manifest.madeAt = QDateTime::currentDateTimeUtc();
    const ArchiveKind archive = archiveOf(request);
    manifest.format = archive.format;
    manifest.compression = request.compression.value_or(Compression::None);
    TM_TRY_ASSIGN(const QString database, databaseNameOf(request.source));
    const QString path = freePath(request, backupFileName(request, database, manifest.madeAt),
                                  archiveSuffix(archive));
    TM_TRY_ASSIGN(PartialBackup place, PartialBackup::begin(path));
    TM_TRY(request.source.engine == Engine::Sqlite
               ? saveSqlite(request, place, manifest, observer, stop)
               : savePostgres(request, place, manifest, observer, stop));
    if (request.kind == BackupKind::Automatic)
        TM_TRY(readBack(place.archive(), manifest, observer, stop));
    const auto hashed = [&](qint64 done, qint64 total) {
        tell(observer, {BackupProgress::Step::Hashing, {}, done, total});
    };
    // The disk writes what the processor hashes; publish() has nothing left to wait for.
    TaskPool threads(1);
    const auto syncing =
        threads.start([&](const std::stop_token &) { return syncToDisk(place.archive()); });
    auto sha256 = archiveSha256(place.archive(), hashed, stop);
    const Result<void> synced = QFuture(syncing.future()).takeResult();
    TM_TRY_ASSIGN(manifest.sha256, std::move(sha256));
    TM_TRY(synced);
    if (QFileInfo::exists(place.globals())) {
        TM_TRY_ASSIGN(manifest.globalsSha256, archiveSha256(place.globals(), {}, stop));
    }
    manifest.bytes = archiveBytes(place.archive());
    manifest.durationMs = clock.elapsed();
    tell(observer, {BackupProgress::Step::Publishing});
    TM_TRY(writeForGood(place.manifest(), writeManifest(manifest)));
    TM_TRY(place.publish());
    return readBackup(path);
}

} // namespace tidemark
