// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/noise.h"
#include "schema/schema.h"

#include <QTest>

#include <set>

using namespace Qt::StringLiterals;
using namespace tidemark;

class TestNoise : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOptionHasAName();
    void namesAreFoundAsPeopleWriteThem();
    void generatedNames_data();
    void generatedNames();
    void generatedNamesAreCountedApart();
};

/// Each switches off one option and no other, and all of them together switch off all.
void TestNoise::everyOptionHasAName()
{
    DiffOptions all;
    std::set<QString> names;
    for (const NoiseKind &kind : noiseKinds()) {
        QVERIFY(DiffOptions{}.*kind.shown);
        QVERIFY(all.*kind.shown); // not the same as an earlier one's
        all.*kind.shown = false;
        names.insert(QString::fromLatin1(kind.name));
        QVERIFY(qstrlen(kind.description) > 10);
    }
    QCOMPARE(names.size(), noiseKinds().size());
    QCOMPARE(sizeof(DiffOptions), noiseKinds().size() * sizeof(bool));
}

void TestNoise::namesAreFoundAsPeopleWriteThem()
{
    QCOMPARE(findNoiseKind(u"column order"_s)->shown, &DiffOptions::columnOrder);
    QCOMPARE(findNoiseKind(u" Column-Order "_s)->shown, &DiffOptions::columnOrder);
    QCOMPARE(findNoiseKind(u"column"_s), nullptr);
    QCOMPARE(findNoiseKind({}), nullptr);
}

void TestNoise::generatedNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("table");
    QTest::addColumn<bool>("generated");
    const auto row = [](const char *name, const char *table, bool generated) {
        QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(table) << generated;
    };
    row("t_pkey", "t", true);
    row("orders_user_id_fkey", "orders", true);
    row("orders_user_id_fkey1", "orders", true);
    row("orders_a_b_key", "orders", true);
    row("orders_check", "orders", true);
    row("orders_expr_idx", "orders", true);
    row("orders_range_excl", "orders", true);
    row("orders_a_not_null", "orders", true);
    row("orders_unique", "orders", false);
    row("fk_orders_user", "orders", false);
    row("users_id_fkey", "orders", false);
    row("a_very_long_table_name_that_is_c_another_long_column_name_i_key",
        "a_very_long_table_name_that_is_cut_since_it_has_too_many_bytes", true);
}

void TestNoise::generatedNames()
{
    QFETCH(QString, name);
    QFETCH(QString, table);
    QFETCH(bool, generated);
    QCOMPARE(looksGenerated(name, table), generated);
}

void TestNoise::generatedNamesAreCountedApart()
{
    const auto schemaWith = [](const QString &key, const QString &check) {
        Constraint unique;
        unique.type = ConstraintKind::Unique;
        unique.name = key;
        unique.columns = {u"a"_s};
        Constraint positive;
        positive.name = check;
        positive.expression = u"a > 0"_s;
        Relation table;
        table.schema = u"public"_s;
        table.name = u"Weird \"Name\"; --"_s;
        table.constraints = {unique, positive};
        sortByKey(table.constraints);
        Schema schema;
        schema.relations = {Shared<Relation>(table)};
        return schema;
    };
    const Schema before = schemaWith(u"Weird \"Name\"; --_a_key"_s, u"Weird \"Name\"; --_check"_s);
    const Schema after = schemaWith(u"Weird \"Name\"; --_a_key1"_s, u"positive"_s);
    DiffOptions options;
    options.generatedNames = false;
    const SchemaDiff diff = diffSchemas(before, after, options);
    QCOMPARE(diff.differences.size(), size_t(1));
    QCOMPARE(diff.differences[0].after, u"positive"_s);
    QCOMPARE(diff.leftOut, (std::vector<LeftOut>{{u"generated names"_s, 1}}));
}

QTEST_GUILESS_MAIN(TestNoise)
#include "testnoise.moc"
