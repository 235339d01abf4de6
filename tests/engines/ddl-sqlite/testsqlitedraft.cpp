// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/sqlite/sqlitesession.h"
#include "ddl/draft.h"
#include "ddl/sqlite/sqlitechanges.h"
#include "diff/schemadiff.h"
#include "diff/wording.h"
#include "draftcases.h"
#include "run/scriptrun.h"
#include "schema/schemareader.h"
#include "sql/identifier.h"

#include <QFile>
#include <QTest>

#include <set>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

std::unique_ptr<Session> openWith(const QByteArray &sql, bool foreignKeys = true)
{
    ConnectionSpec spec;
    spec.engine = Engine::Sqlite;
    spec.foreignKeys = foreignKeys;
    auto session = openSession(spec);
    if (!session)
        qFatal("%s", qUtf8Printable(session.error().toString()));
    if (const auto done = (*session)->execute(sql); !done)
        qFatal("%s in %s", qUtf8Printable(done.error().toString()), sql.constData());
    return std::move(*session);
}

SchemaState stateOf(Session &session)
{
    SchemaState state;
    auto schema = makeSchemaReader(session, {})->read();
    if (!schema)
        qFatal("%s", qUtf8Printable(schema.error().toString()));
    state.schema = *schema;
    auto dependencies = readDependencies(session, *state.schema);
    if (!dependencies)
        qFatal("%s", qUtf8Printable(dependencies.error().toString()));
    state.dependencies = *dependencies;
    return state;
}

SchemaState stateOf(const QByteArray &sql)
{
    return stateOf(*openWith(sql));
}

QString textOf(const Draft &draft)
{
    QString text;
    for (const DraftScript &script : scriptsOf(draft))
        text +=
            (script.transactional ? u"== in a transaction\n"_s : u"== by itself\n"_s) + script.text;
    return text;
}

/// What is wrong, or nothing.
QString run(Session &session, const Draft &draft)
{
    for (const DraftScript &draftScript : scriptsOf(draft)) {
        Script script;
        script.file = u"draft.sql"_s;
        script.text = draftScript.text.toUtf8();
        script.transaction =
            draftScript.transactional ? TransactionMode::Transaction : TransactionMode::None;
        const auto units = scriptUnits({script}, Engine::Sqlite);
        if (!units)
            return units.error().toString();
        for (const ScriptUnit &unit : *units) {
            if (unit.inTransaction && !session.execute("BEGIN"))
                return u"no transaction"_s;
            if (const auto done = runStatements(session, unit.statements); !done)
                return done.error().toString();
            if (unit.inTransaction) {
                if (const auto done = session.execute("COMMIT"); !done)
                    return done.error().toString();
            }
        }
    }
    return {};
}

QString left(const SchemaDiff &diff)
{
    QStringList lines;
    for (const Difference &one : diff.differences)
        lines += one.kind + u' ' + one.object + u' ' + changeName(one.change) + u' ' + one.detail();
    return lines.join(u'\n');
}

/// The rows of the tables that both schemas have, in the columns that both have.
QByteArray rowsOf(Session &session, const Schema &one, const Schema &other)
{
    QByteArray text;
    for (const auto &relation : one.relations) {
        const Relation *twin = other.relation(u"", relation->name);
        if (relation->type != RelationKind::Table || !twin || twin->type != RelationKind::Table)
            continue;
        QStringList names;
        for (const Column *column : sqlite::keptColumns(*twin, *relation)) {
            if (twin->column(column->name)->generated == GeneratedKind::None)
                names += u"CAST(%1 AS TEXT)"_s.arg(quoteIdentifier(column->name));
        }
        names.sort();
        const auto rows = session.query(
            u"SELECT %1 FROM %2 ORDER BY rowid"_s
                .arg(names.join(u", "_s), quoteIdentifier(relation->name))
                .replace(u" ORDER BY rowid"_s, relation->withoutRowid || twin->withoutRowid
                                                   ? QString()
                                                   : u" ORDER BY rowid"_s)
                .toUtf8());
        if (!rows)
            qFatal("%s", qUtf8Printable(rows.error().toString()));
        text += relation->name.toUtf8() + ':';
        for (const auto &row : rows->rows) {
            for (const Cell &cell : row)
                text += cell.value_or("NULL") + ',';
            text += '\n';
        }
    }
    return text;
}

/// "deletes data: t (its rows are gone)", each once.
QStringList hazardsOf(const Draft &draft)
{
    QStringList said;
    for (const DraftStatement &statement : draft.statements) {
        for (const HazardNote &note : statement.hazards)
            said += {hazardName(note.hazard),
                     u"%1: %2 (%3)"_s.arg(hazardName(note.hazard), note.object, note.why)};
    }
    said.removeDuplicates();
    return said;
}

