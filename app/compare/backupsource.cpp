// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/sandboxrestore.h"
#include "compare/readstate.h"
#include "compare/replay.h"
#include "sandbox/postgresinstallation.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// A database file that would get a log beside it by being read.
bool hasWriteAheadLog(const QString &path)
{
    constexpr qint64 readVersionAt = 19; // https://www.sqlite.org/fileformat2.html, 1.3
    QFile file(path);
    char version = 0;
    return file.open(QIODevice::ReadOnly) && file.seek(readVersionAt) && file.read(&version, 1) &&
           version == 2;
}

BackupObserver told(const SchemaSource &source, const LoadObserver &observer)
{
    if (!observer)
        return {};
    return [&source, &observer](const BackupProgress &progress) {
        observer({progress.step == BackupProgress::Step::Hashing
                      ? LoadProgress::Step::ReadingFile
                      : LoadProgress::Step::LoadingBackup,
                  source.displayName()});
    };
}

Result<std::unique_ptr<Sandbox>> restored(const Backup &backup, const SchemaSource &source,
                                          const LoadContext &context, const LoadObserver &observer,
                                          bool schemaOnly, const std::stop_token &stop)
{
    if (observer)
        observer({LoadProgress::Step::StartingScratch, source.displayName()});
    const auto installations = findPostgresInstallations();
    TM_TRY_ASSIGN(RestoredSandbox place, restoreIntoSandbox({.backup = backup,
                                                             .installations = installations,
                                                             .sandboxes = *context.sandboxes,
                                                             .schemaOnly = schemaOnly},
                                                            told(source, observer), stop));
    return std::move(place.sandbox);
}

Result<LoadedSchema> readFrom(Session &session, const SchemaSource &source,
                              const LoadContext &context, const LoadObserver &observer,
                              const std::stop_token &stop)
{
    if (observer)
        observer({LoadProgress::Step::ReadingSchema, source.displayName()});
    session.setStopToken(stop);
    LoadedSchema loaded;
    loaded.source = source;
    loaded.leaveOut = context.leaveOut;
    TM_TRY_ASSIGN(loaded.state, readState(session, loaded.leaveOut));
    loaded.serverVersion = session.serverVersion();
    loaded.notes = notesOn(*loaded.state.schema);
    return loaded;
}

} // namespace

Result<std::unique_ptr<Sandbox>> sandboxOfBackup(const SchemaSource &source,
                                                 const LoadContext &context,
                                                 const LoadObserver &observer, std::stop_token stop)
{
    TM_TRY_ASSIGN(const Backup backup, readBackup(source.file));
    return restored(backup, source, context, observer, false, stop);
}

Result<LoadedSchema> loadBackup(const SchemaSource &source, const LoadContext &context,
                                const LoadObserver &observer, std::stop_token stop)
{
    TM_TRY_ASSIGN(const Backup backup, readBackup(source.file));
    const bool isFile = backup.archive.format == BackupFormat::SqliteFile;
    if (isFile && !hasWriteAheadLog(backup.path)) {
        TM_TRY(checkArchiveDigest(backup, told(source, observer), stop));
        TM_TRY_ASSIGN(
            const auto session,
            openSession({.engine = Engine::Sqlite, .conninfo = backup.path, .readOnly = true},
                        stop));
        return readFrom(*session, source, context, observer, stop);
    }
    TM_TRY_ASSIGN(const auto sandbox, restored(backup, source, context, observer, true, stop));
    return readFrom(sandbox->session(), source, context, observer, stop);
}

} // namespace tidemark
