// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/workspace.h"
#include "workspace/workspaceparser.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

const QString file = u"/srv/shop/tidemark.toml"_s;

std::optional<QString> noVariable(const QString &)
{
    return {};
}

} // namespace

class TestWorkspace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAll();
    void fillsInWhatIsLeftOut();
    void refuses_data();
    void refuses();
    void findsTheFileUpwards();
    void namesUnreadableFiles();
    void choosesEnvironments();
    void resolvesSqlitePaths();
    void takesUrlsFromVariables();
    void seesPasswords_data();
    void seesPasswords();
};

void TestWorkspace::readsAll()
{
    const auto workspace = parseWorkspace(R"(name = "Shop"
migrations = "db/migrations"
convention = "dbmate"
default = "staging"

[environments.staging]
url = "postgresql://deploy@db.example/shop"
role = "staging"

[environments.local]
url = "sqlite:shop.db"
foreign_keys = true

[environments.live]
role = "production"
service = "shop-live"

[run]
lock_timeout = "5s"
statement_timeout = "2min"
retries = 3
wait = false
)",
                                          file);
    QVERIFY2(workspace, workspace ? "" : qPrintable(workspace.error().toString()));
    QCOMPARE(workspace->name, u"Shop"_s);
    QCOMPARE(workspace->migrations, u"/srv/shop/db/migrations"_s);
    QCOMPARE(workspace->convention, u"dbmate"_s);
    QCOMPARE(workspace->defaultEnvironment, u"staging"_s);
    QCOMPARE(workspace->environments.size(), size_t(3));
    QCOMPARE(workspace->environments[0].name, u"staging"_s);
    QCOMPARE(workspace->environments[0].role, EnvironmentRole::Staging);
    QCOMPARE(workspace->environments[0].where, (SourceLocation{file, 6, 15}));
    QCOMPARE(workspace->environments[1].role, EnvironmentRole::Local);
    QVERIFY(workspace->environments[1].foreignKeys);
    QCOMPARE(workspace->environments[2].role, EnvironmentRole::Production);
    QCOMPARE(workspace->environments[2].service, u"shop-live"_s);
    QCOMPARE(workspace->run.lockTimeout, std::chrono::milliseconds(5000));
    QCOMPARE(workspace->run.statementTimeout, std::chrono::milliseconds(120'000));
    QCOMPARE(workspace->run.retries, 3);
    QCOMPARE(workspace->run.wait, false);
}

void TestWorkspace::fillsInWhatIsLeftOut()
{
    const auto workspace = parseWorkspace("migrations = \".\"\n"
                                          "[environments.b]\nrole='staging'\nurl='sqlite:b'\n"
                                          "[environments.a]\nrole='staging'\nurl='sqlite:a'\n",
                                          file);
    QVERIFY(workspace);
    QCOMPARE(workspace->name, u"shop"_s);
    QCOMPARE(workspace->migrations, u"/srv/shop"_s);
    QVERIFY(workspace->convention.isEmpty());
    QCOMPARE(workspace->defaultEnvironment, u"b"_s);
    QVERIFY(!workspace->run.lockTimeout);
}

void TestWorkspace::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("word"); // must occur in the message
    const QByteArray head = "migrations = \".\"\n";
    const auto row = [&](const char *name, const QByteArray &text, int line, int column,
                         const QString &word) {
        QTest::newRow(name) << text << line << column << word;
    };
    row("no TOML", head + "name = \n", 2, 8, u"TOML"_s);
    row("unknown key", head + "convension = \"x\"\n", 2, 1, u"did you mean \"convention\""_s);
    row("unknown key, nothing near", head + "zzzzzzzz = 1\n", 2, 1, u"known here"_s);
    row("no migrations", "name = \"x\"\n", 1, 1, u"where the migrations are"_s);
    row("wrong type", "migrations = 5\n", 1, 14, u"text"_s);
    row("empty", "migrations = \"\"\n", 1, 14, u"empty"_s);
    row("unknown convention", head + "convention = \"nope\"\n", 2, 14, u"nope"_s);
    row("unknown default", head + "default = \"nope\"\n", 2, 11, u"nope"_s);
    row("environment is a text", head + "[environments]\nx = \"y\"\n", 3, 5, u"section"_s);
    row("no address", head + "[environments.local]\n", 2, 1, u"does not say where"_s);
    row("two addresses", head + "[environments.local]\nurl='sqlite:x'\nservice='y'\n", 2, 1,
        u"twice"_s);
    row("unknown role", head + "[environments.x]\nurl='sqlite:x'\nrole='boss'\n", 4, 6, u"boss"_s);
    row("no role", head + "[environments.x]\nurl='sqlite:x'\n", 2, 1, u"no role"_s);
    row("unknown engine", head + "[environments.local]\nurl='oracle://x'\n", 3, 5, u"oracle"_s);
    row("password", head + "[environments.local]\nurl = \"postgres://a:geheim@h/d\"\n", 3, 7,
        u"password"_s);
    row("duration", head + "[run]\nlock_timeout = \"soon\"\n", 3, 16, u"duration"_s);
    row("retries", head + "[run]\nretries = -1\n", 3, 11, u"number"_s);
    row("wait", head + "[run]\nwait = \"yes\"\n", 3, 8, u"true or false"_s);
}

