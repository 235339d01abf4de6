// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqitchworld.h"

#include "rehearsal/rehearse.h"
#include "support/testserver.h"

#include <QDirIterator>
#include <QFile>
#include <QtTest/QTest>

#include <map>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// A database that the real sqitch has deployed half of a project to is copied and rehearsed.
class SqitchRehearsalTest : public QObject
{
    Q_OBJECT

private:
    /// Every file below a folder with its bytes.
    static std::map<QString, QByteArray> filesBelow(const QString &folder)
    {
        std::map<QString, QByteArray> contents;
        QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                contents[file.fileName()] = file.readAll();
        }
        return contents;
    }

    /// The path of the registry that the project's configuration names from now on.
    static QString configureRegistry(const SqitchWorld &world)
    {
        const QString folder = world.folder() + u"/elsewhere"_s;
        QDir().mkpath(folder);
        QFile conf(world.project().filePath(u"sqitch.conf"_s));
        if (conf.open(QIODevice::Append))
            conf.write("[engine \"sqlite\"]\n\tregistry = " + folder.toUtf8() + "/meta.db\n");
        return folder + u"/meta.db"_s;
    }

    static void deployTwo(const SqitchWorld &world, const Database &database)
    {
        const auto done = world.sqitch({u"deploy"_s, u"--to"_s, u"admin/seed"_s}, database);
        QVERIFY2(done.exitCode == 0, qPrintable(done.output));
    }

    QStringList rehearsedIds(const SqitchWorld &world, const Database &database, int last = 0,
                             bool fromEmpty = false)
    {
        RehearsalRequest request;
        request.folder = world.project();
        request.database = *ConnectionSpec::parse(database.url);
        request.last = last;
        request.fromEmpty = fromEmpty;
        SandboxFactory sandboxes(m_state.path());
        RehearsalObserver observer;
        const auto report = rehearse(request, sandboxes, observer, {});
        if (!report)
            return {report.error().toString()};
        QStringList ids;
        for (const MigrationReport &migration : report->migrations)
            ids += migration.id + u' ' + verdictName(migration.verdict);
        return ids;
    }

    static QStringList pending()
    {
        return {u"names@v2 reversible"_s, u"names reversible"_s, u"counts reversible"_s};
    }

    QTemporaryDir m_state;

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("SQITCH_SYSTEM_CONFIG", "/nonexistent");
        qputenv("SQITCH_USER_CONFIG", "/nonexistent");
        TestServer::start();
    }

    void onlyWhatIsPending_data()
    {
        QTest::addColumn<Engine>("engine");
        QTest::newRow("PostgreSQL") << Engine::PostgreSql;
        QTest::newRow("SQLite") << Engine::Sqlite;
    }
    void onlyWhatIsPending()
    {
        QFETCH(Engine, engine);
        const SqitchWorld world(engine);
        const Database database = world.makeDatabase(u"half"_s);
        deployTwo(world, database);
        const auto before = filesBelow(world.folder());
        QCOMPARE(rehearsedIds(world, database), pending());
        // One of them is applied: its own revert brings the copy to where the range begins.
        QCOMPARE(rehearsedIds(world, database, 4),
                 QStringList{u"admin/seed reversible"_s} + pending());
        // Neither the database nor the registry beside it has changed, and nothing came to them.
        QVERIFY(filesBelow(world.folder()) == before);
        const auto status = world.sqitch({u"status"_s}, database);
        QVERIFY2(status.output.contains(u"Undeployed changes:\n  * names @v2"_s),
                 qPrintable(status.output));
    }

    /// A registry that is configured with its whole path would be the original, seen from a copy or
    /// from an empty sandbox: it is neither opened nor made.
    void registryElsewhere_data()
    {
        QTest::addColumn<bool>("deployed");
        QTest::addColumn<bool>("fromEmpty");
        QTest::newRow("copy") << true << false;
        QTest::newRow("copy, no registry") << false << false;
        QTest::newRow("from nothing") << true << true;
        QTest::newRow("from nothing, no registry") << false << true;
    }
    void registryElsewhere()
    {
        QFETCH(bool, deployed);
        QFETCH(bool, fromEmpty);
        const SqitchWorld world(Engine::Sqlite);
        const QString registry = configureRegistry(world);
        // Is rehearsed on a copy of the sandbox.
        world.addToPlan("vacuum 2024-02-01T10:00:00Z Ada <ada@example.org> # Outside of any\n");
        world.write(u"deploy/vacuum.sql"_s, "VACUUM;\n");
        world.write(u"revert/vacuum.sql"_s, "VACUUM;\n");
        const Database database = world.makeDatabase(u"half"_s);
        if (deployed)
            deployTwo(world, database);
        else
            QVERIFY(database.connect()->execute("PRAGMA user_version = 1"));
        QCOMPARE(QFile::exists(registry), deployed);
        const auto before = filesBelow(world.folder());
        const QStringList ids = rehearsedIds(world, database, 0, fromEmpty);
        const bool half = deployed && !fromEmpty;
        QCOMPARE(ids.size(), half ? pending().size() + 1 : SqitchWorld::allIds().size() + 1);
        QCOMPARE(ids.last(), u"vacuum reversible"_s);
        if (half)
            QCOMPARE(ids.first(pending().size()), pending());
        QVERIFY(filesBelow(world.folder()) == before);
    }

    /// Copies of one sandbox have a registry each, with what was in the original.
    void registryOfEachCopy_data()
    {
        QTest::addColumn<bool>("deployed");
        QTest::newRow("registry") << true;
        QTest::newRow("no registry") << false;
    }
    void registryOfEachCopy()
    {
        QFETCH(bool, deployed);
        const SqitchWorld world(Engine::Sqlite);
        const QString registry = configureRegistry(world);
        const Database database = world.makeDatabase(u"half"_s);
        if (deployed)
            deployTwo(world, database);
        else
            QVERIFY(database.connect()->execute("PRAGMA user_version = 1"));
        const auto before = filesBelow(world.folder());

        const Convention *sqitch = findConvention(u"sqitch"_s);
        const auto store = sqitch->history(Engine::Sqlite, world.project());
        const auto set = sqitch->read({world.project(), Engine::Sqlite, {}});
        QVERIFY(set);
        SandboxFactory sandboxes(m_state.path());
        SandboxRequest request;
        request.source = *ConnectionSpec::parse(database.url);
        const auto first = sandboxes.make(request);
        QVERIFY2(first, first ? "" : qPrintable(first.error().toString()));
        const auto place =
            deployed ? (*first)->bringAlong(registry, {}) : (*first)->placeFor(registry);
        QVERIFY2(place, place ? "" : qPrintable(place.error().toString()));
        store->useHistoryFile(*place);
        const auto second = (*first)->copy();
        QVERIFY2(second, second ? "" : qPrintable(second.error().toString()));

        const size_t applied = deployed ? 2 : 0;
        Session &copy = (*second)->session();
        const auto made = store->ensure(copy);
        QVERIFY2(made, made ? "" : qPrintable(made.error().toString()));
        const auto recorded = store->recordUp(copy, set->migrations.at(applied), {});
        QVERIFY2(recorded, recorded ? "" : qPrintable(recorded.error().toString()));
        QCOMPARE(store->read(copy)->applied.size(), applied + 1);
        QCOMPARE(store->read((*first)->session())->applied.size(), applied);
        QCOMPARE(store->read((*first)->session())->exists, deployed);
        QVERIFY(filesBelow(world.folder()) == before);
    }

    /// Nothing was deployed yet: no registry, and the copy makes none.
    void withoutRegistry()
    {
        const SqitchWorld world(Engine::Sqlite);
        const Database database = world.makeDatabase(u"fresh"_s);
        QVERIFY(database.connect()->execute("PRAGMA user_version = 1"));
        const auto before = filesBelow(world.folder());
        QCOMPARE(rehearsedIds(world, database).size(), SqitchWorld::allIds().size());
        QVERIFY(filesBelow(world.folder()) == before);
    }
};

QTEST_GUILESS_MAIN(SqitchRehearsalTest)
#include "tst_sqitchrehearsal.moc"
