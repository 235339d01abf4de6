// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs.h"

#include "database/connectionspec.h"
#include "run/runner.h"
#include "support/testserver.h"

using namespace Qt::StringLiterals;

namespace tidemark::test {

namespace {

Result<std::shared_ptr<const MigrationSet>> readSet(const Convention &convention,
                                                    const QDir &folder, Engine engine)
{
    ReadRequest request;
    request.folder = folder;
    request.engine = engine;
    request.environment = [](const QString &name) -> std::optional<QString> {
        const QByteArray key = name.toLocal8Bit();
        if (!qEnvironmentVariableIsSet(key.constData()))
            return std::nullopt;
        return qEnvironmentVariable(key.constData());
    };
    TM_TRY_ASSIGN(MigrationSet set, convention.read(request));
    return std::make_shared<const MigrationSet>(std::move(set));
}

using Planner = Result<Plan> (*)(const PlanRequest &, const PlanLimits &);

Result<void> go(const Convention &convention, const QDir &folder, const Database &database,
                const PlanLimits &limits, Planner planner)
{
    const std::unique_ptr<Session> session = database.connect();
    const auto store = convention.history(database.engine, folder);
    PlanRequest request;
    request.convention = &convention;
    TM_TRY_ASSIGN(request.set, readSet(convention, folder, database.engine));
    TM_TRY_ASSIGN(request.history, store->read(*session));
    TM_TRY_ASSIGN(request.journal, Journal::find(*session));
    TM_TRY_ASSIGN(const Plan plan, planner(request, limits));
    RunObserver observer;
    const RunReport report = Runner::run(*session, *store, plan, {}, observer, {});
    if (report.error)
        return fail(*report.error);
    for (const StepReport &step : report.steps) {
        if (const auto *failed = std::get_if<StepFailed>(&step.outcome))
            return fail(failed->error);
    }
    return report.ok() ? Result<void>() : fail(ErrorKind::Internal, u"the run is not done"_s);
}

} // namespace

Database Database::make(Engine engine, const QString &name, const QDir &folder)
{
    if (engine == Engine::PostgreSql)
        return {engine, TestServer::createFreshDatabase(name)};
    QDir().mkpath(folder.absoluteFilePath(name));
    return {engine, u"sqlite:"_s + folder.absoluteFilePath(name + u"/flipr.db"_s)};
}

std::unique_ptr<Session> Database::connect() const
{
    const auto spec = ConnectionSpec::parse(url);
    auto session = spec ? openSession(*spec) : tl::unexpected(spec.error());
    if (!session)
        qFatal("%s", qPrintable(session.error().toString()));
    return *std::move(session);
}

QString goUp(const Convention &convention, const QDir &folder, const Database &database,
             const PlanLimits &limits)
{
    const auto done = go(convention, folder, database, limits, planUp);
    return done ? QString() : done.error().toString();
}

QString goDown(const Convention &convention, const QDir &folder, const Database &database,
               const PlanLimits &limits)
{
    const auto done = go(convention, folder, database, limits, planDown);
    return done ? QString() : done.error().toString();
}

QStringList appliedIds(const Convention &convention, const QDir &folder, const Database &database)
{
    const std::unique_ptr<Session> session = database.connect();
    const auto set = readSet(convention, folder, database.engine);
    const auto history = convention.history(database.engine, folder)->read(*session);
    if (!set || !history)
        return {set ? history.error().toString() : set.error().toString()};
    QStringList ids;
    for (const AppliedMigration &applied : history->applied) {
        QString id = applied.version;
        for (const Migration &migration : (*set)->migrations) {
            const bool repeatable = applied.version.isEmpty() && migration.name == applied.name;
            if (repeatable || (!applied.version.isEmpty() && migration.version == applied.version))
                id = migration.id;
        }
        ids.append(id + (applied.failed ? u"!"_s : QString()));
    }
    return ids;
}

QStringList rowsOf(const Database &database, const QByteArray &sql)
{
    const std::unique_ptr<Session> session = database.connect();
    const auto rows = session->query(sql);
    if (!rows)
        return {rows.error().toString()};
    QStringList lines;
    for (const auto &row : rows->rows) {
        QStringList cells;
        for (const Cell &cell : row)
            cells.append(cell ? QString::fromUtf8(*cell) : u"-"_s);
        lines.append(cells.join(u'|'));
    }
    return lines;
}

} // namespace tidemark::test
