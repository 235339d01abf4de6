// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/draft.h"
#include "engines/ddl-postgres/trial.h"
#include "engines/schema-postgres/changes.h"
#include "support/testserver.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace tidemark;
using namespace tidemark::test;
using namespace Qt::StringLiterals;

/// Drafts are run on a copy, and must leave nothing between the copy and the goal, neither for the
/// model nor for pg_dump.
class TestDraft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void bringsOneOfEachKind();
    void drivesWithoutSaferWays();
    void takesOnlyWhatIsChosen();
    void takesWhatNeedsTheChosen();
    void leavesNoiseOut();
    void anotherMethodHasOtherOptions();
    void changesATypeWhileOthersWrite();
    void aRestoredListIsTheSame();
    void restoredListsOfAllKindsAreTheSame();
    void viewsAreNotAwayWhileRowsAreLookedAt();
    void viewsAreNotAwayWhileRowsAreFilled();
    void awkwardNames();
    void renames();
    void renamesCrosswise();
    void namesWhatIsNotRead();
    void isDeterministic();
};

void TestDraft::initTestCase()
{
    createKindsDatabase(u"ddl walk"_s);
}

void TestDraft::cleanupTestCase()
{
    TestServer::dropDatabase(u"ddl walk"_s);
}

void TestDraft::bringsOneOfEachKind()
{
    const QString emptyUrl = TestServer::createDatabase(u"ddl empty"_s);
    const State empty = readState(emptyUrl);
    const State full = readState(TestServer::url(u"ddl walk"_s));
    QCOMPARE(judge(bring(emptyUrl, empty.schema, full, {})), QString());
    const QString copy = copyOf(u"ddl walk"_s, u"ddl down"_s);
    QCOMPARE(judge(bring(copy, full.schema, empty, {})), QString());
}

void TestDraft::drivesWithoutSaferWays()
{
    const QString from = TestServer::createDatabase(u"ddl short"_s);
    mustRun(*open(from), "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id integer, mail text)");
    copyOf(u"ddl short"_s, u"ddl short goal"_s);
    const QString goalUrl = TestServer::url(u"ddl short goal"_s);
    mustRun(*open(goalUrl), "ALTER TABLE \"Weird \"\"Name\"\"; --\" ALTER mail SET NOT NULL,"
                            " ADD CONSTRAINT mails UNIQUE (mail), ADD CHECK (id > 0);"
                            "CREATE INDEX by_id ON \"Weird \"\"Name\"\"; --\" (id)");
    const State start = readState(from);
    const State goal = readState(goalUrl);
    const Draft safe = draftMigration(start.schema, goal.schema);
    QVERIFY(scriptsOf(safe).size() > 3);
    DraftOptions options;
    options.saferWays = false;
    const Trial outcome = bring(from, start.schema, goal, options);
    QCOMPARE(judge(outcome), QString());
    QCOMPARE(scriptsOf(outcome.draft).size(), std::size_t(1));
    QVERIFY(!outcome.script.contains("CONCURRENTLY"_L1));
}

void TestDraft::takesOnlyWhatIsChosen()
{
    const QString from = TestServer::createDatabase(u"ddl chosen"_s);
    const State empty = readState(from);
    copyOf(u"ddl chosen"_s, u"ddl chosen goal"_s);
    const QString goalUrl = TestServer::url(u"ddl chosen goal"_s);
    mustRun(*open(goalUrl),
            "CREATE TYPE mood AS ENUM ('good'); CREATE TABLE one (id integer PRIMARY KEY, m mood);"
            "CREATE TABLE other (id integer); CREATE VIEW seen AS SELECT id, m FROM one");
    const State goal = readState(goalUrl);
    DraftOptions options;
    options.only = std::vector<ObjectId>{{u"view"_s, u"public.seen"_s}};
    const Draft draft = draftMigration(empty.schema, goal.schema, options);
    const QString script = scriptText(draft);
    QVERIFY2(script.contains("CREATE TYPE public.mood"_L1), qPrintable(script));
    QVERIFY(script.contains("CREATE TABLE public.one"_L1));
    QVERIFY(script.contains("CREATE VIEW public.seen"_L1));
    QVERIFY(!script.contains("public.other"_L1));
    QVERIFY(open(from)->execute(script.toUtf8()));
}

