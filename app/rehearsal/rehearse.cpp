// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/rehearse.h"

#include "backup/sandboxrestore.h"
#include "run/plan.h"
#include "sql/splitter.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

std::optional<QString> environmentVariable(const QString &name)
{
    const QByteArray key = name.toUtf8();
    return qEnvironmentVariableIsSet(key.constData())
               ? std::optional(qEnvironmentVariable(key.constData()))
               : std::nullopt;
}

/// Whether it begins with what some database has.
bool isCopy(const RehearsalRequest &request)
{
    return !request.backup.isEmpty() || (request.database && !request.fromEmpty);
}

/// Whether the database is copied itself, with what may lie beside it.
bool hasOriginal(const RehearsalRequest &request)
{
    return isCopy(request) && request.backup.isEmpty();
}

/// A history in a file of its own would be the original, where its whole path is configured: the
/// sandbox always has another one, with the same contents where it is a copy.
Result<void> keepHistoryInside(Sandbox &sandbox, const RehearsalRequest &request,
                               HistoryStore &store, std::stop_token stop)
{
    const ConnectionSpec box = sandbox.spec();
    if (box.engine != Engine::Sqlite)
        return {};
    // SQLite, too, names a file by its real path.
    const QString database = hasOriginal(request)
                                 ? QFileInfo(request.database->conninfo).canonicalFilePath()
                                 : box.conninfo;
    const QString original = store.historyFile(database);
    if (original.isEmpty())
        return {};
    TM_TRY_ASSIGN(const QString place, hasOriginal(request) && QFileInfo::exists(original)
                                           ? sandbox.bringAlong(original, std::move(stop))
                                           : sandbox.placeFor(original));
    store.useHistoryFile(place);
    return {};
}

/// Without a convention by name: what the folder looks like, with the database's history table to
/// settle ties.
Result<const Convention *> chooseConvention(const RehearsalRequest &request, Sandbox &sandbox,
                                            const std::stop_token &stop)
{
    if (request.convention.isEmpty()) {
        return detectConvention(request.folder, &sandbox.session(), [&](HistoryStore &store) {
            return keepHistoryInside(sandbox, request, store, stop);
        });
    }
    if (const Convention *convention = findConvention(request.convention))
        return convention;
    QStringList known;
    for (const Convention *convention : conventions())
        known += convention->id();
    return fail(ErrorKind::Usage, u"there is no convention %1"_s.arg(request.convention), {},
                u"one of: "_s + known.join(u", "_s));
}

/// The place of the one migration that `name` means.
Result<int> placeOf(const MigrationSet &set, const QString &name)
{
    TM_TRY_ASSIGN(const Migration found, findMigration(set, name));
    const auto place = std::find_if(set.migrations.begin(), set.migrations.end(),
                                    [&](const Migration &m) { return m.id == found.id; });
    return static_cast<int>(place - set.migrations.begin());
}

Result<std::vector<int>> chosen(const RehearsalRequest &request, const MigrationSet &set)
{
    std::vector<int> range;
    for (const QString &name : request.only) {
        TM_TRY_ASSIGN(const int place, placeOf(set, name));
        range.push_back(place);
    }
    const auto count = static_cast<int>(set.migrations.size());
    int first = 0;
    int last = count - 1;
    if (!request.from.isEmpty()) {
        TM_TRY_ASSIGN(first, placeOf(set, request.from));
    }
    if (!request.to.isEmpty()) {
        TM_TRY_ASSIGN(last, placeOf(set, request.to));
    }
    if (request.last > 0)
        first = std::max(first, count - request.last);
    const bool whole = request.from.isEmpty() && request.to.isEmpty() && request.last == 0;
    if (!whole) {
        if (first > last) {
            return fail(ErrorKind::Usage, u"%1 comes after %2"_s.arg(request.from, request.to), {},
                        u"give the older one first"_s);
        }
        range.resize(static_cast<size_t>(last - first + 1));
        std::iota(range.begin(), range.end(), first);
    }
    std::sort(range.begin(), range.end());
    range.erase(std::unique(range.begin(), range.end()), range.end());
    return range;
}

/// Puts what the copy has before what it has not, each in the set's order; returns how many it has.
int applyHistory(const History &history, MigrationSet &set)
{
    const auto isApplied = [&history](const Migration &migration) {
        return std::any_of(history.applied.begin(), history.applied.end(),
                           [&](const AppliedMigration &row) {
                               return !row.failed && row.version == migration.version;
                           });
    };
    if (history.watermarkOnly) {
        // Only the newest version is known, and all up to its place in the order count as applied.
        const auto newest = std::find_if(set.migrations.rbegin(), set.migrations.rend(), isApplied);
        return static_cast<int>(set.migrations.rend() - newest);
    }
    const auto pending =
        std::stable_partition(set.migrations.begin(), set.migrations.end(), isApplied);
    return static_cast<int>(pending - set.migrations.begin());
}

} // namespace

