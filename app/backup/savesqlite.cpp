// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/making.h"
#include "database/sqlite/sqlitebackup.h"
#include "database/sqlite/sqlitesession.h"
#include "schema/schema.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// Of the copy, which holds the same snapshot by its nature, and which nobody else reads yet.
Result<void> describeCopy(const BackupRequest &request, const QString &file,
                          BackupManifest &manifest, const BackupObserver &observer,
                          const std::stop_token &stop)
{
    TM_TRY_ASSIGN(const auto session,
                  openSession({.engine = Engine::Sqlite, .conninfo = file}, stop));
    session->setStopToken(stop);
    // A read transaction: not Transaction, which would lock for writing.
    TM_TRY(session->execute("BEGIN"));
    TM_TRY(noteMigrations(request, *session, manifest));
    if (!request.contents)
        return session->execute("ROLLBACK");
    tell(observer, {BackupProgress::Step::ReadingSchema});
    TM_TRY_ASSIGN(const SchemaPtr schema, makeSchemaReader(*session)->read());
    TM_TRY_ASSIGN(manifest.contents,
                  readContents(*session, *schema, [&](const QString &table, int done, int total) {
                      tell(observer, {BackupProgress::Step::Digesting, table, done, total});
                  }));
    return session->execute("ROLLBACK");
}

} // namespace

Result<void> saveSqlite(const BackupRequest &request, const PartialBackup &place,
                        BackupManifest &manifest, const BackupObserver &observer,
                        std::stop_token stop)
{
    tell(observer, {BackupProgress::Step::Connecting});
    ConnectionSpec spec = request.source;
    spec.readOnly = true;
    spec.busyTimeoutMs = std::max(spec.busyTimeoutMs, int(request.lockTimeout.count()));
    {
        TM_TRY_ASSIGN(const auto source, openSession(spec, stop));
        source->setStopToken(stop);
        manifest.serverVersion = source->serverVersion();
        manifest.program = u"SQLite backup API"_s;
        manifest.database = spec.conninfo;
        manifest.databaseBytes =
            QFileInfo(spec.conninfo).size() + QFileInfo(spec.conninfo + u"-wal"_s).size();
        manifest.madeAt = QDateTime::currentDateTimeUtc();
        TM_TRY(backupSqlite(
            static_cast<SqliteSession &>(*source), place.archive(), stop, [&](int done, int total) {
                tell(observer, {BackupProgress::Step::Saving, u"pages"_s, done, total});
            }));
    }
    TM_TRY(describeCopy(request, place.archive(), manifest, observer, stop));
    // A copy of a database with a write-ahead log got one of its own while it was read.
    for (const QString &side : {u"-wal"_s, u"-shm"_s})
        if (QFileInfo(place.archive() + side).size() > 0)
            return fail(ErrorKind::Io, u"%1 was not taken back into the copy"_s.arg(side));
    return {};
}

} // namespace tidemark
