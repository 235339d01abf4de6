// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/completion.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

/// Names at a cursor, which the tests' texts write as "|".
class TestCompletion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void offered_data();
    void offered();
    void notOffered_data();
    void notOffered();
    void nothingInside_data();
    void nothingInside();
    void firstIs_data();
    void firstIs();
    void whatIsReplaced_data();
    void whatIsReplaced();
    void whatIsWritten_data();
    void whatIsWritten();
    void details();
    void sqliteNames();
    void theUpBeforeTheDown();
    void limited();
    void withoutASchema();
    void everyCursorOfATextIsSafe();

private:
    CompletionAnswer at(QByteArray text, const CompletionNames *names = nullptr) const;

    std::unique_ptr<CompletionNames> m_names;
    std::unique_ptr<CompletionNames> m_sqlite;
};

namespace {

Relation table(const QString &schema, const QString &name, const QStringList &columns,
               RelationKind kind = RelationKind::Table)
{
    Relation relation;
    relation.schema = schema;
    relation.name = name;
    relation.type = kind;
    for (const QString &column : columns) {
        Column one;
        one.name = column.section(u':', 0, 0);
        one.type = column.section(u':', 1);
        relation.columns.push_back(one);
    }
    return relation;
}

template <typename T>
T named(const QString &schema, const QString &name)
{
    T one;
    one.schema = schema;
    one.name = name;
    return one;
}

SchemaPtr shop()
{
    auto schema = std::make_shared<Schema>();
    const QString pub = u"public"_s;
    Relation users =
        table(pub, u"users"_s,
              {u"id:bigint"_s, u"email:text"_s, u"Full Name:text"_s, u"order:integer"_s});
    users.constraints.emplace_back().name = u"users_pkey"_s;
    users.triggers.emplace_back().name = u"users_touch"_s;
    users.indexes.emplace_back().name = u"users_email_idx"_s;
    for (const Relation &relation :
         {table(pub, u"Weird \"Name\"; --"_s, {u"we ird:int"_s}),
          table(u"audit"_s, u"events"_s, {u"at:timestamptz"_s, u"what:text"_s}),
          table(pub, u"order_items"_s, {u"order_id:bigint"_s, u"amount:integer"_s}),
          table(pub, u"orders"_s,
                {u"id:bigint"_s, u"user_id:bigint"_s, u"placed_at:timestamptz"_s}),
          table(pub, u"paid_orders"_s, {u"id:bigint"_s}, RelationKind::View), users})
        schema->relations.emplace_back(relation);
    schema->enums.emplace_back(named<EnumType>(pub, u"mood"_s));
    Routine routine = named<Routine>(pub, u"touch_user"_s);
    routine.arguments = u"bigint"_s;
    schema->routines.emplace_back(routine);
    schema->sequences.emplace_back(named<Sequence>(pub, u"users_id_seq"_s));
    for (const QString &name : {u"audit"_s, pub}) {
        Namespace space;
        space.name = name;
        schema->namespaces.emplace_back(space);
    }
    return schema;
}

QStringList namesOf(const CompletionAnswer &answer)
{
    QStringList names;
    for (const CompletionItem &item : answer.items)
        names += completionKindName(item.kind) + u' ' + item.name;
    return names;
}

QStringList insertsOf(const CompletionAnswer &answer)
{
    QStringList texts;
    for (const CompletionItem &item : answer.items)
        texts += item.insert;
    return texts;
}

struct Row
{
    const char *text;
    QString name;
};

void addRows(std::initializer_list<Row> rows)
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("name");
    for (const Row &row : rows)
        QTest::addRow("%s > %s", row.text, qPrintable(row.name))
            << QByteArray(row.text) << row.name;
}

} // namespace

void TestCompletion::initTestCase()
{
    m_names = std::make_unique<CompletionNames>(shop());
    auto schema = std::make_shared<Schema>();
    schema->engine = Engine::Sqlite;
    schema->relations.emplace_back(
        table({}, u"Users"_s, {u"Id:INTEGER"_s, u"index:TEXT"_s, u"a b:TEXT"_s}));
    m_sqlite = std::make_unique<CompletionNames>(schema);
}

