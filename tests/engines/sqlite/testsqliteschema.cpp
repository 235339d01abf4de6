// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/sqlite/sqlitesession.h"
#include "diff/schemadiff.h"
#include "schema/schema.h"
#include "schema/schemareader.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

std::unique_ptr<Session> openTemporary()
{
    ConnectionSpec spec;
    spec.engine = Engine::Sqlite;
    auto session = openSession(spec);
    if (!session)
        qFatal("%s", qUtf8Printable(session.error().toString()));
    return std::move(*session);
}

void run(Session &session, const QByteArray &sql)
{
    if (const auto done = session.execute(sql); !done)
        qFatal("%s in %s", qUtf8Printable(done.error().toString()), sql.constData());
}

SchemaPtr read(Session &session, const QStringList &leaveOut = {})
{
    auto schema = makeSchemaReader(session, {leaveOut})->read();
    if (!schema)
        qFatal("%s", qUtf8Printable(schema.error().toString()));
    return *schema;
}

SchemaPtr schemaOf(const QByteArray &sql)
{
    const auto session = openTemporary();
    run(*session, sql);
    return read(*session);
}

const Relation &only(const SchemaPtr &schema)
{
    if (schema->relations.size() != 1)
        qFatal("%d relations", int(schema->relations.size()));
    return *schema->relations.front();
}

QStringList lines(const SchemaDiff &diff)
{
    QStringList result;
    for (const Difference &one : diff.differences)
        result +=
            one.kind + u' ' + one.object + u' ' + changeName(one.change) + u' ' + one.detail();
    return result;
}

QStringList definitions(const Relation &relation)
{
    QStringList result;
    for (const Constraint &constraint : relation.constraints)
        result += constraint.name + u'|' + constraint.definition();
    return result;
}

} // namespace

class TestSqliteSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columns();
    void constraints();
    void conflictClauses();
    void keysWithDirectionAndCollation();
    void foreignKeys();
    void indexes();
    void viewsAndTriggers();
    void brokenView();
    void virtualTables();
    void tableOptions();
    void leavesOutWhatItMust();
    void headerValuesAreNotCompared();
    void weirdNames();
    void unchangedTablesAreShared();
    void sameSchemaIsTheSameValue();
    void readsInsideATransaction();
    void rolledBackChangeIsNotRemembered();

    void sameMeaning_data();
    void sameMeaning();
    void difference_data();
    void difference();
    void rebuiltTableIsEqual();

    void manyTables();
};

void TestSqliteSchema::columns()
{
    const SchemaPtr schema = schemaOf(
        "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR ( 10 ) NOT NULL "
        "DEFAULT 'a''b' COLLATE nocase, n INT DEFAULT (1 + 2), at TEXT DEFAULT "
        "CURRENT_TIMESTAMP, nil DEFAULT NULL, neg INT DEFAULT -5,"
        "twice INT GENERATED ALWAYS AS (n /* two */ *  2) STORED, "
        "thrice AS (n * 3), untyped)");
    const Relation &table = only(schema);
    QVERIFY(table.autoincrement);
    QCOMPARE(table.type, RelationKind::Table);
    QVERIFY(table.definition.isEmpty());
    QStringList shown;
    for (const Column &column : table.columns)
        shown += column.name + u' ' + column.definition();
    QCOMPARE(shown, (QStringList{u"id INTEGER"_s,
                                 u"name VARCHAR ( 10 ) COLLATE NOCASE NOT NULL DEFAULT 'a''b'"_s,
                                 u"n INT DEFAULT 1 + 2"_s, u"at TEXT DEFAULT CURRENT_TIMESTAMP"_s,
                                 u"nil "_s, u"neg INT DEFAULT -5"_s,
                                 u"twice INT GENERATED ALWAYS AS (n * 2) STORED"_s,
                                 u"thrice  GENERATED ALWAYS AS (n * 3) VIRTUAL"_s, u"untyped "_s}));
}

