// SPDX-License-Identifier: GPL-3.0-or-later
#include "splitsupport.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

class StatementTraitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void controls_data();
    void controls();
    void outside_data();
    void outside();
    void changesOfTheServer_data();
    void changesOfTheServer();
    void summaries_data();
    void summaries();
};

void StatementTraitsTest::controls_data()
{
    QTest::addColumn<bool>("postgres");
    QTest::addColumn<bool>("sqlite");
    const auto row = [](const char *sql, bool postgres, bool sqlite) {
        QTest::newRow(sql) << postgres << sqlite;
    };
    row("BEGIN", true, true);
    row("begin immediate", true, true);
    row("/* c */ Commit", true, true);
    row("END", true, true);
    row("ROLLBACK TO s", true, true);
    row("SAVEPOINT s", true, true);
    row("RELEASE s", true, true);
    row("ABORT", true, false);
    row("START TRANSACTION", true, false);
    row("PREPARE TRANSACTION 'x'", true, false);
    row("PREPARE p AS SELECT 1", false, false);
    row("COMMIT PREPARED 'x'", true, true);
    row("DO $$ BEGIN COMMIT; END $$", false, false);
    row("SELECT 'BEGIN'", false, false);
    row("\"begin\"", false, false);
}

void StatementTraitsTest::controls()
{
    QFETCH(bool, postgres);
    QFETCH(bool, sqlite);
    const Statement statement = statementOf(QTest::currentDataTag());
    QCOMPARE(controlsTransaction(statement, Engine::PostgreSql), postgres);
    QCOMPARE(controlsTransaction(statement, Engine::Sqlite), sqlite);
}

void StatementTraitsTest::outside_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<bool>("expected");
    const auto pg = [](const char *sql, bool expected) {
        QTest::newRow(sql) << Engine::PostgreSql << expected;
    };
    const auto lite = [](const char *sql, bool expected) {
        QTest::newRow(sql) << Engine::Sqlite << expected;
    };
    pg("CREATE INDEX CONCURRENTLY i ON t (a)", true);
    pg("CREATE UNIQUE /* c */ INDEX\n concurrently IF NOT EXISTS i ON t (a)", true);
    pg("CREATE INDEX concurrently_made ON t (a)", false);
    pg("CREATE INDEX \"CONCURRENTLY\" ON t (a)", false);
    pg("DROP INDEX CONCURRENTLY i", true);
    pg("DROP INDEX i", false);
    pg("REINDEX TABLE t", false);
    pg("REINDEX TABLE CONCURRENTLY t", true);
    pg("REINDEX (CONCURRENTLY) TABLE t", true);
    pg("REINDEX DATABASE d", true);
    pg("REINDEX SCHEMA s", true);
    pg("VACUUM", true);
    pg("VACUUM (FULL) t", true);
    pg("ANALYZE t", false);
    pg("CLUSTER", true);
    pg("CLUSTER VERBOSE", true);
    pg("CLUSTER t USING i", false);
    pg("CREATE DATABASE d", true);
    pg("DROP DATABASE d", true);
    pg("ALTER DATABASE d SET TABLESPACE s", true);
    pg("ALTER DATABASE d SET work_mem = '1MB'", false);
    pg("CREATE TABLESPACE s LOCATION '/x'", true);
    pg("ALTER SYSTEM SET work_mem = '1MB'", true);
    pg("DISCARD ALL", true);
    pg("DISCARD PLANS", false);
    pg("ALTER TABLE p DETACH PARTITION c CONCURRENTLY", true);
    pg("ALTER TABLE p DETACH PARTITION c", false);
    pg("ALTER TABLE ONLY \"Weird \"\"Name\"\"; --\" ADD COLUMN concurrently int", false);
    pg("CREATE SUBSCRIPTION s CONNECTION 'c' PUBLICATION p", true);
    pg("CREATE SUBSCRIPTION s CONNECTION 'c' PUBLICATION p WITH (connect = false)", false);
    pg("CREATE SUBSCRIPTION s CONNECTION 'c' PUBLICATION p WITH (create_slot = 'off')", false);
    pg("DROP SUBSCRIPTION s", true);
    pg("ALTER SUBSCRIPTION s REFRESH PUBLICATION", true);
    pg("ALTER SUBSCRIPTION s SET PUBLICATION p WITH (refresh = false)", false);
    pg("ALTER SUBSCRIPTION s DISABLE", false);
    pg("COMMIT PREPARED 'x'", true);
    pg("ALTER TYPE e ADD VALUE 'x'", false);
    pg("SELECT 'VACUUM'", false);
    lite("vacuum into 'x'", true);
    lite("ATTACH 'x' AS y", true);
    lite("PRAGMA foreign_keys = off", true);
    lite("PRAGMA main.Journal_Mode=WAL", true);
    lite("PRAGMA user_version = 3", false);
    lite("CREATE TABLE vacuum (a)", false);
}