CompletionAnswer TestCompletion::at(QByteArray text, const CompletionNames *names) const
{
    CompletionRequest request;
    request.cursor = text.indexOf('|');
    request.text = text.remove(request.cursor, 1);
    return completeSql(request, names ? *names : *m_names);
}

void TestCompletion::offered_data()
{
    const QString users = u"table users"_s;
    const QString email = u"column email"_s;
    addRows({
        // Tables
        {"SELECT * FROM |", users},
        {"SELECT * FROM US|", users},
        {"SELECT * FROM items|", u"table order_items"_s},
        {"SELECT * FROM users, |", u"table orders"_s},
        {"SELECT * FROM users u JOIN |", u"table orders"_s},
        {"SELECT * FROM |", u"view paid_orders"_s},
        {"SELECT * FROM |", u"schema audit"_s},
        {"SELECT * FROM audit.|", u"table events"_s},
        {"SELECT * FROM |", u"table audit.events"_s},
        {"SELECT * FROM \"We|", u"table Weird \"Name\"; --"_s},
        {"INSERT INTO |", users},
        {"UPDATE |", users},
        {"DELETE FROM |", users},
        {"TRUNCATE |", users},
        {"ALTER TABLE |", users},
        {"ALTER TABLE IF EXISTS ONLY |", users},
        {"DROP TABLE IF EXISTS a, |", users},
        {"DROP VIEW |", u"view paid_orders"_s},
        {"CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON us|", users},
        {"CREATE TABLE t (a int REFERENCES |", users},
        {"ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (user_id) REFERENCES |", users},
        {"CREATE TRIGGER t BEFORE INSERT ON |", users},
        {"COMMENT ON COLUMN |", users},
        {"GRANT SELECT ON |", users},
        {"WITH late AS (SELECT 1) SELECT * FROM |", u"alias late"_s},
        {"CREATE VIEW v AS SELECT * FROM |", users},
        {"DO $$ BEGIN UPDATE |", users},
        {"CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $b$ DELETE FROM |; $b$;", users},
        // Columns
        {"SELECT | FROM users", email},
        {"SELECT em|", email},
        {"SELECT u.| FROM users AS u WHERE true", u"column Full Name"_s},
        {"SELECT users.e| FROM users", email},
        {"SELECT public.users.| FROM public.users", email},
        {"SELECT * FROM orders o JOIN users u ON u.|", email},
        {"SELECT * FROM orders o JOIN users u ON o.|", u"column user_id"_s},
        {"SELECT * FROM orders JOIN users USING (|", u"column id"_s},
        {"SELECT * FROM users WHERE id = 1 AND |", email},
        {"SELECT * FROM users ORDER BY |", email},
        {"SELECT * FROM users WHERE lower(|", email},
        {"SELECT (SELECT | FROM orders) FROM users", u"column placed_at"_s},
        {"SELECT * FROM users WHERE EXISTS (SELECT 1 FROM orders WHERE user_id = |", email},
        {"SELECT e.| FROM audit.events e", u"column what"_s},
        {"INSERT INTO users (|", email},
        {"INSERT INTO users (id, |) VALUES (1)", email},
        {"INSERT INTO users (id) VALUES (1) ON CONFLICT (|", u"column id"_s},
        {"INSERT INTO users (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET |", email},
        {"INSERT INTO users (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET a = excluded.|", email},
        {"UPDATE users SET |", email},
        {"UPDATE users SET id = 1, |", email},
        {"UPDATE users SET email = lower(|", email},
        {"DELETE FROM users WHERE |", email},
        {"ALTER TABLE users DROP |", email},
        {"ALTER TABLE users DROP COLUMN IF EXISTS |", email},
        {"ALTER TABLE users ALTER COLUMN |", email},
        {"ALTER TABLE users RENAME COLUMN |", email},
        {"ALTER TABLE users ADD COLUMN a int, DROP COLUMN |", email},
        {"ALTER TABLE users ADD CONSTRAINT c CHECK (|", email},
        {"ALTER TABLE users ADD CONSTRAINT c UNIQUE (|", email},
        {"ALTER TABLE users ALTER COLUMN id TYPE text USING |", u"column id"_s},
        {"CREATE INDEX i ON users (|", email},
        {"CREATE INDEX i ON users USING gin (|", email},
        {"CREATE INDEX i ON users (lower(|", email},
        {"CREATE INDEX i ON users (id) WHERE |", email},
        {"CREATE INDEX i ON users (id) INCLUDE (|", email},
        {"CREATE TABLE t (first int, second text, CHECK (|", u"column first"_s},
        {"CREATE TABLE t (first int, PRIMARY KEY (|", u"column first"_s},
        {"CREATE TABLE t (a int REFERENCES users (|", u"column id"_s},
        {"COMMENT ON COLUMN users.|", email},
        {"CREATE VIEW v AS SELECT | FROM users", email},
        {"CREATE TRIGGER t AFTER UPDATE ON users FOR EACH ROW WHEN (NEW.|", email},
        {"WITH late (a, b) AS (SELECT 1, 2) SELECT late.| FROM late", u"column a"_s},
        // Types
        {"CREATE TABLE t (a |", u"type integer"_s},
        {"CREATE TABLE t (a int, b mo|", u"type mood"_s},
        {"ALTER TABLE users ADD COLUMN IF NOT EXISTS a time|", u"type timestamptz"_s},
        {"ALTER TABLE users ALTER COLUMN id TYPE |", u"type bigint"_s},
        {"SELECT id::| FROM users", u"type text"_s},
        {"SELECT CAST(id AS |", u"type text"_s},
        {"DROP TYPE |", u"type mood"_s},
        {"ALTER TYPE mo|", u"type mood"_s},
        {"CREATE FUNCTION f(a |", u"type integer"_s},
        {"CREATE FUNCTION f() RETURNS |", u"type integer"_s},
        {"CREATE DOMAIN d AS |", u"type text"_s},
        // All else
        {"SELECT | FROM users", u"function touch_user"_s},
        {"ALTER TABLE users ADD COLUMN a timestamptz DEFAULT |", u"function now"_s},
        {"DROP FUNCTION |", u"function touch_user"_s},
        {"CREATE TRIGGER t AFTER INSERT ON users EXECUTE FUNCTION |", u"function touch_user"_s},
        {"DROP INDEX CONCURRENTLY IF EXISTS us|", u"index users_email_idx"_s},
        {"DROP SEQUENCE |", u"sequence users_id_seq"_s},
        {"DROP SCHEMA |", u"schema audit"_s},
        {"ALTER TABLE users DROP CONSTRAINT |", u"constraint users_pkey"_s},
        {"ALTER TABLE users VALIDATE CONSTRAINT us|", u"constraint users_pkey"_s},
        {"DROP TRIGGER | ON users", u"trigger users_touch"_s},
        {"|", u"keyword CREATE TABLE"_s},
        {"SELECT 1;\nALT|", u"keyword ALTER TABLE"_s},
        {"ALTER TABLE users |", u"keyword ADD COLUMN"_s},
        {"ALTER TABLE users ALTER COLUMN id |", u"keyword SET NOT NULL"_s},
        {"CREATE TABLE t (a int |", u"keyword NOT NULL"_s},
        {"CREATE TABLE t (|", u"keyword PRIMARY KEY ("_s},
        {"UPDATE users |", u"keyword SET"_s},
        {"SELECT id |", u"keyword FROM"_s},
        {"SELECT id FROM users |", u"keyword WHERE"_s},
        {"INSERT INTO users (id) |", u"keyword VALUES"_s},
        {"DO $$ BEGIN |", u"keyword UPDATE"_s},
        // What the script itself makes
        {"CREATE TABLE fresh (a int); SELECT * FROM |", u"table fresh"_s},
        {"CREATE TABLE fresh (a int, \"B c\" numeric(1, 2) NOT NULL); SELECT | FROM fresh",
         u"column B c"_s},
        {"CREATE TABLE IF NOT EXISTS audit.fresh (a int); SELECT * FROM audit.|", u"table fresh"_s},
        {"ALTER TABLE users ADD COLUMN age int; UPDATE users SET |", u"column age"_s},
        {"ALTER TABLE users RENAME COLUMN email TO mail; SELECT | FROM users", u"column mail"_s},
        {"ALTER TABLE users RENAME TO people; SELECT | FROM people", email},
        {"CREATE TABLE copy (LIKE users INCLUDING ALL); SELECT | FROM copy", email},
        {"CREATE TYPE size AS ENUM ('s'); ALTER TABLE users ADD COLUMN s |", u"type size"_s},
        {"CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'; SELECT |",
         u"function mine"_s},
        {"CREATE INDEX fresh_idx ON users (id); DROP INDEX |", u"index fresh_idx"_s},
        {"CREATE SCHEMA extra; DROP SCHEMA |", u"schema extra"_s},
        {"CREATE VIEW fresh_view (x, y) AS SELECT 1, 2; SELECT | FROM fresh_view", u"column x"_s},
        {"ALTER TABLE users ADD CONSTRAINT mine CHECK (true); ALTER TABLE users DROP CONSTRAINT |",
         u"constraint mine"_s},
        // Unfinished, and nothing is lost by it
        {"CREATE TABLE half (a int, b\n\nSELECT * FROM users WHERE |", email},
        {"SELECT * FROM us|\n\nCREATE TABLE t (a int);", users},
        {"SELECT u.em|\nFROM users u\nWHERE", email},
        {"SELECT ((( | FROM users", email},
        {"-- it's\nSELECT * FROM |", users},
    });
}

