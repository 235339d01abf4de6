// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/connectionspec.h"
#include "database/session.h"
#include "engines/cli/program.h"
#include "support/testserver.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

namespace {

void execute(const QString &url, const QByteArray &sql)
{
    const auto spec = ConnectionSpec::parse(url);
    const auto session = openSession(*spec);
    if (!session)
        qFatal("%s", qPrintable(session.error().toString()));
    if (const auto done = (*session)->execute(sql); !done)
        qFatal("%s", qPrintable(done.error().toString()));
}

QStringList objectsIn(const QJsonObject &answer)
{
    QStringList lines;
    for (const QJsonValue value : answer[u"differences"_s].toArray())
        lines += value[u"change"_s].toString() + u' ' + value[u"kind"_s].toString() + u' ' +
                 value[u"object"_s].toString();
    return lines;
}

} // namespace

/// `tidemark diff` and `tidemark schema` as people run them.
class TestDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { TestServer::start(); }
    void init();
    void exitCodes();
    void halfAnAnswerIsNone();
    void theScriptDoesIt();
    void jsonSaysAllOfIt();
    void noiseIsCounted();
    void renamesAreProposedAndAccepted();
    void snapshots();
    void reports();
    void proof();
    void proofOnRowsThatDoNotFit();
    void proofWithUserMappings();
    void tablespaces();
    void columnOrder();
    void statesOfMigrations();
    void historyTablesAreLeftOut();
    void dumps();
    void dumpsOfSqlite();
    void dumpsThatFail();
    void backups_data();
    void backups();
    void dumpsInOtherEncodings_data();
    void dumpsInOtherEncodings();
    void backupsThatCannotBeTrusted();
    void backupsOfSqlite();
    void postgresOnBothSides();
    void halfOfTheCatalog();
    void oneSideIsNotThere();
    void dependantsAreNamed();

private:
    ProcessResult run(const QStringList &arguments) const
    {
        return runTidemark(arguments, m_folder->path(),
                           {{u"TIDEMARK_CACHE"_s, m_folder->filePath(u"cache"_s)}});
    }
    QJsonObject json(const QStringList &arguments) const
    {
        return jsonIn(run(arguments + QStringList{u"--json"_s}).output);
    }
    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(name));
    }
    QString sqlite(const QString &name, const QByteArray &sql) const
    {
        const QString path = m_folder->filePath(name);
        execute(u"sqlite:"_s + path, sql);
        return name;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestDiff::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    sqlite(u"a.db"_s, R"(CREATE TABLE "Weird ""Name""; --" (a TEXT, b);
                         CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT);
                         INSERT INTO users VALUES (1, 'a@b.c');
                         CREATE VIEW mails AS SELECT mail FROM users;)");
    sqlite(u"b.db"_s, R"(CREATE TABLE "Weird ""Name""; --" (b, a TEXT);
                         CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);
                         CREATE VIEW mails AS SELECT email AS mail FROM users;)");
}

void TestDiff::exitCodes()
{
    QCOMPARE(run({u"diff"_s, u"a.db"_s, u"a.db"_s}).exitCode, 0);
    QCOMPARE(run({u"diff"_s, u"a.db"_s, u"b.db"_s}).exitCode, 1);
    QCOMPARE(run({u"diff"_s, u"a.db"_s}).exitCode, 2);
    QCOMPARE(run({u"diff"_s, u"a.db"_s, u"nosuch"_s}).exitCode, 2);
    QCOMPARE(run({u"diff"_s, u"a.db"_s, u"b.db"_s, u"--ignore"_s, u"weather"_s}).exitCode, 2);
    QCOMPARE(run({u"diff"_s, u"a.db"_s, u"b.db"_s, u"--rename"_s, u"x=y"_s}).exitCode, 2);
    QCOMPARE(run({u"diff"_s, u"a.db"_s, u"b.db"_s, u"--report"_s, u"x.pdf"_s}).exitCode, 2);
    QCOMPARE(run({u"diff"_s, u"a.db"_s, u"sqlite:nosuch.db"_s}).exitCode, 3);
    QCOMPARE(run({u"diff"_s, u"a.db"_s, u"nosuch.sql"_s}).exitCode, 3);
    QVERIFY(!QFile::exists(m_folder->filePath(u"nosuch.db"_s)));
    const ProcessResult engines = run({u"diff"_s, u"a.db"_s, TestServer::url()});
    QCOMPARE(engines.exitCode, 2);
    QVERIFY(engines.errors.contains("same engine"));
}

