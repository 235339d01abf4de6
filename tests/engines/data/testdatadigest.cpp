// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/session.h"
#include "database/sqlite/sqlitesession.h"
#include "diff/datadigest.h"
#include "diff/postgresdata.h"
#include "schema/schema.h"
#include "schema/schemareader.h"
#include "sql/identifier.h"
#include "support/testserver.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace tidemark;
using tidemark::test::TestServer;

namespace {

constexpr auto kWeird = "\"Weird \"\"Name\"\"; --\"";

std::unique_ptr<Session> openFresh(Engine engine)
{
    ConnectionSpec spec;
    spec.engine = engine;
    if (engine == Engine::PostgreSql)
        spec = ConnectionSpec::parse(TestServer::createFreshDatabase(u"data"_s)).value();
    auto session = openSession(spec);
    if (!session)
        qFatal("%s", qUtf8Printable(session.error().toString()));
    return std::move(*session);
}

void run(Session &session, const QByteArray &sql)
{
    if (const auto done = session.execute(sql); !done)
        qFatal("%s", qUtf8Printable(done.error().toString()));
}

// One database and what it holds; the first table of this name is meant.
class Database
{
public:
    explicit Database(Engine engine)
        : session(openFresh(engine))
        , m_reader(makeSchemaReader(*session))
    {
    }

    const Relation *table(const QString &name)
    {
        auto schema = m_reader->read();
        if (!schema)
            qFatal("%s", qUtf8Printable(schema.error().toString()));
        m_schema = *schema;
        for (const Shared<Relation> &relation : m_schema->relations) {
            if (relation->name == name)
                return &*relation;
        }
        qFatal("no table %s", qUtf8Printable(name));
    }

    TableDigest digest(const QString &name = u"t"_s)
    {
        auto result = digestTable(*session, *table(name));
        if (!result)
            qFatal("%s", qUtf8Printable(result.error().toString()));
        return *result;
    }

    RowSet rows(const QString &name = u"t"_s, int limit = 100)
    {
        auto result = readRows(*session, *table(name), limit);
        if (!result)
            qFatal("%s", qUtf8Printable(result.error().toString()));
        return *result;
    }

    std::unique_ptr<Session> session;

private:
    std::unique_ptr<SchemaReader> m_reader;
    SchemaPtr m_schema;
};

void bothEngines()
{
    QTest::addColumn<Engine>("engine");
    QTest::newRow("postgresql") << Engine::PostgreSql;
    QTest::newRow("sqlite") << Engine::Sqlite;
}

} // namespace

class TestDataDigest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { TestServer::start(); }

    void orderOfRowsDoesNotCount_data() { bothEngines(); }
    void orderOfRowsDoesNotCount();
    void orderOfColumnsDoesNotCount_data() { bothEngines(); }
    void orderOfColumnsDoesNotCount();
    void changedValueIsSeenInItsColumn_data() { bothEngines(); }
    void changedValueIsSeenInItsColumn();
    void shuffleIsSeenInWholeRowsOnly_data() { bothEngines(); }
    void shuffleIsSeenInWholeRowsOnly();
    void nullIsNotEmpty_data() { bothEngines(); }
    void nullIsNotEmpty();
    void duplicatesCount_data() { bothEngines(); }
    void duplicatesCount();
    void manyTablesInTheirOrder_data() { bothEngines(); }
    void manyTablesInTheirOrder();
    void emptyTable_data() { bothEngines(); }
    void emptyTable();
    void weirdNames_data() { bothEngines(); }
    void weirdNames();
    void rowsAreKeyFirst_data() { bothEngines(); }
    void rowsAreKeyFirst();
    void rowsPastTheLimitAreNotHeld_data() { bothEngines(); }
    void rowsPastTheLimitAreNotHeld();
    void awkwardTexts_data() { bothEngines(); }
    void awkwardTexts();
    void rowsAndDigestsAgree_data() { bothEngines(); }
    void rowsAndDigestsAgree();
    void lostColumnIsFound_data() { bothEngines(); }
    void lostColumnIsFound();
    void errorsOfTheServerComeBack_data() { bothEngines(); }
    void errorsOfTheServerComeBack();

    void postgresTypes();
    void postgresTableWithoutColumns();
    void valuesThatChangePlaces_data() { bothEngines(); }
    void valuesThatChangePlaces();
    void postgresWidestTable();
    void postgresInheritedRowsCountOnce();
    void postgresUnfilledMaterializedView();
    void postgresNondeterministicCollation();
    void sqliteStorageClasses();
    void sqliteKeyWithNulls();
    void sqliteStop();
};

