// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"
#include "engines/archive/madearchives.h"
#include "fuzz/targets.h"
#include "support/growth.h"
#include "support/testserver.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// Archives that were cut off, or of which bytes have changed.
class DamagedArchivesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cutOff_data() { seeds(); }
    void cutOff();
    void changed_data() { seeds(); }
    void changed();
    void changedFolder();
    void absurdLengths();
    void absurdParents();
    void keptByFuzzing();

private:
    static void seeds()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : {u"c"_s, u"c0"_s, u"piped"_s, u"tar"_s, u"sql"_s, u"inserts"_s,
                                    u"gz"_s, u"zst"_s, u"lz4"_s})
            QTest::newRow(qPrintable(name)) << name;
    }
    static QByteArray contents(const QString &path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qPrintable(path));
        return file.readAll();
    }
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(path));
    }
    QByteArray damaged(QByteArray bytes);
    static QString seed(const QString &name) { return archiveFolder().filePath(name); }

    QRandomGenerator m_random{42}; // the same damage in every run
};

void DamagedArchivesTest::initTestCase()
{
    const QString url = TestServer::createDatabase(u"small"_s);
    QVERIFY(openSession(url)->execute(
        "CREATE TABLE one (id integer, name text);"
        "INSERT INTO one SELECT i, 'name ' || i || E'\\t\\\\' FROM generate_series(1, 500) i;"
        "CREATE TABLE \"Weird \"\"Name\"\"; --\" (v text, n numeric);"
        "INSERT INTO \"Weird \"\"Name\"\"; --\" VALUES (NULL, 1), ('', NULL), ('it''s', 'NaN');"
        "CREATE VIEW v AS SELECT 1; SELECT lo_from_bytea(77, 'bytes');"));
    const QString dump = u"'%1' -d '%2' "_s.arg(TestServer::program(u"pg_dump"_s), url);
    const QString folder = archiveFolder().path();
    const QString script = u"cd '%1' && %2 -Fc -f c && %2 -Fc -Z0 -f c0 && %2 -Fc | cat > piped && "
                           "%2 -Ft -f tar && %2 -f sql && %2 --inserts -f inserts && "
                           "%2 -Fd -f folder && gzip < sql > gz && zstd -q < sql > zst && "
                           "lz4 -c sql > lz4"_s.arg(folder, dump);
    const auto made = runProcessChecked(
        {.program = u"/bin/bash"_s, .arguments = {u"-o"_s, u"pipefail"_s, u"-c"_s, script}});
    QVERIFY2(made, made ? "" : qPrintable(made.error().toString()));
}

