// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/draft.h"
#include "engines/schema-postgres/changes.h"
#include "schema/schemareader.h"
#include "support/testserver.h"

#include <QProcess>
#include <QTest>

#include <algorithm>

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
    void leavesNoiseOut();
    void renames();
    void isDeterministic();
};

namespace {

struct State
{
    SchemaState schema;
    QString dump;
};

struct Trial
{
    Draft draft;
    QString script;
    QString error;
    SchemaDiff left;
    bool dumpsAgree = false;
};

QString dumped(const QString &url)
{
    QProcess process;
    process.start(TestServer::program(u"pg_dump"_s), {u"-s"_s, u"-d"_s, url});
    if (!process.waitForFinished(120000) || process.exitCode() != 0)
        qFatal("pg_dump: %s", process.readAllStandardError().constData());
    QStringList lines = QString::fromUtf8(process.readAllStandardOutput()).split(u'\n');
    // The order of what has the same name follows from object numbers.
    lines.removeIf([](const QString &line) {
        return line.isEmpty() || line.startsWith("\\restrict"_L1) ||
               line.startsWith("\\unrestrict"_L1) || line.startsWith("--"_L1);
    });
    for (QString &line : lines) {
        if (line.endsWith(u','))
            line.chop(1);
    }
    lines.sort();
    return lines.join(u'\n');
}

SchemaState stateOf(Session &session)
{
    SchemaState state;
    auto schema = makeSchemaReader(session)->read();
    if (!schema)
        qFatal("%s", qPrintable(schema.error().toString()));
    state.schema = *schema;
    auto dependencies = readDependencies(session, *state.schema);
    if (!dependencies)
        qFatal("%s", qPrintable(dependencies.error().toString()));
    state.dependencies = *dependencies;
    return state;
}

State read(const QString &url)
{
    return {stateOf(*open(url)), dumped(url)};
}

QString copyOf(const QString &name, const QString &copy)
{
    const auto server = open(TestServer::url());
    mustRun(*server, "DROP DATABASE IF EXISTS \"" + copy.toUtf8() + '"');
    mustRun(*server, "CREATE DATABASE \"" + copy.toUtf8() + "\" TEMPLATE \"" + name.toUtf8() + '"');
    return TestServer::url(copy);
}

QString scriptText(const Draft &draft)
{
    QString text;
    for (const DraftScript &script : scriptsOf(draft)) {
        if (!text.isEmpty())
            text += script.transactional ? u"-- a transaction of its own\n"_s
                                         : u"-- outside of a transaction\n"_s;
        text += script.text;
    }
    return text;
}

Trial bring(const QString &url, const SchemaState &from, const State &to,
            const DraftOptions &options)
{
    Trial outcome;
    outcome.draft = draftMigration(from, to.schema, options);
    outcome.script = scriptText(outcome.draft);
    {
        const auto session = open(url);
        for (const DraftScript &script : scriptsOf(outcome.draft)) {
            const auto result = session->execute(script.text.toUtf8());
            if (!result) {
                outcome.error = result.error().toString();
                return outcome;
            }
        }
    }
    const State reached = read(url);
    outcome.left = diffSchemas(*reached.schema.schema, *to.schema.schema);
    outcome.dumpsAgree = reached.dump == to.dump;
    return outcome;
}

/// Nothing is left but the order of columns, or what the draft has named.
QString judge(const Trial &outcome)
{
    if (!outcome.error.isEmpty())
        return outcome.error;
    QStringList left;
    for (const Difference &one : outcome.left.differences) {
        const bool named = std::any_of(
            outcome.draft.gaps.begin(), outcome.draft.gaps.end(), [&](const DraftGap &gap) {
                return gap.about.object == one.object &&
                       (gap.property.isEmpty() || gap.property == one.property);
            });
        if (!one.orderOnly && !named)
            left += one.kind + u' ' + one.object + u' ' + one.detail();
    }
    if (!left.isEmpty())
        return left.join(u'\n');
    return outcome.dumpsAgree || !outcome.draft.gaps.empty() || !outcome.left.isEmpty()
               ? QString()
               : u"pg_dump differs"_s;
}

} // namespace

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
    const State empty = read(emptyUrl);
    const State full = read(TestServer::url(u"ddl walk"_s));
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
    const State start = read(from);
    const State goal = read(goalUrl);
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
    const State empty = read(from);
    copyOf(u"ddl chosen"_s, u"ddl chosen goal"_s);
    const QString goalUrl = TestServer::url(u"ddl chosen goal"_s);
    mustRun(*open(goalUrl),
            "CREATE TYPE mood AS ENUM ('good'); CREATE TABLE one (id integer PRIMARY KEY, m mood);"
            "CREATE TABLE other (id integer); CREATE VIEW seen AS SELECT id, m FROM one");
    const State goal = read(goalUrl);
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

void TestDraft::leavesNoiseOut()
{
    const QString from = TestServer::createDatabase(u"ddl noise"_s);
    mustRun(*open(from), "CREATE TABLE t (a integer); COMMENT ON TABLE t IS 'then'");
    copyOf(u"ddl noise"_s, u"ddl noise goal"_s);
    const QString goalUrl = TestServer::url(u"ddl noise goal"_s);
    mustRun(*open(goalUrl), "COMMENT ON TABLE t IS 'now'; GRANT SELECT ON t TO PUBLIC;"
                            "ALTER TABLE t SET (fillfactor = 50), ADD b integer;"
                            "COMMENT ON COLUMN t.b IS 'new'");
    const State start = read(from);
    const State goal = read(goalUrl);
    DraftOptions options;
    options.noise.comments = options.noise.grants = false;
    const Draft draft = draftMigration(start.schema, goal.schema, options);
    const QString script = scriptText(draft);
    QVERIFY2(!script.contains("COMMENT"_L1) && !script.contains("GRANT"_L1), qPrintable(script));
    QVERIFY(script.contains("ADD COLUMN b"_L1));
    QVERIFY(script.contains("fillfactor"_L1));
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
    const State start = read(from);
    const State goal = read(goalUrl);
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

void TestDraft::isDeterministic()
{
    const State empty = read(TestServer::createDatabase(u"ddl same"_s));
    const State full = read(TestServer::url(u"ddl walk"_s));
    const State again = read(TestServer::url(u"ddl walk"_s));
    QCOMPARE(draftMigration(empty.schema, full.schema), draftMigration(empty.schema, again.schema));
}

QTEST_GUILESS_MAIN(TestDraft)
#include "tst_draft.moc"
