// SPDX-License-Identifier: GPL-3.0-or-later
#include "folder.h"

#include "migrations/conventions/conventions.h"

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

class FlywayFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAllKinds()
    {
        const Folder folder;
        folder.write(u"V10__ten.sql"_s, "select 10;\n");
        folder.write(u"V2__two.sql"_s, "create table \"Weird \"\"Name\"\"; --\" (id int);\n");
        folder.write(u"sub/V2.1__two_one.sql"_s, "select 21;");
        folder.write(u"U2__undo_two.sql"_s, "drop table \"Weird \"\"Name\"\"; --\";\n");
        folder.write(u"B2__base.sql"_s, "select 0;");
        folder.write(u"R__zeta.sql"_s, "create view v as select 1;");
        folder.write(u"R__alpha.sql"_s, "create view w as select 1;");
        folder.write(u"notes.txt"_s, "not sql");
        const MigrationSet set = readSet(flywayConvention(), folder.dir());

        QCOMPARE(idsOf(set), (QStringList{u"V2__two"_s, u"B2__base"_s, u"sub/V2.1__two_one"_s,
                                          u"V10__ten"_s, u"R__alpha"_s, u"R__zeta"_s}));
        QVERIFY2(set.findings.empty(), qPrintable(findingsOf(set.findings).join(u'\n')));
        const Migration &two = set.migrations.front();
        QCOMPARE(two.version, u"2"_s);
        QCOMPARE(two.name, u"two"_s);
        QCOMPARE(two.file, u"V2__two.sql"_s);
        QCOMPARE(two.kind, MigrationKind::Versioned);
        QVERIFY(two.down);
        QCOMPARE(two.down->front().file, u"U2__undo_two.sql"_s);
        QVERIFY(!byId(set, u"V10__ten"_s)->down);
        QCOMPARE(byId(set, u"B2__base"_s)->kind, MigrationKind::Baseline);
        QCOMPARE(byId(set, u"R__zeta"_s)->kind, MigrationKind::Repeatable);
        QVERIFY(byId(set, u"R__zeta"_s)->version.isEmpty());
        QCOMPARE(byId(set, u"R__zeta"_s)->checksum, u"-412160773"_s);
        QCOMPARE(byId(set, u"sub/V2.1__two_one"_s)->version, u"2.1"_s);
        QCOMPARE(byId(set, u"sub/V2.1__two_one"_s)->file, u"sub/V2.1__two_one.sql"_s);
    }

    void duplicates()
    {
        const Folder folder;
        folder.write(u"V1__a.sql"_s, "select 1;");
        folder.write(u"V1.0__b.sql"_s, "select 2;");
        folder.write(u"V001__c.sql"_s, "select 3;");
        folder.write(u"R__same.sql"_s, "select 4;");
        folder.write(u"sub/R__same.sql"_s, "select 5;");
        folder.write(u"U1__a.sql"_s, "select 6;");
        folder.write(u"U1__b.sql"_s, "select 7;");
        folder.write(u"U9__gone.sql"_s, "select 8;");
        const MigrationSet set = readSet(flywayConvention(), folder.dir());
        QCOMPARE(
            findingsOf(set.findings),
            (QStringList{u"duplicate-version U1__b.sql"_s, u"duplicate-version V1.0__b.sql"_s,
                         u"duplicate-version V1__a.sql"_s, u"duplicate-version sub/R__same.sql"_s,
                         u"missing-up U9__gone.sql"_s}));
        const auto runnable = std::count_if(set.migrations.begin(), set.migrations.end(),
                                            [](const Migration &m) { return m.runnable; });
        QCOMPARE(set.migrations.size(), 5u);
        QCOMPARE(runnable, 2);
    }

    void brokenFiles()
    {
        const Folder folder;
        folder.write(u"V1__latin.sql"_s, "select 1;\n-- gr\xf6\xdf"
                                         "e\n");
        folder.write(u"V2__mark.sql"_s, "\xef\xbb\xbfselect 2;\r\n");
        folder.write(u"Vone__x.sql"_s, "select 3;");
        folder.write(u"schema.sql"_s, "select 4;");
        folder.write(u"afterMigrate.sql"_s, "select 5;");
        const MigrationSet set = readSet(flywayConvention(), folder.dir());
        QCOMPARE(findingsOf(set.findings),
                 (QStringList{u"bad-name Vone__x.sql"_s, u"bad-name schema.sql"_s,
                              u"byte-order-mark V2__mark.sql:1:1"_s, u"callback afterMigrate.sql"_s,
                              u"not-utf8 V1__latin.sql:2:6"_s}));
        QCOMPARE(idsOf(set), (QStringList{u"V1__latin"_s, u"V2__mark"_s}));
        QVERIFY(!set.migrations[0].runnable);
        QVERIFY(set.migrations[1].runnable);
        QCOMPARE(set.migrations[1].up.front().text, "select 2;\r\n");
    }

    void linkLoop()
    {
        const Folder folder;
        folder.write(u"V1__a.sql"_s, "select 1;");
        folder.write(u"sub/V2__b.sql"_s, "select 2;");
        QVERIFY(QFile::link(folder.dir().absolutePath(), folder.path(u"sub/back"_s)));
        const MigrationSet set = readSet(flywayConvention(), folder.dir());
        QCOMPARE(findingsOf(set.findings), QStringList{u"link-loop sub/back"_s});
        QCOMPARE(idsOf(set), (QStringList{u"V1__a"_s, u"sub/V2__b"_s}));
    }

    void placeholdersAndConfiguration()
    {
        const Folder folder;
        folder.write(u"flyway.toml"_s, "[flyway]\ntable = \"hist\"\n[flyway.placeholders]\n"
                                       "Owner = \"app\"\n");
        folder.write(u"sql/V1__a.sql"_s,
                     "grant all on t to ${OWNER}; -- ${flyway:table} ${flyway:filename}\n");
        folder.write(u"sql/V2__b.sql"_s, "select '${from_env}';\n");
        folder.write(u"sql/V3__c.sql"_s, "select 1;\n  select '${nobody}';\n");
        folder.write(u"sql/V4__d.sql"_s, "select '${nobody}';\n");
        folder.write(u"sql/V4__d.sql.conf"_s, "placeholderReplacement=false\n");
        folder.write(u"sql/R__view.sql"_s, "create view v as select '${owner}';");
        const MigrationSet set =
            readSet(flywayConvention(), folder.dir(u"sql"_s), Engine::PostgreSql,
                    {{u"FLYWAY_PLACEHOLDERS_FROM_ENV"_s, u"yes"_s}});
        QCOMPARE(findingsOf(set.findings), QStringList{u"placeholder V3__c.sql:2:11"_s});
        QCOMPARE(byId(set, u"V1__a"_s)->up[0].text, "grant all on t to app; -- hist V1__a.sql\n");
        QCOMPARE(byId(set, u"V2__b"_s)->up[0].text, "select 'yes';\n");
        QVERIFY(!byId(set, u"V3__c"_s)->runnable);
        QCOMPARE(byId(set, u"V4__d"_s)->up[0].text, "select '${nobody}';\n");

        // The checksum of a versioned script is the file's, of a repeatable one the result's.
        Folder plain;
        plain.write(u"V1__a.sql"_s, "grant all on t to app; -- hist V1__a.sql\n");
        plain.write(u"R__view.sql"_s, "create view v as select 'app';");
        const MigrationSet replaced = readSet(flywayConvention(), plain.dir());
        QVERIFY(byId(set, u"V1__a"_s)->checksum != byId(replaced, u"V1__a"_s)->checksum);
        const Migration *view = byId(set, u"R__view"_s);
        QCOMPARE(view->checksum, byId(replaced, u"R__view"_s)->checksum);
        QCOMPARE(view->acceptedChecksums.size(), 1);
        QVERIFY(view->acceptedChecksums.front() != view->checksum);
    }

    void transactionModes()
    {
        const Folder folder;
        folder.write(u"V1__plain.sql"_s, "create table t (id int);");
        folder.write(u"V2__alone.sql"_s, "create index concurrently i on t (id);");
        folder.write(u"V3__mixed.sql"_s, "select 1;\n  create index concurrently j on t (id);");
        folder.write(u"V4__told.sql"_s, "select 1;");
        folder.write(u"V4__told.sql.conf"_s, "# note\nexecuteInTransaction=false\n");
        folder.write(u"V5__wrong.sql"_s, "select 1;");
        folder.write(u"V5__wrong.sql.conf"_s, "executeInTransactoin=false\n");
        folder.write(u"V6__comment.sql"_s, "-- the whole database, concurrently\nselect 1;");
        const MigrationSet set = readSet(flywayConvention(), folder.dir());
        const auto mode = [&](const char *id) {
            return byId(set, QString::fromLatin1(id))->up[0].transaction;
        };
        QCOMPARE(mode("V1__plain"), TransactionMode::Transaction);
        QCOMPARE(mode("V2__alone"), TransactionMode::None);
        QCOMPARE(mode("V3__mixed"), TransactionMode::None);
        QCOMPARE(mode("V4__told"), TransactionMode::None);
        QCOMPARE(mode("V6__comment"), TransactionMode::Transaction);
        QCOMPARE(findingsOf(set.findings), (QStringList{u"bad-configuration V5__wrong.sql.conf"_s,
                                                        u"mixed-transaction V3__mixed.sql:2:3"_s}));
    }

    void brokenConfigurationIsAFinding()
    {
        const Folder folder;
        folder.write(u"flyway.toml"_s, "[flyway\n");
        folder.write(u"V1__a.sql"_s, "select 1;");
        const MigrationSet set = readSet(flywayConvention(), folder.dir());
        QCOMPARE(set.findings.size(), 1u);
        QCOMPARE(set.findings[0].code, u"bad-configuration"_s);
        QCOMPARE(set.findings[0].where.file, u"flyway.toml"_s);
        QCOMPARE(set.findings[0].where.line, 1);
        QCOMPARE(set.migrations.size(), 1u);
    }

    void recognition()
    {
        const Folder folder;
        QCOMPARE(flywayConvention().recognises(folder.dir()), 0);
        folder.write(u"V1__a.sql"_s, "select 1;");
        QVERIFY(flywayConvention().recognises(folder.dir()) >= 90);
        QCOMPARE(flywayConvention().recognises(QDir(folder.path(u"absent"_s))), 0);
        ReadRequest request;
        request.folder = QDir(folder.path(u"absent"_s));
        QVERIFY(!flywayConvention().read(request));
    }
};

QTEST_GUILESS_MAIN(FlywayFilesTest)
#include "tst_flywayfiles.moc"
