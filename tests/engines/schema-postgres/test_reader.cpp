// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/schema-postgres/changes.h"
#include "engines/schema-postgres/schematext.h"
#include "schema/postgres/sequencevalues.h"
#include "schema/schemareader.h"
#include "support/testserver.h"

#include <QTest>

using namespace tidemark;
using namespace tidemark::test;
using namespace Qt::StringLiterals;

class TestReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_url = createKindsDatabase(u"Weird \"Name\"; --"_s); }
    void oneOfEachKind();
    void theSameTwice();
    void ofWeirdNames();
    void ofConstraints();
    void ofIndexes();
    void whateverTheSettings();
    void settingsArePutBack();
    void inATransaction();
    void inAFailedTransaction();
    void asAnOrdinaryUser();
    void withoutSecrets();
    void whatIsNotCompared();
    void sequenceValues();

private:
    SchemaPtr readOf(Session &session)
    {
        auto schema = makeSchemaReader(session)->read();
        if (!schema)
            qFatal("%s", qPrintable(schema.error().toString()));
        return *schema;
    }
    QByteArray setting(Session &session, const QByteArray &name)
    {
        return session.query("SELECT current_setting('" + name + "')")->rows[0][0].value();
    }
    QString m_url;
};

void TestReader::oneOfEachKind()
{
    const SchemaPtr schema = readOf(*open(m_url));
    const auto filled = [](const auto &...list) { return QList<bool>{!list.empty()...}; };
    const Schema &s = *schema;
    QVERIFY(!filled(s.namespaces, s.extensions, s.relations, s.sequences, s.enums, s.composites,
                    s.domains, s.ranges, s.baseTypes, s.routines, s.aggregates, s.operators,
                    s.operatorFamilies, s.operatorClasses, s.casts, s.collations,
                    s.textSearchParsers, s.textSearchTemplates, s.textSearchDictionaries,
                    s.textSearchConfigurations, s.foreignDataWrappers, s.foreignServers,
                    s.userMappings, s.languages, s.eventTriggers, s.publications,
                    s.defaultPrivileges)
                 .contains(false));
    QSet<RelationKind> kinds;
    for (const auto &relation : s.relations)
        kinds.insert(relation->type);
    QCOMPARE(kinds.size(), 5);
    // What came with an extension is the extension's.
    for (const auto &routine : s.routines)
        QVERIFY(!routine->name.startsWith("citext"_L1));
}

void TestReader::theSameTwice()
{
    const auto session = open(m_url);
    const auto reader = makeSchemaReader(*session);
    const SchemaPtr first = *reader->read();
    QVERIFY(**reader->read() == *first);
    QVERIFY(*readOf(*open(m_url)) == *first);
}

void TestReader::ofWeirdNames()
{
    const SchemaPtr schema = readOf(*open(m_url));
    const Relation *weird = schema->relation(u"public", u"Weird \"Name\"; --");
    QVERIFY(weird);
    QCOMPARE(weird->columns.size(), std::size_t(2));
    QCOMPARE(weird->columns[0].name, u"Weird \"Column\"; --"_s);
    QCOMPARE(weird->columns[1].name, u"ünïcode ☃"_s);
    QVERIFY(weird->columns[1].options.isEmpty());
    QCOMPARE(weird->primaryKey()->columns, QStringList{u"Weird \"Column\"; --"_s});
    QVERIFY(schema->relation(u"shop", u"empty")->columns.empty());
    const Relation *dropped = schema->relation(u"shop", u"dropped");
    QCOMPARE(dropped->columns.size(), std::size_t(2));
    QCOMPARE(dropped->columns[1].name, u"c"_s);
}

