// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/snapshot.h"
#include "compare/statecache.h"
#include "unit/diff/modelobjects.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

Snapshot snapshotOf(Schema schema)
{
    Snapshot snapshot;
    snapshot.state.schema = std::make_shared<const Schema>(std::move(schema));
    snapshot.serverVersion = u"PostgreSQL 15.8"_s;
    return snapshot;
}

Schema readBack(const QByteArray &json)
{
    const auto snapshot = readSnapshot(json, u"x.json"_s);
    if (!snapshot)
        qFatal("%s in\n%s", qUtf8Printable(snapshot.error().toString()), json.constData());
    return *snapshot->state.schema;
}

/// A schema with one object of each kind in it, once for each property that there is.
template <typename Visitor>
void forEachVariant(const Visitor &visit)
{
    const auto visitList = [&](const auto &list) {
        using Element = typename std::remove_cvref_t<decltype(list)>::ElementType;
        using T = std::remove_cvref_t<decltype(valueOf(std::declval<const Element &>()))>;
        const QString name = QString::fromLatin1(list.name.data());
        const auto visitOne = [&](const model::Variant<T> &variant) {
            Schema schema;
            (schema.*list.member).push_back(Element(variant.object));
            visit(schema, name + u'/' + variant.path);
        };
        for (const auto &variant : model::variants(model::full<T>()))
            visitOne(variant);
        for (const auto &variant : model::withoutChildren(model::full<T>()))
            visitOne(variant);
    };
    std::apply([&](const auto &...list) { (visitList(list), ...); }, Schema::children());
}

Schema smallSchema()
{
    Relation table;
    table.schema = u"public"_s;
    table.name = u"Weird \"Name\"; --"_s;
    Column id;
    id.name = u"id"_s;
    id.type = u"bigint"_s;
    id.notNull = true;
    Column text;
    text.name = u"text"_s;
    text.type = u"text"_s;
    text.defaultValue = u"'a\\b\tc\nd \u00e9 \U0001F40A'::text"_s;
    table.columns = {id, text};
    Schema schema;
    schema.relations = {Shared<Relation>(table)};
    schema.notCompared = {{u"transform"_s, 2}};
    return schema;
}

} // namespace

class TestSnapshot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPropertyComesBack();
    void numbersAtTheirEnds();
    void writesWhatPeopleCanRead();
    void dependenciesAndNotesComeBack();
    void orderInTheFileDoesNotMatter();
    void badFilesSayWhere_data();
    void badFilesSayWhere();
    void newerFormatIsRefused();
    void cacheKeepsAndForgets();
    void cachePassesOverWhatIsBroken();
};

void TestSnapshot::everyPropertyComesBack()
{
    int count = 0;
    forEachVariant([&](const Schema &schema, const QString &path) {
        ++count;
        const QByteArray json = writeSnapshot(snapshotOf(schema));
        const Schema back = readBack(json);
        QVERIFY2(back == schema, qPrintable(path + u'\n' + QString::fromUtf8(json)));
        QCOMPARE(writeSnapshot(snapshotOf(back)), json);
    });
    QVERIFY2(count > 250, qPrintable(QString::number(count)));
}

void TestSnapshot::numbersAtTheirEnds()
{
    Sequence sequence;
    sequence.name = u"s"_s;
    sequence.minimum = std::numeric_limits<qint64>::min();
    sequence.maximum = std::numeric_limits<qint64>::max();
    Routine routine;
    routine.name = u"f"_s;
    routine.cost = 0.1;
    routine.rows = 1e300;
    Schema schema;
    schema.sequences = {Shared<Sequence>(sequence)};
    schema.routines = {Shared<Routine>(routine)};
    QVERIFY(readBack(writeSnapshot(snapshotOf(schema))) == schema);
    QVERIFY(!readSnapshot(R"({"tidemark": "schema snapshot", "format": 1, "engine": "postgresql",
        "sequences": [{"schema": "", "name": "s", "maximum": 9223372036854775808}]})",
                          u"x.json"_s));
}

