// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/postgressandbox.h"

#include "database/postgres/conninfo.h"
#include "database/postgres/timeouts.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// How to find the server again, without a password: that has to come from the environment or the
/// password file then. What this process takes from its environment is written down, since another
/// process may have another one.
Result<QString> conninfoWithoutSecrets(const QString &conninfo)
{
    TM_TRY_ASSIGN(auto keywords, parseConninfo(conninfo));
    keywords.remove(u"password"_s);
    keywords.remove(u"sslpassword"_s);
    const std::initializer_list<std::pair<QString, const char *>> fromEnvironment{
        {u"host"_s, "PGHOST"},
        {u"hostaddr"_s, "PGHOSTADDR"},
        {u"port"_s, "PGPORT"},
        {u"user"_s, "PGUSER"},
        {u"service"_s, "PGSERVICE"}};
    for (const auto &[keyword, variable] : fromEnvironment)
        if (!keywords.contains(keyword) && qEnvironmentVariableIsSet(variable))
            keywords.insert(keyword, qEnvironmentVariable(variable));
    return composeConninfo(keywords);
}

} // namespace

QString PostgresSandbox::registrationKind()
{
    return u"postgresql-database"_s;
}

PostgresSandbox::PostgresSandbox(std::shared_ptr<PostgresHost> host, QString stateDir, QString name,
                                 QString description)
    : m_host(std::move(host))
    , m_stateDir(std::move(stateDir))
    , m_name(std::move(name))
    , m_description(std::move(description))
{
}

Result<std::unique_ptr<PostgresSandbox>>
PostgresSandbox::make(std::shared_ptr<PostgresHost> host, const QString &stateDir,
                      const QString &description, const Filling &fill, std::stop_token stop,
                      PostgresSession *creator)
{
    const QString name = sandboxName();
    std::unique_ptr<PostgresSandbox> sandbox(
        new PostgresSandbox(std::move(host), stateDir, name, description));
    if (!sandbox->m_host->isScratch()) {
        TM_TRY_ASSIGN(const QString conninfo, conninfoWithoutSecrets(sandbox->spec().conninfo));
        TM_TRY_ASSIGN(const PostgresBackend backend,
                      creator ? PostgresBackend::of(*creator) : sandbox->m_host->backend());
        TM_TRY_ASSIGN(sandbox->m_registration,
                      Registration::create(stateDir, name,
                                           {{u"kind"_s, registrationKind()},
                                            {u"database"_s, name},
                                            {u"server"_s, sandbox->m_host->identifier()},
                                            {u"conninfo"_s, conninfo},
                                            {u"creatorPid"_s, backend.pid},
                                            {u"creatorStarted"_s, backend.started}},
                                           Registration::Lasts::ThroughPowerLoss));
    }
    TM_TRY(fill(name));
    TM_TRY(sandbox->m_host->hurryPastAutovacuum(name));
    TM_TRY(sandbox->connect(std::move(stop)));
    return sandbox;
}

Result<void> PostgresSandbox::connect(std::stop_token stop)
{
    TM_TRY_ASSIGN(m_session, PostgresSession::open(spec(), std::move(stop)));
    m_session->setStopToken({});
    // Long steps lie between two of its statements.
    return m_session->execute(noIdleTimeouts(false));
}

PostgresSandbox::~PostgresSandbox()
{
    m_session.reset();
    if (m_name.isEmpty())
        return;
    // Where it cannot be dropped now, the registration stays for the next start.
    if (m_host->dropInTime(m_name) && m_registration)
        m_registration->remove();
}

Result<std::unique_ptr<Sandbox>> PostgresSandbox::copy()
{
    if (m_session->transactionState() == TransactionState::Active ||
        m_session->transactionState() == TransactionState::Failed)
        return fail(ErrorKind::Internal, u"A sandbox in a transaction cannot be copied"_s);
    // Temporary tables would come along as tables of nobody.
    TM_TRY(m_session->resetSettings());
    TM_TRY(m_session->execute("DISCARD TEMP"));
    TM_TRY_ASSIGN(auto copied, make(
                                   m_host, m_stateDir, u"copy of the sandbox: "_s + m_description,
                                   [&](const QString &name) -> Result<void> {
                                       TM_TRY(m_host->createFromInside(name, m_name, *m_session));
                                       TM_TRY_ASSIGN(const auto settings,
                                                     m_host->settingsOf(m_name));
                                       TM_TRY(m_host->applySettings(name, settings));
                                       return {};
                                   },
                                   {}, m_session.get()));
    return std::unique_ptr<Sandbox>(std::move(copied));
}

Result<void> PostgresSandbox::keepAs(const KeepRequest &request)
{
    if (m_host->isScratch())
        return Sandbox::keepAs(request);
    const int pid = m_session->backendPid();
    m_session.reset();
    TM_TRY(m_host->waitForBackend(pid));
    TM_TRY(m_host->keep(m_name, request));
    m_name.clear();
    m_registration->remove();
    return {};
}

Result<QString> PostgresSandbox::removeAbandoned(const Registration &registration)
{
    const QString name = registration.content().value(u"database"_s).toString();
    const QString conninfo = registration.content().value(u"conninfo"_s).toString();
    if (name != registration.name() || !isSandboxName(name) || conninfo.isEmpty())
        return fail(ErrorKind::Input, u"The registration %1 is damaged"_s.arg(registration.name()));
    // Every start comes by here: a server that does not answer must not hold it up for long.
    TM_TRY_ASSIGN(auto keywords, parseConninfo(conninfo));
    keywords.insert(u"connect_timeout"_s, u"5"_s);
    const ConnectionSpec spec{.engine = Engine::PostgreSql, .conninfo = composeConninfo(keywords)};
    TM_TRY_ASSIGN(const auto host, PostgresHost::onServer(spec, false, {}));
    // Behind a tunnel of another day another one listens.
    const QString server = registration.content().value(u"server"_s).toString();
    if (!server.isEmpty() && server != host->identifier())
        return fail(ErrorKind::Connection,
                    u"another server answers at %1 now"_s.arg(host->displayName()));
    const PostgresBackend creator{registration.content().value(u"creatorPid"_s).toInt(),
                                  registration.content().value(u"creatorStarted"_s).toString()};
    TM_TRY(host->drop(name, creator));
    return u"database %1 on %2"_s.arg(name, host->displayName());
}

} // namespace tidemark
