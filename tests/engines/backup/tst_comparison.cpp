// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/create.h"
#include "backup/datacomparison.h"
#include "backup/partialbackup.h"
#include "engines/backup/everything.h"
#include "sql/identifier.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// What two sides hold, told by digests, and row by row where somebody asks.
class TestComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isEqualToItself_data();
    void isEqualToItself();
    void countsByDigest_data();
    void countsByDigest();
    void showsRows_data();
    void showsRows();
    void rowsWithoutAKey_data();
    void rowsWithoutAKey();
    void columnsOfOneSide();
    void namesInAnyCase();
    void keysWithNulls();
    void largeObjectsOfOneSide();
    void partitionsByHash_data();
    void partitionsByHash();
    void keysInAnyEncoding();
    void givesPages();
    void memoryStaysFlat();
    void saysWhatCannotBe();
    void stops();
    void stopsAfterRows_data() { rowsWithoutAKey_data(); }
    void stopsAfterRows();

private:
    DataComparer comparer(const DataSide &before, const DataSide &after, std::stop_token stop = {})
    {
        return DataComparer(before, after, installed(), *m_sandboxes, {}, std::move(stop));
    }
    RowsComparison rows(const DataSide &before, const DataSide &after, const TableName &table,
                        qint64 offset = 0, qint64 limit = 100)
    {
        DataComparer compare = comparer(before, after);
        return need(compare.rows({table, offset, limit}));
    }

    QTemporaryDir m_state;
    std::unique_ptr<SandboxFactory> m_sandboxes;
};

namespace {

Backup make(const ConnectionSpec &source, const QString &folder,
            BackupFormat format = BackupFormat::Custom)
{
    BackupRequest request;
    request.source = source;
    request.folder = folder;
    request.kind = BackupKind::Named;
    request.name = u"kept"_s;
    request.installations = installed();
    request.format = format;
    return need(createBackup(request));
}

/// As somebody else made it.
Backup withoutManifest(const Backup &backup)
{
    QFile::remove(manifestPathOf(backup.path));
    return need(readBackup(backup.path));
}

QString text(const std::vector<Cell> &cells)
{
    QStringList texts;
    for (const Cell &cell : cells)
        texts += cell ? QString::fromUtf8(*cell) : u"NULL"_s;
    return texts.join(u'|');
}

/// "~ 1|a -> 1|b", "- 2|x", "+ 3|y".
QStringList linesOf(const RowsComparison &compared)
{
    QStringList lines;
    for (const RowDifference &one : compared.differences)
        lines += one.kind == RowDifference::Kind::Gone ? u"- "_s + text(one.before)
                 : one.kind == RowDifference::Kind::Added
                     ? u"+ "_s + text(one.after)
                     : u"~ %1 -> %2"_s.arg(text(one.before), text(one.after));
    return lines;
}

QStringList different(const ContentsComparison &compared)
{
    QStringList names;
    for (const ComparedTable &table : compared.tables)
        if (!table.equal)
            names += u"%1 %2 %3"_s.arg(displayQualified(table.schema, table.name))
                         .arg(table.before.value_or(-1))
                         .arg(table.after.value_or(-1));
    return names;
}

/// In kB (proc(5)); `anew`: from now on.
qint64 peakOfMemory(bool anew)
{
    if (anew) {
        QFile clear(u"/proc/self/clear_refs"_s);
        if (clear.open(QIODevice::WriteOnly))
            clear.write("5");
    }
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        qFatal("there is no /proc/self/status");
    for (const QByteArray &line : status.readAll().split('\n'))
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong();
    qFatal("no VmHWM");
}

void addKinds()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<BackupFormat>("format");
    QTest::newRow("custom") << Engine::PostgreSql << BackupFormat::Custom;
    QTest::newRow("directory") << Engine::PostgreSql << BackupFormat::Directory;
    QTest::newRow("plain") << Engine::PostgreSql << BackupFormat::Plain;
    QTest::newRow("sqlite") << Engine::Sqlite << BackupFormat::Custom;
}

} // namespace

void TestComparison::initTestCase()
{
    TestServer::start();
    m_sandboxes = std::make_unique<SandboxFactory>(m_state.path());
}