// The view goes with the column; the other table's column stays.
void TestDraft::takesWhatNeedsTheChosen()
{
    const QString from = TestServer::createDatabase(u"ddl needed"_s);
    mustRun(*open(from), "CREATE TABLE t (a integer, b integer); CREATE VIEW v AS SELECT b FROM t;"
                         "CREATE TABLE other (a integer, b integer)");
    copyOf(u"ddl needed"_s, u"ddl needed goal"_s);
    const QString goalUrl = TestServer::url(u"ddl needed goal"_s);
    // The new column's default is not chosen either.
    mustRun(*open(goalUrl), "ALTER TABLE t DROP b CASCADE;"
                            "ALTER TABLE other DROP b, ADD c integer NOT NULL DEFAULT 0");
    DraftOptions options;
    options.only = std::vector<ObjectId>{{u"column"_s, u"public.t.b"_s}};
    const State start = readState(from);
    const Draft draft = draftMigration(start.schema, readState(goalUrl).schema, options);
    const QString script = scriptText(draft);
    QVERIFY2(script.contains("DROP VIEW public.v"_L1), qPrintable(script));
    QVERIFY(!script.contains("CREATE VIEW"_L1));
    QVERIFY(!script.contains("public.other"_L1));
    QVERIFY(open(from)->execute(script.toUtf8()));
}

// Their storage parameters are left out, but one method does not know the other's.
void TestDraft::anotherMethodHasOtherOptions()
{
    const QString from = TestServer::createDatabase(u"ddl method"_s);
    mustRun(*open(from), "CREATE TABLE t (a integer);"
                         "CREATE INDEX i ON t USING brin (a) WITH (pages_per_range = 8)");
    copyOf(u"ddl method"_s, u"ddl method goal"_s);
    const QString goalUrl = TestServer::url(u"ddl method goal"_s);
    mustRun(*open(goalUrl), "DROP INDEX i; CREATE INDEX i ON t (a)");
    DraftOptions options;
    options.noise.storage = false;
    const State start = readState(from);
    QCOMPARE(judge(bring(from, start.schema, readState(goalUrl), options)), QString());
}

// Names of 63 bytes, equal names in two schemas, and a search path that hides what is meant.
/// The steps that the remark names are run as they stand, with a writer in between.
namespace {

/// Writes to both tables, row by row, until it is destroyed: the same number as a text and as a
/// number.
class Busy
{
public:
    explicit Busy(const QString &url)
        : m_thread([this, url](std::stop_token stop) {
            const auto session = open(url);
            for (int i = 0; !stop.stop_requested() && m_error.isEmpty(); ++i) {
                const QByteArray id = QByteArray::number(i % 9000 + 1);
                const QByteArray number = QByteArray::number(i);
                const QByteArray table =
                    i % 2 ? QByteArray("\"Weird \"\"Name\"\"; --\"") : QByteArray("keyless");
                const QByteArray values = "('" + number + "', " + number + ")";
                const auto done = session->execute(
                    i % 3 ? "UPDATE " + table + " SET (\"Amount $$ '\", copy) = " + values +
                                " WHERE id = " + id
                          : "INSERT INTO " + table + " (\"Amount $$ '\", copy) VALUES " + values);
                if (!done)
                    m_error = done.error().toString();
                ++m_writes;
            }
        })
    {
    }
    int writes() const { return m_writes; }
    QString stop()
    {
        m_thread.request_stop();
        m_thread.join();
        return m_error;
    }

private:
    std::atomic<int> m_writes = 0;
    QString m_error;
    std::jthread m_thread;
};

} // namespace

