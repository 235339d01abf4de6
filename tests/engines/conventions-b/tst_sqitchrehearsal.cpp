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

    static void deployTwo(const SqitchWorld &world, const Database &database)
    {
        const auto done = world.sqitch({u"deploy"_s, u"--to"_s, u"admin/seed"_s}, database);
        QVERIFY2(done.exitCode == 0, qPrintable(done.output));
    }

    QStringList rehearsedIds(const SqitchWorld &world, const Database &database, int last = 0)
    {
        RehearsalRequest request;
        request.folder = world.project();
        request.database = *ConnectionSpec::parse(database.url);
        request.last = last;
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

    /// A registry that is configured with its whole path would be the original, seen from a copy.
    void registryElsewhere()
    {
        const SqitchWorld world(Engine::Sqlite);
        const QString registry = world.folder() + u"/elsewhere/meta.db"_s;
        QVERIFY(QDir().mkpath(world.folder() + u"/elsewhere"_s));
        QFile conf(world.project().filePath(u"sqitch.conf"_s));
        QVERIFY(conf.open(QIODevice::Append));
        conf.write("[engine \"sqlite\"]\n\tregistry = " + registry.toUtf8() + '\n');
        conf.close();
        const Database database = world.makeDatabase(u"half"_s);
        deployTwo(world, database);
        QVERIFY(QFile::exists(registry));
        const auto before = filesBelow(world.folder());
        QCOMPARE(rehearsedIds(world, database), pending());
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
