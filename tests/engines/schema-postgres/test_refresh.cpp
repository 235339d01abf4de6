// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/schema-postgres/changes.h"
#include "engines/schema-postgres/schematext.h"
#include "schema/schemareader.h"
#include "support/testserver.h"

#include <QTest>

using namespace tidemark;
using namespace tidemark::test;
using namespace Qt::StringLiterals;

/// refresh() gives what read() gives, after each of a long list of changes.
class TestRefresh : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void afterEachChange();
    void afterEachChangeTakenBackToASavepoint();
    void severalChangesInOneTransaction();
    void rowsOfCatalogsWrittenByHand();
    void columnsThatComeAndGo();
    void manyComments();
    void nothingWritten();
    void anUnknownBase();
    void withoutCounters();
    void ofWhatIsLeftOut();

private:
    void compare(const Change &change, const SchemaPtr &refreshed, const SchemaPtr &read);
    QString m_url;
};

void TestRefresh::initTestCase()
{
    TestServer::start();
}

void TestRefresh::compare(const Change &change, const SchemaPtr &refreshed, const SchemaPtr &read)
{
    if (!(*refreshed == *read)) {
        QFAIL(qPrintable(u"after \"%1\" refresh() and read() differ:\n%2"_s.arg(
            change.name, textDifference(*read, *refreshed))));
    }
}

void TestRefresh::afterEachChange()
{
    const auto session = open(createKindsDatabase(u"refresh each"_s));
    const auto reader = makeSchemaReader(*session);
    SchemaPtr base = *reader->read();
    for (const Change &change : readChanges()) {
        mustRun(*session, "BEGIN");
        mustRun(*session, change.sql);
        const auto refreshed = reader->refresh(base);
        QVERIFY2(refreshed, refreshed ? "" : qPrintable(refreshed.error().toString()));
        const auto read = reader->read();
        QVERIFY(read);
        compare(change, *refreshed, *read);
        if (QTest::currentTestFailed())
            return;
        QVERIFY2((**read == *base) == change.same, qPrintable(change.name));
        mustRun(*session, "COMMIT");
        base = *refreshed;
    }
}

void TestRefresh::afterEachChangeTakenBackToASavepoint()
{
    const auto session = open(createKindsDatabase(u"refresh savepoint"_s));
    const auto reader = makeSchemaReader(*session);
    for (const Change &change : readChanges()) {
        mustRun(*session, "BEGIN");
        mustRun(*session, "CREATE TABLE kept_for_the_moment (a integer)");
        const SchemaPtr base = *reader->read();
        mustRun(*session, "SAVEPOINT a");
        mustRun(*session, change.sql);
        const auto changed = reader->refresh(base);
        QVERIFY2(changed, changed ? "" : qPrintable(changed.error().toString()));
        mustRun(*session, "ROLLBACK TO SAVEPOINT a");
        // From the state with the change back to the one without it.
        const auto back = reader->refresh(*changed);
        QVERIFY2(back, back ? "" : qPrintable(back.error().toString()));
        compare(change, *back, base);
        compare(change, *reader->refresh(base), base);
        if (QTest::currentTestFailed())
            return;
        mustRun(*session, "ROLLBACK");
        mustRun(*session, "BEGIN");
        mustRun(*session, change.sql);
        mustRun(*session, "COMMIT");
    }
}

void TestRefresh::severalChangesInOneTransaction()
{
    const auto session = open(createKindsDatabase(u"refresh several"_s));
    const auto reader = makeSchemaReader(*session);
    SchemaPtr base = *reader->read();
    const SchemaPtr first = base;
    mustRun(*session, "BEGIN");
    for (const Change &change : readChanges()) {
        // The only one that has to be alone.
        if (change.name == "add a label"_L1)
            break;
        mustRun(*session, change.sql);
        const auto refreshed = reader->refresh(base);
        QVERIFY2(refreshed, refreshed ? "" : qPrintable(refreshed.error().toString()));
        base = *refreshed;
    }
    const SchemaPtr read = *reader->read();
    compare({u"all of them"_s, {}}, base, read);
    compare({u"all of them at once"_s, {}}, *reader->refresh(first), read);
    mustRun(*session, "ROLLBACK");
    QVERIFY(**reader->read() == *first);
}