void TestDraft::changesATypeWhileOthersWrite()
{
    const QString from = TestServer::createDatabase(u"ddl online"_s);
    mustRun(*open(from),
            R"(CREATE TABLE "Weird ""Name""; --" (id serial PRIMARY KEY, "Amount $$ '" text NOT NULL
                   COLLATE "C" DEFAULT '0', copy bigint);
               CREATE UNIQUE INDEX amounts ON "Weird ""Name""; --" ("Amount $$ '", id);
               INSERT INTO "Weird ""Name""; --" ("Amount $$ '", copy)
                   SELECT i::text, i FROM generate_series(1, 12000) i;
               CREATE TABLE keyless (LIKE "Weird ""Name""; --" INCLUDING DEFAULTS)
                   WITH (fillfactor = 10);
               CREATE INDEX ON keyless (id);
               INSERT INTO keyless SELECT * FROM "Weird ""Name""; --")");
    copyOf(u"ddl online"_s, u"ddl online goal"_s);
    const QString goalUrl = TestServer::url(u"ddl online goal"_s);
    for (const char *table : {R"("Weird ""Name""; --")", "keyless"})
        mustRun(*open(goalUrl), "ALTER TABLE " + QByteArray(table) + R"(
            ALTER "Amount $$ '" DROP DEFAULT, ALTER "Amount $$ '" TYPE bigint
                USING "Amount $$ '"::bigint, ALTER "Amount $$ '" SET DEFAULT 0)");
    const State goal = readState(goalUrl);
    const Draft draft = draftMigration(readState(from).schema, goal.schema);
    Busy busy(from);
    const auto session = open(from);
    for (const DraftScript &script : scriptsOf(draft)) {
        QVERIFY2(!script.text.contains(" TYPE bigint"_L1), qPrintable(script.text));
        const int before = busy.writes();
        QTRY_VERIFY(busy.writes() > before + 1);
        mustRun(*session, script.text.toUtf8());
    }
    QCOMPARE(busy.stop(), QString());
    const SchemaDiff left = diffSchemas(*readState(from).schema.schema, *goal.schema.schema);
    QVERIFY(left.onlyOrder());
    for (const char *table : {R"("Weird ""Name""; --")", "keyless"}) {
        const auto wrong = session->query("SELECT count(*) FROM " + QByteArray(table) +
                                          R"( WHERE "Amount $$ '" IS DISTINCT FROM copy)");
        QVERIFY(wrong);
        QCOMPARE(wrong->rows[0][0].value_or(QByteArray()), QByteArray("0"));
    }
}

// What the server shows of a list is not what it reads of it.
void TestDraft::aRestoredListIsTheSame()
{
    const QString from = TestServer::createDatabase(u"ddl list"_s);
    const QString restored = TestServer::createDatabase(u"ddl list restored"_s);
    const auto session = open(from);
    mustRun(*session, "CREATE TABLE \"Weird \"\"Name\"\"; --\" (s varchar(9)"
                      " CONSTRAINT list CHECK (s IN ('a', 'it''s', 'b')))");
    const auto shown = session->query("SELECT pg_get_constraintdef(oid) FROM pg_constraint"
                                      " WHERE conname = 'list'");
    QVERIFY(shown);
    mustRun(*open(restored), "CREATE TABLE \"Weird \"\"Name\"\"; --\" (s varchar(9)"
                             " CONSTRAINT list " +
                                 shown->rows[0][0].value_or(QByteArray()) + ')');
    QVERIFY(
        diffSchemas(*readState(from).schema.schema, *readState(restored).schema.schema).isEmpty());
}

void TestDraft::restoredListsOfAllKindsAreTheSame()
{
    const QString from = TestServer::createDatabase(u"ddl lists"_s);
    const QString restored = TestServer::createDatabase(u"ddl lists restored"_s);
    const auto session = open(from);
    const QByteArray table = "CREATE TABLE t (s varchar(9), n integer);";
    mustRun(*session, table + R"(
        CREATE STATISTICS st ON (s IN ('a', 'b')), n FROM t;
        CREATE FUNCTION f(x varchar, y boolean DEFAULT 'a'::varchar IN ('a', 'b'))
            RETURNS boolean LANGUAGE sql BEGIN ATOMIC SELECT x IN ('a', 'b'); END)");
    const auto shown = session->query("SELECT pg_get_statisticsobjdef(oid) || ';'"
                                      " || pg_get_functiondef('f'::regproc)"
                                      " FROM pg_statistic_ext");
    QVERIFY(shown);
    mustRun(*open(restored), table + shown->rows[0][0].value_or(QByteArray()));
    QVERIFY(
        diffSchemas(*readState(from).schema.schema, *readState(restored).schema.schema).isEmpty());
}

