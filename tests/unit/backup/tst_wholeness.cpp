// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/backupstore.h"
#include "backup/wholeness.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

/// An archive without a manifest that was cut off is told from one that was not.
class TestWholeness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noticesWhatWasCutOff_data();
    void noticesWhatWasCutOff();
    void isSeenInTheFolder();
    void looksIntoAPackedFolder();

private:
    static QByteArray archive(const QString &name)
    {
        QFile file(QStringLiteral(TIDEMARK_SOURCE_DIR "/tests/fuzz/corpus/archive/") + name);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qPrintable(name));
        return file.readAll();
    }
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(path));
    }
};

void TestWholeness::noticesWhatWasCutOff_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("unneeded");      // bytes at the end that nobody misses
    QTest::newRow("custom") << u"c"_s << 5; // two zeros end large objects
    QTest::newRow("not compressed") << u"c0"_s << 5;
    QTest::newRow("tar") << u"tar"_s << 0;
    QTest::newRow("plain") << u"sql"_s << 100;
    QTest::newRow("lz4") << u"lz4"_s << 0;
    QTest::newRow("sqlite") << u"db"_s << 0;
}

void TestWholeness::noticesWhatWasCutOff()
{
    QFETCH(QString, name);
    QFETCH(int, unneeded);
    const QByteArray whole = archive(name);
    const QTemporaryDir folder;
    const QString path = folder.filePath(name);
    write(path, whole);
    const auto kind = archiveKindOf(path);
    QVERIFY(kind);
    QVERIFY(looksWhole(path, *kind));
    for (qsizetype size = whole.size() - 1 - unneeded; size >= 0; size -= 1 + size / 500) {
        QVERIFY(QFile::resize(path, size));
        QVERIFY2(!looksWhole(path, *kind), qPrintable(u"%1 bytes"_s.arg(size)));
    }
}

void TestWholeness::isSeenInTheFolder()
{
    const QTemporaryDir folder;
    const QByteArray whole = archive(u"c"_s);
    write(folder.filePath(u"Weird \"Name\"; --.dump"_s), whole);
    write(folder.filePath(u"cut.dump"_s), whole.chopped(100));
    const auto found = scanBackups(folder.path());
    QVERIFY(found);
    QCOMPARE(found->backups.size(), size_t(2));
    for (const Backup &backup : found->backups)
        QCOMPARE(backup.whole, backup.fileName() != u"cut.dump");
    const auto cut = readBackup(folder.filePath(u"cut.dump"_s));
    QVERIFY(cut && !cut->whole);
}

/// A directory of pg_dump whose files somebody packed one by one.
void TestWholeness::looksIntoAPackedFolder()
{
    const QTemporaryDir folder;
    const QDir golden(QStringLiteral(TIDEMARK_SOURCE_DIR "/tests/golden/archives/folder-zstd"));
    for (const QString &name : golden.entryList(QDir::Files))
        QVERIFY(QFile::copy(golden.filePath(name), folder.filePath(name)));
    QCOMPARE(QProcess::execute(u"gzip"_s, {folder.filePath(u"toc.dat"_s)}), 0);
    const ArchiveKind kind{BackupFormat::Directory};
    QVERIFY(looksWhole(folder.path(), kind));
    QVERIFY(QFile::remove(folder.filePath(u"3338.dat.zst"_s)));
    QVERIFY(!looksWhole(folder.path(), kind));
}

QTEST_GUILESS_MAIN(TestWholeness)
#include "tst_wholeness.moc"
