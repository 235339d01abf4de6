// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/discovery.h"
#include "workspace/workspaceparser.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

std::optional<QString> noVariable(const QString &)
{
    return {};
}

void write(const QTemporaryDir &folder, const QString &path, const QByteArray &text)
{
    const QString full = folder.filePath(path);
    QVERIFY(QDir().mkpath(QFileInfo(full).path()));
    QFile file(full);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class TestDiscovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsMigrationsBelow();
    void leavesOutPackages();
    void findsDatabases();
    void tellsTheEngine();
    void writesWhatItCanReadBack();
    void refusesTwice();
    void saysWhatItLookedFor();
};

void TestDiscovery::findsMigrationsBelow()
{
    QTemporaryDir folder;
    write(folder, u"db/migrations/20240101000000_one.sql"_s,
          "-- migrate:up\nCREATE TABLE a (id int);\n-- migrate:down\nDROP TABLE a;\n");
    const Discovery found = discoverIn(QDir(folder.path()), noVariable);
    QCOMPARE(found.migrations.size(), size_t(1));
    QCOMPARE(found.migrations[0].folder, u"db/migrations"_s);
    QCOMPARE(found.migrations[0].convention, u"dbmate"_s);
}

void TestDiscovery::leavesOutPackages()
{
    QTemporaryDir folder;
    write(folder, u"node_modules/x/migrations/1_a.sql"_s, "-- migrate:up\n-- migrate:down\n");
    write(folder, u".git/migrations/1_a.sql"_s, "-- migrate:up\n-- migrate:down\n");
    QVERIFY(discoverIn(QDir(folder.path()), noVariable).migrations.empty());
}

void TestDiscovery::findsDatabases()
{
    QTemporaryDir folder;
    write(folder, u"notes.db"_s, "not a database");
    QVERIFY(discoverIn(QDir(folder.path()), noVariable).sqliteFile.isEmpty());
    write(folder, u"data/shop.sqlite3"_s, QByteArray("SQLite format 3\0", 16));
    write(folder, u".env"_s, "A=b\nexport SHOP_DATABASE_URL=postgres://x\n");
    const Discovery found = discoverIn(QDir(folder.path()), noVariable);
    QCOMPARE(found.sqliteFile, u"data/shop.sqlite3"_s);
    QCOMPARE(found.urlVariable, u"SHOP_DATABASE_URL"_s);
}

void TestDiscovery::tellsTheEngine()
{
    QTemporaryDir folder;
    write(folder, u"m/1_a.sql"_s,
          "-- migrate:up\nCREATE TABLE a (id bigserial, x jsonb);\n-- migrate:down\n");
    QCOMPARE(discoverIn(QDir(folder.path()), noVariable).engine, Engine::PostgreSql);
    write(folder, u"m/1_a.sql"_s,
          "-- migrate:up\nCREATE TABLE a (id integer primary key autoincrement);\n"
          "-- migrate:down\n");
    QCOMPARE(discoverIn(QDir(folder.path()), noVariable).engine, Engine::Sqlite);
}

void TestDiscovery::writesWhatItCanReadBack()
{
    QTemporaryDir folder;
    write(folder, u"we \"ird/1_a.sql"_s, "-- migrate:up\nSELECT 1;\n-- migrate:down\n");
    const auto path = createWorkspace(QDir(folder.path()), noVariable);
    QVERIFY2(path, path ? "" : qPrintable(path.error().toString()));
    const auto workspace = readWorkspace(*path);
    QVERIFY2(workspace, workspace ? "" : qPrintable(workspace.error().toString()));
    QCOMPARE(workspace->migrations, folder.filePath(u"we \"ird"_s));
    QCOMPARE(workspace->convention, u"dbmate"_s);
    QCOMPARE(workspace->defaultEnvironment, u"local"_s);
    QCOMPARE(workspace->environments.size(), size_t(1));
}

void TestDiscovery::refusesTwice()
{
    QTemporaryDir folder;
    write(folder, u"tidemark.toml"_s, "# mine\n");
    const auto path = createWorkspace(QDir(folder.path()), noVariable);
    QVERIFY(!path);
    QCOMPARE(path.error().kind, ErrorKind::Usage);
    QFile file(folder.filePath(u"tidemark.toml"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("# mine\n"));
}

void TestDiscovery::saysWhatItLookedFor()
{
    QTemporaryDir folder;
    const auto path = createWorkspace(QDir(folder.path()), noVariable);
    QVERIFY(!path);
    QVERIFY(path.error().detail.contains(u"dbmate"_s));
    QVERIFY(!QFile::exists(folder.filePath(u"tidemark.toml"_s)));
}

QTEST_GUILESS_MAIN(TestDiscovery)
#include "tst_discovery.moc"
