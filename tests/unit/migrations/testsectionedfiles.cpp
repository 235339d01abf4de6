// SPDX-License-Identifier: GPL-3.0-or-later
#include "folder.h"

#include "migrations/conventions/substitution.h"

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// Tools that keep the ways up and down in one file: dbmate, goose, sql-migrate, node-pg-migrate.
class TestSectionedFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dbmateCutsSections();
    void dbmateReadsOptions_data();
    void dbmateReadsOptions();
    void dbmateWithSeveralSections();
    void dbmateRefusals_data();
    void dbmateRefusals();
    void dbmateNamesAndOrder();
    void gooseCutsByLines();
    void gooseKeepsBlocksWhole();
    void gooseNoTransactionIsOfTheFile();
    void gooseReplacesVariables();
    void gooseRefusals_data();
    void gooseRefusals();
    void gooseRefusesOnlyTheWayDown();
    void gooseListsPrograms();
    void gooseOrdersByNumber();
    void substitution_data();
    void substitution();
    void sqlMigrateCutsSections();
    void sqlMigrateOrdersNumbersFirst();
    void sqlMigrateRefusals_data();
    void sqlMigrateRefusals();
    void nodePgMigrateCutsByMarkers();
    void nodePgMigrateOrder();
};

void TestSectionedFiles::dbmateCutsSections()
{
    Folder folder;
    folder.write(u"20240101_shop.sql"_s,
                 "-- a comment\n\n-- migrate:up\r\ncreate table a (x int);\r\n"
                 "--migrate:down\ndrop table a;\n");
    const MigrationSet set = readAs(u"dbmate"_s, folder);
    QVERIFY(set.findings.empty());
    QCOMPARE(set.migrations.size(), size_t(1));
    const Migration &migration = set.migrations.front();
    QCOMPARE(migration.version, u"20240101"_s);
    QCOMPARE(migration.name, u"shop"_s);
    QCOMPARE(migration.id, u"20240101_shop"_s);
    QCOMPARE(migration.up.at(0).text, QByteArray("-- migrate:up\r\ncreate table a (x int);\r\n"));
    QCOMPARE(migration.up.at(0).firstLine, 3);
    QCOMPARE(migration.down->at(0).text, QByteArray("--migrate:down\ndrop table a;\n"));
    QCOMPARE(migration.down->at(0).firstLine, 5);
}

void TestSectionedFiles::dbmateReadsOptions_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("transaction");
    QTest::newRow("none") << QByteArray("-- migrate:up") << true;
    QTest::newRow("false") << QByteArray("-- migrate:up transaction:false") << false;
    QTest::newRow("false, spaced") << QByteArray("--  migrate:up \t transaction:false  ") << false;
    QTest::newRow("true") << QByteArray("-- migrate:up transaction:true") << true;
    QTest::newRow("last wins") << QByteArray("-- migrate:up transaction:false transaction:true")
                               << true;
    QTest::newRow("others") << QByteArray("-- migrate:up env:test transaction:false") << false;
    QTest::newRow("not well formed") << QByteArray("-- migrate:up transaction:false:1") << true;
}

void TestSectionedFiles::dbmateReadsOptions()
{
    QFETCH(QByteArray, line);
    QFETCH(bool, transaction);
    Folder folder;
    folder.write(u"1_a.sql"_s, line + "\nselect 1;\n-- migrate:down\nselect 2;\n");
    const MigrationSet set = readAs(u"dbmate"_s, folder);
    const Migration &migration = set.migrations.at(0);
    QCOMPARE(migration.up.at(0).transaction == TransactionMode::Transaction, transaction);
    QCOMPARE(migration.down->at(0).transaction, TransactionMode::Transaction);
}

void TestSectionedFiles::dbmateWithSeveralSections()
{
    Folder folder;
    folder.write(u"1_a.sql"_s, "-- migrate:up\nu1;\n-- migrate:down\nd1;\n"
                               "-- migrate:up transaction:false\nu2;\n-- migrate:down\nd2;\n");
    const MigrationSet set = readAs(u"dbmate"_s, folder);
    const Migration &migration = set.migrations.at(0);
    QVERIFY(migration.runnable);
    QCOMPARE(migration.up.size(), size_t(2));
    QCOMPARE(migration.up.at(0).transaction, TransactionMode::Transaction);
    QCOMPARE(migration.up.at(1).transaction, TransactionMode::None);
    QVERIFY(migration.down->at(0).text.contains("d2"));
    QVERIFY(migration.down->at(1).text.contains("d1"));
    QCOMPARE(migration.down->at(0).firstLine, 7);
    QCOMPARE(findingOf(set.findings, u"several-sections"_s).where.line, 5);
}

