// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/content.h"
#include "base/process.h"
#include "engines/archive/madearchives.h"
#include "support/testserver.h"

#include <QBuffer>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

class ArchivesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_session = openSession(sourceDatabase()); }
    void rows_data() { kinds(); }
    void rows();
    void anyPage_data() { kinds(); }
    void anyPage();
    void columns_data() { kinds(); }
    void columns();
    void largeObjects_data() { kinds(); }
    void largeObjects();
    void tableOfContents_data() { kinds(); }
    void tableOfContents();
    void search_data() { kinds(); }
    void search();
    void fromPgDump17_data();
    void fromPgDump17();
    void definitionsOfAScript();
    void csv();
    void unknownTable();
    void staleIndexIsMadeAnew();

private:
    static void kinds()
    {
        QTest::addColumn<int>("kind");
        for (int i = 0; i < archiveKinds().size(); ++i)
            QTest::newRow(qPrintable(archiveKinds()[i].name)) << i;
    }
    static const ArchiveTable &table(const Archive &archive, const QString &name)
    {
        const auto found = archive.findTable(name);
        if (!found)
            qFatal("%s", qPrintable(found.error().toString()));
        return **found;
    }

    std::unique_ptr<Session> m_session;
};

void ArchivesTest::rows()
{
    QFETCH(int, kind);
    const auto archive = openedArchive(madeArchive(archiveKinds()[kind]));
    QVERIFY(archive->problems().empty());
    QStringList names;
    for (const ArchiveTable &item : archive->tables()) {
        const Rows expected = rowsInDatabase(*m_session, item);
        const auto read = allRows(*archive, item);
        // A table without columns has rows of nothing, which a query does not show.
        if (item.name == u"none") {
            QCOMPARE(read, (std::vector<std::vector<Cell>>{{}, {}}));
        } else {
            QCOMPARE(read.size(), expected.rows.size());
            for (size_t i = 0; i < read.size(); ++i)
                QVERIFY2(read[i] == expected.rows[i],
                         qPrintable(u"%1, row %2"_s.arg(item.name).arg(i)));
        }
        names += item.name;
    }
    names.sort();
    QStringList wanted{u"Weird \"Name\"; --"_s, u"empty"_s,    u"kinds"_s, u"many"_s, u"none"_s,
                       u"parted us"_s,          u"parted_eu"_s};
    wanted.sort();
    QCOMPARE(names, wanted);
}