/// As rowsOf(), with the types of the values, the rowids, and computed columns.
QByteArray valuesOf(Session &session, const Schema &one, const Schema &other)
{
    QByteArray text;
    for (const auto &relation : one.relations) {
        const Relation *twin = other.relation(u"", relation->name);
        if (relation->type != RelationKind::Table || !twin || twin->type != RelationKind::Table)
            continue;
        QStringList values;
        for (const Column &column : relation->columns) {
            if (twin->column(column.name))
                values += u"quote(%1)"_s.arg(quoteIdentifier(column.name));
        }
        values.sort();
        if (!relation->withoutRowid && !twin->withoutRowid)
            values += u"rowid"_s;
        const auto rows =
            session.query(u"SELECT %1 FROM %2 ORDER BY 1"_s
                              .arg(values.join(u", "_s), quoteIdentifier(relation->name))
                              .toUtf8());
        if (!rows)
            qFatal("%s", qUtf8Printable(rows.error().toString()));
        for (const auto &row : rows->rows) {
            for (const Cell &cell : row)
                text += cell.value_or("NULL") + ',';
            text += '\n';
        }
    }
    return text;
}

} // namespace

class TestSqliteDraft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scriptsAreAsAccepted_data() { addCases(); }
    void scriptsAreAsAccepted();
    void reachesTheOtherAndComesBack_data() { addCases(); }
    void reachesTheOtherAndComesBack();
    void betweenAnyTwo();
    void everyKindOfChangeHasACase();
    void keepsTheCounterOfAutoincrement();
    void childrenKeepTheirRows();
    void losesNoRowToConflictClauses_data();
    void losesNoRowToConflictClauses();
    void namesWhatIsLost_data();
    void namesWhatIsLost();
    void namesWhatMayFail_data();
    void namesWhatMayFail();
    void namesRowidsThatCannotBeCopied();
    void fullTextIndexesStillFit_data();
    void fullTextIndexesStillFit();
    void renames();
    void renamesCrosswise();
    void renamesBesideABrokenView();
    void onlyWhatIsChosen();
    void nothingForNothing();

private:
    static void addCases();
};

void TestSqliteDraft::addCases()
{
    QTest::addColumn<int>("number");
    for (size_t i = 0; i < draftCases().size(); ++i)
        QTest::newRow(qPrintable(draftCases()[i].name)) << int(i);
}

/// TIDEMARK_ACCEPT=1 writes what comes out; look at it before it is committed.
void TestSqliteDraft::scriptsAreAsAccepted()
{
    QFETCH(int, number);
    const DraftCase &one = draftCases()[size_t(number)];
    const SchemaState from = stateOf(one.from);
    const SchemaState to = stateOf(one.to);
    const QString text = u"======== up\n"_s + textOf(draftMigration(from, to)) +
                         u"======== down\n"_s + textOf(draftMigration(to, from));
    QCOMPARE(textOf(draftMigration(from, to)), textOf(draftMigration(from, to)));
    QFile file(QStringLiteral(TIDEMARK_SOURCE_DIR "/tests/golden/ddl-sqlite/") + one.name +
               u".sql"_s);
    if (qEnvironmentVariableIsSet("TIDEMARK_ACCEPT")) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text.toUtf8());
        return;
    }
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    QCOMPARE(text, QString::fromUtf8(file.readAll()));
}

void TestSqliteDraft::reachesTheOtherAndComesBack()
{
    QFETCH(int, number);
    const DraftCase &one = draftCases()[size_t(number)];
    const SchemaState to = stateOf(one.to);
    for (const bool foreignKeys : {true, false}) {
        const auto session = openWith(one.from, foreignKeys);
        const SchemaState from = stateOf(*session);
        const QByteArray rows = rowsOf(*session, *from.schema, *to.schema);
        const Draft up = draftMigration(from, to);
        QVERIFY(up.gaps.empty());
        QCOMPARE(run(*session, up), QString());
        QCOMPARE(left(diffSchemas(*stateOf(*session).schema, *to.schema)), QString());
        QCOMPARE(rowsOf(*session, *from.schema, *to.schema), rows);
        const Draft down = draftMigration(to, from);
        QVERIFY(down.gaps.empty());
        QCOMPARE(run(*session, down), QString());
        QCOMPARE(left(diffSchemas(*stateOf(*session).schema, *from.schema)), QString());
        QCOMPARE(rowsOf(*session, *from.schema, *to.schema), rows);
        QVERIFY(session->query("PRAGMA foreign_key_check")->rows.empty());
    }
}

