// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/comparison.h"
#include "support/growth.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

Column column(const QString &name, const QString &type = u"text"_s)
{
    Column one;
    one.name = name;
    one.type = type;
    return one;
}

Relation table(const QString &name, std::vector<Column> columns,
               const QString &schema = u"public"_s)
{
    Relation one;
    one.schema = schema;
    one.name = name;
    one.columns = std::move(columns);
    return one;
}

LoadedSchema loaded(std::vector<Relation> relations, Engine engine = Engine::PostgreSql)
{
    Schema schema;
    schema.engine = engine;
    for (Relation &relation : relations)
        schema.relations.emplace_back(std::move(relation));
    sortByKey(schema.relations);
    LoadedSchema one;
    one.state.schema = std::make_shared<const Schema>(std::move(schema));
    return one;
}

QStringList lines(const SchemaDiff &diff)
{
    QStringList result;
    for (const Difference &one : diff.differences)
        result += u"%1 %2 %3 %4"_s.arg(one.kind, one.object, changeName(one.change), one.property)
                      .trimmed();
    return result;
}

QStringList lines(const std::vector<RenameProposal> &proposals)
{
    QStringList result;
    for (const RenameProposal &one : proposals)
        result += u"%1 %2 = %3"_s.arg(one.rename.kind, one.rename.from, one.rename.to);
    return result;
}

} // namespace

class TestComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsObjects();
    void saysWhatASourcePassedOver();
    void proposesTables();
    void proposesColumns();
    void proposesNothingForStrangers();
    void acceptedTableIsOneChange();
    void acceptedColumnTakesKeysAlong();
    void unknownRenamesAreTold();
    void takesNamesApart();
    void manyMovedTablesAreQuick();
    void dependantsAreTransitive();
    void whatMayNotBeReadIsNoDifference();
};

void TestComparison::saysWhatASourcePassedOver()
{
    LoadedSchema before = loaded({table(u"a"_s, {column(u"x"_s)})}, Engine::Sqlite);
    before.source.kind = SchemaSource::Kind::Snapshot;
    before.source.file = u"/srv/old.json"_s;
    before.source.note = u"new.dump is newer, but incomplete: old.dump is taken"_s;
    const Comparison comparison =
        compareSchemas(before, loaded({table(u"a"_s, {column(u"x"_s)})}, Engine::Sqlite));
    QCOMPARE(comparison.notes.size(), 1);
    QVERIFY2(comparison.notes.front().endsWith(before.source.note),
             qPrintable(comparison.notes.front()));
}

void TestComparison::countsObjects()
{
    const Comparison comparison =
        compareSchemas(loaded({table(u"a"_s, {column(u"x"_s), column(u"y"_s)}),
                               table(u"gone"_s, {column(u"q"_s, u"inet"_s)})}),
                       loaded({table(u"a"_s, {column(u"x"_s, u"integer"_s), column(u"z"_s)}),
                               table(u"b"_s, {column(u"k"_s, u"uuid"_s)})}));
    QCOMPARE(lines(comparison.diff),
             (QStringList{u"column public.a.x changed type"_s, u"column public.a.y missing"_s,
                          u"column public.a.z extra"_s, u"table public.b extra"_s,
                          u"table public.gone missing"_s}));
    QCOMPARE(comparison.added(), 2);
    QCOMPARE(comparison.removed(), 2);
    QCOMPARE(comparison.changed(), 1);
    QVERIFY(comparison.notes.join(u' ').contains(u"values of sequences"));
}

void TestComparison::proposesTables()
{
    const std::vector<Column> columns{column(u"id"_s, u"bigint"_s), column(u"email"_s),
                                      column(u"born"_s, u"date"_s), column(u"note"_s)};
    std::vector<Column> more = columns;
    more.push_back(column(u"extra"_s));
    const auto before = loaded({table(u"users"_s, columns), table(u"moved"_s, columns)});
    const auto after =
        loaded({table(u"accounts"_s, more), table(u"moved"_s, columns, u"Archive 2"_s)});
    const auto proposals = proposeRenames(*before.state.schema, *after.state.schema);
    QCOMPARE(lines(proposals), (QStringList{u"table public.moved = \"Archive 2\".moved"_s,
                                            u"table public.users = public.accounts"_s}));
    QVERIFY(proposals[0].score > 0.9);
    QVERIFY(proposals[1].score > 0.5 && proposals[1].score < 0.8);
    QCOMPARE(proposals[1].why, u"4 of 5 columns are equal"_s);
}