void TestComparison::isEqualToItself_data()
{
    addKinds();
}

void TestComparison::isEqualToItself()
{
    QFETCH(Engine, engine);
    QFETCH(BackupFormat, format);
    const Everything database(engine);
    const Backup backup = make(database.spec(), database.backups(), format);
    DataComparer known = comparer({.backup = backup}, {.database = database.spec()});
    const ContentsComparison fast = need(known.contents());
    QCOMPARE(different(fast), QStringList());
    QVERIFY(fast.isEqual());
    QCOMPARE(fast.beforeFrom, ContentsFrom::Manifest);
    QCOMPARE(fast.afterFrom, ContentsFrom::Database);
    QCOMPARE(fast.sameSchema, std::optional(true));
    // Nobody says what is in it: it is restored, and tells itself.
    DataComparer unknown =
        comparer({.database = database.spec()}, {.backup = withoutManifest(backup)});
    const ContentsComparison slow = need(unknown.contents());
    QCOMPARE(different(slow), QStringList());
    QCOMPARE(slow.afterFrom, ContentsFrom::Restore);
    QCOMPARE(slow.tables, fast.tables);
    for (const ComparedTable &table : slow.tables) {
        if (table.name == u"bare" && engine == Engine::PostgreSql)
            continue; // there is no column to compare
        const RowsComparison same = need(unknown.rows({{table.schema, table.name}}));
        QVERIFY2(same.isEqual(), qPrintable(linesOf(same).join(u'\n')));
        QCOMPARE(same.rowsBefore, *table.before);
        QCOMPARE(same.rowsAfter, *table.after);
    }
}

void TestComparison::countsByDigest_data()
{
    addKinds();
}

void TestComparison::countsByDigest()
{
    QFETCH(Engine, engine);
    QFETCH(BackupFormat, format);
    const Everything database(engine);
    const Backup before = make(database.spec(), database.backups(), format);
    execute(database.spec(), "CREATE TABLE \"Weird \"\"New\"\"; --\" (id int); "
                             "UPDATE \"Weird \"\"Name\"\"; --\" SET empty = 'x' WHERE id = 1; "
                             "DROP TABLE bare");
    const Backup after = make(database.spec(), database.path(u"later"_s), format);
    DataComparer compare = comparer({.backup = before}, {.backup = after});
    const ContentsComparison found = need(compare.contents());
    const qint64 bare = 0;
    const int weird = engine == Engine::PostgreSql ? 4 : 3;
    const QString schema = engine == Engine::PostgreSql ? u"public."_s : QString();
    QStringList expected{u"%1\"Weird \"\"Name\"\"; --\" %2 %2"_s.arg(schema).arg(weird),
                         u"%1\"Weird \"\"New\"\"; --\" -1 0"_s.arg(schema),
                         u"%1bare %2 -1"_s.arg(schema).arg(bare)};
    QCOMPARE(different(found), expected);
    QVERIFY(!found.isEqual());
    QCOMPARE(found.sameSchema, std::optional(false));
}

void TestComparison::showsRows_data()
{
    addKinds();
}

void TestComparison::showsRows()
{
    QFETCH(Engine, engine);
    QFETCH(BackupFormat, format);
    const Everything database(engine);
    execute(database.spec(),
            "CREATE TABLE \"Weird \"\"keys\"\"; --\" (a text, b int, \"c \"\"\" text, "
            "PRIMARY KEY (a, b)); INSERT INTO \"Weird \"\"keys\"\"; --\" VALUES "
            "('a', 10, 'x'), ('a', 9, NULL), ('B', 1, ''), ('ä', 1, 'same'), "
            "('😀', 1, 'x'), ('', 2, 'x')");
    const Backup backup = make(database.spec(), database.backups(), format);
    execute(database.spec(), "UPDATE \"Weird \"\"keys\"\"; --\" SET \"c \"\"\" = '' WHERE b = 9; "
                             "DELETE FROM \"Weird \"\"keys\"\"; --\" WHERE a = 'B'; "
                             "INSERT INTO \"Weird \"\"keys\"\"; --\" VALUES ('c', 1, 'new'), "
                             "('A', 1, NULL); "
                             "UPDATE \"Weird \"\"keys\"\"; --\" SET a = '😁' WHERE a = '😀'");
    const RowsComparison found = rows({.backup = withoutManifest(backup)},
                                      {.database = database.spec()}, {{}, u"Weird \"keys\"; --"_s});
    QCOMPARE(found.columns, (QStringList{u"a"_s, u"b"_s, u"c \""_s}));
    QCOMPARE(found.keyColumns, 2);
    QCOMPARE(linesOf(found), (QStringList{u"+ A|1|NULL"_s, u"- B|1|"_s, u"~ a|9|NULL -> a|9|"_s,
                                          u"+ c|1|new"_s, u"- 😀|1|x"_s, u"+ 😁|1|x"_s}));
    QCOMPARE(found.gone, 2);
    QCOMPARE(found.added, 3);
    QCOMPARE(found.changed, 1);
    QCOMPARE(found.changedColumns, QStringList{u"c \""_s});
    QCOMPARE(found.rowsBefore, 6);
    QCOMPARE(found.rowsAfter, 7);
    QVERIFY(!found.more);
}

