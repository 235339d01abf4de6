// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/postgreshost.h"

#include "database/postgres/conninfo.h"
#include "database/postgres/timeouts.h"
#include "sandbox/registration.h"
#include "sql/identifier.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSet>
#include <QThread>

#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr int goneTimeoutMs = 5000;
constexpr int endCreationTimeoutMs = 30'000;
constexpr qint64 fileCopyFromBytes = 64LL * 1024 * 1024;
constexpr qint64 waitingBytes = 64LL * 1024 * 1024;
constexpr qsizetype mostWaiting = 4;
constexpr auto prefix = "tidemark_sandbox_";
constexpr auto startOfBackend =
    "to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')";

QString literal(const QString &text)
{
    return quoteLiteral(text, Engine::PostgreSql);
}

/// A server that vanished without a word is noticed after a minute, not after the system's two
/// hours; a lock that somebody keeps, after half a minute.
Result<std::unique_ptr<PostgresSession>> openAdmin(const ConnectionSpec &spec,
                                                   const std::stop_token &stop)
{
    ConnectionSpec patient = spec;
    TM_TRY_ASSIGN(auto keywords, parseConninfo(spec.conninfo));
    const std::initializer_list<std::pair<QString, QString>> defaults{
        {u"tcp_user_timeout"_s, u"60000"_s},
        {u"keepalives_idle"_s, u"30"_s},
        {u"keepalives_interval"_s, u"10"_s},
        {u"keepalives_count"_s, u"3"_s}};
    for (const auto &[name, value] : defaults)
        if (!keywords.contains(name))
            keywords.insert(name, value);
    patient.conninfo = composeConninfo(keywords);
    TM_TRY_ASSIGN(auto session, PostgresSession::open(patient, stop));
    session->setStopToken({});
    TM_TRY(session->execute(
        "SET lock_timeout = '30s'; SET statement_timeout = 0; SET client_min_messages = warning"));
    TM_TRY(session->execute(noIdleTimeouts(false)));
    return session;
}

/// Listens to a stop for the length of one call.
class Stoppable
{
public:
    Stoppable(PostgresSession &session, std::stop_token stop)
        : m_session(session)
    {
        m_session.setStopToken(std::move(stop));
    }
    ~Stoppable() { m_session.setStopToken({}); }
    Stoppable(const Stoppable &) = delete;
    Stoppable &operator=(const Stoppable &) = delete;

private:
    PostgresSession &m_session;
};

} // namespace

Result<PostgresBackend> PostgresBackend::of(PostgresSession &session)
{
    // Behind a pooler libpq's number is the pooler's.
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("SELECT pid, "_ba + startOfBackend +
                                " FROM pg_stat_activity WHERE pid = pg_backend_pid()"));
    if (rows.rows.empty())
        return PostgresBackend();
    return PostgresBackend{rows.rows[0][0].value_or("0").toInt(),
                           QString::fromUtf8(rows.rows[0][1].value_or(""))};
}

QString sandboxName()
{
    return QLatin1String(prefix) + randomName();
}

bool isSandboxName(const QString &name)
{
    static const QRegularExpression pattern(u"\\Atidemark_sandbox_[a-z0-9]{12}\\z"_s);
    return pattern.match(name).hasMatch();
}

PostgresHost::PostgresHost(ConnectionSpec spec, std::unique_ptr<PostgresSession> admin)
    : m_spec(std::move(spec))
    , m_admin(std::move(admin))
{
}

Result<std::shared_ptr<PostgresHost>> PostgresHost::onScratch(std::unique_ptr<ScratchServer> server,
                                                              std::stop_token stop)
{
    const ConnectionSpec spec{.engine = Engine::PostgreSql, .conninfo = server->conninfo()};
    // The connection makes the cache files that each database's first one needs; they are copied
    // with the template.
    TM_TRY_ASSIGN(auto admin, openAdmin(spec.withDatabase(u"template1"_s), stop));
    std::shared_ptr<PostgresHost> host(new PostgresHost(spec, std::move(admin)));
    host->m_scratch = std::move(server);
    return host;
}

