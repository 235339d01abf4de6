// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/draft.h"
#include "engines/ddl-postgres/trial.h"
#include "engines/schema-postgres/changes.h"
#include "support/testserver.h"

#include <QTest>

#include <algorithm>

using namespace tidemark;
using namespace tidemark::test;
using namespace Qt::StringLiterals;

/// Tables whose columns would come in another order are made anew: nothing may be left between them
/// and the goal for the model or for pg_dump, and no row and no place of a sequence may be lost.
class TestColumnOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void bringsAllThatHangsOnATable();
    void keepsRowsAndNumbers();
    void copiesWhatForcedPoliciesHide();
    void namesHazards();
    void partitionsAndChildren();
    void tablesThatReferToEachOther();
    void namesWhatItCannotDo();
    void keepsWhatIsLeftOut();
    void columnsThatAreComputedNow();
    void stepsAroundTakenNames();
    void isAGapUnlessAskedFor();
    void addsColumnsInTheirOrder();
};

namespace {

DraftOptions exactOrder()
{
    DraftOptions options;
    options.columnOrder = ColumnOrder::Exact;
    return options;
}

/// A database, and a copy of it that `change` is run on.
void makePair(const QString &name, const QByteArray &base, const QByteArray &change)
{
    mustRun(*open(TestServer::createDatabase(name)), base);
    mustRun(*open(copyOf(name, name + u" goal"_s)), change);
}

/// Brings one to the other and back.
void bothWays(const QString &name, const DraftOptions &options = exactOrder())
{
    const QString goalName = name + u" goal"_s;
    const State start = readState(TestServer::url(name));
    const State goal = readState(TestServer::url(goalName));
    const Trial up = bring(copyOf(name, name + u" up"_s), start.schema, goal, options);
    QVERIFY2(judge(up).isEmpty(), qPrintable(judge(up) + u'\n' + up.script));
    QVERIFY2(up.left.isEmpty(), qPrintable(up.script));
    QVERIFY(up.draft.gaps.empty());
    const Trial down = bring(copyOf(goalName, name + u" down"_s), goal.schema, start, options);
    QVERIFY2(judge(down).isEmpty(), qPrintable(judge(down) + u'\n' + down.script));
    QVERIFY2(down.left.isEmpty(), qPrintable(down.script));
    QVERIFY(down.draft.gaps.empty());
}

const char *const kEverything = R"(
    CREATE ROLE "order reader";
    CREATE TYPE mood AS ENUM ('good', 'bad');
    CREATE TABLE groups (id integer PRIMARY KEY);
    CREATE TABLE "Weird ""Name""; --" (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        number serial UNIQUE,
        "of group" integer REFERENCES groups ON DELETE CASCADE,
        mail text COLLATE "C" NOT NULL DEFAULT 'x' CHECK (mail <> ''),
        twice integer GENERATED ALWAYS AS (number * 2) STORED,
        m mood DEFAULT 'good',
        parent bigint,
        during tstzrange,
        EXCLUDE USING gist (during WITH &&)
    ) WITH (fillfactor = 70);
    ALTER TABLE "Weird ""Name""; --"
        ADD CONSTRAINT own FOREIGN KEY (parent) REFERENCES "Weird ""Name""; --"
            DEFERRABLE INITIALLY DEFERRED,
        ADD CONSTRAINT late CHECK (number > 0) NOT VALID,
        ALTER mail SET STORAGE EXTERNAL, ALTER number SET STATISTICS 50;
    CREATE UNIQUE INDEX by_mail ON "Weird ""Name""; --" (mail, id);
    CREATE INDEX by_lower ON "Weird ""Name""; --" (lower(mail)) WHERE number > 3;
    ALTER TABLE "Weird ""Name""; --" CLUSTER ON by_mail;
    ALTER TABLE "Weird ""Name""; --" REPLICA IDENTITY USING INDEX by_mail;
    CREATE STATISTICS together (dependencies) ON mail, number FROM "Weird ""Name""; --";
    CREATE TABLE orders (of_id bigint REFERENCES "Weird ""Name""; --",
        of_number integer REFERENCES "Weird ""Name""; --" (number));
    CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
    CREATE TRIGGER touched BEFORE UPDATE OF mail ON "Weird ""Name""; --" FOR EACH ROW
        WHEN (old.mail IS DISTINCT FROM new.mail) EXECUTE FUNCTION touch();
    CREATE TRIGGER off AFTER INSERT ON "Weird ""Name""; --" EXECUTE FUNCTION touch();
    ALTER TABLE "Weird ""Name""; --" DISABLE TRIGGER off;
    CREATE RULE never AS ON DELETE TO "Weird ""Name""; --" DO INSTEAD NOTHING;
    CREATE POLICY seen ON "Weird ""Name""; --" FOR SELECT TO "order reader" USING (number > 5);
    ALTER TABLE "Weird ""Name""; --" ENABLE ROW LEVEL SECURITY;
    GRANT SELECT ON "Weird ""Name""; --" TO "order reader";
    GRANT UPDATE (mail) ON "Weird ""Name""; --" TO "order reader";
    COMMENT ON TABLE "Weird ""Name""; --" IS 'the table';
    COMMENT ON COLUMN "Weird ""Name""; --".mail IS 'the column';
    COMMENT ON CONSTRAINT own ON "Weird ""Name""; --" IS 'the key';
    COMMENT ON INDEX by_mail IS 'the index';
    COMMENT ON SEQUENCE "Weird ""Name""; --_id_seq" IS 'the numbers';
    CREATE VIEW first AS SELECT id, mail FROM "Weird ""Name""; --";
    CREATE VIEW second AS SELECT count(*) FROM first;
    GRANT SELECT ON first TO "order reader";
    COMMENT ON VIEW second IS 'a view on a view';
    CREATE MATERIALIZED VIEW third AS SELECT mail FROM first;
    CREATE INDEX of_third ON third (mail);
    CREATE FUNCTION taking("Weird ""Name""; --") RETURNS text LANGUAGE sql AS 'SELECT $1.mail';
    CREATE FUNCTION giving() RETURNS SETOF "Weird ""Name""; --" LANGUAGE sql
        AS 'SELECT * FROM "Weird ""Name""; --"';
    CREATE PUBLICATION told FOR TABLE "Weird ""Name""; --";
    INSERT INTO groups VALUES (1), (2);
    INSERT INTO "Weird ""Name""; --" ("of group", mail, during)
        SELECT 1 + n % 2, 'mail ' || n, tstzrange(now() + n * interval '1 day',
            now() + (n + 1) * interval '1 day') FROM generate_series(1, 20) n;
    INSERT INTO orders SELECT id, number FROM "Weird ""Name""; --" WHERE id < 10;
)";

