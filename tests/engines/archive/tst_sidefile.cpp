// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/content.h"
#include "base/process.h"
#include "engines/archive/madearchives.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// What is kept of archives, when it is large, locked or damaged.
class SideFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void largeFact();
    void tableThatComesLate();
    void lockedByOthers();
    void noLockIsKept_data();
    void noLockIsKept();
    void damagedPlaces();
    void damagedFact();
    void pointThatTheDecoderRefuses();
    void momentOutOfRange();

private:
    QString archive() const { return m_folder->filePath(u"archive"_s); }
    std::unique_ptr<SideFile> opened() const
    {
        const auto bytes = FileBytes::open(archive());
        return SideFile::open(m_folder->path(), archive(), **bytes);
    }
    /// The only one that there is.
    static std::unique_ptr<Session> inside(const QString &cache)
    {
        const QDir folder(cache + u"/archives"_s);
        const QStringList files = folder.entryList({u"*.index"_s}, QDir::Files);
        if (files.size() != 1)
            qFatal("there are %d side files", int(files.size()));
        return openSession(u"sqlite:"_s + folder.filePath(files[0]));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void SideFileTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QFile file(archive());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("-- an archive\n");
}

void SideFileTest::largeFact()
{
    const QByteArray large(40 * 1024 * 1024, 'x');
    opened()->setFact(u"large"_s, large);
    QVERIFY(opened()->fact(u"large"_s) == large);
}

void SideFileTest::tableThatComesLate()
{
    const auto side = opened();
    const auto other = inside(m_folder->path());
    QVERIFY(other->execute("ALTER TABLE points RENAME TO kept; ALTER TABLE facts RENAME TO more"));
    QVERIFY(!side->fact(u"anything"_s));
    QVERIFY(!side->lastPoint(u"content"_s));
    QVERIFY(!side->lastPoint(u"content"_s));
    QVERIFY(other->execute("ALTER TABLE kept RENAME TO points; ALTER TABLE more RENAME TO facts"));
    QVERIFY(!side->lastPoint(u"content"_s));
    side->addPoint(u"content"_s, {.at = 5});
    QCOMPARE(side->lastPoint(u"content"_s), 5);
}

/// It is left as it is, and the archive is read without it.
void SideFileTest::lockedByOthers()
{
    opened()->setFact(u"name"_s, "value");
    const auto other = inside(m_folder->path());
    QVERIFY(other->execute("BEGIN EXCLUSIVE"));
    {
        const auto side = opened();
        QVERIFY(!side->fact(u"name"_s));
        side->setFact(u"mine"_s, "1");
        QCOMPARE(side->fact(u"mine"_s), "1");
    }
    QVERIFY(other->execute("COMMIT"));
    QCOMPARE(opened()->fact(u"name"_s), "value");
}

void SideFileTest::noLockIsKept_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("custom") << u"custom"_s;
    QTest::newRow("folder") << u"folder"_s;
}

void SideFileTest::noLockIsKept()
{
    QFETCH(QString, name);
    const QString option = name == u"folder" ? u"-Fd"_s : u"-Fc"_s;
    const QString path = archiveFolder().filePath(u"open "_s + name);
    QVERIFY(QFile::rename(
        madeArchive({.name = name, .options = {option}, .folder = name == u"folder"}), path));
    if (name == u"folder")
        QVERIFY(runProcessChecked(
            {.program = u"gzip"_s, .arguments = {QDir(path).filePath(u"toc.dat"_s)}}));
    const auto archive = openedArchive(path, m_folder->path());
    const auto other = inside(m_folder->path());
    QVERIFY(other->execute("BEGIN IMMEDIATE; COMMIT"));
    const auto objects = archive->largeObjects();
    QVERIFY(objects && !objects->empty());
    QVERIFY(archive->largeObject(objects->front(), 0, 1'000'000));
    QVERIFY(other->execute("BEGIN IMMEDIATE; COMMIT"));
}