Result<std::shared_ptr<PostgresHost>>
PostgresHost::onServer(const ConnectionSpec &spec, bool ownDatabaseToo, std::stop_token stop)
{
    TM_TRY_ASSIGN(const auto keywords, parseConninfo(spec.conninfo));
    const QString own = keywords.value(u"dbname"_s);
    Error firstError;
    for (const QString &database : {u"postgres"_s, u"template1"_s, own}) {
        const bool isOwn = database == own;
        if (database.isEmpty() || (isOwn && !ownDatabaseToo))
            continue;
        auto admin = openAdmin(spec.withDatabase(database), stop);
        if (admin)
            return std::shared_ptr<PostgresHost>(new PostgresHost(spec, std::move(*admin)));
        if (admin.error().kind == ErrorKind::Cancelled)
            return tl::unexpected<Error>(std::move(admin).error());
        if (firstError.summary.isEmpty())
            firstError = std::move(admin).error();
    }
    return fail(std::move(firstError));
}

bool PostgresHost::answers()
{
    return m_admin->query("SELECT 1").has_value();
}

QString PostgresHost::identifier()
{
    if (!m_identifier) {
        const auto row =
            m_admin->query("SELECT system_identifier FROM pg_catalog.pg_control_system()");
        m_identifier =
            row ? QString::fromUtf8(row->rows.at(0).at(0).value_or(QByteArray())) : QString();
    }
    return *m_identifier;
}

QString PostgresHost::displayName() const
{
    if (isScratch())
        return u"scratch server (%1)"_s.arg(m_admin->serverVersion());
    const QString name = m_spec.withDatabase({}).displayName();
    return name.endsWith(u'/') ? name.chopped(1) : name;
}

Result<void> PostgresHost::create(PostgresSession &session, const QString &name,
                                  const QString &rest)
{
    if (!isSandboxName(name))
        return fail(ErrorKind::Internal, u"%1 is no sandbox's name"_s.arg(name));
    auto created = session.execute((u"CREATE DATABASE "_s + quoteIdentifier(name) + rest).toUtf8());
    if (created)
        return {};
    Error error = std::move(created).error();
    if (error.sqlState == u"42501"_s)
        error.hint = u"Give the role CREATEDB (and, for a template copy, let it own the source), "
                     "or copy into the scratch server"_s;
    else if (error.sqlState == u"53100"_s)
        error.hint = u"The server's disk is full; what was copied so far is gone again"_s;
    return fail(std::move(error));
}

Result<void> PostgresHost::createEmpty(const QString &name, const QString &clauses,
                                       std::stop_token stop)
{
    // On a scratch server template1 is as empty, and has the cache files.
    QString rest =
        (isScratch() && clauses.isEmpty() ? u" TEMPLATE template1"_s : u" TEMPLATE template0"_s) +
        clauses;
    if (isScratch() && major() >= 15)
        rest += u" STRATEGY FILE_COPY"_s;
    const Stoppable stoppable(*m_admin, std::move(stop));
    return create(*m_admin, name, rest);
}

Result<void> PostgresHost::refuseConnections(const QString &database, int exceptPid)
{
    // CREATE DATABASE would find out too, after five seconds.
    const std::array<Cell, 2> parameters{database.toUtf8(), QByteArray::number(exceptPid)};
    TM_TRY_ASSIGN(
        const Rows rows,
        m_admin->query("SELECT pid, usename, application_name FROM pg_stat_activity "
                       "WHERE datname = $1 AND pid <> $2::int AND backend_type IS DISTINCT FROM "
                       "'autovacuum worker' ORDER BY pid",
                       parameters));
    if (rows.rows.empty())
        return {};
    QStringList who;
    for (const auto &row : rows.rows)
        who << u"process %1, user %2, application %3"_s.arg(
            QString::fromUtf8(row[0].value_or("?")), QString::fromUtf8(row[1].value_or("?")),
            QString::fromUtf8(row[2].value_or("?")));
    return fail(ErrorKind::Busy, u"The database %1 is in use"_s.arg(database), who.join(u'\n'),
                u"A template copy needs a source without connections; dump and restore does not"_s);
}

