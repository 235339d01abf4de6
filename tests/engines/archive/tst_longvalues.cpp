// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/bytes.h"
#include "backup/archive/longinsertrow.h"
#include "backup/archive/textpieces.h"
#include "base/process.h"
#include "engines/archive/madearchives.h"
#include "support/peakmemory.h"
#include "support/testserver.h"

#include <QCryptographicHash>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

namespace {

constexpr qint64 mega = qint64(1024) * 1024;
constexpr qsizetype longBytes = 10 * mega; ///< of each long value
constexpr qint64 room = 30 * mega;         ///< all that reading may take, however long they are

/// Takes what is written, and keeps a digest of it.
class Digested final : public QIODevice
{
public:
    Digested() { open(QIODevice::WriteOnly | QIODevice::Unbuffered); }
    QByteArray digest() { return m_hash.result(); }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *data, qint64 length) override
    {
        m_hash.addData(QByteArrayView(data, length));
        return length;
    }

private:
    QCryptographicHash m_hash{QCryptographicHash::Sha1};
};

QByteArray digestOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha1);
}

/// Of a length that puts the ends of pieces everywhere in it.
QByteArray longText()
{
    const QByteArray part = "it''s \\ \\\\ \t\n\r\"é☃😀\\N, (x); E'\\n' \x01 end." +
                            QByteArray("of a line ").repeated(77);
    QByteArray text = part.repeated(longBytes / part.size());
    text += "The Very Last Words";
    return text;
}

void write(const QString &path, const QByteArrayList &parts)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write %s", qPrintable(path));
    for (const QByteArray &part : parts)
        file.write(part);
}

QByteArray copied(QByteArray text)
{
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\015");
}

void pack(const QString &program, const QString &path)
{
    const auto packed = runProcessChecked(
        {.program = u"/bin/bash"_s,
         .arguments = {u"-c"_s, u"%1 < '%2' > '%2.packed'"_s.arg(program, path)}});
    if (!packed)
        qFatal("%s", qPrintable(packed.error().toString()));
}

} // namespace

/// Values that are longer than what is held of an archive: cut where they are shown, whole where
/// they are written, and found, in little memory.
class LongValuesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void table_data();
    void table();
    void callsOfSqlite();
    void noEnd_data();
    void noEnd();
    void manyTabs();
    void manyLongValues();
    void withoutRowid();
    void insertRows_data();
    void insertRows();
    void encodings_data();
    void encodings();
    void cancelled();

private:
    static QString path(const QString &name) { return archiveFolder().filePath(name); }
    static void makeSqlite(const QString &name, const QByteArray &options);
    static void look(const QString &path, bool isFlat);
    static void searchIn(Archive &archive, const ArchiveTable &table, qint64 most);

    static inline QByteArray s_text;
};

void LongValuesTest::makeSqlite(const QString &name, const QByteArray &options)
{
    const auto session = openSession(u"sqlite:"_s + path(name));
    QVERIFY(session->execute("CREATE TABLE \"Long; \"\"t\"\"\" (id integer PRIMARY KEY, v text, "
                             "n text) " +
                             options));
    const QByteArray insert = "INSERT INTO \"Long; \"\"t\"\"\" VALUES (?1, ?2, ?3)";
    QVERIFY(session->query(insert, std::vector<Cell>{"1", "short", std::nullopt}));
    QVERIFY(session->query(insert, std::vector<Cell>{"2", s_text, std::nullopt}));
    QVERIFY(session->query(insert, std::vector<Cell>{"3", "", "\\N"}));
    QVERIFY(session->query(insert, std::vector<Cell>{"4", s_text, "behind"}));
    QVERIFY(session->query(insert, std::vector<Cell>{"5", "last", "one"}));
}