/// On a disk that is full.
void TestDiff::halfAnAnswerIsNone()
{
    for (const QString &options : {u"--sql up"_s, u"--json"_s, QString()}) {
        const auto failed = runProcess(
            {.program = u"sh"_s,
             .arguments = {u"-c"_s, u"\"$0\" diff a.db b.db %1 > /dev/full"_s.arg(options),
                           QStringLiteral(TIDEMARK_PROGRAM)},
             .environment = {{u"TIDEMARK_STATE"_s, m_folder->path()}},
             .workingFolder = m_folder->path()});
        QVERIFY(failed);
        QCOMPARE(failed->exitCode, 3);
        QVERIFY2(failed->errors.contains("No space left"), failed->errors.constData());
    }
}

void TestDiff::theScriptDoesIt()
{
    for (const QString &direction : {u"up"_s, u"down"_s}) {
        const ProcessResult script = run({u"diff"_s, u"a.db"_s, u"b.db"_s, u"--sql"_s, direction});
        QCOMPARE(script.exitCode, 1);
        const QString file = direction == u"up" ? u"a.db"_s : u"b.db"_s;
        const QString copy = direction + u".db"_s;
        QVERIFY(QFile::copy(m_folder->filePath(file), m_folder->filePath(copy)));
        execute(u"sqlite:"_s + m_folder->filePath(copy), script.output);
        const QString target = direction == u"up" ? u"b.db"_s : u"a.db"_s;
        QCOMPARE(run({u"diff"_s, copy, target}).exitCode, 0);
    }
}

void TestDiff::jsonSaysAllOfIt()
{
    const QJsonObject answer = json({u"diff"_s, u"a.db"_s, u"b.db"_s});
    QCOMPARE(answer[u"equal"_s].toBool(true), false);
    QCOMPARE(objectsIn(answer),
             (QStringList{u"added column users.email"_s, u"removed column users.mail"_s,
                          uR"(changed table "Weird ""Name""; --")"_s, u"changed view mails"_s}));
    QCOMPARE(answer[u"counts"_s][u"changed"_s].toInt(), 2);
    const QJsonValue mail = answer[u"differences"_s].toArray().at(1);
    QCOMPARE(mail[u"dependants"_s].toArray().at(0)[u"object"_s].toString(), u"mails"_s);
    QVERIFY(answer[u"up"_s][u"script"_s].toString().contains(u"DROP VIEW mails"));
    QVERIFY(!answer[u"down"_s][u"statements"_s].toArray().isEmpty());
    QVERIFY(answer[u"up"_s][u"gaps"_s].toArray().isEmpty());
}

void TestDiff::noiseIsCounted()
{
    const QJsonObject answer =
        json({u"diff"_s, u"a.db"_s, u"b.db"_s, u"--ignore"_s, u"column-order,Sequence-Values"_s});
    QCOMPARE(answer[u"error"_s][u"kind"_s].toString(), u"usage"_s);
    const QJsonObject quiet =
        json({u"diff"_s, u"a.db"_s, u"b.db"_s, u"--ignore"_s, u"column-order,sequence-values"_s});
    QCOMPARE(objectsIn(quiet).size(), 3);
    QCOMPARE(quiet[u"leftOut"_s].toObject(), (QJsonObject{{u"column order"_s, 1}}));
    QVERIFY(!quiet[u"up"_s][u"script"_s].toString().contains(u"Weird"));
    const ProcessResult text = run({u"diff"_s, u"a.db"_s, u"b.db"_s, u"--ignore"_s, u"noise"_s});
    QVERIFY(text.output.contains("left out: 1 × column order"));
}

void TestDiff::renamesAreProposedAndAccepted()
{
    const QJsonObject answer = json({u"diff"_s, u"a.db"_s, u"b.db"_s});
    const QJsonValue proposal = answer[u"proposedRenames"_s].toArray().at(0);
    QCOMPARE(proposal[u"from"_s].toString(), u"users.mail"_s);
    QCOMPARE(proposal[u"to"_s].toString(), u"users.email"_s);
    QVERIFY(proposal[u"score"_s].toDouble() > 0.5);
    const QJsonObject accepted = json({u"diff"_s, u"a.db"_s, u"b.db"_s, u"--rename"_s,
                                       u"users.mail=users.email"_s, u"--prove"_s});
    QVERIFY(objectsIn(accepted).contains(u"changed column users.email"_s));
    QVERIFY(accepted[u"up"_s][u"script"_s].toString().contains(
        u"ALTER TABLE users RENAME COLUMN mail TO email"));
    QVERIFY(accepted[u"proof"_s][u"holds"_s].toBool());
}

