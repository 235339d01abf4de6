// SPDX-License-Identifier: GPL-3.0-or-later
#include "folder.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// Tools that keep the ways up and down in two files: golang-migrate, Diesel, sqlx, our own.
class TestPairedFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void golangMigratePairsByVersion();
    void golangMigrateOrdersByNumber();
    void golangMigrateWithPrograms();
    void golangMigrateMissingHalves();
    void golangMigrateDuplicates();
    void golangMigrateSpoiltDown();
    void dieselVersionsHaveNoHyphens();
    void dieselReadsMetadata_data();
    void dieselReadsMetadata();
    void dieselFindings();
    void sqlxPairsAndSingles();
    void downInsideIsNotRun_data();
    void downInsideIsNotRun();
    void sqlxChecksums();
    void plainNames();
    void plainPairsAndFolders();
    void plainChecksumsAcceptOtherLineEnds();
    void plainNoTransaction();
    void plainSameNumberTwice();
    void loneStatementsNeedNoMark();
    void implicitTransactions_data();
    void implicitTransactions();
    void missingFoldersAreErrors();
};

void TestPairedFiles::golangMigratePairsByVersion()
{
    Folder folder;
    folder.write(u"0002_users.up.sql"_s, "create table users ();\n");
    folder.write(u"0002_users.down.sql"_s, "drop table users;\n");
    folder.write(u"0003_a.up.b.up.pgsql"_s, "select 1;");
    folder.write(u"3_other_title.down.sql"_s, "select 2;");
    const MigrationSet set = readAs(u"golang-migrate"_s, folder);
    QVERIFY(set.findings.empty());
    QCOMPARE(versionsOf(set), (QStringList{u"2"_s, u"3"_s}));
    const Migration &first = set.migrations.at(0);
    QCOMPARE(first.id, u"0002_users"_s);
    QCOMPARE(first.name, u"users"_s);
    QCOMPARE(first.file, u"0002_users.up.sql"_s);
    QCOMPARE(first.down->at(0).file, u"0002_users.down.sql"_s);
    QCOMPARE(first.precededBy, QString());
    const Migration &second = set.migrations.at(1);
    QCOMPARE(second.name, u"a.up.b"_s);
    QCOMPARE(second.down->at(0).text, QByteArray("select 2;"));
    QCOMPARE(second.precededBy, u"2"_s);
}

void TestPairedFiles::golangMigrateOrdersByNumber()
{
    Folder folder;
    for (const char *name : {"10_b", "9_a", "18446744073709551615_last", "99999999999999999999_no"})
        folder.write(QString::fromLatin1(name) + u".up.sql"_s, "select 1;");
    const MigrationSet set = readAs(u"golang-migrate"_s, folder);
    QCOMPARE(versionsOf(set), (QStringList{u"9"_s, u"10"_s, u"18446744073709551615"_s}));
    QCOMPARE(findingOf(set.findings, u"unknown-file"_s).where.file,
             u"99999999999999999999_no.up.sql"_s);
}

void TestPairedFiles::golangMigrateWithPrograms()
{
    Folder folder;
    folder.write(u"1_a.up.go"_s, "package main\n");
    folder.write(u"1_a.down.sql"_s, "select 1;");
    folder.write(u"2_b.up.sql"_s, "select 1;");
    folder.write(u"2_b.down.go"_s, "package main\n");
    folder.write(u"helpers.go"_s, "package main\n");
    const MigrationSet set = readAs(u"golang-migrate"_s, folder);
    QVERIFY(!set.migrations.at(0).runnable);
    QVERIFY(set.migrations.at(1).runnable);
    QVERIFY(!set.migrations.at(1).down); // there is none that could be run here
    QCOMPARE(codesOf(set.findings), (QStringList{u"not-sql"_s, u"not-sql"_s, u"unknown-file"_s}));
}

void TestPairedFiles::golangMigrateMissingHalves()
{
    Folder folder;
    folder.write(u"1_a.up.sql"_s, "select 1;");
    folder.write(u"2_b.down.sql"_s, "select 1;");
    const MigrationSet set = readAs(u"golang-migrate"_s, folder);
    QVERIFY(!set.migrations.at(0).down);
    QVERIFY(set.migrations.at(1).up.empty());
    QVERIFY(set.migrations.at(1).runnable);
    QCOMPARE(codesOf(set.findings), (QStringList{u"missing-half"_s, u"missing-half"_s}));
    QCOMPARE(set.findings.at(0).where.file, u"1_a.up.sql"_s);
    QCOMPARE(set.findings.at(1).where.file, u"2_b.down.sql"_s);
}