void TestComparison::rowsWithoutAKey_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::newRow("postgresql") << Engine::PostgreSql;
    QTest::newRow("sqlite") << Engine::Sqlite;
}

void TestComparison::rowsWithoutAKey()
{
    QFETCH(Engine, engine);
    const Everything database(engine);
    execute(database.spec(),
            "CREATE TABLE loose (x int, y text); INSERT INTO loose VALUES (1, 'a'), "
            "(1, 'a'), (NULL, 'b'), (2, NULL)");
    const Backup backup = make(database.spec(), database.backups());
    // One of two equal ones goes.
    execute(database.spec(),
            engine == Engine::PostgreSql
                ? "DELETE FROM loose WHERE ctid = (SELECT min(ctid) FROM loose WHERE x = 1)"
                : "DELETE FROM loose WHERE rowid = (SELECT min(rowid) FROM loose WHERE x = 1)");
    execute(database.spec(), "UPDATE loose SET y = 'c' WHERE x = 2");
    const RowsComparison found =
        rows({.backup = backup}, {.database = database.spec()}, {{}, u"loose"_s});
    QCOMPARE(found.keyColumns, 0);
    QCOMPARE(linesOf(found), (QStringList{u"- 1|a"_s, u"- 2|NULL"_s, u"+ 2|c"_s}));
    QCOMPARE(found.changed, 0);
}

void TestComparison::columnsOfOneSide()
{
    const Everything database(Engine::PostgreSql);
    const Backup backup = make(database.spec(), database.backups());
    execute(database.spec(), "ALTER TABLE guarded RENAME COLUMN owner TO holder; "
                             "UPDATE guarded SET holder = 'x' WHERE id = 3; "
                             "DELETE FROM guarded WHERE id = 7");
    const RowsComparison found =
        rows({.backup = backup}, {.database = database.spec()}, {u"public"_s, u"guarded"_s});
    QCOMPARE(found.columns, (QStringList{u"id"_s, u"owner"_s, u"holder"_s}));
    QCOMPARE(found.onlyBefore, QStringList{u"owner"_s});
    QCOMPARE(found.onlyAfter, QStringList{u"holder"_s});
    QCOMPARE(linesOf(found), QStringList{u"- 7|user7|NULL"_s});
    // The same rows in what both have are not the same table.
    execute(database.spec(), "INSERT INTO guarded VALUES (7, 'user7')");
    const RowsComparison more =
        rows({.backup = backup}, {.database = database.spec()}, {u"public"_s, u"guarded"_s});
    QVERIFY(more.differences.empty());
    QVERIFY(!more.isEqual());
}