void LongValuesTest::initTestCase()
{
    s_text = longText();
    const QByteArray head = "CREATE TABLE \"Long; \"\"t\"\"\" (id integer, v text, n text);\n";
    const QByteArray name = "\"Long; \"\"t\"\"\"";
    const QByteArray copy = copied(s_text);
    write(path(u"copy"_s), {head, "COPY " + name + " (id, v, n) FROM stdin;\n",
                            "1\tshort\t\\N\n2\t", copy, "\t\\N\n3\t\t\\\\N\n4\t", copy,
                            "\tbehind\n5\tlast\tone\n\\.\n\nCREATE VIEW \"v;\" AS SELECT 1;\n"});
    const QByteArray literal = "'" + QByteArray(s_text).replace("'", "''") + "'";
    write(path(u"inserts"_s),
          {head,
           "INSERT INTO " + name + " VALUES (1, 'short', NULL);\nINSERT INTO " + name +
               " VALUES (2, ",
           literal, ", NULL), (3, '', '\\N'),\n (4,", literal,
           " , 'behind');\nINSERT INTO " + name +
               " VALUES (5, 'last', 'one');\nCREATE VIEW \"v;\" AS SELECT 1;\n"});
    for (const QString &program : {u"gzip -1"_s, u"zstd -q -1"_s, u"lz4 -c"_s}) {
        const QString packed = path(u"packed by "_s + program.section(u' ', 0, 0));
        QVERIFY(QFile::copy(path(u"copy"_s), packed));
        pack(program, packed);
    }
    makeSqlite(u"sqlite"_s, "");
    makeSqlite(u"no rowid"_s, "WITHOUT ROWID");
    const QString url = TestServer::createDatabase(u"long"_s);
    const auto session = openSession(url);
    QVERIFY(session->execute("CREATE TABLE \"Long; \"\"t\"\"\" (id integer, v text, n text)"));
    const QByteArray insert = "INSERT INTO " + name + " VALUES ($1::integer, $2, $3)";
    for (const auto &row : std::vector<std::vector<Cell>>{{"1", "short", std::nullopt},
                                                          {"2", s_text, std::nullopt},
                                                          {"3", "", "\\N"},
                                                          {"4", s_text, "behind"},
                                                          {"5", "last", "one"}})
        QVERIFY(session->query(insert, row));
    const auto dumped =
        runProcess({.program = TestServer::program(u"pg_dump"_s),
                    .arguments = {u"-Fc"_s, u"-Z1"_s, u"-f"_s, path(u"custom"_s), url}});
    QVERIFY2(dumped && dumped->exitCode == 0, dumped ? dumped->errors : QByteArray());
}

void LongValuesTest::table_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name :
         {u"copy"_s, u"inserts"_s, u"packed by gzip.packed"_s, u"packed by zstd.packed"_s,
          u"packed by lz4.packed"_s, u"custom"_s, u"sqlite"_s})
        QTest::newRow(qPrintable(name)) << name;
}

void LongValuesTest::look(const QString &path, bool isFlat)
{
    const qint64 most = isFlat ? room : std::numeric_limits<qint64>::max();
    std::unique_ptr<Archive> archive;
    QVERIFY(peakGrowth([&] { archive = openedArchive(path); }) < most);
    QVERIFY(archive->problems().empty());
    const auto found = archive->findTable(u"Long; \"t\""_s);
    QVERIFY(found);
    const ArchiveTable &table = **found;
    Result<RowPage> page;
    qint64 peak = peakGrowth([&] { page = archive->rows(table, 0, 10, {}); });
    QVERIFY2(peak < most, qPrintable(u"a page: %1 MB"_s.arg(peak / mega)));
    QVERIFY(page && page->atEnd && !page->broken && !page->bytesShown);
    QCOMPARE(page->rows.size(), size_t(5));
    QCOMPARE(page->rows[0], (std::vector<Cell>{"1", "short", std::nullopt}));
    QCOMPARE(page->rows[2], (std::vector<Cell>{"3", "", "\\N"}));
    QCOMPARE(page->rows[3][2], Cell("behind"));
    QCOMPARE(page->rows[1][2], Cell());
    QCOMPARE(page->rows[4], (std::vector<Cell>{"5", "last", "one"}));
    QCOMPARE(page->cut, (std::vector<CutValue>{{1, 1, s_text.size()}, {3, 1, s_text.size()}}));
    QVERIFY(page->rows[1][1]->size() > 1000 && s_text.startsWith(*page->rows[1][1]));
    QCOMPARE(archive->index(table, {}, {}), 5);

    // What packs it has no part in this.
    if (!path.endsWith(u".packed"))
        searchIn(*archive, table, most);
    if (QTest::currentTestFailed())
        return;

    Digested written;
    Result<CsvExport> exported;
    peak = peakGrowth([&] { exported = archive->exportCsv(table, written, 0, 100, {}); });
    QVERIFY2(peak < most, qPrintable(u"an export: %1 MB"_s.arg(peak / mega)));
    QVERIFY(exported);
    QCOMPARE(exported->rows, 5);
    const QByteArray quoted = "\"" + QByteArray(s_text).replace("\"", "\"\"") + "\"";
    QCOMPARE(written.digest(),
             digestOf("id,v,n\r\n1,short,\r\n2," + quoted + ",\r\n3,\"\",\\N\r\n4," + quoted +
                      ",behind\r\n5,last,one\r\n"));
}