void TestPairedFiles::golangMigrateDuplicates()
{
    Folder folder;
    for (const char *name : {"7_a.up.sql", "7_a.down.sql", "07_b.up.sql", "07_b.down.sql"})
        folder.write(QString::fromLatin1(name), QByteArray(name));
    const MigrationSet set = readAs(u"golang-migrate"_s, folder);
    QCOMPARE(versionsOf(set), (QStringList{u"7"_s, u"7"_s}));
    for (const Migration &migration : set.migrations) {
        QVERIFY(migration.up.at(0).text.startsWith(migration.id.toUtf8()));
        QVERIFY(migration.down->at(0).text.startsWith(migration.id.toUtf8()));
    }
    QCOMPARE(findingOf(set.findings, u"duplicate-version"_s).where.file, u"7_a.up.sql"_s);
}

void TestPairedFiles::golangMigrateSpoiltDown()
{
    Folder folder;
    folder.write(u"1_a.up.sql"_s, "select 1;");
    folder.write(u"1_a.down.sql"_s, "-- gr\xfc\xdf\nselect 1;");
    folder.write(u"2_b.up.sql"_s, "select '\xff';");
    const MigrationSet set = readAs(u"golang-migrate"_s, folder);
    QVERIFY(set.migrations.at(0).runnable);
    QVERIFY(set.migrations.at(0).downError);
    QCOMPARE(set.migrations.at(0).downError->where, (SourceLocation{u"1_a.down.sql"_s, 1, 6}));
    QVERIFY(!set.migrations.at(1).runnable);
    QCOMPARE(codesOf(set.findings).count(u"not-utf8"_s), 2);
}

void TestPairedFiles::dieselVersionsHaveNoHyphens()
{
    Folder folder;
    for (const char *name :
         {"20170309122510_a", "2017-09-23-182408_b", "2017-01-01-000000-0000_c"}) {
        folder.write(QString::fromLatin1(name) + u"/up.sql"_s, "select 1;");
        folder.write(QString::fromLatin1(name) + u"/down.sql"_s, "select 2;");
    }
    const MigrationSet set = readAs(u"diesel"_s, folder);
    QVERIFY(set.findings.empty());
    // As text without hyphens, so the one with four more digits goes between.
    QCOMPARE(versionsOf(set),
             (QStringList{u"201701010000000000"_s, u"20170309122510"_s, u"20170923182408"_s}));
    QCOMPARE(set.migrations.at(2).name, u"b"_s);
    QCOMPARE(set.migrations.at(2).id, u"2017-09-23-182408_b"_s);
    QCOMPARE(set.migrations.at(2).up.at(0).file, u"2017-09-23-182408_b/up.sql"_s);
}

void TestPairedFiles::dieselReadsMetadata_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("transaction");
    QTest::addColumn<bool>("finding");
    QTest::newRow("true") << QByteArray("run_in_transaction = true\n") << true << false;
    QTest::newRow("false") << QByteArray("run_in_transaction = false\n") << false << false;
    QTest::newRow("without the key") << QByteArray("# nothing\n") << false << false;
    QTest::newRow("other keys") << QByteArray("other = 1\n") << false << false;
    QTest::newRow("wrong type") << QByteArray("run_in_transaction = 0\n") << true << true;
    QTest::newRow("no toml") << QByteArray("run_in_transaction: false\n") << true << true;
}

void TestPairedFiles::dieselReadsMetadata()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, transaction);
    QFETCH(bool, finding);
    Folder folder;
    folder.write(u"1_a/up.sql"_s, "select 1;");
    folder.write(u"1_a/down.sql"_s, "select 2;");
    folder.write(u"1_a/metadata.toml"_s, text);
    const MigrationSet set = readAs(u"diesel"_s, folder);
    const auto expected = transaction ? TransactionMode::Transaction : TransactionMode::None;
    QCOMPARE(set.migrations.at(0).up.at(0).transaction, expected);
    QCOMPARE(set.migrations.at(0).down->at(0).transaction, expected);
    QCOMPARE(codesOf(set.findings), finding ? QStringList{u"bad-metadata"_s} : QStringList());
}

