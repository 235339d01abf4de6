// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/draft.h"
#include "engines/ddl-postgres/trial.h"
#include "engines/schema-postgres/changes.h"
#include "support/testserver.h"

#include <QTest>

#include <functional>

using namespace tidemark;
using namespace tidemark::test;
using namespace Qt::StringLiterals;

/// What PostgreSQL 18 has and 15 has not, put into a schema that was read from 15.
class TestNewerServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void fillsBesideNamedNotNull();
    void leavesKeysOfPeriodsInPlace();

private:
    SchemaState m_from;
    SchemaState m_to;
};

namespace {

void change(SchemaState &state, const std::function<void(Relation &)> &make)
{
    Schema schema = *state.schema;
    for (Shared<Relation> &one : schema.relations) {
        if (one->name != u"t")
            continue;
        Relation copy = *one;
        make(copy);
        one = Shared<Relation>(std::move(copy));
    }
    state.schema = std::make_shared<const Schema>(std::move(schema));
}

QStringList sqlOf(const Draft &draft)
{
    QStringList all;
    for (const DraftStatement &one : draft.statements)
        all += one.sql;
    return all;
}

} // namespace

void TestNewerServer::initTestCase()
{
    const QString url = TestServer::createDatabase(u"ddl newer"_s);
    mustRun(*open(url), "CREATE TABLE t (id integer PRIMARY KEY, n integer NOT NULL)");
    m_from = readState(url).schema;
    mustRun(*open(url), "ALTER TABLE t ALTER n TYPE bigint, ALTER id TYPE bigint");
    m_to = readState(url).schema;
}

void TestNewerServer::fillsBesideNamedNotNull()
{
    SchemaState from = m_from;
    SchemaState to = m_to;
    for (SchemaState *state : {&from, &to}) {
        change(*state, [](Relation &table) {
            Constraint one;
            one.type = ConstraintKind::NotNull;
            one.name = u"n_is_there"_s;
            one.columns = {u"n"_s};
            table.constraints.push_back(one);
        });
        state->dependencies.push_back({{u"not-null constraint"_s, u"public.t.n_is_there"_s},
                                       {u"column"_s, u"public.t.n"_s},
                                       true});
        std::sort(state->dependencies.begin(), state->dependencies.end());
    }
    const QStringList sql = sqlOf(draftMigration(from, to));
    const auto has = [&](const QString &text) { return sql.contains(text); };
    QVERIFY2(has(u"ALTER TABLE public.t ADD CONSTRAINT n_is_there_new NOT NULL n_new NOT VALID"_s),
             qPrintable(sql.join(u'\n')));
    QVERIFY(has(u"ALTER TABLE public.t VALIDATE CONSTRAINT n_is_there_new"_s));
    QVERIFY(has(u"ALTER TABLE public.t RENAME CONSTRAINT n_is_there_new TO n_is_there"_s));
    QVERIFY(!sql.join(u'\n').contains("CHECK (n_new"_L1));
}

void TestNewerServer::leavesKeysOfPeriodsInPlace()
{
    SchemaState from = m_from;
    SchemaState to = m_to;
    QVERIFY(sqlOf(draftMigration(from, to)).join(u'\n').contains("id_new"_L1));
    for (SchemaState *state : {&from, &to})
        change(*state, [](Relation &table) { table.constraints.front().period = true; });
    const QString sql = sqlOf(draftMigration(from, to)).join(u'\n');
    QVERIFY2(!sql.contains("id_new"_L1), qPrintable(sql));
    QVERIFY(sql.contains("ALTER COLUMN id TYPE bigint"_L1));
}

QTEST_GUILESS_MAIN(TestNewerServer)
#include "tst_newerserver.moc"
