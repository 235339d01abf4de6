// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables.h"

#include "base/process.h"
#include "run/plan.h"
#include "run/runner.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// dbmate and sql-migrate themselves and a run of ours on one database in turn: each takes the
/// other's work for its own, in both directions.
class TestOtherTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sameTables_data() { rows(); }
    void sameTables();
    void theyBeginAndWeGoOn_data() { rows(); }
    void theyBeginAndWeGoOn();
    void weBeginAndTheyGoOn_data() { rows(); }
    void weBeginAndTheyGoOn();
    void severalSectionsStopDbmate();

private:
    static void rows();
};

namespace {

/// One tool, one database, one folder of migrations that grows.
class World
{
public:
    World(const QString &tool, Engine engine)
        : m_tool(findConvention(tool))
        , m_database(freshDatabase(engine, QDir(m_folder.path())))
    {
        QDir(m_folder.path()).mkdir(u"migrations"_s);
        // sql-migrate knows its databases by a file.
        const bool postgres = engine == Engine::PostgreSql;
        write(u"config.yml"_s,
              "test:\n  dialect: " + QByteArray(postgres ? "postgres" : "sqlite3") +
                  "\n  datasource: " + (postgres ? theirUrl() : m_database.file).toUtf8() +
                  "\n  dir: migrations\n");
    }

    void write(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    /// Adds migration number `number`; they make one table each, the second one with a name that
    /// must be quoted, and the third runs outside of a transaction.
    void add(int number)
    {
        const QByteArray table = number == 2 ? QByteArray("\"Weird \"\"Name\"\"; --\"")
                                             : "t" + QByteArray::number(number);
        const bool sections = m_tool->id() == u"dbmate";
        const QByteArray up = sections ? "-- migrate:up" : "-- +migrate Up";
        const QByteArray down = sections ? "-- migrate:down" : "-- +migrate Down";
        const QByteArray none = number != 3 ? ""
                                : sections  ? " transaction:false"
                                            : " notransaction";
        write(u"migrations/000%1_step.sql"_s.arg(number), up + none + "\nCREATE TABLE " + table +
                                                              " (id integer);\n" + down + none +
                                                              "\nDROP TABLE " + table + ";\n");
    }

    std::unique_ptr<Session> connect() const { return connectTo(m_database); }

    QString goUp(const PlanLimits &limits = {}) { return go(planUp, limits); }
    QString goDown(const PlanLimits &limits = {}) { return go(planDown, limits); }

    QStringList applied() const
    {
        const auto session = connect();
        const auto history = store()->read(*session);
        if (!history)
            return {history.error().toString()};
        QStringList versions;
        for (const AppliedMigration &row : history->applied)
            versions.append(row.version.left(4));
        return versions;
    }

    QStringList tables() const
    {
        const auto session = connect();
        return rowsOf(*session, session->engine() == Engine::PostgreSql
                                    ? "SELECT relname FROM pg_class WHERE relkind = 'r' AND "
                                      "relnamespace = 'public'::regnamespace AND relname NOT LIKE "
                                      "'%migrations' ORDER BY 1"
                                    : "SELECT name FROM sqlite_master WHERE type = 'table' AND "
                                      "name NOT LIKE '%migrations' ORDER BY 1");
    }

    /// Their own program; what it says, or what went wrong.
    QString theirs(const QString &command) const
    {
        ProcessRequest request;
        request.workingFolder = m_folder.path();
        if (m_tool->id() == u"dbmate") {
            request.program = dbmateProgram();
            request.arguments = {u"--migrations-dir"_s, u"migrations"_s, u"--no-dump-schema"_s,
                                 command == u"up" ? u"migrate"_s : command};
            request.environment = {{u"DATABASE_URL"_s, theirUrl()}};
        } else {
            request.program = u"sql-migrate"_s;
            request.arguments = {command == u"rollback" ? u"down"_s : command,
                                 u"-config=config.yml"_s, u"-env=test"_s};
        }
        const auto result = runProcessChecked(request);
        return result ? QString::fromUtf8(result->output + result->errors)
                      : result.error().toString();
    }

    /// How many migrations their status counts as applied.
    int theirCount() const
    {
        int count = 0;
        for (const QString &line : theirs(u"status"_s).split(u'\n')) {
            const bool applied = m_tool->id() == u"dbmate"
                                     ? line.startsWith(u"[X] "_s)
                                     : line.startsWith(u"| 000"_s) && !line.contains(u"| no "_s);
            count += applied ? 1 : 0;
        }
        return count;
    }

    static QString dbmateProgram()
    {
        const QString peers = qEnvironmentVariable("TIDEMARK_PEERS");
        const QString own = peers + u"/node_modules/.bin/dbmate"_s;
        return !peers.isEmpty() && QFileInfo(own).isExecutable() ? own : u"dbmate"_s;
    }

    std::unique_ptr<HistoryStore> store() const
    {
        return m_tool->history(m_database.engine, QDir(m_folder.filePath(u"migrations"_s)));
    }

private:
    QString theirUrl() const
    {
        if (m_database.engine == Engine::Sqlite)
            return u"sqlite:"_s + m_database.file;
        return m_database.url + (m_database.url.contains(u'?') ? u'&' : u'?') +
               u"sslmode=disable"_s;
    }

    using Planner = Result<Plan> (*)(const PlanRequest &, const PlanLimits &);
    QString go(Planner planner, const PlanLimits &limits)
    {
        const auto session = connect();
        ReadRequest read;
        read.folder = QDir(m_folder.filePath(u"migrations"_s));
        read.engine = m_database.engine;
        auto set = m_tool->read(read);
        const auto history = store()->read(*session);
        if (!set || !history)
            return (set ? history.error() : set.error()).toString();
        PlanRequest request;
        request.set = std::make_shared<const MigrationSet>(std::move(*set));
        request.convention = m_tool;
        request.history = *history;
        const auto plan = planner(request, limits);
        if (!plan)
            return plan.error().toString();
        RunObserver observer;
        const RunReport report = Runner::run(*session, *store(), *plan, {}, observer, {});
        if (report.error)
            return report.error->toString();
        for (const StepReport &step : report.steps) {
            if (const auto *failed = std::get_if<StepFailed>(&step.outcome))
                return failed->error.toString();
        }
        return report.ok() ? QString() : u"the run is not done"_s;
    }

    QTemporaryDir m_folder;
    const Convention *m_tool;
    Database m_database;
};

const QStringList all = {u"0001"_s, u"0002"_s, u"0003"_s, u"0004"_s};

QStringList tablesUpTo(int number)
{
    QStringList names;
    for (int i = 1; i <= number; ++i)
        names.append(i == 2 ? u"Weird \"Name\"; --"_s : u"t%1"_s.arg(i));
    names.sort();
    return names;
}

} // namespace

void TestOtherTools::initTestCase()
{
    TestServer::start();
    // Without the programs nothing is proved here, so their absence is a failure.
    for (const QString &program : {World::dbmateProgram(), u"sql-migrate"_s}) {
        const auto version = runProcess({.program = program, .arguments = {u"--version"_s}});
        QVERIFY2(version, qPrintable(u"%1 is needed; packaging/test installs it"_s.arg(program)));
    }
}

void TestOtherTools::rows()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<int>("engine");
    for (const char *tool : {"dbmate", "sql-migrate"}) {
        QTest::addRow("%s, postgres", tool) << QString::fromLatin1(tool) << int(Engine::PostgreSql);
        QTest::addRow("%s, sqlite", tool) << QString::fromLatin1(tool) << int(Engine::Sqlite);
    }
}