void TestCompletion::offered()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, name);
    const QStringList names = namesOf(at(text));
    QVERIFY2(names.contains(name), qPrintable(names.join(u", "_s)));
}

void TestCompletion::notOffered_data()
{
    const QString email = u"column email"_s;
    addRows({{"SELECT | FROM users", u"column placed_at"_s},
             {"SELECT u.| FROM users u JOIN orders o ON true", u"column placed_at"_s},
             {"SELECT | FROM users WHERE id IN (SELECT id FROM orders)", u"column placed_at"_s},
             {"DROP VIEW |", u"table users"_s},
             {"CREATE TABLE |", u"table users"_s},
             {"SELECT 1 AS |", email},
             {"DROP TABLE users; SELECT * FROM |", u"table users"_s},
             {"DROP TYPE mood; ALTER TABLE users ADD COLUMN m |", u"type mood"_s},
             {"ALTER TABLE users DROP COLUMN email; SELECT | FROM users", email},
             {"ALTER TABLE users RENAME COLUMN email TO mail; SELECT | FROM users", email},
             {"ALTER TABLE users RENAME TO people; SELECT * FROM |", u"table users"_s},
             {"DROP INDEX users_email_idx; DROP INDEX |", u"index users_email_idx"_s},
             // What stands below the cursor has not happened yet.
             {"SELECT * FROM |;\nCREATE TABLE later (a int);", u"table later"_s},
             {"ALTER TABLE users ADD COLUMN |", email}});
}

