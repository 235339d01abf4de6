// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archiveroles.h"
#include "backup/making.h"
#include "base/process.h"
#include "database/postgres/conninfo.h"
#include "database/postgres/postgressession.h"
#include "database/postgres/timeouts.h"
#include "sandbox/postgresprogram.h"
#include "schema/schema.h"
#include "sql/identifier.h"
#include "tasks/taskpool.h"

#include <QFile>
#include <QSet>

#include <algorithm>
#include <mutex>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr int compressionMethodsFrom = 16; // of pg_dump: --compress=METHOD:LEVEL

/// The transaction that holds the snapshot: it must outlive every program that uses it.
constexpr auto beginSnapshot =
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0; "
    "SET LOCAL row_security = off";

/// Host and port, so that databases of one name on two servers are two. Without a password.
Result<QString> serverOf(const ConnectionSpec &spec)
{
    TM_TRY_ASSIGN(const auto keywords, parseConninfo(spec.conninfo));
    const QString host = keywords.value(u"host"_s, keywords.value(u"hostaddr"_s, u"localhost"_s));
    const QString port = keywords.value(u"port"_s, u"5432"_s);
    return host + u':' + port;
}

QString found(const QList<PostgresInstallation> &installations)
{
    QStringList lines;
    for (const PostgresInstallation &one : installations)
        if (one.hasClient)
            lines << u"PostgreSQL %1 in %2"_s.arg(one.major).arg(one.binFolder);
    return lines.isEmpty() ? u"None was found in PATH, /usr/lib/postgresql/*/bin and "
                             "/usr/pgsql-*/bin"_s
                           : u"Found: "_s + lines.join(u"; "_s);
}

Result<PostgresInstallation> clientFor(const BackupRequest &request, int major)
{
    auto client = chooseClient(request.installations, major);
    if (!client && client.error().detail.isEmpty())
        client.error().detail = found(request.installations);
    return client;
}

Result<QStringList> compressionArguments(const BackupRequest &request, int clientMajor)
{
    if (!request.compression && !request.level)
        return QStringList();
    const Compression method = request.compression.value_or(Compression::Gzip);
    const QString level = request.level ? QString::number(*request.level) : QString();
    if (method == Compression::None)
        return QStringList{u"--compress=0"_s};
    if (clientMajor >= compressionMethodsFrom)
        return QStringList{u"--compress="_s + toText(method) +
                           (level.isEmpty() ? QString() : u':' + level)};
    if (method != Compression::Gzip)
        return fail(ErrorKind::Unsupported,
                    u"pg_dump %1 compresses with gzip only"_s.arg(clientMajor), {},
                    u"%1 needs PostgreSQL %2's programs or newer"_s.arg(toText(method))
                        .arg(compressionMethodsFrom));
    return QStringList{u"--compress="_s + (level.isEmpty() ? u"6"_s : level)};
}

/// One backup on its way; its thread holds the snapshot.
class PostgresSave
{
public:
    PostgresSave(const BackupRequest &request, const PartialBackup &place, BackupManifest &manifest,
                 const BackupObserver &observer, std::stop_token stop)
        : m_request(request)
        , m_place(place)
        , m_manifest(manifest)
        , m_observer(observer)
        , m_stop(std::move(stop))
    {
    }

    Result<void> run();

private:
    Result<void> open();
    Result<void> readFacts();
    Result<QStringList> largeObjectRoles();
    Result<void> readSchema();
    Result<void> saveAndDigest();
    Result<void> dump(const std::stop_token &stop);
    Result<QStringList> dumpArguments() const;
    Result<void> refuseEmptied();
    Result<void> saveGlobals();
    Result<void> readProgram();
    void hearDump(const QByteArray &words);
    void report(const BackupProgress &progress)
    {
        const std::lock_guard lock(m_observing);
        tell(m_observer, progress);
    }

    const BackupRequest &m_request;
    const PartialBackup &m_place;
    BackupManifest &m_manifest;
    const BackupObserver &m_observer;
    std::mutex m_observing; ///< the dump's thread reports, too
    std::stop_token m_stop;

    std::unique_ptr<PostgresSession> m_session;
    PostgresInstallation m_client;
    ProgramConnection m_connection;
    QString m_snapshot;
    SchemaPtr m_schema;
    QSet<QString> m_tables; ///< that have rows to save, as pg_dump writes their names
    int m_saved = 0;
};

