// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsaltest.h"

#include "database/postgres/postgressession.h"
#include "rehearsal/datawatch.h"
#include "rehearsal/samerows.h"
#include "schema/schemareader.h"

#include <map>

using namespace tidemark;
using namespace tidemark::test;

/// What only PostgreSQL has: locks, scripts outside of a transaction, sessions that remember.
class TestRehearsalPostgres : public RehearsalTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { TestServer::start(); }

    void embeddedTimeIsVolatile();
    void stepsOutsideOfTransactions();
    void locksAndRewrites();
    void textsAreTheServers();
    void locksOfTheDownAreItsOwn();
    void toastTablesAreNotNamed();
    void concurrentIndexRunsOutside();
    void copiesAreFitForTheNext_data();
    void copiesAreFitForTheNext();
    void enumLabelUsedByTheDown();
    void deferredConstraintFailsTheScript();
    void rolesStayOffTheServer();
    void fillAfterATypeHasChanged();
    void downAfterATypeHasChanged();
    void rowsAreMadeTheSame();
    void largeTablesAreNotMadeTheSame();
};

void TestRehearsalPostgres::embeddedTimeIsVolatile()
{
    // SQLite keeps the text of an expression and never its value.
    Folder folder;
    folder.add(u"0001_view"_s,
               "DO $$ BEGIN EXECUTE format('CREATE VIEW v AS SELECT %L::timestamptz AS made',"
               " clock_timestamp()); END $$;",
               "DROP VIEW v;");
    RehearsalRequest request = requestFor(folder.path(), Engine::PostgreSql);
    const RehearsalReport report = rehearsed(request);
    const MigrationReport &judged = report.migrations.at(0);
    QVERIFY2(judged.verdict == Verdict::Reversible, qPrintable(judged.reason));
    QCOMPARE(judged.redoSchema, SchemaOutcome::Volatile);
}

void TestRehearsalPostgres::stepsOutsideOfTransactions()
{
    Folder folder;
    const QByteArray table(weirdTable);
    folder.add(u"20200202000000000000_split"_s, "CREATE TABLE " + table + " (id int);",
               "DROP TABLE " + table + ";");
    folder.write(u"20200202000000000001_split.autocommit.up.sql"_s,
                 "CREATE INDEX CONCURRENTLY i ON " + table + " (id);");
    folder.write(u"20200202000000000001_split.autocommit.down.sql"_s, "");
    RehearsalRequest request = requestFor(folder.path(), Engine::PostgreSql);
    request.convention = u"popx"_s;
    const RehearsalReport report = rehearsed(request);
    QCOMPARE(report.migrations.size(), size_t(2));
    QCOMPARE(report.migrations[1].verdict, Verdict::EmptyDown);
    QCOMPARE(report.groups.size(), size_t(1));
    QVERIFY2(report.groups[0].verdict == Verdict::Reversible, qPrintable(report.groups[0].reason));
}

void TestRehearsalPostgres::locksAndRewrites()
{
    Folder folder;
    folder.add(u"0001_a"_s,
               QByteArray("CREATE TABLE ") + weirdTable + " (id int); INSERT INTO " + weirdTable +
                   " SELECT generate_series(1, 100);",
               QByteArray());
    folder.add(u"0002_b"_s,
               QByteArray("SELECT 1; ALTER TABLE ") + weirdTable + " ALTER COLUMN id TYPE bigint;",
               QByteArray("ALTER TABLE ") + weirdTable + " ALTER COLUMN id TYPE int;");
    RehearsalRequest request = requestFor(folder.path(), Engine::PostgreSql);
    const RehearsalReport report = rehearsed(request);
    const MigrationReport &judged = report.migrations.at(1);
    QCOMPARE(judged.verdict, Verdict::Reversible);
    const QString table = u"public."_s + QString::fromLatin1(weirdTable);
    for (const StepEvidence *step : {&judged.up, &judged.down}) {
        const StatementEvidence &last = step->statements.back();
        QCOMPARE(last.rewrites, QStringList{table});
        QVERIFY(last.walBytes > 0);
        QVERIFY(std::any_of(last.locks.begin(), last.locks.end(), [&](const LockEvidence &lock) {
            return lock.relation == table && lock.mode == u"AccessExclusiveLock"_s;
        }));
    }
    QVERIFY(judged.up.statements.front().locks.empty());
}

