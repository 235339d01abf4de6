// SPDX-License-Identifier: GPL-3.0-or-later
#include "lintsupport.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

namespace {

/// Of the family alone, and only what is more than a note.
QStringList pairRulesIn(const LintResult &result)
{
    QStringList rules;
    for (const QString &id : rulesIn(result)) {
        if (findLintRule(id)->family == LintFamily::Pair)
            rules += id;
    }
    return rules;
}

} // namespace

/// Up and down beside each other: what is named, and what is right and must not be.
class TestLintPair : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pairs_data();
    void pairs();
    void historyIsNotComplete();
    void earlierDownsDoNotCount();
};

void TestLintPair::pairs_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("up");
    QTest::addColumn<QByteArray>("down");
    QTest::addColumn<QStringList>("rules");
    const QByteArray tables = "CREATE TABLE a (id serial PRIMARY KEY, b integer DEFAULT 1, c text);"
                              "CREATE TABLE d (id integer PRIMARY KEY, a integer REFERENCES a);"
                              "CREATE INDEX a_b_idx ON a (b);";
    const auto row = [&tables](const char *name, const QByteArray &up, const QByteArray &down,
                               const QStringList &rules = {}) {
        QTest::newRow(name) << tables << up << down << rules;
    };
    row("names by the server", "ALTER TABLE a ADD CHECK (b > 0); CREATE INDEX ON a (c, b);",
        "DROP INDEX a_c_b_idx; ALTER TABLE a DROP CONSTRAINT a_b_check;");
    row("inline foreign key", "ALTER TABLE d DROP CONSTRAINT d_a_fkey;",
        "ALTER TABLE d ADD FOREIGN KEY (a) REFERENCES a;");
    row("a key takes NOT NULL along",
        "ALTER TABLE a DROP CONSTRAINT a_pkey CASCADE; ALTER TABLE a ADD PRIMARY KEY (c);",
        "ALTER TABLE a DROP CONSTRAINT a_pkey; ALTER TABLE a ADD PRIMARY KEY (id);",
        {u"down-differs"_s});
    row("table and all of it", "DROP TABLE d; DROP TABLE a;",
        "CREATE TABLE a (id serial PRIMARY KEY, b integer DEFAULT 1, c text);"
        "CREATE TABLE d (id integer PRIMARY KEY, a integer REFERENCES a);"
        "CREATE INDEX a_b_idx ON a (b);");
    row("the index of a table is forgotten", "DROP TABLE d; DROP TABLE a;",
        "CREATE TABLE a (id serial PRIMARY KEY, b integer DEFAULT 1, c text);"
        "CREATE TABLE d (id integer PRIMARY KEY, a integer REFERENCES a);",
        {u"down-does-not-restore"_s});
    row("rename and back", "ALTER TABLE a RENAME TO z; ALTER TABLE z RENAME b TO y;",
        "ALTER TABLE z RENAME y TO b; ALTER TABLE z RENAME TO a;");
    row("default comes back as another one", "ALTER TABLE a ALTER b DROP DEFAULT;",
        "ALTER TABLE a ALTER b SET DEFAULT 2;", {u"down-differs"_s});
    row("default comes back", "ALTER TABLE a ALTER b DROP DEFAULT;",
        "ALTER TABLE a ALTER b SET DEFAULT 1;");
    row("another spelling of a type", "ALTER TABLE a ALTER b TYPE int8;",
        "ALTER TABLE a ALTER b TYPE int4;");
    row("a view", "CREATE VIEW v AS SELECT b FROM a;", "DROP VIEW v;");
    row("trigger and function",
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END';"
        "CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION f();",
        "DROP FUNCTION f() CASCADE;");
    row("function while a trigger uses it",
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END';"
        "CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION f();",
        "DROP FUNCTION f();", {u"down-order"_s});
    row("dropping both at once",
        "CREATE TABLE x (id int PRIMARY KEY); CREATE TABLE y (x int REFERENCES x);",
        "DROP TABLE x, y;");
    row("a block that nobody can follow", "DO $$ BEGIN EXECUTE 'CREATE TABLE q (i int)'; END $$;",
        "SELECT 1;");
    row("constraint from an index",
        "CREATE UNIQUE INDEX u ON a (c); ALTER TABLE a ADD CONSTRAINT k UNIQUE USING INDEX u;",
        "ALTER TABLE a DROP CONSTRAINT k;");
    row("a schema gets another name", "CREATE SCHEMA s; ALTER SCHEMA s RENAME TO r;",
        "DROP SCHEMA r;");
    row("a schema with something in it",
        "CREATE SCHEMA s; CREATE TABLE s.t (i int); ALTER SCHEMA s RENAME TO r;",
        "DROP TABLE r.t; DROP SCHEMA r;");
    row("a type of a schema gets another name",
        "CREATE SCHEMA shop; CREATE TYPE shop.mood AS ENUM ('x');"
        "CREATE TABLE shop.t (m shop.mood); ALTER TYPE shop.mood RENAME TO gloom;",
        "DROP TABLE shop.t; DROP TYPE shop.gloom; DROP SCHEMA shop;");
    row("a policy gets another name",
        "CREATE POLICY p ON a USING (true); ALTER POLICY p ON a RENAME TO q;",
        "DROP POLICY q ON a;");
    row("types of all sorts",
        "CREATE TYPE r AS RANGE (subtype = integer); CREATE TYPE shell; CREATE TYPE base;"
        "CREATE TYPE base (input = i, output = o);",
        "DROP TYPE r; DROP TYPE shell; DROP TYPE base;");
    row("a foreign table", "CREATE FOREIGN TABLE f (i int) SERVER s;", "DROP FOREIGN TABLE f;");
    row("a rule", "CREATE RULE r AS ON DELETE TO a DO INSTEAD NOTHING;", "DROP RULE r ON a;");
    row("a schema with its elements", "CREATE SCHEMA s CREATE TABLE t (i int);",
        "DROP TABLE s.t; DROP SCHEMA s;");
    row("a schema of a role", "CREATE SCHEMA AUTHORIZATION someone;", "DROP SCHEMA someone;");
    row("foreign schema", "IMPORT FOREIGN SCHEMA x FROM SERVER s INTO public;", "DROP TABLE q;");
    row("another schema", "CREATE SCHEMA s; ALTER TABLE d SET SCHEMA s;",
        "ALTER TABLE s.d SET SCHEMA public; DROP SCHEMA s;");
    row("a function that makes a table",
        "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS 'BEGIN CREATE TABLE q (i int); END';"
        "SELECT f();",
        "DROP TABLE q; DROP FUNCTION f();");
    row("a view by ALTER TABLE", "CREATE VIEW v AS SELECT 1; ALTER TABLE v RENAME TO w;",
        "DROP VIEW w;");
    row("a sequence by ALTER TABLE", "ALTER TABLE a_id_seq RENAME TO a_numbers_seq;",
        "ALTER TABLE a_numbers_seq RENAME TO a_id_seq;");
    row("an index by ALTER TABLE", "ALTER TABLE a_b_idx RENAME TO z;",
        "ALTER INDEX z RENAME TO a_b_idx;");
    row("the index of a constraint", "ALTER INDEX d_pkey RENAME TO d_key;",
        "ALTER TABLE d DROP CONSTRAINT d_key; ALTER TABLE d ADD CONSTRAINT d_pkey PRIMARY KEY "
        "(id);");
    row("a search path",
        "CREATE SCHEMA shop; SET search_path = shop, public; CREATE TABLE goods (i int);",
        "DROP TABLE shop.goods; DROP SCHEMA shop;");
    row("a search path by a function", "SELECT set_config('search_path', 'shop', false);",
        "DROP TABLE far;");
    row("the path that all have", "SET search_path = \"$user\", public;", "DROP TABLE far;",
        {u"down-stops"_s});
    row("named in another schema", "CREATE SCHEMA shop; CREATE TABLE shop.goods (i int);",
        "ALTER TABLE goods ADD j int; DROP TABLE goods; DROP TABLE shop.goods; DROP SCHEMA shop;",
        {u"down-drops-others"_s});
    row("more names by the server",
        "CREATE TABLE n (x text, y text, EXCLUDE (x WITH =, lower(y) WITH =));"
        "CREATE INDEX ON n (lower(x), lower(y)); CREATE INDEX ON n (x) INCLUDE (y);"
        "CREATE INDEX ON n ((x || y), coalesce(x, y)); CREATE INDEX ON n ((x::int));"
        "ALTER TABLE n ADD UNIQUE (x) INCLUDE (y);",
        "ALTER TABLE n DROP CONSTRAINT n_x_lower_excl; DROP INDEX n_lower_lower1_idx;"
        "DROP INDEX n_x_y_idx; DROP INDEX n_expr_coalesce_idx; DROP INDEX n_x_idx;"
        "ALTER TABLE n DROP CONSTRAINT n_x_y_key; DROP TABLE n;");
    row("an index in a schema",
        "CREATE SCHEMA s; CREATE TABLE s.t (i int); CREATE INDEX ON s.t (i);",
        "DROP INDEX s.t_i_idx; DROP TABLE s.t; DROP SCHEMA s;");
    row("lengths in a function's arguments",
        "CREATE FUNCTION f(varchar(20), numeric(5,2)) RETURNS int LANGUAGE sql AS 'SELECT 1';",
        "DROP FUNCTION f(varchar, numeric);");
    row("partition",
        "CREATE TABLE p (i int) PARTITION BY RANGE (i);"
        "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (2);",
        "DROP TABLE p1; DROP TABLE p;");
}

