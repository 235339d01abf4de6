// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs.h"

#include "migrations/conventions/conventions.h"
#include "support/testserver.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// popx' table on real servers, also the one of its first format.
class PopxTableTest : public QObject
{
    Q_OBJECT

private:
    static void engines()
    {
        QTest::addColumn<Engine>("engine");
        QTest::newRow("PostgreSQL") << Engine::PostgreSql;
        QTest::newRow("SQLite") << Engine::Sqlite;
    }

    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(name));
    }

    QDir folder() const { return QDir(m_folder->path()); }
    Database makeDatabase(Engine engine) const
    {
        return Database::make(engine, u"popx"_s, QDir(m_elsewhere->path()));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QTemporaryDir> m_elsewhere;

private Q_SLOTS:
    void initTestCase() { TestServer::start(); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_elsewhere = std::make_unique<QTemporaryDir>();
        write(u"20200101000000000000_a.up.sql"_s,
              "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id int);\n");
        write(u"20200101000000000000_a.down.sql"_s, "DROP TABLE \"Weird \"\"Name\"\"; --\";\n");
        write(u"20200101000000000001_a.postgres.up.sql"_s,
              "COMMENT ON TABLE \"Weird \"\"Name\"\"; --\" IS 'x';\n");
        write(u"20200101000000000001_a.up.sql"_s, "-- nothing here\n");
        write(u"20200101000000000001_a.down.sql"_s, "");
        write(u"20200202000000000000_b.autocommit.up.sql"_s, "CREATE TABLE b (id int);\n");
        write(u"20200202000000000000_b.autocommit.down.sql"_s, "DROP TABLE b;\n");
    }

    void upAndDown_data() { engines(); }
    void upAndDown()
    {
        QFETCH(Engine, engine);
        const Database database = makeDatabase(engine);
        QCOMPARE(goUp(popxConvention(), folder(), database), QString());
        QCOMPARE(rowsOf(database, "SELECT version, version_self FROM schema_migration ORDER BY 1"),
                 (QStringList{u"20200101000000000000|0"_s, u"20200101000000000001|0"_s,
                              u"20200202000000000000|0"_s}));
        PlanLimits two;
        two.count = 2;
        QCOMPARE(goDown(popxConvention(), folder(), database, two), QString());
        QCOMPARE(appliedIds(popxConvention(), folder(), database),
                 QStringList{u"20200101000000000000_a"_s});
        const QByteArray indexes =
            engine == Engine::PostgreSql
                ? "SELECT indexname FROM pg_indexes WHERE tablename = 'schema_migration' ORDER BY 1"
                : "SELECT name FROM pragma_index_list('schema_migration') ORDER BY 1";
        QCOMPARE(rowsOf(database, indexes), (QStringList{u"schema_migration_version_idx"_s,
                                                         u"schema_migration_version_self_idx"_s}));
        const auto twice = database.connect()->execute(
            "INSERT INTO schema_migration (version) VALUES ('20200101000000000000')");
        QVERIFY(!twice);
    }

    /// A database of popx' first format: 14-digit versions that stand for all their steps.
    void legacy_data() { engines(); }
    void legacy()
    {
        QFETCH(Engine, engine);
        const Database database = makeDatabase(engine);
        {
            const auto session = database.connect();
            QVERIFY(session->execute("CREATE TABLE schema_migration (version varchar(14) NOT NULL);"
                                     "CREATE UNIQUE INDEX schema_migration_version_idx ON "
                                     "schema_migration (version);"
                                     "INSERT INTO schema_migration VALUES ('20200101000000');"
                                     "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id int)"));
        }
        QCOMPARE(appliedIds(popxConvention(), folder(), database),
                 (QStringList{u"20200101000000000000_a"_s, u"20200101000000000001_a"_s}));
        QCOMPARE(goUp(popxConvention(), folder(), database), QString());
        QCOMPARE(rowsOf(database, "SELECT version, version_self FROM schema_migration ORDER BY 1"),
                 (QStringList{u"20200101000000|0"_s, u"20200202000000000000|0"_s}));
        QCOMPARE(rowsOf(database, "SELECT version FROM schema_migration_pop_legacy"),
                 QStringList{u"20200101000000"_s});
        PlanLimits two;
        two.count = 2;
        QCOMPARE(goDown(popxConvention(), folder(), database, two), QString());
        QCOMPARE(appliedIds(popxConvention(), folder(), database),
                 QStringList{u"20200101000000000000_a"_s});
        QCOMPARE(rowsOf(database, "SELECT version FROM schema_migration"),
                 QStringList{u"20200101000000000000"_s});
    }
};

QTEST_GUILESS_MAIN(PopxTableTest)
#include "tst_popxtable.moc"
