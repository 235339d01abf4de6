// SPDX-License-Identifier: GPL-3.0-or-later
#include "folder.h"

#include "migrations/conventions/sqitchproject.h"
#include "migrations/conventions/sqitchtables.h"

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

namespace {

SqitchSurroundings surroundings(const QHash<QString, QString> &environment = {})
{
    SqitchSurroundings none;
    none.environment = [environment](const QString &name) -> std::optional<QString> {
        const auto found = environment.constFind(name);
        return found == environment.constEnd() ? std::nullopt : std::optional(*found);
    };
    none.systemFile = none.userFile = u"/nonexistent/sqitch.conf"_s;
    return none;
}

} // namespace

class SqitchConfigTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values()
    {
        SqitchConfig config;
        QVERIFY(config.add("# comment\n[core]\n\tengine = pg ; behind\n\tTop_Dir=sql dir \n"
                           "[engine \"pg\"] target = flipr\n"
                           "[target \"My \\\"DB\"]\nuri = db:pg:x\n"
                           "[user]\nname = \"Ann # \\\"B\\\"\"  C\\\n D\nflag\n"
                           "[engine \"pg\"]\ntarget = other\r\n",
                           u"sqitch.conf"_s));
        QCOMPARE(config.value(u"core.engine"_s), u"pg"_s);
        QCOMPARE(config.value(u"core.top_dir"_s), u"sql dir"_s);
        QCOMPARE(config.value(u"target.My \"DB.uri"_s), u"db:pg:x"_s);
        QCOMPARE(config.value(u"user.name"_s), u"Ann # \"B\" C D"_s);
        QCOMPARE(config.value(u"user.flag"_s), u"true"_s);
        QCOMPARE(config.value(u"engine.pg.target"_s), u"other"_s);
        QCOMPARE(config.section(u"engine.pg"_s),
                 (QHash<QString, QString>{{u"target"_s, u"other"_s}}));
    }

    void brokenConfig_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::newRow("before a section") << QByteArray("\n a = b\n") << 2 << 2;
        QTest::newRow("open section") << QByteArray("[core\nx = y\n") << 1 << 6;
        QTest::newRow("open name") << QByteArray("[core \"x]\n") << 1 << 10;
        QTest::newRow("open quote") << QByteArray("[core]\nx = \"y\nz = 1\n") << 2 << 5;
        QTest::newRow("escape") << QByteArray("[core]\nx = a\\q\n") << 2 << 6;
        QTest::newRow("nameless") << QByteArray("[core]\n= 1\n") << 2 << 1;
    }

    void brokenConfig()
    {
        QFETCH(QByteArray, text);
        SqitchConfig config;
        const auto added = config.add(text, u"sqitch.conf"_s);
        QVERIFY(!added);
        QCOMPARE(added.error().where.file, u"sqitch.conf"_s);
        QTEST(added.error().where.line, "line");
        QTEST(added.error().where.column, "column");
    }

    void settingsOfTargetEngineAndCore()
    {
        const Folder folder;
        folder.write(u"sqitch.conf"_s,
                     "[core]\n engine = pg\n top_dir = db\n extension = ddl\n"
                     "[engine \"pg\"]\n target = prod\n registry = meta\n deploy_dir = up\n"
                     "[engine \"sqlite\"]\n target = local\n registry = meta.sqlite\n"
                     "[target \"prod\"]\n uri = db:pg://h/x\n revert_dir = /abs/down\n"
                     "[target \"local\"]\n uri = db:sqlite:x.db\n extension = sqlite\n"
                     "[engine \"pg.variables\"]\n a = 1\n b = 2\n"
                     "[target \"prod.variables\"]\n b = 3\n");
        folder.write(u"db/sqitch.plan"_s, "%project=p\n\n");
        std::vector<Finding> findings;
        const SqitchProject pg =
            readSqitchProject(folder.dir(), Engine::PostgreSql, surroundings(), findings);
        QVERIFY2(findings.empty(), qPrintable(findingsOf(findings).join(u'\n')));
        QCOMPARE(pg.registry, u"meta"_s);
        QCOMPARE(pg.extension, u"ddl"_s);
        QCOMPARE(pg.planPath, folder.path(u"db/sqitch.plan"_s));
        QCOMPARE(pg.folders.value(u"deploy"_s), folder.path(u"up"_s));
        QCOMPARE(pg.folders.value(u"revert"_s), u"/abs/down"_s);
        QCOMPARE(pg.folders.value(u"verify"_s), folder.path(u"db/verify"_s));
        QCOMPARE(pg.folders.value(u"reworked_verify"_s), folder.path(u"db/verify"_s));
        QCOMPARE(pg.variables, (QHash<QString, QString>{{u"a"_s, u"1"_s}, {u"b"_s, u"3"_s}}));

        const SqitchProject lite =
            readSqitchProject(folder.dir(), Engine::Sqlite, surroundings(), findings);
        QCOMPARE(lite.registry, u"meta.sqlite"_s);
        QCOMPARE(lite.extension, u"sqlite"_s);
        QVERIFY(lite.variables.isEmpty());

        // The folder with the plan leads to the same project.
        const SqitchProject below =
            readSqitchProject(folder.dir(u"db"_s), Engine::PostgreSql, surroundings(), findings);
        QCOMPARE(below.root.absolutePath(), folder.dir().absolutePath());
        QCOMPARE(below.planPath, pg.planPath);
        QVERIFY(findings.empty());
    }

    void filesOfSystemUserAndProject()
    {
        const Folder folder;
        folder.write(u"system.conf"_s, "[user]\n name = S\n email = s@x\n[core]\n registry = s\n");
        folder.write(u"user.conf"_s, "[user]\n name = U\n");
        folder.write(u"p/sqitch.conf"_s, "[core]\n registry = own\n");
        folder.write(u"p/sqitch.plan"_s, "%project=p\n\n");
        const SqitchSurroundings around =
            surroundings({{u"SQITCH_SYSTEM_CONFIG"_s, folder.path(u"system.conf"_s)},
                          {u"SQITCH_USER_CONFIG"_s, folder.path(u"user.conf"_s)}});
        std::vector<Finding> findings;
        const SqitchProject project =
            readSqitchProject(folder.dir(u"p"_s), Engine::PostgreSql, around, findings);
        QVERIFY(findings.empty());
        QCOMPARE(project.registry, u"own"_s);
        const SqitchPerson person = sqitchCommitter(project.config, around, u"login"_s, u"Real"_s);
        QCOMPARE(person.name, u"U"_s);
        QCOMPARE(person.email, u"s@x"_s);

        const SqitchPerson asked = sqitchCommitter(
            project.config,
            surroundings({{u"SQITCH_FULLNAME"_s, u"E"_s}, {u"SQITCH_EMAIL"_s, u"e@x"_s}}), u"l"_s,
            {});
        QCOMPARE(asked.name, u"E"_s);
        QCOMPARE(asked.email, u"e@x"_s);
        const SqitchPerson nobody = sqitchCommitter({}, surroundings(), u"login"_s, {});
        QCOMPARE(nobody.name, u"login"_s);
        QVERIFY(nobody.email.startsWith(u"login@"_s));
    }

    void registryFiles()
    {
        QCOMPARE(sqitchRegistryFile(u"/a/flipr.db"_s, u"sqitch"_s), u"/a/sqitch.db"_s);
        QCOMPARE(sqitchRegistryFile(u"/a/flipr"_s, u"sqitch"_s), u"/a/sqitch"_s);
        QCOMPARE(sqitchRegistryFile(u"/a/f.test.db"_s, u"sqitch"_s), u"/a/sqitch.test.db"_s);
        QCOMPARE(sqitchRegistryFile(u"/a/flipr.db"_s, u"meta.sqlite"_s), u"/a/meta.sqlite"_s);
        QCOMPARE(sqitchRegistryFile(u"/a/flipr.db"_s, u"/b/meta"_s), u"/b/meta"_s);
        QCOMPARE(sqitchRegistryFile({}, u"sqitch"_s), QString());
    }
};

QTEST_GUILESS_MAIN(SqitchConfigTest)
#include "tst_sqitchconfig.moc"
