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
    TM_TRY_ASSIGN(RestoreReport report, isFile ? restoreSqlite(request, observer, stop)
                                               : restorePostgres(request, observer, stop));
    report.durationMs = clock.elapsed();
    return report;
}

} // namespace tidemark