void TestSqliteSchema::constraints()
{
    const SchemaPtr schema = schemaOf(
        "CREATE TABLE t (a INT CONSTRAINT pos CHECK (a > 0) UNIQUE, b TEXT CHECK (b <> ')'), "
        "c INT, CONSTRAINT pk PRIMARY KEY (c, a), CONSTRAINT uq UNIQUE (b, c), CHECK (a < c), "
        "CONSTRAINT fk FOREIGN KEY (c) REFERENCES other (x))");
    QCOMPARE(definitions(only(schema)),
             (QStringList{u"pk|PRIMARY KEY (c, a)"_s, u"|UNIQUE (a)"_s, u"uq|UNIQUE (b, c)"_s,
                          u"|CHECK (a < c)"_s, u"|CHECK (b <> ')')"_s, u"pos|CHECK (a > 0)"_s,
                          u"fk|FOREIGN KEY (c) REFERENCES other(x)"_s}));
}

void TestSqliteSchema::conflictClauses()
{
    const SchemaPtr schema = schemaOf(
        "CREATE TABLE t (a INT NOT NULL ON CONFLICT ignore, b INT UNIQUE ON CONFLICT REPLACE, "
        "PRIMARY KEY (a) ON CONFLICT ROLLBACK)");
    const Relation &table = only(schema);
    QCOMPARE(table.columns[0].onConflict, u"IGNORE"_s);
    QCOMPARE(definitions(table), (QStringList{u"|PRIMARY KEY (a) ON CONFLICT ROLLBACK"_s,
                                              u"|UNIQUE (b) ON CONFLICT REPLACE"_s}));
}