void TestRefresh::rowsOfCatalogsWrittenByHand()
{
    const auto session = open(createKindsDatabase(u"refresh by hand"_s));
    const auto reader = makeSchemaReader(*session);
    SchemaPtr base = *reader->read();
    for (const QByteArray sql :
         {"UPDATE pg_attribute SET attstattarget = 55 WHERE attrelid = 'shop.orders'::regclass"
          " AND attname = 'note'",
          "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'shop.orders_note'::regclass",
          "UPDATE pg_constraint SET convalidated = true WHERE conname = 'later'",
          "UPDATE pg_enum SET enumlabel = 'renewed' WHERE enumlabel = 'new'",
          "DELETE FROM pg_enum WHERE enumlabel = 'it''s odd'",
          "UPDATE pg_class SET relname = 'renamed' WHERE oid = 'shop.dropped'::regclass",
          "UPDATE pg_proc SET prosrc = 'SELECT 1' WHERE oid = 'shop.plus'::regproc",
          "UPDATE pg_trigger SET tgenabled = 'D' WHERE tgname = 'touch'"}) {
        mustRun(*session, "BEGIN");
        mustRun(*session, sql);
        const auto refreshed = reader->refresh(base);
        QVERIFY(refreshed);
        compare({QString::fromUtf8(sql), {}}, *refreshed, *reader->read());
        QVERIFY2(!(**refreshed == *base), sql.constData());
        mustRun(*session, "COMMIT");
        base = *refreshed;
    }
}

/// Where a query names a table's columns, one that is added or dropped shows in the server's text
/// of it; elsewhere nobody can refer to a name that has just come.
void TestRefresh::columnsThatComeAndGo()
{
    const auto session = open(createKindsDatabase(u"refresh columns"_s));
    mustRun(*session,
            "CREATE TABLE \"a \"\"b\"\"\" (id int, n int); CREATE TABLE c (id int, m int);"
            "CREATE VIEW listed AS SELECT x.one FROM \"a \"\"b\"\"\" AS x(one, two);"
            "CREATE VIEW joined AS SELECT * FROM \"a \"\"b\"\"\" JOIN c USING (id);"
            "CREATE FUNCTION counted() RETURNS bigint LANGUAGE sql BEGIN ATOMIC"
            " SELECT count(*) FROM c AS y(one, two); END");
    const auto reader = makeSchemaReader(*session);
    SchemaPtr base = *reader->read();
    for (const QByteArray sql :
         {"ALTER TABLE \"a \"\"b\"\"\" ADD COLUMN m int", "ALTER TABLE c ADD COLUMN one int",
          "ALTER TABLE c DROP COLUMN one", "ALTER TABLE c RENAME COLUMN m TO renamed",
          "ALTER TABLE \"a \"\"b\"\"\" DROP COLUMN m",
          "CREATE INDEX came ON c (id); DROP VIEW joined; ALTER TABLE c DROP COLUMN renamed",
          "DROP INDEX came; CREATE UNIQUE INDEX other ON c (id)",
          "CREATE SEQUENCE alone; ALTER SEQUENCE alone OWNED BY c.id",
          "ALTER TABLE c RENAME COLUMN id TO key", "ALTER SEQUENCE alone INCREMENT 5",
          "GRANT USAGE ON SEQUENCE alone TO PUBLIC", "DROP SEQUENCE alone",
          "CREATE TYPE pair AS (a int, b int)", "ALTER TYPE pair ADD ATTRIBUTE c text",
          "CREATE TABLE of_pair OF pair", "ALTER TYPE pair RENAME TO couple"}) {
        mustRun(*session, "BEGIN");
        mustRun(*session, sql);
        const auto refreshed = reader->refresh(base);
        QVERIFY(refreshed);
        compare({QString::fromUtf8(sql), {}}, *refreshed, *reader->read());
        mustRun(*session, "COMMIT");
        base = *refreshed;
    }
}

