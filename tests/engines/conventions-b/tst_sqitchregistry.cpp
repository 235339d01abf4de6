// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqitchworld.h"

#include "database/session.h"
#include "migrations/conventions/conventions.h"
#include "support/testserver.h"

#include <QFile>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// What the registry refuses, and what it leaves alone.
class SqitchRegistryTest : public QObject
{
    Q_OBJECT

private:
    static void engines()
    {
        QTest::addColumn<Engine>("engine");
        QTest::newRow("PostgreSQL") << Engine::PostgreSql;
        QTest::newRow("SQLite") << Engine::Sqlite;
    }

    static std::vector<Migration> migrations(const SqitchWorld &world)
    {
        ReadRequest request;
        request.folder = world.project();
        request.engine = world.engine();
        auto set = sqitchConvention().read(request);
        return set ? set->migrations : std::vector<Migration>();
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("SQITCH_SYSTEM_CONFIG", "/nonexistent");
        qputenv("SQITCH_USER_CONFIG", "/nonexistent");
        TestServer::start();
    }

    void absentRegistryIsEmpty_data() { engines(); }
    void absentRegistryIsEmpty()
    {
        QFETCH(Engine, engine);
        const SqitchWorld world(engine);
        const Database database = world.makeDatabase(u"empty"_s);
        const auto session = database.connect();
        const auto history = sqitchConvention().history(engine, world.project())->read(*session);
        QVERIFY2(history, history ? "" : qPrintable(history.error().toString()));
        QVERIFY(!history->exists);
        if (engine == Engine::Sqlite) {
            const QString file = world.registryOf(database).url.sliced(7);
            QVERIFY(!QFile::exists(file));
        }
    }

    void refusesAsSqitchDoes_data() { engines(); }
    void refusesAsSqitchDoes()
    {
        QFETCH(Engine, engine);
        const SqitchWorld world(engine);
        world.addToPlan("rival [!counts] 2014-01-01T00:00:00Z Ann <ann@example.org>");
        world.write(u"deploy/rival.sql"_s, "SELECT 1;\n");
        const Database database = world.makeDatabase(u"refused"_s);
        const auto store = sqitchConvention().history(engine, world.project());
        const auto session = database.connect();
        QVERIFY(store->ensure(*session));
        const std::vector<Migration> all = migrations(world);
        QCOMPARE(all.size(), 6u);

        const auto tooEarly = store->prepare(*session, all[1], true);
        QVERIFY(!tooEarly);
        QCOMPARE(tooEarly.error().kind, ErrorKind::Input);
        QCOMPARE(tooEarly.error().where, (SourceLocation{u"sqitch.plan"_s, 6, 13}));
        QVERIFY(!store->recordUp(*session, all[1], {}));
        QVERIFY(store->prepare(*session, all[0], true));
        for (std::size_t i = 0; i < 5; ++i)
            QVERIFY(store->recordUp(*session, all[i], {}));
        const auto conflict = store->prepare(*session, all[5], true);
        QVERIFY(!conflict);
        QVERIFY(conflict.error().summary.contains(u"conflicts with counts"_s));
        // "names" alone means the first one of that name.
        const auto needed = store->prepare(*session, all[2], false);
        QVERIFY(!needed);
        QVERIFY2(needed.error().summary.contains(u"counts"_s), qPrintable(needed.error().summary));
        QVERIFY(!store->recordDown(*session, all[2], {}));
        QVERIFY(store->recordDown(*session, all[4], {}));
        QVERIFY(!store->prepare(*session, all[2], false));
        QVERIFY(store->recordDown(*session, all[3], {}));
        QVERIFY(store->prepare(*session, all[2], false));
        QVERIFY(!store->recordDown(*session, all[4], {}));
    }

    void timesNeverTie_data() { engines(); }
    void timesNeverTie()
    {
        QFETCH(Engine, engine);
        const SqitchWorld world(engine);
        const Database database = world.makeDatabase(u"fast"_s);
        const auto store = sqitchConvention().history(engine, world.project());
        const auto session = database.connect();
        QVERIFY(store->ensure(*session));
        const std::vector<Migration> all = migrations(world);
        for (int round = 0; round < 5; ++round) {
            auto transaction = Transaction::begin(*session);
            QVERIFY(transaction);
            for (const Migration &migration : all)
                QVERIFY(store->recordUp(*session, migration, {}));
            for (auto migration = all.rbegin(); migration != all.rend(); ++migration)
                QVERIFY(store->recordDown(*session, *migration, {}));
            QVERIFY(transaction->commit());
        }
        const QByteArray events = engine == Engine::PostgreSql ? "sqitch.events" : "events";
        QCOMPARE(rowsOf(world.registryOf(database),
                        "SELECT count(*), count(DISTINCT committed_at) FROM " + events),
                 QStringList{u"50|50"_s});
    }

