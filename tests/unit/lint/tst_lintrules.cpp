// SPDX-License-Identifier: GPL-3.0-or-later
#include "lintsupport.h"

#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// Every rule finds its bad example and has nothing to say about its good one.
class TestLintRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyAreMany();
    void eachHasItsWords_data() { rows(); }
    void eachHasItsWords();
    void badIsFound_data() { rows(); }
    void badIsFound();
    void goodIsFine_data() { rows(); }
    void goodIsFine();
    void weirdNames();
    void newTablesBlockNobody();
    void sizesDecide();
    void levelsAreSet();
    void falseAlarms_data();
    void falseAlarms();
    void settingsSetTheTimeout();
    void labelsOfOtherColumns_data();
    void labelsOfOtherColumns();

private:
    static void rows()
    {
        QTest::addColumn<QString>("id");
        for (const LintRule *rule : lintRules())
            QTest::newRow(qPrintable(rule->id)) << rule->id;
    }
    static Scripts scriptsOf(const LintExample &example)
    {
        return {example.before, example.up, example.down, example.transaction};
    }
    static LintResult lintExample(const LintRule &rule, const LintExample &example)
    {
        return lintOf(scriptsOf(example), rule.engine.value_or(Engine::PostgreSql));
    }
};

void TestLintRules::theyAreMany()
{
    std::set<QString> ids;
    for (const LintRule *rule : lintRules())
        ids.insert(rule->id);
    QCOMPARE(ids.size(), lintRules().size());
    QVERIFY(ids.size() >= 35);
}

void TestLintRules::eachHasItsWords()
{
    QFETCH(QString, id);
    const LintRule *rule = findLintRule(id);
    QVERIFY(rule);
    static const QRegularExpression name(u"^[a-z]+(-[a-z]+)*$"_s);
    QVERIFY(name.match(id).hasMatch());
    QVERIFY(rule->what.endsWith(u'.') && rule->why.endsWith(u'.'));
    QVERIFY(!rule->better.isEmpty() && !rule->better.endsWith(u'.'));
}

void TestLintRules::badIsFound()
{
    QFETCH(QString, id);
    const LintRule &rule = *findLintRule(id);
    if (id == u"migration-files") // of folders, and not of a script
        return;
    const LintResult result = lintExample(rule, rule.bad);
    const LintFinding *finding = findingOf(result, id);
    QVERIFY2(finding, qPrintable(rulesIn(result).join(u' ')));
    QCOMPARE(finding->level, rule.level);
    QCOMPARE(finding->help, rule.better);
    QVERIFY(!finding->message.isEmpty() && !finding->message.contains(u"%1"));
    QVERIFY(finding->where.line > 0 && finding->where.column > 0);
}

void TestLintRules::goodIsFine()
{
    QFETCH(QString, id);
    const LintRule &rule = *findLintRule(id);
    const LintResult result = lintExample(rule, rule.good);
    const LintFinding *finding = findingOf(result, id);
    QVERIFY2(!finding || finding->isAllowed(), finding ? qPrintable(finding->message) : "");
    QVERIFY(!findingOf(result, u"syntax"_s));
}

void TestLintRules::weirdNames()
{
    const LintResult result = lintOf(
        {.before = R"(CREATE TABLE "Weird ""Name""; --" (id bigint PRIMARY KEY, "a b" integer);)",
         .up = R"(SELECT 1;
ALTER TABLE "Weird ""Name""; --" DROP COLUMN "a b";)",
         .down = R"(ALTER TABLE "Weird ""Name""; --" ADD COLUMN "a b" text;)"});
    const LintFinding *drop = findingOf(result, u"drop-column"_s);
    QVERIFY(drop);
    QCOMPARE(drop->message, u"the values of Weird \"Name\"; --.a b are gone for good"_s);
    QCOMPARE(drop->where, (SourceLocation{u"2.up.sql"_s, 2, 46}));
    const LintFinding *differs = findingOf(result, u"down-differs"_s);
    QVERIFY(differs);
    QCOMPARE(differs->side, LintSide::Down);
    QVERIFY(differs->message.contains(u"was integer and comes back as text"));
}

void TestLintRules::newTablesBlockNobody()
{
    const LintResult result = lintOf({.up = "CREATE TABLE a (id bigint PRIMARY KEY, b bigint);"
                                            "CREATE INDEX ON a (b);"
                                            "ALTER TABLE a ADD CHECK (b > 0);"
                                            "ALTER TABLE a ALTER b SET NOT NULL;"
                                            "ALTER TABLE a ADD UNIQUE (b);"
                                            "UPDATE a SET b = 1;",
                                      .down = "DROP TABLE a;"});
    QCOMPARE(rulesIn(result), QStringList());
}

void TestLintRules::sizesDecide()
{
    const Scripts scripts{.before = "CREATE TABLE a (id bigint PRIMARY KEY, b bigint);",
                          .up = "CREATE INDEX a_b_idx ON a (b);"};
    const auto levelWith = [&scripts](double rows) {
        const TableSizes sizes{{u"a"_s, rows}};
        LintRequest request;
        request.sizes = &sizes;
        const LintResult result = lintOf(scripts, Engine::PostgreSql, request);
        return *findingOf(result, u"index-blocks-writes"_s);
    };
    QCOMPARE(levelWith(0).level, LintLevel::Note);
    QCOMPARE(levelWith(50000).level, LintLevel::Warning);
    QCOMPARE(levelWith(8e7).level, LintLevel::Error);
    QVERIFY(levelWith(8e7).message.endsWith(u"(about 80 million rows)"));
}