void TestSqliteSchema::keysWithDirectionAndCollation()
{
    const SchemaPtr schema =
        schemaOf("CREATE TABLE t (a TEXT, b TEXT, PRIMARY KEY (a DESC, b COLLATE "
                 "nocase), UNIQUE (b))");
    const Relation &table = only(schema);
    const Constraint &key = *table.primaryKey();
    QCOMPARE(key.columns, (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(key.index.size(), 1U);
    QCOMPARE(toText(key.index[0].keys), u"a DESC, b COLLATE NOCASE"_s);
    QVERIFY(table.constraints[1].index.empty()); // says nothing that the columns do not
}

void TestSqliteSchema::foreignKeys()
{
    const SchemaPtr schema =
        schemaOf("CREATE TABLE t (a INT REFERENCES one ON DELETE CASCADE NOT NULL, "
                 "b INT CONSTRAINT named REFERENCES two (x) ON UPDATE SET NULL ON DELETE NO ACTION "
                 "DEFERRABLE INITIALLY DEFERRED, c INT, d INT REFERENCES four NOT DEFERRABLE, "
                 "FOREIGN KEY (b, c) REFERENCES \"three\" (x, y) MATCH FULL ON DELETE SET DEFAULT "
                 "DEFERRABLE)");
    QCOMPARE(definitions(only(schema)),
             (QStringList{
                 u"|FOREIGN KEY (a) REFERENCES one ON DELETE CASCADE"_s,
                 u"|FOREIGN KEY (b, c) REFERENCES three(x, y) ON DELETE SET DEFAULT "
                 u"DEFERRABLE"_s,
                 u"|FOREIGN KEY (d) REFERENCES four"_s,
                 u"named|FOREIGN KEY (b) REFERENCES two(x) ON UPDATE SET NULL DEFERRABLE INITIALLY "
                 u"DEFERRED"_s}));
    QVERIFY(only(schema).columns[0].notNull);
}

void TestSqliteSchema::indexes()
{
    const SchemaPtr schema =
        schemaOf("CREATE TABLE t (a TEXT, b TEXT COLLATE NOCASE, c INT);"
                 "CREATE INDEX i1 ON t (a DESC, b, b COLLATE binary);"
                 "CREATE UNIQUE INDEX i2 ON t (lower(a || ',') COLLATE nocase DESC, c + 1) "
                 "WHERE c > 0 /* only */ AND a IS NOT NULL;");
    const Relation &table = only(schema);
    QStringList shown;
    for (const Index &index : table.indexes)
        shown += index.definition(u"t"_s);
    QCOMPARE(shown,
             (QStringList{u"CREATE INDEX i1 ON t (a DESC, b, b COLLATE BINARY)"_s,
                          u"CREATE UNIQUE INDEX i2 ON t (lower(a || ',') COLLATE NOCASE DESC, "
                          u"c + 1) WHERE c > 0 AND a IS NOT NULL"_s}));
}

void TestSqliteSchema::viewsAndTriggers()
{
    const SchemaPtr schema = schemaOf(
        "CREATE TABLE t (a INT, b TEXT); CREATE VIEW v AS SELECT b, a + 1 AS c FROM t;"
        "CREATE TRIGGER on_t AFTER INSERT ON t BEGIN SELECT 1; END;"
        "CREATE TRIGGER on_v INSTEAD OF INSERT ON v BEGIN INSERT INTO t VALUES (1, new.b); END");
    const Relation *table = schema->relation({}, u"t");
    const Relation *view = schema->relation({}, u"v");
    QVERIFY(table && view);
    QCOMPARE(table->triggers.size(), 1U);
    QCOMPARE(table->triggers[0].definition,
             u"CREATE TRIGGER on_t AFTER INSERT ON t BEGIN SELECT 1; END"_s);
    QCOMPARE(view->type, RelationKind::View);
    QCOMPARE(view->definition, u"CREATE VIEW v AS SELECT b, a + 1 AS c FROM t"_s);
    QCOMPARE(view->triggers.size(), 1U);
    QCOMPARE(view->columns.size(), 2U);
    QCOMPARE(view->columns[0].name, u"b"_s);
    QCOMPARE(view->columns[0].type, u"TEXT"_s);
}

void TestSqliteSchema::brokenView()
{
    const auto session = openTemporary();
    run(*session, "CREATE TABLE t (a); CREATE TABLE kept (a); CREATE VIEW v AS SELECT a FROM t;"
                  "DROP TABLE t");
    const SchemaPtr schema = read(*session);
    QVERIFY(schema->relation({}, u"kept"));
    QVERIFY(schema->relation({}, u"v"));
    QVERIFY(schema->relation({}, u"v")->columns.empty());
}

void TestSqliteSchema::virtualTables()
{
    const SchemaPtr schema = schemaOf("CREATE VIRTUAL TABLE docs USING fts5 (title, body)");
    const Relation &table = only(schema); // its shadow tables are not there
    QCOMPARE(table.type, RelationKind::VirtualTable);
    QCOMPARE(table.module, u"fts5"_s);
    QCOMPARE(table.definition, u"CREATE VIRTUAL TABLE docs USING fts5 (title, body)"_s);
    QCOMPARE(table.columns[0].name, u"title"_s);
    QVERIFY(!table.columns[0].hidden);
    QVERIFY(table.columns.back().hidden);
}

void TestSqliteSchema::tableOptions()
{
    const SchemaPtr schema =
        schemaOf("CREATE TABLE a (k TEXT PRIMARY KEY) WITHOUT ROWID; CREATE TABLE b (k INT) STRICT;"
                 "CREATE TABLE c AS SELECT 1 AS x, 'y' AS y");
    QVERIFY(schema->relation({}, u"a")->withoutRowid);
    QVERIFY(!schema->relation({}, u"a")->strict);
    QVERIFY(schema->relation({}, u"b")->strict);
    QCOMPARE(schema->relation({}, u"c")->columns.size(), 2U);
}

void TestSqliteSchema::leavesOutWhatItMust()
{
    const auto session = openTemporary();
    run(*session, "CREATE TABLE Schema_Migrations (version); CREATE INDEX si ON schema_migrations "
                  "(version); CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT);"
                  "INSERT INTO t DEFAULT VALUES; ANALYZE; CREATE TEMP TABLE tmp (a)");
    QCOMPARE(read(*session, {u"schema_migrations"_s})->relations.size(), 1U);
    QCOMPARE(read(*session, {u"main.schema_migrations"_s})->relations.size(), 1U);
    QCOMPARE(read(*session)->relations.size(), 2U);
}

void TestSqliteSchema::headerValuesAreNotCompared()
{
    const auto session = openTemporary();
    QVERIFY(read(*session)->notCompared.empty());
    run(*session, "PRAGMA user_version = 7");
    QCOMPARE(read(*session)->notCompared,
             (std::vector<NotCompared>{{u"user_version pragma"_s, 1}}));
}

void TestSqliteSchema::weirdNames()
{
    const SchemaPtr schema =
        schemaOf("CREATE TABLE \"Weird \"\"Name\"\"; --\" ([a ] INT, `b``` TEXT, \"c\"\"\" TEXT, "
                 "'d''' TEXT, "
                 "CHECK (\"c\"\"\" <> '--'), UNIQUE ([a ], `b```));"
                 "CREATE INDEX \"i;\"\" --\" ON \"Weird \"\"Name\"\"; --\" (`b```)");
    const Relation &table = only(schema);
    QCOMPARE(table.name, u"Weird \"Name\"; --"_s);
    QStringList names;
    for (const Column &column : table.columns)
        names += column.name;
    QCOMPARE(names, (QStringList{u"a "_s, u"b`"_s, u"c\""_s, u"d'"_s}));
    QCOMPARE(table.constraints[0].columns, (QStringList{u"a "_s, u"b`"_s}));
    QCOMPARE(table.constraints[1].expression, u"\"c\"\"\" <> '--'"_s);
    QCOMPARE(table.indexes[0].name, u"i;\" --"_s);
}

void TestSqliteSchema::unchangedTablesAreShared()
{
    const auto session = openTemporary();
    run(*session, "CREATE TABLE a (x); CREATE TABLE b (x); CREATE VIEW v AS SELECT * FROM a");
    const auto reader = makeSchemaReader(*session);
    const SchemaPtr first = reader->read().value();
    run(*session, "ALTER TABLE a ADD COLUMN y");
    const SchemaPtr second = reader->refresh(first).value();
    QVERIFY(second->relations[1].isSameAs(first->relations[1]));
    QVERIFY(!second->relations[0].isSameAs(first->relations[0]));
    QCOMPARE(lines(diffSchemas(*first, *second)),
             (QStringList{u"column a.y extra none"_s.replace(u" none"_s, u" "_s),
                          u"column v.y extra "_s}));
    QCOMPARE(*second, *read(*session)); // what a new reader gives
}

void TestSqliteSchema::sameSchemaIsTheSameValue()
{
    const auto session = openTemporary();
    run(*session, "CREATE TABLE a (x)");
    const auto reader = makeSchemaReader(*session);
    const SchemaPtr first = reader->read().value();
    run(*session, "INSERT INTO a VALUES (1); CREATE TABLE b (x); DROP TABLE b; VACUUM");
    QVERIFY(reader->read().value() == first);
}

void TestSqliteSchema::readsInsideATransaction()
{
    const auto session = openTemporary();
    const auto reader = makeSchemaReader(*session);
    const SchemaPtr before = reader->read().value();
    run(*session, "BEGIN; CREATE TABLE a (x)");
    QCOMPARE(reader->refresh(before).value()->relations.size(), 1U);
    run(*session, "ROLLBACK");
    QCOMPARE(reader->refresh(before).value()->relations.size(), 0U);
}

void TestSqliteSchema::rolledBackChangeIsNotRemembered()
{
    const auto session = openTemporary();
    run(*session, "CREATE TABLE a (x)");
    const auto reader = makeSchemaReader(*session);
    const SchemaPtr before = reader->read().value();
    run(*session, "BEGIN; ALTER TABLE a ADD COLUMN y");
    QCOMPARE(only(reader->read().value()).columns.size(), 2U);
    run(*session, "ROLLBACK; ALTER TABLE a ADD COLUMN z");
    QCOMPARE(only(reader->read().value()).columns[1].name, u"z"_s);
}

void TestSqliteSchema::sameMeaning_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const char *before, const char *after) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after);
    };
    row("quotes", "CREATE TABLE t (a INT, b TEXT)", "CREATE TABLE \"t\" ([a] INT, `b` TEXT)");
    row("layout", "CREATE TABLE t (a INT, b TEXT)",
        "CREATE TABLE t( -- the table\n  a   INT,\n  b TEXT /* b */\n)");
    row("case", "CREATE TABLE Users (Id integer NOT NULL)",
        "create table users (id INTEGER not null)");
    row("order of constraints", "CREATE TABLE t (a, b, CHECK (a > 0), CHECK (b > 0))",
        "CREATE TABLE t (a, b, CHECK (b > 0), CHECK (a > 0))");
    row("column and table constraint",
        "CREATE TABLE t (a INT CHECK (a > 0) UNIQUE REFERENCES u (x))",
        "CREATE TABLE t (a INT, UNIQUE (a), CHECK (a > 0), FOREIGN KEY (a) REFERENCES u (x))");
    row("primary key", "CREATE TABLE t (a TEXT PRIMARY KEY)",
        "CREATE TABLE t (a TEXT, PRIMARY KEY (a))");
    row("default", "CREATE TABLE t (a INT DEFAULT 5)", "CREATE TABLE t (a INT DEFAULT (5))");
    row("default null", "CREATE TABLE t (a INT DEFAULT NULL)", "CREATE TABLE t (a INT)");
    row("generated", "CREATE TABLE t (a INT, b AS (a+1))",
        "CREATE TABLE t (a INT, b GENERATED ALWAYS AS (\"a\" + 1) VIRTUAL)");
    row("explicit defaults", "CREATE TABLE t (a REFERENCES u ON DELETE NO ACTION NOT DEFERRABLE)",
        "CREATE TABLE t (a NULL REFERENCES u)");
    row("view", "CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t WHERE a != 1",
        "CREATE TABLE t (a); CREATE VIEW \"v\" AS\n  select \"a\"\n  from t where a <> 1");
    row("trigger",
        "CREATE TABLE t (a); CREATE TRIGGER g AFTER DELETE ON t BEGIN DELETE FROM t WHERE a = 'X'; "
        "END",
        "CREATE TABLE t (a); CREATE TRIGGER g AFTER DELETE ON \"t\"\nBEGIN\n  -- all\n  DELETE "
        "FROM t "
        "WHERE a='X';\nEND");
    row("index", "CREATE TABLE t (a); CREATE INDEX i ON t (a) WHERE a IS NOT NULL",
        "CREATE TABLE t (a); CREATE INDEX IF NOT EXISTS \"I\" ON \"t\" (\"A\" ASC) WHERE \"a\" IS "
        "not NULL");
}

