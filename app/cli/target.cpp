// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/target.h"

#include "cli/workspacefile.h"
#include "database/samedatabase.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString absolute(const CommandContext &context, const std::string &path)
{
    return QDir::cleanPath(context.currentFolder.absoluteFilePath(QString::fromStdString(path)));
}

Result<std::optional<Workspace>> findWorkspace(const TargetOptions &options,
                                               const CommandContext &context)
{
    if (options.workspaceFile.empty() && !options.migrations.empty() && !options.url.empty())
        return std::optional<Workspace>();
    return nearestWorkspace(options.workspaceFile, context);
}

Result<ConnectionSpec> specOfUrl(const QString &url, const CommandContext &context)
{
    TM_TRY_ASSIGN(ConnectionSpec spec, ConnectionSpec::parse(url));
    if (spec.engine == Engine::Sqlite && !spec.conninfo.isEmpty() && spec.conninfo != u":memory:")
        spec.conninfo = QDir::cleanPath(context.currentFolder.absoluteFilePath(spec.conninfo));
    return spec;
}

/// What is wrong with a workspace that nobody named is not in the way here.
std::optional<Environment> environmentAt(const ConnectionSpec &spec, const CommandContext &context)
{
    const auto file = findWorkspaceFile(context.currentFolder);
    if (!file)
        return std::nullopt;
    const auto workspace = readWorkspace(*file);
    if (!workspace)
        return std::nullopt;
    for (const Environment &environment : workspace->environments) {
        const auto known = connectionOf(*workspace, environment, context.variables);
        if (known && nameSameDatabase(*known, spec))
            return environment;
    }
    return std::nullopt;
}

} // namespace

void TargetOptions::addJsonTo(CLI::App &subcommand)
{
    subcommand.add_flag("--json", json, "Answer in JSON");
}

void TargetOptions::addTo(CLI::App &subcommand)
{
    subcommand.add_option("-e,--env", environment, "Environment of the workspace")
        ->type_name("NAME");
    subcommand
        .add_option("-u,--url", url, "Database: postgresql://..., sqlite:PATH; instead of --env")
        ->type_name("URL");
    subcommand
        .add_option("-m,--migrations", migrations,
                    "Folder of the migrations; instead of the workspace's")
        ->type_name("DIR");
    subcommand
        .add_option("-c,--convention", convention,
                    "Whose files they are (dbmate, goose, diesel, ...)")
        ->type_name("ID");
    subcommand
        .add_option("-w,--workspace", workspaceFile,
                    "tidemark.toml to use; otherwise the nearest one upwards from here")
        ->type_name("FILE");
    addJsonTo(subcommand);
}

QString Target::displayName() const
{
    const QString place = spec ? spec->displayName() : QString();
    return environment ? u"%1 (%2)"_s.arg(environment->name, place) : place;
}

Result<Target> resolveTarget(const TargetOptions &options, const CommandContext &context)
{
    Target target;
    TM_TRY_ASSIGN(target.workspace, findWorkspace(options, context));
    if (!options.migrations.empty())
        target.migrations = absolute(context, options.migrations);
    else if (target.workspace)
        target.migrations = target.workspace->migrations;
    else if (!options.databaseOnly || options.url.empty())
        return fail(ErrorKind::Usage, u"there is no tidemark.toml here or in a folder above"_s, {},
                    u"\"tidemark init\" writes one; or give --migrations DIR and --url URL"_s);

    target.convention = QString::fromStdString(options.convention);
    if (target.convention.isEmpty() && target.workspace && options.migrations.empty())
        target.convention = target.workspace->convention;

    if (!options.url.empty()) {
        if (!options.environment.empty())
            return fail(ErrorKind::Usage, u"--env and --url exclude each other"_s);
        TM_TRY_ASSIGN(target.spec, specOfUrl(QString::fromStdString(options.url), context));
        target.sameAs = environmentAt(*target.spec, context);
    } else if (target.workspace &&
               (!target.workspace->environments.empty() || !options.environment.empty())) {
        TM_TRY_ASSIGN(
            target.environment,
            chooseEnvironment(*target.workspace, QString::fromStdString(options.environment)));
        TM_TRY_ASSIGN(target.spec,
                      connectionOf(*target.workspace, *target.environment, context.variables));
    } else if (!options.environment.empty()) {
        return fail(ErrorKind::Usage, u"--env needs a workspace"_s, {},
                    u"there is no tidemark.toml here or in a folder above"_s);
    }
    return target;
}

Result<Connection> reach(const Target &target, const CommandContext &context)
{
    if (!target.spec)
        return fail(ErrorKind::Usage, u"no database is named"_s, {},
                    u"give --url URL, or add an environment to tidemark.toml"_s);
    if (target.workspace && target.environment)
        return connectTo(*target.workspace, *target.environment, context.variables, context.stop);
    return Connection{*target.spec, nullptr};
}

Result<const Convention *> conventionOf(const Target &target, Session *session)
{
    if (target.convention.isEmpty())
        return detectConvention(QDir(target.migrations), session);
    if (const Convention *found = findConvention(target.convention))
        return found;
    QStringList known;
    for (const Convention *convention : conventions())
        known += convention->id();
    return fail(ErrorKind::Usage, u"unknown convention \"%1\""_s.arg(target.convention), {},
                u"known: "_s + known.join(u", "_s));
}

Result<std::shared_ptr<const MigrationSet>> readMigrations(const Target &target,
                                                           const Convention &convention,
                                                           Engine engine,
                                                           const CommandContext &context)
{
    ReadRequest request;
    request.folder = QDir(target.migrations);
    request.engine = engine;
    request.environment = context.variables;
    TM_TRY_ASSIGN(MigrationSet set, convention.read(request));
    return std::make_shared<const MigrationSet>(std::move(set));
}

} // namespace tidemark