void LongValuesTest::searchIn(Archive &archive, const ArchiveTable &table, qint64 most)
{
    Result<SearchResult> searched;
    const qint64 peak =
        peakGrowth([&] { searched = archive.search(table, u"very LAST words"_s, 0, 10, {}); });
    QVERIFY2(peak < most, qPrintable(u"a search: %1 MB"_s.arg(peak / mega)));
    QVERIFY(searched && searched->atEnd);
    QCOMPARE(searched->found.size(), size_t(2));
    QCOMPARE(searched->found[1].row, 3);
    QCOMPARE(searched->cut.size(), size_t(2));
    QVERIFY(archive.search(table, u"Very  Last"_s, 1, 10, {})->found.empty());
    QCOMPARE(archive.search(table, u"BEHIND"_s, 0, 10, {})->found.size(), size_t(1));

    const auto value = archive.value(table, 3, 1, 1000, {});
    QVERIFY(value && !value->isWhole && value->value->size() > 990);
    QVERIFY(s_text.startsWith(*value->value));
    const auto small = archive.value(table, 3, 2, 1000, {});
    QVERIFY(small && small->isWhole);
    QCOMPARE(small->value, Cell("behind"));
    QVERIFY(!archive.value(table, 1, 2, 1000, {})->value);
}

void LongValuesTest::table()
{
    QFETCH(QString, name);
    look(path(name), true);
}

/// Its values are held one by one.
void LongValuesTest::withoutRowid()
{
    look(path(u"no rowid"_s), false);
}

/// What SQLite's .dump writes around a text with line ends, and a BLOB.
void LongValuesTest::callsOfSqlite()
{
    const QByteArray lines = QByteArray("a\\nb'' \\r.").repeated(100'000);
    const QByteArray blob = QByteArray("00FFa5").repeated(1'000'000);
    const QByteArray unicode = QByteArray("x\\u00e9\\\\''").repeated(100'000);
    write(
        path(u"calls"_s),
        {"CREATE TABLE t (a text, b blob, c text, d text);\nINSERT INTO t VALUES(replace(replace('",
         lines, "','\\n',char(10)),'\\r',char(13)),X'", blob, "',unistr('", unicode, "'),'odd'||'",
         QByteArray(5 * mega, 'o'), "');\n"});
    const auto archive = openedArchive(path(u"calls"_s));
    QVERIFY(archive->problems().empty());
    const QByteArrayList wanted{
        QByteArray(lines).replace("''", "'").replace("\\n", "\n").replace("\\r", "\r"),
        "\\x" + QByteArray(blob).toLower(), QByteArray("xé\\'").repeated(100'000),
        "'odd'||'" + QByteArray(5 * mega, 'o') + "'"};
    QByteArrayList values;
    const auto reader = [&](ReadRow &row) -> Result<bool> {
        for (size_t i = 0; i < row.size(); ++i) {
            QByteArray &value = values.emplace_back();
            TM_TRY(row.read(i, [&](QByteArrayView piece) {
                value += piece;
                return true;
            }));
        }
        return true;
    };
    QVERIFY(archive->eachRow(archive->tables()[0], 0, reader, {}));
    QCOMPARE(values.size(), 4);
    for (int i = 0; i < 4; ++i)
        QVERIFY2(values[i] == wanted[i], values[i].left(200) + " " + values[i].right(200));
}

void LongValuesTest::noEnd_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("part");
    QTest::addColumn<qsizetype>("bytes");
    const QByteArray copy = "COPY t (a) FROM stdin;\nfirst\n";
    const QByteArray insert = "INSERT INTO t VALUES ('first')";
    const QByteArray words = QByteArray("of a line ").repeated(20);
    QTest::newRow("copy") << copy << "x\\n'" + words << qsizetype(40 * mega);
    QTest::newRow("tabs") << copy << QByteArray("\t\t\t") << qsizetype(40 * mega);
    QTest::newRow("insert") << insert + ";\nINSERT INTO t VALUES ('"
                            << "x''(," + words << qsizetype(40 * mega);
    // What is looked at byte by byte takes its time.
    QTest::newRow("blank") << insert + ";\n" << QByteArray(" \n ") << qsizetype(6 * mega);
    QTest::newRow("code") << insert + ", (" << QByteArray("1,'a'") << qsizetype(6 * mega);
}

/// A row that is broken off after many megabytes: what stands before is read.
void LongValuesTest::noEnd()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, part);
    QFETCH(qsizetype, bytes);
    const QString broken = path(u"broken"_s);
    write(broken, {"CREATE TABLE t (a text);\n" + head, part.repeated(bytes / part.size())});
    const qint64 peak = peakGrowth([&] {
        const auto archive = openedArchive(broken);
        QCOMPARE(archive->tables().size(), size_t(1));
        const auto page = archive->rows(archive->tables()[0], 0, 10, {});
        QVERIFY(page);
        QCOMPARE(page->rows, (std::vector<std::vector<Cell>>{{"first"}}));
        const bool isBlank = part.trimmed().isEmpty() && head.startsWith("INSERT");
        QCOMPARE(page->broken.has_value(), !isBlank);
        QCOMPARE(archive->problems().empty(), isBlank);
    });
    QVERIFY2(peak < room, qPrintable(u"%1 MB"_s.arg(peak / mega)));
}