/// What means the same is the same to a comparison, and not to pg_dump, which a rehearsal follows.
void TestRehearsalPostgres::textsAreTheServers()
{
    Folder folder;
    const QByteArray check = " ADD CONSTRAINT few CHECK (s IN ('a', 'b'));";
    folder.add(u"0001_a"_s,
               "CREATE TABLE t (s varchar); CREATE TABLE u (s varchar); ALTER TABLE t" + check +
                   "ALTER TABLE u" + check,
               QByteArray());
    folder.add(u"0002_same"_s, "ALTER TABLE t DROP CONSTRAINT few;", "ALTER TABLE t" + check);
    folder.add(u"0003_other"_s, "ALTER TABLE u DROP CONSTRAINT few;",
               "ALTER TABLE u ADD CONSTRAINT few CHECK ((s)::text = ANY "
               "((ARRAY['a'::character varying, 'b'::character varying])::text[]));");
    const RehearsalReport report = rehearsed(requestFor(folder.path(), Engine::PostgreSql));
    QCOMPARE(report.migrations.at(1).verdict, Verdict::Reversible);
    QCOMPARE(report.migrations.at(2).verdict, Verdict::Differs);
}

/// Filled rows are gone only when up and down share a transaction, in which the locks of the up
/// stay.
void TestRehearsalPostgres::locksOfTheDownAreItsOwn()
{
    Folder folder;
    folder.add(u"0001_a"_s,
               QByteArray("CREATE TABLE ") + weirdTable +
                   " (id int); CREATE TABLE b (id int PRIMARY KEY);",
               QByteArray());
    folder.add(u"0002_b"_s,
               QByteArray("UPDATE b SET id = id; ALTER TABLE ") + weirdTable +
                   " ADD COLUMN n int REFERENCES b;",
               QByteArray("ALTER TABLE ") + weirdTable +
                   " DROP COLUMN n; UPDATE b SET id = id; DELETE FROM b WHERE id = 99;");
    RehearsalRequest request = requestFor(folder.path(), Engine::PostgreSql);
    request.only = {u"0002"_s};
    const QString table = u"public."_s + QString::fromLatin1(weirdTable);
    const auto locks = [](const StepEvidence &step, size_t statement) {
        QStringList all;
        for (const LockEvidence &lock : step.statements.at(statement).locks)
            all += lock.relation + u' ' + lock.mode;
        return all;
    };
    for (const int fill : {0, 2}) {
        request.fill = fill;
        const RehearsalReport report = rehearsed(request);
        const MigrationReport &judged = report.migrations.at(0);
        QCOMPARE(judged.verdict, Verdict::Reversible);
        QVERIFY(!judged.down.locksHidden);
        QVERIFY(locks(judged.up, 0).contains(u"public.b RowExclusiveLock"_s));
        QVERIFY(locks(judged.up, 1).contains(table + u" AccessExclusiveLock"_s));
        QVERIFY(locks(judged.down, 0).contains(table + u" AccessExclusiveLock"_s));
        QVERIFY(locks(judged.down, 0).contains(u"public.b AccessExclusiveLock"_s)); // its triggers
        QVERIFY(locks(judged.down, 2).isEmpty());
    }
}

/// Their names hold numbers of the one database, and their locks follow those of their table.
void TestRehearsalPostgres::toastTablesAreNotNamed()
{
    Folder folder;
    folder.add(u"0001_a"_s, QByteArray("CREATE TABLE ") + weirdTable + " (id int, words text);",
               QByteArray("DROP TABLE ") + weirdTable + ';');
    folder.add(u"0002_b"_s,
               QByteArray("ALTER TABLE ") + weirdTable + " ALTER COLUMN id TYPE bigint;",
               QByteArray("ALTER TABLE ") + weirdTable + " ALTER COLUMN id TYPE int;");
    folder.add(u"0003_c"_s, "VACUUM FULL;", "VACUUM FULL;");
    RehearsalRequest request = requestFor(folder.path(), Engine::PostgreSql);
    const QString table = u"public."_s + QString::fromLatin1(weirdTable);
    for (const int fill : {0, 2}) {
        request.fill = fill;
        QStringList locked;
        for (const MigrationReport &judged : rehearsed(request).migrations) {
            QVERIFY2(judged.verdict == Verdict::Reversible, qPrintable(judged.reason));
            for (const StepEvidence *step : {&judged.up, &judged.down, &judged.redo}) {
                for (const StatementEvidence &statement : step->statements) {
                    for (const LockEvidence &lock : statement.locks)
                        locked += lock.relation;
                }
            }
        }
        QVERIFY(locked.contains(table));
        QCOMPARE(locked.filter(u"pg_toast"_s), QStringList());
    }
}

