// SPDX-License-Identifier: GPL-3.0-or-later
#include "folder.h"

#include "migrations/migrationfiles.h"

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// What a folder may hold that is no readable UTF-8 file: each a finding with its place.
class TestMigrationFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheFirstBadByte_data();
    void findsTheFirstBadByte();
    void listsInByteOrder();
    void reportsLinksAndPipes();
    void reportsNamesThatAreNotUtf8();
    void reportsWhatMayNotBeRead();
    void stripsTheByteOrderMark();
    void keepsCarriageReturns();
    void reportsNulBytes();
    void readsTenMegabytes();
    void cutsWithTheRightLine();
    void aFolderThatIsNotThereIsAnError();
};

void TestMigrationFiles::findsTheFirstBadByte_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::newRow("ascii") << QByteArray("select 1;\n") << 0 << 0;
    QTest::newRow("umlaut") << QByteArray("-- gr\xc3\xbc\xc3\x9f\n") << 0 << 0;
    QTest::newRow("four bytes") << QByteArray("\xf0\x9f\x8c\x8a") << 0 << 0;
    QTest::newRow("latin 1") << QByteArray("a\n-- \xc3\xbc gr\xfc\xdf\n") << 2 << 8;
    QTest::newRow("overlong slash") << QByteArray("a\xc0\xaf") << 1 << 2;
    QTest::newRow("overlong in three") << QByteArray("\xe0\x80\xaf") << 1 << 1;
    QTest::newRow("surrogate") << QByteArray("ab\xed\xa0\x80") << 1 << 3;
    QTest::newRow("beyond unicode") << QByteArray("\xf4\x90\x80\x80") << 1 << 1;
    QTest::newRow("cut off") << QByteArray("x\n\ny\xe2\x82") << 3 << 2;
    QTest::newRow("lone continuation") << QByteArray("\x80") << 1 << 1;
    QTest::newRow("last of unicode") << QByteArray("\xf4\x8f\xbf\xbf") << 0 << 0;
}

void TestMigrationFiles::findsTheFirstBadByte()
{
    QFETCH(QByteArray, bytes);
    const SourceLocation where = firstInvalidUtf8(bytes);
    QTEST(where.line, "line");
    QTEST(where.column, "column");
}

void TestMigrationFiles::listsInByteOrder()
{
    Folder folder;
    for (const char *name :
         {"b.sql", "a10.sql", "a9.sql", "Z.sql", "\xc3\xa4.sql", ".hidden.sql", ".gitkeep"})
        folder.write(QString::fromUtf8(name), "");
    std::vector<Finding> findings;
    const auto entries = listFolder(folder.path(), findings);
    QVERIFY(entries);
    QStringList names;
    for (const FolderEntry &entry : *entries)
        names.append(entry.name);
    QCOMPARE(names, (QStringList{u"Z.sql"_s, u"a10.sql"_s, u"a9.sql"_s, u"b.sql"_s, u"ä.sql"_s}));
    QCOMPARE(codesOf(findings), QStringList{u"hidden-file"_s});
}

void TestMigrationFiles::reportsLinksAndPipes()
{
    Folder folder;
    folder.write(u"real.sql"_s, "select 1;");
    QVERIFY(QFile::link(u"real.sql"_s, folder.file(u"link.sql"_s)));
    QVERIFY(QFile::link(u"gone.sql"_s, folder.file(u"broken.sql"_s)));
    QVERIFY(QFile::link(u"loop2.sql"_s, folder.file(u"loop1.sql"_s)));
    QVERIFY(QFile::link(u"loop1.sql"_s, folder.file(u"loop2.sql"_s)));
    QCOMPARE(::mkfifo(QFile::encodeName(folder.file(u"pipe.sql"_s)).constData(), 0600), 0);
    std::vector<Finding> findings;
    const auto entries = listFolder(folder.path(), findings, u"sub/"_s);
    QVERIFY(entries);
    QCOMPARE(entries->size(), size_t(2)); // real.sql and the good link
    QStringList codes = codesOf(findings);
    codes.sort();
    QCOMPARE(codes,
             (QStringList{u"broken-link"_s, u"link-loop"_s, u"link-loop"_s, u"not-a-file"_s}));
    QCOMPARE(findingOf(findings, u"broken-link"_s).where.file, u"sub/broken.sql"_s);
}

void TestMigrationFiles::reportsNamesThatAreNotUtf8()
{
    Folder folder;
    const QByteArray path = QFile::encodeName(folder.path()) + "/1_gr\xfc"
                                                               "n.sql";
    QFile out;
    FILE *raw = std::fopen(path.constData(), "w");
    QVERIFY(raw);
    std::fclose(raw);
    std::vector<Finding> findings;
    const auto entries = listFolder(folder.path(), findings);
    ::unlink(path.constData());
    QVERIFY(entries && entries->empty());
    QCOMPARE(findingOf(findings, u"name-not-utf8"_s).where.file, u"1_gr\\xfcn.sql"_s);
}

