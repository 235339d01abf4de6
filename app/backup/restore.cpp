// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/restore.h"

#include "backup/verify.h"
#include "database/session.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace tidemark {

Result<bool> checkRestored(const RestoreRequest &request, Session &session, bool sameServer,
                           const BackupObserver &observer)
{
    const auto &manifest = request.backup.manifest;
    if (!request.check || !request.tables.empty() || !manifest || !manifest->contents)
        return false;
    TM_TRY_ASSIGN(const BackupContents found, contentsOf(session, observer));
    const QStringList differences = contentsDifferences(*manifest->contents, found, sameServer);
    if (differences.isEmpty())
        return true;
    return fail(ErrorKind::Input, u"what was restored is not what was backed up"_s,
                differences.join(u'\n'), u"Nothing was replaced. Without this check: --no-check"_s);
}

namespace {

/// Before anything of it runs.
Result<void> checkArchive(const RestoreRequest &request, const BackupObserver &observer,
                          const std::stop_token &stop)
{
    const auto &manifest = request.backup.manifest;
    if (!request.check || !manifest || manifest->sha256.isEmpty())
        return {};
    const auto hashed = [&observer](qint64 done, qint64 total) {
        if (observer)
            observer({BackupProgress::Step::Hashing, {}, done, total});
    };
    TM_TRY_ASSIGN(const QByteArray sha256, archiveSha256(request.backup.path, hashed, stop));
    if (sha256 == manifest->sha256)
        return {};
    return fail(ErrorKind::Input, u"%1 is not what was written"_s.arg(request.backup.fileName()),
                u"SHA-256 %1 instead of %2"_s.arg(QString::fromLatin1(sha256),
                                                  QString::fromLatin1(manifest->sha256)),
                u"Nothing was restored. Without this check: --no-check"_s);
}

} // namespace

Result<RestoreReport> restoreBackup(const RestoreRequest &request, const BackupObserver &observer,
                                    std::stop_token stop)
{
    const bool isFile = request.backup.archive.format == BackupFormat::SqliteFile;
    if (isFile != (request.target.engine == Engine::Sqlite))
        return fail(ErrorKind::Usage,
                    isFile ? u"an SQLite database cannot be restored into PostgreSQL"_s
                           : u"a PostgreSQL database cannot be restored into SQLite"_s);
    QElapsedTimer clock;
    clock.start();
    TM_TRY(checkArchive(request, observer, stop));
    TM_TRY_ASSIGN(RestoreReport report, isFile ? restoreSqlite(request, observer, stop)
                                               : restorePostgres(request, observer, stop));
    report.durationMs = clock.elapsed();
    return report;
}

} // namespace tidemark