/// From any of the schemas to any other one, without rows.
void TestSqliteDraft::betweenAnyTwo()
{
    std::vector<QByteArray> scripts;
    std::vector<SchemaState> states;
    for (const DraftCase &one : draftCases()) {
        for (const QByteArray &sql : {one.from, one.to}) {
            scripts.push_back(sql);
            states.push_back(stateOf(sql));
        }
    }
    int pairs = 0;
    for (size_t from = 0; from < states.size(); ++from) {
        for (size_t to = 0; to < states.size(); ++to) {
            const auto session = openWith(scripts[from], false);
            for (const auto &relation : states[from].schema->relations) {
                if (relation->type == RelationKind::Table)
                    QVERIFY(session->execute(
                        u"DELETE FROM main.%1"_s.arg(quoteIdentifier(relation->name)).toUtf8()));
            }
            QVERIFY(session->execute("PRAGMA foreign_keys = ON"));
            const QString wrong = run(*session, draftMigration(states[from], states[to]));
            const QString rest = left(diffSchemas(*stateOf(*session).schema, *states[to].schema));
            QVERIFY2(wrong.isEmpty() && rest.isEmpty(),
                     qPrintable(u"%1 to %2:\n%3\n%4"_s.arg(QString::fromUtf8(scripts[from]),
                                                           QString::fromUtf8(scripts[to]), wrong,
                                                           rest)));
            ++pairs;
        }
    }
    QVERIFY2(pairs > 2000, qPrintable(QString::number(pairs)));
}

/// Kinds times changes, off the model's own lists; the list of those without a case is printed, and
/// it is empty.
void TestSqliteDraft::everyKindOfChangeHasACase()
{
    std::set<QString> seen;
    for (const DraftCase &one : draftCases()) {
        const SchemaState from = stateOf(one.from);
        const SchemaState to = stateOf(one.to);
        for (const auto &[a, b] : {std::pair(from, to), std::pair(to, from)}) {
            for (const Difference &difference : diffSchemas(*a.schema, *b.schema).differences)
                seen.insert(difference.kind + u": "_s +
                            (difference.change == Difference::Change::Changed
                                 ? difference.property
                                 : changeName(difference.change)));
        }
    }
    // What the model holds for PostgreSQL only.
    const std::set<std::string_view> notHere{
        "persistence",  "of type",          "inherits",        "partition key",
        "partition of", "partition bound",  "access method",   "options",
        "tablespace",   "replica identity", "row security",    "force row security",
        "populated",    "foreign server",   "foreign options", "owner",
        "grants",       "comment",          "identity",        "storage",
        "compression",  "statistics",       "local",           "inherit count",
        "state",        "inherited",        "hidden" /* follows from the module */};
    QStringList wanted;
    const auto add = [&](const QString &kind, const auto &...property) {
        const auto one = [&](const auto &item) {
            if (!notHere.contains(item.name))
                wanted += kind + u": "_s + wording::propertyWord(item.name);
        };
        (one(property), ...);
    };
    std::apply([&](const auto &...p) { add(u"column"_s, p...); }, Column::properties());
    std::apply([&](const auto &...p) { add(u"trigger"_s, p...); }, Trigger::properties());
    // A table's definition is only what could not be taken apart, its module that of a virtual one.
    for (const char *property : {"strict", "without rowid", "autoincrement", "column order"})
        wanted += u"table: "_s + wording::propertyWord(property);
    int properties = 0;
    std::apply([&](const auto &...p) { ((properties += notHere.contains(p.name) ? 0 : 1), ...); },
               Relation::properties());
    QCOMPARE(properties, 5); // definition, strict, without rowid, autoincrement, module
    wanted += {u"view: definition"_s, u"virtual table: definition"_s, u"virtual table: module"_s};
    for (const QString &kind :
         {u"table"_s, u"view"_s, u"virtual table"_s, u"column"_s, u"index"_s, u"trigger"_s,
          u"primary key"_s, u"unique constraint"_s, u"check constraint"_s, u"foreign key"_s})
        wanted += {kind + u": missing"_s, kind + u": extra"_s};
    for (const QString &kind : {u"index"_s, u"primary key"_s, u"unique constraint"_s,
                                u"check constraint"_s, u"foreign key"_s})
        wanted += {kind + u": definition"_s, kind + u": name"_s};
    wanted += {u"primary key: index"_s, u"unique constraint: index"_s};
    QStringList missing;
    for (const QString &one : wanted) {
        if (!seen.contains(one))
            missing += one;
    }
    qInfo().noquote() << wanted.size() << "kinds of change, without a case:"
                      << (missing.isEmpty() ? u"none"_s : missing.join(u", "_s));
    QCOMPARE(missing, QStringList{});
}