void TestDataDigest::orderOfRowsDoesNotCount()
{
    QFETCH(Engine, engine);
    Database one(engine);
    Database other(engine);
    run(*one.session, "CREATE TABLE t (a int, b text); INSERT INTO t VALUES (1, 'x'), (2, 'y')");
    run(*other.session, "CREATE TABLE t (a int, b text); INSERT INTO t VALUES (2, 'y'), (1, 'x')");
    QCOMPARE(one.digest(), other.digest());
    QCOMPARE(one.digest().rows, 2);
    QVERIFY(compareRows(one.rows(), other.rows()).isEqual());
}

void TestDataDigest::orderOfColumnsDoesNotCount()
{
    QFETCH(Engine, engine);
    Database one(engine);
    Database other(engine);
    run(*one.session, "CREATE TABLE t (a int, b text); INSERT INTO t VALUES (1, 'x'), (2, 'y')");
    run(*other.session, "CREATE TABLE t (b text, a int); INSERT INTO t VALUES ('x', 1), ('y', 2)");
    QCOMPARE(one.digest(), other.digest());
    QCOMPARE(one.rows(), other.rows());
}

void TestDataDigest::changedValueIsSeenInItsColumn()
{
    QFETCH(Engine, engine);
    Database database(engine);
    run(*database.session,
        "CREATE TABLE t (a int, b text); INSERT INTO t VALUES (1, 'x'), (2, 'y')");
    const TableDigest before = database.digest();
    run(*database.session, "UPDATE t SET b = 'Y' WHERE a = 2");
    const TableDigest after = database.digest();
    QCOMPARE(after.rows, before.rows);
    QCOMPARE(after.columns[u"a"_s], before.columns[u"a"_s]);
    QVERIFY(after.columns[u"b"_s] != before.columns[u"b"_s]);
    QVERIFY(after.whole != before.whole);
    run(*database.session, "UPDATE t SET b = 'y' WHERE a = 2");
    QCOMPARE(database.digest(), before);
}

void TestDataDigest::shuffleIsSeenInWholeRowsOnly()
{
    QFETCH(Engine, engine);
    Database database(engine);
    run(*database.session,
        "CREATE TABLE t (a int, b text); INSERT INTO t VALUES (1, 'x'), (2, 'y')");
    const TableDigest before = database.digest();
    run(*database.session, "UPDATE t SET b = CASE a WHEN 1 THEN 'y' ELSE 'x' END");
    const TableDigest after = database.digest();
    QCOMPARE(after.columns, before.columns);
    QVERIFY(after.whole != before.whole);
}

void TestDataDigest::nullIsNotEmpty()
{
    QFETCH(Engine, engine);
    Database database(engine);
    run(*database.session, "CREATE TABLE t (a int, b text); INSERT INTO t VALUES (1, NULL)");
    const TableDigest before = database.digest();
    QCOMPARE(database.rows().rows[0][1], Cell());
    run(*database.session, "UPDATE t SET b = ''");
    const TableDigest empty = database.digest();
    QCOMPARE(database.rows().rows[0][1], Cell(QByteArray("")));
    QVERIFY(empty.columns[u"b"_s] != before.columns[u"b"_s]);
    QVERIFY(empty.whole != before.whole);
    run(*database.session, "UPDATE t SET b = 'NULL'");
    QVERIFY(database.digest().columns[u"b"_s] != before.columns[u"b"_s]);
    QCOMPARE(database.rows().rows[0][1], Cell(QByteArray("NULL")));
}

void TestDataDigest::duplicatesCount()
{
    QFETCH(Engine, engine);
    Database database(engine);
    run(*database.session, "CREATE TABLE t (a int); INSERT INTO t VALUES (1), (1)");
    const TableDigest two = database.digest();
    run(*database.session, "INSERT INTO t VALUES (1), (1)");
    const TableDigest four = database.digest();
    QCOMPARE(four.rows, 4);
    QVERIFY(four.columns != two.columns);
    QVERIFY(four.whole != two.whole);
}

