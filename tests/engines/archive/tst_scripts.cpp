// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/archive/madearchives.h"

#include <QBuffer>
#include <QFile>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// Scripts as tools write them, and as they are when something went wrong.
class ScriptsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void interrupted();
    void cutOff();
    void insertsOfAQuery();
    void lastRowsOfATable();
    void writtenValues();
    void byOtherHands();
    void statistics();
    void csvOfAnEndMark();
    void longSearch();
    void pipe();

private:
    using Values = std::vector<std::vector<Cell>>;

    static QString written(const QByteArray &script)
    {
        static int number = 0;
        const QString path = archiveFolder().filePath(u"script %1.sql"_s.arg(++number));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(script) != script.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }

    /// Rows that are no SQL.
    static QByteArray copied(const QByteArray &table, int rows)
    {
        QByteArray text = "CREATE TABLE " + table + " (n integer, t text);\nCOPY " + table +
                          " (n, t) FROM stdin;\n";
        for (int i = 0; i < rows; ++i)
            text += QByteArray::number(i) + "\tit's \"; $a$ (\n";
        return text + "\\.\n\n";
    }

    static void hasTables(Archive &archive, const QStringList &names, int rows)
    {
        QStringList found;
        for (const ArchiveTable &table : archive.tables()) {
            found += table.name;
            const auto read = allRows(archive, table);
            QCOMPARE(read.size(), size_t(rows));
            QCOMPARE(read.back(),
                     (std::vector<Cell>{QByteArray::number(rows - 1), "it's \"; $a$ ("}));
        }
        QCOMPARE(found, names);
    }
};