void TestRehearsalPostgres::concurrentIndexRunsOutside()
{
    Folder folder;
    folder.add(u"0001_a"_s,
               "CREATE TABLE a (id int); INSERT INTO a SELECT generate_series(1, 100000);",
               "DROP TABLE a;");
    folder.add(u"0002_b"_s, "CREATE INDEX CONCURRENTLY ai ON a (id);",
               "REINDEX INDEX CONCURRENTLY ai; DROP INDEX CONCURRENTLY ai;");
    folder.add(u"0003_c"_s, "ALTER TABLE a ADD COLUMN n int;", "ALTER TABLE a DROP COLUMN n;");
    RehearsalRequest request = requestFor(folder.path(), Engine::PostgreSql);
    const RehearsalReport report = rehearsed(request);
    for (const MigrationReport &judged : report.migrations)
        QVERIFY2(judged.verdict == Verdict::Reversible, qPrintable(judged.reason));
    QVERIFY(report.migrations.at(1).up.outsideTransaction);
    QVERIFY(!report.migrations.at(1).findings.empty());
    for (const StepEvidence *step : {&report.migrations.at(1).up, &report.migrations.at(1).down}) {
        const auto &locks = step->statements.at(0).locks;
        const auto found = std::find_if(locks.begin(), locks.end(), [](const LockEvidence &lock) {
            return lock.relation == u"public.a"_s;
        });
        QVERIFY(found != locks.end());
        QVERIFY(found->sampled);
        QCOMPARE(found->mode, u"ShareUpdateExclusiveLock"_s);
    }
}

void TestRehearsalPostgres::copiesAreFitForTheNext_data()
{
    QTest::addColumn<int>("fill");
    QTest::newRow("empty tables") << 0;
    QTest::newRow("full tables") << 2;
}

/// What cannot be taken back is tried on a copy, which is kept where that did no harm.
void TestRehearsalPostgres::copiesAreFitForTheNext()
{
    QFETCH(int, fill);
    Folder folder;
    folder.add(u"0001_a"_s,
               "CREATE TABLE a (id int); CREATE TABLE \"Weird \"\"Name\"\"; --\" (id int);",
               "DROP TABLE a; DROP TABLE \"Weird \"\"Name\"\"; --\";");
    folder.add(u"0002_fine"_s, "CREATE INDEX CONCURRENTLY i2 ON a (id);",
               "DROP INDEX CONCURRENTLY i2;");
    folder.add(u"0003_rows"_s, "INSERT INTO a VALUES (7);", "DELETE FROM a WHERE id = 7;");
    folder.add(u"0004_fine"_s, "CREATE INDEX CONCURRENTLY i4 ON a (id); CREATE TABLE d (id int);",
               "DROP INDEX CONCURRENTLY i4; DROP TABLE d;");
    folder.add(u"0005_leaves"_s, "CREATE INDEX CONCURRENTLY i5 ON a (id); CREATE TABLE e (id int);",
               "DROP INDEX CONCURRENTLY i5;");
    folder.add(u"0006_column"_s, "ALTER TABLE a ADD COLUMN n int;", "ALTER TABLE a DROP COLUMN n;");
    folder.add(u"0007_loses"_s, "CREATE INDEX CONCURRENTLY i7 ON a (n);",
               "DROP INDEX CONCURRENTLY i7; DELETE FROM a;");
    folder.add(u"0008_fine"_s, "CREATE INDEX CONCURRENTLY i8 ON a (n);",
               "DROP INDEX CONCURRENTLY i8;");
    folder.add(u"0009_fails"_s, "DROP INDEX i8;", "DROP INDEX i8;");
    folder.add(u"0010_fine"_s, "CREATE INDEX CONCURRENTLY i10 ON a (n);",
               "DROP INDEX CONCURRENTLY i10;");
    RehearsalRequest request = requestFor(folder.path(), Engine::PostgreSql);
    request.fill = fill;
    const RehearsalReport report = rehearsed(request);
    QCOMPARE(report.migrations.size(), size_t(10));
    for (const MigrationReport &judged : report.migrations) {
        const Verdict expected = judged.version == u"0005"_s   ? Verdict::Differs
                                 : judged.version == u"0007"_s ? Verdict::LosesData
                                 : judged.version == u"0009"_s ? Verdict::DownFails
                                                               : Verdict::Reversible;
        QVERIFY2(judged.verdict == expected, qPrintable(judged.id + u": "_s + judged.reason));
        if (judged.version == u"0007"_s) // its own row, and what the fill added to make it two
            QCOMPARE(judged.lost.at(0).rowsLost, qint64(fill == 0 ? 1 : 2));
    }
}