void TestCompletion::notOffered()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, name);
    const QStringList names = namesOf(at(text));
    QVERIFY2(!names.contains(name), qPrintable(names.join(u", "_s)));
}

void TestCompletion::nothingInside_data()
{
    addRows({{"SELECT 'us| FROM users", {}},
             {"SELECT 'us|er' FROM users", {}},
             {"-- SELECT * FROM |", {}},
             {"SELECT 1; -- us|\nSELECT 2", {}},
             {"/* FROM | */ SELECT 1", {}},
             {"/* a /* b */ FROM |", {}},
             {"SELECT 12|", {}},
             {"SELECT $1|", {}},
             {"SELECT E'a\\' FROM |", {}}});
}

void TestCompletion::nothingInside()
{
    QFETCH(QByteArray, text);
    const QStringList names = namesOf(at(text));
    QVERIFY2(names.isEmpty(), qPrintable(names.join(u", "_s)));
}

void TestCompletion::firstIs_data()
{
    addRows({{"SELECT * FROM or|", u"table order_items"_s}, // before what only holds it
             {"SELECT * FROM users WHERE ema|", u"column email"_s},
             {"SELECT | FROM users", u"column id"_s}, // in their order
             {"CREATE TABLE users2 (a int); SELECT * FROM us|", u"table users2"_s},
             {"ALTER TABLE users |", u"keyword ADD COLUMN"_s},
             {"SELECT * FROM users u JOIN orders o ON o.us|", u"column user_id"_s}});
}