void TestSectionedFiles::dbmateRefusals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("line");
    QTest::addColumn<bool>("runnable");
    QTest::newRow("nothing") << QByteArray() << u"missing-half"_s << 1 << false;
    QTest::newRow("no up") << QByteArray("-- migrate:upward\nselect 1;\n") << u"missing-half"_s << 1
                           << false;
    QTest::newRow("no down") << QByteArray("-- migrate:up\nselect 1;\n") << u"missing-half"_s << 0
                             << true;
    QTest::newRow("down first") << QByteArray("-- migrate:down\n-- migrate:up\n")
                                << u"down-before-up"_s << 1 << false;
    QTest::newRow("two downs") << QByteArray("-- migrate:up\n-- migrate:down\n-- migrate:down\n")
                               << u"down-before-up"_s << 3 << false;
    QTest::newRow("stray") << QByteArray("--\n\nselect 0;\n-- migrate:up\n-- migrate:down\n")
                           << u"statement-outside"_s << 3 << false;
}

void TestSectionedFiles::dbmateRefusals()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    QFETCH(int, line);
    QFETCH(bool, runnable);
    Folder folder;
    folder.write(u"1_a.sql"_s, text);
    const MigrationSet set = readAs(u"dbmate"_s, folder);
    QCOMPARE(set.migrations.size(), size_t(1));
    QCOMPARE(set.migrations.at(0).runnable, runnable);
    QCOMPARE(findingOf(set.findings, code).where,
             (SourceLocation{u"1_a.sql"_s, line, code == u"missing-half"_s ? 0 : 1}));
}

void TestSectionedFiles::dbmateNamesAndOrder()
{
    Folder folder;
    const QByteArray text = "-- migrate:up\n-- migrate:down\n";
    for (const char *name : {"10_b.sql", "9_a.sql", "2024.sql", "9-x.sql", "readme.md", "x1.sql"})
        folder.write(QString::fromLatin1(name), text);
    QVERIFY(folder.dir().mkdir(u"11_folder.sql"_s));
    const MigrationSet set = readAs(u"dbmate"_s, folder);
    // By file name as text, and "9" stands there twice.
    QCOMPARE(versionsOf(set), (QStringList{u"10"_s, u"2024"_s, u"9"_s, u"9"_s}));
    QCOMPARE(codesOf(set.findings), (QStringList{u"directory-as-file"_s, u"unknown-file"_s,
                                                 u"unknown-file"_s, u"duplicate-version"_s}));
}

void TestSectionedFiles::gooseCutsByLines()
{
    Folder folder;
    folder.write(u"00001_init.sql"_s, "-- +goose Up\n-- first\ncreate table a (x int); -- why\n\n"
                                      "create table b (\r\n  x int\r\n);\r\n"
                                      "insert into a values (1); insert into a values (2);\n"
                                      "-- +goose Down\ndrop table b;\ndrop table a;\n");
    const MigrationSet set = readAs(u"goose"_s, folder);
    QVERIFY(set.findings.empty());
    const Migration &migration = set.migrations.at(0);
    QCOMPARE(migration.version, u"1"_s);
    QCOMPARE(migration.name, u"init"_s);
    QCOMPARE(scriptsOf(migration.up),
             (QStringList{u"3: create table a (x int); -- why"_s,
                          u"5: create table b (\r\n  x int\r\n);"_s,
                          u"8: insert into a values (1); insert into a values (2);"_s}));
    QCOMPARE(scriptsOf(*migration.down),
             (QStringList{u"10: drop table b;"_s, u"11: drop table a;"_s}));
}

void TestSectionedFiles::gooseKeepsBlocksWhole()
{
    Folder folder;
    folder.write(u"2_block.sql"_s,
                 "-- +goose Up\n-- +goose StatementBegin\n-- note\n"
                 "create function f() returns int as $$\nbegin\n  return 1;\nend;\n"
                 "$$ language plpgsql;\n-- +goose StatementEnd\nselect 1;\n"
                 "-- +goose Down\n-- +goose StatementBegin\n"
                 "drop function f;\nselect 2;\n-- +goose statementend\n");
    const MigrationSet set = readAs(u"goose"_s, folder);
    QVERIFY(set.findings.empty());
    const Migration &migration = set.migrations.at(0);
    QCOMPARE(migration.up.size(), size_t(2));
    QCOMPARE(migration.up.at(0).firstLine, 4);
    QVERIFY(migration.up.at(0).text.trimmed().endsWith("$$ language plpgsql;"));
    QCOMPARE(migration.up.at(1).firstLine, 10);
    QCOMPARE(scriptsOf(*migration.down), QStringList{u"13: drop function f;\nselect 2;"_s});
}