/// SQLite takes V and v for one.
void TestComparison::namesInAnyCase()
{
    const Everything before(Engine::Sqlite);
    const Everything after(Engine::Sqlite);
    execute(before.spec(), "CREATE TABLE \"Weird \"\"T\"\"; --\" (Id INTEGER PRIMARY KEY, v text); "
                           "INSERT INTO \"Weird \"\"T\"\"; --\" VALUES (1, 'a'), (2, 'b')");
    execute(after.spec(), "CREATE TABLE \"Weird \"\"t\"\"; --\" (id INTEGER PRIMARY KEY, V text); "
                          "INSERT INTO \"Weird \"\"t\"\"; --\" VALUES (1, 'a'), (2, 'c')");
    const RowsComparison found =
        rows({.database = before.spec()}, {.database = after.spec()}, {{}, u"WEIRD \"T\"; --"_s});
    QCOMPARE(found.columns, (QStringList{u"Id"_s, u"v"_s}));
    QCOMPARE(found.keyColumns, 1);
    QCOMPARE(linesOf(found), QStringList{u"~ 2|b -> 2|c"_s});
    execute(after.spec(), "UPDATE \"Weird \"\"t\"\"; --\" SET v = 'b' WHERE id = 2");
    QVERIFY(
        rows({.database = before.spec()}, {.database = after.spec()}, {{}, u"weird \"t\"; --"_s})
            .isEqual());
}

/// A primary key of SQLite does not tell rows apart that have NULL in it.
void TestComparison::keysWithNulls()
{
    const Everything before(Engine::Sqlite);
    const Everything after(Engine::Sqlite);
    execute(before.spec(), "CREATE TABLE k (a TEXT PRIMARY KEY, v)");
    execute(after.spec(), "CREATE TABLE k (a TEXT PRIMARY KEY, v)");
    execute(before.spec(), "INSERT INTO k VALUES (NULL, 1), (NULL, 2), ('x', 1)");
    execute(after.spec(), "INSERT INTO k VALUES (NULL, 2), (NULL, 1), ('x', 1)");
    const DataSide left{.database = before.spec()};
    const DataSide right{.database = after.spec()};
    RowsComparison found = rows(left, right, {{}, u"k"_s});
    QCOMPARE(linesOf(found), QStringList());
    QCOMPARE(found.keyColumns, 0);
    // Without any it is a key like others.
    execute(before.spec(), "DELETE FROM k WHERE a IS NULL");
    execute(after.spec(), "DELETE FROM k WHERE a IS NULL; UPDATE k SET v = 2");
    found = rows(left, right, {{}, u"k"_s});
    QCOMPARE(linesOf(found), QStringList{u"~ x|1 -> x|2"_s});
}

void TestComparison::largeObjectsOfOneSide()
{
    BackupContents read;
    read.largeObjects = LargeObjectContents{1, "abc"};
    const BackupContents unread;
    QVERIFY(compareContents(read, read, true).isEqual());
    QVERIFY(compareContents(unread, unread, true).isEqual());
    for (const ContentsComparison &one :
         {compareContents(read, unread, true), compareContents(unread, read, true)}) {
        QVERIFY(!one.isEqual());
        QCOMPARE(one.sameLargeObjects, std::optional(false));
    }
}

/// The order of texts follows neither the collation nor the encoding of a database.
void TestComparison::partitionsByHash_data()
{
    QTest::addColumn<BackupFormat>("format");
    QTest::newRow("custom") << BackupFormat::Custom;
    QTest::newRow("plain") << BackupFormat::Plain;
}