Result<void> PostgresSave::open()
{
    if (m_request.jobs > 1 && m_request.format != BackupFormat::Directory)
        return fail(ErrorKind::Usage, u"several jobs need the directory format"_s);
    report({BackupProgress::Step::Connecting});
    TM_TRY_ASSIGN(m_connection, programConnection(m_request.source));
    TM_TRY_ASSIGN(m_session, PostgresSession::open(m_request.source, m_stop));
    m_session->setStopToken(m_stop);
    TM_TRY_ASSIGN(m_client, clientFor(m_request, m_session->serverVersionNumber() / 10000));
    m_manifest.serverVersion = m_session->serverVersion();
    m_manifest.database = m_session->databaseName();
    TM_TRY_ASSIGN(m_manifest.server, serverOf(m_request.source));
    if (m_manifest.format != BackupFormat::Plain && !m_request.compression)
        m_manifest.compression = Compression::Gzip; // what pg_dump itself does
    TM_TRY(m_session->execute(noIdleTimeouts(false)));
    TM_TRY(m_session->execute(beginSnapshot));
    // The server's own functions on its catalogs wait for locks, too.
    TM_TRY(m_session->execute("SET LOCAL lock_timeout = " +
                              QByteArray::number(qint64(m_request.lockTimeout.count()))));
    TM_TRY_ASSIGN(const Rows rows, m_session->query("SELECT pg_export_snapshot()"));
    m_manifest.madeAt = QDateTime::currentDateTimeUtc();
    m_snapshot = QString::fromUtf8(rows.rows.at(0).at(0).value_or(QByteArray()));
    return {};
}

/// The schema's model has no large objects.
Result<QStringList> PostgresSave::largeObjectRoles()
{
    TM_TRY_ASSIGN(
        const Rows rows,
        m_session->query("SELECT DISTINCT rolname FROM pg_catalog.pg_largeobject_metadata m, "
                         "LATERAL (SELECT lomowner AS role UNION ALL SELECT grantee FROM "
                         "pg_catalog.aclexplode(lomacl)) AS of_one, pg_catalog.pg_roles r "
                         "WHERE r.oid = role"));
    QStringList roles;
    for (const auto &row : rows.rows)
        roles << QString::fromUtf8(row[0].value_or(QByteArray()));
    return roles;
}

/// What pg_dump leaves out; of the roles those that the objects name.
Result<void> PostgresSave::readFacts()
{
    TM_TRY_ASSIGN(PostgresFacts facts, readPostgresFacts(*m_session));
    m_manifest.databaseBytes = facts.bytes;
    if (m_schema) {
        TM_TRY_ASSIGN(const QStringList others, largeObjectRoles());
        const QStringList needed = rolesIn(*m_schema) + others;
        QStringList roles;
        std::ranges::copy_if(facts.roles, std::back_inserter(roles),
                             [&](const QString &role) { return needed.contains(role); });
        facts.roles = roles;
    }
    facts.database.clear();
    facts.bytes = 0;
    facts.mayCreate = false;
    facts.settings.removeIf([](const DatabaseSetting &one) { return one.userWide; });
    QStringList secret;
    facts.settings.removeIf([&secret](const DatabaseSetting &one) {
        if (!mayBeSecret(one))
            return false;
        secret << one.name;
        return true;
    });
    if (!secret.isEmpty())
        m_manifest.notes << u"The database's own settings %1 are not in it: they may be secrets"_s
                                .arg(secret.join(u", "_s));
    m_manifest.facts = std::move(facts);
    return {};
}

Result<void> PostgresSave::readSchema()
{
    report({BackupProgress::Step::ReadingSchema});
    TM_TRY_ASSIGN(m_schema, makeSchemaReader(*m_session)->read());
    for (const auto &relation : m_schema->relations)
        if (relation->type == RelationKind::Table)
            m_tables.insert(relation->schema + u'.' + relation->name);
    return {};
}

Result<QStringList> PostgresSave::dumpArguments() const
{
    static const QMap<BackupFormat, QString> formats{{BackupFormat::Custom, u"custom"_s},
                                                     {BackupFormat::Directory, u"directory"_s},
                                                     {BackupFormat::Plain, u"plain"_s}};
    if (!formats.contains(m_request.format))
        return fail(ErrorKind::Usage, u"this format is not made"_s);
    QStringList arguments{u"--format="_s + formats.value(m_request.format),
                          u"--file="_s + m_place.archive(),
                          u"--snapshot="_s + m_snapshot,
                          u"--verbose"_s,
                          u"--no-password"_s,
                          u"--lock-wait-timeout="_s +
                              QString::number(m_request.lockTimeout.count())};
    TM_TRY_ASSIGN(const QStringList compression, compressionArguments(m_request, m_client.major));
    arguments += compression;
    if (m_request.jobs > 1)
        arguments << u"--jobs="_s + QString::number(m_request.jobs);
    arguments << u"--dbname="_s + m_connection.conninfo;
    return arguments;
}

/// "dumping contents of table "public.orders"". The words of several jobs run into each other: what
/// is no table's name is none.
void PostgresSave::hearDump(const QByteArray &words)
{
    static const QByteArray prefix = "dumping contents of table ";
    if (!words.startsWith(prefix))
        return;
    QString table = QString::fromUtf8(words.mid(prefix.size()));
    if (table.size() > 1 && table.startsWith(u'"') && table.endsWith(u'"'))
        table = table.mid(1, table.size() - 2);
    if (!m_tables.contains(table))
        return;
    report({BackupProgress::Step::Saving, table, m_saved, int(m_tables.size())});
    ++m_saved;
}

