// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/connectionspec.h"
#include "database/session.h"
#include "rehearsal/fill/rowfiller.h"
#include "schema/schema.h"
#include "schema/schemareader.h"
#include "support/testserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

class FillPostgresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void everyTypeGetsAValue_data();
    void everyTypeGetsAValue();
    void constraintsAreHonoured_data();
    void constraintsAreHonoured();
    void everySecondRowKeepsDefaults();
    void someRowsHoldNoDefault();
    void circlesAreClosed();
    void rowsThatAreThereCount();
    void hopelessTablesAreNamed();
    void whatIsLeftOutStaysEmpty();
    void deferredConstraintsSpeakAtOnce();
    void triggersFireAndMayFillOtherTables();
    void theFillerRemembers();
    void aStopIsNoRefusal();

private:
    void execute(const QByteArray &sql);
    QString value(const QByteArray &sql);
    FillReport fill(int rows, const QStringList &leaveOut = {});

    std::unique_ptr<Session> m_session;
};

void FillPostgresTest::initTestCase()
{
    TestServer::start();
    const auto spec = ConnectionSpec::parse(TestServer::createDatabase(u"fill"_s));
    QVERIFY(spec);
    auto session = openSession(*spec);
    QVERIFY2(session, session ? "" : qPrintable(session.error().toString()));
    m_session = std::move(*session);
}

void FillPostgresTest::init()
{
    execute("BEGIN; CREATE TABLE \"Weird \"\"Name\"\"; --\" (\"a;b\" text)");
}

void FillPostgresTest::cleanup()
{
    m_session->setStopToken({});
    execute("ROLLBACK");
}

void FillPostgresTest::execute(const QByteArray &sql)
{
    const auto done = m_session->execute(sql);
    QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
}

QString FillPostgresTest::value(const QByteArray &sql)
{
    const auto rows = m_session->query(sql);
    if (!rows)
        return rows.error().toString();
    QStringList cells;
    for (const auto &row : rows->rows)
        cells << QString::fromUtf8(row.front().value_or("NULL"));
    return cells.join(u',');
}

FillReport FillPostgresTest::fill(int rows, const QStringList &leaveOut)
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

void FillPostgresTest::everyTypeGetsAValue_data()
{
    QTest::addColumn<bool>("unique"); // three different values
    for (const char *type :
         {"smallint",       "integer",       "bigint",      "real",         "double precision",
          "numeric",        "numeric(4,2)",  "money",       "text",         "varchar",
          "varchar(1)",     "char(3)",       "name",        "\"char\"",     "citext_like",
          "date",           "timestamp",     "timestamptz", "timestamp(3)", "time",
          "timetz",         "interval",      "uuid",        "bytea",        "inet",
          "cidr",           "macaddr",       "macaddr8",    "varbit",       "varbit(3)",
          "bit(4)",         "tsvector",      "pg_lsn",      "oid",          "int4range",
          "int8range",      "numrange",      "daterange",   "tsrange",      "tstzrange",
          "int4multirange", "nummultirange", "integer[]",   "text[]",       "varchar(4)[]",
          "date[]",         "mood",          "mood[]",      "positive",     "\"Odd Type\"",
          "floatrange",     "jsonb"})
        QTest::newRow(type) << true;
    for (const char *type : {"boolean",      "json",         "xml",       "jsonpath",
                             "tsquery",      "regclass",     "regtype",   "regproc",
                             "regprocedure", "regoperator",  "regconfig", "regdictionary",
                             "regnamespace", "regrole",      "oidvector", "txid_snapshot",
                             "pg_snapshot",  "tid",          "xid",       "point",
                             "line",         "lseg",         "box",       "path",
                             "polygon",      "circle",       "box[]",     "point[]",
                             "json[]",       "numeric(2,2)", "bit"})
        QTest::newRow(type) << false;
}