void TestSqliteDraft::keepsTheCounterOfAutoincrement()
{
    const auto session = openWith("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a);"
                                  "INSERT INTO t VALUES (41, 'x'); DELETE FROM t;");
    const SchemaState to =
        stateOf("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT);");
    QCOMPARE(run(*session, draftMigration(stateOf(*session), to)), QString());
    QVERIFY(session->execute("INSERT INTO t (a) VALUES ('y')"));
    QCOMPARE(session->query("SELECT id FROM t")->rows[0][0], Cell("42"));
}

/// With foreign keys on, DROP TABLE would empty the tables that refer to it.
void TestSqliteDraft::childrenKeepTheirRows()
{
    const QByteArray from = R"(
        CREATE TABLE p (id INTEGER PRIMARY KEY, a);
        CREATE TABLE c (p INTEGER REFERENCES p ON DELETE CASCADE);
        CREATE TABLE g (c INTEGER REFERENCES c (rowid) ON DELETE CASCADE);
        INSERT INTO p VALUES (1, 'x'); INSERT INTO c VALUES (1);)";
    const auto session = openWith(from);
    const SchemaState before = stateOf(*session);
    const SchemaState to = stateOf(R"(
        CREATE TABLE p (id INTEGER PRIMARY KEY, a NOT NULL);
        CREATE TABLE c (p INTEGER REFERENCES p ON DELETE CASCADE);
        CREATE TABLE g (c INTEGER REFERENCES c (rowid) ON DELETE CASCADE);)");
    const Draft draft = draftMigration(before, to);
    QCOMPARE(scriptsOf(draft).size(), size_t(1));
    QVERIFY(!scriptsOf(draft)[0].transactional);
    QCOMPARE(run(*session, draft), QString());
    QCOMPARE(session->query("SELECT * FROM c")->rows.size(), size_t(1));
    QCOMPARE(session->query("PRAGMA foreign_keys")->rows[0][0], Cell("1"));
}

/// ON CONFLICT of the new table is for the application's rows, not for those that are copied.
void TestSqliteDraft::losesNoRowToConflictClauses_data()
{
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("unique, replace")
        << QByteArray("CREATE TABLE t (a, b, UNIQUE (a) ON CONFLICT REPLACE);");
    QTest::newRow("primary key, ignore")
        << QByteArray("CREATE TABLE t (a, b, PRIMARY KEY (a) ON CONFLICT IGNORE);");
    QTest::newRow("not null, ignore")
        << QByteArray("CREATE TABLE t (a, b NOT NULL ON CONFLICT IGNORE);");
    QTest::newRow("not null, replace")
        << QByteArray("CREATE TABLE t (a, b NOT NULL ON CONFLICT REPLACE DEFAULT 9);");
}

void TestSqliteDraft::losesNoRowToConflictClauses()
{
    QFETCH(QByteArray, to);
    const auto session =
        openWith("CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 1), (1, NULL), (2, 3);");
    const SchemaState from = stateOf(*session);
    const Draft draft = draftMigration(from, stateOf(to));
    QVERIFY(hazardsOf(draft).contains(u"may fail"_s));
    QVERIFY(!run(*session, draft).isEmpty());
    QVERIFY(session->execute("ROLLBACK"));
    QCOMPARE(left(diffSchemas(*stateOf(*session).schema, *from.schema)), QString());
    QCOMPARE(session->query("SELECT a, b FROM t")->rows.size(), size_t(3));
    // Rows that fit are copied, each of them.
    QVERIFY(session->execute("DELETE FROM t WHERE b IS NULL"));
    QCOMPARE(run(*session, draft), QString());
    QCOMPARE(session->query("SELECT a, b FROM t ORDER BY a")->rows.size(), size_t(2));
}

