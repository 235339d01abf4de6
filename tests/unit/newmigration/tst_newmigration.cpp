// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/convention.h"
#include "sql/splitter.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

/// The files of new migrations, for every convention: written, they are read as the newest one.
class TestNewMigration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesFiles_data();
    void namesFiles();
    void comesAfterAllOthers_data();
    void comesAfterAllOthers();
    void saysWhatItIsGiven_data();
    void saysWhatItIsGiven();
    void addsToSqitchsPlan();
};

namespace {

const QDateTime now(QDate(2024, 5, 6), QTime(7, 8, 9), Qt::UTC);

void write(const QString &path, const QByteArray &text,
           QIODevice::OpenMode mode = QIODevice::Truncate)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | mode));
    file.write(text);
}

MigrationSet read(const Convention &convention, const QString &folder)
{
    ReadRequest request;
    request.folder = QDir(folder);
    const auto set = convention.read(request);
    return set ? *set : MigrationSet();
}

QStringList pathsOf(const std::vector<NewFile> &files)
{
    QStringList paths;
    for (const NewFile &file : files)
        paths += file.path;
    return paths;
}

} // namespace

void TestNewMigration::namesFiles_data()
{
    QTest::addColumn<QString>("convention");
    QTest::addColumn<QStringList>("existing");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QString &convention, const QStringList &existing,
                        const QStringList &expected) {
        QTest::newRow(name) << convention << existing << expected;
    };
    row("dbmate, first", u"dbmate"_s, {}, {u"20240506070809_add_users.sql"_s});
    row("dbmate, times", u"dbmate"_s, {u"20240101000000_a.sql"_s},
        {u"20240506070809_add_users.sql"_s});
    row("dbmate, time ahead", u"dbmate"_s, {u"20990101000000_a.sql"_s},
        {u"20990101000001_add_users.sql"_s});
    row("goose, counted", u"goose"_s, {u"00009_a.sql"_s}, {u"00010_add_users.sql"_s});
    row("golang-migrate", u"golang-migrate"_s, {u"000009_a.up.sql"_s, u"000009_a.down.sql"_s},
        {u"000010_add_users.up.sql"_s, u"000010_add_users.down.sql"_s});
    row("plain, all nines", u"plain"_s, {u"99_a.up.sql"_s},
        {u"100_add_users.up.sql"_s, u"100_add_users.down.sql"_s});
    row("sqlx, pairs", u"sqlx"_s, {u"1_a.up.sql"_s},
        {u"2_add_users.up.sql"_s, u"2_add_users.down.sql"_s});
    row("sqlx, simple", u"sqlx"_s, {u"1_a.sql"_s}, {u"2_add_users.sql"_s});
    row("diesel, first", u"diesel"_s, {},
        {u"2024-05-06-070809_add_users/up.sql"_s, u"2024-05-06-070809_add_users/down.sql"_s});
    row("diesel, without hyphens", u"diesel"_s, {u"20230101000000_a/up.sql"_s},
        {u"20240506070809_add_users/up.sql"_s, u"20240506070809_add_users/down.sql"_s});
    row("sql-migrate", u"sql-migrate"_s, {u"0001_a.sql"_s}, {u"0002_add_users.sql"_s});
    row("flyway, first", u"flyway"_s, {}, {u"V1__add_users.sql"_s, u"U1__add_users.sql"_s});
    row("flyway, parts", u"flyway"_s, {u"V1.9__a.sql"_s},
        {u"V1.10__add_users.sql"_s, u"U1.10__add_users.sql"_s});
    row("popx, 20 digits", u"popx"_s, {u"20230101000000000001_a.up.sql"_s},
        {u"20240506070809000000_add_users.up.sql"_s, u"20240506070809000000_add_users.down.sql"_s});
}

void TestNewMigration::namesFiles()
{
    QFETCH(QString, convention);
    QFETCH(QStringList, existing);
    QTemporaryDir folder;
    for (const QString &name : existing)
        write(folder.filePath(name), "-- migrate:up\n-- +goose Up\n-- +migrate Up\nSELECT 1;\n");
    const Convention *tool = findConvention(convention);
    QVERIFY(tool);
    const MigrationSet set = read(*tool, folder.path());
    const auto files = tool->newMigration({set, Engine::PostgreSql, u"add users"_s, now, {}, {}});
    QVERIFY2(files, files ? "" : qPrintable(files.error().toString()));
    QTEST(pathsOf(*files), "expected");
    QVERIFY(!tool->newMigration({set, Engine::PostgreSql, u" /.."_s, now, {}, {}}));
}

void TestNewMigration::comesAfterAllOthers_data()
{
    QTest::addColumn<QString>("convention");
    for (const Convention *convention : conventions()) {
        if (convention->id() != u"sqitch")
            QTest::newRow(qPrintable(convention->id())) << convention->id();
    }
}