/// In which partition a row is may differ from database to database: hashes of enums are of the
/// numbers that their labels got.
void TestComparison::partitionsByHash()
{
    QFETCH(BackupFormat, format);
    const QByteArray root = "\"s.x\".\"Weird \"\"Name\"\"; --\"";
    const Everything database(Engine::PostgreSql);
    const ConnectionSpec spec = specOf(TestServer::createFreshDatabase(u"hashed"_s));
    execute(spec, "CREATE TYPE m AS ENUM ('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');"
                  "CREATE SCHEMA \"s.x\"; CREATE TABLE " +
                      root +
                      " (m m PRIMARY KEY, v int) PARTITION BY HASH (m);"
                      "CREATE TABLE h0 PARTITION OF " +
                      root +
                      " FOR VALUES WITH (MODULUS 2, REMAINDER 0);"
                      "CREATE TABLE \"s.x\".h1 PARTITION OF " +
                      root +
                      " FOR VALUES WITH (MODULUS 2, REMAINDER 1);"
                      "INSERT INTO " +
                      root + " SELECT (enum_range(NULL::m))[i], i FROM generate_series(1, 8) i");
    const Backup backup = withoutManifest(make(spec, database.backups(), format));
    DataComparer compare = comparer({.database = spec}, {.backup = backup});
    const ContentsComparison all = need(compare.contents());
    QCOMPARE(different(all), QStringList());
    QCOMPARE(all.tables.size(), size_t(1));
    const ComparedTable &table = all.tables.front();
    QCOMPARE(table.schema, u"s.x"_s);
    QCOMPARE(table.name, u"Weird \"Name\"; --"_s);
    QCOMPARE(table.before, std::optional<qint64>(8));
    // Row by row, also where only this table is restored.
    execute(spec,
            "UPDATE " + root + " SET v = 30 WHERE v = 3; DELETE FROM " + root + " WHERE v = 5");
    for (const QString &schema : {table.schema, QString()}) {
        const RowsComparison changed =
            rows({.backup = backup}, {.database = spec}, {schema, table.name});
        QCOMPARE(linesOf(changed), (QStringList{u"~ c|3 -> c|30"_s, u"- e|5"_s}));
        QCOMPARE(changed.rowsBefore, qint64(8));
    }
    DataComparer again = comparer({.database = spec}, {.backup = backup});
    QCOMPARE(different(need(again.contents())),
             (QStringList{u"\"s.x\".\"Weird \"\"Name\"\"; --\" 7 8"_s}));
}

void TestComparison::keysInAnyEncoding()
{
    const ConnectionSpec wide = specOf(TestServer::createFreshDatabase(u"compare_wide"_s));
    execute(wide, "CREATE TABLE t (k text PRIMARY KEY); INSERT INTO t SELECT chr(64 + i) || j "
                  "FROM generate_series(1, 190) i, generate_series(1, 9) j "
                  "WHERE i NOT BETWEEN 63 AND 95; INSERT INTO t VALUES ('gone')");
    const ConnectionSpec narrow = wide.withDatabase(u"compare_narrow"_s);
    execute(wide.withDatabase(u"postgres"_s), "DROP DATABASE IF EXISTS compare_narrow");
    execute(wide.withDatabase(u"postgres"_s),
            "CREATE DATABASE compare_narrow TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'");
    execute(narrow, "CREATE TABLE t (k text PRIMARY KEY); INSERT INTO t SELECT chr(64 + i) || j "
                    "FROM generate_series(1, 190) i, generate_series(1, 9) j "
                    "WHERE i NOT BETWEEN 63 AND 95; INSERT INTO t VALUES ('added')");
    const RowsComparison found = rows({.database = wide}, {.database = narrow}, {{}, u"t"_s});
    QCOMPARE(linesOf(found), (QStringList{u"+ added"_s, u"- gone"_s}));
}

void TestComparison::givesPages()
{
    const Everything database(Engine::Sqlite);
    execute(database.spec(),
            "CREATE TABLE many (id INTEGER PRIMARY KEY, x); WITH RECURSIVE n(i) AS "
            "(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO many "
            "SELECT i, i FROM n");
    const Backup backup = make(database.spec(), database.backups());
    execute(database.spec(), "UPDATE many SET x = x + 1 WHERE id % 10 = 0");
    const DataSide before{.backup = backup};
    const DataSide after{.database = database.spec()};
    const RowsComparison all = rows(before, after, {{}, u"many"_s}, 0, 1000);
    QCOMPARE(all.changed, 100);
    QCOMPARE(linesOf(all).first(), u"~ 10|10 -> 10|11"_s);
    QStringList lines;
    for (qint64 at = 0;; at += 30) {
        const RowsComparison page = rows(before, after, {{}, u"many"_s}, at, 30);
        QCOMPARE(page.changed, 100);
        QCOMPARE(page.first, at);
        lines += linesOf(page);
        if (!page.more)
            break;
    }
    QCOMPARE(lines, linesOf(all));
    QVERIFY(rows(before, after, {{}, u"many"_s}, 0, 0).differences.empty());
}