void StatementTraitsTest::outside()
{
    QFETCH(Engine, engine);
    QTEST(needsNoTransaction(statementOf(QTest::currentDataTag()), engine), "expected");
}

void StatementTraitsTest::changesOfTheServer_data()
{
    QTest::addColumn<QString>("change");
    const auto row = [](const char *sql, const char *change) {
        QTest::newRow(sql) << QString::fromLatin1(change);
    };
    row("CREATE ROLE app LOGIN", "CREATE ROLE");
    row("/* c */ create user app", "CREATE USER");
    row("ALTER GROUP g ADD USER u", "ALTER GROUP");
    row("DROP ROLE IF EXISTS app", "DROP ROLE");
    row("ALTER DATABASE shop SET timezone = 'UTC'", "ALTER DATABASE");
    row("CREATE TABLESPACE fast LOCATION '/x'", "CREATE TABLESPACE");
    row("ALTER SYSTEM SET work_mem = '1GB'", "ALTER SYSTEM");
    row("CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p", "CREATE SUBSCRIPTION");
    row("GRANT admin TO app", "GRANT of a role");
    row("REVOKE admin FROM app", "REVOKE of a role");
    row("GRANT CONNECT ON DATABASE shop TO app", "GRANT ON DATABASE");
    row("COMMENT ON ROLE app IS 'x'", "COMMENT ON ROLE");
    row("COMMENT ON DATABASE shop IS 'x'", "COMMENT ON DATABASE");
    row("DROP OWNED BY app", "DROP OWNED");
    row("REASSIGN OWNED BY a TO b", "REASSIGN OWNED");
    row("DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles) THEN CREATE ROLE app; END IF; END $$",
        "CREATE ROLE");
    row("DO $x$ BEGIN EXECUTE 'CREATE ROLE app'; END $x$", "CREATE ROLE");
    row("DO $x$ BEGIN EXECUTE format($y$ALTER USER %I$y$, 'x'); END $x$", "ALTER USER");
    row("CREATE OR REPLACE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$BEGIN DROP ROLE r; "
        "END$$",
        "DROP ROLE");
    row("CREATE TABLE users (role text)", "");
    row("CREATE TABLE role (id int)", "");
    row("CREATE USER MAPPING FOR app SERVER s", "");
    row("GRANT SELECT ON users TO app", "");
    row("GRANT ALL ON ALL TABLES IN SCHEMA public TO app", "");
    row("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO app", "");
    row("COMMENT ON TABLE role IS 'CREATE ROLE x'", "");
    row("SELECT 'CREATE ROLE app'", "");
    row("INSERT INTO t VALUES ('DROP DATABASE x')", "");
    row("DROP TABLE users", "");
    row("SET ROLE app", "");
    row("DO $$ BEGIN ALTER TABLE users ADD role text; END $$", "");
    row("CREATE FUNCTION", "");
    row("GRANT", "");
    row("", "");
}

void StatementTraitsTest::changesOfTheServer()
{
    const QByteArray sql = QTest::currentDataTag();
    QCOMPARE(changesServer(statementOf(sql)).value_or(QString()),
             *static_cast<QString *>(QTest::qData("change", qMetaTypeId<QString>())));
}

void StatementTraitsTest::summaries_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QString>("expected");
    QTest::newRow("short") << QByteArray("SELECT 1") << 60 << u"SELECT 1"_s;
    QTest::newRow("one line") << QByteArray("CREATE INDEX\n\t i -- c\n ON t(a, b)") << 60
                              << u"CREATE INDEX i ON t(a, b)"_s;
    QTest::newRow("cut") << QByteArray("CREATE INDEX users_email_idx ON users (email)") << 29
                         << u"CREATE INDEX users_email_idx…"_s;
    QTest::newRow("exact") << QByteArray("SELECT 12") << 9 << u"SELECT 12"_s;
    QTest::newRow("characters beyond the first plane")
        << QByteArray("SELECT '😀😀😀'") << 10 << u"SELECT '…"_s;
    QTest::newRow("newline in a string") << QByteArray("SELECT 'a\nb'") << 60 << u"SELECT 'a b'"_s;
    QTest::newRow("huge") << "INSERT INTO t VALUES " + QByteArray("(1),").repeated(100000) << 24
                          << u"INSERT INTO t VALUES (1…"_s;
}

void StatementTraitsTest::summaries()
{
    QFETCH(QByteArray, text);
    QFETCH(int, limit);
    const QString summary = summaryOf(statementOf(text), limit);
    QVERIFY(summary.size() <= limit);
    QTEST(summary, "expected");
}

QTEST_GUILESS_MAIN(StatementTraitsTest)
#include "tst_statementtraits.moc"