void TestSqliteSchema::sameMeaning()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QCOMPARE(lines(diffSchemas(*schemaOf(before), *schemaOf(after))), QStringList{});
}

void TestSqliteSchema::difference_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("line");
    const auto row = [](const char *name, const char *before, const char *after,
                        const QString &line) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << line;
    };
    row("type", "CREATE TABLE t (a INT)", "CREATE TABLE t (a TEXT)",
        u"column t.a changed type: INT -> TEXT"_s);
    row("nullability", "CREATE TABLE t (a INT)", "CREATE TABLE t (a INT NOT NULL)",
        u"column t.a changed nullability: nullable -> not null"_s);
    row("default", "CREATE TABLE t (a TEXT DEFAULT 'x')", "CREATE TABLE t (a TEXT DEFAULT 'X')",
        u"column t.a changed default: 'x' -> 'X'"_s);
    row("default null and text", "CREATE TABLE t (a TEXT DEFAULT null)",
        "CREATE TABLE t (a TEXT DEFAULT 'null')", u"column t.a changed default: none -> 'null'"_s);
    row("collation", "CREATE TABLE t (a TEXT)", "CREATE TABLE t (a TEXT COLLATE NOCASE)",
        u"column t.a changed collation: none -> NOCASE"_s);
    row("not null conflict", "CREATE TABLE t (a TEXT NOT NULL)",
        "CREATE TABLE t (a TEXT NOT NULL ON CONFLICT IGNORE)",
        u"column t.a changed on conflict: none -> IGNORE"_s);
    row("generated", "CREATE TABLE t (a, b AS (a + 1))", "CREATE TABLE t (a, b AS (a + 2))",
        u"column t.b changed generated as: a + 1 -> a + 2"_s);
    row("stored", "CREATE TABLE t (a, b AS (a))", "CREATE TABLE t (a, b AS (a) STORED)",
        u"column t.b changed generated: virtual -> stored"_s);
    row("autoincrement", "CREATE TABLE t (a INTEGER PRIMARY KEY)",
        "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT)",
        u"table t changed autoincrement: no -> yes"_s);
    row("strict", "CREATE TABLE t (a INT)", "CREATE TABLE t (a INT) STRICT",
        u"table t changed strict: no -> yes"_s);
    row("check", "CREATE TABLE t (a CHECK (a > 0))", "CREATE TABLE t (a CHECK (a > 1))",
        u"check constraint t changed definition: CHECK (a > 0) -> CHECK (a > 1)"_s);
    row("primary key", "CREATE TABLE t (a INT, b INT, PRIMARY KEY (a))",
        "CREATE TABLE t (a INT, b INT, PRIMARY KEY (a, b))",
        u"primary key t(a) changed definition: PRIMARY KEY (a) -> PRIMARY KEY (a, b)"_s);
    row("primary key direction", "CREATE TABLE t (a INTEGER, PRIMARY KEY (a))",
        "CREATE TABLE t (a INTEGER PRIMARY KEY DESC)",
        u"primary key t(a) changed index: none -> a DESC"_s);
    row("unique conflict", "CREATE TABLE t (a UNIQUE)",
        "CREATE TABLE t (a UNIQUE ON CONFLICT FAIL)",
        u"unique constraint t(a) changed definition: UNIQUE (a) -> UNIQUE (a) ON CONFLICT FAIL"_s);
    row("on delete", "CREATE TABLE t (a REFERENCES u (x))",
        "CREATE TABLE t (a REFERENCES u (x) ON DELETE CASCADE)",
        u"foreign key t(a) changed definition: FOREIGN KEY (a) REFERENCES u(x) -> FOREIGN KEY (a) "
        u"REFERENCES u(x) ON DELETE CASCADE"_s);
    row("deferred", "CREATE TABLE t (a REFERENCES u (x))",
        "CREATE TABLE t (a REFERENCES u (x) DEFERRABLE INITIALLY DEFERRED)",
        u"foreign key t(a) changed definition: FOREIGN KEY (a) REFERENCES u(x) -> FOREIGN KEY (a) "
        u"REFERENCES u(x) DEFERRABLE INITIALLY DEFERRED"_s);
    row("index direction", "CREATE TABLE t (a); CREATE INDEX i ON t (a)",
        "CREATE TABLE t (a); CREATE INDEX i ON t (a DESC)",
        u"index i changed definition: CREATE INDEX i ON t (a) -> CREATE INDEX i ON t (a DESC)"_s);
    row("index expression", "CREATE TABLE t (a); CREATE INDEX i ON t (lower(a))",
        "CREATE TABLE t (a); CREATE INDEX i ON t (upper(a))",
        u"index i changed definition: CREATE INDEX i ON t (lower(a)) -> CREATE INDEX i ON t "
        u"(upper(a))"_s);
    row("index predicate", "CREATE TABLE t (a); CREATE INDEX i ON t (a) WHERE a = 'x'",
        "CREATE TABLE t (a); CREATE INDEX i ON t (a) WHERE a = 'X'",
        u"index i changed definition: CREATE INDEX i ON t (a) WHERE a = 'x' -> CREATE INDEX i ON t "
        u"(a) WHERE a = 'X'"_s);
    row("trigger gone",
        "CREATE TABLE t (a); CREATE TRIGGER g AFTER DELETE ON t BEGIN SELECT 1; END",
        "CREATE TABLE t (a)",
        u"trigger t.g missing CREATE TRIGGER g AFTER DELETE ON t BEGIN SELECT 1; END"_s);
    row("view", "CREATE TABLE t (a, b); CREATE VIEW v AS SELECT a FROM t",
        "CREATE TABLE t (a, b); CREATE VIEW v AS SELECT b FROM t",
        u"view v changed definition: CREATE VIEW v AS SELECT a FROM t -> CREATE VIEW v AS SELECT b "
        u"FROM t"_s);
    row("virtual table", "CREATE VIRTUAL TABLE v USING fts5 (a)",
        "CREATE VIRTUAL TABLE v USING fts5 (a, tokenize = 'porter')",
        u"virtual table v changed definition: CREATE VIRTUAL TABLE v USING fts5 (a) -> CREATE "
        u"VIRTUAL "
        u"TABLE v USING fts5 (a, tokenize = 'porter')"_s);
    row("column order", "CREATE TABLE t (a, b)", "CREATE TABLE t (b, a)",
        u"table t changed column order: a, b -> b, a"_s);
}