void TestDataDigest::manyTablesInTheirOrder()
{
    QFETCH(Engine, engine);
    Database database(engine);
    constexpr int count = 230; // more than go into one statement
    QByteArray sql;
    for (int i = 0; i < count; ++i)
        sql += QStringLiteral("CREATE TABLE t%1 (a int); INSERT INTO t%1 VALUES (%1);")
                   .arg(i)
                   .toUtf8();
    run(*database.session, sql);
    database.table(u"t0"_s);
    auto reader = makeSchemaReader(*database.session);
    const SchemaPtr schema = reader->read().value();
    std::vector<const Relation *> tables;
    for (const Shared<Relation> &relation : schema->relations)
        tables.push_back(&*relation);
    QCOMPARE(tables.size(), size_t(count));
    const auto digests = digestTables(*database.session, tables).value();
    const auto sets = readRowSets(*database.session, tables, 10).value();
    QCOMPARE(digests.size(), size_t(count));
    QCOMPARE(sets.size(), size_t(count));
    for (size_t i = 0; i < tables.size(); ++i) {
        QCOMPARE(*sets[i].rows[0][0], tables[i]->name.mid(1).toUtf8());
        QCOMPARE(digests[i], digestTable(*database.session, *tables[i]).value());
        if (i > 0)
            QVERIFY(digests[i] != digests[i - 1]);
    }
    QVERIFY(digestTables(*database.session, {}).value().empty());
}

void TestDataDigest::emptyTable()
{
    QFETCH(Engine, engine);
    Database database(engine);
    run(*database.session, "CREATE TABLE t (a int, b text)");
    const TableDigest digest = database.digest();
    QCOMPARE(digest.rows, 0);
    QCOMPARE(digest.whole, "0");
    QCOMPARE(digest.columns, (QMap<QString, QByteArray>{{u"a"_s, "0"}, {u"b"_s, "0"}}));
    const RowSet rows = database.rows();
    QVERIFY(rows.complete);
    QVERIFY(rows.rows.empty());
    QCOMPARE(rows.columns, (QStringList{u"a"_s, u"b"_s}));
}

void TestDataDigest::weirdNames()
{
    QFETCH(Engine, engine);
    Database database(engine);
    run(*database.session, QByteArray("CREATE TABLE ") + kWeird +
                               " (\"a \"\"b\" int PRIMARY KEY, \"c,d\" text);"
                               "INSERT INTO " +
                               kWeird + " VALUES (1, 'x')");
    const QString name = u"Weird \"Name\"; --"_s;
    const TableDigest digest = database.digest(name);
    QCOMPARE(digest.columns.keys(), (QStringList{u"a \"b"_s, u"c,d"_s}));
    const RowSet rows = database.rows(name);
    QCOMPARE(rows.keyColumns, 1);
    QCOMPARE(rows.columns, (QStringList{u"a \"b"_s, u"c,d"_s}));
    QCOMPARE(rows.rows[0], (std::vector<Cell>{QByteArray("1"), QByteArray("x")}));
}

void TestDataDigest::rowsAreKeyFirst()
{
    QFETCH(Engine, engine);
    Database database(engine);
    run(*database.session, "CREATE TABLE t (d text, c int, b int, a text, PRIMARY KEY (c, b));"
                           "INSERT INTO t VALUES ('d', 3, 2, 'a')");
    const RowSet rows = database.rows();
    QCOMPARE(rows.columns, (QStringList{u"c"_s, u"b"_s, u"a"_s, u"d"_s}));
    QCOMPARE(rows.keyColumns, 2);
    QCOMPARE(rows.rows[0], (std::vector<Cell>{QByteArray("3"), QByteArray("2"), QByteArray("a"),
                                              QByteArray("d")}));
}

void TestDataDigest::rowsPastTheLimitAreNotHeld()
{
    QFETCH(Engine, engine);
    Database database(engine);
    run(*database.session, "CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2), (3)");
    QVERIFY(database.rows(u"t"_s, 3).complete);
    QCOMPARE(database.rows(u"t"_s, 3).rows.size(), 3U);
    QVERIFY(!database.rows(u"t"_s, 2).complete);
    QVERIFY(database.rows(u"t"_s, 2).rows.empty());
}