void TestSectionedFiles::gooseNoTransactionIsOfTheFile()
{
    Folder folder;
    folder.write(u"1_a.sql"_s, "-- +goose NO TRANSACTION\n-- +goose Up\nselect 1;\n"
                               "-- +goose Down\nselect 2;\n");
    const MigrationSet set = readAs(u"goose"_s, folder);
    QCOMPARE(set.migrations.at(0).up.at(0).transaction, TransactionMode::None);
    QCOMPARE(set.migrations.at(0).down->at(0).transaction, TransactionMode::None);
}

void TestSectionedFiles::gooseReplacesVariables()
{
    Folder folder;
    folder.write(u"1_a.sql"_s, "-- +goose Up\nselect '$WHO';\n-- +goose ENVSUB ON\n"
                               "select '${WHO}',\n '${OTHER:-nobody}';\n-- +goose ENVSUB OFF\n"
                               "select '$WHO';\n-- +goose Down\n");
    const MigrationSet set = readAs(u"goose"_s, folder, {{u"WHO"_s, u"me"_s}});
    QCOMPARE(scriptsOf(set.migrations.at(0).up),
             (QStringList{u"2: select '$WHO';"_s, u"4: select 'me',\n 'nobody';"_s,
                          u"7: select '$WHO';"_s}));
    folder.write(u"1_a.sql"_s,
                 "-- +goose Up\n-- +goose ENVSUBST ON\nselect '$WHO';\n-- +goose Down\n");
    const MigrationSet generous = readAs(u"goose"_s, folder, {{u"WHO"_s, u"me"_s}});
    QCOMPARE(scriptsOf(generous.migrations.at(0).up), QStringList{u"3: select 'me';"_s});
    QCOMPARE(findingOf(generous.findings, u"unknown-annotation"_s).where.line, 2);
}

void TestSectionedFiles::gooseRefusals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("empty") << QByteArray() << 1;
    QTest::newRow("no up") << QByteArray("-- nothing\n") << 1;
    QTest::newRow("statement first") << QByteArray("select 1;\n-- +goose Up\n") << 1;
    QTest::newRow("down first") << QByteArray("\n-- +goose Down\n") << 2;
    QTest::newRow("two ups") << QByteArray("-- +goose Up\n-- +goose Up\n") << 2;
    QTest::newRow("indented") << QByteArray("-- +goose Up\n  -- +goose Down\n") << 2;
    QTest::newRow("unknown") << QByteArray("-- +goose Up\n-- +goose Sideways\n") << 2;
    QTest::newRow("no semicolon") << QByteArray("-- +goose Up\nselect 1\n-- +goose Down\n") << 2;
    QTest::newRow("open block") << QByteArray("-- +goose Up\n\n-- +goose StatementBegin\nx;\n")
                                << 3;
    QTest::newRow("end alone") << QByteArray("-- +goose Up\n-- +goose StatementEnd\n") << 2;
    QTest::newRow("required variable")
        << QByteArray("-- +goose Up\n-- +goose ENVSUB ON\nselect\n '${X?give it}';\n") << 4;
}

void TestSectionedFiles::gooseRefusals()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    Folder folder;
    folder.write(u"1_a.sql"_s, text);
    const MigrationSet set = readAs(u"goose"_s, folder);
    QVERIFY(!set.migrations.at(0).runnable);
    const Finding finding = findingOf(set.findings, u"bad-sections"_s);
    QCOMPARE(finding.severity, Finding::Severity::Error);
    QCOMPARE(finding.where, (SourceLocation{u"1_a.sql"_s, line, 1}));
}

void TestSectionedFiles::gooseRefusesOnlyTheWayDown()
{
    Folder folder;
    folder.write(u"1_a.sql"_s,
                 "-- +goose Up\nselect 1;\n-- +goose Down\ndrop table a;\ndrop table b\n");
    const MigrationSet set = readAs(u"goose"_s, folder);
    const Migration &migration = set.migrations.at(0);
    QVERIFY(migration.runnable);
    QCOMPARE(migration.up.size(), size_t(1));
    QVERIFY(migration.down && migration.down->empty());
    QVERIFY(migration.downError);
    QCOMPARE(migration.downError->where, (SourceLocation{u"1_a.sql"_s, 5, 1}));
}