Result<std::optional<Script>> readTraffic(const QString &path)
{
    if (path.isEmpty())
        return std::nullopt;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorKind::Io, u"cannot read the traffic script %1"_s.arg(path),
                    file.errorString());
    }
    Script script;
    script.file = path;
    script.path = QFileInfo(path).absoluteFilePath();
    script.text = file.readAll();
    return script;
}

namespace {

/// Whether the database's server must stay as it is.
bool sparesServer(const RehearsalRequest &request)
{
    return request.leaveServerAlone && request.database &&
           request.database->engine == Engine::PostgreSql;
}

Result<void> refuseOnServer(const RehearsalRequest &request)
{
    const bool there =
        request.copyMethod == CopyMethod::Template || request.copyMethod == CopyMethod::DumpRestore;
    if (!sparesServer(request) || !hasOriginal(request) || !there)
        return {};
    return fail(ErrorKind::Usage,
                u"this would create a database on a production server that is not armed"_s, {},
                u"--copy scratch leaves it alone; --arm and the environment's name arms it"_s);
}

SandboxRequest sandboxRequest(const RehearsalRequest &request, std::stop_token stop)
{
    SandboxRequest sandbox;
    sandbox.empty = request.fromEmpty || !request.database;
    sandbox.method = sparesServer(request) ? CopyMethod::DumpRestoreToScratch : request.copyMethod;
    sandbox.engine =
        request.database ? request.database->engine : request.engine.value_or(Engine::PostgreSql);
    // With an empty one the source only names the server on which it is made.
    if (!sandbox.empty || !sparesServer(request))
        sandbox.source = request.database;
    sandbox.stop = std::move(stop);
    return sandbox;
}

Result<RehearsalOptions> optionsFor(const RehearsalRequest &request, const MigrationSet &set,
                                    int applied, bool fromEmpty)
{
    RehearsalOptions options;
    options.mode = request.mode;
    options.fill = request.fill;
    options.asOneUnit = request.asOneUnit;
    options.samples = request.samples;
    options.timeouts = request.timeouts;
    options.applied = applied;
    TM_TRY_ASSIGN(options.traffic, readTraffic(request.trafficFile));
    TM_TRY_ASSIGN(options.range, chosen(request, set));
    if (options.range.empty() && !fromEmpty) {
        const auto count = static_cast<int>(set.migrations.size());
        if (applied == count) {
            return fail(ErrorKind::Usage, u"nothing is pending on this database"_s, {},
                        u"--last N rehearses the newest N, --from-empty everything from nothing"_s);
        }
        options.range.resize(static_cast<size_t>(count - applied));
        std::iota(options.range.begin(), options.range.end(), applied);
    }
    if (options.mode == RehearsalOptions::Mode::Chain && options.traffic) {
        return fail(ErrorKind::Usage, u"traffic belongs to the modes step and restore"_s, {},
                    u"leave it out, or leave out --mode chain"_s);
    }
    return options;
}

Result<std::unique_ptr<Sandbox>> makeSandbox(const RehearsalRequest &request,
                                             SandboxFactory &sandboxes, const std::stop_token &stop)
{
    if (request.backup.isEmpty())
        return sandboxes.make(sandboxRequest(request, stop));
    TM_TRY_ASSIGN(const Backup backup, readBackup(request.backup));
    const bool postgres = backup.archive.format != BackupFormat::SqliteFile;
    const auto installations =
        postgres ? findPostgresInstallations() : QList<PostgresInstallation>();
    TM_TRY_ASSIGN(
        RestoredSandbox restored,
        restoreIntoSandbox(
            {.backup = backup, .installations = installations, .sandboxes = sandboxes}, {}, stop));
    return std::move(restored.sandbox);
}

/// What is rehearsed, and on what.
struct Opened
{
    std::unique_ptr<Sandbox> sandbox;
    MigrationSet set;
    std::unique_ptr<HistoryStore> history;
    int applied = 0;
    RehearsalOptions options;
};

Result<Opened> open(const RehearsalRequest &request, SandboxFactory &sandboxes,
                    const std::stop_token &stop)
{
    Opened opened;
    TM_TRY_ASSIGN(opened.sandbox, makeSandbox(request, sandboxes, stop));
    Session &session = opened.sandbox->session();
    TM_TRY_ASSIGN(const Convention *convention, chooseConvention(request, *opened.sandbox, stop));
    TM_TRY_ASSIGN(opened.set,
                  convention->read({request.folder, session.engine(), &environmentVariable}));
    if (opened.set.migrations.empty()) {
        return fail(ErrorKind::Input, u"there is no migration in %1"_s.arg(opened.set.folder), {},
                    u"it was read as %1; --convention names another"_s.arg(convention->id()));
    }
    opened.history = convention->history(session.engine(), request.folder);
    TM_TRY(keepHistoryInside(*opened.sandbox, request, *opened.history, stop));
    if (isCopy(request)) {
        TM_TRY_ASSIGN(const History known, opened.history->read(session));
        opened.applied = applyHistory(known, opened.set);
    }
    TM_TRY_ASSIGN(opened.options,
                  optionsFor(request, opened.set, opened.applied, !isCopy(request)));
    return opened;
}

/// A statement that changes more than its own database, and so the server of somebody else.
struct ServerChange
{
    QString what; ///< "CREATE ROLE"
    SourceLocation where;
};

std::optional<ServerChange> changeIn(const std::vector<Script> &scripts)
{
    const auto statements = splitScripts(scripts, Engine::PostgreSql);
    if (!statements)
        return std::nullopt; // it will not be run, either
    for (const Statement &statement : *statements) {
        if (const auto what = changesServer(statement))
            return ServerChange{*what, statement.where};
    }
    return std::nullopt;
}

/// The first one among what will be run: from an empty database everything up to the end of the
/// range, on a copy what it has not, or what is rolled back first.
std::optional<ServerChange> changesServer(const Opened &opened)
{
    const std::vector<int> &range = opened.options.range;
    const auto count = static_cast<int>(opened.set.migrations.size());
    const int last = range.empty() ? count - 1 : range.back();
    const int first = range.empty() ? 0 : std::min(range.front(), opened.applied);
    for (int place = first; place <= last; ++place) {
        const Migration &migration = opened.set.migrations[static_cast<size_t>(place)];
        if (!migration.runnable)
            continue;
        if (auto change = changeIn(migration.up))
            return change;
        if (migration.down) {
            if (auto change = changeIn(*migration.down))
                return change;
        }
    }
    return std::nullopt;
}

/// Whether the sandbox is a database on a server that is not Tidemark's own.
bool onNamedServer(const RehearsalRequest &request)
{
    return request.backup.isEmpty() && request.database &&
           request.database->engine == Engine::PostgreSql && !sparesServer(request) &&
           request.copyMethod != CopyMethod::DumpRestoreToScratch;
}

/// Roles, databases and settings of the server outlive the sandbox: scripts that change them run on
/// a server of their own.
Result<void> moveToOwnServer(const RehearsalRequest &request, const ServerChange &change,
                             Opened &opened, SandboxFactory &sandboxes, const std::stop_token &stop)
{
    if (request.copyMethod != CopyMethod::Automatic) {
        Error error;
        error.kind = ErrorKind::Usage;
        error.summary =
            u"%1 changes the server itself, not only the sandbox on it"_s.arg(change.what);
        error.where = change.where;
        error.hint = u"--copy scratch rehearses on a server of Tidemark's own"_s;
        return tl::unexpected(error);
    }
    opened = {};
    RehearsalRequest apart = request;
    apart.leaveServerAlone = true;
    TM_TRY_ASSIGN(opened, open(apart, sandboxes, stop));
    Finding finding;
    finding.severity = Finding::Severity::Note;
    finding.code = u"own-server"_s;
    finding.message = u"%1 changes the server itself, so the rehearsal ran on a server of "
                      "Tidemark's own"_s.arg(change.what);
    finding.where = change.where;
    opened.set.findings.push_back(finding);
    return {};
}

} // namespace

QString sourceText(const RehearsalRequest &request, const QString &name)
{
    if (!request.backup.isEmpty())
        return u"backup "_s + QFileInfo(request.backup).fileName();
    return request.fromEmpty || !request.database ? u"from nothing"_s : u"copy of "_s + name;
}

bool isNotThereYet(const ConnectionSpec &database)
{
    return database.engine == Engine::Sqlite &&
           (database.conninfo.isEmpty() || !QFileInfo::exists(database.conninfo));
}

Result<RehearsalReport> rehearse(const RehearsalRequest &request, SandboxFactory &sandboxes,
                                 RehearsalObserver &observer, std::stop_token stop)
{
    TM_TRY(refuseOnServer(request));
    TM_TRY_ASSIGN(Opened opened, open(request, sandboxes, stop));
    if (onNamedServer(request)) {
        if (const auto change = changesServer(opened))
            TM_TRY(moveToOwnServer(request, *change, opened, sandboxes, stop));
    }
    opened.options.leaveOut = opened.history->ownRelations();
    opened.options.history = opened.history.get();
    opened.options.sandboxes = &sandboxes;
    return Rehearsal(*opened.sandbox, opened.set, opened.options, observer).run(std::move(stop));
}

} // namespace tidemark
