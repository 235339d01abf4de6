// SPDX-License-Identifier: GPL-3.0-or-later
#include "folder.h"

#include "migrations/conventions/conventions.h"
#include "migrations/conventions/popxnames.h"

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;
using Kind = PopxName::Kind;

class PopxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<PopxName>("expected");
        const auto row = [](const char *file, const PopxName &name) {
            QTest::newRow(file) << QString::fromLatin1(file) << name;
        };
        row("1_a.up.sql", {Kind::Migration, u"1"_s, u"a"_s, {}, false, true});
        row("20200101000000000001_a_b.down.sql",
            {Kind::Migration, u"20200101000000000001"_s, u"a_b"_s, {}, false, false});
        row("1_a.postgres.up.sql", {Kind::Migration, u"1"_s, u"a"_s, u"postgres"_s, false, true});
        row("1_a.pgx.up.sql", {Kind::Migration, u"1"_s, u"a"_s, u"postgres"_s, false, true});
        row("1_a.sqlite.down.sql", {Kind::Migration, u"1"_s, u"a"_s, u"sqlite3"_s, false, false});
        row("1_a.crdb.up.sql", {Kind::Migration, u"1"_s, u"a"_s, u"cockroach"_s, false, true});
        row("1_a.autocommit.up.sql", {Kind::Migration, u"1"_s, u"a"_s, {}, true, true});
        row("1_a.mysql.autocommit.down.sql",
            {Kind::Migration, u"1"_s, u"a"_s, u"mysql"_s, true, false});
        row("1_a.oracle.up.sql", {Kind::UnknownDialect, u"1"_s, u"a"_s, {}, false, true});
        row("1_a.sql", {Kind::Invalid, {}, {}, {}, false, true});
        row("a.up.sql", {Kind::Invalid, {}, {}, {}, false, true});
        row("1_a.b.c.up.sql", {Kind::Invalid, {}, {}, {}, false, true});
        row("1_a.up.fizz", {Kind::Other, {}, {}, {}, false, true});
    }

    void names()
    {
        QFETCH(QString, file);
        QFETCH(PopxName, expected);
        QVERIFY(parsePopxName(file) == expected);
    }

    void dialectsAndGroups()
    {
        const Folder folder;
        const char *files[] = {"20200101000000000000_one.up.sql",
                               "20200101000000000000_one.down.sql",
                               "20200101000000000000_one.postgres.up.sql",
                               "20200101000000000001_one.autocommit.up.sql",
                               "20200101000000000001_one.down.sql",
                               "20200102000000000000_two.sqlite3.up.sql",
                               "20200102000000000000_two.sqlite3.down.sql",
                               "sub/20200103000000000000_three.up.sql",
                               "sub/20200103000000000000_three.down.sql",
                               "readme.md"};
        for (const char *file : files)
            folder.write(QString::fromLatin1(file), QByteArray("-- ") + file + '\n');
        const MigrationSet pg = readSet(popxConvention(), folder.dir());
        QVERIFY2(pg.findings.empty(), qPrintable(findingsOf(pg.findings).join(u'\n')));
        QCOMPARE(idsOf(pg),
                 (QStringList{u"20200101000000000000_one"_s, u"20200101000000000001_one"_s,
                              u"20200103000000000000_three"_s}));
        QCOMPARE(pg.migrations[0].file, u"20200101000000000000_one.postgres.up.sql"_s);
        QCOMPARE(pg.migrations[0].down->at(0).file, u"20200101000000000000_one.down.sql"_s);
        QCOMPARE(pg.migrations[0].group, u"20200101000000"_s);
        QCOMPARE(pg.migrations[1].group, u"20200101000000"_s);
        QCOMPARE(pg.migrations[1].up[0].transaction, TransactionMode::None);
        QCOMPARE(pg.migrations[1].down->at(0).transaction, TransactionMode::Transaction);
        QVERIFY(pg.migrations[2].group.isEmpty());
        const MigrationSet lite = readSet(popxConvention(), folder.dir(), Engine::Sqlite);
        QCOMPARE(lite.migrations.size(), 4u);
        QCOMPARE(lite.migrations[0].file, u"20200101000000000000_one.up.sql"_s);
    }

    void brokenFolders()
    {
        const Folder folder;
        folder.write(u"1_a.up.sql"_s, "create table {{ identifier .Parameters.t }} (id int);");
        folder.write(u"1_a.down.sql"_s, "");
        folder.write(u"2_b.up.sql"_s, "select 1;");
        folder.write(u"3_c.up.sql"_s, "select 1;");
        folder.write(u"3_c.mysql.down.sql"_s, "select 1;");
        folder.write(u"4_d.up.sql"_s, "select 1;");
        folder.write(u"4_dd.up.sql"_s, "select 2;");
        folder.write(u"4_d.down.sql"_s, "select '\xe4';");
        folder.write(u"5_e.down.sql"_s, "select 1;");
        folder.write(u"six.sql"_s, "select 1;");
        folder.write(u"7_g.oracle.up.sql"_s, "select 1;");
        const MigrationSet set = readSet(popxConvention(), folder.dir());
        QCOMPARE(
            findingsOf(set.findings),
            (QStringList{u"bad-name six.sql"_s, u"duplicate-version 4_dd.up.sql"_s,
                         u"missing-down 2_b.up.sql"_s, u"missing-down 3_c.up.sql"_s,
                         u"missing-up 5_e.down.sql"_s, u"not-utf8 4_d.down.sql:1:9"_s,
                         u"template 1_a.up.sql:1:14"_s, u"unknown-dialect 7_g.oracle.up.sql"_s}));
        QVERIFY(!set.migrations[0].runnable);
        QVERIFY(!set.migrations[3].down);
    }

    void recognition()
    {
        const Folder folder;
        folder.write(u"1_a.up.sql"_s, "");
        folder.write(u"1_a.down.sql"_s, "");
        const int plain = popxConvention().recognises(folder.dir());
        QVERIFY(plain > 0 && plain < 40);
        folder.write(u"1_a.postgres.up.sql"_s, "");
        QVERIFY(popxConvention().recognises(folder.dir()) > 80);
    }
};

QTEST_GUILESS_MAIN(PopxTest)
#include "tst_popx.moc"