void TestPairedFiles::dieselFindings()
{
    Folder folder;
    folder.write(u"README.md"_s, "");
    folder.write(u"1_a/up.sql"_s, "select 1;");
    folder.write(u"2_b/down.sql"_s, "select 1;");
    folder.write(u"3_c/up.sql"_s, "");
    folder.write(u"3_c/down.sql"_s, "");
    folder.write(u"3_c/notes.txt"_s, "");
    QVERIFY(folder.dir().mkpath(u"4_d"_s));
    QVERIFY(folder.dir().mkpath(u"5_e/up.sql"_s));
    folder.write(u"1-_f/up.sql"_s, "select 1;");
    folder.write(u"1-_f/down.sql"_s, "select 1;");
    const MigrationSet set = readAs(u"diesel"_s, folder);
    QCOMPARE(versionsOf(set), (QStringList{u"1"_s, u"1"_s, u"2"_s, u"3"_s, u"5"_s}));
    QStringList codes = codesOf(set.findings);
    codes.sort();
    QCOMPARE(codes, (QStringList{u"directory-as-file"_s, u"duplicate-version"_s, u"empty-file"_s,
                                 u"empty-file"_s, u"empty-folder"_s, u"missing-half"_s,
                                 u"missing-half"_s, u"missing-half"_s, u"missing-half"_s,
                                 u"unknown-file"_s, u"unknown-file"_s}));
    QVERIFY(!set.migrations.at(2).runnable); // 2_b has no up.sql
    QVERIFY(set.migrations.at(3).runnable);
    QVERIFY(set.migrations.at(3).down->at(0).text.isEmpty());
    QVERIFY(!set.migrations.at(4).runnable);
}

void TestPairedFiles::sqlxPairsAndSingles()
{
    Folder folder;
    folder.write(u"0001_first_table.sql"_s, "create table a ();");
    folder.write(u"20_add_index.up.sql"_s,
                 "-- no-transaction\ncreate index concurrently i on a ();");
    folder.write(u"20_add_index.down.sql"_s, "drop index i;");
    folder.write(u"3_lonely.down.sql"_s, "select 1;");
    folder.write(u"seed.sql"_s, "");
    folder.write(u"x_y.sql"_s, "");
    const MigrationSet set = readAs(u"sqlx"_s, folder);
    QCOMPARE(versionsOf(set), (QStringList{u"1"_s, u"3"_s, u"20"_s}));
    QCOMPARE(set.migrations.at(0).name, u"first table"_s);
    QCOMPARE(set.migrations.at(0).id, u"0001_first_table"_s);
    QVERIFY(!set.migrations.at(0).down);
    QVERIFY(!set.migrations.at(1).runnable);
    QCOMPARE(set.migrations.at(2).name, u"add index"_s);
    QCOMPARE(set.migrations.at(2).up.at(0).transaction, TransactionMode::None);
    QCOMPARE(set.migrations.at(2).down->at(0).transaction, TransactionMode::Transaction);
    QCOMPARE(codesOf(set.findings), (QStringList{u"unknown-file"_s, u"unknown-file"_s,
                                                 u"missing-half"_s, u"missing-half"_s}));
}

void TestPairedFiles::downInsideIsNotRun_data()
{
    QTest::addColumn<QByteArray>("mark");
    QTest::addColumn<QString>("tool");
    QTest::newRow("tern") << QByteArray("---- create above / drop below ----") << u"tern"_s;
    QTest::newRow("MyBatis") << QByteArray("-- //@UNDO") << u"MyBatis Migrations"_s;
    QTest::newRow("rambler") << QByteArray("-- rambler down") << u"rambler"_s;
    QTest::newRow("micrate") << QByteArray("-- +micrate Down") << u"micrate"_s;
    QTest::newRow("goose") << QByteArray("-- +goose Down") << u"goose"_s;
    QTest::newRow("sql-migrate") << QByteArray("-- +migrate Down notransaction")
                                 << u"sql-migrate"_s;
    QTest::newRow("dbmate") << QByteArray("-- migrate:down transaction:false") << u"dbmate"_s;
    QTest::newRow("Play") << QByteArray("# --- !Downs") << u"Play evolutions"_s;
    QTest::newRow("up and down") << QByteArray("-- Up\n-- Down") << u"another tool"_s;
    QTest::newRow("a remark") << QByteArray("-- down") << QString();
    QTest::newRow("a sentence") << QByteArray("-- the rambler down the hill") << QString();
}