void SideFileTest::damagedPlaces()
{
    const QString path = m_folder->filePath(u"many.sql.gz"_s);
    QByteArray script = "CREATE TABLE t (n integer, t text);\nCOPY t (n, t) FROM stdin;\n";
    QRandomGenerator random(1);
    for (int i = 0; i < 100'000; ++i) {
        script += QByteArray::number(i) + '\t';
        for (int word = 0; word < 6; ++word)
            script += QByteArray::number(random.generate64());
        script += '\n';
    }
    {
        QFile file(m_folder->filePath(u"many.sql"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(script + "\\.\n");
    }
    QVERIFY(runProcessChecked(
        {.program = u"gzip"_s, .arguments = {u"-1"_s, m_folder->filePath(u"many.sql"_s)}}));
    QCOMPARE(openedArchive(path, m_folder->path())->tables().size(), size_t(1));
    const auto other = inside(m_folder->path());
    const auto expect = [&] {
        const auto archive = openedArchive(path, m_folder->path());
        for (const qint64 row : {90'000, 55'555, 5}) {
            const auto page = archive->rows(archive->tables()[0], row, 1, {});
            QVERIFY(page && !page->broken);
            QCOMPARE(page->rows.size(), size_t(1));
            QCOMPARE(*page->rows[0][0], QByteArray::number(row));
        }
    };
    QVERIFY(other->execute("UPDATE places SET at = at + 1000 WHERE row > 0"));
    expect();
    QVERIFY(other->execute("UPDATE points SET at = at - 1000 WHERE at > 0"));
    expect();
}

void SideFileTest::damagedFact()
{
    opened()->setFact(u"name"_s, "value");
    QVERIFY(inside(m_folder->path())
                ->execute("UPDATE facts SET value = (SELECT value FROM facts WHERE name = "
                          "'identity') WHERE name = 'name'"));
    QVERIFY(!opened()->fact(u"name"_s));
}

/// It is read from its start then.
void SideFileTest::pointThatTheDecoderRefuses()
{
    const QString path = m_folder->filePath(u"numbers"_s);
    QByteArray numbers;
    for (int i = 0; i < 1'000'000; ++i)
        numbers += QByteArray::number(i) + '\n';
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(numbers);
    }
    QVERIFY(runProcessChecked({.program = u"gzip"_s, .arguments = {path}}));
    const auto side = opened();
    side->addPoint(
        u"content"_s,
        {.at = 4'000'000, .restart = {.mark = {}, .state = "?", .window = {}}, .page = {}});
    Content content(u"content"_s,
                    makeDecoder(Compression::Gzip,
                                std::make_unique<WholeFeed>(*FileBytes::open(path + u".gz"_s))),
                    *side);
    QByteArray part(100, '\0');
    const auto got = content.readAt(4'500'000, part.data(), part.size());
    QVERIFY2(got, qPrintable(got ? QString() : got.error().toString()));
    QCOMPARE(part, numbers.sliced(4'500'000, 100));
}

/// A year that no calendar has: everything else can be read.
void SideFileTest::momentOutOfRange()
{
    const QString path = madeArchive({.name = u"moment"_s, .options = {u"-Fc"_s}});
    QVERIFY(openedArchive(path)->info().createdAt.isValid());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray head = file.peek(100);
    const int compression = head[6] < 15 ? 5 : 1; // an integer before version 1.15
    const int year = 11 + compression + 5 * 5;
    QCOMPARE(int(head[year]), 0);
    QVERIFY(file.seek(year + 1));
    for (const QByteArray &bytes : {QByteArray("\xff\xff\xff\x7f", 4), QByteArray("\0\0\1\0", 4)}) {
        QVERIFY(file.seek(year + 1));
        file.write(bytes);
        file.flush();
        const auto archive = openedArchive(path);
        QVERIFY(!archive->info().createdAt.isValid());
        QVERIFY(archive->problems().empty());
    }
}

QTEST_GUILESS_MAIN(SideFileTest)
#include "tst_sidefile.moc"