void TestDraft::viewsAreNotAwayWhileRowsAreLookedAt()
{
    const QString from = TestServer::createDatabase(u"ddl away"_s);
    // A trigger that fires on updates: the types are changed in place.
    mustRun(*open(from),
            "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id integer, a text, b text);"
            "CREATE VIEW seen AS SELECT a, b FROM \"Weird \"\"Name\"\"; --\";"
            "CREATE TRIGGER same BEFORE UPDATE ON \"Weird \"\"Name\"\"; --\" FOR EACH ROW"
            " EXECUTE FUNCTION suppress_redundant_updates_trigger()");
    copyOf(u"ddl away"_s, u"ddl away goal"_s);
    const QString goalUrl = TestServer::url(u"ddl away goal"_s);
    mustRun(*open(goalUrl),
            "DROP VIEW seen; ALTER TABLE \"Weird \"\"Name\"\"; --\" ALTER a TYPE varchar(9),"
            " ALTER a SET NOT NULL, ALTER b TYPE varchar(9), ADD PRIMARY KEY (a);"
            "CREATE VIEW seen AS SELECT a, b FROM \"Weird \"\"Name\"\"; --\"");
    const State start = readState(from);
    const State goal = readState(goalUrl);
    const Trial up = bring(from, start.schema, goal);
    QVERIFY2(judge(up).isEmpty(), qPrintable(judge(up) + up.script));
    const QString first = scriptsOf(up.draft).front().text;
    QVERIFY2(first.contains("DROP VIEW"_L1) && first.contains("CREATE VIEW"_L1),
             qPrintable(up.script));
    QCOMPARE(up.script.count("rewrites the table"_L1), 2);
    QCOMPARE(up.script.count("ALTER TABLE public.\"Weird \"\"Name\"\"; --\" ALTER COLUMN b"_L1), 0);
    QCOMPARE(judge(bring(goalUrl, goal.schema, start)), QString());
}

void TestDraft::viewsAreNotAwayWhileRowsAreFilled()
{
    const QString from = TestServer::createDatabase(u"ddl filled"_s);
    mustRun(*open(from), "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id integer, a text, b text);"
                         "CREATE VIEW seen AS SELECT a, b FROM \"Weird \"\"Name\"\"; --\"");
    copyOf(u"ddl filled"_s, u"ddl filled goal"_s);
    const QString goalUrl = TestServer::url(u"ddl filled goal"_s);
    mustRun(*open(goalUrl),
            "DROP VIEW seen; CREATE TYPE mood AS ENUM ('sad');"
            "ALTER TABLE \"Weird \"\"Name\"\"; --\" ALTER a TYPE varchar(9), ALTER a SET NOT NULL,"
            " ALTER b TYPE mood USING b::mood, ADD PRIMARY KEY (a);"
            "CREATE VIEW seen AS SELECT a, b FROM \"Weird \"\"Name\"\"; --\"");
    const State start = readState(from);
    const State goal = readState(goalUrl);
    const Trial up = bring(from, start.schema, goal);
    QVERIFY2(judge(up).isEmpty(), qPrintable(judge(up) + up.script));
    int together = 0;
    for (const DraftScript &script : scriptsOf(up.draft)) {
        QCOMPARE(script.text.contains("DROP VIEW"_L1), script.text.contains("CREATE VIEW"_L1));
        together += int(script.text.contains("DROP VIEW"_L1));
    }
    QCOMPARE(together, 1);
    QCOMPARE(judge(bring(goalUrl, goal.schema, start)), QString());
}