/// Whole files are run: what another tool means by them must not be taken for a way up.
void TestPairedFiles::downInsideIsNotRun()
{
    QFETCH(QByteArray, mark);
    QFETCH(QString, tool);
    Folder folder;
    folder.write(u"1_t.sql"_s, "CREATE TABLE t (a int);\n\n" + mark + "\n\nDROP TABLE t;\n");
    folder.write(u"2_u.sql"_s, "CREATE TABLE u (a int);\n" + mark + "\n-- none\n");
    const MigrationSet set = readAs(u"sqlx"_s, folder);
    QCOMPARE(set.migrations.size(), size_t(2));
    QCOMPARE(set.migrations[0].runnable, tool.isEmpty());
    QVERIFY(set.migrations[1].runnable); // nothing stands below
    const auto finding = std::ranges::find(set.findings, u"down-inside"_s, &Finding::code);
    QCOMPARE(finding == set.findings.end(), tool.isEmpty());
    if (tool.isEmpty())
        return;
    QVERIFY2(finding->message.contains(tool), qPrintable(finding->message));
    QCOMPARE(finding->severity, Finding::Severity::Error);
    QCOMPARE(finding->where.file, u"1_t.sql"_s);
    QCOMPARE(finding->where.line, 3 + int(mark.count('\n')));
    QCOMPARE(finding->where.column, 1);
}

void TestPairedFiles::sqlxChecksums()
{
    Folder folder;
    const QByteArray text = "\xef\xbb\xbf"
                            "create table a ();\r\n";
    folder.write(u"1_a.up.sql"_s, text);
    folder.write(u"1_a.down.sql"_s, "drop table a;");
    const MigrationSet set = readAs(u"sqlx"_s, folder);
    // Of the bytes as they stand on disk, computed by sha384sum.
    QCOMPARE(
        set.migrations.at(0).checksum,
        QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha384).toHex()));
    folder.write(u"1_a.up.sql"_s, "select 1;\n");
    QCOMPARE(readAs(u"sqlx"_s, folder).migrations.at(0).checksum,
             u"732dd6fa554ee7cf2b12caa7de486d35b60326cbb0fadccc"
             "7c537fb9750917e293550610ebffcbd185284ce99600a267"_s);
    QVERIFY(findConvention(u"sqlx"_s)->hasChecksums());
}

void TestPairedFiles::plainNames()
{
    Folder folder;
    for (const char *name : {"V0001.first.up.sql", "V0001.first.down.sql", "2-second.up.sql",
                             "0003_third.v2.up.sql", "V4__fourth.sql", "5.up.sql"})
        folder.write(QString::fromLatin1(name), "select 1;");
    const MigrationSet set = readAs(u"plain"_s, folder);
    QCOMPARE(versionsOf(set), (QStringList{u"0001"_s, u"2"_s, u"0003"_s}));
    QCOMPARE(set.migrations.at(0).name, u"first"_s);
    QVERIFY(set.migrations.at(0).down);
    QCOMPARE(set.migrations.at(2).name, u"third.v2"_s);
}

void TestPairedFiles::plainPairsAndFolders()
{
    Folder folder;
    folder.write(u"0002_b.up.sql"_s, "select 2;");
    folder.write(u"0002_b.down.sql"_s, "select -2;");
    folder.write(u"0010_d/up.sql"_s, "select 10;");
    folder.write(u"0010_d/down.sql"_s, "select -10;");
    folder.write(u"3_c.up.sql"_s, "select 3;");
    folder.write(u"1_a.down.sql"_s, "select -1;");
    folder.write(u"notes.txt"_s, "");
    folder.write(u"0010_d/data.csv"_s, "");
    const MigrationSet set = readAs(u"plain"_s, folder);
    QCOMPARE(versionsOf(set), (QStringList{u"1"_s, u"0002"_s, u"3"_s, u"0010"_s}));
    QVERIFY(!set.migrations.at(0).runnable);
    QVERIFY(!set.migrations.at(2).down);
    QCOMPARE(set.migrations.at(3).id, u"0010_d"_s);
    QCOMPARE(set.migrations.at(3).down->at(0).file, u"0010_d/down.sql"_s);
    QStringList codes = codesOf(set.findings);
    codes.sort();
    QCOMPARE(codes, (QStringList{u"missing-half"_s, u"missing-half"_s, u"unknown-file"_s,
                                 u"unknown-file"_s}));
}

void TestPairedFiles::plainChecksumsAcceptOtherLineEnds()
{
    Folder folder;
    folder.write(u"1_a.up.sql"_s, "select 1;\n");
    const Migration unixEnds = readAs(u"plain"_s, folder).migrations.at(0);
    // printf 'select 1;\n' | sha256sum
    QCOMPARE(unixEnds.checksum,
             u"4a45092ccf992ea92250053a80b931b787924ba61648f420555511b84f10ab6c"_s);
    folder.write(u"1_a.up.sql"_s, "select 1;\r\n");
    const Migration windowsEnds = readAs(u"plain"_s, folder).migrations.at(0);
    QVERIFY(windowsEnds.checksum != unixEnds.checksum);
    QVERIFY(windowsEnds.acceptedChecksums.contains(unixEnds.checksum));
    QVERIFY(unixEnds.acceptedChecksums.contains(windowsEnds.checksum));
    folder.write(u"1_a.up.sql"_s, "select 2;\n");
    QVERIFY(
        !readAs(u"plain"_s, folder).migrations.at(0).acceptedChecksums.contains(unixEnds.checksum));
}