/// Copying files is quicker than writing pages to the log, but for the checkpoints that it needs:
/// those are expensive where durability is on and the database small.
Result<bool> PostgresHost::prefersFileCopy(const QString &source)
{
    if (major() < 15)
        return false; // no other way existed
    if (isScratch())
        return true;
    TM_TRY_ASSIGN(const qint64 bytes, sizeOf(source));
    return bytes >= fileCopyFromBytes;
}

Result<qint64> PostgresHost::sizeOf(const QString &database)
{
    const std::array<Cell, 1> parameters{database.toUtf8()};
    TM_TRY_ASSIGN(const Rows rows, m_admin->query("SELECT pg_database_size($1)", parameters));
    return rows.rows[0][0].value_or("0").toLongLong();
}

Result<void> PostgresHost::createFromTemplate(const QString &name, const QString &source,
                                              std::stop_token stop)
{
    TM_TRY(refuseConnections(source));
    const Stoppable stoppable(*m_admin, std::move(stop));
    return copy(*m_admin, name, source);
}

Result<void> PostgresHost::createFromInside(const QString &name, const QString &source,
                                            PostgresSession &inside)
{
    TM_TRY(refuseConnections(source, inside.backendPid()));
    return copy(inside, name, source);
}

Result<void> PostgresHost::copy(PostgresSession &session, const QString &name,
                                const QString &source)
{
    QString rest = u" TEMPLATE "_s + quoteIdentifier(source);
    // The size is only known to those who may connect to it.
    if (const auto fileCopy = prefersFileCopy(source); fileCopy && *fileCopy) {
        // Outside the statement it is quicker than inside; who may not, does without.
        if (!isScratch())
            (void)session.execute("CHECKPOINT");
        rest += u" STRATEGY FILE_COPY"_s;
    }
    auto created = create(session, name, rest);
    if (!created && created.error().sqlState == u"55006"_s) // somebody came in meanwhile
        created.error().kind = ErrorKind::Busy;
    return created;
}

Result<QStringList> PostgresHost::applySettings(const QString &name,
                                                const QList<DatabaseSetting> &settings)
{
    QStringList refused;
    for (const DatabaseSetting &setting : settings) {
        if (setting.userWide && !isScratch())
            continue;
        // FROM CURRENT leaves the quoting of lists (search_path) to the server.
        const QString variable = setting.name.contains(u'.')
                                     ? setting.name.section(u'.', 0, 0) + u'.' +
                                           quoteIdentifier(setting.name.section(u'.', 1))
                                     : quoteIdentifier(setting.name);
        const QString sql =
            u"SELECT set_config(%1, %2, true); ALTER DATABASE %3 SET %4 FROM CURRENT"_s.arg(
                literal(setting.name), literal(setting.value), quoteIdentifier(name), variable);
        const auto done = m_admin->execute(sql.toUtf8());
        if (!done && done.error().kind == ErrorKind::Connection)
            return tl::unexpected<Error>(done.error());
        if (!done)
            refused << setting.name;
    }
    return refused;
}

Result<void> PostgresHost::hurryPastAutovacuum(const QString &name)
{
    if (isScratch())
        return {}; // has none
    TM_TRY_ASSIGN(const Rows rows, m_admin->query("SHOW is_superuser"));
    if (rows.rows[0][0] != "on")
        return {}; // only they may change it
    return m_admin->execute(
        (u"ALTER DATABASE "_s + quoteIdentifier(name) + u" SET deadlock_timeout TO '20ms'"_s)
            .toUtf8());
}

Result<QList<DatabaseSetting>> PostgresHost::settingsOf(const QString &database)
{
    return readDatabaseSettings(*m_admin, database);
}

