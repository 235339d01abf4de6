// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/connectionspec.h"
#include "database/session.h"
#include "rehearsal/fill/rowfiller.h"
#include "schema/schema.h"
#include "schema/schemareader.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

class FillSqliteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void tablesAreFilled_data();
    void tablesAreFilled();
    void everySecondRowKeepsDefaults();
    void circlesAreClosed();
    void hopelessTablesAreNamed();
    void rowsThatAreThereCount();

private:
    void execute(const QByteArray &sql);
    QString value(const QByteArray &sql);
    FillReport fill(int rows, const QStringList &leaveOut = {});

    std::unique_ptr<Session> m_session;
};

void FillSqliteTest::init()
{
    auto spec = ConnectionSpec::parse(u"sqlite:"_s);
    QVERIFY(spec);
    spec->foreignKeys = true;
    auto session = openSession(*spec);
    QVERIFY2(session, session ? "" : qPrintable(session.error().toString()));
    m_session = std::move(*session);
    execute("BEGIN");
    execute("CREATE TABLE \"Weird \"\"Name\"\"; --\" (\"a;b\" text)");
}

void FillSqliteTest::cleanup()
{
    m_session.reset();
}

void FillSqliteTest::execute(const QByteArray &sql)
{
    const auto done = m_session->execute(sql);
    QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
}

QString FillSqliteTest::value(const QByteArray &sql)
{
    const auto rows = m_session->query(sql);
    if (!rows)
        return rows.error().toString();
    return rows->rows.empty() ? u"no row"_s : QString::fromUtf8(rows->rows[0][0].value_or("NULL"));
}

FillReport FillSqliteTest::fill(int rows, const QStringList &leaveOut)
{
    auto reader = makeSchemaReader(*m_session);
    const auto schema = reader->read();
    if (!schema)
        return FillReport{
            .tables = -1, .rows = 0, .notFilled = {{u""_s, schema.error().toString()}}};
    const auto report = fillTables(*m_session, **schema, rows, leaveOut);
    if (!report)
        return FillReport{
            .tables = -1, .rows = 0, .notFilled = {{u""_s, report.error().toString()}}};
    return *report;
}

void FillSqliteTest::tablesAreFilled_data()
{
    QTest::addColumn<QByteArray>("ddl");
    const auto row = [](const char *name, QByteArray ddl) { QTest::newRow(name) << ddl; };
    row("plain", "CREATE TABLE t (id INTEGER PRIMARY KEY, a text NOT NULL UNIQUE, b)");
    row("autoincrement",
        "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a varchar(3) NOT NULL)");
    row("without rowid", "CREATE TABLE t (id INTEGER PRIMARY KEY, a blob NOT NULL) WITHOUT ROWID");
    row("strict",
        "CREATE TABLE t (a int NOT NULL, b integer, c real, d text, e blob, f any) STRICT");
    row("declared types", "CREATE TABLE t (a boolean NOT NULL CHECK (a IN (0, 1)), b datetime NOT "
                          "NULL CHECK (b IS datetime(b)), "
                          "c json NOT NULL CHECK (json_valid(c)), d decimal(10,2) NOT NULL, e "
                          "uuid, f date CHECK (f IS date(f)))");
    row("generated", "CREATE TABLE t (a int NOT NULL, b int AS (a * 2) STORED, c int AS (a + 1))");
    row("checks", "CREATE TABLE t (a text NOT NULL CHECK (a IN ('x', 'y')), b int CHECK (b BETWEEN "
                  "100 AND 109), c text CHECK (length(c) = 5))");
    row("one of two", "CREATE TABLE t (a int, b int, CHECK ((a IS NULL) <> (b IS NULL)))");
    row("foreign keys", "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (p_id INTEGER NOT "
                        "NULL UNIQUE REFERENCES P)");
    row("two columns", "CREATE TABLE p (x text, y int, PRIMARY KEY (x, y)); CREATE TABLE t (y int "
                       "NOT NULL, x text NOT NULL, FOREIGN KEY (x, y) REFERENCES p)");
    row("join table", "CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (id INTEGER PRIMARY "
                      "KEY); CREATE TABLE t (a_id int REFERENCES a (id), b_id int REFERENCES b "
                      "(id), PRIMARY KEY (a_id, b_id)) WITHOUT ROWID");
    row("to itself", "CREATE TABLE t (id INTEGER PRIMARY KEY, parent int REFERENCES t (id))");
    row("triggers",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a text NOT NULL); CREATE TABLE log (a text); "
        "CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.a); END");
    row("full text", "CREATE TABLE t (a text); CREATE VIRTUAL TABLE docs USING fts5 (body)");
    row("default", "CREATE TABLE t (a text NOT NULL DEFAULT 'x' UNIQUE, b datetime NOT NULL "
                   "DEFAULT CURRENT_TIMESTAMP)");
}