void TestRehearsalPostgres::enumLabelUsedByTheDown()
{
    // In one transaction the server refuses a label that is new in it; each by itself is fine.
    Folder folder;
    folder.add(u"0001_a"_s, "CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE a (id int, m mood);",
               "DROP TABLE a; DROP TYPE mood;");
    folder.add(u"0002_b"_s, "ALTER TYPE mood ADD VALUE 'glad';",
               "UPDATE a SET m = 'sad' WHERE m = 'glad'; ALTER TYPE mood RENAME TO old;"
               "CREATE TYPE mood AS ENUM ('sad');"
               "ALTER TABLE a ALTER COLUMN m TYPE mood USING m::text::mood; DROP TYPE old;");
    RehearsalRequest request = requestFor(folder.path(), Engine::PostgreSql);
    for (const int fill : {0, 2}) {
        request.fill = fill;
        const RehearsalReport report = rehearsed(request);
        QVERIFY2(report.migrations.at(1).verdict == Verdict::Reversible,
                 qPrintable(report.migrations.at(1).reason));
    }
}

void TestRehearsalPostgres::deferredConstraintFailsTheScript()
{
    Folder folder;
    folder.add(u"0001_a"_s,
               "CREATE TABLE a (id int PRIMARY KEY, b int REFERENCES a (id)"
               " DEFERRABLE INITIALLY DEFERRED);",
               "DROP TABLE a;");
    folder.add(u"0002_b"_s, "INSERT INTO a VALUES (1, 7);", "DELETE FROM a;");
    folder.add(u"0003_c"_s, "INSERT INTO a VALUES (1, 1);", "UPDATE a SET b = 7; DELETE FROM a;");
    folder.add(u"0004_d"_s, "SELECT 1;", "UPDATE a SET b = 7;");
    RehearsalRequest request = requestFor(folder.path(), Engine::PostgreSql);
    const RehearsalReport report = rehearsed(request);
    QCOMPARE(report.migrations.at(1).verdict, Verdict::UpFails);
    QCOMPARE(report.migrations.at(2).verdict, Verdict::Reversible);
    QCOMPARE(report.migrations.at(3).verdict, Verdict::DownFails);
}

/// A role would outlive the sandbox on somebody's server.
void TestRehearsalPostgres::rolesStayOffTheServer()
{
    Folder folder;
    folder.add(u"0001_a"_s, "CREATE TABLE a (id int);", "DROP TABLE a;");
    folder.add(u"0002_b"_s,
               "DO $$ BEGIN CREATE ROLE \"Weird \"\"Role\"\"\"; END $$;"
               "GRANT SELECT ON a TO \"Weird \"\"Role\"\"\";",
               "REVOKE ALL ON a FROM \"Weird \"\"Role\"\"\"; DROP ROLE \"Weird \"\"Role\"\"\";");
    RehearsalRequest request = requestFor(folder.path(), Engine::PostgreSql);
    const RehearsalReport report = rehearsed(request);
    QCOMPARE(int(report.migrations.size()), 2);
    QCOMPARE(report.migrations[1].verdict, Verdict::Reversible);
    QVERIFY2(report.sandbox.contains("scratch"_L1), qPrintable(report.sandbox));
    QCOMPARE(int(report.findings.size()), 1);
    QCOMPARE(report.findings[0].code, u"own-server"_s);
    QCOMPARE(report.findings[0].where.file, u"0002_b.up.sql"_s);
    const auto server = PostgresSession::open(*ConnectionSpec::parse(TestServer::url()));
    QVERIFY(server);
    QCOMPARE(
        (*server)->query("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'Weird%'")->rows[0][0],
        Cell("0"));

    request.only = {u"0001"_s}; // which does not come to it
    QVERIFY(!rehearsed(request).sandbox.contains("scratch"_L1));
    request.only = {};
    request.copyMethod = CopyMethod::Template;
    SandboxFactory sandboxes(m_state.path());
    RehearsalObserver nobody;
    const auto refused = rehearse(request, sandboxes, nobody, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Usage);
    QCOMPARE(refused.error().where.file, u"0002_b.up.sql"_s);
}

