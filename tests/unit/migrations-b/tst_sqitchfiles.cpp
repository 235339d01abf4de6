// SPDX-License-Identifier: GPL-3.0-or-later
#include "folder.h"

#include "migrations/conventions/conventions.h"

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

namespace {

const QByteArray who = " 2012-07-16T14:01:20Z A B <a@b.c>\n";

/// Keeps the configuration of whoever runs the test out.
const QHash<QString, QString> clean{{u"SQITCH_SYSTEM_CONFIG"_s, u"/nonexistent"_s},
                                    {u"SQITCH_USER_CONFIG"_s, u"/nonexistent"_s}};

void writeScripts(const Folder &folder, const QString &name)
{
    for (const char *kind : {"deploy", "revert", "verify"})
        folder.write(QLatin1StringView(kind) + u'/' + name + u".sql"_s,
                     QByteArray("-- ") + kind + ' ' + name.toUtf8() + "\nBEGIN;\nCOMMIT;\n");
}

} // namespace

class SqitchFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesBecomeMigrations()
    {
        const Folder folder;
        folder.write(u"sqitch.conf"_s, "[core]\n engine = pg\n");
        folder.write(u"sqitch.plan"_s, "%project=p\n\na" + who + "dir/b [a !q:c]" + who + "@v1" +
                                           who + "a [a@v1]" + who);
        for (const char *name : {"a", "a@v1", "dir/b"})
            writeScripts(folder, QString::fromLatin1(name));
        folder.write(u"deploy/left_over.sql"_s, "select 1;");
        const MigrationSet set =
            readSet(sqitchConvention(), folder.dir(), Engine::PostgreSql, clean);
        QCOMPARE(findingsOf(set.findings), QStringList{u"unplanned-script deploy/left_over.sql"_s});
        QCOMPARE(idsOf(set), (QStringList{u"a@v1"_s, u"dir/b"_s, u"a"_s}));

        const Migration &b = set.migrations[1];
        QCOMPARE(b.version.size(), 40);
        QCOMPARE(b.name, u"dir/b"_s);
        QCOMPARE(b.file, u"deploy/dir/b.sql"_s);
        QCOMPARE(b.up.at(0).text, "-- deploy dir/b\nBEGIN;\nCOMMIT;\n");
        QCOMPARE(b.down->at(0).file, u"revert/dir/b.sql"_s);
        QCOMPARE(b.verify->file, u"verify/dir/b.sql"_s);
        QCOMPARE(b.dependsOn, QStringList{u"a@v1"_s});
        QCOMPARE(b.conflictsWith, QStringList{u"q:c"_s});
        QCOMPARE(b.tags, QStringList{u"v1"_s});
        // sha1sum of "-- deploy dir/b\nBEGIN;\nCOMMIT;\n"
        QCOMPARE(b.checksum, u"e1c06431fc151196150a713f5b35023a8109feb7"_s);
        QCOMPARE(set.migrations[0].file, u"deploy/a@v1.sql"_s);
        QCOMPARE(set.migrations[2].dependsOn, QStringList{u"a@v1"_s});
    }

    void missingAndSameScripts()
    {
        const Folder folder;
        folder.write(u"sqitch.plan"_s, "%project=p\n\na" + who + "b" + who + "c" + who + "d" + who);
        writeScripts(folder, u"a"_s);
        folder.write(u"deploy/b.sql"_s, "select 1;");
        folder.write(u"deploy/c.sql"_s, "select 1;");
        folder.write(u"revert/c.sql"_s, "select 2;");
        folder.write(u"verify/c.sql"_s, "select \xff;");
        const MigrationSet set =
            readSet(sqitchConvention(), folder.dir(), Engine::PostgreSql, clean);
        QCOMPARE(
            findingsOf(set.findings),
            (QStringList{u"missing-script sqitch.plan:4:1"_s, u"missing-script sqitch.plan:4:1"_s,
                         u"missing-script sqitch.plan:6:1"_s, u"missing-script sqitch.plan:6:1"_s,
                         u"missing-script sqitch.plan:6:1"_s, u"not-utf8 verify/c.sql:1:8"_s,
                         u"same-script deploy/c.sql"_s}));
        QVERIFY(byId(set, u"b"_s)->runnable);
        QVERIFY(!byId(set, u"b"_s)->down);
        QVERIFY(!byId(set, u"d"_s)->runnable);
        QVERIFY(!byId(set, u"c"_s)->verify);
    }

    void variables()
    {
        const Folder folder;
        folder.write(u"sqitch.conf"_s,
                     "[engine \"pg.variables\"]\n who = O'Neil\\\\x\n unused = 1\n");
        folder.write(u"sqitch.plan"_s, "%project=p\n\na" + who);
        folder.write(u"deploy/a.sql"_s, "select :'who', x::whoever from :\"registry\".changes;\n");
        folder.write(u"revert/a.sql"_s, "select '12:00'::time;\n");
        folder.write(u"verify/a.sql"_s, "select 1;\n");
        const MigrationSet pg =
            readSet(sqitchConvention(), folder.dir(), Engine::PostgreSql, clean);
        QCOMPARE(pg.migrations[0].up[0].text,
                 "\\set registry 'sqitch'\n\\set who 'O\\'Neil\\\\x'\n"
                 "select :'who', x::whoever from :\"registry\".changes;\n");
        QCOMPARE(pg.migrations[0].up[0].firstLine, -1);
        QCOMPARE(pg.migrations[0].down->at(0).text, "select '12:00'::time;\n");
        const MigrationSet lite = readSet(sqitchConvention(), folder.dir(), Engine::Sqlite, clean);
        QCOMPARE(lite.migrations[0].up[0].firstLine, 1);
        QVERIFY(!lite.migrations[0].up[0].text.contains("\\set"));
    }

    void brokenPlanKeepsWhatIsKnown()
    {
        const Folder folder;
        folder.write(u"sqitch.plan"_s, "%project=p\n\na" + who + "b\nc" + who);
        for (const char *name : {"a", "c"})
            writeScripts(folder, QString::fromLatin1(name));
        const MigrationSet set =
            readSet(sqitchConvention(), folder.dir(), Engine::PostgreSql, clean);
        QCOMPARE(findingsOf(set.findings), QStringList{u"bad-plan sqitch.plan:4:2"_s});
        QVERIFY(byId(set, u"a"_s)->runnable);
        QVERIFY(!byId(set, u"c"_s)->runnable);
    }

    void recognition()
    {
        const Folder folder;
        QCOMPARE(sqitchConvention().recognises(folder.dir()), 0);
        folder.write(u"sqitch.conf"_s, "[core]\n engine = pg\n top_dir = sql\n");
        QVERIFY(sqitchConvention().recognises(folder.dir()) > 0);
        const MigrationSet none =
            readSet(sqitchConvention(), folder.dir(), Engine::PostgreSql, clean);
        QCOMPARE(findingsOf(none.findings), QStringList{u"missing-plan sql/sqitch.plan"_s});
        folder.write(u"sql/sqitch.plan"_s, "%project=p\n\n");
        QCOMPARE(sqitchConvention().recognises(folder.dir(u"sql"_s)), 100);
        ReadRequest request;
        request.folder = QDir(folder.path(u"absent"_s));
        QVERIFY(!sqitchConvention().read(request));
    }
};

QTEST_GUILESS_MAIN(SqitchFilesTest)
#include "tst_sqitchfiles.moc"
