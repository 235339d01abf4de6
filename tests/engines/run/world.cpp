// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/run/world.h"

#include "support/testserver.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace tidemark::test {

namespace {

[[noreturn]] void giveUp(const QString &what)
{
    std::fprintf(stderr, "the test's world: %s\n", qPrintable(what));
    std::exit(1);
}

template <typename T>
T valueOf(Result<T> result)
{
    if (!result)
        giveUp(result.error().toString());
    return std::move(*result);
}

} // namespace

World::World(Engine engine)
    : m_engine(engine)
{
    if (!m_folder.isValid() || !QDir().mkpath(migrations()))
        giveUp(u"no temporary folder"_s);
    m_url = isPostgres() ? TestServer::createFreshDatabase(u"run"_s)
                         : u"sqlite:"_s + m_folder.filePath(u"data.db"_s);
}

World::~World() = default;

void World::write(const QString &id, const QByteArray &up, const QByteArray &down,
                  const QByteArray &mode)
{
    QFile file(migrations() + u'/' + id + u".sql"_s);
    if (!file.open(QIODevice::WriteOnly))
        giveUp(file.errorString());
    file.write("-- migrate:up " + mode + '\n' + up + "\n-- migrate:down " + mode + '\n' + down +
               '\n');
}

void World::remove(const QString &id)
{
    if (!QFile::remove(migrations() + u'/' + id + u".sql"_s))
        giveUp(u"cannot remove "_s + id);
}

std::unique_ptr<Session> World::open(std::stop_token stop) const
{
    return valueOf(openSession(valueOf(ConnectionSpec::parse(m_url)), std::move(stop)));
}

Session &World::session()
{
    if (!m_session)
        m_session = open();
    return *m_session;
}

std::unique_ptr<HistoryStore> World::store() const
{
    return findConvention(u"dbmate"_s)->history(m_engine, QDir(migrations()));
}

PlanRequest World::planRequest(Session &session) const
{
    const Convention *convention = findConvention(u"dbmate"_s);
    ReadRequest request;
    request.folder = QDir(migrations());
    request.engine = m_engine;
    return {std::make_shared<const MigrationSet>(valueOf(convention->read(request))), convention,
            valueOf(store()->read(session)), valueOf(Journal::find(session))};
}

RunReport World::execute(const Plan &plan, const RunOptions &options, std::stop_token stop)
{
    RunObserver nobody;
    return Runner::run(session(), *store(), plan, options, nobody, std::move(stop));
}

RunReport World::up(const PlanLimits &limits, const RunOptions &options, std::stop_token stop)
{
    return execute(valueOf(planUp(planRequest(), limits)), options, std::move(stop));
}

RunReport World::down(const PlanLimits &limits, const RunOptions &options)
{
    return execute(valueOf(planDown(planRequest(), limits)), options);
}

QString World::versions()
{
    QStringList versions;
    for (const AppliedMigration &applied : valueOf(store()->read(session())).applied)
        versions += applied.version;
    return versions.join(u' ');
}

QStringList World::tables()
{
    const QByteArray sql =
        isPostgres()
            ? "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = "
              "'public'::regnamespace AND relname NOT IN ('schema_migrations', 'tidemark_journal') "
              "ORDER BY relname COLLATE \"C\""
            : "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
              "AND "
              "name NOT IN ('schema_migrations', 'tidemark_journal') ORDER BY name";
    QStringList names;
    for (const auto &row : valueOf(session().query(sql)).rows)
        names += QString::fromUtf8(row[0].value_or(QByteArray()));
    return names;
}

QString World::value(const QByteArray &sql)
{
    const Rows rows = valueOf(session().query(sql));
    return rows.rows.empty() ? QString()
                             : QString::fromUtf8(rows.rows[0][0].value_or(QByteArray("NULL")));
}

void World::execute(const QByteArray &sql)
{
    if (const auto result = session().execute(sql); !result)
        giveUp(result.error().toString());
}

QString outcomesOf(const RunReport &report)
{
    QStringList names;
    for (const StepReport &step : report.steps) {
        static const char *const words[] = {"not-started", "done", "done-by-other", "failed",
                                            "cancelled"};
        names += QLatin1String(words[step.outcome.index()]);
    }
    return names.join(u' ');
}

Error errorOf(const RunReport &report)
{
    if (report.error)
        return *report.error;
    for (const StepReport &step : report.steps) {
        if (const auto *failed = std::get_if<StepFailed>(&step.outcome))
            return failed->error;
    }
    return {};
}

void addEngines()
{
    QTest::addColumn<Engine>("engine");
    QTest::newRow("sqlite") << Engine::Sqlite;
    QTest::newRow("postgresql") << Engine::PostgreSql;
}

} // namespace tidemark::test
