// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"
#include "engines/archive/madearchives.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// `tidemark backup show` and `rows`, as people start them.
class BackupShowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_path = madeArchive({.name = u"custom"_s, .options = {u"-Fc"_s}}); }
    void show();
    void definition();
    void rows();
    void csv();
    void csvOnAFullDisk();
    void search();
    void errors_data();
    void errors();
    void cutOff();
    void cutOffBehindTheTable();
    void nulls();
    void legacyLz4();
    void byName();

private:
    static ProcessResult run(const QStringList &arguments, const QString &folder = {})
    {
        const auto result = runProcess({.program = QStringLiteral(TIDEMARK_PROGRAM),
                                        .arguments = QStringList{u"backup"_s} + arguments,
                                        .environment = {{u"TIDEMARK_CACHE"_s, cacheFolder()}},
                                        .workingFolder = folder});
        if (!result)
            qFatal("%s", qPrintable(result.error().toString()));
        return *result;
    }
    static QJsonObject json(const QStringList &arguments)
    {
        return QJsonDocument::fromJson(run(arguments + QStringList{u"--json"_s}).output).object();
    }

    QString m_path;
};

void BackupShowTest::show()
{
    const ProcessResult shown = run({u"show"_s, m_path});
    QCOMPARE(shown.exitCode, 0);
    const QByteArray first = shown.output.left(shown.output.indexOf('\n'));
    QVERIFY2(first.startsWith("custom, ") && first.contains("\"Source \"\"db\"\"; --\""), first);
    QVERIFY(shown.output.contains("Weird \"Name\"; --"));
    const QJsonObject told = json({u"show"_s, m_path});
    QCOMPARE(told[u"archive"][u"format"].toString(), u"custom"_s);
    QCOMPARE(told[u"tables"].toArray().size(), 7);
    QVERIFY(told[u"entries"].toArray().size() > 20);
    QVERIFY(told[u"problems"].toArray().isEmpty());
}

void BackupShowTest::definition()
{
    const ProcessResult shown =
        run({u"show"_s, m_path, u"--definition"_s, u"public.atomic(integer)"_s});
    QCOMPARE(shown.exitCode, 0);
    QVERIFY2(shown.output.startsWith("CREATE FUNCTION public.atomic(a integer)"), shown.output);
}