Result<void> PostgresSave::dump(const std::stop_token &stop)
{
    TM_TRY_ASSIGN(const QStringList arguments, dumpArguments());
    TM_TRY(runPostgresProgramChecked(
        {.program = m_client.program(u"pg_dump"_s),
         .arguments = arguments,
         .environment = m_connection.environment,
         .stop = stop,
         .onProgress = [this](const QByteArray &words) { hearDump(words); }}));
    return {};
}

/// pg_dump works in a thread of its own while the rows are digested here. The first error ends the
/// other's work, and is the one that is told.
Result<void> PostgresSave::saveAndDigest()
{
    std::stop_source together;
    const std::stop_callback forward(m_stop, [&together] { together.request_stop(); });
    std::optional<Error> first;
    std::mutex mutex;
    const auto failed = [&](const Error &error) {
        const std::lock_guard lock(mutex);
        if (!first && !together.stop_requested())
            first = error;
        together.request_stop();
    };
    TaskPool threads(1);
    const auto dumping = threads.start([&](const std::stop_token &) {
        auto done = dump(together.get_token());
        if (!done)
            failed(done.error());
        return done;
    });
    m_session->setStopToken(together.get_token());
    if (m_request.contents) {
        auto contents =
            readContents(*m_session, *m_schema, [this](const QString &table, int done, int total) {
                report({BackupProgress::Step::Digesting, table, done, total});
            });
        if (contents)
            m_manifest.contents = std::move(*contents);
        else
            failed(contents.error());
    }
    const Result<void> dumped = QFuture(dumping.future()).takeResult();
    m_session->setStopToken(m_stop);
    if (first)
        return fail(std::move(*first));
    return dumped;
}

/// TRUNCATE, and what else gives a table a new file, does not care for snapshots: between ours and
/// pg_dump's lock it leaves an empty table
/// (https://www.postgresql.org/docs/current/mvcc-caveats.html). The catalog is read in the
/// snapshot, pg_relation_filenode() says what is now.
Result<void> PostgresSave::refuseEmptied()
{
    TM_TRY_ASSIGN(
        const Rows rows,
        m_session->query("SELECT nspname, relname FROM pg_catalog.pg_class c JOIN "
                         "pg_catalog.pg_namespace n ON n.oid = relnamespace WHERE relkind "
                         "= 'r' AND relpersistence <> 't' AND relfilenode <> 0 AND nspname "
                         "NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' AND "
                         "pg_catalog.pg_relation_filenode(c.oid) <> relfilenode"));
    QStringList names;
    for (const auto &row : rows.rows)
        names << displayQualified(QString::fromUtf8(row[0].value_or(QByteArray())),
                                  QString::fromUtf8(row[1].value_or(QByteArray())));
    if (names.isEmpty())
        return {};
    return fail(ErrorKind::Busy, u"tables were emptied or rewritten while the backup began"_s,
                names.join(u", "_s), u"Make the backup again"_s);
}

Result<void> PostgresSave::saveGlobals()
{
    report({BackupProgress::Step::Globals});
    TM_TRY(runPostgresProgramChecked(
        {.program = m_client.program(u"pg_dumpall"_s),
         .arguments = {u"--globals-only"_s, u"--no-password"_s, u"--file="_s + m_place.globals(),
                       u"--dbname="_s + m_connection.conninfo},
         .environment = m_connection.environment,
         .stop = m_stop}));
    return {};
}

Result<void> PostgresSave::readProgram()
{
    TM_TRY_ASSIGN(const ProcessResult version,
                  runProcessChecked({.program = m_client.program(u"pg_dump"_s),
                                     .arguments = {u"--version"_s},
                                     .stop = m_stop}));
    m_manifest.program = QString::fromUtf8(version.output).trimmed();
    return {};
}

Result<void> PostgresSave::run()
{
    TM_TRY(open());
    TM_TRY(readProgram());
    TM_TRY(noteMigrations(m_request, *m_session, m_manifest));
    TM_TRY(readSchema());
    TM_TRY(readFacts());
    if (m_request.globals)
        TM_TRY(saveGlobals());
    TM_TRY(saveAndDigest());
    TM_TRY(refuseEmptied());
    return m_session->execute("ROLLBACK");
}

} // namespace

Result<void> savePostgres(const BackupRequest &request, const PartialBackup &place,
                          BackupManifest &manifest, const BackupObserver &observer,
                          std::stop_token stop)
{
    return PostgresSave(request, place, manifest, observer, std::move(stop)).run();
}

} // namespace tidemark