void TestSnapshot::writesWhatPeopleCanRead()
{
    const Schema schema = smallSchema();
    const QByteArray json = writeSnapshot(snapshotOf(schema));
    QCOMPARE(QString::fromUtf8(json), uR"({
 "tidemark": "schema snapshot",
 "format": 1,
 "engine": "postgresql",
 "server": "PostgreSQL 15.8",
 "relations": [
  {
   "schema": "public",
   "name": "Weird \"Name\"; --",
   "type": "table",
   "columns": [
    {
     "name": "id",
     "type": "bigint",
     "not null": true
    },
    {
     "name": "text",
     "type": "text",
     "default": "'a\\b\tc\nd é 🐊'::text"
    }
   ]
  }
 ],
 "not compared": [
  {
   "kind": "transform",
   "count": 2
  }
 ],
 "dependencies": []
}
)"_s);
    QVERIFY(readBack(json) == schema);
}

void TestSnapshot::dependenciesAndNotesComeBack()
{
    Snapshot snapshot = snapshotOf(smallSchema());
    snapshot.notes = {u"one is left out"_s};
    snapshot.state.dependencies = {
        {{u"index"_s, u"public.i"_s}, {u"column"_s, u"public.t.a"_s}, true},
        {{u"view"_s, u"public.\"V\""_s}, {u"table"_s, u"public.t"_s}, false}};
    const auto back = readSnapshot(writeSnapshot(snapshot), {});
    QVERIFY(back);
    QCOMPARE(back->state.dependencies, snapshot.state.dependencies);
    QCOMPARE(back->notes, snapshot.notes);
    QCOMPARE(back->serverVersion, snapshot.serverVersion);
}

/// Two branches add a table each; git puts them beside each other in any order.
void TestSnapshot::orderInTheFileDoesNotMatter()
{
    const Schema schema = readBack(R"({"engine": "sqlite", "relations": [
        {"schema": "", "name": "b", "type": "table"}, {"name": "a", "schema": "", "type": "view"}],
        "format": 1, "tidemark": "schema snapshot"})");
    QCOMPARE(schema.engine, Engine::Sqlite);
    QVERIFY(schema.relation(u"", u"a"));
    QVERIFY(schema.relation(u"", u"b"));
}

void TestSnapshot::badFilesSayWhere_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("words");
    const QByteArray head = "{\"tidemark\": \"schema snapshot\", \"format\": 1,\n"
                            " \"engine\": \"postgresql\",\n";
    const auto row = [](const char *name, const QByteArray &json, const char *place,
                        const char *words) {
        QTest::newRow(name) << json << QString::fromLatin1(place) << QString::fromUtf8(words);
    };
    row("empty", "", "x.json:1:1", "ends");
    row("cut off", head + " \"relations\": [", "x.json:3:16", "ends");
    row("no end of a text", head + " \"server\": \"15", "x.json:3:12", "no end");
    row("line in a text", head + " \"server\": \"15\n\"}", "x.json:3:15", "\\n");
    row("bad escape", head + " \"server\": \"\\x\"}", "x.json:3:14", "one of");
    row("half an escape", head + " \"server\": \"\\u12\"}", "x.json:3:15", "hexadecimal");
    row("no comma", head + " \"server\": \"\" \"notes\": []}", "x.json:3:15", "comma");
    row("behind the end", head + " \"server\": \"\"}\n}", "x.json:4:1", "more behind");
    row("conflict marks", head + "<<<<<<< ours\n", "x.json:3:1", "name in quotes");
    row("column counts characters", "{\"\xC3\xA9\": 1 2}", "x.json:1:9", "comma");
    row("other file", "{\"name\": \"npm\"}", "x.json:1:1", "no schema snapshot");
    row("a list", "[]", "x.json:1:1", "no schema snapshot");
    row("unknown list", head + " \"tables\": []}", "x.json:3:12", "\"tables\" is not known");
    row("unknown property",
        head + " \"relations\": [{\"schema\": \"\", \"name\": \"t\", \"type\": \"table\",\n"
               "  \"colour\": 1}]}",
        "x.json:4:13", "\"colour\" is not known");
    row("unknown word",
        head + " \"relations\": [{\"schema\": \"\", \"name\": \"t\",\n  \"type\": \"tabel\"}]}",
        "x.json:4:11", "partitioned table");
    row("number for text", head + " \"notes\": [1]}", "x.json:3:12", "a text is expected");
    row("no name", head + " \"schemas\": [{\"owner\": \"me\"}]}", "x.json:3:14", "no \"name\"");
    row("twice", head + " \"schemas\": [], \"schemas\": []}", "x.json:3:17", "twice");
    row("same object twice", head + " \"schemas\": [{\"name\": \"a\"},\n  {\"name\": \"a\"}]}",
        "x.json:3:13", "twice");
    row("number with a point", "{\"tidemark\": \"schema snapshot\", \"format\": 1.5}",
        "x.json:1:43", "whole number");
    row("dependency", head + " \"dependencies\": [[\"a\", \"b\"]]}", "x.json:3:19", "two kinds");
    row("too deep", QByteArray(100, '['), "x.json:1:66", "too deeply");
    row("no engine", "{\"tidemark\": \"schema snapshot\", \"format\": 1}", "x.json:1:1", "engine");
}