const char *const kAnotherOrder = R"(
    ALTER TABLE "Weird ""Name""; --" DROP m, ADD added integer DEFAULT 7;
    ALTER TABLE "Weird ""Name""; --" ADD m mood DEFAULT 'good';
)";

QByteArray valueOf(Session &session, const QByteArray &sql)
{
    const auto result = session.query(sql);
    if (!result)
        qFatal("%s", qPrintable(result.error().toString()));
    return result->rows.at(0).at(0).value_or("NULL");
}

} // namespace

void TestColumnOrder::initTestCase()
{
    makePair(u"order all"_s, kEverything, kAnotherOrder);
}

void TestColumnOrder::bringsAllThatHangsOnATable()
{
    bothWays(u"order all"_s);
}

void TestColumnOrder::keepsRowsAndNumbers()
{
    const State goal = readState(TestServer::url(u"order all"_s));
    const State start = readState(TestServer::url(u"order all goal"_s));
    const QString url = copyOf(u"order all goal"_s, u"order rows"_s);
    const QByteArray sum = "SELECT md5(string_agg(concat_ws('|', id, number, \"of group\", mail,"
                           " twice, m, parent, during), ',' ORDER BY id)) FROM"
                           " \"Weird \"\"Name\"\"; --\"";
    const QByteArray before = valueOf(*open(url), sum);
    QCOMPARE(judge(bring(url, start.schema, goal, exactOrder())), QString());
    const auto session = open(url);
    QCOMPARE(valueOf(*session, sum), before);
    QCOMPARE(valueOf(*session, "SELECT count(*) FROM orders"), QByteArray("9"));
    QCOMPARE(valueOf(*session, "INSERT INTO \"Weird \"\"Name\"\"; --\" DEFAULT VALUES RETURNING"
                               " id || ' ' || number"),
             QByteArray("21 21"));
}