void FillPostgresTest::everyTypeGetsAValue()
{
    QFETCH(bool, unique);
    execute("CREATE TYPE mood AS ENUM ('sad', 'it''s ok', 'happy');"
            "CREATE DOMAIN positive AS integer CHECK (VALUE > 10);"
            "CREATE DOMAIN citext_like AS text CHECK (length(VALUE) >= 4) NOT NULL;"
            "CREATE TYPE \"Odd Type\" AS (a integer, \"b c\" text, d mood[]);"
            "CREATE TYPE floatrange AS RANGE (subtype = float8)");
    const QByteArray type = QTest::currentDataTag();
    execute("CREATE TABLE t (v " + type + " NOT NULL" + (unique ? " UNIQUE" : "") + ", other " +
            type + ')');
    const FillReport report = fill(3);
    QVERIFY2(report.notFilled.empty(),
             qPrintable(report.notFilled.empty() ? QString() : report.notFilled[0].reason));
    QCOMPARE(report.rows, 6);
    QCOMPARE(value("SELECT count(v) FROM t"), u"3"_s);
    QCOMPARE(value("SELECT count(other) FROM t"), u"3"_s);
}

void FillPostgresTest::constraintsAreHonoured_data()
{
    QTest::addColumn<QByteArray>("ddl");
    const auto row = [](const char *name, QByteArray ddl) { QTest::newRow(name) << ddl; };
    row("serial", "CREATE TABLE t (id serial PRIMARY KEY, x int NOT NULL)");
    row("identity", "CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY)");
    row("generated", "CREATE TABLE t (a int NOT NULL, b int GENERATED ALWAYS AS (a * 2) STORED)");
    row("no columns", "CREATE TABLE t ()");
    row("primary key without default", "CREATE TABLE t (a text, b int, PRIMARY KEY (a, b))");
    row("default that is not unique", "CREATE TABLE t (a text NOT NULL DEFAULT '' UNIQUE)");
    row("default that is", "CREATE TABLE t (a uuid PRIMARY KEY DEFAULT gen_random_uuid())");
    row("unique expression",
        "CREATE TABLE t (a text NOT NULL); CREATE UNIQUE INDEX ON t (lower(a))");
    row("in", "CREATE TABLE t (a text NOT NULL CHECK (a IN ('x', 'y')))");
    row("any", "CREATE TABLE t (a varchar NOT NULL CHECK (a = ANY (ARRAY['x', 'y'])))");
    row("length", "CREATE TABLE t (a bytea CHECK (octet_length(a) = 32), b text CHECK (length(b) "
                  "BETWEEN 3 AND 4))");
    row("comparison",
        "CREATE TABLE t (a int CHECK (a >= 100 AND a < 110), b numeric CHECK (b > 0 AND b <= 1))");
    row("regular expression",
        "CREATE TABLE t (a text NOT NULL UNIQUE CHECK (a ~ '^[a-z]{3}-[0-9]+$'))");
    row("like", "CREATE TABLE t (a text NOT NULL UNIQUE CHECK (a LIKE 'pre-%'))");
    row("order of columns", "CREATE TABLE t (starts timestamptz NOT NULL, ends timestamptz NOT "
                            "NULL, CHECK (starts < ends))");
    row("exactly one", "CREATE TABLE t (a int, b int, CHECK ((a IS NULL AND b IS NOT NULL) OR (b "
                       "IS NULL AND a IS NOT NULL)))");
    row("one at most", "CREATE TABLE t (a int, b int, CHECK (num_nonnulls(a, b) <= 1))");
    row("kind with its columns", "CREATE TABLE t (kind text NOT NULL, a int, b int, CHECK ((kind = "
                                 "'x' AND a > 5 AND b IS NULL) OR (kind = 'y' AND b > 5)))");
    row("lower case",
        "CREATE TABLE t (a text NOT NULL CHECK (a = lower(a)), b text CHECK (b = upper(b)))");
    row("array length", "CREATE TABLE t (a int[] NOT NULL CHECK (array_length(a, 1) >= 3))");
    row("true", "CREATE TABLE t (a bool NOT NULL CHECK (a))");
    row("exclusion", "CREATE TABLE t (r tstzrange NOT NULL, EXCLUDE USING gist (r WITH &&))");
    row("foreign key", "CREATE TABLE a (id serial PRIMARY KEY); CREATE TABLE t (a_id int NOT NULL "
                       "UNIQUE REFERENCES a)");
    row("foreign key over two columns",
        "CREATE TABLE a (x int, y text, PRIMARY KEY (x, y)); CREATE TABLE t (y text NOT NULL, x "
        "int NOT NULL, FOREIGN KEY (x, y) REFERENCES a)");
    row("overlapping foreign keys",
        "CREATE TABLE team (id serial PRIMARY KEY); CREATE TABLE pipe (id serial PRIMARY KEY, "
        "team_id int NOT NULL REFERENCES team, UNIQUE (team_id, id));"
        "CREATE TABLE t (team_id int NOT NULL REFERENCES team, pipe_id int NOT NULL, FOREIGN KEY "
        "(team_id, pipe_id) REFERENCES pipe (team_id, id))");
    row("keys that share a column",
        "CREATE TABLE a (s int, x int, PRIMARY KEY (s, x)); CREATE TABLE b (s int, y int, PRIMARY "
        "KEY (s, y));"
        "CREATE TABLE t (s int NOT NULL, x int NOT NULL, y int NOT NULL, FOREIGN KEY (s, x) "
        "REFERENCES a, FOREIGN KEY (s, y) REFERENCES b)");
    row("join table",
        "CREATE TABLE a (id serial PRIMARY KEY); CREATE TABLE b (id serial PRIMARY KEY);"
        "CREATE TABLE t (a_id int REFERENCES a, b_id int REFERENCES b, PRIMARY KEY (a_id, b_id))");
    row("to itself", "CREATE TABLE t (id serial PRIMARY KEY, parent int REFERENCES t)");
    row("in a circle", "CREATE TABLE a (id serial PRIMARY KEY, t_id int); CREATE TABLE t (id "
                       "serial PRIMARY KEY, a_id int NOT NULL REFERENCES a);"
                       "ALTER TABLE a ADD FOREIGN KEY (t_id) REFERENCES t");
    row("weird names", "CREATE SCHEMA \"S;\"; CREATE TABLE \"S;\".\"P'\" (\"i d\" serial PRIMARY "
                       "KEY); CREATE TABLE t (\"p \"\" q\" int NOT NULL REFERENCES \"S;\".\"P'\")");
    row("range partitions",
        "CREATE TABLE t (at timestamptz NOT NULL, PRIMARY KEY (at)) PARTITION BY RANGE (at);"
        "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2020-01-01') TO ('2020-02-01')");
    row("range of numbers", "CREATE TABLE t (id bigint PRIMARY KEY) PARTITION BY RANGE (id); "
                            "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (MINVALUE) TO (0)");
    row("list partitions", "CREATE TABLE t (k text NOT NULL) PARTITION BY LIST (k); CREATE TABLE "
                           "t1 PARTITION OF t FOR VALUES IN ('a''b', 'c')");
    row("partitions of partitions",
        "CREATE TABLE t (k text NOT NULL, d date NOT NULL) PARTITION BY LIST (k); CREATE TABLE t1 "
        "PARTITION OF t FOR VALUES IN ('a') PARTITION BY RANGE (d);"
        "CREATE TABLE t2 PARTITION OF t1 FOR VALUES FROM ('2020-01-01') TO ('2020-02-01')");
    row("default partition", "CREATE TABLE t (k text NOT NULL) PARTITION BY LIST (k); CREATE TABLE "
                             "t1 PARTITION OF t DEFAULT");
    row("hash partitions", "CREATE TABLE t (id serial PRIMARY KEY) PARTITION BY HASH (id); CREATE "
                           "TABLE t1 PARTITION OF t FOR VALUES WITH (MODULUS 1, REMAINDER 0)");
    row("inheritance",
        "CREATE TABLE a (x int NOT NULL); CREATE TABLE t (y int NOT NULL) INHERITS (a)");
    row("row security", "CREATE TABLE t (a int NOT NULL); ALTER TABLE t ENABLE ROW LEVEL SECURITY; "
                        "ALTER TABLE t FORCE ROW LEVEL SECURITY");
    row("a trigger wants lower values",
        "CREATE TABLE t (state text NOT NULL DEFAULT 'new');"
        "CREATE FUNCTION only_new() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN IF NEW.state <> "
        "'new' THEN RAISE 'not new'; END IF; RETURN NEW; END$$;"
        "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION only_new()");
}

