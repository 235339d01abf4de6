// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs.h"

#include "migrations/conventions/conventions.h"
#include "support/testserver.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// flyway_schema_history on real servers, row by row.
class FlywayTableTest : public QObject
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
        const QString path = m_folder->filePath(u"sql/"_s + name);
        QDir().mkpath(QFileInfo(path).absolutePath());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(path));
    }

    QDir sql() const { return QDir(m_folder->filePath(u"sql"_s)); }
    Database makeDatabase(Engine engine) const
    {
        return Database::make(engine, u"flyway"_s, QDir(m_folder->path()));
    }

    static QStringList history(const Database &database)
    {
        return rowsOf(database, "SELECT installed_rank, version, description, type, script, "
                                "checksum, installed_by, success FROM flyway_schema_history ORDER "
                                "BY installed_rank");
    }

    /// The rows' last two columns as the engine writes them.
    static QString ending(Engine engine, bool success = true)
    {
        return engine == Engine::PostgreSql ? (success ? u"|postgres|t"_s : u"|postgres|f"_s)
                                            : (success ? u"||1"_s : u"||0"_s);
    }

    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void initTestCase() { TestServer::start(); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        write(u"V1__first_table.sql"_s,
              "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id int PRIMARY KEY);\n");
        write(u"U1__drop_it.sql"_s, "DROP TABLE \"Weird \"\"Name\"\"; --\";\n");
        write(u"V1.1__more.sql"_s, "CREATE TABLE more (id int);\n");
        write(u"U1.1__less.sql"_s, "DROP TABLE more;\n");
        write(u"R__rows.sql"_s,
              "INSERT INTO \"Weird \"\"Name\"\"; --\" SELECT coalesce(max(id), 0) "
              "+ 1 FROM \"Weird \"\"Name\"\"; --\";\n");
    }

    void upDownUp_data() { engines(); }
    void upDownUp()
    {
        QFETCH(Engine, engine);
        const Database database = makeDatabase(engine);
        const QString good = ending(engine);
        QCOMPARE(goUp(flywayConvention(), sql(), database), QString());
        QStringList rows{u"1|1|first table|SQL|V1__first_table.sql|179534098"_s + good,
                         u"2|1.1|more|SQL|V1.1__more.sql|1508327085"_s + good,
                         u"3|-|rows|SQL|R__rows.sql|-2023270990"_s + good};
        QCOMPARE(history(database), rows);
        QCOMPARE(appliedIds(flywayConvention(), sql(), database),
                 (QStringList{u"V1__first_table"_s, u"V1.1__more"_s, u"R__rows"_s}));

        PlanLimits one;
        one.count = 1;
        QCOMPARE(goDown(flywayConvention(), sql(), database, one), QString());
        rows.append(u"4|1.1|less|UNDO_SQL|U1.1__less.sql|-323423065"_s + good);
        QCOMPARE(history(database), rows);
        QCOMPARE(appliedIds(flywayConvention(), sql(), database),
                 (QStringList{u"V1__first_table"_s, u"R__rows"_s}));

        QCOMPARE(goUp(flywayConvention(), sql(), database), QString());
        rows.append(u"5|1.1|more|SQL|V1.1__more.sql|1508327085"_s + good);
        QCOMPARE(history(database), rows);
        QCOMPARE(rowsOf(database, "SELECT count(*) FROM \"Weird \"\"Name\"\"; --\""),
                 QStringList{u"1"_s});
    }

    void repeatablesRunAgainWhenTheyChange_data() { engines(); }
    void repeatablesRunAgainWhenTheyChange()
    {
        QFETCH(Engine, engine);
        const Database database = makeDatabase(engine);
        QCOMPARE(goUp(flywayConvention(), sql(), database), QString());
        write(u"R__rows.sql"_s, "INSERT INTO \"Weird \"\"Name\"\"; --\" VALUES (7);\n");
        QCOMPARE(goUp(flywayConvention(), sql(), database), QString());
        QCOMPARE(rowsOf(database, "SELECT id FROM \"Weird \"\"Name\"\"; --\" ORDER BY id"),
                 (QStringList{u"1"_s, u"7"_s}));
        QCOMPARE(history(database).size(), 4);
        QCOMPARE(appliedIds(flywayConvention(), sql(), database),
                 (QStringList{u"V1__first_table"_s, u"V1.1__more"_s, u"R__rows"_s}));
    }

    /// The table as Flyway makes it: keys, index, defaults.
    void definition()
    {
        const Database postgres = makeDatabase(Engine::PostgreSql);
        QCOMPARE(goUp(flywayConvention(), sql(), postgres), QString());
        QCOMPARE(
            rowsOf(postgres, "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = "
                             "'flyway_schema_history' ORDER BY 1"),
            (QStringList{u"flyway_schema_history_pk|CREATE UNIQUE INDEX "
                         "flyway_schema_history_pk ON public.flyway_schema_history USING btree "
                         "(installed_rank)"_s,
                         u"flyway_schema_history_s_idx|CREATE INDEX "
                         "flyway_schema_history_s_idx ON public.flyway_schema_history USING "
                         "btree (success)"_s}));
        QCOMPARE(
            rowsOf(postgres,
                   "SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod) || "
                   "CASE WHEN attnotnull THEN '!' ELSE '' END, ', ' ORDER BY attnum) FROM "
                   "pg_attribute WHERE attrelid = 'flyway_schema_history'::regclass AND attnum "
                   "> 0"),
            QStringList{u"installed_rank integer!, version character varying(50), description "
                        "character varying(200)!, type character varying(20)!, script character "
                        "varying(1000)!, checksum integer, installed_by character "
                        "varying(100)!, installed_on timestamp without time zone!, "
                        "execution_time integer!, success boolean!"_s});

        const Database sqlite = makeDatabase(Engine::Sqlite);
        QCOMPARE(goUp(flywayConvention(), sql(), sqlite), QString());
        QCOMPARE(rowsOf(sqlite, "SELECT name FROM pragma_index_list('flyway_schema_history') WHERE "
                                "origin = 'c'"),
                 QStringList{u"flyway_schema_history_s_idx"_s});
        QCOMPARE(
            rowsOf(sqlite, "SELECT group_concat(name || ' ' || type || CASE \"notnull\" WHEN 1 "
                           "THEN '!' ELSE '' END, ', ') FROM "
                           "pragma_table_info('flyway_schema_history')"),
            QStringList{u"installed_rank INT!, version VARCHAR(50), description "
                        "VARCHAR(200)!, type VARCHAR(20)!, script VARCHAR(1000)!, checksum INT, "
                        "installed_by VARCHAR(100)!, installed_on TEXT!, execution_time INT!, "
                        "success BOOLEAN!"_s});
        QCOMPARE(rowsOf(sqlite, "SELECT typeof(installed_rank), typeof(checksum), typeof(success), "
                                "typeof(execution_time) FROM flyway_schema_history LIMIT 1"),
                 QStringList{u"integer|integer|integer|integer"_s});
    }

    void failedRows_data() { engines(); }
    void failedRows()
    {
        QFETCH(Engine, engine);
        const Database database = makeDatabase(engine);
        QCOMPARE(goUp(flywayConvention(), sql(), database), QString());
        ReadRequest request;
        request.folder = sql();
        request.engine = engine;
        const auto set = flywayConvention().read(request);
        const auto session = database.connect();
        const auto store = flywayConvention().history(engine, sql());
        Migration migration = set->migrations.front();
        migration.version = u"9"_s;
        QVERIFY(store->markFailed(*session, migration, true, {}));
        QCOMPARE(history(database).last(),
                 u"4|9|first table|SQL|V1__first_table.sql|179534098"_s + ending(engine, false));
        QCOMPARE(appliedIds(flywayConvention(), sql(), database).last(), u"9!"_s);
        QVERIFY(store->clearMark(*session, migration, true));
        QCOMPARE(history(database).size(), 3);
    }

    void configuredNames()
    {
        const Database database = makeDatabase(Engine::PostgreSql);
        QVERIFY(database.connect()->execute("CREATE SCHEMA \"Odd \"\"one\"\"\""));
        QFile conf(m_folder->filePath(u"flyway.conf"_s));
        QVERIFY(conf.open(QIODevice::WriteOnly));
        conf.write("flyway.table=my \"hist\"\nflyway.defaultSchema=Odd \"one\"\n"
                   "flyway.installedBy=deployer\n");
        conf.close();
        QCOMPARE(goUp(flywayConvention(), sql(), database), QString());
        QCOMPARE(rowsOf(database, "SELECT DISTINCT installed_by FROM \"Odd \"\"one\"\"\".\"my "
                                  "\"\"hist\"\"\""),
                 QStringList{u"deployer"_s});
        QCOMPARE(flywayConvention().history(Engine::PostgreSql, sql())->ownRelations(),
                 QStringList{u"Odd \"one\".my \"hist\""_s});
    }

    void somebodyElsesTable_data() { engines(); }
    void somebodyElsesTable()
    {
        QFETCH(Engine, engine);
        const Database database = makeDatabase(engine);
        const auto session = database.connect();
        QVERIFY(session->execute("CREATE TABLE flyway_schema_history (version text)"));
        const auto store = flywayConvention().history(engine, sql());
        const auto read = store->read(*session);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::Input);
        QVERIFY(!store->ensure(*session));
    }

    /// The number under which Flyway itself locks.
    void lock()
    {
        const Database database = makeDatabase(Engine::PostgreSql);
        const auto session = database.connect();
        const auto other = database.connect();
        const auto store = flywayConvention().history(Engine::PostgreSql, sql());
        QVERIFY(other->execute("BEGIN"));
        QVERIFY(other->query("SELECT pg_advisory_xact_lock(77433833903597)"));
        const auto kept = store->lock(*session, false, {});
        QVERIFY(!kept);
        QCOMPARE(kept.error().kind, ErrorKind::Busy);
        QVERIFY(other->execute("ROLLBACK"));
        QVERIFY(store->lock(*session, false, {}));
    }

    void baselineCovers_data() { engines(); }
    void baselineCovers()
    {
        QFETCH(Engine, engine);
        write(u"B1.1__all.sql"_s, "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id int PRIMARY KEY);\n"
                                  "CREATE TABLE more (id int);\n");
        write(u"V2__two.sql"_s, "CREATE TABLE two (id int);\n");
        const Database database = makeDatabase(engine);
        QCOMPARE(goUp(flywayConvention(), sql(), database), QString());
        QStringList types;
        for (const QString &row : history(database))
            types.append(row.section(u'|', 1, 1) + u' ' + row.section(u'|', 3, 3));
        QCOMPARE(types, (QStringList{u"1.1 SQL_BASELINE"_s, u"2 SQL"_s, u"- SQL"_s}));
        QCOMPARE(goUp(flywayConvention(), sql(), database), QString());
        QCOMPARE(history(database).size(), 3);
    }
};

QTEST_GUILESS_MAIN(FlywayTableTest)
#include "tst_flywaytable.moc"