// A role that may not pass by policies, and whom FORCE holds to them, still copies every row.
void TestColumnOrder::copiesWhatForcedPoliciesHide()
{
    const QString url = TestServer::createDatabase(u"order forced"_s);
    mustRun(*open(url), R"(CREATE ROLE "order owner" NOSUPERUSER LOGIN;
        GRANT CREATE ON SCHEMA public TO "order owner"; SET ROLE "order owner";
        CREATE TABLE t (a integer, b integer);
        INSERT INTO t SELECT n, n FROM generate_series(1, 10) n;
        CREATE POLICY p ON t USING (a > 5);
        ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t FORCE ROW LEVEL SECURITY)");
    mustRun(*open(copyOf(u"order forced"_s, u"order forced goal"_s)),
            R"(SET ROLE "order owner"; ALTER TABLE t DROP a CASCADE; ALTER TABLE t ADD a integer;
               CREATE POLICY p ON t USING (a > 5))");
    const State start = readState(url);
    const State goal = readState(TestServer::url(u"order forced goal"_s));
    const Draft draft = draftMigration(start.schema, goal.schema, exactOrder());
    const auto session = open(url);
    mustRun(*session, "SET ROLE \"order owner\"");
    for (const DraftScript &script : scriptsOf(draft))
        mustRun(*session, script.text.toUtf8());
    mustRun(*session, "RESET ROLE");
    QCOMPARE(valueOf(*session, "SELECT count(*) || ' ' || sum(a) FROM t"), QByteArray("10 55"));
    QVERIFY(diffSchemas(*readState(url).schema.schema, *goal.schema.schema).isEmpty());
}

void TestColumnOrder::namesHazards()
{
    const State from = readState(TestServer::url(u"order all"_s));
    const State to = readState(TestServer::url(u"order all goal"_s));
    const Draft draft = draftMigration(to.schema, from.schema, exactOrder());
    const auto copies =
        std::find_if(draft.statements.begin(), draft.statements.end(),
                     [](const auto &one) { return one.sql.startsWith("INSERT INTO "_L1); });
    QVERIFY(copies != draft.statements.end());
    const auto has = [&](Hazard hazard) {
        return std::any_of(copies->hazards.begin(), copies->hazards.end(),
                           [&](const HazardNote &note) { return note.hazard == hazard; });
    };
    QVERIFY(has(Hazard::RewritesTable));
    QVERIFY(has(Hazard::BlocksReads));
    QVERIFY(has(Hazard::BuildsIndex));
    QVERIFY2(has(Hazard::DeletesData), "the column that is not copied");
    QCOMPARE(draftMigration(to.schema, from.schema, exactOrder()), draft);
}

void TestColumnOrder::partitionsAndChildren()
{
    makePair(u"order parts"_s,
             R"(CREATE TABLE parted (id integer, at date, note text, PRIMARY KEY (id, at))
                    PARTITION BY RANGE (at);
                CREATE INDEX by_note ON parted (note);
                CREATE TABLE parted_1 PARTITION OF parted
                    FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
                CREATE TABLE parted_2 PARTITION OF parted
                    FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
                INSERT INTO parted SELECT n, '2024-12-30'::date + n, n::text
                    FROM generate_series(1, 10) n;
                CREATE TABLE top (a integer, b integer);
                CREATE TABLE below (c integer, CHECK (c > 0)) INHERITS (top);
                INSERT INTO below VALUES (1, 2, 3); INSERT INTO top VALUES (4, 5))",
             R"(DROP TABLE parted;
                CREATE TABLE parted (note text, id integer, at date, PRIMARY KEY (id, at))
                    PARTITION BY RANGE (at);
                CREATE INDEX by_note ON parted (note);
                CREATE TABLE parted_1 PARTITION OF parted
                    FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
                CREATE TABLE parted_2 PARTITION OF parted
                    FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
                DROP TABLE below; DROP TABLE top;
                CREATE TABLE top (b integer, a integer);
                CREATE TABLE below (c integer, CHECK (c > 0)) INHERITS (top))");
    bothWays(u"order parts"_s);
    const auto session = open(TestServer::url(u"order parts up"_s));
    QCOMPARE(valueOf(*session, "SELECT string_agg(id || note, ',' ORDER BY id) FROM parted"),
             QByteArray("11,22,33,44,55,66,77,88,99,1010"));
    QCOMPARE(valueOf(*session, "SELECT count(*) FROM parted_1"), QByteArray("1"));
    QCOMPARE(valueOf(*session, "SELECT string_agg(concat_ws('|', a, b), ',' ORDER BY a) FROM top"),
             QByteArray("1|2,4|5"));
    QCOMPARE(valueOf(*session, "SELECT concat_ws('|', a, b, c) FROM below"), QByteArray("1|2|3"));
}