void TestLintRules::levelsAreSet()
{
    const Scripts scripts{.before = "CREATE TABLE a (id bigint PRIMARY KEY);",
                          .up = "DROP TABLE a;"};
    LintRequest request;
    request.settings.levels[u"drop-table"_s] = LintLevel::Error;
    request.settings.levels[u"no-down"_s] = LintLevel::Off;
    const LintResult result = lintOf(scripts, Engine::PostgreSql, request);
    QCOMPARE(result.count(LintLevel::Error), 1);
    QVERIFY(!findingOf(result, u"no-down"_s));
}

void TestLintRules::falseAlarms_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("up");
    QTest::addColumn<bool>("found");
    const auto row = [](const char *name, const QString &id, const QByteArray &up, bool found) {
        QTest::newRow(name) << id << up << found;
    };
    const QString defaults = u"default-rewrites"_s;
    row("random", defaults, "ALTER TABLE a ADD x float DEFAULT random();", true);
    row("a constant function", defaults, "ALTER TABLE a ADD x int DEFAULT length('a');", false);
    row("one of our own", defaults,
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';"
        "ALTER TABLE a ADD x int DEFAULT f();",
        true);
    row("a stable one of our own", defaults,
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql STABLE AS 'SELECT 1';"
        "ALTER TABLE a ADD x int DEFAULT f();",
        false);
    const QString types = u"type-rewrites"_s;
    row("USING computes", types, "ALTER TABLE a ALTER c TYPE text USING lower(c);", true);
    row("USING the column", types, "ALTER TABLE a ALTER c TYPE text USING c::text;", false);
    const QString locks = u"many-locks"_s;
    row("weak locks", locks,
        "ALTER TABLE a ALTER b SET STATISTICS 9; ALTER TABLE d CLUSTER ON d_pkey;"
        "ALTER TABLE e SET (fillfactor = 70);",
        false);
    row("strong locks", locks,
        "ALTER TABLE a ADD x int; ALTER TABLE d ADD x int; ALTER TABLE e ADD x int;", true);
    const QString timeout = u"no-lock-timeout"_s;
    row("an index", timeout, "ALTER INDEX d_pkey SET (fillfactor = 70);", false);
    row("a table", timeout, "ALTER TABLE d ADD x int;", true);
}

void TestLintRules::falseAlarms()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, up);
    QFETCH(bool, found);
    const LintResult result = lintOf({.before = "CREATE TABLE a (b int, c varchar(20));"
                                                "CREATE TABLE d (id bigint PRIMARY KEY);"
                                                "CREATE TABLE e (id bigint PRIMARY KEY);",
                                      .up = up});
    QVERIFY2((findingOf(result, id) != nullptr) == found, qPrintable(rulesIn(result).join(u' ')));
}

void TestLintRules::settingsSetTheTimeout()
{
    LintRequest request;
    request.locksTimeOut = true;
    const LintResult result = lintOf(
        {.before = "CREATE TABLE a (id bigint PRIMARY KEY);", .up = "ALTER TABLE a ADD b int;"},
        Engine::PostgreSql, request);
    QVERIFY(!findingOf(result, u"no-lock-timeout"_s));
}

void TestLintRules::labelsOfOtherColumns_data()
{
    QTest::addColumn<QByteArray>("use");
    QTest::addColumn<LintLevel>("level");
    const auto row = [](const char *use, LintLevel level) {
        QTest::newRow(use) << QByteArray(use) << level;
    };
    row("UPDATE p SET m = 'bad' WHERE id = 1;", LintLevel::Error);
    row("UPDATE p SET note = 'bad' WHERE id = 1;", LintLevel::Off);
    row("DELETE FROM p WHERE m = 'bad';", LintLevel::Error);
    row("DELETE FROM p WHERE note = 'bad';", LintLevel::Off);
    row("INSERT INTO p (note, m) VALUES ('bad', 'good');", LintLevel::Off);
    row("INSERT INTO p (note, m) VALUES ('x', 'bad');", LintLevel::Error);
    row("SELECT 'bad'::mood;", LintLevel::Error);
    row("SELECT 'bad'::text;", LintLevel::Off);
    row("SELECT f('bad');", LintLevel::Warning);
}

void TestLintRules::labelsOfOtherColumns()
{
    QFETCH(QByteArray, use);
    QFETCH(LintLevel, level);
    const LintResult result = lintOf({.before = "CREATE TYPE mood AS ENUM ('good');"
                                                "CREATE TABLE p (id int, m mood, note text);",
                                      .up = "ALTER TYPE mood ADD VALUE 'bad';" + use});
    const LintFinding *finding = findingOf(result, u"label-used-at-once"_s);
    QCOMPARE(finding ? finding->level : LintLevel::Off, level);
}

QTEST_GUILESS_MAIN(TestLintRules)
#include "tst_lintrules.moc"