void TestPairedFiles::plainNoTransaction()
{
    Folder folder;
    folder.write(u"1_a.up.sql"_s, "-- Why: it would block.\n--  no-transaction\nvacuum;\n");
    folder.write(u"1_a.down.sql"_s, "select 1;\n-- no-transaction\n");
    const Migration migration = readAs(u"plain"_s, folder).migrations.at(0);
    QCOMPARE(migration.up.at(0).transaction, TransactionMode::None);
    QCOMPARE(migration.down->at(0).transaction, TransactionMode::Transaction);
}

void TestPairedFiles::plainSameNumberTwice()
{
    Folder folder;
    folder.write(u"1_a.up.sql"_s, "select 1;");
    folder.write(u"001_b.up.sql"_s, "select 2;");
    const MigrationSet set = readAs(u"plain"_s, folder);
    QCOMPARE(set.migrations.size(), size_t(2));
    QCOMPARE(set.migrations.at(0).version, set.migrations.at(1).version);
    findingOf(set.findings, u"duplicate-version"_s);
}

/// golang-migrate has no mark for them: a script of one such statement just works.
void TestPairedFiles::loneStatementsNeedNoMark()
{
    Folder folder;
    folder.write(u"1_a.up.sql"_s, "-- no lock\ncreate index concurrently i on t (x);\n");
    folder.write(u"1_a.down.sql"_s, "drop index i;\n");
    const Migration migration = readAs(u"golang-migrate"_s, folder).migrations.at(0);
    QCOMPARE(migration.up.at(0).transaction, TransactionMode::None);
    QCOMPARE(migration.down->at(0).transaction, TransactionMode::Transaction);
}

void TestPairedFiles::implicitTransactions_data()
{
    QTest::addColumn<QString>("convention");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line"); // 0: no finding
    const QByteArray index = "create index concurrently i on t (x);\n";
    const QString pair = u"1_a.up.sql"_s;
    QTest::newRow("golang-migrate, alone") << u"golang-migrate"_s << pair << index << 0;
    QTest::newRow("golang-migrate, with another")
        << u"golang-migrate"_s << pair << "select 1;\n" + index << 2;
    QTest::newRow("golang-migrate, own transaction")
        << u"golang-migrate"_s << pair << "begin;\nselect 1;\ncommit;\n" + index << 0;
    QTest::newRow("golang-migrate, harmless")
        << u"golang-migrate"_s << pair << QByteArray("select 1;\nselect 2;\n") << 0;
    QTest::newRow("dbmate") << u"dbmate"_s << u"1_a.sql"_s
                            << "-- migrate:up transaction:false\n" + index +
                                   "select 1;\n-- migrate:down\n"
                            << 2;
    QTest::newRow("dbmate, in a transaction it fails anyway")
        << u"dbmate"_s << u"1_a.sql"_s << "-- migrate:up\n" + index + "select 1;\n-- migrate:down\n"
        << 0;
    QTest::newRow("sqlx") << u"sqlx"_s << u"1_a.sql"_s << "-- no-transaction\nselect 1;\n" + index
                          << 3;
    QTest::newRow("plain runs them one by one")
        << u"plain"_s << pair << "-- no-transaction\nselect 1;\n" + index << 0;
}

void TestPairedFiles::implicitTransactions()
{
    QFETCH(QString, convention);
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    Folder folder;
    folder.write(file, text);
    const MigrationSet set = readAs(convention, folder);
    QCOMPARE(codesOf(set.findings).contains(u"implicit-transaction"_s), line > 0);
    if (line > 0)
        QCOMPARE(findingOf(set.findings, u"implicit-transaction"_s).where,
                 (SourceLocation{file, line, 1}));
}

void TestPairedFiles::missingFoldersAreErrors()
{
    for (const Convention *convention : conventions()) {
        ReadRequest request;
        request.folder = QDir(u"/nonexistent/migrations"_s);
        const auto set = convention->read(request);
        QVERIFY2(!set, qPrintable(convention->id()));
        QVERIFY(!set.error().summary.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestPairedFiles)
#include "testpairedfiles.moc"