void TestColumnOrder::tablesThatReferToEachOther()
{
    makePair(u"order mutual"_s,
             R"(CREATE TYPE kind AS ENUM ('a', 'b', 'c');
                CREATE TABLE one (id integer PRIMARY KEY, x text, other integer, k kind);
                CREATE TABLE other (id serial PRIMARY KEY, x text,
                    one integer REFERENCES one);
                ALTER TABLE one ADD CONSTRAINT to_other FOREIGN KEY (other) REFERENCES other;
                INSERT INTO one VALUES (1, 'x', NULL, 'b'); INSERT INTO other VALUES (2, 'y', 1);
                UPDATE one SET other = 2)",
             R"(ALTER TABLE one DROP x, DROP k; DROP TYPE kind;
                CREATE TYPE kind AS ENUM ('c', 'b'); ALTER TABLE one ADD x varchar(9), ADD k kind;
                ALTER TABLE other DROP x; ALTER TABLE other ADD x text;
                ALTER TABLE other ALTER id DROP DEFAULT; DROP SEQUENCE other_id_seq;
                ALTER TABLE other ALTER id ADD GENERATED BY DEFAULT AS IDENTITY)");
    bothWays(u"order mutual"_s);
    const auto session = open(TestServer::url(u"order mutual up"_s));
    QCOMPARE(valueOf(*session, "SELECT concat_ws('|', id, other, x, k) FROM one"),
             QByteArray("1|2|x|b"));
}

void TestColumnOrder::namesWhatItCannotDo()
{
    const QString from = TestServer::createDatabase(u"order gaps"_s);
    mustRun(*open(from), "CREATE TABLE t (a integer, b integer); CREATE TABLE u (rows t[])");
    mustRun(*open(copyOf(u"order gaps"_s, u"order gaps goal"_s)),
            "DROP TABLE u; DROP TABLE t; CREATE TABLE t (b integer, a integer);"
            "CREATE TABLE u (rows t[])");
    const State start = readState(from);
    const State goal = readState(TestServer::url(u"order gaps goal"_s));
    const Trial trial = bring(from, start.schema, goal, exactOrder());
    QCOMPARE(judge(trial), QString());
    QCOMPARE(trial.draft.gaps.size(), std::size_t(1));
    QCOMPARE(trial.draft.gaps.front().about.object, u"public.t"_s);
    QVERIFY(trial.draft.gaps.front().why.contains("public.u.rows"_L1));
}