void TestDraft::awkwardNames()
{
    const QString from = TestServer::createDatabase(u"ddl names"_s);
    const QByteArray table(63, 't');
    const QByteArray column(63, 'c');
    const QByteArray type(63, 'e');
    mustRun(*open(from),
            "CREATE SCHEMA other; CREATE TYPE " + type + " AS ENUM ('a', 'b'); CREATE TABLE " +
                table + " (" + column + " text, e " + type +
                "); CREATE TABLE same (id integer); CREATE TABLE other.same (id integer);"
                "CREATE FUNCTION other.max(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';"
                "CREATE VIEW seen AS SELECT id FROM same; CREATE VIEW other.seen AS"
                " SELECT id FROM other.same");
    copyOf(u"ddl names"_s, u"ddl names goal"_s);
    const QString goalUrl = TestServer::url(u"ddl names goal"_s);
    mustRun(*open(goalUrl),
            "ALTER TABLE " + table + " ALTER " + column + " SET NOT NULL, ADD UNIQUE (" + column +
                "); ALTER TABLE " + table + " DROP e; DROP TYPE " + type + "; CREATE TYPE " + type +
                " AS ENUM ('b', 'a'); ALTER TABLE " + table + " ADD e " + type +
                "; DROP VIEW other.seen; ALTER TABLE other.same ALTER id TYPE bigint;"
                "ALTER TABLE other.same ALTER id SET NOT NULL, ALTER id ADD GENERATED ALWAYS AS "
                "IDENTITY;"
                "CREATE VIEW other.seen AS SELECT id FROM other.same");
    const State start = readState(from);
    const State goal = readState(goalUrl);
    for (const char *path : {"other, pg_catalog", "public, other", "''"}) {
        const QString url = copyOf(u"ddl names"_s, u"ddl names trial"_s);
        mustRun(*open(TestServer::url()),
                "ALTER DATABASE \"ddl names trial\" SET search_path = " + QByteArray(path));
        QCOMPARE(judge(bring(url, start.schema, goal)), QString());
        QCOMPARE(judge(bring(url, goal.schema, start)), QString());
    }
}

void TestDraft::leavesNoiseOut()
{
    const QString from = TestServer::createDatabase(u"ddl noise"_s);
    mustRun(*open(from), "CREATE TABLE t (a integer); COMMENT ON TABLE t IS 'then'");
    copyOf(u"ddl noise"_s, u"ddl noise goal"_s);
    const QString goalUrl = TestServer::url(u"ddl noise goal"_s);
    mustRun(*open(goalUrl), "COMMENT ON TABLE t IS 'now'; GRANT SELECT ON t TO PUBLIC;"
                            "ALTER TABLE t SET (fillfactor = 50), ADD b integer;"
                            "COMMENT ON COLUMN t.b IS 'new';"
                            "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id integer PRIMARY KEY,"
                            " x text UNIQUE, CHECK (x <> ''))");
    const State start = readState(from);
    const State goal = readState(goalUrl);
    DraftOptions options;
    options.noise.comments = options.noise.grants = false;
    const Draft draft = draftMigration(start.schema, goal.schema, options);
    const QString script = scriptText(draft);
    QVERIFY2(!script.contains("COMMENT"_L1) && !script.contains("GRANT"_L1), qPrintable(script));
    QVERIFY(script.contains("ADD COLUMN b"_L1));
    QVERIFY(script.contains("fillfactor"_L1));
    // A new table has each of its keys once.
    QCOMPARE(script.count("PRIMARY KEY"_L1), 1);
    QCOMPARE(script.count("UNIQUE"_L1), 1);
    QCOMPARE(script.count("CHECK"_L1), 1);
    QVERIFY(open(from)->execute(script.toUtf8()));
}