Result<void> PostgresHost::createRoles(const QStringList &roles)
{
    if (!isScratch())
        return fail(ErrorKind::Internal, u"Roles are made on a scratch server only"_s);
    TM_TRY_ASSIGN(const Rows rows, m_admin->query("SELECT rolname FROM pg_roles"));
    QSet<QString> present;
    for (const auto &row : rows.rows)
        present.insert(QString::fromUtf8(row[0].value_or("")));
    QString sql;
    for (const QString &role : roles)
        if (!present.contains(role))
            sql += u"CREATE ROLE "_s + quoteIdentifier(role) + u" NOLOGIN;\n"_s;
    return sql.isEmpty() ? Result<void>() : m_admin->execute(sql.toUtf8());
}

Result<void> PostgresHost::waitForBackend(int pid)
{
    QElapsedTimer clock;
    clock.start();
    const std::array<Cell, 1> parameters{QByteArray::number(pid)};
    for (;;) {
        TM_TRY_ASSIGN(const Rows rows,
                      m_admin->query("SELECT 1 FROM pg_stat_get_activity($1::int)", parameters));
        if (rows.rows.empty())
            return {};
        if (clock.elapsed() > goneTimeoutMs)
            return fail(ErrorKind::Busy, u"The connection %1 does not end"_s.arg(pid));
        QThread::usleep(300);
    }
}

Result<void> PostgresHost::endCreationOf(const QString &name, const PostgresBackend &creator)
{
    // A server finishes CREATE DATABASE although its client is dead. A connection of a dead client
    // ends by itself; one that a pooler keeps open does not, and is not ours to end.
    const std::array<Cell, 3> parameters{
        (u"CREATE DATABASE "_s + quoteIdentifier(name) + u'%').toUtf8(),
        QByteArray::number(creator.pid), creator.started.toUtf8()};
    const QByteArray sql = "SELECT state = 'idle', CASE WHEN creates THEN pg_terminate_backend(pid)"
                           " END FROM (SELECT pid, state, state = 'active' AND query LIKE $1"
                           " AS creates, " +
                           QByteArray(startOfBackend) +
                           " = $3 AND pid = $2::int AS creator FROM pg_stat_activity) a"
                           " WHERE creates OR creator ORDER BY state = 'idle'";
    QElapsedTimer clock;
    clock.start();
    for (;;) {
        TM_TRY_ASSIGN(const Rows rows, m_admin->query(sql, parameters));
        if (rows.rows.empty())
            return {};
        const bool onlyIdle = rows.rows[0][0] == "t";
        if (onlyIdle && clock.elapsed() > goneTimeoutMs)
            return {};
        if (clock.elapsed() > endCreationTimeoutMs)
            return fail(ErrorKind::Busy, u"The creation of %1 does not end"_s.arg(name));
        QThread::msleep(20);
    }
}

Result<void> PostgresHost::drop(const QString &name, const PostgresBackend &creator)
{
    if (!isSandboxName(name))
        return fail(ErrorKind::Internal, u"%1 is no sandbox's name"_s.arg(name));
    TM_TRY(endCreationOf(name, creator));
    const QString quoted = quoteIdentifier(name);
    if (major() >= 13)
        return m_admin->execute(
            (u"DROP DATABASE IF EXISTS "_s + quoted + u" WITH (FORCE)"_s).toUtf8());
    TM_TRY(m_admin->execute((u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                             "WHERE datname = "_s +
                             literal(name))
                                .toUtf8()));
    return m_admin->execute((u"DROP DATABASE IF EXISTS "_s + quoted).toUtf8());
}

Result<void> PostgresHost::dropInTime(const QString &name)
{
    if (!isScratch()) {
        auto dropped = drop(name);
        if (dropped || dropped.error().kind != ErrorKind::Connection)
            return dropped;
        // The connection was cut, and the server may be there again.
        TM_TRY_ASSIGN(const auto again, onServer(m_spec, true, {}));
        return again->drop(name);
    }
    if (const auto bytes = sizeOf(name); !bytes || *bytes > waitingBytes)
        return drop(name);
    m_toDrop << name;
    return m_toDrop.size() > mostWaiting ? drop(m_toDrop.takeFirst()) : Result<void>();
}

} // namespace tidemark
