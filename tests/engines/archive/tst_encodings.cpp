// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"
#include "engines/archive/madearchives.h"

#include <QBuffer>
#include <QFile>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// Dumps in other encodings than UTF-8, which tell the same as those in UTF-8.
class EncodingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCharacter_data();
    void everyCharacter();
    void dumps_data();
    void dumps();
    void backslashAsSecondByte_data();
    void backslashAsSecondByte();
    void noText();
    void noEncoding();
    void unknownEncoding();

private:
    using Values = std::vector<std::vector<Cell>>;

    static QString written(const QByteArray &script)
    {
        static int number = 0;
        const QString path = archiveFolder().filePath(u"encoded %1.sql"_s.arg(++number));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(script) != script.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }
    static QByteArray csvOf(Archive &archive)
    {
        QBuffer buffer;
        if (!buffer.open(QIODevice::WriteOnly) ||
            !archive.exportCsv(archive.tables()[0], buffer, 0, std::numeric_limits<qint64>::max(),
                               {}))
            qFatal("no CSV");
        return buffer.data();
    }
};

void EncodingsTest::everyCharacter_data()
{
    QTest::addColumn<QString>("encoding");
    for (const QString &name :
         {u"LATIN1"_s,  u"LATIN9"_s,     u"LATIN10"_s, u"WIN1250"_s, u"WIN1251"_s,
          u"WIN1252"_s, u"WIN1258"_s,    u"WIN866"_s,  u"WIN874"_s,  u"KOI8R"_s,
          u"KOI8U"_s,   u"ISO_8859_5"_s, u"EUC_JP"_s,  u"EUC_CN"_s,  u"EUC_KR"_s,
          u"SJIS"_s,    u"GBK"_s,        u"UHC"_s,     u"JOHAB"_s,   u"GB18030"_s})
        QTest::newRow(qPrintable(name)) << name;
}

/// What the server says of the characters that the encoding has, but for a few on which tables
/// differ from system to system (of BIG5 they are many).
void EncodingsTest::everyCharacter()
{
    QFETCH(QString, encoding);
    const auto session = openSession(sourceDatabase());
    QVERIFY(session);
    QVERIFY(session->execute("CREATE OR REPLACE FUNCTION pg_temp.encoded(code int, name text) "
                             "RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN "
                             "encode(convert_to(chr(code), name), 'hex'); EXCEPTION WHEN OTHERS "
                             "THEN RETURN NULL; END $$"));
    const auto all = session->query(
        "SELECT chr(code), pg_temp.encoded(code, '" + encoding.toUtf8() +
        "') FROM generate_series(128, 55000) AS code WHERE code % 5 = 0 OR code < 1024");
    QVERIFY2(all, all ? "" : qPrintable(all.error().toString()));
    const TextEncoding text(encoding);
    int known = 0;
    QStringList other;
    for (const auto &row : all->rows) {
        if (!row[1])
            continue;
        ++known;
        QByteArray bytes = QByteArray::fromHex(*row[1]);
        if (!text.toUtf8(bytes) || bytes != *row[0])
            other += QString::fromUtf8(*row[1] + ' ' + *row[0] + ' ' + bytes);
    }
    QVERIFY(known > 15);
    QVERIFY2(other.size() * 100 <= known, qPrintable(other.join(u'\n').left(2000)));
}

void EncodingsTest::dumps_data()
{
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("text");
    const QStringList custom{u"-Fc"_s};
    const QStringList plain{u"-Fp"_s};
    const QStringList inserts{u"-Fp"_s, u"--column-inserts"_s};
    const QString latin = u"Äé ü ß\\x\té"_s;
    const QString japanese = u"能\\x表\tソ\\N"_s;
    QTest::newRow("latin1") << u"LATIN1"_s << custom << latin;
    QTest::newRow("latin1 plain") << u"LATIN1"_s << plain << latin;
    QTest::newRow("latin1 inserts") << u"LATIN1"_s << inserts << latin;
    QTest::newRow("latin1 tar") << u"LATIN1"_s << QStringList{u"-Ft"_s} << latin;
    QTest::newRow("euc_jp") << u"EUC_JP"_s << custom << japanese;
    QTest::newRow("sjis") << u"SJIS"_s << custom << japanese;
    QTest::newRow("sjis plain") << u"SJIS"_s << plain << japanese;
    QTest::newRow("sjis inserts") << u"SJIS"_s << inserts << japanese;
    QTest::newRow("gb18030") << u"GB18030"_s << plain << u"能\\x표\té€"_s;
}