void TestOtherTools::sameTables()
{
    QFETCH(QString, tool);
    QFETCH(int, engine);
    const QByteArray table = tool == u"dbmate" ? "schema_migrations" : "gorp_migrations";
    World their(tool, Engine(engine));
    their.add(1);
    QVERIFY2(!their.theirs(u"up"_s).isEmpty(), "they say something");
    QCOMPARE(their.tables(), tablesUpTo(1));
    World ours(tool, Engine(engine));
    ours.add(1);
    QCOMPARE(ours.goUp(), QString());
    QCOMPARE(definitionOf(*ours.connect(), table), definitionOf(*their.connect(), table));
}

void TestOtherTools::theyBeginAndWeGoOn()
{
    QFETCH(QString, tool);
    QFETCH(int, engine);
    World world(tool, Engine(engine));
    world.add(1);
    world.add(2);
    world.theirs(u"up"_s);
    QCOMPARE(world.applied(), all.mid(0, 2));
    world.add(3);
    world.add(4);
    QCOMPARE(world.goUp(), QString());
    QCOMPARE(world.applied(), all);
    QCOMPARE(world.theirCount(), 4);
    QCOMPARE(world.tables(), tablesUpTo(4));
    // Back: one by them, one by us, the rest by them.
    world.theirs(u"rollback"_s);
    QCOMPARE(world.applied(), all.mid(0, 3));
    QCOMPARE(world.goDown(), QString());
    QCOMPARE(world.theirCount(), 2);
    QCOMPARE(world.tables(), tablesUpTo(2));
    world.theirs(u"rollback"_s);
    world.theirs(u"rollback"_s);
    QCOMPARE(world.applied(), QStringList());
    QCOMPARE(world.tables(), QStringList());
}

void TestOtherTools::weBeginAndTheyGoOn()
{
    QFETCH(QString, tool);
    QFETCH(int, engine);
    World world(tool, Engine(engine));
    for (int number = 1; number <= 4; ++number)
        world.add(number);
    PlanLimits half;
    half.count = 2;
    QCOMPARE(world.goUp(half), QString());
    QCOMPARE(world.theirCount(), 2);
    world.theirs(u"up"_s);
    QCOMPARE(world.applied(), all);
    QCOMPARE(world.tables(), tablesUpTo(4));
    PlanLimits everything;
    everything.all = true;
    QCOMPARE(world.goDown(everything), QString());
    QCOMPARE(world.theirCount(), 0);
    QCOMPARE(world.tables(), QStringList());
    world.theirs(u"up"_s);
    QCOMPARE(world.applied(), all);
}

/// What the finding "several-sections" says of dbmate: should a newer one get further, it is to be
/// taken back.
void TestOtherTools::severalSectionsStopDbmate()
{
    const QByteArray text = "-- migrate:up\nCREATE TABLE t1 (id integer);\n-- migrate:down\n"
                            "DROP TABLE t1;\n-- migrate:up\nCREATE TABLE t4 (id integer);\n"
                            "-- migrate:down\nDROP TABLE t4;\n";
    World their(u"dbmate"_s, Engine::Sqlite);
    their.write(u"migrations/0001_two.sql"_s, text);
    QVERIFY(their.theirs(u"up"_s).contains(u"UNIQUE"_s));
    World ours(u"dbmate"_s, Engine::Sqlite);
    ours.write(u"migrations/0001_two.sql"_s, text);
    QCOMPARE(ours.goUp(), QString());
    QCOMPARE(ours.tables(), (QStringList{u"t1"_s, u"t4"_s}));
    QCOMPARE(ours.theirCount(), 1);
    QCOMPARE(ours.goDown(), QString());
    QCOMPARE(ours.tables(), QStringList());
}

QTEST_GUILESS_MAIN(TestOtherTools)
#include "testothertools.moc"