/// What the draft says of a change, and whether that is true of the rows.
void TestSqliteDraft::namesWhatIsLost_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("said"); // of what deletes data; empty: nothing may be lost
    const auto row = [](const char *name, const QByteArray &from, const QByteArray &to,
                        const QString &said) { QTest::newRow(name) << from << to << said; };
    row("becomes computed", "CREATE TABLE t (a, v); INSERT INTO t VALUES (1, 77);",
        "CREATE TABLE t (a, v AS (a + 1));",
        u"deletes data: t (the values of v are gone: computed ones take their place)"_s);
    row("becomes computed and stored", "CREATE TABLE t (a, v); INSERT INTO t VALUES (1, 77);",
        "CREATE TABLE t (a, v AS (a + 1) STORED);",
        u"deletes data: t (the values of v are gone: computed ones take their place)"_s);
    row("rowids",
        "CREATE TABLE t (a INT, b); INSERT INTO t (rowid, a, b) VALUES (100, 5, 1), (7, 3, 2);",
        "CREATE TABLE t (a INT, b NOT NULL DEFAULT 1, c DEFAULT (1 + 1));", {});
    row("rowid under its third name",
        "CREATE TABLE t (rowid, _rowid_, x); INSERT INTO t (oid, x) VALUES (9, 1), (4, 2);",
        "CREATE TABLE t (rowid, _rowid_, x UNIQUE);", {});
    row("descending integer key",
        "CREATE TABLE t (id INTEGER PRIMARY KEY DESC, a); INSERT INTO t (rowid, id, a) VALUES (9, "
        "1, 1);",
        "CREATE TABLE t (id INTEGER PRIMARY KEY DESC, a NOT NULL DEFAULT 1 CHECK (a > 0));", {});
    row("integer key becomes a plain column",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a); INSERT INTO t VALUES (9, 1);",
        "CREATE TABLE t (id INTEGER, a);", {});
    row("plain column becomes the integer key",
        "CREATE TABLE t (id INT PRIMARY KEY NOT NULL, a); INSERT INTO t VALUES (9, 1);",
        "CREATE TABLE t (id INTEGER PRIMARY KEY NOT NULL, a);",
        u"deletes data: t (the rowids of its rows are gone: the values of id take their place)"_s);
    row("nothing becomes the integer key",
        "CREATE TABLE t (a INT PRIMARY KEY); INSERT INTO t VALUES (5), (NULL);",
        "CREATE TABLE t (a INTEGER PRIMARY KEY);",
        u"deletes data: t (the rowids of its rows are gone: the values of a take their place)\n"
        "deletes data: t (rows without a value of a get a number)"_s);
    row("new integer key", "CREATE TABLE t (a); INSERT INTO t (rowid, a) VALUES (9, 1), (4, 2);",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a);", {});
    row("no rowid any more",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a); INSERT INTO t VALUES (9, 1), (4, 2);",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a) WITHOUT ROWID;", {});
    row("text becomes a whole number",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, phone TEXT);"
        "INSERT INTO t VALUES (1, '0171234'), (2, '12345678901234567890'), (3, '1.50');",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, phone INT);",
        u"deletes data: t (phone: text that looks like a number becomes one, without its leading "
        "zeros and the digits that a number cannot hold)"_s);
    row("anything becomes a floating point number",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, n); INSERT INTO t VALUES (1, '07');",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, n DOUBLE);",
        u"deletes data: t (n: text that looks like a number becomes a floating point one, without "
        "its leading zeros and with 15 digits)"_s);
    row("a whole number becomes a floating point one",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, n INT); INSERT INTO t VALUES (1, "
        "9007199254740993);",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, n REAL);",
        u"deletes data: t (n: whole numbers above 2^53 lose digits)"_s);
    row("anything becomes text",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, n); INSERT INTO t VALUES (1, 0.1234567890123456);",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, n VARCHAR(3));",
        u"deletes data: t (n: numbers become text, floating point ones with 15 digits)"_s);
    row("a number becomes text",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, n NUMERIC); INSERT INTO t VALUES (1, 1.5);",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, n TEXT);",
        u"deletes data: t (n: floating point numbers, if there are any, become text with 15 "
        "digits)"_s);
    row("another word for the same type",
        "CREATE TABLE t (a INT, b VARCHAR(9), c DECIMAL, d);"
        "INSERT INTO t VALUES ('x', '007', 1.5, '01'), (1.25, x'00ff', 'y', 2), (3, 4, 5, -0.5);",
        "CREATE TABLE t (a BIGINT, b TEXT, c DATE, d BLOB);", {});
    row("text is kept by a column of any type",
        "CREATE TABLE t (a TEXT, n INT); INSERT INTO t VALUES ('007', 9007199254740993);",
        "CREATE TABLE t (a ANY, n ANY) STRICT;", {});
    row("is computed no more", "CREATE TABLE t (a, v AS (a + 1)); INSERT INTO t VALUES (1);",
        "CREATE TABLE t (a, v);", {});
}