void FillPostgresTest::constraintsAreHonoured()
{
    QFETCH(QByteArray, ddl);
    execute(ddl);
    const FillReport report = fill(2);
    QVERIFY2(report.notFilled.empty(),
             qPrintable(report.notFilled.empty() ? QString() : report.notFilled[0].reason));
    QVERIFY(value("SELECT count(*) FROM t").toInt() >= 2);
    QCOMPARE(value("SELECT count(\"a;b\") FROM \"Weird \"\"Name\"\"; --\""), u"2"_s);
    execute("SET CONSTRAINTS ALL IMMEDIATE");
}

void FillPostgresTest::everySecondRowKeepsDefaults()
{
    execute("CREATE TABLE t (id serial, a int NOT NULL DEFAULT 7, b text DEFAULT 'x', c text)");
    QCOMPARE(fill(2).rows, 4);
    QCOMPARE(value("SELECT a <> 7 AND b <> 'x' FROM t ORDER BY id LIMIT 1"), u"t"_s);
    QCOMPARE(value("SELECT a || b FROM t ORDER BY id OFFSET 1"), u"7x"_s);
    QCOMPARE(value("SELECT count(c) FROM t"), u"2"_s);
}

void FillPostgresTest::someRowsHoldNoDefault()
{
    execute("CREATE TYPE state AS ENUM ('running', 'stalled', 'landed');"
            "CREATE TABLE t (id serial, a bool NOT NULL DEFAULT false, b int DEFAULT 1,"
            " c state NOT NULL DEFAULT 'stalled', d text NOT NULL DEFAULT '',"
            " e jsonb DEFAULT '{}', f numeric(10,2) DEFAULT 1, g text CHECK (g IN ('x', 'y'))"
            " DEFAULT 'x', h timestamptz NOT NULL DEFAULT now());"
            "CREATE TABLE checked (id serial, a state NOT NULL DEFAULT 'running', b text,"
            " c text DEFAULT 'x', CHECK (a <> 'stalled' AND a <> 'landed' AND b IS NOT NULL"
            " OR (a = 'stalled' OR a = 'landed') AND b IS NULL))");
    QCOMPARE(fill(2).rows, 6);
    QCOMPARE(value("SELECT a AND b <> 1 AND c <> 'stalled' AND d <> '' AND e <> '{}' AND f <> 1"
                   " AND g = 'y' AND h < now() FROM t ORDER BY id LIMIT 1"),
             u"t"_s);
    // What a check compares with other columns keeps its default, the rest need not.
    QCOMPARE(value("SELECT count(*) FROM checked WHERE c <> 'x'"), u"1"_s);
}