void TestSqliteSchema::difference()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, line);
    const SchemaDiff diff = diffSchemas(*schemaOf(before), *schemaOf(after));
    QCOMPARE(lines(diff), QStringList{line});
    QCOMPARE(diff.onlyOrder(), line.contains("column order"_L1));
    QCOMPARE(diffSchemas(*schemaOf(after), *schemaOf(before)).differences.size(), 1U);
}

void TestSqliteSchema::rebuiltTableIsEqual()
{
    // The recipe of https://sqlite.org/lang_altertable.html, which leaves other quotes in the text.
    const auto session = openTemporary();
    run(*session,
        "CREATE TABLE p (id INTEGER PRIMARY KEY);"
        "CREATE TABLE t (id INTEGER PRIMARY KEY, p INT REFERENCES p (id), n TEXT NOT NULL);"
        "CREATE INDEX t_n ON t (n)");
    const SchemaPtr before = read(*session);
    run(*session, "CREATE TABLE new_t (id INTEGER PRIMARY KEY, p INT REFERENCES p (id), n TEXT NOT "
                  "NULL); INSERT INTO new_t SELECT * FROM t; DROP TABLE t;"
                  "ALTER TABLE new_t RENAME TO t; CREATE INDEX t_n ON t (n)");
    const SchemaPtr after = read(*session);
    QCOMPARE(lines(diffSchemas(*before, *after)), QStringList{});
    run(*session, "DROP INDEX t_n");
    QCOMPARE(lines(diffSchemas(*before, *read(*session))),
             QStringList{u"index t_n missing CREATE INDEX t_n ON t (n)"_s});
}

void TestSqliteSchema::manyTables()
{
    const auto session = openTemporary();
    QByteArray sql = "BEGIN;";
    for (int i = 0; i < 500; ++i)
        sql += QStringLiteral("CREATE TABLE t%1 (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b INT "
                              "REFERENCES t0 (id), c REAL DEFAULT 0, d TEXT UNIQUE);"
                              "CREATE INDEX i%1 ON t%1 (a);")
                   .arg(i)
                   .toUtf8();
    run(*session, sql + "COMMIT");
    const auto reader = makeSchemaReader(*session);
    QElapsedTimer timer;
    timer.start();
    const SchemaPtr first = reader->read().value();
    qInfo("500 tables: %lld ms", static_cast<long long>(timer.restart()));
    QCOMPARE(first->relations.size(), 500U);
    run(*session, "ALTER TABLE t77 ADD COLUMN e");
    timer.restart();
    const SchemaPtr second = reader->refresh(first).value();
    qInfo("one of them changed: %lld ms", static_cast<long long>(timer.elapsed()));
    QCOMPARE(diffSchemas(*first, *second).differences.size(), 1U);
}

QTEST_GUILESS_MAIN(TestSqliteSchema)
#include "testsqliteschema.moc"
