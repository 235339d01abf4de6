// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/connectionspec.h"
#include "database/session.h"
#include "schema/schemareader.h"
#include "workbench/comparedobjects.h"
#include "workbench/comparelist.h"
#include "workbench/objecttext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

SchemaPtr schemaOf(const char *sql)
{
    const auto session = openSession(*ConnectionSpec::parse(u"sqlite:"_s));
    if (!session)
        qFatal("%s", qPrintable(session.error().toString()));
    if (const auto done = (*session)->execute(sql); !done)
        qFatal("%s", qPrintable(done.error().toString()));
    const auto schema = makeSchemaReader(**session, {})->read();
    if (!schema)
        qFatal("%s", qPrintable(schema.error().toString()));
    return *schema;
}

constexpr const char *kBefore =
    "CREATE TABLE orders (id integer PRIMARY KEY, total real, note text);"
    "CREATE INDEX by_total ON orders (total);"
    "CREATE TABLE gone (id integer PRIMARY KEY, x text); CREATE INDEX gone_x ON gone (x);"
    "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id integer PRIMARY KEY, \"a.b\" text);"
    "CREATE TABLE same (id integer); CREATE INDEX same_id ON same (id);"
    "CREATE TRIGGER touch AFTER UPDATE ON orders BEGIN SELECT 1; END;"
    "CREATE VIEW v AS SELECT id FROM orders;";
constexpr const char *kAfter =
    "CREATE TABLE orders (id integer PRIMARY KEY, total numeric, note text, at text);"
    "CREATE INDEX by_total ON orders (total, id);"
    "CREATE TABLE fresh (id integer PRIMARY KEY);"
    "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id integer PRIMARY KEY, \"a.b\" integer);"
    "CREATE TABLE same (id integer); CREATE INDEX same_id ON same (id);"
    "CREATE TRIGGER touch AFTER UPDATE ON orders BEGIN SELECT 2; END;"
    "CREATE VIEW v AS SELECT id FROM orders;";

/// "tables: ~orders (changed)": a line per object.
QStringList printed(const ComparedObjects &all)
{
    QStringList lines;
    for (const ObjectGroup &group : all.groups) {
        for (int i = group.first; i < group.first + group.count; ++i) {
            const ComparedObject &object = all.objects[size_t(i)];
            const QChar sign = u"+~-="_s[int(object.standing)];
            lines += u"%1: %2%3%4 (%5)"_s.arg(
                group.key, sign, object.name,
                object.on.isEmpty() ? QString() : u" on "_s + object.on, object.what);
        }
    }
    return lines;
}

} // namespace

class TestComparedObjects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void groupsDifferencesByObject();
    void listsEqualOnesWhenAsked();
    void findsPartsByTheirObject();
    void listsWhatIsSearched();
    void writesDefinitions();

private:
    SchemaPtr m_before;
    SchemaPtr m_after;
    SchemaDiff m_diff;
    ComparedObjects m_objects;
};

void TestComparedObjects::initTestCase()
{
    m_before = schemaOf(kBefore);
    m_after = schemaOf(kAfter);
    m_diff = diffSchemas(*m_before, *m_after);
    m_objects = compareObjects(m_diff, *m_before, *m_after);
}

void TestComparedObjects::groupsDifferencesByObject()
{
    QCOMPARE(printed(m_objects),
             (QStringList{u"tables: ~\"Weird \"\"Name\"\"; --\" (column type)"_s,
                          u"tables: +fresh (added)"_s, u"tables: -gone (dropped)"_s,
                          u"tables: ~orders (changed)"_s, u"indexes: ~by_total (changed)"_s,
                          u"triggers: ~touch on orders (changed)"_s}));
    QCOMPARE(m_objects.counts.at(Standing::Added), 1);
    QCOMPARE(m_objects.counts.at(Standing::Removed), 1);
    QCOMPARE(m_objects.counts.at(Standing::Changed), 4);
    size_t differences = 0;
    for (const ComparedObject &object : m_objects.objects)
        differences += object.differences.size();
    QCOMPARE(differences, m_diff.differences.size());
}

void TestComparedObjects::listsEqualOnesWhenAsked()
{
    const QStringList lines = printed(compareObjects(m_diff, *m_before, *m_after, true));
    QVERIFY(lines.contains(u"tables: =same ()"_s));
    QVERIFY(lines.contains(u"indexes: =same_id ()"_s));
    QVERIFY(lines.contains(u"views: =v ()"_s));
    // What hangs on a table that is gone is gone with it.
    QVERIFY(lines.filter(u"gone_x"_s).isEmpty());
    QCOMPARE(lines.size(), 9);
}

void TestComparedObjects::findsPartsByTheirObject()
{
    const auto nameOf = [&](const ObjectId &id) {
        const int at = m_objects.find(id);
        return at < 0 ? QString() : m_objects.objects[size_t(at)].name;
    };
    QCOMPARE(nameOf({u"table"_s, u"orders"_s}), u"orders"_s);
    QCOMPARE(nameOf({u"column"_s, u"orders.total"_s}), u"orders"_s);
    QCOMPARE(nameOf({u"column"_s, u"\"Weird \"\"Name\"\"; --\".\"a.b\""_s}),
             u"\"Weird \"\"Name\"\"; --\""_s);
    QCOMPARE(nameOf({u"table"_s, u"same"_s}), QString());
}

void TestComparedObjects::listsWhatIsSearched()
{
    const auto names = [&](const CompareView &view) {
        QStringList list;
        for (const int at : listedObjects(m_objects, view))
            list += m_objects.objects[size_t(at)].name;
        return list;
    };
    QCOMPARE(names({}).size(), 6);
    QCOMPARE(names({u"ORD"_s, {}, false}), (QStringList{u"orders"_s, u"touch"_s}));
    QCOMPARE(names({u"table drop"_s, {}, false}), QStringList{u"gone"_s});
    QCOMPARE(names({{}, {Standing::Added, Standing::Removed}, false}),
             (QStringList{u"fresh"_s, u"gone"_s}));
    QVERIFY(names({u"nothing like it"_s, {}, false}).isEmpty());
}

void TestComparedObjects::writesDefinitions()
{
    for (const ComparedObject &object : m_objects.objects) {
        const bool before = object.standing != Standing::Added;
        const bool after = object.standing != Standing::Removed;
        QCOMPARE(!objectText(*m_before, object.id).isEmpty(), before);
        QCOMPARE(!objectText(*m_after, object.id).isEmpty(), after);
    }
    const QString orders = objectText(*m_after, {u"table"_s, u"orders"_s});
    QVERIFY2(orders.startsWith(u"CREATE TABLE orders (\n"_s), qPrintable(orders));
    QVERIFY(orders.contains(u"total numeric"_s));
    QVERIFY(!orders.contains(u"by_total"_s));
    QVERIFY(objectText(*m_after, {u"index"_s, u"by_total"_s}).contains(u"(total, id)"_s));
}

QTEST_GUILESS_MAIN(TestComparedObjects)
#include "tst_comparedobjects.moc"
