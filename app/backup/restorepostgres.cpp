// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/restore.h"
#include "backup/unpackarchive.h"
#include "backup/verify.h"
#include "database/postgres/postgressession.h"
#include "sandbox/privatefolder.h"
#include "sql/identifier.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qsizetype longestIdentifier = 63; // NAMEDATALEN - 1, in bytes

/// What the server is and has.
struct TargetServer
{
    int major = 0;
    QStringList roles;
    QStringList tablespaces;
    bool taken = false; ///< there is a database of the wanted name
    PostgresFacts facts;
};

Result<QStringList> namesFrom(Session &session, const QByteArray &query)
{
    TM_TRY_ASSIGN(const Rows rows, session.query(query));
    QStringList names;
    for (const auto &row : rows.rows)
        names << QString::fromUtf8(row[0].value_or(QByteArray()));
    return names;
}

Result<TargetServer> readServer(const RestoreRequest &request, const std::stop_token &stop)
{
    TM_TRY_ASSIGN(const auto session, PostgresSession::open(request.target, stop));
    TM_TRY(session->execute("SET statement_timeout = 0"));
    TargetServer server;
    server.major = session->serverVersionNumber() / 10000;
    TM_TRY_ASSIGN(server.facts, readPostgresFacts(*session));
    TM_TRY_ASSIGN(server.roles, namesFrom(*session, "SELECT rolname FROM pg_roles"));
    TM_TRY_ASSIGN(server.tablespaces, namesFrom(*session, "SELECT spcname FROM pg_tablespace"));
    const std::array<Cell, 1> name{request.name.toUtf8()};
    TM_TRY_ASSIGN(const Rows taken,
                  session->query("SELECT 1 FROM pg_database WHERE datname = $1", name));
    server.taken = !taken.rows.empty();
    return server;
}

QStringList without(QStringList names, const QStringList &those)
{
    names.removeIf([&](const QString &name) { return those.contains(name); });
    return names;
}

MissingNames missingIn(const TargetServer &server, const ArchiveFacts &archive,
                       const RestoreRequest &request)
{
    MissingNames missing;
    if (!request.noOwner)
        missing.roles = without(archive.roles, server.roles);
    if (!request.noTablespaces)
        missing.tablespaces = without(archive.tablespaces, server.tablespaces);
    return missing;
}

QString lacksTablespaces(const MissingNames &missing)
{
    return u"the server lacks tablespaces: "_s + missing.tablespaces.join(u", "_s);
}

Result<void> refuse(const RestoreRequest &request, const TargetServer &server,
                    const ArchiveFacts &archive)
{
    if (request.name.isEmpty() || request.name.toUtf8().size() > longestIdentifier)
        return fail(ErrorKind::Usage,
                    u"\"%1\" cannot be the name of a database"_s.arg(request.name));
    if (server.taken != request.replace)
        return fail(ErrorKind::Usage, request.replace
                                          ? u"there is no database %1"_s.arg(request.name)
                                          : u"there is a database %1 already"_s.arg(request.name));
    if (!server.facts.mayCreate)
        return fail(ErrorKind::Permission, u"The role may not create databases"_s, {},
                    u"Give it CREATEDB"_s);
    const MissingNames missing = missingIn(server, archive, request);
    if (!missing.roles.isEmpty())
        return fail(ErrorKind::Usage, u"the server lacks roles: "_s + missing.roles.join(u", "_s),
                    missing.tablespaces.isEmpty() ? QString() : lacksTablespaces(missing),
                    u"Create them first (a backup made with --globals has them beside it), or "
                    "restore with --no-owner"_s);
    if (!missing.tablespaces.isEmpty())
        return fail(ErrorKind::Usage, lacksTablespaces(missing), {},
                    u"Create them first, or restore with --no-tablespaces: all goes where the new "
                    "database is"_s);
    return {};
}

/// pg_restore would make it, and nothing that is in it.
Result<void> refusePartitioned(const RestoreRequest &request, const ArchiveFacts &archive)
{
    for (const TableName &table : request.tables)
        for (const QString &partitioned : archive.partitioned)
            if (table.schema.isEmpty() ? partitioned.endsWith(u'.' + displayIdentifier(table.name))
                                       : partitioned == displayQualified(table.schema, table.name))
                return fail(ErrorKind::Unsupported,
                            u"%1 is partitioned: its rows are in its partitions"_s.arg(partitioned),
                            {},
                            u"Name the partitions, or restore all of it into a new database and "
                            "take the table from there"_s);
    return {};
}