/// A line of nothing but tabs, which has an end, and is damaged.
void LongValuesTest::manyTabs()
{
    write(path(u"tabs"_s), {"CREATE TABLE t (a text);\nCOPY t (a) FROM stdin;\n",
                            QByteArray(12 * mega, '\t'), "\nlast\n\\.\n"});
    const auto archive = openedArchive(path(u"tabs"_s));
    const qint64 peak = peakGrowth([&] {
        const auto page = archive->rows(archive->tables()[0], 0, 10, {});
        QVERIFY(page && page->rows.size() == 2);
        QCOMPARE(page->rows[1], (std::vector<Cell>{"last"}));
    });
    QVERIFY2(peak < room, qPrintable(u"%1 MB"_s.arg(peak / mega)));
}

/// Each of them would fit, all of them together do not.
void LongValuesTest::manyLongValues()
{
    QByteArrayList parts{"CREATE TABLE t (a text);\nCOPY t (a) FROM stdin;\n"};
    for (int i = 0; i < 60; ++i)
        parts += QByteArray(mega, char('a' + i % 26)) + (i < 59 ? '\t' : '\n');
    parts += "\\.\n";
    write(path(u"wide"_s), parts);
    const auto archive = openedArchive(path(u"wide"_s));
    const qint64 peak = peakGrowth([&] {
        const auto page = archive->rows(archive->tables()[0], 0, 10, {});
        QVERIFY(page && page->rows.size() == 1 && page->rows[0].size() == 60);
        for (size_t i = 0; i < 60; ++i)
            QVERIFY(page->rows[0][i]->size() > 1000 &&
                    page->rows[0][i]->front() == char('a' + i % 26));
        QCOMPARE(page->cut.back(), (CutValue{0, 59, mega}));
    });
    QVERIFY2(peak < room, qPrintable(u"%1 MB"_s.arg(peak / mega)));
}

void LongValuesTest::insertRows_data()
{
    QTest::addColumn<QByteArray>("row");
    const QByteArrayList rows{"(1,'a',NULL)",
                              "( 'it''s' , E'a\\'b\\nc\\\\' , B'101' , X'00FF' )",
                              "('a'::text, true, false, DEFAULT, -1.5e3)",
                              "()",
                              "('','''','''''')",
                              "(f('a)b', \"q\"\"u,(\", 1), (1,(2)), 'a'||'b')",
                              "(replace('a\\nb','\\n',char(10)), replace(replace('\\r''','\\r',"
                              "char(13)),'x',char(10)), replace('a','b',char(65)))",
                              "(unistr('a\\u000ab\\\\\\+01f600'),unistr('bad \\u00g1'))",
                              "(E'',nE'a\\',e'\\\\''''')",
                              "(NULL, null ,'NULL',\t'\xc3\xa9'\n)"};
    for (const QByteArray &row : rows)
        QTest::newRow(row.simplified().constData()) << row;
}