void TestComparison::memoryStaysFlat()
{
    const ConnectionSpec spec = specOf(TestServer::createFreshDatabase(u"compare_big"_s));
    execute(spec, "CREATE TABLE big (id int PRIMARY KEY, t text); INSERT INTO big "
                  "SELECT i, repeat(md5(i::text), 20) FROM generate_series(1, 100000) i");
    const ConnectionSpec other = specOf(TestServer::createFreshDatabase(u"compare_big_2"_s));
    execute(other, "CREATE TABLE big (id int PRIMARY KEY, t text); INSERT INTO big "
                   "SELECT i, repeat(md5((i + (i > 99990)::int)::text), 20) "
                   "FROM generate_series(1, 100000) i");
    const qint64 at = peakOfMemory(true);
    const RowsComparison found = rows({.database = spec}, {.database = other}, {{}, u"big"_s});
    QCOMPARE(found.changed, 10);
    QCOMPARE(found.rowsBefore, 100000);
    const qint64 grown = peakOfMemory(false) - at;
    QVERIFY2(grown < 40 * 1024, // 128 MB went through
             qPrintable(QString::number(grown)));
}

void TestComparison::saysWhatCannotBe()
{
    const Everything database(Engine::PostgreSql);
    const Everything file(Engine::Sqlite);
    const Backup backup = make(database.spec(), database.backups());
    const DataSide before{.backup = backup};
    const DataSide after{.database = database.spec()};
    const auto refused = [&](const DataSide &one, const DataSide &two, const TableName &table) {
        DataComparer compare = comparer(one, two);
        const auto found = compare.rows({table});
        return found ? Error() : found.error();
    };
    Error error = refused(before, after, {{}, u"nosuch"_s});
    QCOMPARE(error.kind, ErrorKind::Usage);
    QVERIFY2(error.detail.contains(u"guarded"_s), qPrintable(error.toString()));
    error = refused(before, after, {{}, u"seen"_s});
    QVERIFY2(error.summary.contains(u"no rows of its own"_s), qPrintable(error.toString()));
    error = refused(before, {.database = file.spec()}, {{}, u"bare"_s});
    QCOMPARE(error.kind, ErrorKind::Usage);
    // Who may not read a table is told so, and gets no answer about half of it.
    execute(database.spec(),
            "DROP ROLE IF EXISTS compare_reader; CREATE ROLE compare_reader LOGIN");
    ConnectionSpec reader = database.spec();
    reader.conninfo +=
        (reader.conninfo.contains(u'?') ? u"&"_s : u"?"_s) + u"user=compare_reader"_s;
    error = refused(after, {.database = reader}, {{}, u"guarded"_s});
    QCOMPARE(error.kind, ErrorKind::Permission);
    execute(database.spec(), "GRANT SELECT ON guarded TO compare_reader");
    error = refused(after, {.database = reader}, {{}, u"guarded"_s});
    QVERIFY2(error.summary.contains(u"row-level security"_s), qPrintable(error.toString()));
    // An archive that is not what was written is not even restored.
    QFile archive(backup.path);
    QVERIFY(archive.open(QIODevice::Append));
    archive.write("x");
    archive.close();
    error = refused(before, after, {{}, u"guarded"_s});
    QCOMPARE(error.kind, ErrorKind::Input);
    QVERIFY2(error.summary.contains(u"is not what was written"_s), qPrintable(error.toString()));
}

void TestComparison::stops()
{
    const Everything database(Engine::PostgreSql);
    const Backup backup = make(database.spec(), database.backups());
    std::stop_source stop;
    int heard = 0;
    DataComparer compare(
        {.backup = withoutManifest(backup)}, {.database = database.spec()}, installed(),
        *m_sandboxes,
        [&](const BackupProgress &) {
            if (++heard == 3)
                stop.request_stop();
        },
        stop.get_token());
    const auto found = compare.contents();
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Cancelled);
}

/// The session is kept for both, and so is the stop.
void TestComparison::stopsAfterRows()
{
    QFETCH(Engine, engine);
    const Everything database(engine);
    std::stop_source stop;
    bool rowsDone = false;
    DataComparer compare(
        {.database = database.spec()}, {.database = database.spec()}, installed(), *m_sandboxes,
        [&](const BackupProgress &) {
            if (rowsDone)
                stop.request_stop();
        },
        stop.get_token());
    need(compare.rows({{{}, u"values"_s}}));
    rowsDone = true;
    const auto found = compare.contents();
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