void TestSectionedFiles::gooseListsPrograms()
{
    Folder folder;
    folder.write(u"1_a.sql"_s, "-- +goose Up\nselect 1;\n");
    folder.write(u"2_b.go"_s, "package migrations\n");
    folder.write(u"2_b_test.go"_s, "package migrations\n");
    const MigrationSet set = readAs(u"goose"_s, folder);
    QCOMPARE(versionsOf(set), (QStringList{u"1"_s, u"2"_s}));
    QVERIFY(!set.migrations.at(1).runnable);
    QVERIFY(!set.migrations.at(0).down); // no annotation at all
    QCOMPARE(codesOf(set.findings),
             (QStringList{u"missing-half"_s, u"not-sql"_s, u"unknown-file"_s}));
}

void TestSectionedFiles::gooseOrdersByNumber()
{
    Folder folder;
    for (const char *name : {"10_b.sql", "9_a.sql", "00009_c.sql", "0_zero.sql", "x_y.sql"})
        folder.write(QString::fromLatin1(name), "-- +goose Up\n-- +goose Down\n");
    const MigrationSet set = readAs(u"goose"_s, folder);
    QCOMPARE(versionsOf(set), (QStringList{u"9"_s, u"9"_s, u"10"_s}));
    QCOMPARE(codesOf(set.findings),
             (QStringList{u"unknown-file"_s, u"unknown-file"_s, u"duplicate-version"_s}));
}

void TestSectionedFiles::substitution_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // a leading '!' is an error
    QTest::newRow("plain") << u"select 1"_s << u"select 1"_s;
    QTest::newRow("name") << u"$A-$B"_s << u"alpha-"_s;
    QTest::newRow("braces") << u"${A}x"_s << u"alphax"_s;
    QTest::newRow("unset") << u"[$NONE]"_s << u"[]"_s;
    QTest::newRow("default for unset") << u"${NONE-d}"_s << u"d"_s;
    QTest::newRow("no default for empty") << u"[${B-d}]"_s << u"[]"_s;
    QTest::newRow("default for empty") << u"${B:-d}"_s << u"d"_s;
    QTest::newRow("nested default") << u"${NONE:-${B:-${A}}}"_s << u"alpha"_s;
    QTest::newRow("substring") << u"${A:1}"_s << u"lpha"_s;
    QTest::newRow("substring from the end") << u"${A: -2}"_s << u"ha"_s;
    QTest::newRow("substring with length") << u"${A:1:3}"_s << u"lph"_s;
    QTest::newRow("substring, negative length") << u"${A:1:-1}"_s << u"lph"_s;
    QTest::newRow("substring too far") << u"[${A:9:2}]"_s << u"[]"_s;
    QTest::newRow("doubled dollar") << u"as $$ body $$"_s << u"as $ body $"_s;
    QTest::newRow("escaped dollar") << u"\\$A"_s << u"$A"_s;
    QTest::newRow("escaped backslash") << u"\\\\$A"_s << u"\\\\alpha"_s;
    QTest::newRow("shell") << u"$(x)"_s << u"$(x)"_s;
    QTest::newRow("last character") << u"5$"_s << u"5$"_s;
    QTest::newRow("required and set") << u"${A?no}"_s << u"alpha"_s;
    QTest::newRow("required") << u"${NONE?must be given}"_s << u"!must be given"_s;
    QTest::newRow("digit") << u"$1"_s << u"!begin with a letter"_s;
    QTest::newRow("open brace") << u"${A"_s << u"!operator"_s;
    QTest::newRow("no operator") << u"${A%x}"_s << u"!operator"_s;
    QTest::newRow("bad offset") << u"${A:x}"_s << u"!not a number"_s;
}

void TestSectionedFiles::substitution()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto result =
        substituteVariables(text, [](const QString &name) -> std::optional<QString> {
            if (name == u"A")
                return u"alpha"_s;
            return name == u"B" ? std::optional(u""_s) : std::nullopt;
        });
    if (!expected.startsWith(u'!')) {
        QVERIFY2(result, qPrintable(result ? QString() : result.error()));
        QCOMPARE(*result, expected);
    } else {
        QVERIFY(!result);
        QVERIFY2(result.error().contains(expected.mid(1)), qPrintable(result.error()));
    }
}

