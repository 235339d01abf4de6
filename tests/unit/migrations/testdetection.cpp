// SPDX-License-Identifier: GPL-3.0-or-later
#include "folder.h"

#include "database/connectionspec.h"
#include "database/session.h"

#include <QSet>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// Which convention a folder is taken for, alone and with a database's history table at hand.
class TestDetection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsAreUnique();
    void findsByFiles_data();
    void findsByFiles();
    void findsByProject_data();
    void findsByProject();
    void theHistoryTableSettlesIt();
    void anotherToolsTableDoesNot();
    void nothingThere();
    void notSureEnough();
    void noFolder();
};

void TestDetection::idsAreUnique()
{
    QSet<QString> ids;
    for (const Convention *convention : conventions()) {
        ids.insert(convention->id());
        QCOMPARE(findConvention(convention->id()), convention);
        QVERIFY(!convention->displayName().isEmpty());
    }
    QCOMPARE(size_t(ids.size()), conventions().size());
    QCOMPARE(findConvention(u"DBMate"_s), findConvention(u"dbmate"_s));
    QCOMPARE(findConvention(u"nobody"_s), nullptr);
}

using Files = QList<std::pair<QString, QByteArray>>;

void TestDetection::findsByFiles_data()
{
    QTest::addColumn<Files>("files");
    QTest::addColumn<QString>("convention");
    QTest::newRow("dbmate") << Files{{u"1_a.sql"_s, "-- migrate:up\n-- migrate:down\n"}}
                            << u"dbmate"_s;
    QTest::newRow("goose") << Files{{u"1_a.sql"_s, "\n-- +goose Up\n"}} << u"goose"_s;
    QTest::newRow("goose behind a mark")
        << Files{{u"1_a.sql"_s, "\xef\xbb\xbf-- +goose Up\n"}} << u"goose"_s;
    QTest::newRow("sql-migrate") << Files{{u"1_a.sql"_s, "-- +migrate Up\n"}} << u"sql-migrate"_s;
    QTest::newRow("node-pg-migrate")
        << Files{{u"1_a.sql"_s, "-- Up Migration\n-- Down Migration\n"}} << u"node-pg-migrate"_s;
    QTest::newRow("diesel") << Files{{u"2020-01-01-000000_a/up.sql"_s, ""},
                                     {u"2020-01-01-000000_a/down.sql"_s, ""}}
                            << u"diesel"_s;
    QTest::newRow("golang-migrate")
        << Files{{u"1_a.up.sql"_s, ""}, {u"1_a.down.sql"_s, ""}} << u"golang-migrate"_s;
    QTest::newRow("sqlx") << Files{{u"1_a.sql"_s, ""}, {u"2_b.sql"_s, ""}} << u"sqlx"_s;
    QTest::newRow("one program among dbmate's")
        << Files{{u"1_a.sql"_s, "-- migrate:up\n"}, {u"readme.md"_s, ""}} << u"dbmate"_s;
}

void TestDetection::findsByFiles()
{
    QFETCH(Files, files);
    QFETCH(QString, convention);
    Folder folder;
    for (const auto &[name, text] : files)
        folder.write(name, text);
    const auto found = detectConvention(folder.dir());
    QVERIFY2(found, qPrintable(found ? QString() : found.error().toString()));
    QCOMPARE((*found)->id(), convention);
}

void TestDetection::findsByProject_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("convention");
    QTest::newRow("go.mod") << u"go.mod"_s
                            << QByteArray("require github.com/golang-migrate/migrate/v4")
                            << u"golang-migrate"_s;
    QTest::newRow("Cargo.toml") << u"Cargo.toml"_s << QByteArray("[dependencies]\nsqlx = \"0.8\"\n")
                                << u"sqlx"_s;
    QTest::newRow("tidemark.toml")
        << u"tidemark.toml"_s << QByteArray("convention = \"plain\"\n") << u"plain"_s;
}

void TestDetection::findsByProject()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    QFETCH(QString, convention);
    Folder folder;
    folder.write(file, text);
    folder.write(u"db/migrations/1_a.up.sql"_s, "");
    folder.write(u"db/migrations/1_a.down.sql"_s, "");
    const auto found = detectConvention(QDir(folder.file(u"db/migrations"_s)));
    QVERIFY(found);
    QCOMPARE((*found)->id(), convention);
}

std::unique_ptr<Session> scratch(const Folder &folder)
{
    const auto spec = ConnectionSpec::parse(u"sqlite:"_s + folder.file(u"scratch.db"_s));
    if (!spec)
        qFatal("%s", qPrintable(spec.error().toString()));
    auto session = openSession(*spec);
    if (!session)
        qFatal("%s", qPrintable(session.error().toString()));
    return std::move(*session);
}

void TestDetection::theHistoryTableSettlesIt()
{
    for (const QString &convention : {u"sqlx"_s, u"plain"_s, u"golang-migrate"_s}) {
        Folder folder;
        folder.write(u"migrations/1_a.up.sql"_s, "");
        folder.write(u"migrations/1_a.down.sql"_s, "");
        const QDir migrations(folder.file(u"migrations"_s));
        const auto session = scratch(folder);
        const auto store = findConvention(convention)->history(Engine::Sqlite, migrations);
        QVERIFY(store->ensure(*session));
        const auto found = detectConvention(migrations, session.get());
        QVERIFY(found);
        QCOMPARE((*found)->id(), convention);
    }
}

void TestDetection::anotherToolsTableDoesNot()
{
    Folder folder;
    folder.write(u"migrations/1_a.up.sql"_s, "");
    folder.write(u"migrations/1_a.down.sql"_s, "");
    const auto session = scratch(folder);
    // dbmate's table has golang-migrate's name.
    QVERIFY(session->execute("create table schema_migrations (version varchar(128) primary key)"));
    const auto found = detectConvention(QDir(folder.file(u"migrations"_s)), session.get());
    QVERIFY(found);
    QCOMPARE((*found)->id(), u"golang-migrate"_s);
}

void TestDetection::nothingThere()
{
    Folder folder;
    folder.write(u"readme.md"_s, "hello\n");
    const auto found = detectConvention(folder.dir());
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Input);
    QVERIFY(found.error().detail.contains(u"dbmate"_s));
}

void TestDetection::notSureEnough()
{
    Folder folder;
    // Only popx thinks that this might be its own.
    folder.write(u"20200101000000000000_a.txt"_s, "");
    const auto found = detectConvention(folder.dir());
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Input);
}

void TestDetection::noFolder()
{
    const auto found = detectConvention(QDir(u"/nonexistent/migrations"_s));
    QVERIFY(!found);
    QVERIFY(found.error().summary.contains(u"/nonexistent/migrations"_s));
}

QTEST_GUILESS_MAIN(TestDetection)
#include "testdetection.moc"