void TestSnapshot::badFilesSayWhere()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, place);
    QFETCH(QString, words);
    const auto snapshot = readSnapshot(json, u"x.json"_s);
    QVERIFY(!snapshot);
    QCOMPARE(snapshot.error().kind, ErrorKind::Input);
    QCOMPARE(snapshot.error().where.toString(), place);
    QVERIFY2(snapshot.error().summary.contains(words), qPrintable(snapshot.error().summary));
}

void TestSnapshot::newerFormatIsRefused()
{
    const auto snapshot =
        readSnapshot("{\"tidemark\": \"schema snapshot\",\n\"format\": 99}", u"x.json"_s);
    QVERIFY(!snapshot);
    QCOMPARE(snapshot.error().kind, ErrorKind::Unsupported);
    QCOMPARE(snapshot.error().where.toString(), u"x.json:2:11"_s);
}

void TestSnapshot::cacheKeepsAndForgets()
{
    QTemporaryDir folder;
    const StateCache cache(folder.path());
    const StateCache other(folder.path());
    const Snapshot snapshot = snapshotOf(smallSchema());
    QVERIFY(!cache.find("a"));
    cache.store("a", snapshot);
    const auto found = other.find("a");
    QVERIFY(found);
    QVERIFY(*found->state.schema == *snapshot.state.schema);
    for (int i = 0; i < StateCache::kept + 20; ++i) {
        cache.store(QByteArray::number(i), snapshot);
        if (i % 50 == 0) {
            QTest::qSleep(20); // files of one moment have no order
            QVERIFY(cache.find("a"));
        }
    }
    QVERIFY(cache.find("a"));
    QCOMPARE(QDir(folder.filePath(u"states"_s)).entryList(QDir::Files).size(), StateCache::kept);
    StateCache({}).store("a", snapshot);
    QVERIFY(!StateCache({}).find("a"));
}

void TestSnapshot::cachePassesOverWhatIsBroken()
{
    QTemporaryDir folder;
    const StateCache cache(folder.path());
    cache.store("a", snapshotOf(smallSchema()));
    const QString path = folder.filePath(u"states/a.json"_s);
    QVERIFY(QFile::resize(path, 100));
    QVERIFY(!cache.find("a"));
    QVERIFY(!QFile::exists(path));
    // Where nothing can be written there is no cache, and no error.
    QFile file(folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const StateCache nowhere(file.fileName());
    nowhere.store("a", snapshotOf(smallSchema()));
    QVERIFY(!nowhere.find("a"));
}

QTEST_GUILESS_MAIN(TestSnapshot)
#include "testsnapshot.moc"