void TestComparison::proposesColumns()
{
    const auto before = loaded({table(u"t"_s, {column(u"id"_s, u"bigint"_s), column(u"mail"_s),
                                               column(u"Weird \"Name\"; --"_s, u"date"_s)})});
    const auto after = loaded({table(u"t"_s, {column(u"id"_s, u"bigint"_s), column(u"email"_s),
                                              column(u"weird_name"_s, u"date"_s)})});
    const auto proposals = proposeRenames(*before.state.schema, *after.state.schema);
    QCOMPARE(lines(proposals),
             (QStringList{u"column public.t.mail = public.t.email"_s,
                          u"column public.t.\"Weird \"\"Name\"\"; --\" = public.t.weird_name"_s}));
    QCOMPARE(proposals[0].why, u"same type, same place, a similar name"_s);
}

void TestComparison::proposesNothingForStrangers()
{
    const auto before = loaded({table(u"t"_s, {column(u"a"_s, u"bigint"_s), column(u"stamp"_s)}),
                                table(u"log"_s, {column(u"at"_s, u"date"_s)})});
    const auto after =
        loaded({table(u"t"_s, {column(u"a"_s, u"bigint"_s), column(u"size"_s, u"integer"_s)}),
                table(u"prices"_s, {column(u"amount"_s, u"numeric"_s)})});
    QCOMPARE(lines(proposeRenames(*before.state.schema, *after.state.schema)), QStringList{});
}

void TestComparison::acceptedTableIsOneChange()
{
    Relation child = table(u"orders"_s, {column(u"user_id"_s, u"bigint"_s)});
    Constraint key;
    key.type = ConstraintKind::ForeignKey;
    key.name = u"orders_user"_s;
    key.columns = {u"user_id"_s};
    key.referencedSchema = u"public"_s;
    key.referencedTable = u"users"_s;
    key.referencedColumns = {u"id"_s};
    child.constraints = {key};
    Relation childAfter = child;
    childAfter.constraints[0].referencedTable = u"accounts"_s;
    const std::vector<Column> columns{column(u"id"_s, u"bigint"_s), column(u"email"_s)};
    CompareOptions options;
    options.renames = {{u"table"_s, u"public.users"_s, u"public.accounts"_s}};
    const Comparison comparison =
        compareSchemas(loaded({table(u"users"_s, columns), child}),
                       loaded({table(u"accounts"_s, columns), childAfter}), options);
    QCOMPARE(lines(comparison.diff), QStringList{u"table public.accounts changed name"_s});
    QCOMPARE(comparison.diff.differences[0].before, u"public.users"_s);
    QVERIFY(comparison.proposals.empty());
}

void TestComparison::acceptedColumnTakesKeysAlong()
{
    Relation before = table(u"t"_s, {column(u"mail"_s)});
    Constraint check;
    check.name = u"t_check"_s;
    check.expression = u"length(mail) > 0 AND mail <> 'mail'"_s;
    before.constraints = {check};
    Index index;
    index.name = u"i"_s;
    IndexKey key;
    key.expression = u"lower(\"mail\")"_s;
    index.keys = {key};
    before.indexes = {index};
    Relation after = before;
    after.columns[0].name = u"eMail"_s;
    after.constraints[0].expression = u"length(\"eMail\") > 0 AND \"eMail\" <> 'mail'"_s;
    after.indexes[0].keys[0].expression = u"lower(\"eMail\")"_s;
    CompareOptions options;
    options.renames = {{u"column"_s, u"public.t.mail"_s, u"public.t.\"eMail\""_s}};
    const Comparison comparison = compareSchemas(loaded({before}), loaded({after}), options);
    QCOMPARE(lines(comparison.diff), QStringList{u"column public.t.\"eMail\" changed name"_s});
}

