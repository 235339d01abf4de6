// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/sandbox.h"

#include "sandbox/leftovers.h"
#include "sandbox/postgresdump.h"
#include "sandbox/postgreshost.h"
#include "sandbox/postgresinstallation.h"
#include "sandbox/postgressandbox.h"
#include "sandbox/privatefolder.h"
#include "sandbox/scratchplaces.h"
#include "sandbox/sqlitesandbox.h"

#include <QDir>
#include <QStorageInfo>

#include <map>

using namespace Qt::StringLiterals;

namespace tidemark {

struct SandboxFactory::Private
{
    ScratchPlaces places;
    std::optional<QList<PostgresInstallation>> installations;
    /// By major version and the place of the data.
    std::map<std::pair<int, QString>, std::shared_ptr<PostgresHost>> scratchHosts;

    const QList<PostgresInstallation> &installed();
    Result<std::shared_ptr<PostgresHost>> scratch(std::optional<int> major, qint64 bytes,
                                                  std::stop_token stop);

    using SandboxPtr = Result<std::unique_ptr<Sandbox>>;
    SandboxPtr makeSqlite(const SandboxRequest &request);
    SandboxPtr makePostgres(const SandboxRequest &request);
    SandboxPtr makeEmpty(const std::shared_ptr<PostgresHost> &host, const SandboxRequest &request);
    SandboxPtr copyPostgres(const SandboxRequest &request);
    SandboxPtr copyByTemplate(const PostgresFacts &facts, const std::shared_ptr<PostgresHost> &host,
                              const std::stop_token &stop);
    SandboxPtr copyByDump(const ConnectionSpec &source, const PostgresFacts &facts,
                          const std::shared_ptr<PostgresHost> &host, const std::stop_token &stop);
    SandboxPtr copyToScratch(const ConnectionSpec &source, const PostgresFacts &facts,
                             const std::stop_token &stop);
};

namespace {

QString settingsNote(const QStringList &refused)
{
    if (refused.isEmpty())
        return {};
    return u", without its settings of "_s + refused.join(u", "_s);
}

Result<void> refuseSmallDisk(const QString &folder, qint64 bytes)
{
    const qint64 available = QStorageInfo(folder).bytesAvailable();
    if (available >= bytes)
        return {};
    constexpr qint64 mebibyte = 1024LL * 1024;
    return fail(ErrorKind::Io, u"The disk of %1 has no room for the copy"_s.arg(folder),
                u"The database has %1 MiB, %2 MiB are free"_s.arg(bytes / mebibyte)
                    .arg(available / mebibyte));
}

/// An empty database of that encoding and locale, with the roles that its objects may name.
Result<void> createLike(PostgresHost &host, const QString &name, const PostgresFacts &facts,
                        QString &note, const std::stop_token &stop)
{
    if (host.isScratch())
        TM_TRY(host.createRoles(facts.roles));
    auto created = host.createEmpty(name, localeClauses(facts, host.major()), stop);
    if (!created && host.isScratch() && created.error().kind == ErrorKind::Sql) {
        // A locale that this machine does not have: only the order of texts depends on it.
        note = u", with another locale than %1"_s.arg(facts.collate);
        created = host.createEmpty(name, {}, stop);
    }
    if (created && !facts.hasPublic) {
        TM_TRY_ASSIGN(const auto session, PostgresSession::open(host.spec(name), stop));
        const auto dropped = session->execute("DROP SCHEMA public");
        // Before PostgreSQL 15 it belongs to a superuser, whoever the database belongs to.
        if (!dropped && dropped.error().kind == ErrorKind::Permission)
            note += u", with an empty schema public"_s;
        else
            TM_TRY(dropped);
    }
    return created;
}

} // namespace

const QList<PostgresInstallation> &SandboxFactory::Private::installed()
{
    if (!installations)
        installations = findPostgresInstallations();
    return *installations;
}

Result<std::shared_ptr<PostgresHost>>
SandboxFactory::Private::scratch(std::optional<int> major, qint64 bytes, std::stop_token stop)
{
    auto chosen = chooseServer(installed(), major);
    if (!chosen && major)
        chosen = chooseServer(installed());
    if (!chosen)
        return tl::unexpected<Error>(std::move(chosen).error());
    const std::pair key(chosen->major, places.placeFor(bytes));
    if (const auto found = scratchHosts.find(key); found != scratchHosts.end()) {
        if (found->second->answers())
            return found->second;
        scratchHosts.erase(found); // somebody ended it
    }
    TM_TRY_ASSIGN(
        auto server,
        ScratchServer::start(
            {.places = places, .expectedBytes = bytes, .installation = *chosen, .stop = stop}));
    TM_TRY_ASSIGN(auto host, PostgresHost::onScratch(std::move(server), stop));
    scratchHosts[key] = host;
    return host;
}

SandboxFactory::Private::SandboxPtr
SandboxFactory::Private::makeSqlite(const SandboxRequest &request)
{
    const ConnectionSpec spec = request.source.value_or(ConnectionSpec());
    if (request.empty || spec.conninfo.isEmpty())
        return SqliteSandbox::makeEmpty(places, spec, request.stop);
    return SqliteSandbox::makeCopy(places, spec, request.stop);
}

SandboxFactory::Private::SandboxPtr
SandboxFactory::Private::makePostgres(const SandboxRequest &request)
{
    if (!request.source) {
        const auto major = request.like ? std::optional(request.like->major) : std::nullopt;
        TM_TRY_ASSIGN(const auto host,
                      scratch(major, request.like ? request.like->bytes : 0, request.stop));
        return makeEmpty(host, request);
    }
    if (request.empty) {
        TM_TRY_ASSIGN(const auto host, PostgresHost::onServer(*request.source, true, request.stop));
        return makeEmpty(host, request);
    }
    return copyPostgres(request);
}

SandboxFactory::Private::SandboxPtr
SandboxFactory::Private::makeEmpty(const std::shared_ptr<PostgresHost> &host,
                                   const SandboxRequest &request)
{
    QString note;
    const auto fill = [&](const QString &name) -> Result<void> {
        if (!request.like)
            return host->createEmpty(name, {}, request.stop);
        return createLike(*host, name, *request.like, note, request.stop);
    };
    TM_TRY_ASSIGN(auto sandbox,
                  PostgresSandbox::make(host, places.stateDir, host->displayName() + u", empty"_s,
                                        fill, request.stop));
    sandbox->addToDescription(note);
    return sandbox;
}

SandboxFactory::Private::SandboxPtr
SandboxFactory::Private::copyPostgres(const SandboxRequest &request)
{
    const ConnectionSpec &source = *request.source;
    PostgresFacts facts;
    int pid = 0;
    {
        TM_TRY_ASSIGN(const auto session, PostgresSession::open(source, request.stop));
        TM_TRY_ASSIGN(facts, readPostgresFacts(*session));
        pid = session->backendPid();
    }
    if (request.method == CopyMethod::DumpRestoreToScratch)
        return copyToScratch(source, facts, request.stop);
    if (!facts.mayCreate) {
        if (request.method == CopyMethod::Automatic)
            return copyToScratch(source, facts, request.stop);
        return fail(ErrorKind::Permission, u"The role may not create databases"_s, {},
                    u"Give it CREATEDB, or copy into the scratch server"_s);
    }
    TM_TRY_ASSIGN(const auto host,
                  PostgresHost::onServer(source.withDatabase(facts.database), false, request.stop));
    if (request.method != CopyMethod::DumpRestore) {
        TM_TRY(host->waitForBackend(pid));
        auto copied = copyByTemplate(facts, host, request.stop);
        const bool other = request.method == CopyMethod::Automatic && !copied &&
                           (copied.error().kind == ErrorKind::Busy ||
                            copied.error().kind == ErrorKind::Permission);
        if (!other)
            return copied;
    }
    return copyByDump(source, facts, host, request.stop);
}

SandboxFactory::Private::SandboxPtr
SandboxFactory::Private::copyByTemplate(const PostgresFacts &facts,
                                        const std::shared_ptr<PostgresHost> &host,
                                        const std::stop_token &stop)
{
    QStringList refused;
    TM_TRY_ASSIGN(auto sandbox,
                  PostgresSandbox::make(
                      host, places.stateDir, u"template copy of "_s + facts.database,
                      [&](const QString &name) -> Result<void> {
                          TM_TRY(host->createFromTemplate(name, facts.database, stop));
                          TM_TRY_ASSIGN(refused, host->applySettings(name, facts.settings));
                          return {};
                      },
                      stop));
    sandbox->addToDescription(settingsNote(refused));
    return sandbox;
}

SandboxFactory::Private::SandboxPtr
SandboxFactory::Private::copyByDump(const ConnectionSpec &source, const PostgresFacts &facts,
                                    const std::shared_ptr<PostgresHost> &host,
                                    const std::stop_token &stop)
{
    TM_TRY_ASSIGN(const PostgresInstallation client, chooseClient(installed(), facts.major));
    TM_TRY_ASSIGN(const auto folder, PrivateFolder::make(places, facts.bytes));
    TM_TRY(refuseSmallDisk(folder->path(), facts.bytes));
    QStringList refused;
    QString note;
    const auto fill = [&](const QString &name) -> Result<void> {
        TM_TRY(createLike(*host, name, facts, note, stop));
        TM_TRY(dumpAndRestore({.source = source,
                               .facts = facts,
                               .target = host->spec(name),
                               .otherServer = host->isScratch(),
                               .folder = folder->path(),
                               .client = client,
                               .stop = stop}));
        TM_TRY_ASSIGN(refused, host->applySettings(name, facts.settings));
        return {};
    };
    TM_TRY_ASSIGN(auto sandbox, PostgresSandbox::make(host, places.stateDir,
                                                      u"dump and restore of %1 into %2"_s.arg(
                                                          facts.database, host->displayName()),
                                                      fill, stop));
    sandbox->addToDescription(note + settingsNote(refused));
    return sandbox;
}

SandboxFactory::Private::SandboxPtr
SandboxFactory::Private::copyToScratch(const ConnectionSpec &source, const PostgresFacts &facts,
                                       const std::stop_token &stop)
{
    TM_TRY_ASSIGN(const auto host, scratch(facts.major, facts.bytes, stop));
    return copyByDump(source, facts, host, stop);
}

Result<QString> Sandbox::placeFor(const QString &file)
{
    return fail(ErrorKind::Unsupported, u"%1 cannot be copied into this sandbox"_s.arg(file));
}

Result<QString> Sandbox::bringAlong(const QString &file, std::stop_token)
{
    return placeFor(file);
}

Result<void> Sandbox::keepAs(const KeepRequest &request)
{
    return fail(ErrorKind::Unsupported, u"This sandbox cannot become %1"_s.arg(request.name));
}

SandboxFactory::SandboxFactory(const QString &stateDir, ScratchPlacement placement)
    : d(std::make_unique<Private>())
{
    d->places.stateDir = QDir::cleanPath(QDir(stateDir).absolutePath());
    if (placement == ScratchPlacement::MemoryWhenSmall)
        d->places.memory = memoryFolder();
}

SandboxFactory::~SandboxFactory() = default;

Result<std::unique_ptr<Sandbox>> SandboxFactory::make(const SandboxRequest &request)
{
    const Engine engine = request.source ? request.source->engine : request.engine;
    if (engine == Engine::Sqlite)
        return d->makeSqlite(request);
    if (engine == Engine::PostgreSql)
        return d->makePostgres(request);
    return fail(ErrorKind::Unsupported, u"No sandbox can be made for this engine"_s);
}

Result<std::unique_ptr<PrivateFolder>> SandboxFactory::makeFolder()
{
    return PrivateFolder::make({.stateDir = d->places.stateDir, .memory = {}}, 0);
}

Result<Leftovers> SandboxFactory::removeLeftovers()
{
    return tidemark::removeLeftovers(d->places);
}

QString SandboxFactory::defaultStateDir()
{
    const QString base = qEnvironmentVariable("XDG_STATE_HOME");
    // The specification tells to ignore a relative one.
    if (QDir::isAbsolutePath(base))
        return base + u"/tidemark"_s;
    return QDir::homePath() + u"/.local/state/tidemark"_s;
}

} // namespace tidemark
