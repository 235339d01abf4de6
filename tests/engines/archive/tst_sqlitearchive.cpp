// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"
#include "engines/archive/madearchives.h"
#include "engines/archive/sqliteshop.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

class SqliteArchiveTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void rows();
    void rowsOfADump();
    void lineEndsAndTriggersOfADump();
    void anyPage();
    void namesLikePlaces();
    void nothingIsWritten();
    void brokenFile();

private:
    static QString path() { return archiveFolder().filePath(u"shop #1 ?.db"_s); }
};

void SqliteArchiveTest::initTestCase()
{
    const auto session = openSession(u"sqlite:"_s + path());
    QVERIFY(session->execute(sqliteShop));
    ;
}

void SqliteArchiveTest::rows()
{
    const auto archive = openedArchive(path());
    QCOMPARE(archive->info().format, ArchiveFormat::Sqlite);
    QCOMPARE(archive->entries().size(), size_t(5));
    const auto weird = archive->findTable(u"Weird \"Name\"; --"_s);
    QVERIFY(weird);
    const std::vector<std::vector<Cell>> wanted{{"a", "\\x00ff", "0.1", std::nullopt},
                                                {"", "\\x", "1.0e+300", ""},
                                                {std::nullopt, std::nullopt, "-5.0", "it's; \");"}};
    QCOMPARE(allRows(*archive, **weird), wanted);
    QCOMPARE((*weird)->columns[1], (ArchiveColumn{u"b"_s, u"BLOB"_s}));
    const auto pairs = archive->findTable(u"pairs"_s);
    QVERIFY(pairs);
    QCOMPARE(allRows(*archive, **pairs).size(), size_t(2));
    const auto definition = archive->definition((*pairs)->definition);
    QVERIFY(definition && definition->startsWith(u"CREATE TABLE pairs"_s));
}