void TestDataDigest::awkwardTexts()
{
    QFETCH(Engine, engine);
    Database database(engine);
    run(*database.session, "CREATE TABLE t (id int PRIMARY KEY, v text)");
    const std::vector<QByteArray> texts{"",         "NULL",        "null",
                                        "{}",       "a,b",         "a\"b",
                                        "a\\b",     "\\",          "{\"a\"}",
                                        " leading", "line\nbreak", "tab\t",
                                        "'quote'",  "\xc3\xa4",    "\xf0\x9f\x8c\x8a",
                                        "x'41'",    "--",          "$1"};
    for (size_t i = 0; i < texts.size(); ++i) {
        const std::vector<Cell> parameters{QByteArray::number(qulonglong(i)), texts[i]};
        const char *sql = engine == Engine::Sqlite ? "INSERT INTO t VALUES (?1, ?2)"
                                                   : "INSERT INTO t VALUES ($1, $2)";
        QVERIFY(database.session->query(sql, parameters));
    }
    const RowSet rows = database.rows();
    QCOMPARE(rows.rows.size(), texts.size());
    for (const auto &row : rows.rows)
        QCOMPARE(*row[1], texts[row[0]->toULongLong()]);
}

void TestDataDigest::rowsAndDigestsAgree()
{
    // Whatever one sees, the other sees too.
    QFETCH(Engine, engine);
    Database database(engine);
    run(*database.session, "CREATE TABLE t (id int PRIMARY KEY, a text, b real);"
                           "INSERT INTO t VALUES (1, 'x', 0.1), (2, NULL, 1e20), (3, '', NULL)");
    const RowSet rows = database.rows();
    const TableDigest digest = database.digest();
    for (const char *change :
         {"UPDATE t SET a = 'y' WHERE id = 1", "UPDATE t SET a = '' WHERE id = 2",
          "UPDATE t SET b = b * 3 WHERE id = 1", "DELETE FROM t WHERE id = 3",
          "INSERT INTO t VALUES (4, 'x', 0.1)", "UPDATE t SET id = 9 WHERE id = 1",
          "UPDATE t SET b = 0 WHERE id = 3"}) {
        run(*database.session, QByteArray("BEGIN; ") + change);
        QVERIFY2(!compareRows(rows, database.rows()).isEqual(), change);
        QVERIFY2(database.digest() != digest, change);
        run(*database.session, "ROLLBACK");
        QCOMPARE(database.digest(), digest);
        QVERIFY(compareRows(rows, database.rows()).isEqual());
    }
}

void TestDataDigest::lostColumnIsFound()
{
    QFETCH(Engine, engine);
    Database database(engine);
    run(*database.session, "CREATE TABLE t (id int PRIMARY KEY, a text, b text);"
                           "INSERT INTO t VALUES (1, 'x', NULL), (2, NULL, NULL)");
    const RowSet before = database.rows();
    run(*database.session, "ALTER TABLE t DROP COLUMN a; ALTER TABLE t DROP COLUMN b");
    const RowComparison comparison = compareRows(before, database.rows());
    QCOMPARE(comparison.lost, 0);
    QCOMPARE(comparison.changed, 1);
    QCOMPARE(comparison.goneColumns, QStringList{u"a"_s});
    QVERIFY(comparison.changedColumns.isEmpty());
}

void TestDataDigest::errorsOfTheServerComeBack()
{
    QFETCH(Engine, engine);
    Database database(engine);
    run(*database.session, "CREATE TABLE t (a int)");
    const Relation gone = *database.table(u"t"_s);
    run(*database.session, "DROP TABLE t");
    const auto digest = digestTable(*database.session, gone);
    QVERIFY(!digest);
    QCOMPARE(digest.error().kind, ErrorKind::Sql);
    QVERIFY(!readRows(*database.session, gone, 5));
}

