// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/restore.h"

#include "backup/sandboxrestore.h"
#include "backup/verify.h"
#include "database/session.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace tidemark {

Result<bool> checkRestored(const RestoreRequest &request, Session &session, bool sameServer,
                           const BackupObserver &observer, QStringList &notes)
{
    const auto &manifest = request.backup.manifest;
    if (!request.check || !request.tables.empty() || !manifest || !manifest->contents)
        return false;
    TM_TRY_ASSIGN(const BackupContents found, contentsOf(session, observer));
    if (sameServer && !sameFingerprintLayout(*manifest->contents, found))
        notes << otherLayoutNote();
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
    if (!request.check)
        return {};
    Result<void> checked = checkArchiveDigest(request.backup, observer, stop);
    if (!checked && checked.error().kind == ErrorKind::Input)
        checked.error().hint = u"Nothing was restored. Without this check: --no-check"_s;
    return checked;
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