    /// Attached it would give its tables to scripts that name one of the database's own.
    void isOutOfTheScriptsWay()
    {
        const SqitchWorld world(Engine::Sqlite);
        const Database database = world.makeDatabase(u"apart"_s);
        const auto store = sqitchConvention().history(Engine::Sqlite, world.project());
        const auto session = database.connect();
        const std::vector<Migration> all = migrations(world);
        QVERIFY(store->ensure(*session));
        QVERIFY(!session->query("SELECT * FROM events"));
        {
            auto transaction = Transaction::begin(*session);
            QVERIFY(store->recordUp(*session, all[0], {}));
            QVERIFY(transaction->commit());
        }
        QVERIFY(store->prepare(*session, all[1], true));
        QVERIFY(!session->query("SELECT * FROM events"));
        QVERIFY(store->read(*session));
        QVERIFY(!session->query("SELECT * FROM events"));
    }

    /// Migration and row are one transaction over both files.
    void rollsBackWithTheMigration_data() { engines(); }
    void rollsBackWithTheMigration()
    {
        QFETCH(Engine, engine);
        const SqitchWorld world(engine);
        const Database database = world.makeDatabase(u"atomic"_s);
        const auto store = sqitchConvention().history(engine, world.project());
        const auto session = database.connect();
        const std::vector<Migration> all = migrations(world);
        QVERIFY(store->ensure(*session));
        {
            auto transaction = Transaction::begin(*session);
            QVERIFY(session->execute("CREATE TABLE made (id int)"));
            QVERIFY(store->recordUp(*session, all[0], {}));
        }
        QVERIFY(!session->query("SELECT * FROM made"));
        const auto history = store->read(*session);
        QVERIFY(history && history->exists && history->applied.empty());
    }

    void anotherProjectsUri()
    {
        const SqitchWorld world(Engine::PostgreSql);
        const Database database = world.makeDatabase(u"uri"_s);
        const auto session = database.connect();
        QVERIFY(sqitchConvention().history(Engine::PostgreSql, world.project())->ensure(*session));
        world.write(u"sqitch.plan"_s, "%project=flipr\n\n");
        const auto refused =
            sqitchConvention().history(Engine::PostgreSql, world.project())->ensure(*session);
        QVERIFY(!refused);
        QVERIFY(refused.error().detail.contains(u"Example.org"_s));
    }

    void otherReleasesAreRefused()
    {
        const SqitchWorld world(Engine::PostgreSql);
        const Database database = world.makeDatabase(u"release"_s);
        const auto session = database.connect();
        const auto store = sqitchConvention().history(Engine::PostgreSql, world.project());
        QVERIFY(store->ensure(*session));
        QVERIFY(session->execute("UPDATE sqitch.releases SET version = 1.0"));
        const auto refused = store->ensure(*session);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Unsupported);
        QVERIFY(refused.error().hint.contains(u"sqitch upgrade"_s));
    }

    /// A dependency on another project's change is looked up in the registry.
    void acrossProjects_data() { engines(); }
    void acrossProjects()
    {
        QFETCH(Engine, engine);
        const SqitchWorld world(engine);
        const Database database = world.makeDatabase(u"projects"_s);
        QCOMPARE(goUp(sqitchConvention(), world.project(), database), QString());
        world.write(u"other/sqitch.conf"_s, "[user]\n name = Bea\n email = bea@example.org\n");
        world.write(u"other/sqitch.plan"_s,
                    "%project=widgets\n\nw [flipr:users flipr:names@v2 flipr:@v1.0] "
                    "2014-01-01T00:00:00Z Ann <ann@example.org>\n");
        for (const char *kind : {"deploy", "revert", "verify"})
            world.write(u"other/"_s + QLatin1StringView(kind) + u"/w.sql"_s,
                        QByteArray("SELECT '") + kind + "';\n");
        const QDir other(world.project().absoluteFilePath(u"other"_s));
        QCOMPARE(goUp(sqitchConvention(), other, database), QString());
        QCOMPARE(appliedIds(sqitchConvention(), other, database), QStringList{u"w"_s});
        QCOMPARE(appliedIds(sqitchConvention(), world.project(), database), SqitchWorld::allIds());
        const QByteArray schema = engine == Engine::PostgreSql ? "sqitch." : "";
        QCOMPARE(rowsOf(world.registryOf(database),
                        "SELECT d.dependency, c.change, c.note FROM " + schema +
                            "dependencies d JOIN " + schema +
                            "changes c ON c.change_id = d.dependency_id WHERE d.dependency LIKE "
                            "'flipr:%' ORDER BY 1"),
                 (QStringList{u"flipr:@v1.0|admin/seed|"_s, u"flipr:names@v2|names|"_s,
                              u"flipr:users|users|First, with \\ and\na second line."_s}));
        const auto log = world.sqitch({u"log"_s, u"--oneline"_s}, database);
        QVERIFY2(log.output.contains(u"widgets:w"_s), qPrintable(log.output));
    }
};

QTEST_GUILESS_MAIN(SqitchRegistryTest)
#include "tst_sqitchregistry.moc"