void ArchivesTest::anyPage()
{
    QFETCH(int, kind);
    const QString path = madeArchive(archiveKinds()[kind]);
    constexpr qint64 rows = 40'000;
    {
        const auto archive = openedArchive(path, cacheFolder());
        const auto counted = archive->index(table(*archive, u"many"_s), {}, {});
        QVERIFY2(counted, qPrintable(counted ? QString() : counted.error().toString()));
        QCOMPARE(*counted, rows);
    }
    const auto archive = openedArchive(path, cacheFolder());
    const ArchiveTable &many = table(*archive, u"many"_s);
    QCOMPARE(archive->knownRows(many), rows);
    for (const qint64 first : {qint64(39'990), qint64(0), qint64(20'001), qint64(5), qint64(35'000),
                               qint64(34'999), rows, rows + 1}) {
        const auto page = archive->rows(many, first, 10, {});
        QVERIFY(page);
        QVERIFY(!page->broken);
        QCOMPARE(page->rows.size(), size_t(std::clamp<qint64>(rows - first, 0, 10)));
        QCOMPARE(page->atEnd, first >= rows - 10);
        for (size_t i = 0; i < page->rows.size(); ++i)
            QCOMPARE(*page->rows[i][1], "name " + QByteArray::number(first + qint64(i)));
    }
}

void ArchivesTest::columns()
{
    QFETCH(int, kind);
    const auto archive = openedArchive(madeArchive(archiveKinds()[kind]));
    const ArchiveTable &weird = table(*archive, u"Weird \"Name\"; --"_s);
    const std::vector<ArchiveColumn> wanted{{u"id; --"_s, u"integer"_s},
                                            {u"a \"b\", c"_s, u"text"_s},
                                            {u"at"_s, u"timestamp(3) with time zone"_s}};
    QCOMPARE(weird.columns, wanted);
    const ArchiveTable &many = table(*archive, u"public.many"_s);
    QCOMPARE(many.columns.size(), size_t(3));
    const auto definition = archive->definition(many.definition);
    QVERIFY(definition && definition->trimmed().startsWith(u"CREATE TABLE public.many ("_s));
    QStringList types;
    for (const ArchiveColumn &column : table(*archive, u"kinds"_s).columns)
        types += column.type;
    QCOMPARE(
        types.join(u"; "_s),
        u"numeric(20,3); double precision; bytea; text[]; jsonb; bit(5); bit varying; boolean; "
        "interval; int4range; smallint; date; character(3)"_s);
}

void ArchivesTest::largeObjects()
{
    QFETCH(int, kind);
    const auto archive = openedArchive(madeArchive(archiveKinds()[kind]));
    if (archive->info().format == ArchiveFormat::Plain)
        return; // calls of functions there
    const auto objects = archive->largeObjects();
    QVERIFY(objects);
    QCOMPARE(objects->size(), size_t(2));
    QCOMPARE((*objects)[0].oid, 4242U);
    QCOMPARE((*objects)[1].oid, 4243U);
    QByteArray wanted;
    for (int i = 0; i < 100'000; ++i)
        wanted += QByteArray("\0\xff\x41", 3);
    const auto whole = archive->largeObject((*objects)[0], 0, 1'000'000);
    QVERIFY(whole);
    QCOMPARE(*whole, wanted);
    const auto part = archive->largeObject((*objects)[0], 299'990, 1000);
    QVERIFY(part);
    QCOMPARE(*part, wanted.sliced(299'990));
    QVERIFY(archive->largeObject((*objects)[1], 0, 10)->isEmpty());
}

/// pg_restore's list is the judge.
void ArchivesTest::tableOfContents()
{
    QFETCH(int, kind);
    const ArchiveKind way = archiveKinds()[kind];
    const QString path = madeArchive(way);
    const auto archive = openedArchive(path);
    QCOMPARE(archive->info().encoding, u"UTF8"_s);
    QVERIFY(
        archive->info().serverVersion.startsWith(m_session->serverVersion().section(u' ', 1, 1)));
    if (archive->info().format == ArchiveFormat::Plain || !way.packer.isEmpty())
        return;
    QCOMPARE(archive->info().database, u"Source \"db\"; --"_s);
    const auto listed = runProcessChecked(
        {.program = TestServer::program(u"pg_restore"_s), .arguments = {u"-l"_s, path}});
    QVERIFY(listed);
    QStringList theirs;
    for (const QString &line : QString::fromUtf8(listed->output).split(u'\n')) {
        static const QRegularExpression form(u"^(\\d+); \\d+ \\d+ (.*)$"_s);
        if (const auto match = form.match(line); match.hasMatch())
            theirs += match.captured(1) + u' ' + match.captured(2).simplified();
    }
    QStringList ours;
    for (const ArchiveEntry &entry : archive->entries()) {
        const auto dash = [](const QString &text) { return text.isEmpty() ? u"-"_s : text; };
        // Without --create the list has nothing of the database itself.
        static const QStringList silent{u"ENCODING"_s, u"STDSTRINGS"_s, u"SEARCHPATH"_s,
                                        u"DATABASE"_s, u"DATABASE PROPERTIES"_s};
        const bool listedThere = !silent.contains(entry.kind);
        if (listedThere)
            ours += u"%1 %2 %3 %4 %5"_s.arg(entry.id)
                        .arg(entry.kind, dash(entry.schema), entry.name, entry.owner)
                        .simplified();
    }
    theirs.sort();
    ours.sort();
    QCOMPARE(ours, theirs);
}

void ArchivesTest::search()
{
    QFETCH(int, kind);
    const auto archive = openedArchive(madeArchive(archiveKinds()[kind]));
    const ArchiveTable &many = table(*archive, u"many"_s);
    const auto found = archive->search(many, u"NAME 3999"_s, 0, 5, {});
    QVERIFY(found);
    QCOMPARE(found->found.size(), size_t(5));
    QCOMPARE(found->found[0].row, 3999);
    QCOMPARE(found->found[4].row, 39'993);
    QVERIFY(!found->atEnd);
    const auto rest = archive->search(many, u"name 3999"_s, found->next, 100, {});
    QVERIFY(rest);
    QCOMPARE(rest->found.size(), size_t(6));
    QVERIFY(rest->atEnd);
    const ArchiveTable &weird = table(*archive, u"Weird \"Name\"; --"_s);
    for (const QString &text :
         {u"tab\tand\nline\r\n"_s, u"\\ backslash \\n"_s, u"ÜNÏCÖDÉ ☃"_s, u"IT'S; \"Q"_s}) {
        const auto special = archive->search(weird, text, 0, 10, {});
        QVERIFY(special);
        QVERIFY2(special->found.size() == 1, qPrintable(text));
    }
}

/// Archives of version 1.16, in tests/golden, for the pg_dump of this machine may write none: made
/// by pg_dump 17 with --compress=lz4 and zstd, one of them into a pipe.
void ArchivesTest::fromPgDump17_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name :
         {u"custom-lz4"_s, u"custom-zstd"_s, u"custom-piped"_s, u"folder-lz4"_s, u"folder-zstd"_s})
        QTest::newRow(qPrintable(name)) << name;
}

void ArchivesTest::fromPgDump17()
{
    QFETCH(QString, name);
    const auto archive =
        openedArchive(QStringLiteral(TIDEMARK_SOURCE_DIR "/tests/golden/archives/") + name);
    QVERIFY(archive->problems().empty());
    QCOMPARE(archive->info().formatVersion, u"1.16"_s);
    QCOMPARE(archive->info().database, u"shop"_s);
    QVERIFY(archive->info().dumpVersion.startsWith(u"17."_s));
    QCOMPARE(archive->info().compression,
             name.endsWith(u"lz4") ? Compression::Lz4 : Compression::Zstd);
    auto rows = allRows(*archive, table(*archive, u"public.numbered"_s));
    QCOMPARE(rows.size(), size_t(2000));
    // The server had one of them elsewhere.
    std::ranges::sort(rows, {}, [](const std::vector<Cell> &row) { return row[0]->toInt(); });
    for (size_t i = 0; i < rows.size(); ++i) {
        const QByteArray number = QByteArray::number(qint64(i));
        QCOMPARE(rows[i][0], Cell(number));
        QCOMPARE(rows[i][1], i % 10 == 0   ? Cell()
                             : i % 10 == 1 ? Cell("")
                                           : Cell("name " + number + "\t\\"));
    }
    const auto objects = archive->largeObjects();
    QVERIFY(objects && objects->size() == 1);
    QCOMPARE(*archive->largeObject(objects->front(), 0, 100), QByteArray("bytes of it"));
}

/// A script tells its definitions by the comments that pg_dump writes.
void ArchivesTest::definitionsOfAScript()
{
    const auto custom = openedArchive(madeArchive({.name = u"custom"_s, .options = {u"-Fc"_s}}));
    const auto plain = openedArchive(madeArchive({.name = u"plain"_s, .options = {}}));
    int compared = 0;
    for (const ArchiveEntry &entry : custom->entries()) {
        const auto twin = std::ranges::find_if(plain->entries(), [&](const ArchiveEntry &other) {
            return other.kind == entry.kind && other.schema == entry.schema &&
                   other.name == entry.name;
        });
        const auto definition = custom->definition(entry.id);
        QVERIFY(definition);
        if (twin == plain->entries().end() || definition->trimmed().isEmpty())
            continue;
        const auto other = plain->definition(twin->id);
        QVERIFY(other);
        QVERIFY2(other->startsWith(definition->trimmed()), qPrintable(*other));
        QCOMPARE(twin->owner, entry.owner);
        ++compared;
    }
    QVERIFY(compared > 10);
}

void ArchivesTest::csv()
{
    const auto archive = openedArchive(madeArchive({.name = u"custom"_s, .options = {u"-Fc"_s}}));
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    const auto rows =
        archive->exportCsv(table(*archive, u"Weird \"Name\"; --"_s), buffer, 0, 7, {});
    QVERIFY(rows);
    QCOMPARE(rows->rows, 7);
    QCOMPARE(buffer.data(),
             QByteArray("id; --,\"a \"\"b\"\", c\",at\r\n"
                        "1,,2024-02-29 10:00:00+00\r\n"
                        "2,\"\",2024-02-29 10:00:00+00\r\n"
                        "3,\\N,2024-02-29 10:00:00+00\r\n"
                        "4,\\.,2024-02-29 10:00:00+00\r\n"
                        "5,\"tab\tand\nline\r\n and \\ backslash \\n\",2024-02-29 10:00:00+00\r\n"
                        "6,\b\f\v,2024-02-29 10:00:00+00\r\n"
                        "7,\"it's; \"\"quoted\"\", (in parentheses)\",2024-02-29 10:00:00+00\r\n"));
}

void ArchivesTest::unknownTable()
{
    const auto archive = openedArchive(madeArchive({.name = u"custom"_s, .options = {u"-Fc"_s}}));
    const auto missing = archive->findTable(u"not there"_s);
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, ErrorKind::Usage);
    QVERIFY(missing.error().hint.contains(u"public.many"_s));
    QVERIFY(archive->findTable(u"\"Other; Schema\".empty"_s));
}

/// The same path, and another archive in it.
void ArchivesTest::staleIndexIsMadeAnew()
{
    const QString path = archiveFolder().filePath(u"changing"_s);
    const QString other = archiveFolder().filePath(u"changing.new"_s);
    const auto write = [](const QString &to, int rows) {
        QFile file(to);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("CREATE TABLE t (n integer);\nCOPY t (n) FROM stdin;\n");
        for (int i = 0; i < rows; ++i)
            file.write(QByteArray::number(i) + '\n');
        file.write("\\.\n");
    };
    write(path, 10);
    QCOMPARE(allRows(*openedArchive(path, cacheFolder()),
                     openedArchive(path, cacheFolder())->tables()[0])
                 .size(),
             size_t(10));
    write(other, 20);
    QVERIFY(QFile::remove(path) && QFile::rename(other, path));
    const auto archive = openedArchive(path, cacheFolder());
    QCOMPARE(archive->knownRows(archive->tables()[0]), 20);
}

QTEST_GUILESS_MAIN(ArchivesTest)
#include "tst_archives.moc"
