// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/manifest.h"
#include "compare/schemasource.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

class TestSchemaSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsWhatPeopleWrite_data();
    void readsWhatPeopleWrite();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void showsNoPassword();
    void needsAWorkspaceForItsMigrations();

private:
    void write(const QString &name, const QByteArray &text = {}) const;
    SourceNames names() const { return {&m_workspace, QDir(m_folder.path())}; }
    QString whatOf(const SchemaSource &source) const;

    QTemporaryDir m_folder;
    Workspace m_workspace;
};

void TestSchemaSource::write(const QString &name, const QByteArray &text) const
{
    QFile file(m_folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

void TestSchemaSource::initTestCase()
{
    const QDir folder(m_folder.path());
    QVERIFY(folder.mkpath(u"migrations"_s));
    QVERIFY(folder.mkpath(u"user@home/sets"_s));
    QVERIFY(folder.mkpath(u"odd.sql"_s));
    for (const QString &name : {u"dump.sql"_s, u"Old.JSON"_s, u"empty.db"_s, u"a@b.sql"_s})
        write(name);
    write(u"shop.db"_s, QByteArray("SQLite format 3\0....", 20));
    write(u"photo.png"_s, "PNG");
    QVERIFY(folder.mkpath(u"kept/folder.dir"_s));
    write(u"kept/folder.dir/toc.dat"_s, "PGDMP....");
    write(u"shop.dump"_s, "PGDMP....");
    write(u"kept/db_backup_weird_1700000000.sql"_s,
          "--\n-- PostgreSQL database dump\n--\n\n--\n-- PostgreSQL database dump complete\n--\n");
    BackupManifest manifest;
    manifest.format = BackupFormat::SqliteFile;
    write(u"proven.db"_s, QByteArray("SQLite format 3\0....", 20));
    write(u"proven.db.manifest.json"_s, writeManifest(manifest));
    m_workspace.backup.folder = m_folder.filePath(u"kept"_s);
    m_workspace.file = m_folder.filePath(u"tidemark.toml"_s);
    m_workspace.migrations = m_folder.filePath(u"migrations"_s);
    m_workspace.convention = u"goose"_s;
    for (const QString &name : {u"staging"_s, u"dump.sql"_s}) {
        Environment environment;
        environment.name = name;
        m_workspace.environments.push_back(environment);
    }
}

QString TestSchemaSource::whatOf(const SchemaSource &source) const
{
    const QDir folder(m_folder.path());
    if (source.environment)
        return u"environment "_s + source.environment->name;
    if (source.spec && source.spec->engine == Engine::Sqlite)
        return u"sqlite "_s + folder.relativeFilePath(source.spec->conninfo);
    if (source.spec)
        return source.spec->conninfo;
    if (!source.folder.isEmpty())
        return (folder.relativeFilePath(source.folder) + u' ' + source.convention).trimmed();
    return folder.relativeFilePath(source.file);
}

void TestSchemaSource::readsWhatPeopleWrite_data()
{
    using Kind = SchemaSource::Kind;
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *text, Kind kind, const char *what, const char *version,
                        const char *shown) {
        QTest::newRow(text) << int(kind) << QString::fromLatin1(what)
                            << QString::fromLatin1(version) << QString::fromLatin1(shown);
    };
    row("staging", Kind::Database, "environment staging", "", "staging");
    row(" staging ", Kind::Database, "environment staging", "", "staging");
    row("dump.sql", Kind::Database, "environment dump.sql", "", "dump.sql");
    row("./dump.sql", Kind::Dump, "dump.sql", "", "dump.sql");
    row("a@b.sql", Kind::Dump, "a@b.sql", "", "a@b.sql");
    row("Old.JSON", Kind::Snapshot, "Old.JSON", "", "Old.JSON");
    row("shop.db", Kind::Database, "sqlite shop.db", "", "");
    row("empty.db", Kind::Database, "sqlite empty.db", "", "");
    row("sqlite:shop.db", Kind::Database, "sqlite shop.db", "", "");
    row("sqlite:not-yet.db", Kind::Database, "sqlite not-yet.db", "", "");
    row("postgresql://me@host/db", Kind::Database, "postgresql://me@host/db", "",
        "postgresql://me@host/db");
    row("host=h user=a@b", Kind::Database, "host=h user=a@b", "", "");
    row("migrations", Kind::Migrations, "migrations goose", "", "migrations");
    row("migrations/", Kind::Migrations, "migrations goose", "", "migrations");
    row("migrations@0012", Kind::Migrations, "migrations goose", "0012", "migrations at 0012");
    row("@0012", Kind::Migrations, "migrations goose", "0012", "migrations at 0012");
    row("@", Kind::Migrations, "migrations goose", "", "migrations");
    row("@0", Kind::Migrations, "migrations goose", "0", "migrations, none of them");
    row("user@home/sets", Kind::Migrations, "user@home/sets", "", "sets");
    row("user@home/sets@3", Kind::Migrations, "user@home/sets", "3", "sets at 3");
    row("shop.dump", Kind::Backup, "shop.dump", "", "backup shop.dump");
    row("backup:shop.dump", Kind::Backup, "shop.dump", "", "backup shop.dump");
    row("backup:shop.db", Kind::Backup, "shop.db", "", "backup shop.db");
    row("kept/folder.dir", Kind::Backup, "kept/folder.dir", "", "backup folder.dir");
    row("backup:db_backup_weird_1700000000.sql", Kind::Backup,
        "kept/db_backup_weird_1700000000.sql", "", "");
    row("backup:latest", Kind::Backup, "kept/db_backup_weird_1700000000.sql", "", "");
    row("proven.db", Kind::Backup, "proven.db", "", "backup proven.db");
    row("odd.sql", Kind::Migrations, "odd.sql", "", "odd.sql");
}

void TestSchemaSource::readsWhatPeopleWrite()
{
    QFETCH(int, kind);
    QFETCH(QString, what);
    QFETCH(QString, version);
    QFETCH(QString, shown);
    const QString text = QString::fromLatin1(QTest::currentDataTag());
    const auto source = parseSource(text, names());
    QVERIFY2(source, qPrintable(source ? QString() : source.error().toString()));
    QCOMPARE(int(source->kind), kind);
    QCOMPARE(source->version, version);
    QCOMPARE(whatOf(*source), what);
    if (!shown.isEmpty())
        QCOMPARE(source->displayName(), shown);
}

void TestSchemaSource::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QString &text, ErrorKind kind,
                        const QString &words) {
        QTest::newRow(name) << text << int(kind) << words;
    };
    row("nothing", u" "_s, ErrorKind::Usage, u"nothing is named"_s);
    row("unknown", u"stagging"_s, ErrorKind::Usage, u"stagging"_s);
    row("no dump", u"nosuch.sql"_s, ErrorKind::Input, u"there is no file"_s);
    row("no folder", u"nosuch@3"_s, ErrorKind::Input, u"there is no folder"_s);
    row("picture", u"photo.png"_s, ErrorKind::Usage, u"neither"_s);
    row("no backup", u"backup:nosuch"_s, ErrorKind::Usage, u"there is no backup \"nosuch\""_s);
    row("engine", u"mongodb://h/d"_s, ErrorKind::Usage, u"mongodb"_s);
}

void TestSchemaSource::saysWhatIsWrong()
{
    QFETCH(QString, text);
    QFETCH(int, kind);
    QFETCH(QString, words);
    const auto source = parseSource(text, names());
    QVERIFY(!source);
    QCOMPARE(int(source.error().kind), kind);
    QVERIFY2(source.error().summary.contains(words), qPrintable(source.error().summary));
}

void TestSchemaSource::showsNoPassword()
{
    const auto source = parseSource(u"postgresql://me:secret@host/db"_s, names());
    QVERIFY(source);
    QVERIFY(!source->displayName().contains(u"secret"));
}

void TestSchemaSource::needsAWorkspaceForItsMigrations()
{
    const SourceNames names{nullptr, QDir(m_folder.path())};
    const auto source = parseSource(u"@3"_s, names);
    QVERIFY(!source);
    QCOMPARE(source.error().kind, ErrorKind::Usage);
    QVERIFY(parseSource(u"migrations@3"_s, names));
}

QTEST_GUILESS_MAIN(TestSchemaSource)
#include "testschemasource.moc"