void TestLintPair::pairs()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, up);
    QFETCH(QByteArray, down);
    QFETCH(QStringList, rules);
    const LintResult result = lintOf({before, up, down});
    QStringList messages;
    for (const LintFinding &finding : result.findings)
        messages += finding.rule + u": "_s + finding.message;
    QVERIFY2(pairRulesIn(result) == rules, qPrintable(messages.join(u'\n')));
}

void TestLintPair::historyIsNotComplete()
{
    LintRequest request;
    request.wholeHistory = false;
    // Nothing is known of the table: what the down says may be right.
    const LintResult fine =
        lintOf({.up = "ALTER TABLE far DROP COLUMN b; DROP INDEX i;",
                .down = "ALTER TABLE far ADD COLUMN b text; CREATE INDEX i ON far (b);"},
               Engine::PostgreSql, request);
    QCOMPARE(pairRulesIn(fine), QStringList());
    const LintResult lost = lintOf({.up = "ALTER TABLE far DROP COLUMN b; DROP INDEX i;",
                                    .down = "ALTER TABLE far ADD COLUMN b text;"},
                                   Engine::PostgreSql, request);
    QCOMPARE(pairRulesIn(lost), QStringList(u"down-does-not-restore"_s));
}

void TestLintPair::earlierDownsDoNotCount()
{
    Migration first;
    first.version = first.id = u"1"_s;
    first.up = {scriptOf("CREATE TABLE a (id bigint PRIMARY KEY);", u"1"_s)};
    first.down = std::vector<Script>{scriptOf("DROP TABLE a;", u"1"_s)};
    Migration second =
        migrationOf({.up = "ALTER TABLE a ADD b text;", .down = "ALTER TABLE a DROP b;"});
    std::vector<ParsedMigration> parsed;
    parsed.push_back(parseForLint(first, Engine::PostgreSql));
    parsed.push_back(parseForLint(second, Engine::PostgreSql));
    QCOMPARE(pairRulesIn(lintMigrations(std::move(parsed), {})), QStringList());
}

QTEST_GUILESS_MAIN(TestLintPair)
#include "tst_lintpair.moc"