/// The same rows from the text that SQLite's shell writes.
void SqliteArchiveTest::rowsOfADump()
{
    const QString script = archiveFolder().filePath(u"shop.sql"_s);
    QVERIFY(runProcessChecked(
        {.program = u"sqlite3"_s, .arguments = {path(), u".dump"_s}, .outputFile = script}));
    const auto dump = openedArchive(script);
    QVERIFY(dump->problems().empty());
    const auto weird = dump->findTable(u"Weird \"Name\"; --"_s);
    QVERIFY(weird);
    const auto rows = allRows(*dump, **weird);
    QCOMPARE(rows.size(), size_t(3));
    QCOMPARE(*rows[0][1], QByteArray("\\x00ff"));
    QVERIFY(!rows[2][0]);
    QCOMPARE(*rows[2][3], QByteArray("it's; \");"));
    const auto many = dump->findTable(u"many"_s);
    QVERIFY(many);
    QCOMPARE(dump->knownRows(**many), 20'000);
}

void SqliteArchiveTest::lineEndsAndTriggersOfADump()
{
    const QString path = archiveFolder().filePath(u"lines.db"_s);
    const QString script = archiveFolder().filePath(u"lines.sql"_s);
    const auto session = openSession(u"sqlite:"_s + path);
    QVERIFY(session->execute(R"(
        CREATE TABLE lines (a text);
        INSERT INTO lines VALUES ('a' || char(10) || 'b, ''c''' || char(13) || char(10)),
            ('\n' || char(10)), (char(13));
        CREATE TRIGGER "t;" AFTER UPDATE ON lines WHEN new.a = 'begin' BEGIN
            UPDATE lines SET a = CASE WHEN a = 'x' THEN (CASE a WHEN 1 THEN 2 END) ELSE 3 END;
            DELETE FROM lines;
        END;
        CREATE VIEW behind AS SELECT 1;)"));
    QVERIFY(runProcessChecked(
        {.program = u"sqlite3"_s, .arguments = {path, u".dump"_s}, .outputFile = script}));
    const auto dump = openedArchive(script);
    QVERIFY(dump->problems().empty());
    QCOMPARE(allRows(*dump, dump->tables()[0]),
             (std::vector<std::vector<Cell>>{{"a\nb, 'c'\r\n"}, {"\\n\n"}, {"\r"}}));
    QStringList kinds;
    for (const ArchiveEntry &entry : dump->entries())
        kinds += entry.kind;
    QCOMPARE(kinds, (QStringList{u"TABLE"_s, u"TABLE DATA"_s, u"TRIGGER"_s, u"VIEW"_s}));
    const auto trigger = dump->definition(dump->entries()[2].id);
    QVERIFY(trigger && trigger->contains(u"DELETE FROM lines;"_s) && trigger->endsWith(u"END;"_s));
}

void SqliteArchiveTest::anyPage()
{
    const auto archive = openedArchive(path(), cacheFolder());
    const auto many = archive->findTable(u"many"_s);
    QVERIFY(many);
    for (const bool indexed : {false, true}) {
        if (indexed)
            QCOMPARE(archive->index(**many, {}, {}), 20'000);
        for (const qint64 first : {0, 1, 999, 1000, 15'432, 19'999, 20'000}) {
            const auto page = archive->rows(**many, first, 2, {});
            QVERIFY(page && !page->broken);
            QCOMPARE(page->rows.size(), size_t(std::min<qint64>(2, 20'000 - first)));
            if (!page->rows.empty())
                QCOMPARE(*page->rows[0][1], "name " + QByteArray::number(first + 1));
        }
    }
    QCOMPARE(archive->search(**many, u"NAME 19999"_s, 0, 10, {})->found.size(), size_t(1));
}

/// Names with what QString::arg() looks for.
void SqliteArchiveTest::namesLikePlaces()
{
    const QString path = archiveFolder().filePath(u"places.db"_s);
    QVERIFY(openSession(u"sqlite:"_s + path)->execute(R"(
        CREATE TABLE "50%1 of %4" ("%2" integer, "%3%5" text);
        WITH RECURSIVE i(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM i WHERE n < 2999)
            INSERT INTO "50%1 of %4" SELECT n, 'text ' || n FROM i;)"));
    const auto archive = openedArchive(path);
    const ArchiveTable &table = archive->tables()[0];
    for (const bool indexed : {false, true}) {
        if (indexed)
            QCOMPARE(archive->index(table, {}, {}), 3000);
        const auto page = archive->rows(table, 2500, 1, {});
        QVERIFY(page && !page->broken);
        QCOMPARE(page->rows, (std::vector<std::vector<Cell>>{{"2500", "text 2500"}}));
    }
}

void SqliteArchiveTest::nothingIsWritten()
{
    const QStringList before = archiveFolder().entryList(QDir::Files);
    const auto archive = openedArchive(path());
    QVERIFY(archive->rows(archive->tables()[0], 0, 10, {}));
    QCOMPARE(archiveFolder().entryList(QDir::Files), before);
}

void SqliteArchiveTest::brokenFile()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray bytes = file.readAll();
    const QString broken = archiveFolder().filePath(u"broken.db"_s);
    for (const qsizetype length : {qsizetype(100), qsizetype(5000), bytes.size() / 2}) {
        QFile half(broken);
        QVERIFY(half.open(QIODevice::WriteOnly));
        half.write(bytes.first(length));
        half.close();
        const auto archive = openArchive(broken, {});
        if (!archive) {
            QCOMPARE(archive.error().kind, ErrorKind::Input);
            continue;
        }
        for (const ArchiveTable &table : (*archive)->tables()) {
            const auto page = (*archive)->rows(table, 0, 1'000'000, {});
            QVERIFY(page);
            if (table.name == u"many")
                QVERIFY(page->broken && page->broken->kind == ErrorKind::Input);
        }
    }
}

QTEST_GUILESS_MAIN(SqliteArchiveTest)
#include "tst_sqlitearchive.moc"