void TestSqliteDraft::namesWhatIsLost()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, said);
    const auto session = openWith(from);
    const SchemaState before = stateOf(*session);
    const SchemaState after = stateOf(to);
    const Draft draft = draftMigration(before, after);
    const QStringList lost = hazardsOf(draft).filter(u"deletes data:"_s);
    QCOMPARE(lost.join(u'\n'), said);
    const QByteArray rows = valuesOf(*session, *before.schema, *after.schema);
    QCOMPARE(run(*session, draft), QString());
    QCOMPARE(valuesOf(*session, *before.schema, *after.schema) == rows, said.isEmpty());
}

/// Rows that the new table refuses, and that the old one is kept when it does.
void TestSqliteDraft::namesWhatMayFail_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("said");
    QTest::newRow("no whole number as integer key")
        << QByteArray("CREATE TABLE t (a INT PRIMARY KEY); INSERT INTO t VALUES ('z');")
        << QByteArray("CREATE TABLE t (a INTEGER PRIMARY KEY);")
        << u"may fail: t (values of a that are no whole numbers)"_s;
    QTest::newRow("another type in a strict table")
        << QByteArray("CREATE TABLE t (a TEXT) STRICT; INSERT INTO t VALUES ('abc');")
        << QByteArray("CREATE TABLE t (a INT) STRICT;")
        << u"may fail: t (values of another type than their column's)"_s;
    QTest::newRow("equal by another collation")
        << QByteArray("CREATE TABLE t (a TEXT UNIQUE); INSERT INTO t VALUES ('x'), ('X');")
        << QByteArray("CREATE TABLE t (a TEXT COLLATE NOCASE UNIQUE);")
        << u"may fail: t (rows that the unique constraint does not allow)"_s;
    QTest::newRow("equal as numbers")
        << QByteArray("CREATE TABLE t (a TEXT PRIMARY KEY); INSERT INTO t VALUES ('1'), ('01');")
        << QByteArray("CREATE TABLE t (a INT PRIMARY KEY);")
        << u"may fail: t (rows that the primary key does not allow)"_s;
    QTest::newRow("no value in the key of a table without rowids")
        << QByteArray("CREATE TABLE t (a TEXT PRIMARY KEY); INSERT INTO t VALUES (NULL);")
        << QByteArray("CREATE TABLE t (a TEXT PRIMARY KEY) WITHOUT ROWID;")
        << u"may fail: t (rows without a value of a)"_s;
}

void TestSqliteDraft::namesWhatMayFail()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, said);
    const auto session = openWith(from);
    const SchemaState before = stateOf(*session);
    const QByteArray rows = valuesOf(*session, *before.schema, *before.schema);
    const Draft draft = draftMigration(before, stateOf(to));
    QVERIFY2(hazardsOf(draft).contains(said), qPrintable(hazardsOf(draft).join(u'\n')));
    QVERIFY(!run(*session, draft).isEmpty());
    QVERIFY(session->execute("ROLLBACK"));
    QCOMPARE(valuesOf(*session, *before.schema, *before.schema), rows);
    // Without rows in the way, it is done.
    QVERIFY(session->execute("DELETE FROM t"));
    QCOMPARE(run(*session, draft), QString());
}

/// Columns have taken all of its names: nobody can ask for it either.
void TestSqliteDraft::namesRowidsThatCannotBeCopied()
{
    const SchemaState from = stateOf("CREATE TABLE t (rowid, _rowid_, oid, x);");
    const SchemaState to = stateOf("CREATE TABLE t (rowid, _rowid_, oid, x UNIQUE);");
    QVERIFY(hazardsOf(draftMigration(from, to))
                .contains(u"deletes data: t (the rowids of its rows are gone)"_s));
}

/// Those that find their rows in a table by its rowids.
void TestSqliteDraft::fullTextIndexesStillFit_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("rowids stay") << QByteArray("CREATE TABLE t (id INT PRIMARY KEY, b TEXT);")
                                 << QByteArray("CREATE TABLE t (id INT UNIQUE, b TEXT);");
    QTest::newRow("other rowids") << QByteArray("CREATE TABLE t (id INT PRIMARY KEY, b TEXT);")
                                  << QByteArray("CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT);");
}