/// A row tells the same in pieces as at once.
void LongValuesTest::insertRows()
{
    QFETCH(QByteArray, row);
    std::vector<Cell> cells;
    makeInsertFormat()->parse(row, cells);
    const QByteArray text = "    " + row + ", (2)";
    ByteWindow window(std::make_shared<HeldBytes>(text));
    const auto scanned = scanInsertRow(window, 4, {});
    QVERIFY(scanned);
    QCOMPARE(scanned->end, 4 + row.size());
    QCOMPARE(scanned->values->size(), cells.size());
    for (size_t i = 0; i < cells.size(); ++i) {
        QByteArray value;
        const auto read = scanned->values->read(i, [&](QByteArrayView piece) {
            value += piece;
            return true;
        });
        QVERIFY(read);
        QCOMPARE(*read ? Cell(value) : Cell(), cells[i]);
    }
}

void LongValuesTest::encodings_data()
{
    QTest::addColumn<QString>("encoding");
    for (const QString &name :
         {u"UTF8"_s, u"SQL_ASCII"_s, u"LATIN1"_s, u"EUC_JP"_s, u"EUC_TW"_s, u"SJIS"_s, u"BIG5"_s,
          u"GB18030"_s, u"EUC_JIS_2004"_s, u"MULE_INTERNAL"_s})
        QTest::newRow(qPrintable(name)) << name;
}

/// Text of that encoding, and bytes that are none, cut anywhere.
void LongValuesTest::encodings()
{
    QFETCH(QString, encoding);
    const TextEncoding text(encoding);
    QRandomGenerator random(7);
    QByteArrayList characters{"a", "\\", "5", "\xff", "\xc3\xa9", "\xe2\x98\x83"};
    const QHash<QString, QByteArrayList> others{
        {u"EUC_JP"_s, {"\xa4\xa2", "\x8e\xb1", "\x8f\xb0\xa1"}},
        {u"EUC_TW"_s, {"\xc4\xe3", "\x8e\xa2\xa1\xa1"}},
        {u"SJIS"_s, {"\x94\x5c", "\xb1", "\x82\xa0"}},
        {u"BIG5"_s, {"\xa5\x5c", "\xa4\x40"}},
        {u"GB18030"_s, {"\x81\x5c", "\x81\x30\x81\x30", "\xc4\xe3"}},
        {u"EUC_JIS_2004"_s, {"\xa4\xa2", "\xa4\xab", "\xa5\xab"}}};
    if (others.contains(encoding))
        characters = others[encoding] + others[encoding] + QByteArrayList{"a", "\\", "5", " "};
    for (int time = 0; time < 60; ++time) {
        QByteArray bytes;
        const int length = random.bounded(1, 2000);
        // Some without any ASCII in them.
        const int first = time % 3 == 0 ? 3 : qsizetype(characters.size());
        for (int i = 0; i < length; ++i)
            bytes += characters[random.bounded(std::min<int>(first, int(characters.size())))];
        QByteArray wanted = bytes;
        const bool isText = text.toUtf8(wanted);
        TextPieces pieces(text);
        QByteArray shown;
        for (qsizetype at = 0; at < bytes.size();) {
            const qsizetype count = std::min<qsizetype>(random.bounded(1, 700), bytes.size() - at);
            shown += pieces.add(QByteArrayView(bytes).sliced(at, count));
            QVERIFY(shown.isValidUtf8());
            at += count;
        }
        shown += pieces.finish();
        QVERIFY2(shown == wanted, qPrintable(u"time %1"_s.arg(time)));
        QCOMPARE(pieces.bytesShown(), !isText);
    }
}

/// In the middle of a value.
void LongValuesTest::cancelled()
{
    const auto archive = openedArchive(path(u"copy"_s));
    std::stop_source stop;
    qint64 seen = 0;
    const auto reader = [&](ReadRow &row) -> Result<bool> {
        TM_TRY(row.read(1, [&](QByteArrayView piece) {
            seen += piece.size();
            if (seen > mega)
                stop.request_stop();
            return true;
        }));
        return true;
    };
    const auto read = archive->eachRow(archive->tables()[0], 0, reader, stop.get_token());
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Cancelled);
    QVERIFY(seen < 4 * mega);
}

QTEST_GUILESS_MAIN(LongValuesTest)
#include "tst_longvalues.moc"