void TestNewMigration::comesAfterAllOthers()
{
    QFETCH(QString, convention);
    QTemporaryDir folder;
    const Convention *tool = findConvention(convention);
    for (int number = 1; number <= 3; ++number) {
        const MigrationSet set = read(*tool, folder.path());
        const auto files =
            tool->newMigration({set, Engine::PostgreSql, u"number %1"_s.arg(number), now, {}, {}});
        QVERIFY(files);
        for (const NewFile &file : *files)
            write(folder.filePath(file.path), file.text);
        const MigrationSet after = read(*tool, folder.path());
        QCOMPARE(after.migrations.size(), size_t(number));
        const Migration &newest = after.migrations.back();
        QVERIFY2(newest.id.endsWith(u"number_%1"_s.arg(number)), qPrintable(newest.id));
        QVERIFY(newest.runnable);
        for (const Finding &finding : after.findings)
            QVERIFY2(finding.severity == Finding::Severity::Note, qPrintable(finding.message));
    }
}

void TestNewMigration::saysWhatItIsGiven_data()
{
    QTest::addColumn<QString>("convention");
    QTest::addColumn<bool>("transactional");
    for (const Convention *convention : conventions()) {
        for (const bool transactional : {true, false}) {
            if (convention->id() != u"sqitch")
                QTest::addRow("%s, %s", qPrintable(convention->id()),
                              transactional ? "in a transaction" : "outside of one")
                    << convention->id() << transactional;
        }
    }
}

/// Read back, the scripts hold the same statements, and run as was said.
void TestNewMigration::saysWhatItIsGiven()
{
    QFETCH(const QString, convention);
    QFETCH(const bool, transactional);
    QTemporaryDir folder;
    const Convention *tool = findConvention(convention);
    const MigrationSet set = read(*tool, folder.path());
    NewMigrationRequest request{set, Engine::PostgreSql, u"from a comparison"_s, now, {}, {}};
    request.transactional = transactional;
    if (transactional) {
        request.up = "-- a remark\nCREATE TABLE \"Weird \"\"Name\"\"; --\" (id int);\n\n"
                     "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n"
                     "  NEW.at := now();\n  RETURN NEW;\nEND;\n$$;\n\n"
                     "-- another\nDROP INDEX i;\n";
        request.down = "CREATE INDEX i ON t (x);\nDROP FUNCTION f();\n";
    } else {
        request.up = "CREATE INDEX CONCURRENTLY i ON t (x);\n";
        request.down = "DROP INDEX CONCURRENTLY i;\n";
    }
    const auto files = tool->newMigration(request);
    QVERIFY2(files, files ? "" : qPrintable(files.error().toString()));
    for (const NewFile &file : *files)
        write(folder.filePath(file.path), file.text);
    const MigrationSet after = read(*tool, folder.path());
    QCOMPARE(after.migrations.size(), size_t(1));
    const Migration &migration = after.migrations.front();
    const auto same = [](const std::vector<Script> &scripts, const QByteArray &text) {
        Script whole;
        whole.text = text;
        const auto wanted = splitScript(whole, Engine::PostgreSql);
        const auto found = splitScripts(scripts, Engine::PostgreSql);
        if (!wanted || !found || wanted->size() != found->size())
            return false;
        for (size_t i = 0; i < wanted->size(); ++i) {
            if ((*wanted)[i].text != (*found)[i].text)
                return false;
        }
        return true;
    };
    QVERIFY(same(migration.up, request.up));
    if (migration.down)
        QVERIFY(same(*migration.down, request.down));
    const bool tellsMode = convention != u"golang-migrate" && convention != u"node-pg-migrate";
    if (tellsMode)
        QCOMPARE(migration.up.front().transaction == TransactionMode::Transaction, transactional);
}

void TestNewMigration::addsToSqitchsPlan()
{
    QTemporaryDir folder;
    write(folder.filePath(u"sqitch.conf"_s), "[core]\n\tengine = pg\n");
    write(folder.filePath(u"sqitch.plan"_s),
          "%syntax-version=1.0.0\n%project=shop\n\nfirst 2023-01-01T00:00:00Z A B <a@b> # x\n");
    for (const QString &kind : {u"deploy"_s, u"revert"_s, u"verify"_s})
        write(folder.filePath(kind + u"/first.sql"_s), "SELECT 1;\n");
    const Convention *tool = findConvention(u"sqitch"_s);
    const MigrationSet set = read(*tool, folder.path());
    const auto files = tool->newMigration(
        {set, Engine::PostgreSql, u"second"_s, now, u"Ada L"_s, u"ada@example.org"_s});
    QVERIFY2(files, files ? "" : qPrintable(files.error().toString()));
    for (const NewFile &file : *files)
        write(QDir(folder.path()).filePath(file.path), file.text,
              file.append ? QIODevice::Append : QIODevice::NewOnly);
    const MigrationSet after = read(*tool, folder.path());
    QCOMPARE(after.migrations.size(), size_t(2));
    QCOMPARE(after.migrations[1].name, u"second"_s);
    QVERIFY(after.migrations[1].down);
    QVERIFY(after.migrations[1].verify);
    QVERIFY(!tool->newMigration({after, Engine::PostgreSql, u"second"_s, now, {}, {}}));
}

QTEST_GUILESS_MAIN(TestNewMigration)
#include "tst_newmigration.moc"
