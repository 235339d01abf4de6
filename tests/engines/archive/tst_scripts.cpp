// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"
#include "engines/archive/madearchives.h"

#include <QBuffer>
#include <QFile>
#include <QTest>

#include <algorithm>
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
    void partitionRoots_data();
    void partitionRoots();
    void severalDatabases();
    void columnsInAnotherOrder();
    void rowsInSeveralPlaces();
    void insertsOfPgDump();
    void exactNames();
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

void ScriptsTest::partitionRoots_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("plain") << QStringList{u"-Fp"_s};
    QTest::newRow("inserts") << QStringList{u"-Fp"_s, u"--inserts"_s};
    QTest::newRow("custom") << QStringList{u"-Fc"_s};
    QTest::newRow("custom inserts") << QStringList{u"-Fc"_s, u"--inserts"_s};
}

/// Each partition is there by its own name, and all of them by that of the table above.
void ScriptsTest::partitionRoots()
{
    QFETCH(QStringList, options);
    const QString url = sourceDatabase();
    const auto session = openSession(url);
    QVERIFY(session);
    QVERIFY(session->execute(
        "DROP SCHEMA IF EXISTS t_roots CASCADE; CREATE SCHEMA t_roots; "
        "CREATE TABLE t_roots.\"Weird \"\"Name\"\"; --\" (n int) PARTITION BY RANGE (n); "
        "CREATE TABLE t_roots.low PARTITION OF t_roots.\"Weird \"\"Name\"\"; --\" "
        "FOR VALUES FROM (0) TO (10); "
        "CREATE TABLE t_roots.high PARTITION OF t_roots.\"Weird \"\"Name\"\"; --\" "
        "FOR VALUES FROM (10) TO (20); "
        "INSERT INTO t_roots.\"Weird \"\"Name\"\"; --\" SELECT generate_series(8, 12)"));
    const QString path =
        archiveFolder().filePath(u"roots "_s + QString::fromUtf8(QTest::currentDataTag()));
    const auto dumped =
        runProcess({.program = u"pg_dump"_s,
                    .arguments = options + QStringList{u"--load-via-partition-root"_s, u"-n"_s,
                                                       u"t_roots"_s, u"-f"_s, path, url}});
    QVERIFY2(dumped && dumped->exitCode == 0, dumped ? dumped->errors : QByteArray());
    QVERIFY(session->execute("DROP SCHEMA t_roots CASCADE"));
    for (int time = 0; time < 2; ++time) {
        const auto archive = openedArchive(path, cacheFolder());
        QVERIFY(archive->problems().empty());
        const auto low = archive->findTable(u"low"_s);
        QVERIFY(low);
        QCOMPARE(allRows(*archive, **low), (Values{{"8"}, {"9"}}));
        const auto root = archive->findTable(u"t_roots.Weird \"Name\"; --"_s);
        QVERIFY2(root, root ? "" : qPrintable(root.error().toString()));
        QCOMPARE((*root)->columns[0].type, u"integer"_s);
        for (const ArchiveTable *table : {*low, *root}) {
            const auto byNumber = archive->findTable(QString::number(table->entry));
            QVERIFY2(byNumber, byNumber ? "" : qPrintable(byNumber.error().toString()));
            QCOMPARE(*byNumber, table);
        }
        Values rows = allRows(*archive, **root);
        std::ranges::sort(rows);
        QCOMPARE(rows, (Values{{"10"}, {"11"}, {"12"}, {"8"}, {"9"}}));
        const auto page = archive->rows(**root, 3, 10, {});
        QVERIFY(page && page->atEnd);
        QCOMPARE(page->rows.size(), size_t(2));
        const auto found = archive->search(**root, u"12"_s, 0, 10, {});
        QVERIFY(found);
        QCOMPARE(found->found.size(), size_t(1));
        const auto counted = archive->index(**root, {}, {});
        QVERIFY(counted);
        QCOMPARE(*counted, 5);
    }
}