void EncodingsTest::dumps()
{
    QFETCH(QString, encoding);
    QFETCH(QStringList, options);
    QFETCH(QString, text);
    const QString url = sourceDatabase();
    const auto session = openSession(url);
    QVERIFY(session);
    const QString name = u"Weird \"Name\"; --"_s + text.left(2);
    const QByteArray quoted = "t_enc.\"" + QString(name).replace(u'"', u"\"\""_s).toUtf8() + '"';
    QVERIFY(session->execute("DROP SCHEMA IF EXISTS t_enc CASCADE; CREATE SCHEMA t_enc; "
                             "CREATE TABLE " +
                             quoted + " (\"" + text.left(1).toUtf8() + "\" text, n int)"));
    QVERIFY(session->execute("INSERT INTO " + quoted + " VALUES ('" + text.toUtf8() +
                             "', 1), (NULL, 2)"));
    const QString path = archiveFolder().filePath(QString::fromUtf8(QTest::currentDataTag()));
    const auto dumped =
        runProcess({.program = u"pg_dump"_s,
                    .arguments = options + QStringList{u"-E"_s, encoding, u"-n"_s, u"t_enc"_s,
                                                       u"-f"_s, path, url}});
    QVERIFY2(dumped && dumped->exitCode == 0, dumped ? dumped->errors : QByteArray());
    QVERIFY(session->execute("DROP SCHEMA t_enc CASCADE"));
    const auto archive = openedArchive(path, cacheFolder());
    QVERIFY(archive->problems().empty());
    QCOMPARE(archive->info().encoding, encoding);
    const auto found = archive->findTable(name);
    QVERIFY2(found, found ? "" : qPrintable(found.error().toString()));
    QCOMPARE((*found)->columns[0], (ArchiveColumn{text.left(1), u"text"_s}));
    const auto definition = archive->definition((*found)->definition);
    QVERIFY(definition && definition->contains(name.right(2)));
    const auto page = archive->rows(**found, 0, 10, {});
    QVERIFY(page && !page->broken && !page->bytesShown);
    QCOMPARE(page->rows, (Values{{text.toUtf8(), "1"}, {std::nullopt, "2"}}));
    const auto searched = archive->search(**found, text.left(2).toLower(), 0, 10, {});
    QVERIFY(searched);
    QCOMPARE(searched->found.size(), size_t(1));
    QCOMPARE(csvOf(*archive), text.left(1).toUtf8() + ",n\r\n" + text.toUtf8() + ",1\r\n,2\r\n");
}

void EncodingsTest::backslashAsSecondByte_data()
{
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QByteArray>("character");
    QTest::newRow("SJIS") << u"SJIS"_s << QByteArray("\x94\x5c");
    QTest::newRow("BIG5") << u"BIG5"_s << QByteArray("\xa5\x5c");
    QTest::newRow("GBK") << u"GBK"_s << QByteArray("\x81\x5c");
    QTest::newRow("GB18030") << u"GB18030"_s << QByteArray("\x81\x5c");
    QTest::newRow("SHIFT_JIS_2004") << u"SHIFT_JIS_2004"_s << QByteArray("\x94\x5c");
}

/// Such a byte escapes nothing, and the one behind it is read.
void EncodingsTest::backslashAsSecondByte()
{
    QFETCH(QString, encoding);
    QFETCH(QByteArray, character);
    const auto archive =
        openedArchive(written("SET client_encoding = '" + encoding.toUtf8() +
                              "';\nCREATE TABLE t (a text, b text);\nCOPY t (a, b) FROM stdin;\n" +
                              character + "n\\\\\t" + character + "\n\\.\n"));
    QByteArray shown = character;
    QVERIFY(TextEncoding(encoding).toUtf8(shown));
    QVERIFY(!shown.contains('\\'));
    QCOMPARE(allRows(*archive, archive->tables()[0]), (Values{{shown + "n\\", shown}}));
}

/// Bytes that no character of the encoding has.
void EncodingsTest::noText()
{
    const auto archive =
        openedArchive(written("SET client_encoding = 'EUC_JP';\nCREATE TABLE t (a text);\n"
                              "COPY t (a) FROM stdin;\n\xa4\xa2 \xff \xa4\n\\.\n"));
    const auto page = archive->rows(archive->tables()[0], 0, 10, {});
    QVERIFY(page && page->bytesShown);
    QCOMPARE(page->rows, (Values{{"\xe3\x81\x82 \\xff \\xa4"}}));
    QCOMPARE(csvOf(*archive), QByteArray("a\r\n\xe3\x81\x82 \\xff \\xa4\r\n"));
}

/// SQL_ASCII: what is UTF-8 is read, and what is exported stays what it was.
void EncodingsTest::noEncoding()
{
    const auto archive =
        openedArchive(written("SET client_encoding = 'SQL_ASCII';\nCREATE TABLE t (a text);\n"
                              "COPY t (a) FROM stdin;\n\xc3\xa9\n\xe9t\n\\.\n"));
    const auto page = archive->rows(archive->tables()[0], 0, 10, {});
    QVERIFY(page && page->bytesShown);
    QCOMPARE(page->rows, (Values{{"\xc3\xa9"}, {"\\xe9t"}}));
    QCOMPARE(csvOf(*archive), QByteArray("a\r\n\xc3\xa9\r\n\xe9t\r\n"));
}

void EncodingsTest::unknownEncoding()
{
    const auto archive =
        openedArchive(written("SET client_encoding = 'MULE_INTERNAL';\nCREATE TABLE t (a text);\n"
                              "COPY t (a) FROM stdin;\nplain \x81\xe9\n\\.\n"));
    QCOMPARE(allRows(*archive, archive->tables()[0]), (Values{{"plain \\x81\\xe9"}}));
}

QTEST_GUILESS_MAIN(EncodingsTest)
#include "tst_encodings.moc"
