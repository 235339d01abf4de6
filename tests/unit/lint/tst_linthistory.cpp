// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/history.h"
#include "lintsupport.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// A history that is kept says what one that is followed anew says.
class TestLintHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysTheSame_data();
    void saysTheSame();
    void staysAsItIs_data();
    void staysAsItIs();
    void isToldWhatNobodyKnows();
};

namespace {

LintHistory historyOfScript(const QByteArray &script, Engine engine)
{
    Migration first;
    first.version = first.id = u"1"_s;
    first.up = {scriptOf(script, u"1.up.sql"_s)};
    LintHistory history(engine);
    ParsedMigration parsed = parseForLint(first, engine);
    history.followUp(parsed);
    return history;
}

LintResult after(const LintHistory &history, const Scripts &scripts)
{
    LintRequest request;
    request.engine = history.engine();
    return lintAfter(history, parseForLint(migrationOf(scripts), history.engine()), request);
}

void addEngines()
{
    QTest::addColumn<Engine>("engine");
    QTest::newRow("PostgreSQL") << Engine::PostgreSql;
    QTest::newRow("SQLite") << Engine::Sqlite;
}

const QByteArray weirdTable = "\"Weird \"\"Name\"\"; --\"";

} // namespace

void TestLintHistory::saysTheSame_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<LintExample>("example");
    for (const LintRule *rule : lintRules()) {
        const Engine engine = rule->engine.value_or(Engine::PostgreSql);
        for (const auto &[name, example] :
             {std::pair("bad", &rule->bad), std::pair("good", &rule->good)})
            QTest::addRow("%s, %s", qPrintable(rule->id), name) << engine << *example;
    }
}

void TestLintHistory::saysTheSame()
{
    QFETCH(Engine, engine);
    QFETCH(LintExample, example);
    const Scripts scripts{example.before, example.up, example.down, example.transaction};
    const LintHistory history = historyOfScript(scripts.before, engine);
    const LintResult wanted = lintOf(scripts, engine);
    QCOMPARE(after(history, scripts).findings, wanted.findings);
    QCOMPARE(after(history, scripts).statements, wanted.statements);
}

void TestLintHistory::staysAsItIs_data()
{
    addEngines();
}

void TestLintHistory::staysAsItIs()
{
    QFETCH(Engine, engine);
    const LintHistory history =
        historyOfScript("CREATE TABLE " + weirdTable + " (id bigint, mail text);", engine);
    const Scripts drops{{}, "DROP TABLE " + weirdTable + ";", QByteArray("SELECT 1;")};
    const LintResult first = after(history, drops);
    QVERIFY(findingOf(first, u"drop-table"_s));
    // Had the drop been kept, there would be nothing to drop the second time.
    QCOMPARE(after(history, drops).findings, first.findings);
    QVERIFY(!findingOf(first, u"up-stops"_s));
    const std::vector<CatalogKey> tables = history.catalog().childrenOf({}, CatalogKind::Table);
    QCOMPARE(tables.size(), size_t(1));
    QCOMPARE(tables.front().name, u"Weird \"Name\"; --"_s);
    QCOMPARE(history.catalog().childrenOf(tables.front().name, CatalogKind::Column).size(),
             size_t(2));
}

/// After a migration that nobody can read anything may be there.
void TestLintHistory::isToldWhatNobodyKnows()
{
    Migration go;
    go.id = go.version = u"1"_s;
    go.runnable = false;
    LintHistory history(Engine::PostgreSql);
    QVERIFY(history.catalog().isComplete());
    ParsedMigration parsed = parseForLint(go, Engine::PostgreSql);
    history.followUp(parsed);
    QVERIFY(!history.catalog().isComplete());
    QVERIFY(!history.copy().catalog().isComplete());
}

QTEST_GUILESS_MAIN(TestLintHistory)

#include "tst_linthistory.moc"