void FillPostgresTest::circlesAreClosed()
{
    execute("CREATE TABLE a (id serial PRIMARY KEY, t_id int UNIQUE);"
            "CREATE TABLE t (id serial PRIMARY KEY, a_id int NOT NULL REFERENCES a,"
            " parent int REFERENCES t);"
            "ALTER TABLE a ADD FOREIGN KEY (t_id) REFERENCES t");
    QVERIFY(fill(3).notFilled.empty());
    QCOMPARE(value("SELECT count(DISTINCT t_id) FROM a"), u"3"_s);
    QCOMPARE(value("SELECT string_agg(coalesce(parent::text, '-'), ',' ORDER BY id) FROM t"),
             u"-,1,2"_s);
}

void FillPostgresTest::rowsThatAreThereCount()
{
    execute("CREATE TABLE t (id serial, a int UNIQUE); INSERT INTO t (a) VALUES (2);"
            "CREATE TABLE full_one (a int); INSERT INTO full_one SELECT generate_series(1, 9)");
    const FillReport report = fill(3);
    QCOMPARE(report.tables, 3);
    QCOMPARE(report.rows, 2 + 3);
    QCOMPARE(value("SELECT count(DISTINCT a) FROM t"), u"3"_s);
    QCOMPARE(value("SELECT count(*) FROM full_one"), u"9"_s);
    QCOMPARE(fill(3).rows, 0);
}