void TestDataDigest::postgresTypes()
{
    Database database(Engine::PostgreSql);
    run(*database.session,
        "CREATE TYPE mood AS ENUM ('sad', 'happy'); CREATE TYPE pair AS (x int, y text);"
        "CREATE TABLE t (id int PRIMARY KEY, j json, jb jsonb, x xml, e mood, r pair, ar text[], "
        "by bytea, f float8, ts timestamptz, n numeric, b bool, rg int4range, u uuid, p point);"
        "INSERT INTO t VALUES (1, '{\"a\": 1}', '{\"a\": 1}', '<a/>', 'sad', (1, 'a,b'), "
        "ARRAY['x', NULL, 'a\"b'], '\\x00ff', 0.1, '2020-01-01', 1.50, true, '[1,5)', "
        "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '(1,2)')");
    const TableDigest before = database.digest();
    QCOMPARE(before.columns.size(), 15);
    const RowSet rows = database.rows();
    const auto cell = [&](const char *name) {
        return *rows.rows[0][size_t(rows.columns.indexOf(QString::fromLatin1(name)))];
    };
    QCOMPARE(cell("ar"), "{x,NULL,\"a\\\"b\"}");
    QCOMPARE(cell("by"), "\\x00ff");
    QCOMPARE(cell("r"), "(1,\"a,b\")");
    QCOMPARE(cell("n"), "1.50");
    for (const char *change :
         {"j = '{\"a\":1}'", "jb = '{\"a\": 2}'", "x = '<b/>'", "e = 'happy'", "r = (1, 'ab')",
          "ar = ARRAY['x', 'NULL', 'a\"b']", "by = '\\x00fe'", "f = 0.10000000000000002",
          "ts = '2020-01-02'", "n = 1.5", "b = false", "rg = '[1,6)'",
          "u = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12'", "p = '(1,3)'"}) {
        run(*database.session, QByteArray("BEGIN; UPDATE t SET ") + change);
        const TableDigest after = database.digest();
        QVERIFY2(after.whole != before.whole, change);
        const QString column = QString::fromLatin1(change).section(u' ', 0, 0);
        for (auto it = after.columns.cbegin(); it != after.columns.cend(); ++it)
            QVERIFY2((*it != before.columns[it.key()]) == (it.key() == column), change);
        run(*database.session, "ROLLBACK");
    }
}

void TestDataDigest::postgresTableWithoutColumns()
{
    Database database(Engine::PostgreSql);
    run(*database.session, "CREATE TABLE t (); INSERT INTO t DEFAULT VALUES");
    const TableDigest one = database.digest();
    QCOMPARE(one.rows, 1);
    QVERIFY(one.columns.isEmpty());
    const RowSet before = database.rows();
    QCOMPARE(before.rows.size(), 1U);
    QVERIFY(before.rows[0].empty());
    run(*database.session, "INSERT INTO t DEFAULT VALUES");
    QVERIFY(database.digest() != one);
    QCOMPARE(compareRows(before, database.rows()).extra, 1);
    QCOMPARE(compareRows(database.rows(), before).lost, 1);
}

// Within a row, so that each column's own sum may say nothing of it.
void TestDataDigest::valuesThatChangePlaces()
{
    QFETCH(Engine, engine);
    Database database(engine);
    run(*database.session, "CREATE TABLE t (a text, b text, c text)");
    QSet<QByteArray> seen;
    const QByteArrayList rows{"'x', NULL, ''", "NULL, 'x', ''",   "NULL, '', 'x'", "'', 'x', NULL",
                              "'x', '', ''",   "'x', NULL, NULL", "'', 'x', ''",   "'xx', '', ''",
                              "'', 'xx', ''",  "NULL, NULL, NULL"};
    for (const QByteArray &row : rows) {
        run(*database.session, "DELETE FROM t; INSERT INTO t VALUES (" + row + ')');
        seen.insert(database.digest().whole);
    }
    QCOMPARE(seen.size(), rows.size());
}

// As many columns as a table can have: no statement is too deep for the server's stack.
void TestDataDigest::postgresWidestTable()
{
    Database database(Engine::PostgreSql);
    QByteArrayList columns;
    for (int i = 0; i < 1600; ++i)
        columns += "c" + QByteArray::number(i) + " boolean";
    run(*database.session, "CREATE TABLE t (" + columns.join(", ") + ')');
    run(*database.session, "INSERT INTO t DEFAULT VALUES");
    const auto whole = [&database] {
        const Relation *table = database.table(u"t"_s);
        const auto digests = digestPostgresRows(*database.session, {table});
        return digests ? digests->front().whole : digests.error().toString().toUtf8();
    };
    const QByteArray before = whole();
    QVERIFY2(before != "0" &&
                 QRegularExpression(u"\\A-?\\d+\\z"_s).match(QString::fromUtf8(before)).hasMatch(),
             before.constData());
    for (const QByteArray column : {"c0", "c63", "c64", "c999", "c1599"}) {
        run(*database.session, "UPDATE t SET " + column + " = true");
        const QByteArray changed = whole();
        QVERIFY2(changed != before, column.constData());
        run(*database.session, "UPDATE t SET " + column + " = NULL");
        QCOMPARE(whole(), before);
    }
}