void TestWorkspace::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(QString, word);
    const auto workspace = parseWorkspace(text, file);
    QVERIFY(!workspace);
    QCOMPARE(workspace.error().kind, ErrorKind::Input);
    QCOMPARE(workspace.error().where, (SourceLocation{file, line, column}));
    QVERIFY2(workspace.error().toString().contains(word), qPrintable(workspace.error().toString()));
    QVERIFY(!workspace.error().toString().contains(u"geheim"_s));
}

void TestWorkspace::findsTheFileUpwards()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(u"a/b"_s));
    const QString path = folder.filePath(u"tidemark.toml"_s);
    QFile written(path);
    QVERIFY(written.open(QIODevice::WriteOnly));
    written.close();
    QCOMPARE(findWorkspaceFile(QDir(folder.filePath(u"a/b"_s))), path);
    QCOMPARE(findWorkspaceFile(QDir(folder.path())), path);
    QVERIFY(written.remove());
    QVERIFY(!findWorkspaceFile(QDir(folder.filePath(u"a/b"_s))));
}

void TestWorkspace::namesUnreadableFiles()
{
    const auto workspace = readWorkspace(u"/nonexistent/tidemark.toml"_s);
    QVERIFY(!workspace);
    QCOMPARE(workspace.error().kind, ErrorKind::Io);
    QCOMPARE(workspace.error().where.file, u"/nonexistent/tidemark.toml"_s);
}

void TestWorkspace::choosesEnvironments()
{
    const auto workspace = parseWorkspace("migrations='.'\n"
                                          "[environments.staging]\nurl='sqlite:s'\n"
                                          "[environments.local]\nurl='sqlite:l'\n",
                                          file);
    QVERIFY(workspace);
    QCOMPARE(chooseEnvironment(*workspace, {})->name, u"local"_s);
    QCOMPARE(chooseEnvironment(*workspace, u"staging"_s)->name, u"staging"_s);
    const auto unknown = chooseEnvironment(*workspace, u"live"_s);
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().kind, ErrorKind::Usage);
    QVERIFY(unknown.error().hint.contains(u"staging, local"_s));
    QVERIFY(!chooseEnvironment(*parseWorkspace("migrations='.'\n", file), {}));
}

void TestWorkspace::resolvesSqlitePaths()
{
    const auto workspace = parseWorkspace("migrations='.'\n"
                                          "[environments.local]\nurl='sqlite:data/x.db'\n"
                                          "foreign_keys = true\n"
                                          "[environments.staging]\nurl='sqlite:/abs/y.db'\n",
                                          file);
    QVERIFY(workspace);
    const auto local = connectionOf(*workspace, workspace->environments[0], noVariable);
    QVERIFY(local);
    QCOMPARE(local->conninfo, u"/srv/shop/data/x.db"_s);
    QVERIFY(local->foreignKeys);
    const auto staging = connectionOf(*workspace, workspace->environments[1], noVariable);
    QCOMPARE(staging->conninfo, u"/abs/y.db"_s);
}

void TestWorkspace::takesUrlsFromVariables()
{
    const auto workspace = parseWorkspace("migrations='.'\n"
                                          "[environments.local]\nurl_env='SHOP_URL'\n",
                                          file);
    QVERIFY(workspace);
    const auto missing = connectionOf(*workspace, workspace->environments[0], noVariable);
    QVERIFY(!missing);
    QVERIFY(missing.error().summary.contains(u"SHOP_URL"_s));
    QCOMPARE(missing.error().where.line, 2);
    const auto found = connectionOf(*workspace, workspace->environments[0],
                                    [](const QString &name) -> std::optional<QString> {
                                        if (name == u"SHOP_URL"_s)
                                            return u"postgresql://u:p@h/d"_s;
                                        return {};
                                    });
    QVERIFY(found);
    QCOMPARE(found->engine, Engine::PostgreSql);
    QVERIFY(!found->displayName().contains(u":p@"_s));
}

void TestWorkspace::seesPasswords_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("expected");
    QTest::newRow("none") << u"postgresql://u@h:5432/d"_s << false;
    QTest::newRow("plain") << u"postgresql://u:p@h/d"_s << true;
    QTest::newRow("several hosts") << u"postgresql://u:p@a:1,b:2/d"_s << true;
    QTest::newRow("parameter") << u"postgresql://u@h/d?password=p"_s << true;
    QTest::newRow("keyword") << u"host=h password=p"_s << true;
    QTest::newRow("keyword, spaces") << u"host=h password = p"_s << true;
    QTest::newRow("no keyword") << u"host=h passfile=p"_s << false;
    QTest::newRow("port only") << u"postgresql://h:5432/d@x"_s << false;
    QTest::newRow("sqlite") << u"sqlite:a@b:c"_s << false;
}

void TestWorkspace::seesPasswords()
{
    QFETCH(QString, url);
    QTEST(holdsPassword(url), "expected");
}

QTEST_GUILESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"
