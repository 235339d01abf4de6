// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/schema.h"
#include "unit/schema/fieldcount.h"

#include <QTest>

#include <set>

using namespace tidemark;
using namespace Qt::StringLiterals;

namespace {

template <typename T>
constexpr std::size_t listedMembers()
{
    return std::tuple_size_v<decltype(T::key())> + std::tuple_size_v<decltype(T::properties())> +
           std::tuple_size_v<decltype(T::children())>;
}

template <typename T>
std::size_t differentNames()
{
    std::set<std::string_view> names;
    const auto collect = [&](const auto &...item) { (names.insert(item.name), ...); };
    std::apply(collect, T::key());
    std::apply(collect, T::properties());
    std::apply(collect, T::children());
    return names.size();
}

/// Visits T and every struct below it.
template <typename T, typename Visitor>
void forEachStruct(Visitor &&visit)
{
    visit(std::type_identity<T>{});
    std::apply(
        [&](const auto &...list) {
            (forEachStruct<std::remove_cvref_t<decltype(valueOf(
                 std::declval<const typename std::remove_cvref_t<decltype(list)>::ElementType
                                  &>()))>>(visit),
             ...);
        },
        T::children());
}

template <typename Value>
Value changed(Value value);
template <>
bool changed(bool value)
{
    return !value;
}
template <>
QString changed(QString value)
{
    return value + u"x"_s;
}
template <>
QStringList changed(QStringList value)
{
    return value << u"x"_s;
}
template <>
Acl changed(Acl value)
{
    value.isDefault = false;
    value.grants.push_back({});
    return value;
}
template <>
std::vector<IndexKey> changed(std::vector<IndexKey> value)
{
    IndexKey key;
    key.column = u"x"_s;
    value.push_back(key);
    return value;
}
template <typename Value>
Value changed(Value value)
{
    if constexpr (std::is_enum_v<Value>)
        return static_cast<Value>(int(value) == 0 ? 1 : 0);
    else
        return value + 1;
}

} // namespace

class TestModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMemberIsListed();
    void everyMemberTakesPartInEquality();
    void textsOfDefinitions();
    void relationIsFoundByName();
    void enumWordsAreReadBack();
};

void TestModel::everyMemberIsListed()
{
    int structs = 0;
    const auto check = [&]<typename T>(std::type_identity<T>) {
        ++structs;
        static_assert(test::fieldCount<T>() == listedMembers<T>());
        QCOMPARE(differentNames<T>(), listedMembers<T>());
    };
    // Schema itself holds Shared values, which convert from anything; its children are counted.
    std::apply(
        [&](const auto &...list) {
            (forEachStruct<std::remove_cvref_t<decltype(valueOf(
                 std::declval<const typename std::remove_cvref_t<decltype(list)>::ElementType
                                  &>()))>>(check),
             ...);
        },
        Schema::children());
    check(std::type_identity<IndexKey>{});
    check(std::type_identity<Grant>{});
    check(std::type_identity<NotCompared>{});
    QVERIFY(structs > 35);
}

void TestModel::everyMemberTakesPartInEquality()
{
    const auto check = [&]<typename T>(std::type_identity<T>) {
        const auto differs = [](const auto &...item) {
            const auto one = [](const auto &property) {
                T changedObject;
                changedObject.*property.member = changed(changedObject.*property.member);
                QVERIFY(!(changedObject == T{}));
                QVERIFY2(toText(changedObject.*property.member) != toText(T{}.*property.member),
                         property.name.data());
            };
            (one(item), ...);
        };
        std::apply(differs, T::properties());
    };
    forEachStruct<Relation>(check);
    forEachStruct<Routine>(check);
    forEachStruct<Publication>(check);
    forEachStruct<DomainType>(check);
}

void TestModel::textsOfDefinitions()
{
    Constraint key;
    key.type = ConstraintKind::ForeignKey;
    key.columns = {u"a"_s, u"Weird \"Name\"; --"_s};
    key.referencedSchema = u"public"_s;
    key.referencedTable = u"t"_s;
    key.referencedColumns = {u"x"_s, u"y"_s};
    key.onDelete = ReferentialAction::SetNull;
    key.onDeleteColumns = {u"a"_s};
    key.deferrable = true;
    key.validated = false;
    QCOMPARE(key.definition(),
             u"FOREIGN KEY (a, \"Weird \"\"Name\"\"; --\") REFERENCES public.t(x, y) "
             "ON DELETE SET NULL (a) DEFERRABLE NOT VALID"_s);
    QCOMPARE(key.identity(), key.definition());

    Index index;
    index.name = u"i"_s;
    index.method = u"btree"_s;
    index.unique = true;
    IndexKey first;
    first.column = u"a"_s;
    first.descending = true;
    first.nullsFirst = true;
    IndexKey second;
    second.expression = u"lower(b)"_s;
    second.nullsFirst = true;
    second.collation = u"pg_catalog.\"C\""_s;
    index.keys = {first, second};
    index.include = {u"c"_s};
    index.predicate = u"(a > 0)"_s;
    QCOMPARE(index.definition(u"public.t"_s),
             u"CREATE UNIQUE INDEX i ON public.t USING btree (a DESC, lower(b) COLLATE "
             "pg_catalog.\"C\" NULLS FIRST) INCLUDE (c) WHERE (a > 0)"_s);

    Column column;
    column.type = u"integer"_s;
    column.notNull = true;
    column.defaultValue = u"0"_s;
    QCOMPARE(column.definition(), u"integer NOT NULL DEFAULT 0"_s);
}

void TestModel::relationIsFoundByName()
{
    Schema schema;
    for (const QString &name : {u"b"_s, u"Weird \"Name\"; --"_s, u"a"_s}) {
        Relation relation;
        relation.schema = u"public"_s;
        relation.name = name;
        schema.relations.emplace_back(relation);
    }
    sortByKey(schema.relations);
    QVERIFY(schema.relation(u"public", u"a"));
    QCOMPARE(schema.relation(u"public", u"Weird \"Name\"; --")->name, u"Weird \"Name\"; --"_s);
    QVERIFY(!schema.relation(u"public", u"c"));
    QVERIFY(!schema.relation(u"other", u"a"));
    QCOMPARE(foldName(u"Ünï_AZ"_s, Engine::Sqlite), u"Ünï_az"_s);
    QCOMPARE(foldName(u"AZ"_s, Engine::PostgreSql), u"AZ"_s);
}

void TestModel::enumWordsAreReadBack()
{
    QCOMPARE(enumFromText<ReferentialAction>(u"set null"), ReferentialAction::SetNull);
    QCOMPARE(toText(RelationKind::MaterializedView), u"materialized view"_s);
    QVERIFY(!enumFromText<RelationKind>(u"nothing"));
}

QTEST_GUILESS_MAIN(TestModel)
#include "test_model.moc"
