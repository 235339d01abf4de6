// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/draft.h"
#include "engines/ddl-postgres/trial.h"
#include "engines/schema-postgres/changes.h"
#include "support/testserver.h"

#include <QTest>

using namespace tidemark;
using namespace tidemark::test;
using namespace Qt::StringLiterals;

/// A renamed column is renamed and nothing else: what has its name besides stays, and no row goes.
class TestDraftRenames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesNothingElseAlong_data();
    void takesNothingElseAlong();
};

void TestDraftRenames::takesNothingElseAlong_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QByteArray>("change");
    QTest::addColumn<QStringList>("renames");
    QTest::newRow("a key to another table's column of that name")
        << QByteArray("CREATE TABLE customers (id integer PRIMARY KEY);"
                      "CREATE TABLE orders (id integer PRIMARY KEY,"
                      " customer_id integer REFERENCES customers (id));")
        << QByteArray("ALTER TABLE orders RENAME id TO order_id")
        << QStringList{u"public.orders.id"_s, u"public.orders.order_id"_s};
    QTest::newRow("a key of the table to itself")
        << QByteArray("CREATE TABLE n (id integer PRIMARY KEY, up integer REFERENCES n (id));")
        << QByteArray("ALTER TABLE n RENAME id TO key")
        << QStringList{u"public.n.id"_s, u"public.n.key"_s};
    QTest::newRow("a type, a function, a field, a literal, a collation")
        << QByteArray("CREATE TABLE ev (date date, due date, t text,"
                      " year integer, CHECK (date > '2000-01-01'::date),"
                      " CHECK (EXTRACT(year FROM due) > year), CHECK (t <> 'date'),"
                      " CHECK (date(due) > date), UNIQUE (date, due));"
                      "CREATE INDEX ev_i ON ev ((date - due), (t || 'year')) WHERE year > 7;"
                      "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql"
                      " AS 'BEGIN RETURN NEW; END';"
                      "CREATE TRIGGER date BEFORE UPDATE OF date, due ON ev FOR EACH ROW"
                      " WHEN (old.date <> new.date) EXECUTE FUNCTION f('date');"
                      "CREATE TABLE other (date date);"
                      "CREATE POLICY p ON ev USING (EXISTS (SELECT FROM other WHERE"
                      " other.date = ev.date));"
                      "CREATE RULE r AS ON DELETE TO ev DO ALSO INSERT INTO other (date)"
                      " VALUES (old.date);")
        << QByteArray("ALTER TABLE ev RENAME date TO \"Day\"; ALTER TABLE ev RENAME year TO y")
        << QStringList{u"public.ev.date"_s, u"public.ev.\"Day\""_s, u"public.ev.year"_s,
                       u"public.ev.y"_s};
    QTest::newRow("a partition key")
        << QByteArray("CREATE TABLE cut (date timestamp) PARTITION BY RANGE ((date::date));"
                      "CREATE TABLE cut_1 PARTITION OF cut FOR VALUES FROM ('2020-01-01')"
                      " TO ('2030-01-01');")
        << QByteArray("ALTER TABLE cut RENAME date TO at")
        << QStringList{u"public.cut.date"_s, u"public.cut.at"_s, u"public.cut_1.date"_s,
                       u"public.cut_1.at"_s};
    QTest::newRow("a materialized view's")
        << QByteArray("CREATE TABLE t (a integer); CREATE MATERIALIZED VIEW m AS SELECT a FROM t;")
        << QByteArray("ALTER MATERIALIZED VIEW m RENAME a TO b")
        << QStringList{u"public.m.a"_s, u"public.m.b"_s};
}

void TestDraftRenames::takesNothingElseAlong()
{
    QFETCH(QByteArray, base);
    QFETCH(QByteArray, change);
    QFETCH(QStringList, renames);
    const QString from = TestServer::createDatabase(u"ddl column names"_s);
    mustRun(*open(from), base);
    copyOf(u"ddl column names"_s, u"ddl column names goal"_s);
    const QString goalUrl = TestServer::url(u"ddl column names goal"_s);
    mustRun(*open(goalUrl), change);
    const State start = readState(from);
    const State goal = readState(goalUrl);
    DraftOptions options;
    for (qsizetype i = 0; i < renames.size(); i += 2)
        options.renames.push_back({u"column"_s, renames[i], renames[i + 1]});
    QVERIFY(checkRenames(*start.schema.schema, *goal.schema.schema, options.renames));
    const Trial up = bring(from, start.schema, goal, options);
    QCOMPARE(judge(up), QString());
    for (const DraftStatement &one : up.draft.statements)
        QVERIFY2(one.sql.contains(" RENAME COLUMN "_L1), qPrintable(up.script));
    options.renames = turnedRenames(options.renames);
    const Trial down = bring(from, goal.schema, start, options);
    QCOMPARE(judge(down), QString());
    for (const DraftStatement &one : down.draft.statements)
        QVERIFY2(one.sql.contains(" RENAME COLUMN "_L1), qPrintable(down.script));
}

QTEST_GUILESS_MAIN(TestDraftRenames)
#include "tst_renames.moc"