void BackupShowTest::rows()
{
    const QJsonObject page =
        json({u"rows"_s, m_path, u"many"_s, u"--offset"_s, u"38000"_s, u"--limit"_s, u"2"_s});
    const QJsonArray rows = page[u"rows"].toArray();
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[1][u"row"].toInt(), 38'001);
    QCOMPARE(rows[1][u"values"][1].toString(), u"name 38001"_s);
    QCOMPARE(page[u"next"].toInt(), 38'002);
    const QJsonObject kinds = json({u"rows"_s, m_path, u"kinds"_s});
    QVERIFY(kinds[u"rows"][2][u"values"][0].isNull());
    QCOMPARE(kinds[u"rows"][1][u"values"][12].toString(), u"   "_s);
    QCOMPARE(kinds[u"columns"][2][u"type"].toString(), u"bytea"_s);
    const ProcessResult shown = run({u"rows"_s, m_path, u"Weird \"Name\"; --"_s});
    QCOMPARE(shown.exitCode, 0);
    QVERIFY(shown.output.contains("NULL"));
    QVERIFY(shown.output.contains("tab\\tand\\nline"));
}

void BackupShowTest::csv()
{
    const ProcessResult written = run({u"rows"_s, m_path, u"public.many"_s, u"--csv"_s,
                                       u"--offset"_s, u"7"_s, u"--limit"_s, u"1"_s});
    QCOMPARE(written.exitCode, 0);
    QVERIFY2(written.output.startsWith("id,name,body\r\n7,name 7,"), written.output);
    QCOMPARE(run({u"rows"_s, m_path, u"many"_s, u"--csv"_s}).output.count('\n'), 40'001);
}

/// So little that it is written at the very end.
void BackupShowTest::csvOnAFullDisk()
{
    const auto failed = runProcess(
        {.program = u"sh"_s,
         .arguments = {u"-c"_s, u"\"$0\" backup rows \"$1\" many --csv --limit 3 > /dev/full"_s,
                       QStringLiteral(TIDEMARK_PROGRAM), m_path},
         .environment = {{u"TIDEMARK_CACHE"_s, cacheFolder()}}});
    QVERIFY(failed);
    QCOMPARE(failed->exitCode, 3);
    QVERIFY2(failed->errors.contains("cannot be written"), failed->errors);
}

void BackupShowTest::search()
{
    const QJsonObject found = json({u"rows"_s, m_path, u"many"_s, u"--search"_s, u"NAME 12345"_s});
    QCOMPARE(found[u"rows"].toArray().size(), 1);
    QCOMPARE(found[u"rows"][0][u"row"].toInt(), 12'345);
}

void BackupShowTest::errors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<int>("code");
    QTest::newRow("no file") << QStringList{u"show"_s, u"/not/there"_s}
                             << QByteArray("there is no backup") << 2;
    QTest::newRow("no backup") << QStringList{u"show"_s, QString::fromLatin1(TIDEMARK_PROGRAM)}
                               << QByteArray("is no backup") << 3;
    QTest::newRow("folder") << QStringList{u"show"_s, u"/"_s} << QByteArray("toc.dat") << 3;
    QTest::newRow("table") << QStringList{u"rows"_s, u"FILE"_s, u"nothing"_s}
                           << QByteArray("no rows of a table nothing") << 2;
    QTest::newRow("definition") << QStringList{u"show"_s, u"FILE"_s, u"--definition"_s,
                                               u"none at all"_s}
                                << QByteArray("no definition of none at all") << 2;
    QTest::newRow("no rows wanted")
        << QStringList{u"rows"_s, u"FILE"_s, u"many"_s, u"--limit"_s, u"0"_s}
        << QByteArray("1 or more is needed and not 0") << 2;
    QTest::newRow("verb") << QStringList{} << QByteArray("subcommand") << 2;
}

void BackupShowTest::errors()
{
    QFETCH(QStringList, arguments);
    arguments.replaceInStrings(u"FILE"_s, m_path);
    const ProcessResult failed = run(arguments);
    QTEST(failed.exitCode, "code");
    QFETCH(QByteArray, words);
    QVERIFY2(failed.errors.contains(words), failed.errors);
}

/// NULL, and texts that look like it.
void BackupShowTest::nulls()
{
    const QString path = archiveFolder().filePath(u"nulls.sql"_s);
    QFile script(path);
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("CREATE TABLE \"Weird \"\"Name\"\"; --\" (a text);\n"
                 "COPY \"Weird \"\"Name\"\"; --\" (a) FROM stdin;\n\\N\nNULL\n\n''\n\\.\n");
    script.close();
    const ProcessResult shown = run({u"rows"_s, path, u"Weird \"Name\"; --"_s});
    QCOMPARE(shown.exitCode, 0);
    QByteArrayList values;
    for (const QByteArray &line : shown.output.trimmed().split('\n').mid(1))
        values << line.trimmed().split(' ').last();
    QCOMPARE(values, (QByteArrayList{"NULL", "'NULL'", "''", "''''''"}));
}

/// Frames of before, which no reader can begin in the middle of.
void BackupShowTest::legacyLz4()
{
    const QString path = archiveFolder().filePath(u"legacy.lz4"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromHex("02214c1804000000") + "data");
    file.close();
    const ProcessResult failed = run({u"show"_s, path});
    QVERIFY2(failed.errors.contains("LZ4's legacy format"), failed.errors);
}

/// What stands before the end is shown, and what is missing is said.
void BackupShowTest::cutOff()
{
    const QString path = archiveFolder().filePath(u"cut"_s);
    QFile whole(m_path);
    QFile cut(path);
    QVERIFY(whole.open(QIODevice::ReadOnly) && cut.open(QIODevice::WriteOnly));
    cut.write(whole.read(whole.size() / 2));
    cut.close();
    QCOMPARE(run({u"show"_s, path}).exitCode, 0);
    const ProcessResult rows =
        run({u"rows"_s, path, u"many"_s, u"--offset"_s, u"100"_s, u"--limit"_s, u"100000"_s});
    QCOMPARE(rows.exitCode, 3);
    QVERIFY(rows.output.contains("name 101 "));
    QVERIFY2(rows.errors.contains("can still be read"), rows.errors);
}

/// A table that is whole hides no damage behind it.
void BackupShowTest::cutOffBehindTheTable()
{
    const QString path = archiveFolder().filePath(u"cut.sql"_s);
    QFile script(path);
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("CREATE TABLE first (a text);\nCREATE TABLE second (a text);\n"
                 "COPY first (a) FROM stdin;\none\n\\.\nCOPY second (a) FROM stdin;\ntw");
    script.close();
    for (const QStringList &command :
         {QStringList{u"show"_s, path}, QStringList{u"rows"_s, path, u"first"_s},
          QStringList{u"rows"_s, path, u"first"_s, u"--csv"_s}}) {
        const ProcessResult shown = run(command);
        QCOMPARE(shown.exitCode, 3);
        QVERIFY(shown.output.contains("first") || shown.output.contains("one"));
        QVERIFY2(shown.errors.contains("error: "), shown.errors);
    }
    const QJsonObject page = json({u"rows"_s, path, u"first"_s});
    QCOMPARE(page[u"rows"].toArray().size(), 1);
    QVERIFY(!page[u"problems"].toArray().isEmpty());
}

/// As the other commands find them; a name that is none is said, with where it was looked for.
void BackupShowTest::byName()
{
    QTemporaryDir place;
    QVERIFY(QDir(place.path()).mkdir(u"backups"_s));
    const QString name = u"before the \"big\" one.dump"_s;
    QVERIFY(QFile::copy(m_path, place.filePath(u"backups/"_s + name)));
    for (const QString &given : {name, u"latest"_s}) {
        const ProcessResult shown = run({u"show"_s, given}, place.path());
        QVERIFY2(shown.exitCode == 0, shown.errors);
        QVERIFY(shown.output.contains("Weird \"Name\"; --"));
    }
    const ProcessResult failed = run({u"show"_s, u"yesterday"_s}, place.path());
    QCOMPARE(failed.exitCode, 2);
    QVERIFY2(failed.errors.contains("there is no backup \"yesterday\"") &&
                 failed.errors.contains(place.path().toUtf8()),
             failed.errors);
}

QTEST_GUILESS_MAIN(BackupShowTest)
#include "tst_backupshow.moc"