void TestSqliteDraft::fullTextIndexesStillFit()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    const QByteArray index =
        R"(CREATE VIRTUAL TABLE "Weird ""Name""; --" USING fts5(b, content='t');)";
    const auto session = openWith(from + index + R"(
        INSERT INTO t (rowid, id, b) VALUES (100, 5, 'one'), (7, 3, 'two');
        INSERT INTO "Weird ""Name""; --" ("Weird ""Name""; --") VALUES ('rebuild');)");
    const auto fits = [&] {
        const auto row = session->query(
            R"(SELECT t.b FROM "Weird ""Name""; --" f JOIN t ON t.rowid = f.rowid
               WHERE f.b MATCH 'two')");
        const auto check = session->execute(R"(INSERT INTO "Weird ""Name""; --"
            ("Weird ""Name""; --", rank) VALUES ('integrity-check', 1))");
        return check && row && row->rows.size() == 1 && row->rows[0][0] == Cell("two");
    };
    QVERIFY(fits());
    const SchemaState before = stateOf(*session);
    const SchemaState after = stateOf(to + index);
    QCOMPARE(run(*session, draftMigration(before, after)), QString());
    QVERIFY(fits());
    QCOMPARE(run(*session, draftMigration(after, before)), QString());
    QVERIFY(fits());
    // One that is made again has to be filled.
    const SchemaState other =
        stateOf(from + QByteArray(index).replace("content", "tokenize='porter', content"));
    QCOMPARE(run(*session, draftMigration(before, other)), QString());
    QVERIFY(fits());
}

void TestSqliteDraft::renames()
{
    const auto session = openWith(R"(
        CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT CHECK (length(mail) > 3), n);
        INSERT INTO users VALUES (1, 'a@b.c', 1);
        CREATE INDEX by_mail ON users (lower(mail));
        CREATE TABLE o (u INTEGER REFERENCES users (id));
        CREATE VIEW v AS SELECT id, n FROM users;)");
    const SchemaState from = stateOf(*session);
    const SchemaState to = stateOf(R"(
        CREATE TABLE accounts (id INTEGER PRIMARY KEY, "E-Mail" TEXT CHECK (length("E-Mail") > 3), n);
        CREATE INDEX by_mail ON accounts (lower("E-Mail"));
        CREATE TABLE o (u INTEGER REFERENCES accounts (id));
        CREATE VIEW v AS SELECT id, n FROM accounts;)");
    DraftOptions options;
    options.renames = {{u"table"_s, u"users"_s, u"accounts"_s},
                       {u"column"_s, u"users.mail"_s, u"accounts.\"E-Mail\""_s}};
    const Draft draft = draftMigration(from, to, options);
    QStringList statements;
    for (const DraftStatement &statement : draft.statements)
        statements += statement.sql;
    QCOMPARE(statements, (QStringList{u"ALTER TABLE users RENAME COLUMN mail TO \"E-Mail\""_s,
                                      u"ALTER TABLE users RENAME TO accounts"_s}));
    QCOMPARE(run(*session, draft), QString());
    QCOMPARE(left(diffSchemas(*stateOf(*session).schema, *to.schema)), QString());
    QCOMPARE(session->query("SELECT \"E-Mail\" FROM accounts")->rows[0][0], Cell("a@b.c"));
}

/// Tables, and columns, that take each other's names, and one that changes its case.
void TestSqliteDraft::renamesCrosswise()
{
    const auto session = openWith(R"(
        CREATE TABLE x (a INT, z TEXT); CREATE TABLE y (b TEXT);
        INSERT INTO x (rowid, a, z) VALUES (7, 1, 'one'); INSERT INTO y VALUES ('t');
        CREATE TABLE Caps (Id INT); INSERT INTO Caps VALUES (3);
        CREATE INDEX by_a ON x (a);
        CREATE VIEW v AS SELECT a FROM x;)");
    const SchemaState from = stateOf(*session);
    const SchemaState to = stateOf(R"(
        CREATE TABLE x (b TEXT); CREATE TABLE y (z INT, a TEXT);
        CREATE TABLE caps (id INT);
        CREATE INDEX by_a ON y (z);
        CREATE VIEW v AS SELECT z FROM y;)");
    DraftOptions options;
    for (const QString &text : {u"x=y"_s, u"y=x"_s, u"caps=caps"_s, u"Caps.Id=caps.id"_s}) {
        const auto rename = findRename(text, *from.schema, *to.schema);
        QVERIFY2(rename, qPrintable(text));
        options.renames.push_back(*rename);
    }
    options.renames.push_back({u"column"_s, u"x.a"_s, u"y.z"_s});
    options.renames.push_back({u"column"_s, u"x.z"_s, u"y.a"_s});
    QVERIFY(checkRenames(*from.schema, options.renames));
    const Draft up = draftMigration(from, to, options);
    QCOMPARE(hazardsOf(up), QStringList{});
    QCOMPARE(run(*session, up), QString());
    QCOMPARE(left(diffSchemas(*stateOf(*session).schema, *to.schema)), QString());
    QCOMPARE(session->query("SELECT rowid || z || a FROM y")->rows[0][0], Cell("71one"));
    QCOMPARE(session->query("SELECT b FROM x")->rows[0][0], Cell("t"));
    QCOMPARE(session->query("SELECT name FROM sqlite_master WHERE name = 'caps'")->rows.size(),
             size_t(1));
    QCOMPARE(session->query("SELECT name FROM pragma_table_info('caps')")->rows[0][0], Cell("id"));
    for (Rename &rename : options.renames)
        std::swap(rename.from, rename.to);
    QCOMPARE(run(*session, draftMigration(to, from, options)), QString());
    QCOMPARE(left(diffSchemas(*stateOf(*session).schema, *from.schema)), QString());
    QCOMPARE(session->query("SELECT rowid || a || z FROM x")->rows[0][0], Cell("71one"));
    QCOMPARE(session->query("SELECT name FROM sqlite_master WHERE name = 'Caps'")->rows.size(),
             size_t(1));
}