void TestDraft::renames()
{
    const QString from = TestServer::createDatabase(u"ddl renames"_s);
    mustRun(
        *open(from),
        "CREATE TABLE users (id serial PRIMARY KEY, mail text DEFAULT 'x' CHECK (mail <> ''));"
        "CREATE INDEX by_mail ON users (mail); CREATE TABLE orders (by integer REFERENCES users);"
        "CREATE VIEW seen AS SELECT id, mail FROM users;"
        "INSERT INTO users (mail) VALUES ('kept')");
    copyOf(u"ddl renames"_s, u"ddl renames goal"_s);
    const QString goalUrl = TestServer::url(u"ddl renames goal"_s);
    mustRun(*open(goalUrl), "ALTER TABLE users RENAME TO \"Weird \"\"Name\"\"; --\";"
                            "ALTER TABLE \"Weird \"\"Name\"\"; --\" RENAME mail TO email;"
                            "ALTER TABLE \"Weird \"\"Name\"\"; --\" ADD age integer");
    const State start = readState(from);
    const State goal = readState(goalUrl);
    DraftOptions options;
    options.renames = {
        {u"table"_s, u"public.users"_s, u"public.\"Weird \"\"Name\"\"; --\""_s},
        {u"column"_s, u"public.users.mail"_s, u"public.\"Weird \"\"Name\"\"; --\".email"_s}};
    const Trial outcome = bring(from, start.schema, goal, options);
    QCOMPARE(judge(outcome), QString());
    const auto rows = open(from)->query("SELECT email FROM \"Weird \"\"Name\"\"; --\"");
    QVERIFY(rows);
    QCOMPARE(rows->rows.front().front(), Cell("kept"));
}

// Neither name is free while the other table has it.
void TestDraft::renamesCrosswise()
{
    const QString from = TestServer::createDatabase(u"ddl swap"_s);
    mustRun(*open(from),
            "CREATE TABLE t (a integer, b integer); INSERT INTO t VALUES (1, 2);"
            "CREATE TABLE u (c text); INSERT INTO u VALUES ('u'); CREATE TABLE t_renamed ()");
    copyOf(u"ddl swap"_s, u"ddl swap goal"_s);
    const QString goalUrl = TestServer::url(u"ddl swap goal"_s);
    mustRun(*open(goalUrl), "ALTER TABLE t RENAME TO x; ALTER TABLE u RENAME TO t;"
                            "ALTER TABLE x RENAME TO u; ALTER TABLE u RENAME a TO x;"
                            "ALTER TABLE u RENAME b TO a; ALTER TABLE u RENAME x TO b");
    const State start = readState(from);
    const State goal = readState(goalUrl);
    DraftOptions options;
    options.renames = {{u"table"_s, u"public.t"_s, u"public.u"_s},
                       {u"table"_s, u"public.u"_s, u"public.t"_s},
                       {u"column"_s, u"public.t.a"_s, u"public.u.b"_s},
                       {u"column"_s, u"public.t.b"_s, u"public.u.a"_s}};
    const Trial outcome = bring(from, start.schema, goal, options);
    QCOMPARE(judge(outcome), QString());
    const auto rows = open(from)->query("SELECT concat_ws('|', a, b, c) FROM u, t");
    QVERIFY(rows);
    QCOMPARE(rows->rows.front().front(), Cell("2|1|u"));
}

void TestDraft::namesWhatIsNotRead()
{
    const State start = readState(TestServer::createDatabase(u"ddl unread"_s));
    copyOf(u"ddl unread"_s, u"ddl unread goal"_s);
    const QString goalUrl = TestServer::url(u"ddl unread goal"_s);
    mustRun(*open(goalUrl),
            "CREATE ACCESS METHOD other_heap TYPE TABLE HANDLER heap_tableam_handler;"
            "SELECT lo_create(0)");
    const State goal = readState(goalUrl);
    const Draft draft = draftMigration(start.schema, goal.schema);
    QCOMPARE(draft.gaps.size(), size_t(1));
    QCOMPARE(draft.gaps.front().about, (ObjectId{u"access method"_s, {}}));
    QVERIFY(draft.gaps.front().why.startsWith("1 instead of 0: "_L1));
    QVERIFY(draftMigration(goal.schema, goal.schema).gaps.empty());
}

void TestDraft::isDeterministic()
{
    const State empty = readState(TestServer::createDatabase(u"ddl same"_s));
    const State full = readState(TestServer::url(u"ddl walk"_s));
    const State again = readState(TestServer::url(u"ddl walk"_s));
    QCOMPARE(draftMigration(empty.schema, full.schema), draftMigration(empty.schema, again.schema));
}

QTEST_GUILESS_MAIN(TestDraft)
#include "tst_draft.moc"