void TestDiff::snapshots()
{
    QCOMPARE(run({u"schema"_s, u"a.db"_s, u"-o"_s, u"a.json"_s}).exitCode, 0);
    QFile file(m_folder->filePath(u"a.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QCOMPARE(run({u"schema"_s, u"a.json"_s}).output, text);
    QCOMPARE(run({u"diff"_s, u"a.json"_s, u"a.db"_s}).exitCode, 0);
    QCOMPARE(run({u"diff"_s, u"a.json"_s, u"b.db"_s, u"--prove"_s}).exitCode, 1);
    write(u"bad.json"_s, QByteArray(text).replace("\"relations\"", "\"relatives\""));
    const ProcessResult bad = run({u"diff"_s, u"bad.json"_s, u"a.db"_s});
    QCOMPARE(bad.exitCode, 3);
    QVERIFY2(bad.errors.contains("bad.json:6:15: error: \"relatives\" is not known"),
             bad.errors.constData());
}

void TestDiff::reports()
{
    const QStringList names{u"r.html"_s, u"r.md"_s, u"r.json"_s, u"r.TXT"_s};
    QStringList arguments{u"diff"_s, u"a.db"_s, u"b.db"_s, u"--prove"_s};
    for (const QString &name : names)
        arguments += {u"--report"_s, name};
    QCOMPARE(run(arguments).exitCode, 1);
    for (const QString &name : names) {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        QVERIFY2(text.contains(u"Weird"), qPrintable(name));
        QVERIFY2(text.contains(u"DROP VIEW") == !name.endsWith(u"TXT"), qPrintable(name));
        QVERIFY2(!text.contains(u"<script") && !text.contains(u"\"Name\"; --\"<"),
                 qPrintable(name));
    }
}

void TestDiff::proof()
{
    const QJsonObject answer = json({u"diff"_s, u"a.db"_s, u"b.db"_s, u"--prove"_s});
    QVERIFY(answer[u"proof"_s][u"up"_s][u"holds"_s].toBool());
    QVERIFY(answer[u"proof"_s][u"down"_s][u"holds"_s].toBool());
    QCOMPARE(run({u"diff"_s, u"a.db"_s, u"a.db"_s, u"--prove"_s}).exitCode, 0);
}

void TestDiff::proofOnRowsThatDoNotFit()
{
    sqlite(u"c.db"_s, "CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT CHECK (mail = 'x'))");
    sqlite(u"d.db"_s, "CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT);"
                      "INSERT INTO users VALUES (1, 'a@b.c')");
    const QJsonObject answer = json({u"diff"_s, u"d.db"_s, u"c.db"_s, u"--prove"_s});
    QCOMPARE(answer[u"proof"_s][u"holds"_s].toBool(true), false);
    const QJsonValue up = answer[u"proof"_s][u"up"_s];
    QVERIFY(up[u"error"_s][u"message"_s].toString().contains(u"CHECK"));
    QVERIFY(up[u"error"_s][u"line"_s].toInt() > 1);
    QCOMPARE(answer[u"proof"_s][u"down"_s][u"ran"_s].toBool(true), false);
}

// The server of the proof has not the roles of this one.
void TestDiff::proofWithUserMappings()
{
    const QString before = TestServer::createFreshDatabase(u"diff_unmapped"_s);
    const QString after = TestServer::createFreshDatabase(u"diff_mapped"_s);
    for (const QString &url : {before, after})
        execute(url, "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w");
    execute(after, "CREATE ROLE diff_mapped_one; CREATE USER MAPPING FOR diff_mapped_one SERVER s");
    const QJsonObject answer = json({u"diff"_s, before, after, u"--prove"_s});
    for (const QString &way : {u"up"_s, u"down"_s}) {
        const QJsonValue step = answer[u"proof"_s][way];
        QVERIFY2(step[u"holds"_s].toBool(), qPrintable(step[u"error"_s][u"message"_s].toString()));
    }
}

// A copy on another server has them too; there they are but names.
void TestDiff::tablespaces()
{
    const QString plain = TestServer::createFreshDatabase(u"diff_plain"_s);
    const QString fast = TestServer::createFreshDatabase(u"diff_fast"_s);
    execute(plain, "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id int PRIMARY KEY)");
    execute(fast, "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET allow_in_place_tablespaces"
                  " = on', current_database()); END $$");
    execute(fast, "CREATE TABLESPACE \"Weird \"\"Space\"\"; --\" LOCATION ''");
    execute(fast, "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id int PRIMARY KEY USING INDEX"
                  " TABLESPACE \"Weird \"\"Space\"\"; --\")"
                  " TABLESPACE \"Weird \"\"Space\"\"; --\"");
    for (const QStringList &pair : {QStringList{plain, fast}, QStringList{fast, plain}}) {
        const QJsonObject answer = json(QStringList{u"diff"_s} + pair + QStringList{u"--prove"_s});
        QVERIFY2(answer[u"proof"_s][u"holds"_s].toBool(),
                 QJsonDocument(answer).toJson().constData());
    }
    write(u"fast.sql"_s, "SET default_tablespace = \"Weird \"\"Space\"\"; --\";\n"
                         "CREATE TABLE public.\"Weird \"\"Name\"\"; --\" (id integer NOT NULL,"
                         " CONSTRAINT \"Weird \"\"Name\"\"; --_pkey\" PRIMARY KEY (id));\n");
    const QJsonObject answer = json({u"diff"_s, u"fast.sql"_s, fast, u"--ignore"_s, u"owners"_s});
    QVERIFY(answer.contains(u"differences"_s));
    QCOMPARE(objectsIn(answer), QStringList());
}

void TestDiff::columnOrder()
{
    const QString before = TestServer::createFreshDatabase(u"diff_order_a"_s);
    const QString after = TestServer::createFreshDatabase(u"diff_order_b"_s);
    execute(before, "CREATE TABLE t (a int PRIMARY KEY, b int)");
    execute(after, "CREATE TABLE t (b int, a int PRIMARY KEY)");
    const QJsonObject kept = json({u"diff"_s, before, after, u"--prove"_s});
    QVERIFY(!kept[u"proof"_s][u"holds"_s].toBool(true));
    QCOMPARE(kept[u"up"_s][u"gaps"_s].toArray().size(), 1);
    const QJsonObject exact =
        json({u"diff"_s, before, after, u"--prove"_s, u"--column-order"_s, u"exact"_s});
    QVERIFY(exact[u"proof"_s][u"holds"_s].toBool());
    QCOMPARE(exact[u"up"_s][u"gaps"_s].toArray().size(), 0);
    QCOMPARE(run({u"diff"_s, before, after, u"--column-order"_s, u"other"_s}).exitCode, 2);
}

void TestDiff::statesOfMigrations()
{
    QVERIFY(QDir(m_folder->path()).mkpath(u"m"_s));
    write(u"m/1_first.up.sql"_s, "CREATE TABLE t (a integer);");
    write(u"m/1_first.down.sql"_s, "DROP TABLE t;");
    write(u"m/2_second.up.sql"_s, "ALTER TABLE t ADD COLUMN b text;");
    write(u"m/2_second.down.sql"_s, "ALTER TABLE t DROP COLUMN b;");
    write(u"tidemark.toml"_s, "name = \"x\"\nmigrations = \"m\"\nconvention = \"plain\"\n"
                              "[environments.local]\nrole = \"local\"\nurl = \"sqlite:x.db\"\n");
    for (const QString &engine : {u"sqlite"_s, u"postgresql"_s}) {
        const QStringList command{u"diff"_s, u"@1"_s, u"m@2"_s, u"--engine"_s, engine};
        const QString prefix = engine == u"sqlite" ? QString() : u"public."_s;
        const QJsonObject first = json(command);
        QCOMPARE(objectsIn(first), QStringList{u"added column "_s + prefix + u"t.b"_s});
        QCOMPARE(first[u"b"_s][u"fromCache"_s].toBool(true), false);
        const QJsonObject again = json(command);
        QCOMPARE(objectsIn(again), objectsIn(first));
        QVERIFY(again[u"a"_s][u"fromCache"_s].toBool() && again[u"b"_s][u"fromCache"_s].toBool());
        QVERIFY(!json(command + QStringList{u"--no-cache"_s})[u"b"_s][u"fromCache"_s].toBool(true));
    }
    write(u"m/2_second.up.sql"_s, "ALTER TABLE t ADD COLUMN c text;");
    const QJsonObject edited = json({u"diff"_s, u"@1"_s, u"@2"_s});
    QVERIFY(edited[u"a"_s][u"fromCache"_s].toBool());
    QVERIFY(!edited[u"b"_s][u"fromCache"_s].toBool(true));
    QCOMPARE(objectsIn(edited), QStringList{u"added column t.c"_s});
    QCOMPARE(objectsIn(json({u"diff"_s, u"@0"_s, u"@"_s})), QStringList{u"added table t"_s});
    QCOMPARE(run({u"diff"_s, u"@1"_s, u"@99"_s}).exitCode, 2);
    write(u"m/2_second.up.sql"_s, "ALTER TABLE t\n  ADD COLUMN (c) text;");
    const ProcessResult broken = run({u"diff"_s, u"@1"_s, u"@2"_s});
    QVERIFY2(broken.errors.contains("2_second.up.sql:2:"), broken.errors.constData());
}

void TestDiff::historyTablesAreLeftOut()
{
    QVERIFY(QDir(m_folder->path()).mkpath(u"m"_s));
    write(u"m/1_first.up.sql"_s, "CREATE TABLE t (a integer);");
    write(u"m/1_first.down.sql"_s, "DROP TABLE t;");
    write(u"tidemark.toml"_s, "name = \"x\"\nmigrations = \"m\"\nconvention = \"plain\"\n"
                              "[environments.local]\nrole = \"local\"\nurl = \"sqlite:x.db\"\n");
    QCOMPARE(run({u"up"_s}).exitCode, 0);
    const ProcessResult result = run({u"diff"_s, u"local"_s, u"@1"_s});
    QVERIFY2(result.exitCode == 0, (result.output + result.errors).constData());
}

void TestDiff::dumps()
{
    const QString url = TestServer::createFreshDatabase(u"Dump \"me\""_s);
    execute(url, R"(
        DROP ROLE IF EXISTS "Dump owner";
        CREATE ROLE "Dump owner";
        CREATE TABLE "Weird ""Name""; --" (a serial PRIMARY KEY, b text DEFAULT E'x\ny');
        ALTER TABLE "Weird ""Name""; --" OWNER TO "Dump owner";
        GRANT SELECT ON "Weird ""Name""; --" TO PUBLIC;
        INSERT INTO "Weird ""Name""; --" (b) VALUES ('row');
        CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 -- \connect
        $$;)");
    const auto dump = [&](const QStringList &arguments) {
        const auto result = runProcess({.program = TestServer::program(u"pg_dump"_s),
                                        .arguments = QStringList{u"-d"_s, url} + arguments});
        if (!result || result->exitCode != 0)
            qFatal("pg_dump: %s", result ? result->errors.constData() : "");
        return result->output;
    };
    for (const QStringList &arguments :
         {QStringList{u"-s"_s}, QStringList{u"-C"_s}, QStringList{u"-c"_s, u"-s"_s},
          QStringList{u"--inserts"_s}}) {
        write(u"d.sql"_s, dump(arguments));
        const ProcessResult result = run({u"diff"_s, u"d.sql"_s, url});
        QVERIFY2(result.exitCode == 0,
                 (arguments.join(u' ').toUtf8() + result.output + result.errors).constData());
        QVERIFY(result.output.contains("roles that it does not make: Dump owner"));
    }
}

void TestDiff::dumpsOfSqlite()
{
    sqlite(u"counted.db"_s,
           R"(CREATE TABLE "Weird ""Name""; --" (id INTEGER PRIMARY KEY AUTOINCREMENT);
                               INSERT INTO "Weird ""Name""; --" VALUES (NULL);
                               CREATE TABLE words (word TEXT);
                               CREATE INDEX by_word ON words (word);
                               ANALYZE;)");
    for (const QString &command : {u".schema"_s, u".dump"_s}) {
        const auto text = runProcess(
            {.program = u"sqlite3"_s, .arguments = {m_folder->filePath(u"counted.db"_s), command}});
        QVERIFY(text && text->exitCode == 0);
        write(u"counted.sql"_s, text->output);
        const ProcessResult same = run({u"diff"_s, u"counted.db"_s, u"counted.sql"_s});
        QVERIFY2(same.exitCode == 0, same.output + same.errors);
    }
}

void TestDiff::dumpsThatFail()
{
    write(u"d.sql"_s, "CREATE TABLE t (a int);\nSELECT 1;\n  CREATE VIEW v AS SELECT b FROM t;\n");
    const ProcessResult column =
        run({u"diff"_s, u"d.sql"_s, u"d.sql"_s, u"--engine"_s, u"postgresql"_s});
    QCOMPARE(column.exitCode, 1);
    QVERIFY2(column.errors.contains("d.sql:3:27"), column.errors.constData());
    write(u"d.sql"_s, "\\connect one\nCREATE TABLE t (a int);\n\\connect two\n");
    const ProcessResult several = run({u"diff"_s, u"d.sql"_s, u"d.sql"_s});
    QCOMPARE(several.exitCode, 3);
    QVERIFY2(several.errors.contains("d.sql:3:1: error: this dump holds several databases"),
             several.errors.constData());
    // What is in a text is no command.
    const QByteArray values =
        "\\connect one\nCREATE TABLE \"Weird \"\"Name\"\"; --\" (a text);\n"
        "INSERT INTO \"Weird \"\"Name\"\"; --\" VALUES ('x\n\\.\n\\connect two');\n"
        "SELECT 2, '\\x00';\n";
    write(u"d.sql"_s, values);
    const ProcessResult quoted =
        run({u"diff"_s, u"d.sql"_s, u"d.sql"_s, u"--engine"_s, u"postgresql"_s});
    QVERIFY2(quoted.exitCode == 0, quoted.errors.constData());
    write(u"d.sql"_s, "CREATE TABLE t (a 'open;\n");
    QCOMPARE(run({u"diff"_s, u"d.sql"_s, u"a.db"_s}).exitCode, 3);
}

void TestDiff::backups_data()
{
    QTest::addColumn<QStringList>("format");
    QTest::newRow("custom") << QStringList{u"--format"_s, u"custom"_s};
    QTest::newRow("directory") << QStringList{u"--format"_s, u"directory"_s};
    QTest::newRow("plain") << QStringList{u"--format"_s, u"plain"_s};
    QTest::newRow("plain, packed")
        << QStringList{u"--format"_s, u"plain"_s, u"--compress"_s, u"gzip"_s};
}

void TestDiff::backups()
{
    QFETCH(QStringList, format);
    const QString url = TestServer::createFreshDatabase(u"diff_backup"_s);
    execute(url,
            "CREATE SCHEMA \"Other Schema\";"
            "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id bigint PRIMARY KEY, x text);"
            "INSERT INTO \"Weird \"\"Name\"\"; --\" SELECT i, 'a' FROM generate_series(1, 9) i;"
            "CREATE SEQUENCE \"Other Schema\".s START 7; SELECT lo_create(0);"
            "COMMENT ON TABLE \"Weird \"\"Name\"\"; --\" IS 'ON LARGE OBJECT 1; x';"
            "CREATE VIEW v AS SELECT count(*) AS n FROM \"Weird \"\"Name\"\"; --\";"
            "CREATE MATERIALIZED VIEW full_view AS SELECT n FROM v;"
            "CREATE MATERIALIZED VIEW empty_view AS SELECT n FROM full_view WITH NO DATA");
    const ProcessResult made = run(
        QStringList{u"backup"_s, u"create"_s, u"--name"_s, u"first"_s, u"--url"_s, url} + format);
    QVERIFY2(made.exitCode == 0, made.errors.constData());
    // It is what it was made of, by its name and by its path.
    for (const QString &name : {u"backup:first"_s, u"backup:latest"_s}) {
        const ProcessResult same = run({u"diff"_s, name, url});
        QVERIFY2(same.exitCode == 0, (same.output + same.errors).constData());
    }
    execute(url, "ALTER TABLE \"Weird \"\"Name\"\"; --\" ADD y int; CREATE TABLE extra (id int)");
    const QDir folder(m_folder->filePath(u"backups"_s));
    const QStringList found =
        folder.entryList({u"first*"_s}, QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot);
    const QJsonObject answer = json({u"diff"_s, u"backups/"_s + found.first(), url, u"--prove"_s});
    QCOMPARE(objectsIn(answer), (QStringList{u"added column public.\"Weird \"\"Name\"\"; --\".y"_s,
                                             u"added table public.extra"_s}));
    QVERIFY2(answer[u"proof"_s][u"holds"_s].toBool(), QJsonDocument(answer).toJson().constData());
}

void TestDiff::dumpsInOtherEncodings_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QString>("text");
    QTest::newRow("LATIN1") << QByteArray("LATIN1") << u"Äé ü ß"_s;
    QTest::newRow("SJIS") << QByteArray("SJIS") << u"能表ソ"_s; // with backslashes as second bytes
    QTest::newRow("GB18030") << QByteArray("GB18030") << u"能表é€"_s;
}

void TestDiff::dumpsInOtherEncodings()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QString, text);
    const QString url = TestServer::createFreshDatabase(u"diff_encoding"_s);
    const QByteArray name = text.toUtf8();
    execute(url, "CREATE TABLE \"" + name + "\" (\"" + name + "\" text DEFAULT '" + name +
                     "\\x'); COMMENT ON TABLE \"" + name + "\" IS '" + name +
                     "\nSET client_encoding = ''LATIN2'';'");
    const ProcessResult dumped =
        *runProcess({.program = TestServer::program(u"pg_dump"_s),
                     .arguments = {u"-E"_s, QString::fromLatin1(encoding), u"-f"_s,
                                   m_folder->filePath(u"encoded.sql"_s), url}});
    QVERIFY2(dumped.exitCode == 0, dumped.errors.constData());
    QFile file(m_folder->filePath(u"encoded.sql"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray dump = file.readAll();
    QVERIFY(!dump.contains(name));
    ProcessResult same = run({u"diff"_s, u"encoded.sql"_s, url});
    QVERIFY2(same.exitCode == 0, (same.output + same.errors).constData());
    // As psql is told.
    const QByteArray set = "SET client_encoding = '" + encoding + "';";
    QVERIFY(dump.contains(set));
    write(u"encoded.sql"_s, QByteArray(dump).replace(set, "\\encoding " + encoding));
    same = run({u"diff"_s, u"encoded.sql"_s, url});
    QVERIFY2(same.exitCode == 0, (same.output + same.errors).constData());
    // What is no text in it is not guessed at.
    write(u"encoded.sql"_s,
          "--\n-- \xff\xff\n" + QByteArray(dump).replace(set, "SET client_encoding = 'EUC_JP';"));
    const ProcessResult refused = run({u"diff"_s, u"encoded.sql"_s, url});
    QCOMPARE(refused.exitCode, 3);
    QVERIFY2(refused.errors.contains("EUC_JP") && refused.errors.contains("encoded.sql:2"),
             refused.errors.constData());
}

void TestDiff::backupsThatCannotBeTrusted()
{
    const QString url = TestServer::createFreshDatabase(u"diff_broken"_s);
    execute(url, "CREATE TABLE t (id int)");
    QCOMPARE(run({u"backup"_s, u"create"_s, u"--name"_s, u"first"_s, u"--url"_s, url}).exitCode, 0);
    QFile archive(m_folder->filePath(u"backups/first.dump"_s));
    QVERIFY(archive.open(QIODevice::Append));
    archive.write("x");
    archive.close();
    ProcessResult refused = run({u"diff"_s, u"backup:first"_s, url});
    QCOMPARE(refused.exitCode, 3);
    QVERIFY2(refused.errors.contains("is not what was written"), refused.errors.constData());
    // What would do more than make a schema is not run.
    write(u"hostile.sql"_s, "--\n-- PostgreSQL database dump\n--\nCREATE TABLE public.t (id int);\n"
                            "\\! touch \"$PWD/was-run\"\n-- PostgreSQL database dump complete\n");
    refused = run({u"diff"_s, u"backup:hostile.sql"_s, url});
    QCOMPARE(refused.exitCode, 3);
    QVERIFY2(refused.errors.contains("line 5"), refused.errors.constData());
    QVERIFY(!QFile::exists(m_folder->filePath(u"was-run"_s)));
    QCOMPARE(run({u"diff"_s, u"backup:nosuch"_s, url}).exitCode, 2);
}

void TestDiff::backupsOfSqlite()
{
    const QString file = sqlite(u"shop.db"_s, "PRAGMA journal_mode = WAL;"
                                              "CREATE TABLE \"Weird \"\"Name\"\"; --\" (x text);");
    QCOMPARE(
        run({u"backup"_s, u"create"_s, u"--name"_s, u"first"_s, u"--url"_s, u"sqlite:"_s + file})
            .exitCode,
        0);
    QCOMPARE(run({u"diff"_s, u"backup:first"_s, file}).exitCode, 0);
    sqlite(file, "CREATE TABLE y (z text);");
    QCOMPARE(objectsIn(json({u"diff"_s, u"backups/first.db"_s, file})),
             QStringList{u"added table y"_s});
    // Reading it left nothing beside it.
    QCOMPARE(QDir(m_folder->filePath(u"backups"_s)).entryList(QDir::Files | QDir::NoDotAndDotDot),
             (QStringList{u"first.db"_s, u"first.db.manifest.json"_s}));
}

void TestDiff::postgresOnBothSides()
{
    const QString a = TestServer::createFreshDatabase(u"diffa"_s);
    const QString b = TestServer::createFreshDatabase(u"diffb"_s);
    execute(a, "CREATE SCHEMA other; CREATE TABLE t (a int UNIQUE); CREATE TABLE other.t (a int);");
    execute(b, "CREATE SCHEMA other; CREATE TABLE t (a int CONSTRAINT t_b_key UNIQUE, b text);"
               "CREATE TABLE other.t (a bigint); COMMENT ON TABLE t IS 'x';");
    const QJsonObject answer = json({u"diff"_s, a, b});
    QCOMPARE(objectsIn(answer),
             (QStringList{u"changed column other.t.a"_s, u"added column public.t.b"_s,
                          u"changed table public.t"_s,
                          u"changed unique constraint public.t.t_a_key"_s}));
    const QJsonObject quiet = json({u"diff"_s, a, b, u"--ignore"_s, u"comments,generated-names"_s});
    QCOMPARE(quiet[u"leftOut"_s].toObject(),
             (QJsonObject{{u"comments"_s, 1}, {u"generated names"_s, 1}}));
    QVERIFY(QJsonDocument(answer).toJson().contains("values of sequences"));
}

/// What cannot be seen would count as missing: nothing is said then but why.
void TestDiff::halfOfTheCatalog()
{
    const QString url = TestServer::createFreshDatabase(u"half"_s);
    execute(url, "DROP ROLE IF EXISTS half_reader; CREATE ROLE half_reader LOGIN;"
                 "CREATE TABLE t (a int); REVOKE SELECT ON pg_catalog.pg_trigger FROM PUBLIC;");
    QString reader = url;
    reader.replace(u"postgres@"_s, u"half_reader@"_s);
    QVERIFY(reader != url);
    for (const QStringList &sides : {QStringList{reader, url}, QStringList{url, reader}}) {
        const ProcessResult result = run(QStringList{u"diff"_s} + sides);
        QCOMPARE(result.exitCode, 3);
        QVERIFY2(result.errors.contains("part of the catalog may not be read") &&
                     result.errors.contains("pg_trigger"),
                 result.errors.constData());
    }
}

/// Both sides are read at once: what one of them says must not be lost in the other's end.
void TestDiff::oneSideIsNotThere()
{
    const QString url = TestServer::createFreshDatabase(u"there"_s);
    execute(url, "CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t;");
    QString missing = url;
    missing.replace(u"/there"_s, u"/not_there"_s);
    QVERIFY(missing != url);
    write(u"slow.sql"_s, "SELECT pg_sleep(30);");
    for (const QStringList &sides : {QStringList{missing, url}, QStringList{url, missing},
                                     QStringList{u"slow.sql"_s, missing}}) {
        const ProcessResult result = run(QStringList{u"diff"_s} + sides);
        QCOMPARE(result.exitCode, 3);
        QVERIFY2(result.errors.contains("not_there"), result.errors.constData());
    }
}

/// Without a script B is read without who needs whom; A's is still said.
void TestDiff::dependantsAreNamed()
{
    const QString a = TestServer::createFreshDatabase(u"needed"_s);
    const QString b = TestServer::createFreshDatabase(u"needless"_s);
    execute(a, "CREATE TABLE t (a int, b int); CREATE VIEW v AS SELECT a FROM t;");
    execute(b, "CREATE TABLE t (b int);");
    const ProcessResult text = run({u"diff"_s, a, b});
    QCOMPARE(text.exitCode, 1);
    QVERIFY2(text.output.contains("public.v"), text.output.constData());
    const ProcessResult down = run({u"diff"_s, b, a, u"--sql"_s, u"down"_s});
    QVERIFY2(down.output.contains("DROP VIEW public.v"), down.output.constData());
}

QTEST_GUILESS_MAIN(TestDiff)
#include "tst_diff.moc"