void TestDataDigest::postgresInheritedRowsCountOnce()
{
    Database database(Engine::PostgreSql);
    run(*database.session,
        "CREATE TABLE t (a int); CREATE TABLE child () INHERITS (t); INSERT INTO child VALUES (1)");
    QCOMPARE(database.digest(u"t"_s).rows, 0);
    QCOMPARE(database.digest(u"child"_s).rows, 1);
    QVERIFY(database.rows(u"t"_s).rows.empty());
}

void TestDataDigest::postgresUnfilledMaterializedView()
{
    Database database(Engine::PostgreSql);
    run(*database.session, "CREATE MATERIALIZED VIEW v AS SELECT 1 AS a WITH NO DATA");
    QCOMPARE(database.digest(u"v"_s).rows, 0);
    run(*database.session, "REFRESH MATERIALIZED VIEW v");
    QCOMPARE(database.digest(u"v"_s).rows, 1);
    QCOMPARE(database.rows(u"v"_s).rows.size(), 1U);
}

void TestDataDigest::postgresNondeterministicCollation()
{
    Database database(Engine::PostgreSql);
    run(*database.session, "CREATE COLLATION nocase (provider = icu, locale = 'und-u-ks-level2', "
                           "deterministic = false);"
                           "CREATE TABLE t (a text COLLATE nocase); INSERT INTO t VALUES ('x')");
    const TableDigest before = database.digest();
    run(*database.session, "UPDATE t SET a = 'X'"); // equal under the collation
    QVERIFY(database.digest().columns != before.columns);
    QVERIFY(database.digest().whole != before.whole);
}

void TestDataDigest::sqliteStorageClasses()
{
    Database database(Engine::Sqlite);
    run(*database.session, "CREATE TABLE t (id INTEGER PRIMARY KEY, untyped, txt TEXT, b BLOB);"
                           "INSERT INTO t VALUES (1, 1, '1', x'00ff')");
    QCOMPARE(database.rows().rows[0], (std::vector<Cell>{QByteArray("1"), QByteArray("X'00FF'"),
                                                         QByteArray("1"), QByteArray("1")}));
    const TableDigest number = database.digest();
    run(*database.session, "UPDATE t SET untyped = '1'");
    const TableDigest text = database.digest();
    QVERIFY(text.columns[u"untyped"_s] != number.columns[u"untyped"_s]);
    QCOMPARE(*database.rows().rows[0][3], "'1'");
    run(*database.session, "UPDATE t SET untyped = x'31'");
    QVERIFY(database.digest().columns[u"untyped"_s] != text.columns[u"untyped"_s]);
    QCOMPARE(*database.rows().rows[0][3], "X'31'");
}

void TestDataDigest::sqliteKeyWithNulls()
{
    Database database(Engine::Sqlite);
    run(*database.session, "CREATE TABLE t (id TEXT PRIMARY KEY, v);"
                           "INSERT INTO t VALUES (NULL, 1), (NULL, 2), ('k', 3)");
    const RowSet before = database.rows();
    run(*database.session, "DELETE FROM t WHERE v = 2");
    const RowComparison comparison = compareRows(before, database.rows());
    QCOMPARE(comparison.lost, 1);
    QCOMPARE(comparison.extra, 0);
    QCOMPARE(*comparison.changes[0].before[1], "2");
}

void TestDataDigest::sqliteStop()
{
    Database database(Engine::Sqlite);
    run(*database.session, "CREATE TABLE t (a); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT "
                           "i + 1 FROM n WHERE i < 3000000) INSERT INTO t SELECT hex(i) FROM n");
    const Relation *table = database.table(u"t"_s);
    std::stop_source stop;
    database.session->setStopToken(stop.get_token());
    std::jthread stopper([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        stop.request_stop();
    });
    const auto digest = digestTable(*database.session, *table);
    QVERIFY(!digest);
    QCOMPARE(digest.error().kind, ErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(TestDataDigest)
#include "testdatadigest.moc"
