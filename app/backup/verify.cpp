// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/verify.h"

#include "backup/archiveload.h"
#include "backup/partialbackup.h"
#include "backup/sandboxrestore.h"
#include "backup/unpackarchive.h"
#include "database/session.h"
#include "sandbox/privatefolder.h"
#include "schema/schema.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

class Verifier
{
public:
    Verifier(const Backup &backup, const QList<PostgresInstallation> &installations,
             SandboxFactory &sandboxes, const BackupObserver &observer, std::stop_token stop)
        : m_backup(backup)
        , m_installations(installations)
        , m_sandboxes(sandboxes)
        , m_observer(observer)
        , m_stop(std::move(stop))
    {
    }

    Result<Verification> run();

private:
    Result<void> checkDigests();
    Result<std::unique_ptr<Sandbox>> restorePostgres();
    Result<std::unique_ptr<Sandbox>> restoreSqlite();
    Result<void> checkIntegrity(Session &session);
    Result<void> checkContents(Session &session);
    Result<void> take(const Result<void> &restored);

    const Backup &m_backup;
    const QList<PostgresInstallation> &m_installations;
    SandboxFactory &m_sandboxes;
    const BackupObserver &m_observer;
    std::stop_token m_stop;
    Verification m_found;
    bool m_wrongArchive = false; ///< nobody knows who wrote it
    bool m_failed = false;       ///< it could not be restored
    bool m_sameServer = false;   ///< the server's own texts can be compared
};

Result<void> Verifier::checkDigests()
{
    if (!m_backup.manifestError.isEmpty()) {
        m_found.differences << m_backup.manifestError;
        return {};
    }
    if (!m_backup.manifest) {
        m_found.notes << u"there is no manifest: nothing tells what must be in it"_s;
        return {};
    }
    const auto hashed = [this](qint64 done, qint64 total) {
        if (m_observer)
            m_observer({BackupProgress::Step::Hashing, {}, done, total});
    };
    TM_TRY_ASSIGN(const QByteArray sha256, archiveSha256(m_backup.path, hashed, m_stop));
    const bool isFile = m_backup.archive.format == BackupFormat::SqliteFile;
    if (isFile != (m_backup.manifest->engine == Engine::Sqlite))
        m_found.differences << u"the manifest speaks of %1"_s.arg(isFile ? u"PostgreSQL"_s
                                                                         : u"SQLite"_s);
    m_wrongArchive = sha256 != m_backup.manifest->sha256;
    if (m_wrongArchive)
        m_found.differences
            << u"the archive is not what was written: SHA-256 %1 instead of %2"_s.arg(
                   QString::fromLatin1(sha256), QString::fromLatin1(m_backup.manifest->sha256));
    else if (m_backup.bytes != m_backup.manifest->bytes)
        m_found.differences << u"the archive has %1 bytes instead of %2"_s.arg(m_backup.bytes)
                                   .arg(m_backup.manifest->bytes);
    if (m_backup.manifest->globalsSha256.isEmpty())
        return {};
    const QString globals = globalsPathOf(m_backup.path);
    if (!QFileInfo::exists(globals)) {
        m_found.differences << u"the file with roles is gone"_s;
        return {};
    }
    TM_TRY_ASSIGN(const QByteArray other, archiveSha256(globals, {}, m_stop));
    if (other != m_backup.manifest->globalsSha256)
        m_found.differences << u"the file with roles is not what was written"_s;
    return {};
}

/// Whether it says more of this machine than of the backup. What the server refuses a statement of
/// the backup (a view's owner may not read its tables) is the backup's.
bool isOfTheMachine(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Cancelled:
    case ErrorKind::Unsupported:
    case ErrorKind::Connection:
    case ErrorKind::Busy:
    case ErrorKind::Internal:
        return true;
    case ErrorKind::Permission:
        return !error.detail.contains(u"ERROR:"_s);
    default:
        return error.detail.contains(u"No space left"_s);
    }
}

/// A restore that fails because of the backup is an answer.
Result<void> Verifier::take(const Result<void> &restored)
{
    if (restored)
        return {};
    const Error &error = restored.error();
    if (isOfTheMachine(error))
        return tl::unexpected<Error>(error);
    m_failed = true;
    m_found.differences << u"it cannot be restored: "_s + error.summary +
                               (error.detail.isEmpty() ? QString() : u'\n' + error.detail);
    return {};
}