/// Whatever is read from an archive that ends too early is the beginning of what was in it.
void DamagedArchivesTest::cutOff()
{
    QFETCH(QString, name);
    const QByteArray whole = contents(seed(name));
    const auto intact = openedArchive(seed(name));
    const QString path = archiveFolder().filePath(u"cut"_s);
    constexpr int cuts = 120;
    for (int i = 0; i < cuts; ++i) {
        write(path, whole.first(whole.size() * i / cuts));
        const auto archive = openArchive(path, {});
        if (!archive) {
            QVERIFY(archive.error().kind == ErrorKind::Input ||
                    archive.error().kind == ErrorKind::Unsupported);
            QVERIFY(!archive.error().summary.isEmpty());
            continue;
        }
        bool complete = (*archive)->problems().empty();
        for (const ArchiveTable &table : (*archive)->tables()) {
            const auto twin = intact->findTable(table.schema + u'.' + table.name);
            QVERIFY(twin);
            const auto wanted = allRows(*intact, **twin);
            const auto page = (*archive)->rows(table, 0, 10'000, {});
            if (!page) {
                complete = false;
                continue;
            }
            QVERIFY(page->rows.size() <= wanted.size());
            QVERIFY(std::equal(page->rows.begin(), page->rows.end(), wanted.begin()));
            // Rows are missing with a word about it, and never silently.
            QVERIFY2(page->broken || page->rows.size() == wanted.size() ||
                         !(*archive)->problems().empty(),
                     qPrintable(u"cut %1: %2 rows"_s.arg(i).arg(page->rows.size())));
            complete = complete && !page->broken;
        }
        // A tar file is padded with blocks that nobody misses.
        if (i < cuts * 3 / 4)
            QVERIFY2(!complete || (*archive)->info().format != ArchiveFormat::Plain,
                     qPrintable(u"cut %1"_s.arg(i)));
    }
}

QByteArray DamagedArchivesTest::damaged(QByteArray bytes)
{
    const int times = m_random.bounded(1, 6);
    for (int i = 0; i < times && !bytes.isEmpty(); ++i) {
        // The beginning has the lengths that everything hangs on.
        const qsizetype range =
            m_random.bounded(2) ? bytes.size() : std::min<qsizetype>(bytes.size(), 2000);
        const qsizetype at = m_random.bounded(int(range));
        switch (m_random.bounded(6)) {
        case 0:
            bytes[at] = char(bytes[at] ^ 1 << m_random.bounded(8));
            break;
        case 1:
            bytes[at] = char(m_random.bounded(256));
            break;
        case 2:
            bytes.replace(at, 4, QByteArray(4, m_random.bounded(2) ? '\xff' : '\x7f'));
            break;
        case 3:
            bytes.remove(at, m_random.bounded(1, 40));
            break;
        case 4:
            bytes.insert(at,
                         bytes.mid(m_random.bounded(int(bytes.size())), m_random.bounded(1, 40)));
            break;
        default:
            bytes.truncate(at);
            break;
        }
    }
    return bytes;
}

void DamagedArchivesTest::changed()
{
    QFETCH(QString, name);
    const QByteArray whole = contents(seed(name));
    constexpr int inputs = 300;
    constexpr qint64 slowestNs = 5'000'000'000;
    for (int i = 0; i < inputs; ++i) {
        const QByteArray bytes = damaged(whole);
        const qint64 start = processorNs();
        fuzz::archive(bytes);
        fuzz::decoder(char(i % 4) + bytes);
        fuzz::text(bytes);
        QVERIFY2(processorNs() - start < slowestNs, qPrintable(u"input %1"_s.arg(i)));
    }
}

void DamagedArchivesTest::changedFolder()
{
    const QDir folder(seed(u"folder"_s));
    for (const QString &file : folder.entryList(QDir::Files)) {
        const QByteArray whole = contents(folder.filePath(file));
        for (int i = 0; i < 60; ++i) {
            write(folder.filePath(file), damaged(whole));
            const auto archive = openArchive(folder.path(), {});
            if (!archive)
                continue;
            for (const ArchiveTable &table : (*archive)->tables())
                static_cast<void>((*archive)->rows(table, 0, 10'000, {}));
            static_cast<void>((*archive)->largeObjects());
        }
        write(folder.filePath(file), whole);
    }
    QVERIFY(openedArchive(folder.path())->problems().empty());
}

/// A text of 2 GB in a table of contents of 60 bytes, and a count of entries that is none.
/// Each of them twice from the next: more ways than anybody can go.
void DamagedArchivesTest::absurdParents()
{
    QByteArray script = "CREATE TABLE t (a int) INHERITS (t, t);\nCREATE TABLE t0 (b text);\n";
    for (int i = 1; i <= 60; ++i) {
        const QByteArray before = "t" + QByteArray::number(i - 1);
        script += "CREATE TABLE t" + QByteArray::number(i) + " () INHERITS (" + before + ", " +
                  before + ");\n";
    }
    script += "COPY t FROM stdin;\n1\n\\.\nCOPY t60 FROM stdin;\nx\n\\.\n";
    const QString path = archiveFolder().filePath(u"parents.sql"_s);
    write(path, script);
    const auto archive = openArchive(path, {});
    QVERIFY2(archive, archive ? "" : qPrintable(archive.error().toString()));
    for (const auto &[name, column] : {std::pair(u"t"_s, u"a"_s), std::pair(u"t60"_s, u"b"_s)}) {
        const auto table = (*archive)->findTable(name);
        QVERIFY(table);
        QCOMPARE((*table)->columns.size(), size_t(1));
        QCOMPARE((*table)->columns[0].name, column);
    }
}

void DamagedArchivesTest::absurdLengths()
{
    const QByteArray whole = contents(seed(u"c"_s));
    const qsizetype name = whole.indexOf("small");
    QVERIFY(name > 0);
    QByteArray lies = whole;
    lies.replace(name - 4, 4, QByteArray("\xff\xff\xff\x7f", 4));
    const QString path = archiveFolder().filePath(u"lies"_s);
    write(path, lies);
    const auto archive = openArchive(path, {});
    QVERIFY(!archive);
    QCOMPARE(archive.error().kind, ErrorKind::Input);
    QVERIFY2(archive.error().detail.contains(u"2147483647"_s), qPrintable(archive.error().detail));
    lies = whole;
    lies[6] = '\x20';
    write(path, lies);
    QCOMPARE(openArchive(path, {}).error().kind, ErrorKind::Unsupported);
}

/// What fuzzing begins with, and all that it has ever found.
void DamagedArchivesTest::keptByFuzzing()
{
    const QDir corpus(QStringLiteral(TIDEMARK_SOURCE_DIR "/tests/fuzz/corpus"));
    int fed = 0;
    struct Fed
    {
        QString folder;
        void (*feed)(QByteArrayView);
    };
    for (const auto &[folder, feed] :
         {Fed{u"archive"_s, fuzz::archive}, Fed{u"decoder"_s, fuzz::decoder},
          Fed{u"text"_s, fuzz::text}}) {
        const QDir files(corpus.filePath(folder));
        for (const QString &file : files.entryList(QDir::Files)) {
            feed(contents(files.filePath(file)));
            ++fed;
        }
    }
    QVERIFY(fed > 10);
}

QTEST_GUILESS_MAIN(DamagedArchivesTest)
#include "tst_damagedarchives.moc"