void TestCompletion::firstIs()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, name);
    QCOMPARE(namesOf(at(text)).value(0), name);
}

void TestCompletion::whatIsReplaced_data()
{
    addRows({{"SELECT * FROM us|", u"us"_s},
             {"SELECT * FROM us|ers WHERE", u"users"_s},
             {"SELECT * FROM |", {}},
             {"SELECT * FROM \"We|", u"\"We"_s},
             {"SELECT * FROM \"We|ird\" WHERE", u"\"Weird\""_s},
             {"SELECT * FROM \"We| WHERE \"a\" = 1", u"\"We"_s},
             {"SELECT u.em|", u"em"_s},
             {"SELECT '\xc3\xa4\xc3\xb6', em| FROM users", u"em"_s}});
}

void TestCompletion::whatIsReplaced()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, name);
    const CompletionAnswer answer = at(text);
    QCOMPARE(QByteArray(text).replace("|", "").mid(answer.begin, answer.end - answer.begin),
             name.toUtf8());
}

void TestCompletion::whatIsWritten_data()
{
    addRows({{"SELECT * FROM Wei|", u"\"Weird \"\"Name\"\"; --\""_s},
             {"SELECT * FROM \"Wei|", u"\"Weird \"\"Name\"\"; --\""_s},
             {"SELECT * FROM \"us|", u"\"users\""_s},
             {"SELECT | FROM users", u"\"order\""_s},
             {"SELECT | FROM users", u"\"Full Name\""_s},
             {"SELECT | FROM users", u"email"_s},
             {"SELECT * FROM ev|", u"audit.events"_s},
             {"SELECT * FROM audit.ev|", u"events"_s},
             {"SELECT no| FROM users", u"now()"_s},
             {"SELECT coal| FROM users", u"coalesce("_s},
             {"SELECT coal|(email) FROM users", u"coalesce"_s},
             {"SELECT id fr|", u"FROM"_s},
             {"select id fr|", u"from"_s},
             {"select 1;\nalt|", u"alter table"_s}});
}

void TestCompletion::whatIsWritten()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, name);
    const QStringList inserts = insertsOf(at(text));
    QVERIFY2(inserts.contains(name), qPrintable(inserts.join(u", "_s)));
}

void TestCompletion::details()
{
    QCOMPARE(at("SELECT em| FROM users u").items.at(0).detail, u"text · u"_s);
    QCOMPARE(at("SELECT touch|").items.at(0).detail, u"(bigint)"_s);
    QCOMPARE(at("CREATE TABLE n (a numeric(10, 2)); SELECT n.| FROM n").items.at(0).detail,
             u"numeric(…) · n"_s);
}