void TestComparison::unknownRenamesAreTold()
{
    const auto before = loaded({table(u"t"_s, {column(u"a"_s)})});
    const auto after = loaded({table(u"t"_s, {column(u"b"_s)})});
    const Rename good{u"column"_s, u"public.t.a"_s, u"public.t.b"_s};
    const Rename noObject{u"column"_s, u"public.t.x"_s, u"public.t.b"_s};
    const Rename noName{u"table"_s, u"public.t"_s, u"public.u"_s};
    QCOMPARE(unknownRenames(*before.state.schema, *after.state.schema, {good, noObject, noName}),
             (std::vector<Rename>{noObject, noName}));
    CompareOptions options;
    options.renames = {noObject};
    QCOMPARE(lines(compareSchemas(before, after, options).diff),
             (QStringList{u"column public.t.a missing"_s, u"column public.t.b extra"_s}));
}

void TestComparison::takesNamesApart()
{
    QCOMPARE(partsOfName(u"public.\"a.\"\"b\".c"_s),
             (QStringList{u"public"_s, u"a.\"b"_s, u"c"_s}));
    QCOMPARE(partsOfName(u"t"_s), QStringList{u"t"_s});
}

void TestComparison::manyMovedTablesAreQuick()
{
    const auto propose = [](int tables) {
        std::vector<Relation> here;
        std::vector<Relation> there;
        for (int i = 0; i < tables; ++i) {
            std::vector<Column> columns{column(u"id"_s, u"bigint"_s), column(u"created_at"_s)};
            for (int c = 0; c < 6; ++c)
                columns.push_back(column(u"c%1_%2"_s.arg(i).arg(c)));
            here.push_back(table(u"t%1"_s.arg(i), columns));
            there.push_back(table(u"t%1"_s.arg(i), columns, u"moved"_s));
        }
        const auto before = loaded(here);
        const auto after = loaded(there);
        QCOMPARE(proposeRenames(*before.state.schema, *after.state.schema).size(), size_t(tables));
    };
    const double times = test::growth(propose, 300, 2400);
    QVERIFY2(times < 30, qPrintable(QString::number(times)));
}

void TestComparison::dependantsAreTransitive()
{
    const ObjectId t{u"table"_s, u"public.t"_s};
    const ObjectId a{u"column"_s, u"public.t.a"_s};
    const ObjectId v{u"view"_s, u"public.v"_s};
    const ObjectId w{u"view"_s, u"public.w"_s};
    const ObjectId i{u"index"_s, u"public.i"_s};
    const Dependants dependants(
        Dependencies{{v, a, false}, {w, v, false}, {i, a, true}, {v, w, false}});
    QCOMPARE(dependants.of(t), (std::vector<ObjectId>{v, w}));
    QCOMPARE(dependants.of(a, true), (std::vector<ObjectId>{i, v, w}));
    QCOMPARE(dependants.of(v), (std::vector<ObjectId>{w}));
    QCOMPARE(dependants.of({u"table"_s, u"public.other"_s}), std::vector<ObjectId>{});
}

void TestComparison::whatMayNotBeReadIsNoDifference()
{
    const auto with = [](const QStringList &options) {
        UserMapping mapping;
        mapping.server = u"s"_s;
        mapping.user = u"PUBLIC"_s;
        mapping.options = options;
        Schema schema;
        schema.userMappings = {Shared<UserMapping>(mapping)};
        LoadedSchema one;
        one.state.schema = std::make_shared<const Schema>(schema);
        return one;
    };
    const SchemaDiff hidden = compareSchemas(with({u"?"_s}), with({u"user=me"_s})).diff;
    QVERIFY(hidden.isEmpty());
    QCOMPARE(hidden.leftOut, (std::vector<LeftOut>{{u"unreadable options"_s, 1}}));
    QVERIFY(!compareSchemas(with({u"user=you"_s}), with({u"user=me"_s})).diff.isEmpty());
}

QTEST_GUILESS_MAIN(TestComparison)
#include "testcomparison.moc"