/// Few comments are read as a whole; with many of them those of what is read again are.
void TestRefresh::manyComments()
{
    const auto session = open(createKindsDatabase(u"refresh comments"_s));
    mustRun(*session,
            "DO $$ BEGIN FOR i IN 1..400 LOOP EXECUTE format('CREATE TABLE public.c%s ()',"
            " i); EXECUTE format('COMMENT ON TABLE public.c%s IS %L', i, i); END LOOP;"
            " END $$; CREATE OPERATOR public.+@ (FUNCTION = int4pl, LEFTARG = int4,"
            " RIGHTARG = int4); COMMENT ON OPERATOR public.+@ (int4, int4) IS 'plus'");
    const auto reader = makeSchemaReader(*session);
    const SchemaPtr base = *reader->read();
    for (const QByteArray sql :
         {"COMMENT ON TABLE public.c7 IS 'seven'",
          "CREATE OPERATOR public.+@@ (FUNCTION = int4mi, LEFTARG = int4, RIGHTARG = int4)"}) {
        mustRun(*session, "BEGIN");
        mustRun(*session, sql);
        compare({QString::fromUtf8(sql), {}}, *reader->refresh(base), *reader->read());
        mustRun(*session, "ROLLBACK");
    }
}

void TestRefresh::nothingWritten()
{
    const auto session = open(createKindsDatabase(u"refresh nothing"_s));
    const auto reader = makeSchemaReader(*session);
    const SchemaPtr base = *reader->read();
    mustRun(*session, "BEGIN");
    mustRun(*session, "SELECT count(*) FROM shop.orders");
    QCOMPARE(reader->refresh(base)->get(), base.get());
    mustRun(*session, "COMMIT");
}

void TestRefresh::anUnknownBase()
{
    const auto session = open(createKindsDatabase(u"refresh unknown"_s));
    const auto reader = makeSchemaReader(*session);
    const SchemaPtr base = *reader->read();
    const auto copy = std::make_shared<const Schema>(*base);
    mustRun(*session, "BEGIN; CREATE TABLE added (a integer)");
    QVERIFY((*reader->refresh(copy))->relation(u"public", u"added"));
    QVERIFY((*reader->refresh(nullptr))->relation(u"public", u"added"));
    mustRun(*session, "ROLLBACK");
    QVERIFY(**reader->refresh(base) == *base);
}

void TestRefresh::withoutCounters()
{
    const auto session = open(createKindsDatabase(u"refresh counters"_s));
    mustRun(*session, "SET track_counts = off");
    const auto reader = makeSchemaReader(*session);
    const SchemaPtr base = *reader->read();
    mustRun(*session, "BEGIN; CREATE TYPE shop.added AS ENUM ('a')");
    const auto refreshed = reader->refresh(base);
    QVERIFY(refreshed);
    compare({u"without counters"_s, {}}, *refreshed, *reader->read());
    QVERIFY(!(**refreshed == *base));
    mustRun(*session, "ROLLBACK");
}

void TestRefresh::ofWhatIsLeftOut()
{
    const auto session = open(createKindsDatabase(u"refresh leave out"_s));
    SchemaReadOptions options;
    options.leaveOut = {u"public.schema_migrations"_s, u"history.*"_s};
    const auto reader = makeSchemaReader(*session, options);
    const SchemaPtr base = *reader->read();
    mustRun(*session, "BEGIN");
    mustRun(*session, "CREATE TABLE public.schema_migrations (id serial PRIMARY KEY)");
    mustRun(*session, "CREATE SCHEMA history CREATE TABLE events (id serial)");
    mustRun(*session, "CREATE TYPE history.kind AS ENUM ('up'); COMMENT ON SCHEMA history IS 'x'");
    QVERIFY(**reader->refresh(base) == *base);
    QVERIFY(**reader->read() == *base);
    mustRun(*session, "ROLLBACK");
}

QTEST_GUILESS_MAIN(TestRefresh)
#include "test_refresh.moc"