void FillSqliteTest::tablesAreFilled()
{
    QFETCH(QByteArray, ddl);
    execute(ddl);
    const FillReport report = fill(2);
    QVERIFY2(report.notFilled.empty(),
             qPrintable(report.notFilled.empty() ? QString() : report.notFilled[0].reason));
    QCOMPARE(value("SELECT count(*) FROM t"), u"2"_s);
    QCOMPARE(value("SELECT count(\"a;b\") FROM \"Weird \"\"Name\"\"; --\""), u"2"_s);
    QCOMPARE(value("SELECT count(*) FROM pragma_foreign_key_check"), u"0"_s);
    QCOMPARE(value("PRAGMA integrity_check"), u"ok"_s);
}

void FillSqliteTest::everySecondRowKeepsDefaults()
{
    execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a int NOT NULL DEFAULT 7, b text DEFAULT 'x')");
    QCOMPARE(fill(2).rows, 4);
    QCOMPARE(value("SELECT a <> 7 AND b <> 'x' FROM t WHERE id = 1"), u"1"_s);
    QCOMPARE(value("SELECT a || b FROM t WHERE id = 2"), u"7x"_s);
}

void FillSqliteTest::circlesAreClosed()
{
    execute("CREATE TABLE a (id INTEGER PRIMARY KEY, t_id int UNIQUE REFERENCES t);"
            "CREATE TABLE t (id INTEGER PRIMARY KEY, a_id int NOT NULL REFERENCES a,"
            " parent int REFERENCES t)");
    QVERIFY(fill(3).notFilled.empty());
    QCOMPARE(value("SELECT count(DISTINCT t_id) FROM a"), u"3"_s);
    QCOMPARE(value("SELECT group_concat(coalesce(parent, '-')) FROM t"), u"-,1,2"_s);
}

void FillSqliteTest::hopelessTablesAreNamed()
{
    execute("CREATE TABLE hopeless (a int NOT NULL CHECK (a + 1 < a)); CREATE TABLE t (a)");
    const FillReport report = fill(2);
    QCOMPARE(int(report.notFilled.size()), 1);
    QCOMPARE(report.notFilled[0].table, u"hopeless"_s);
    QVERIFY2(report.notFilled[0].reason.contains("CHECK"_L1),
             qPrintable(report.notFilled[0].reason));
    QCOMPARE(value("SELECT count(*) FROM t"), u"2"_s);
    QCOMPARE(m_session->transactionState(), TransactionState::Active);
}

void FillSqliteTest::rowsThatAreThereCount()
{
    execute("CREATE TABLE t (a int UNIQUE); INSERT INTO t VALUES (2); CREATE TABLE "
            "schema_migrations (v)");
    QCOMPARE(fill(3, {u"schema_migrations"_s}).rows, 5);
    QCOMPARE(value("SELECT count(DISTINCT a) FROM t"), u"3"_s);
    QCOMPARE(value("SELECT count(*) FROM schema_migrations"), u"0"_s);
}

QTEST_GUILESS_MAIN(FillSqliteTest)
#include "tst_fillsqlite.moc"