/// A session remembers the types that a trigger's function has seen, also those of a change that
/// was rolled back; a tool that begins a session for each run does not meet that.
void TestRehearsalPostgres::fillAfterATypeHasChanged()
{
    Folder folder;
    folder.add(u"0001_a"_s,
               QByteArray("CREATE TABLE ") + weirdTable +
                   " (id int PRIMARY KEY, at timestamp NOT NULL); CREATE TABLE seen (at text);"
                   "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN"
                   " INSERT INTO seen VALUES (NEW.at::text); RETURN NEW; END$$;"
                   "CREATE TRIGGER note AFTER INSERT ON " +
                   weirdTable + " FOR EACH ROW EXECUTE FUNCTION note();",
               QByteArray("DROP TABLE seen, ") + weirdTable + "; DROP FUNCTION note();");
    folder.add(u"0002_b"_s, "CREATE TABLE b (id int);", "DROP TABLE b;");
    folder.add(u"0003_c"_s,
               QByteArray("ALTER TABLE ") + weirdTable + " ALTER COLUMN at TYPE timestamptz;",
               QByteArray("ALTER TABLE ") + weirdTable + " ALTER COLUMN at TYPE timestamp;");
    folder.add(u"0004_d"_s,
               QByteArray("ALTER TABLE ") + weirdTable + " ADD COLUMN words text DEFAULT '';",
               QByteArray("ALTER TABLE ") + weirdTable + " DROP COLUMN words;");
    RehearsalRequest request = requestFor(folder.path(), Engine::PostgreSql);
    request.fill = 2;
    const RehearsalReport report = rehearsed(request);
    QCOMPARE(int(report.migrations.size()), 4);
    for (const MigrationReport &migration : report.migrations) {
        QVERIFY2(migration.findings.empty(),
                 migration.findings.empty() ? "" : qPrintable(migration.findings[0].message));
        QCOMPARE(migration.verdict, Verdict::Reversible);
    }
}

void TestRehearsalPostgres::downAfterATypeHasChanged()
{
    Folder folder;
    folder.add(u"0001_a"_s,
               QByteArray("CREATE TABLE ") + weirdTable + " (id int PRIMARY KEY, n int);" +
                   "INSERT INTO " + weirdTable + " VALUES (1, 1);" +
                   "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN"
                   " NEW.n := NEW.n + 0; RETURN NEW; END$$;"
                   "CREATE TRIGGER note BEFORE UPDATE ON " +
                   weirdTable + " FOR EACH ROW EXECUTE FUNCTION note();",
               QByteArray("DROP TABLE ") + weirdTable + "; DROP FUNCTION note();");
    const QByteArray touch = QByteArray("UPDATE ") + weirdTable + " SET id = id;";
    folder.add(u"0002_b"_s,
               QByteArray("ALTER TABLE ") + weirdTable + " ALTER COLUMN n TYPE bigint;" + touch +
                   "CREATE INDEX CONCURRENTLY by_n ON " + weirdTable + " (n);",
               QByteArray("DROP INDEX by_n; ALTER TABLE ") + weirdTable +
                   " ALTER COLUMN n TYPE int;" + touch);
    const RehearsalReport report = rehearsed(requestFor(folder.path(), Engine::PostgreSql));
    QCOMPARE(int(report.migrations.size()), 2);
    const MigrationReport &judged = report.migrations[1];
    QVERIFY(judged.up.outsideTransaction);
    QVERIFY2(judged.verdict == Verdict::Reversible, qPrintable(judged.reason));
}