void TestCompletion::sqliteNames()
{
    // SQLite's own key words need quotes, letters of either case do not.
    const QStringList columns = insertsOf(at("SELECT | FROM users", m_sqlite.get()));
    QVERIFY(columns.contains(u"Id"_s));
    QVERIFY(columns.contains(u"\"index\""_s));
    QVERIFY(columns.contains(u"\"a b\""_s));
    QVERIFY(insertsOf(at("SELECT * FROM [Us|", m_sqlite.get())).contains(u"\"Users\""_s));
    QVERIFY(insertsOf(at("CREATE TABLE t (a IN|", m_sqlite.get())).contains(u"INTEGER"_s));
    QVERIFY(namesOf(at("CREATE TABLE T (X int); SELECT t.| FROM T", m_sqlite.get()))
                .contains(u"column X"_s));
    QVERIFY(namesOf(at("PRAG|", m_sqlite.get())).contains(u"keyword PRAGMA"_s));
}

void TestCompletion::theUpBeforeTheDown()
{
    CompletionRequest request;
    request.text = "DROP TABLE ";
    request.cursor = request.text.size();
    request.before = {"CREATE TABLE fresh (a int); DROP TABLE users; CREATE TABLE half ("};
    const QStringList names = namesOf(completeSql(request, *m_names));
    QVERIFY(names.contains(u"table fresh"_s));
    QVERIFY(!names.contains(u"table users"_s));
}

void TestCompletion::limited()
{
    CompletionRequest request;
    request.text = "SELECT * FROM ";
    request.cursor = request.text.size();
    request.limit = 2;
    const CompletionAnswer answer = completeSql(request, *m_names);
    QCOMPARE(answer.items.size(), size_t(2));
    QVERIFY(!answer.complete);
    request.limit = 1000;
    QVERIFY(completeSql(request, *m_names).complete);
    request.limit = 0;
    QVERIFY(completeSql(request, *m_names).items.empty());
}

void TestCompletion::withoutASchema()
{
    const CompletionNames names(std::make_shared<const Schema>());
    QVERIFY(namesOf(at("|", &names)).contains(u"keyword CREATE TABLE"_s));
    QVERIFY(namesOf(at("CREATE TABLE t (a |", &names)).contains(u"type integer"_s));
    QVERIFY(namesOf(at("CREATE TABLE t (a int); SELECT | FROM t", &names)).contains(u"column a"_s));
    QVERIFY(at("SELECT * FROM |", &names).items.empty());
}

void TestCompletion::everyCursorOfATextIsSafe()
{
    const QByteArray text =
        "CREATE TABLE t (a int DEFAULT (1), \"b;\" text CHECK (a > 0), LIKE users);\n"
        "-- ä comment 'with' \"quotes\"\n"
        "CREATE OR REPLACE FUNCTION f(x int) RETURNS trigger LANGUAGE plpgsql AS $body$\n"
        "BEGIN IF NEW.a THEN UPDATE users SET email = 'x' WHERE id IN (SELECT 1); END IF; END\n"
        "$body$;\nWITH a (x) AS (SELECT 1), b AS (SELECT) SELECT * FROM a, (b JOIN c USING (x)),\n"
        "users u ON CONFLICT (id) DO UPDATE SET \xff ; ALTER TABLE t ADD ( DROP , RENAME TO ) ((;\n"
        "COMMENT ON COLUMN a.b.c.d. IS E'\\'' ; GRANT ; DROP ; ALTER ; CREATE ; $ $$ \" [";
    for (const CompletionNames *names : {m_names.get(), m_sqlite.get()}) {
        for (qsizetype length = 0; length <= text.size(); ++length) {
            // The whole text with the cursor in it, and the text that ends there.
            CompletionRequest request;
            request.text = text;
            request.cursor = length;
            const CompletionAnswer inside = completeSql(request, *names);
            QVERIFY(inside.begin <= length && inside.end >= length && inside.end <= text.size());
            request.text = text.left(length);
            const CompletionAnswer ending = completeSql(request, *names);
            QVERIFY(ending.begin <= length && ending.end <= length);
        }
    }
}

QTEST_GUILESS_MAIN(TestCompletion)
#include "testcompletion.moc"