void TestMigrationFiles::reportsWhatMayNotBeRead()
{
    Folder folder;
    folder.write(u"1_a.sql"_s, "select 1;");
    folder.write(u"closed/up.sql"_s, "select 1;");
    const auto path = [&](const char *name) {
        return QFile::encodeName(folder.path()) + '/' + name;
    };
    QCOMPARE(::chmod(path("1_a.sql").constData(), 0), 0);
    QCOMPARE(::chmod(path("closed").constData(), 0), 0);
    QCOMPARE(::chmod(QFile::encodeName(folder.path()).constData(), 0755), 0);
    // The superuser may read everything, so look as somebody else.
    const bool root = ::geteuid() == 0;
    if (root)
        QCOMPARE(::seteuid(65534), 0);
    std::vector<Finding> findings;
    const TextFile file = readTextFile(folder.file(u"1_a.sql"_s), u"1_a.sql"_s, findings);
    const auto closed = listFolder(folder.file(u"closed"_s), findings);
    if (root)
        QCOMPARE(::seteuid(0), 0);
    QCOMPARE(::chmod(path("closed").constData(), 0700), 0);
    QVERIFY(!file.usable);
    QCOMPARE(findingOf(findings, u"unreadable"_s).severity, Finding::Severity::Error);
    QVERIFY(!closed);
    QCOMPARE(closed.error().kind, ErrorKind::Permission);
}

void TestMigrationFiles::stripsTheByteOrderMark()
{
    Folder folder;
    folder.write(u"a.sql"_s, "\xef\xbb\xbfselect 1;\n");
    std::vector<Finding> findings;
    const TextFile file = readTextFile(folder.file(u"a.sql"_s), u"a.sql"_s, findings);
    QVERIFY(file.usable);
    QCOMPARE(file.text, QByteArray("select 1;\n"));
    QCOMPARE(file.bytes.size(), file.text.size() + 3);
    QCOMPARE(findingOf(findings, u"byte-order-mark"_s).severity, Finding::Severity::Warning);
}

void TestMigrationFiles::keepsCarriageReturns()
{
    Folder folder;
    folder.write(u"a.sql"_s, "select\r\n1;\r\n");
    std::vector<Finding> findings;
    const TextFile file = readTextFile(folder.file(u"a.sql"_s), u"a.sql"_s, findings);
    QCOMPARE(wholeFile(file).text, QByteArray("select\r\n1;\r\n"));
    const std::vector<TextLine> lines = linesOf(file.text);
    QCOMPARE(lines.size(), size_t(2));
    QCOMPARE(lines[0].of(file.text), QByteArrayView("select"));
    QCOMPARE(lines[1].number, 2);
    QVERIFY(findings.empty());
}

void TestMigrationFiles::reportsNulBytes()
{
    Folder folder;
    folder.write(u"a.sql"_s, QByteArray("select 1;\nab\0c", 14));
    folder.write(u"utf16.sql"_s, QByteArray("\xff\xfes\0e\0", 6));
    std::vector<Finding> findings;
    QVERIFY(!readTextFile(folder.file(u"a.sql"_s), u"a.sql"_s, findings).usable);
    QCOMPARE(findingOf(findings, u"nul-byte"_s).where, (SourceLocation{u"a.sql"_s, 2, 3}));
    QVERIFY(!readTextFile(folder.file(u"utf16.sql"_s), u"utf16.sql"_s, findings).usable);
    QVERIFY(findingOf(findings, u"not-utf8"_s).hint.contains(u"UTF-16"_s));
}

void TestMigrationFiles::readsTenMegabytes()
{
    Folder folder;
    QByteArray big = "-- migrate:up\n";
    while (big.size() < 10LL * 1024 * 1024)
        big += "INSERT INTO \"Weird \"\"Name\"\"; --\" VALUES ('0123456789');\n";
    const int lines = int(big.count('\n'));
    folder.write(u"1_big.sql"_s, big + "-- migrate:down\nDELETE FROM x;\n");
    const MigrationSet set = readAs(u"dbmate"_s, folder);
    QVERIFY(set.findings.empty());
    QCOMPARE(set.migrations.at(0).up.at(0).text.size(), big.size());
    QCOMPARE(set.migrations.at(0).down->at(0).firstLine, lines + 1);
}

void TestMigrationFiles::cutsWithTheRightLine()
{
    Folder folder;
    folder.write(u"a.sql"_s, "\xef\xbb\xbfone\r\ntwo\nthree\n");
    std::vector<Finding> findings;
    const TextFile file = readTextFile(folder.file(u"a.sql"_s), u"a.sql"_s, findings);
    const Script script = cutFromFile(file, file.text.indexOf("three"), file.text.size());
    QCOMPARE(script.firstLine, 3);
    QCOMPARE(script.text, QByteArray("three\n"));
    QCOMPARE(script.path, folder.file(u"a.sql"_s));
}

void TestMigrationFiles::aFolderThatIsNotThereIsAnError()
{
    std::vector<Finding> findings;
    const auto entries = listFolder(u"/nonexistent/folder"_s, findings);
    QVERIFY(!entries);
    QCOMPARE(entries.error().kind, ErrorKind::Io);
    QVERIFY(findings.empty());
}

QTEST_GUILESS_MAIN(TestMigrationFiles)
#include "testmigrationfiles.moc"