void FillPostgresTest::hopelessTablesAreNamed()
{
    execute("CREATE TABLE hopeless (a int NOT NULL CHECK (a + 1 < a));"
            "CREATE TABLE parts (a int) PARTITION BY LIST (a);"
            "CREATE TABLE child (id int NOT NULL); CREATE TABLE fine (a int)");
    const FillReport report = fill(2);
    QCOMPARE(report.tables, 3);
    QCOMPARE(int(report.notFilled.size()), 2);
    QCOMPARE(report.notFilled[0].table, u"public.hopeless"_s);
    QVERIFY2(report.notFilled[0].reason.contains("hopeless_a_check"_L1),
             qPrintable(report.notFilled[0].reason));
    QCOMPARE(report.notFilled[1].table, u"public.parts"_s);
    QCOMPARE(m_session->transactionState(), TransactionState::Active);
    QCOMPARE(value("SELECT count(*) FROM fine"), u"2"_s);
    QCOMPARE(value("SELECT count(*) FROM hopeless"), u"0"_s);
}

void FillPostgresTest::whatIsLeftOutStaysEmpty()
{
    execute("CREATE TABLE schema_migrations (version text PRIMARY KEY); CREATE SCHEMA tool; CREATE "
            "TABLE tool.changes (a int);"
            "CREATE TEMP TABLE scratch (a int); CREATE VIEW v AS SELECT 1; CREATE TABLE t (a int)");
    const FillReport report = fill(2, {u"public.schema_migrations"_s, u"tool.*"_s});
    QCOMPARE(report.rows, 4);
    QCOMPARE(value("SELECT count(*) FROM schema_migrations"), u"0"_s);
    QCOMPARE(value("SELECT count(*) FROM tool.changes"), u"0"_s);
    QCOMPARE(value("SELECT count(*) FROM scratch"), u"0"_s);
}

void FillPostgresTest::deferredConstraintsSpeakAtOnce()
{
    execute(
        "CREATE TABLE a (id int PRIMARY KEY);"
        "CREATE TABLE t (a_id int NOT NULL REFERENCES a DEFERRABLE INITIALLY DEFERRED, b int);"
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'never'; END$$;"
        "CREATE TABLE guarded (b int);"
        "CREATE CONSTRAINT TRIGGER \"late one\" AFTER INSERT ON guarded DEFERRABLE INITIALLY "
        "DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()");
    const FillReport report = fill(2);
    QCOMPARE(int(report.notFilled.size()), 1);
    QCOMPARE(report.notFilled[0].table, u"public.guarded"_s);
    QVERIFY(report.notFilled[0].reason.contains("never"_L1));
    // Nothing is pending, and the constraint still waits for the end.
    execute("ALTER TABLE t ADD COLUMN c int");
    execute("INSERT INTO t VALUES (-1); DELETE FROM t WHERE a_id = -1");
}

void FillPostgresTest::triggersFireAndMayFillOtherTables()
{
    execute(
        "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE z (a_id int PRIMARY KEY REFERENCES a);"
        "CREATE FUNCTION beside() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN INSERT INTO z VALUES "
        "(NEW.id); RETURN NULL; END$$;"
        "CREATE TRIGGER tr AFTER INSERT ON a FOR EACH ROW EXECUTE FUNCTION beside()");
    const FillReport report = fill(2);
    QVERIFY(report.notFilled.empty());
    QCOMPARE(report.tables, 3);
    QCOMPARE(value("SELECT count(*) FROM z"), u"2"_s);
}

void FillPostgresTest::theFillerRemembers()
{
    execute("CREATE TABLE t (state text NOT NULL DEFAULT 'new', CONSTRAINT fresh CHECK (md5(state) "
            "= md5('new')))");
    auto reader = makeSchemaReader(*m_session);
    const auto schema = reader->read();
    QVERIFY(schema);
    RowFiller filler;
    for (int i = 0; i < 2; ++i) {
        execute("SAVEPOINT s");
        const auto report = filler.fill(*m_session, **schema, 2);
        QVERIFY(report);
        QCOMPARE(report->rows, 4);
        execute("ROLLBACK TO s");
    }
}

void FillPostgresTest::aStopIsNoRefusal()
{
    execute("CREATE TABLE t (a int)");
    auto reader = makeSchemaReader(*m_session);
    const auto schema = reader->read();
    QVERIFY(schema);
    std::stop_source stop;
    stop.request_stop();
    m_session->setStopToken(stop.get_token());
    const auto report = fillTables(*m_session, **schema, 2);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(FillPostgresTest)
#include "tst_fillpostgres.moc"