/// One table in the database, and no two values under a wrong column.
void ScriptsTest::columnsInAnotherOrder()
{
    const QByteArray first = "INSERT INTO users (id, name) VALUES ";
    const QByteArray second = "INSERT INTO users (name, id) VALUES ";
    const QString path = written("CREATE TABLE users (id text, name text);\n"
                                 "CREATE TABLE orders (id int);\n" +
                                 first + "(1, 'a');\n" + first + "(2, 'b'), (3, 'c');\n" + second +
                                 "('d', 4);\nINSERT INTO orders VALUES (7);\n" + second +
                                 "('e', 5);\n" + first + "(6, 'f');\n");
    for (int time = 0; time < 2; ++time) {
        const auto archive = openedArchive(path, cacheFolder());
        QVERIFY(archive->problems().empty());
        QCOMPARE(archive->tables().size(), size_t(3));
        const auto unclear = archive->findTable(u"users"_s);
        QVERIFY(!unclear && unclear.error().summary.contains(u"several"_s));
        Values byName;
        for (const ArchiveTable &table : archive->tables()) {
            if (table.name != u"users")
                continue;
            const bool turned = table.columns[0].name == u"name";
            for (std::vector<Cell> &row : allRows(*archive, table)) {
                if (turned)
                    std::swap(row[0], row[1]);
                byName.push_back(row);
            }
        }
        std::ranges::sort(byName);
        QCOMPARE(byName,
                 (Values{{"1", "a"}, {"2", "b"}, {"3", "c"}, {"4", "d"}, {"5", "e"}, {"6", "f"}}));
    }
    // The same rows in two encodings.
    const QString mixed = written("CREATE TABLE t (a text);\n"
                                  "SET client_encoding = 'UTF8';\n"
                                  "COPY t (a) FROM stdin;\n\xc3\xa9\n\\.\n"
                                  "SET client_encoding = 'LATIN1';\n"
                                  "COPY t (a) FROM stdin;\n\xe9\n\\.\n");
    const auto archive = openedArchive(mixed);
    QCOMPARE(archive->tables().size(), size_t(2));
    for (const ArchiveTable &table : archive->tables()) {
        QCOMPARE(allRows(*archive, table), (Values{{"\xc3\xa9"}}));
    }
}

/// As pg_dumpall writes them, each in its own encoding.
void ScriptsTest::severalDatabases()
{
    const QByteArray table =
        "--\n-- Name: t; Type: TABLE; Schema: public; Owner: o\n--\n\n"
        "CREATE TABLE public.t (a text);\n\n"
        "--\n-- Data for Name: t; Type: TABLE DATA; Schema: public; Owner: o\n--\n\n"
        "COPY public.t (a) FROM stdin;\n";
    const QString path =
        written("\\connect shop\n\nSET client_encoding = 'UTF8';\n\n" + table +
                "\xc3\xa9\n\\.\n\n"
                "\\connect -reuse-previous=on \"dbname='Weird \"\"Name\"\"; --'\"\n\n"
                "SET client_encoding = 'LATIN1';\n\n" +
                table + "\xfc\n\\.\n");
    for (int time = 0; time < 2; ++time) {
        const auto archive = openedArchive(path, cacheFolder());
        QVERIFY(archive->problems().empty());
        QCOMPARE(archive->tables().size(), size_t(2));
        const auto unclear = archive->findTable(u"public.t"_s);
        QVERIFY(!unclear);
        QVERIFY2(unclear.error().hint.contains(u"shop.public.t (number 2)"_s),
                 qPrintable(unclear.error().hint));
        for (const QString &name : {u"shop.public.t"_s, u"2"_s}) {
            const auto first = archive->findTable(name);
            QVERIFY(first);
            QCOMPARE(allRows(*archive, **first), (Values{{"\xc3\xa9"}}));
        }
        for (const QString &name : {u"\"Weird \"\"Name\"\"; --\".public.t"_s, u"4"_s}) {
            const auto second = archive->findTable(name);
            QVERIFY(second);
            QCOMPARE((*second)->database, u"Weird \"Name\"; --"_s);
            QCOMPARE(allRows(*archive, **second), (Values{{"\xc3\xbc"}}));
        }
    }
}