namespace {

constexpr auto manyTypes =
    R"(CREATE TYPE mood AS ENUM ('sad', 'it''s fine');
CREATE TABLE "Weird ""Name""; --" (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    words text, bytes bytea, document jsonb, moods mood[], at timestamptz,
    twice int GENERATED ALWAYS AS (2) STORED);
CREATE TABLE child (parent int NOT NULL REFERENCES "Weird ""Name""; --", n serial);
CREATE TABLE parts (id int, n int) PARTITION BY RANGE (id);
CREATE TABLE part PARTITION OF parts FOR VALUES FROM (0) TO (100);
INSERT INTO "Weird ""Name""; --" (words, bytes, document, moods, at)
    VALUES (E'a\\b ''quoted''\n', '\xdeadbeef', '{"a": [1, null]}', '{sad,"it''s fine"}', now()),
           (NULL, NULL, NULL, NULL, NULL);
INSERT INTO child (parent) VALUES (1), (2);
INSERT INTO parts VALUES (1, 1);)";

Result<SchemaPtr> schemaOf(Session &session)
{
    return makeSchemaReader(session)->read();
}

Result<bool> sameContents(Session &a, Session &b, const Schema &schema)
{
    DataSnapshot first;
    DataSnapshot second;
    TM_TRY(captureTables(a, schema, allTables(schema), first));
    TM_TRY(captureTables(b, schema, allTables(schema), second));
    const auto both = compareData(first, second, {}, 5);
    const auto back = compareData(second, first, {}, 5);
    return both.differences.empty() && back.differences.empty();
}

} // namespace

void TestRehearsalPostgres::rowsAreMadeTheSame()
{
    SandboxFactory sandboxes(m_state.path());
    SandboxRequest request;
    request.empty = true;
    request.source = ConnectionSpec::parse(TestServer::url()).value();
    const auto original = sandboxes.make(request);
    QVERIFY(original);
    auto &session = static_cast<PostgresSession &>((*original)->session());
    QVERIFY(session.execute(manyTypes));
    const auto copy = (*original)->copy();
    QVERIFY(copy);
    auto &other = static_cast<PostgresSession &>((*copy)->session());
    const SchemaPtr schema = *schemaOf(session);

    QVERIFY(other.execute("INSERT INTO child (parent) SELECT 1 FROM generate_series(1, 5);"
                          "DELETE FROM parts; INSERT INTO parts VALUES (7, 7);"
                          "DELETE FROM child WHERE parent = 2;"
                          "UPDATE \"Weird \"\"Name\"\"; --\" SET words = 'other';"));
    QVERIFY(!*sameContents(session, other, *schema));
    const auto done = makeRowsSame(other, session, *schema);
    QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
    QVERIFY(*done);
    QVERIFY(*sameContents(session, other, *schema));
    const char *next = "SELECT nextval('child_n_seq')";
    QCOMPARE(other.query(next)->rows[0][0], session.query(next)->rows[0][0]);
    QCOMPARE(other.query("SHOW session_replication_role")->rows[0][0], Cell("origin"));
}

void TestRehearsalPostgres::largeTablesAreNotMadeTheSame()
{
    SandboxFactory sandboxes(m_state.path());
    SandboxRequest request;
    request.empty = true;
    request.source = ConnectionSpec::parse(TestServer::url()).value();
    const auto original = sandboxes.make(request);
    QVERIFY(original);
    auto &session = static_cast<PostgresSession &>((*original)->session());
    QVERIFY(session.execute("CREATE TABLE t (id int);"
                            "INSERT INTO t SELECT generate_series(1, 5000)"));
    const auto copy = (*original)->copy();
    QVERIFY(copy);
    auto &other = static_cast<PostgresSession &>((*copy)->session());
    const SchemaPtr schema = *schemaOf(session);
    QVERIFY(*makeRowsSame(other, session, *schema)); // as it is
    QVERIFY(other.execute("UPDATE t SET id = -1 WHERE id = 1"));
    QVERIFY(!*makeRowsSame(other, session, *schema));
}

QTEST_GUILESS_MAIN(TestRehearsalPostgres)
#include "testrehearsalpostgres.moc"