Result<std::unique_ptr<Sandbox>> Verifier::restorePostgres()
{
    auto facts = readArchiveFacts(m_backup, m_installations, m_stop);
    if (!facts) {
        TM_TRY(take(tl::unexpected<Error>(facts.error())));
        return std::unique_ptr<Sandbox>();
    }
    TM_TRY_ASSIGN(const auto folder, m_sandboxes.makeFolder());
    const auto readable =
        unpackArchive(m_backup, folder->path(), UnpackedPart::Everything, m_observer, m_stop);
    if (!readable && readable.error().kind != ErrorKind::Input)
        return tl::unexpected<Error>(readable.error());
    if (!readable) {
        TM_TRY(take(tl::unexpected<Error>(readable.error())));
        return std::unique_ptr<Sandbox>();
    }
    auto made = placeFor(m_backup, *facts, m_installations, m_sandboxes, m_stop);
    if (!made) {
        Error error = std::move(made).error();
        if (error.kind == ErrorKind::Sql) // of our own CREATE DATABASE: the backup is not asked yet
            error.kind = ErrorKind::Io;
        return tl::unexpected<Error>(std::move(error));
    }
    SandboxPlace place = std::move(*made);
    m_sameServer = place.sameMajor;
    const bool listed = m_backup.manifest && m_backup.manifest->contents;
    TM_TRY(take(
        loadArchive({.backup = *readable,
                     .target = place.sandbox->spec(),
                     .client = place.client,
                     .jobs = place.jobs,
                     .noTablespaces = !facts->tablespaces.isEmpty(),
                     .otherServer = true,
                     .folder = folder->path(),
                     .tablesTotal = listed ? int(m_backup.manifest->contents->tables.size()) : 0,
                     .stop = m_stop},
                    m_observer)));
    return std::move(place.sandbox);
}

Result<std::unique_ptr<Sandbox>> Verifier::restoreSqlite()
{
    SandboxRequest request;
    request.source = ConnectionSpec{.engine = Engine::Sqlite, .conninfo = m_backup.path};
    request.engine = Engine::Sqlite;
    request.stop = m_stop;
    m_sameServer = true;
    auto sandbox = m_sandboxes.make(request);
    if (sandbox)
        return sandbox;
    TM_TRY(take(tl::unexpected<Error>(sandbox.error())));
    return std::unique_ptr<Sandbox>();
}

Result<void> Verifier::checkIntegrity(Session &session)
{
    if (session.engine() != Engine::Sqlite)
        return {};
    auto rows = session.query("PRAGMA integrity_check(10)");
    if (!rows)
        return take(tl::unexpected<Error>(rows.error()));
    for (const auto &row : rows->rows)
        if (row[0] != "ok")
            m_found.differences << u"the file is damaged: "_s +
                                       QString::fromUtf8(row[0].value_or("?"));
    return {};
}

Result<void> Verifier::checkContents(Session &session)
{
    session.setStopToken(m_stop);
    TM_TRY(checkIntegrity(session));
    auto found = contentsOf(session, m_observer);
    if (!found)
        return take(tl::unexpected<Error>(found.error()));
    m_found.tables = int(found->tables.size());
    for (const TableContents &table : found->tables)
        m_found.rows += table.rows;
    if (!m_backup.manifest)
        return {};
    if (!m_backup.manifest->contents) {
        m_found.notes << u"the manifest has no digests of the rows"_s;
        return {};
    }
    if (!m_sameServer)
        m_found.notes << u"the schema was not compared: this server is of another version"_s;
    else if (!sameFingerprintLayout(*m_backup.manifest->contents, *found))
        m_found.notes << otherLayoutNote();
    m_found.differences += contentsDifferences(*m_backup.manifest->contents, *found, m_sameServer);
    return {};
}

Result<Verification> Verifier::run()
{
    QElapsedTimer clock;
    clock.start();
    TM_TRY(checkDigests());
    if (m_wrongArchive) {
        m_found.notes << u"it was not restored"_s;
        m_found.durationMs = clock.elapsed();
        return m_found;
    }
    TM_TRY_ASSIGN(const auto sandbox, m_backup.archive.format == BackupFormat::SqliteFile
                                          ? restoreSqlite()
                                          : restorePostgres());
    if (sandbox) {
        m_found.where = sandbox->description();
        if (!m_failed)
            TM_TRY(checkContents(sandbox->session()));
    }
    m_found.durationMs = clock.elapsed();
    return m_found;
}

} // namespace

Result<BackupContents> contentsOf(Session &session, const BackupObserver &observer)
{
    TM_TRY(session.execute(session.engine() == Engine::PostgreSql
                               ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
                               : "BEGIN"));
    if (observer)
        observer({BackupProgress::Step::ReadingSchema});
    const auto read = [&]() -> Result<BackupContents> {
        TM_TRY_ASSIGN(const SchemaPtr schema, makeSchemaReader(session)->read());
        return readContents(session, *schema, [&](const QString &table, int done, int total) {
            if (observer)
                observer({BackupProgress::Step::Digesting, table, done, total});
        });
    };
    auto contents = read();
    if (contents)
        TM_TRY(session.execute("ROLLBACK"));
    return contents;
}

Result<Verification> verifyBackup(const Backup &backup,
                                  const QList<PostgresInstallation> &installations,
                                  SandboxFactory &sandboxes, const BackupObserver &observer,
                                  std::stop_token stop)
{
    return Verifier(backup, installations, sandboxes, observer, std::move(stop)).run();
}

} // namespace tidemark
