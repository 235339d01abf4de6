// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/backupchoice.h"
#include "backup/partialbackup.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

/// What somebody means by the name of a backup, wherever he says it.
class TestBackupChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void takesTheOneThatIsMeant_data();
    void takesTheOneThatIsMeant();
    void refusesWhatMayBeTwo();
    void knowsOneByTwoPaths();
    void needsNoFolderForAFile();
    void keepsOneWithABrokenManifest();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    Result<ChosenBackup> choose(const QString &wanted, bool named = false) const
    {
        return chooseBackup(wanted,
                            {QDir(m_folder->path()),
                             [this]() -> Result<QString> { return path(u"kept"_s); }, named});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

constexpr auto dump =
    "--\n-- PostgreSQL database dump\n--\n\n-- PostgreSQL database dump complete\n";

} // namespace

void TestBackupChoice::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    for (const QString &name : {u"kept/db_backup_1700000000.sql"_s, u"kept/db_backup_one.sql"_s,
                                u"kept/both.sql"_s, u"both.sql"_s, u"here.sql"_s, u"latest"_s})
        write(name, dump);
    write(u"one"_s, "a note"); // no archive, so nobody means it
    QVERIFY(QDir().mkpath(path(u"db_backup_one.sql"_s)));
}

void TestBackupChoice::takesTheOneThatIsMeant_data()
{
    QTest::addColumn<bool>("named");
    QTest::addColumn<QString>("file"); // empty: none
    const auto row = [](const char *wanted, bool named, const char *file) {
        QTest::newRow(wanted) << named << QString::fromLatin1(file);
    };
    row("db_backup_1700000000.sql", false, "kept/db_backup_1700000000.sql");
    row("one", false, "kept/db_backup_one.sql");
    row("db_backup_one.sql", false, "kept/db_backup_one.sql");
    row("latest", false, "kept/db_backup_1700000000.sql");
    row("./latest", false, "latest");
    row("here.sql", false, "here.sql");
    row("./both.sql", false, "both.sql");
    row("kept/both.sql", false, "kept/both.sql");
    row("both.sql", true, "kept/both.sql");
    row("nothing", false, "");
    row("./nothing", false, "");
    row("", false, "");
}

void TestBackupChoice::takesTheOneThatIsMeant()
{
    QFETCH(bool, named);
    QFETCH(QString, file);
    if (QByteArrayView(QTest::currentDataTag()) == "latest") // the newest by its name
        QVERIFY(QFile::remove(path(u"kept/both.sql"_s)) &&
                QFile::remove(path(u"kept/db_backup_one.sql"_s)));
    const auto chosen = choose(QString::fromLatin1(QTest::currentDataTag()), named);
    if (file.isEmpty()) {
        QVERIFY(!chosen);
        QCOMPARE(chosen.error().kind, ErrorKind::Usage);
        return;
    }
    QVERIFY2(chosen, chosen ? "" : qPrintable(chosen.error().toString()));
    QCOMPARE(chosen->path, path(file));
    QCOMPARE(chosen->note, QString());
}

void TestBackupChoice::refusesWhatMayBeTwo()
{
    const auto chosen = choose(u"both.sql"_s);
    QVERIFY(!chosen);
    QCOMPARE(chosen.error().kind, ErrorKind::Usage);
    QVERIFY(chosen.error().detail.contains(path(u"kept/both.sql"_s)));
    QVERIFY(chosen.error().hint.contains(u"./both.sql"_s));
}

void TestBackupChoice::knowsOneByTwoPaths()
{
    QVERIFY(QFile::link(path(u"kept"_s), path(u"link"_s)));
    const auto chosen =
        chooseBackup(u"both.sql"_s, {QDir(path(u"kept"_s)),
                                     [this]() -> Result<QString> { return path(u"link"_s); }});
    QVERIFY2(chosen, chosen ? "" : qPrintable(chosen.error().toString()));
}

/// A workspace that cannot be read is in the way of names alone.
void TestBackupChoice::needsNoFolderForAFile()
{
    const BackupPlaces broken{QDir(m_folder->path()), []() -> Result<QString> {
                                  return fail(ErrorKind::Input, u"tidemark.toml is broken"_s);
                              }};
    QCOMPARE(chooseBackup(u"./here.sql"_s, broken)->note, QString());
    const auto here = chooseBackup(u"here.sql"_s, broken);
    QVERIFY(here);
    QVERIFY(here->note.contains(u"tidemark.toml is broken"_s));
    QCOMPARE(chooseBackup(u"nothing"_s, broken).error().kind, ErrorKind::Input);
    QCOMPARE(chooseBackup(u"./nothing"_s, broken).error().kind, ErrorKind::Usage);
}

/// By a path and by its name it is the same backup.
void TestBackupChoice::keepsOneWithABrokenManifest()
{
    write(manifestPathOf(u"kept/both.sql"_s), "{");
    const auto read = readBackup(path(u"kept/both.sql"_s));
    QVERIFY2(read, read ? "" : qPrintable(read.error().toString()));
    QVERIFY(!read->manifest && !read->manifestError.isEmpty());
    QCOMPARE(*read, *choose(u"both.sql"_s, true)->listed);
}

QTEST_GUILESS_MAIN(TestBackupChoice)
#include "tst_backupchoice.moc"