void TestSectionedFiles::sqlMigrateCutsSections()
{
    Folder folder;
    folder.write(u"1_a.sql"_s,
                 "ignored\n-- +migrate Up\n-- note\nCREATE TABLE a (\n-- inside\n x int);\n"
                 "-- +migrate StatementBegin\nCREATE FUNCTION f() AS $$ a;\nb; $$;\n"
                 "-- +migrate StatementEnd\n-- +migrate Down notransaction\nDROP TABLE a;\n");
    const MigrationSet set = readAs(u"sql-migrate"_s, folder);
    QVERIFY(set.findings.empty());
    const Migration &migration = set.migrations.at(0);
    QCOMPARE(migration.version, u"1_a.sql"_s);
    QCOMPARE(migration.id, u"1_a"_s);
    QCOMPARE(scriptsOf(migration.up), (QStringList{u"4: CREATE TABLE a (\n-- inside\n x int);"_s,
                                                   u"8: CREATE FUNCTION f() AS $$ a;\nb; $$;"_s}));
    QCOMPARE(scriptsOf(*migration.down), QStringList{u"12: DROP TABLE a;"_s});
    QCOMPARE(migration.up.at(0).transaction, TransactionMode::Transaction);
    QCOMPARE(migration.down->at(0).transaction, TransactionMode::None);
}

void TestSectionedFiles::sqlMigrateOrdersNumbersFirst()
{
    Folder folder;
    for (const char *name : {"init.sql", "10_b.sql", "9_a.sql", "9_0.sql", "a.txt"})
        folder.write(QString::fromLatin1(name), "-- +migrate Up\n");
    const MigrationSet set = readAs(u"sql-migrate"_s, folder);
    QCOMPARE(versionsOf(set),
             (QStringList{u"9_0.sql"_s, u"9_a.sql"_s, u"10_b.sql"_s, u"init.sql"_s}));
    QVERIFY(!set.migrations.at(0).down);
}

void TestSectionedFiles::sqlMigrateRefusals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("nothing") << QByteArray("select 1;\n") << 1;
    QTest::newRow("no command") << QByteArray("\n-- +migrate  \n") << 2;
    QTest::newRow("no semicolon") << QByteArray("-- +migrate Up\nselect 1\n-- +migrate Down\n")
                                  << 2;
    QTest::newRow("no semicolon at the end") << QByteArray("-- +migrate Up\n\nselect 1\n") << 3;
    QTest::newRow("open block") << QByteArray("-- +migrate Up\n-- +migrate StatementBegin\nx;\n")
                                << 0;
}

void TestSectionedFiles::sqlMigrateRefusals()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    Folder folder;
    folder.write(u"1_a.sql"_s, text);
    const MigrationSet set = readAs(u"sql-migrate"_s, folder);
    QVERIFY(!set.migrations.at(0).runnable);
    QCOMPARE(findingOf(set.findings, u"bad-sections"_s).where.line, line);
}

void TestSectionedFiles::nodePgMigrateCutsByMarkers()
{
    Folder folder;
    folder.write(u"1_a.sql"_s,
                 "-- Up Migration\ncreate table a ();\n\n--- - DOWN   migration\ndrop table a;\n");
    folder.write(u"2_b.sql"_s, "select 1;\n");
    folder.write(u"3_c.js"_s, "exports.up = 1\n");
    const MigrationSet set = readAs(u"node-pg-migrate"_s, folder);
    QCOMPARE(versionsOf(set), (QStringList{u"1_a"_s, u"2_b"_s, u"3_c"_s}));
    QCOMPARE(set.migrations.at(0).up.at(0).text,
             QByteArray("-- Up Migration\ncreate table a ();\n\n"));
    QCOMPARE(set.migrations.at(0).down->at(0).firstLine, 4);
    QVERIFY(!set.migrations.at(1).down);
    QVERIFY(!set.migrations.at(2).runnable);
    QCOMPARE(codesOf(set.findings), (QStringList{u"missing-half"_s, u"not-sql"_s}));
}

void TestSectionedFiles::nodePgMigrateOrder()
{
    Folder folder;
    // Seventeen digits are a date: 20200101000000000 is 1577836800000 and comes before the second.
    for (const char *name : {"20200101000000000_a.sql", "1577836800001_b.sql", "5_c.sql"})
        folder.write(QString::fromLatin1(name), "-- Up Migration\n-- Down Migration\n");
    QCOMPARE(versionsOf(readAs(u"node-pg-migrate"_s, folder)),
             (QStringList{u"5_c"_s, u"20200101000000000_a"_s, u"1577836800001_b"_s}));
}

QTEST_GUILESS_MAIN(TestSectionedFiles)
#include "testsectionedfiles.moc"