// SQLite compiles all views when something is renamed.
void TestSqliteDraft::renamesBesideABrokenView()
{
    const QByteArray others = "CREATE VIEW broken AS SELECT gone FROM nowhere;"
                              "CREATE VIEW upon AS SELECT gone FROM broken;"
                              "CREATE TABLE log (x);"
                              "CREATE TRIGGER tr AFTER INSERT ON log BEGIN"
                              " INSERT INTO log SELECT gone FROM broken; END;";
    const auto session = openWith("CREATE TABLE t (a); INSERT INTO t VALUES (1);" + others);
    const SchemaState from = stateOf(*session);
    const SchemaState to = stateOf("CREATE TABLE \"Weird \"\"Name\"\"; --\" (b);" + others);
    DraftOptions options;
    options.renames = {{u"table"_s, u"t"_s, u"\"Weird \"\"Name\"\"; --\""_s},
                       {u"column"_s, u"t.a"_s, u"\"Weird \"\"Name\"\"; --\".b"_s}};
    QCOMPARE(run(*session, draftMigration(from, to, options)), QString());
    QCOMPARE(left(diffSchemas(*stateOf(*session).schema, *to.schema)), QString());
    QCOMPARE(session->query("SELECT b FROM \"Weird \"\"Name\"\"; --\"")->rows[0][0], Cell("1"));
}

void TestSqliteDraft::onlyWhatIsChosen()
{
    const SchemaState from = stateOf("CREATE TABLE t (a, b); CREATE INDEX i ON t (b);"
                                     "CREATE TABLE other (x);");
    const SchemaState to = stateOf("CREATE TABLE t (a, c DEFAULT 1); CREATE TABLE n (x);"
                                   "CREATE VIEW v AS SELECT x FROM n; CREATE TABLE other (y);");
    const auto sqlOf = [&](const ObjectId &chosen) {
        DraftOptions options;
        options.only = std::vector<ObjectId>{chosen};
        QStringList statements;
        for (const DraftStatement &statement : draftMigration(from, to, options).statements)
            statements += statement.sql.simplified();
        return statements;
    };
    QCOMPARE(sqlOf({u"view"_s, u"v"_s}),
             (QStringList{u"CREATE TABLE n ( x )"_s, u"CREATE VIEW v AS SELECT x FROM n"_s}));
    QCOMPARE(sqlOf({u"column"_s, u"t.c"_s}),
             QStringList{u"ALTER TABLE t ADD COLUMN c DEFAULT 1"_s});
    QCOMPARE(sqlOf({u"column"_s, u"t.b"_s}),
             (QStringList{u"DROP INDEX i"_s, u"ALTER TABLE t DROP COLUMN b"_s}));
    QCOMPARE(sqlOf({u"index"_s, u"i"_s}), QStringList{u"DROP INDEX i"_s});
    QCOMPARE(sqlOf({u"table"_s, u"nosuch"_s}), QStringList{});
}

void TestSqliteDraft::nothingForNothing()
{
    const SchemaState one =
        stateOf("CREATE TABLE T (A INTEGER, b  TEXT); CREATE VIEW v AS SELECT a FROM t;");
    const SchemaState other =
        stateOf("CREATE TABLE t (\"a\" integer, [b] text); CREATE VIEW V AS select A from T;");
    const Draft draft = draftMigration(one, other);
    QVERIFY(draft.statements.empty());
    QVERIFY(draft.gaps.empty());
    QVERIFY(scriptsOf(draft).empty());
}

QTEST_GUILESS_MAIN(TestSqliteDraft)
#include "testsqlitedraft.moc"