void TestReader::ofConstraints()
{
    const SchemaPtr schema = readOf(*open(m_url));
    const Relation *orders = schema->relation(u"shop", u"orders");
    QVERIFY(orders);
    QStringList definitions;
    for (const Constraint &constraint : orders->constraints)
        definitions.append(constraint.name + u": "_s + constraint.definition());
    QCOMPARE(definitions,
             (QStringList{
                 u"orders_pk: PRIMARY KEY (id) INCLUDE (state)"_s,
                 u"later: CHECK ((id > 0)) NOT VALID"_s,
                 u"later_key: FOREIGN KEY (customer) REFERENCES shop.customers(id) NOT VALID"_s,
                 u"orders_customer_fkey: FOREIGN KEY (customer) REFERENCES shop.customers(id)"
                 " ON UPDATE RESTRICT ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED"_s,
                 u"no_overlap: EXCLUDE USING gist (during WITH &&) WHERE (during IS NOT NULL)"_s}));
    QCOMPARE(orders->primaryKey()->index[0].options, QStringList{u"fillfactor=70"_s});
}

/// What is put together from the catalogs' columns says what the server itself says.
void TestReader::ofIndexes()
{
    const auto session = open(m_url);
    const SchemaPtr schema = readOf(*session);
    mustRun(*session, "SET search_path = ''");
    const auto rows = session->query(
        "SELECT n.nspname, t.relname, i.relname, pg_get_indexdef(i.oid) FROM pg_index x"
        " JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid"
        " JOIN pg_namespace n ON n.oid = t.relnamespace WHERE n.nspname = 'shop'"
        " AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.oid) AND t.relkind <> 'p'");
    QVERIFY(rows && rows->rows.size() > 6);
    for (const auto &row : rows->rows) {
        const Relation *relation =
            schema->relation(QString::fromUtf8(*row[0]), QString::fromUtf8(*row[1]));
        QVERIFY(relation);
        QString found;
        for (const Index &index : relation->indexes) {
            if (index.name == QString::fromUtf8(*row[2]))
                found = index.definition(relation->identity());
        }
        // Spelled out where the server leaves out what the expression's own columns say.
        found.replace("lower(note) COLLATE \"C\""_L1, "lower(note)"_L1);
        QCOMPARE(found, QString::fromUtf8(*row[3]));
    }
}

void TestReader::whateverTheSettings()
{
    const SchemaPtr plain = readOf(*open(m_url));
    const auto session = open(m_url);
    mustRun(*session, "SET search_path = shop, public; SET datestyle = 'German';"
                      " SET intervalstyle = 'iso_8601'; SET timezone = 'Asia/Tokyo';"
                      " SET quote_all_identifiers = on; SET bytea_output = 'escape';"
                      " SET standard_conforming_strings = off");
    QVERIFY(*readOf(*session) == *plain);
    mustRun(*session, "BEGIN");
    QVERIFY(*readOf(*session) == *plain);
    mustRun(*session, "COMMIT");
}

void TestReader::settingsArePutBack()
{
    const auto session = open(m_url);
    mustRun(*session, "SET search_path = shop");
    readOf(*session);
    QCOMPARE(setting(*session, "search_path"), "shop");
    // A SET of the transaction outlives it, a SET LOCAL does not.
    mustRun(*session, "BEGIN");
    mustRun(*session, "SET search_path = public; SET LOCAL datestyle = 'German'");
    readOf(*session);
    QCOMPARE(setting(*session, "search_path"), "public");
    QVERIFY(setting(*session, "datestyle").startsWith("German"));
    mustRun(*session, "COMMIT");
    QCOMPARE(setting(*session, "search_path"), "public");
    QVERIFY(!setting(*session, "datestyle").startsWith("German"));
    mustRun(*session, "BEGIN");
    mustRun(*session, "SET search_path = shop");
    readOf(*session);
    mustRun(*session, "ROLLBACK");
    QCOMPARE(setting(*session, "search_path"), "public");
}