/// What the first pass found is used by the second, which it must not lead astray.
void ScriptsTest::interrupted()
{
    const QByteArray weird = "\"Weird \"\"Name\"\"; --\"";
    const QByteArray first = copied(weird, 50'000);
    const QString path = written(first + copied("b", 50'000) + copied("c", 50'000));
    std::stop_source stop;
    const auto stopped = openArchive(path, {.cacheFolder = cacheFolder(),
                                            .progress =
                                                [&](qint64 read, qint64) {
                                                    if (read > first.size())
                                                        stop.request_stop();
                                                },
                                            .stop = stop.get_token()});
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
    const auto archive = openedArchive(path, cacheFolder());
    QVERIFY(archive->problems().empty());
    hasTables(*archive, {u"Weird \"Name\"; --"_s, u"b"_s, u"c"_s}, 50'000);
    QCOMPARE(archive->entries().size(), size_t(6));
}

/// Without its last line.
void ScriptsTest::cutOff()
{
    const QString path = written("--\n-- PostgreSQL database dump\n--\n\n" + copied("a", 20) +
                                 copied("b", 20) + copied("c", 20));
    for (int time = 0; time < 3; ++time) {
        const auto archive = openedArchive(path, cacheFolder());
        QCOMPARE(archive->problems().size(), size_t(1));
        hasTables(*archive, {u"a"_s, u"b"_s, u"c"_s}, 20);
        QCOMPARE(archive->entries().size(), size_t(6));
    }
}

/// They are no rows, and hide none of what comes next.
void ScriptsTest::insertsOfAQuery()
{
    const QString path = written("CREATE TABLE a (n integer);\n"
                                 "INSERT INTO a SELECT 1;\n"
                                 "INSERT INTO a SELECT 2;\n"
                                 "INSERT INTO a VALUES (3);\nINSERT INTO a VALUES (4);\n"
                                 "CREATE TABLE b (n integer);\n"
                                 "INSERT INTO b VALUES (5);\n");
    for (int time = 0; time < 2; ++time) {
        const auto archive = openedArchive(path, cacheFolder());
        QVERIFY(archive->problems().empty());
        QCOMPARE(archive->tables().size(), size_t(2));
        QCOMPARE(allRows(*archive, archive->tables()[0]), (Values{{"3"}, {"4"}}));
        QCOMPARE(allRows(*archive, archive->tables()[1]), (Values{{"5"}}));
    }
}

/// In the middle of a statement, where nothing says which table it is for.
void ScriptsTest::lastRowsOfATable()
{
    constexpr int rows = 60'000;
    QByteArray script = "CREATE TABLE a (n integer, t text);\nCREATE TABLE b (n integer, t text);\n"
                        "INSERT INTO a VALUES (0, 'text 0')";
    for (int i = 1; i < rows; ++i)
        script += ",\n(" + QByteArray::number(i) + ", 'text " + QByteArray::number(i) + "')";
    const QString path = written(script + ";\nINSERT INTO b VALUES (1, 'other');\n");
    for (int time = 0; time < 2; ++time) {
        const auto archive = openedArchive(path, cacheFolder());
        const auto page = archive->rows(archive->tables()[0], rows - 2, 10, {});
        QVERIFY(page && page->atEnd && !page->broken);
        QCOMPARE(page->rows, (Values{{"59998", "text 59998"}, {"59999", "text 59999"}}));
        QCOMPARE(allRows(*archive, archive->tables()[1]), (Values{{"1", "other"}}));
    }
}

void ScriptsTest::writtenValues()
{
    const auto archive = openedArchive(written(
        R"(CREATE TABLE t (a text);
INSERT INTO t VALUES ('{"a":1}'::jsonb);
INSERT INTO t VALUES ('it''s'::text);
INSERT INTO t VALUES ('a' || 'b');
INSERT INTO t VALUES (unistr('a\u000ab\\\u00e9'));
INSERT INTO t VALUES (replace('a-b','-',char(65)));
)"));
    QCOMPARE(allRows(*archive, archive->tables()[0]), (Values{{"{\"a\":1}"},
                                                              {"it's"},
                                                              {"'a' || 'b'"},
                                                              {"a\nb\\\xc3\xa9"},
                                                              {"replace('a-b','-',char(65))"}}));
}

/// A byte order mark, lower case, and a comment that looks closed.
void ScriptsTest::byOtherHands()
{
    const auto archive = openedArchive(written("\xef\xbb\xbf"
                                               "create table a (t text);\n"
                                               "copy a (t) from stdin;\nit's\n\\.\n"
                                               "create /*/ it's; */ table b (t text);\n"
                                               "create /* /*/ it's */; */ table c (t text);\n"
                                               "copy b from stdin;\n\n\\.\n"));
    QVERIFY(archive->problems().empty());
    QCOMPARE(archive->entries().size(), size_t(5));
    QCOMPARE(archive->tables().size(), size_t(2));
    QCOMPARE(allRows(*archive, archive->tables()[0]), (Values{{"it's"}}));
    QCOMPARE(allRows(*archive, archive->tables()[1]), (Values{{""}}));
}

/// COPY of PostgreSQL up to 17 takes that for the end, where it stands alone in a line.
void ScriptsTest::csvOfAnEndMark()
{
    const auto archive = openedArchive(written("CREATE TABLE a (t text);\n"
                                               "COPY a (t) FROM stdin;\n\\\\.\n\\N\n\n\\.\n"
                                               "CREATE TABLE b (t text, u text);\n"
                                               "COPY b (t, u) FROM stdin;\n\\\\.\tx\n\\.\n"));
    const auto csvOf = [&](size_t table) {
        QBuffer buffer;
        const bool written = buffer.open(QIODevice::WriteOnly) &&
                             archive->exportCsv(archive->tables()[table], buffer, 0, 10, {});
        return written ? buffer.data() : QByteArray();
    };
    QCOMPARE(csvOf(0), QByteArray("t\r\n\"\\.\"\r\n\r\n\"\"\r\n"));
    QCOMPARE(csvOf(1), QByteArray("t,u\r\n\\.,x\r\n"));
}

/// As pg_dump 18 heads them.
void ScriptsTest::statistics()
{
    const auto archive = openedArchive(
        written("--\n-- Name: a; Type: TABLE; Schema: public; Owner: -\n--\n\n"
                "CREATE TABLE public.a (n integer);\n\n"
                "--\n-- Statistics for Name: a; Type: STATISTICS DATA; Schema: public; Owner: -\n"
                "--\n\nSELECT * FROM pg_catalog.pg_restore_relation_stats('relpages', '1');\n"));
    QCOMPARE(archive->entries().size(), size_t(2));
    QCOMPARE(archive->entries()[1].kind, u"STATISTICS DATA"_s);
    QVERIFY(!archive->definition(1)->contains(u"stats"_s));
    QVERIFY(archive->definition(2)->contains(u"relation_stats"_s));
}

void ScriptsTest::longSearch()
{
    constexpr int rows = 50;
    QByteArray script = "CREATE TABLE t (a text);\nCOPY t (a) FROM stdin;\n";
    for (int i = 0; i < rows; ++i)
        script += QByteArray(1024 * 1024, 'x') + '\n';
    const QString path = written(script + "\\.\n");
    const auto archive = openedArchive(path);
    const auto found = archive->search(archive->tables()[0], u"X"_s, 0, rows, {});
    QVERIFY(found && !found->atEnd);
    QVERIFY(found->found.size() < 40);
    QCOMPARE(found->next, qint64(found->found.size()));
    const auto rest = archive->search(archive->tables()[0], u"X"_s, found->next, rows, {});
    QVERIFY(rest && rest->atEnd);
    QCOMPARE(rest->found.size() + found->found.size(), size_t(rows));
    QVERIFY(QFile::remove(path));
}

/// It is refused, and nobody waits for who writes into it.
void ScriptsTest::pipe()
{
    const QString path = archiveFolder().filePath(u"pipe"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    const auto archive = openArchive(path, {});
    QVERIFY(!archive);
    QCOMPARE(archive.error().kind, ErrorKind::Input);
}

QTEST_GUILESS_MAIN(ScriptsTest)
#include "tst_scripts.moc"