void ScriptsTest::rowsInSeveralPlaces()
{
    const QString path = written("CREATE TABLE a (n int);\nCREATE TABLE b (n int);\n"
                                 "INSERT INTO a VALUES (1);\nINSERT INTO b VALUES (2);\n"
                                 "INSERT INTO a VALUES (3), (4);\nINSERT INTO b VALUES (5);\n");
    for (int time = 0; time < 2; ++time) {
        const auto archive = openedArchive(path, cacheFolder());
        QCOMPARE(archive->tables().size(), size_t(2));
        QCOMPARE(allRows(*archive, archive->tables()[0]), (Values{{"1"}, {"3"}, {"4"}}));
        QCOMPARE(allRows(*archive, archive->tables()[1]), (Values{{"2"}, {"5"}}));
    }
}

/// Without the names of the columns.
void ScriptsTest::insertsOfPgDump()
{
    const QString url = sourceDatabase();
    const auto session = openSession(url);
    QVERIFY(session);
    QVERIFY(session->execute("DROP SCHEMA IF EXISTS t_rows CASCADE; CREATE SCHEMA t_rows; "
                             "CREATE TABLE t_rows.parent (a int, b text); "
                             "CREATE TABLE t_rows.child (c int) INHERITS (t_rows.parent); "
                             "INSERT INTO t_rows.child VALUES (1, 'x', 2); "
                             "CREATE TABLE t_rows.\"two\nlines\" (\"a\nb\" text); "
                             "INSERT INTO t_rows.\"two\nlines\" VALUES ('v')"));
    const QString path = archiveFolder().filePath(u"inserts of pg_dump.sql"_s);
    const auto dumped =
        runProcess({.program = u"pg_dump"_s,
                    .arguments = {u"--inserts"_s, u"-n"_s, u"t_rows"_s, u"-f"_s, path, url}});
    QVERIFY2(dumped && dumped->exitCode == 0, dumped ? dumped->errors : QByteArray());
    QVERIFY(session->execute("DROP SCHEMA t_rows CASCADE"));
    const auto archive = openedArchive(path, cacheFolder());
    const auto child = archive->findTable(u"child"_s);
    QVERIFY(child);
    using Columns = std::vector<ArchiveColumn>;
    QCOMPARE((*child)->columns,
             (Columns{{u"a"_s, u"integer"_s}, {u"b"_s, u"text"_s}, {u"c"_s, u"integer"_s}}));
    QCOMPARE(allRows(*archive, **child), (Values{{"1", "x", "2"}}));
    const auto lines = archive->findTable(u"two\nlines"_s);
    QVERIFY(lines);
    QCOMPARE((*lines)->columns, (Columns{{u"a\nb"_s, u"text"_s}}));
    const auto none = archive->findTable(u"t_rows.parent"_s);
    QVERIFY(none);
    QCOMPARE((*none)->columns, (Columns{{u"a"_s, u"integer"_s}, {u"b"_s, u"text"_s}}));
    QVERIFY(allRows(*archive, **none).empty());
}

/// A name with its schema wins over one that only looks like it.
void ScriptsTest::exactNames()
{
    const auto archive = openedArchive(written("CREATE TABLE public.\"a.b\" (n int);\n"
                                               "INSERT INTO public.\"a.b\" VALUES (9);\n"
                                               "CREATE TABLE a.b (n int);\n"
                                               "INSERT INTO a.b VALUES (10);\n"));
    const auto qualified = archive->findTable(u"a.b"_s);
    QVERIFY(qualified);
    QCOMPARE(allRows(*archive, **qualified), (Values{{"10"}}));
    const auto quoted = archive->findTable(u"\"a.b\""_s);
    QVERIFY(quoted);
    QCOMPARE(allRows(*archive, **quoted), (Values{{"9"}}));
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