void TestReader::inATransaction()
{
    const auto session = open(m_url);
    mustRun(*session, "BEGIN");
    mustRun(*session, "CREATE TABLE shop.mine (a integer)");
    QVERIFY(readOf(*session)->relation(u"shop", u"mine"));
    QCOMPARE(session->transactionState(), TransactionState::Active);
    QVERIFY(!readOf(*open(m_url))->relation(u"shop", u"mine"));
    mustRun(*session, "ROLLBACK");
    QVERIFY(!readOf(*session)->relation(u"shop", u"mine"));
    QCOMPARE(session->transactionState(), TransactionState::Idle);
}

void TestReader::inAFailedTransaction()
{
    const auto session = open(m_url);
    const auto reader = makeSchemaReader(*session);
    mustRun(*session, "BEGIN");
    QVERIFY(!session->execute("SELECT 1 / 0"));
    const auto schema = reader->read();
    QVERIFY(!schema);
    QCOMPARE(schema.error().sqlState, u"25P02"_s);
    mustRun(*session, "ROLLBACK");
    QVERIFY(reader->read());
}

void TestReader::asAnOrdinaryUser()
{
    const SchemaPtr asOwner = readOf(*open(m_url));
    const auto session = open(m_url);
    mustRun(*session, "DO $$ BEGIN CREATE ROLE nobody_special LOGIN;"
                      " EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    mustRun(*session, "SET SESSION AUTHORIZATION nobody_special");
    const SchemaPtr asNobody = readOf(*session);
    // Nothing but what the server hides from such a user: the options of user mappings, which are
    // said to be hidden.
    Schema expected = *asOwner;
    UserMapping mapping = *expected.userMappings.at(0);
    mapping.options = {u"?"_s};
    expected.userMappings[0] = mapping;
    QVERIFY2(*asNobody == expected, qPrintable(textDifference(expected, *asNobody)));
}

void TestReader::withoutSecrets()
{
    const SchemaPtr schema = readOf(*open(m_url));
    const QString text = schemaText(*schema);
    QVERIFY(text.contains("username=x"_L1));
    QVERIFY(!text.contains("secret"_L1));
}

void TestReader::whatIsNotCompared()
{
    const QString url = TestServer::createFreshDatabase(u"not compared"_s);
    const auto session = open(url);
    QVERIFY(readOf(*session)->notCompared.empty());
    mustRun(*session, "SELECT lo_create(0); CREATE CONVERSION odd FOR 'LATIN1' TO 'UTF8'"
                      " FROM iso8859_1_to_utf8;"
                      " CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler");
    const std::vector<NotCompared> kinds = readOf(*session)->notCompared;
    QCOMPARE(kinds, (std::vector<NotCompared>{
                        {u"access method"_s, 1}, {u"conversion"_s, 1}, {u"large object"_s, 1}}));
}

void TestReader::sequenceValues()
{
    const QString url = TestServer::createFreshDatabase(u"sequence values"_s);
    const auto session = open(url);
    mustRun(*session, "CREATE SEQUENCE a START 7; CREATE SEQUENCE \"Weird \"\"Name\"\"; --\";"
                      " CREATE TABLE history (id serial); SELECT nextval('a');"
                      " SELECT setval('\"Weird \"\"Name\"\"; --\"', 40, false)");
    const SchemaPtr before = readOf(*session);
    SchemaReadOptions options;
    options.leaveOut = {u"public.history"_s};
    const auto values = readSequenceValues(*session, options);
    QVERIFY2(values, values ? "" : qPrintable(values.error().toString()));
    QCOMPARE(*values, (std::vector<SequenceValue>{{u"public"_s, u"Weird \"Name\"; --"_s, 40, false},
                                                  {u"public"_s, u"a"_s, 7, true}}));
    QCOMPARE(readSequenceValues(*session)->size(), std::size_t(3));
    mustRun(*session, "SELECT nextval('a')");
    QVERIFY(*readOf(*session) == *before);
}

QTEST_GUILESS_MAIN(TestReader)
#include "test_reader.moc"