// Comments and grants that are left out of the comparison are not lost on the way.
void TestColumnOrder::keepsWhatIsLeftOut()
{
    DraftOptions options = exactOrder();
    options.noise.comments = options.noise.grants = options.noise.storage = false;
    const State start = readState(TestServer::url(u"order all"_s));
    const QString goalUrl = copyOf(u"order all goal"_s, u"order noise goal"_s);
    mustRun(*open(goalUrl), R"(COMMENT ON COLUMN "Weird ""Name""; --".mail IS 'another';
        COMMENT ON INDEX by_mail IS NULL; REVOKE ALL ON first FROM "order reader";
        REVOKE UPDATE (mail) ON "Weird ""Name""; --" FROM "order reader")");
    const QString url = copyOf(u"order all"_s, u"order noise"_s);
    const State goal = readState(goalUrl);
    const Trial trial = bring(url, start.schema, goal, options);
    QCOMPARE(trial.error, QString());
    const State reached = readState(url);
    const SchemaDiff left = diffSchemas(*reached.schema.schema, *goal.schema.schema, options.noise);
    QVERIFY(left.isEmpty());
    const auto session = open(url);
    QCOMPARE(valueOf(*session, R"(SELECT obj_description('by_mail'::regclass) || ', ' ||
        col_description('"Weird ""Name""; --"'::regclass, (SELECT attnum FROM pg_attribute WHERE
            attrelid = '"Weird ""Name""; --"'::regclass AND attname = 'mail')) || ', ' ||
        has_column_privilege('order reader', '"Weird ""Name""; --"', 'mail', 'UPDATE') || ', ' ||
        has_table_privilege('order reader', 'first', 'SELECT'))"),
             QByteArray("the index, the column, true, true"));
}

// What is written in them is gone, however like it the expression looks.
void TestColumnOrder::columnsThatAreComputedNow()
{
    makePair(u"order computed"_s,
             "CREATE TABLE t (a integer, b integer, c integer); INSERT INTO t VALUES (1, 2, 3)",
             "DROP TABLE t;"
             "CREATE TABLE t (c integer GENERATED ALWAYS AS (a + b) STORED, a integer, b integer)");
    bothWays(u"order computed"_s);
    const auto session = open(TestServer::url(u"order computed up"_s));
    QCOMPARE(valueOf(*session, "SELECT concat_ws('|', a, b, c) FROM t"), QByteArray("1|2|3"));
    const State start = readState(TestServer::url(u"order computed"_s));
    const State goal = readState(TestServer::url(u"order computed goal"_s));
    const Draft draft = draftMigration(start.schema, goal.schema, exactOrder());
    const auto copies =
        std::find_if(draft.statements.begin(), draft.statements.end(),
                     [](const auto &one) { return one.sql.startsWith("INSERT INTO "_L1); });
    QVERIFY(copies != draft.statements.end());
    QVERIFY(std::any_of(copies->hazards.begin(), copies->hazards.end(), [](const auto &note) {
        return note.hazard == Hazard::DeletesData && note.why == "all values of c"_L1;
    }));
}

// An index, and the one of a constraint, have the names that the old tables would step aside to.
void TestColumnOrder::stepsAroundTakenNames()
{
    makePair(u"order taken"_s,
             "CREATE TABLE t (a integer, b integer); CREATE INDEX t__old ON t (a);"
             "CREATE TABLE u (a integer CONSTRAINT u__old UNIQUE, b integer)",
             "DROP TABLE t, u; CREATE TABLE t (b integer, a integer);"
             "CREATE INDEX t__old ON t (a);"
             "CREATE TABLE u (b integer, a integer CONSTRAINT u__old UNIQUE)");
    bothWays(u"order taken"_s);
}

void TestColumnOrder::isAGapUnlessAskedFor()
{
    const State start = readState(TestServer::url(u"order all goal"_s));
    const State goal = readState(TestServer::url(u"order all"_s));
    const Draft draft = draftMigration(start.schema, goal.schema);
    QVERIFY(std::any_of(draft.gaps.begin(), draft.gaps.end(),
                        [](const DraftGap &gap) { return gap.property == "column order"_L1; }));
    QVERIFY(std::none_of(draft.statements.begin(), draft.statements.end(),
                         [](const auto &one) { return one.sql.startsWith("INSERT "_L1); }));
}

// The first of two has to wait for a function that is new; the second waits with it.
void TestColumnOrder::addsColumnsInTheirOrder()
{
    makePair(u"order added"_s, "CREATE TABLE t (a integer)",
             "CREATE FUNCTION f(integer) RETURNS text LANGUAGE sql AS 'SELECT $1::text';"
             "ALTER TABLE t ADD b text DEFAULT f(3), ADD c integer NOT NULL DEFAULT 4");
    bothWays(u"order added"_s, {});
}

QTEST_GUILESS_MAIN(TestColumnOrder)
#include "tst_columnorder.moc"