/// Encoding, locale and settings as they were, else as the server's database has them.
std::shared_ptr<const PostgresFacts> factsFor(const RestoreRequest &request,
                                              const TargetServer &server)
{
    PostgresFacts facts = server.facts;
    facts.settings.clear();
    facts.hasPublic = true; // whether that database has it says nothing of the backup
    if (request.backup.manifest && request.backup.manifest->facts)
        facts = *request.backup.manifest->facts;
    return std::make_shared<const PostgresFacts>(std::move(facts));
}

int tablesIn(const Backup &backup)
{
    return backup.manifest && backup.manifest->contents
               ? int(backup.manifest->contents->tables.size())
               : 0;
}

} // namespace

QString keptDatabaseName(const QString &database, const QDateTime &now)
{
    const QString end = u"_before_"_s + now.toUTC().toString(u"yyyyMMddHHmmss"_s);
    QString name = database;
    while ((name + end).toUtf8().size() > longestIdentifier)
        name.chop(1);
    return name + end;
}

Result<MissingNames> missingNames(const RestoreRequest &request, std::stop_token stop)
{
    if (request.target.engine == Engine::Sqlite || (request.noOwner && request.noTablespaces))
        return MissingNames();
    TM_TRY_ASSIGN(const TargetServer server, readServer(request, stop));
    TM_TRY_ASSIGN(const ArchiveFacts archive,
                  readArchiveFacts(request.backup, request.installations, stop));
    return missingIn(server, archive, request);
}

Result<RestoreReport> restorePostgres(const RestoreRequest &request, const BackupObserver &observer,
                                      std::stop_token stop)
{
    if (observer)
        observer({BackupProgress::Step::Connecting});
    TM_TRY_ASSIGN(const TargetServer server, readServer(request, stop));
    TM_TRY_ASSIGN(const ArchiveFacts archive,
                  readArchiveFacts(request.backup, request.installations, stop));
    TM_TRY(refuse(request, server, archive));
    TM_TRY(refusePartitioned(request, archive));
    TM_TRY_ASSIGN(const PostgresInstallation client,
                  chooseClient(request.installations, std::max(server.major, archive.dumpMajor)));
    const auto like = factsFor(request, server);
    TM_TRY_ASSIGN(const auto folder, request.sandboxes->makeFolder());
    TM_TRY_ASSIGN(const Backup readable, unpackArchive(request.backup, folder->path(),
                                                       UnpackedPart::Everything, observer, stop));
    SandboxRequest place;
    place.source = request.target;
    place.empty = true;
    place.like = like;
    place.stop = stop;
    TM_TRY_ASSIGN(const auto sandbox, request.sandboxes->make(place));
    TM_TRY(loadArchive({.backup = readable,
                        .target = sandbox->spec(),
                        .client = client,
                        .jobs = request.jobs,
                        .noOwner = request.noOwner,
                        .noTablespaces = request.noTablespaces,
                        .tables = request.tables,
                        .folder = folder->path(),
                        .tablesTotal = tablesIn(request.backup),
                        .stop = stop},
                       observer));
    Session &session = sandbox->session();
    session.setStopToken(stop);
    RestoreReport report;
    bool sameServer = like->major == server.major && !request.noOwner;
    if (!like->hasPublic) {
        TM_TRY_ASSIGN(const Rows kept, session.query("SELECT 1 FROM pg_catalog.pg_namespace "
                                                     "WHERE nspname = 'public'"));
        if (!kept.rows.empty()) {
            report.notes << u"it has an empty schema public, which this role may not drop and the "
                            "backup does not have; the rest of the schema was not compared"_s;
            sameServer = false;
        }
    }
    TM_TRY_ASSIGN(report.checked,
                  checkRestored(request, session, sameServer, observer, report.notes));
    // Who gets the first queries should not wait for autovacuum to have learnt what is there.
    TM_TRY(session.execute("ANALYZE"));
    session.setStopToken({});
    if (stop.stop_requested())
        return fail(ErrorKind::Cancelled, u"stopped on request"_s);
    if (observer)
        observer({BackupProgress::Step::Publishing});
    report.database = request.name;
    if (request.replace)
        report.kept = keptDatabaseName(request.name, QDateTime::currentDateTimeUtc());
    TM_TRY(sandbox->keepAs({.name = request.name,
                            .oldBecomes = report.kept,
                            .endConnections = request.endConnections,
                            .like = like}));
    return report;
}

} // namespace tidemark
