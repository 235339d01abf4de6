// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/schemadiff.h"
#include "modelobjects.h"
#include "schema/schema.h"
#include "support/growth.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace tidemark;
using Change = Difference::Change;

namespace {

Column column(const char *name, const char *type = "integer")
{
    Column result;
    result.name = QString::fromLatin1(name);
    result.type = QString::fromLatin1(type);
    return result;
}

Relation table(const char *name, std::vector<Column> columns)
{
    Relation result;
    result.schema = u"public"_s;
    result.name = QString::fromLatin1(name);
    result.columns = std::move(columns);
    return result;
}

Schema schemaOf(std::vector<Relation> relations, Engine engine = Engine::PostgreSql)
{
    Schema schema;
    schema.engine = engine;
    for (Relation &relation : relations) {
        if (engine == Engine::Sqlite)
            relation.schema.clear();
        schema.relations.emplace_back(std::move(relation));
    }
    sortByKey(schema.relations);
    return schema;
}

Constraint foreignKey(const char *name, const char *from, const char *to)
{
    Constraint key;
    key.type = ConstraintKind::ForeignKey;
    key.name = QString::fromLatin1(name);
    key.columns = {QString::fromLatin1(from)};
    key.referencedTable = QString::fromLatin1(to);
    key.referencedColumns = {u"id"_s};
    return key;
}

Constraint check(const char *name, const char *expression)
{
    Constraint constraint;
    constraint.name = QString::fromLatin1(name);
    constraint.expression = QString::fromLatin1(expression);
    return constraint;
}

Index index(const char *name, const char *keyColumn)
{
    Index result;
    result.name = QString::fromLatin1(name);
    result.method = u"btree"_s;
    IndexKey key;
    key.column = QString::fromLatin1(keyColumn);
    result.keys.push_back(key);
    return result;
}

// "kind object change property: before -> after", one line for each.
QStringList lines(const SchemaDiff &diff)
{
    QStringList result;
    for (const Difference &one : diff.differences)
        result +=
            one.kind + u' ' + one.object + u' ' + changeName(one.change) + u' ' + one.detail();
    return result;
}

QByteArray shown(const SchemaDiff &diff)
{
    return lines(diff).join(u'\n').toUtf8();
}

} // namespace

class TestSchemaDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalSchemasHaveNoDifference();
    void eachPropertyIsCompared();
    void eachChildIsCompared();
    void aspectsCanBeLeftOut();
    void words_data();
    void words();
    void missingTableIsOneDifference();
    void sequenceGoesWithItsTable();
    void columnOrderIsOrderOnly();
    void orderCanBeLeftOut();
    void attributeOrderIsOrderOnly();
    void enumLabels();
    void renamedConstraintAndIndex();
    void viewColumnsFollowTheDefinition();
    void formattingIsNamed();
    void extensionVersionCanBeLeftOut();
    void detailShowsTheFirstDifferentLine();
    void sqliteIgnoresCaseAndQuotes();
    void sqliteCountsNamesOfAnotherCase();
    void sqliteNamelessConstraints();
    void postgresNamesKeepTheirCase();
    void orderedByKindAndObject();
    void weirdNames();
    void tenThousandTables();
};

void TestSchemaDiff::equalSchemasHaveNoDifference()
{
    const Schema schema = model::full<Schema>();
    QVERIFY(diffSchemas(schema, schema).isEmpty());
    const Schema again = model::full<Schema>(); // nothing is shared with the first
    const SchemaDiff diff = diffSchemas(schema, again);
    QVERIFY2(diff.isEmpty(), shown(diff));
    QVERIFY(!diff.onlyOrder());
}

void TestSchemaDiff::eachPropertyIsCompared()
{
    for (const Engine engine : {Engine::PostgreSql, Engine::Sqlite}) {
        Schema schema = model::full<Schema>();
        schema.engine = engine;
        const auto all = model::variants(schema);
        QVERIFY(all.size() > 250);
        for (const auto &variant : all) {
            const SchemaDiff diff = diffSchemas(schema, variant.object);
            QVERIFY2(diff.differences.size() == 1,
                     qPrintable(variant.path + u": "_s + lines(diff).join(u'\n')));
            const Difference &one = diff.differences.front();
            QVERIFY2(one.before != one.after || one.kind == "index"_L1, qPrintable(variant.path));
            QVERIFY2(!one.kind.isEmpty(), qPrintable(variant.path));
            QVERIFY2(!one.orderOnly, qPrintable(variant.path));
        }
    }
}

void TestSchemaDiff::eachChildIsCompared()
{
    const Schema schema = model::full<Schema>();
    for (const auto &variant : model::withoutChildren(schema)) {
        const SchemaDiff gone = diffSchemas(schema, variant.object);
        QVERIFY2(gone.differences.size() == 1,
                 qPrintable(variant.path + u": "_s + lines(gone).join(u'\n')));
        const SchemaDiff added = diffSchemas(variant.object, schema);
        QVERIFY2(added.differences.size() == 1, qPrintable(variant.path));
        if (variant.path.endsWith("/index"_L1))
            continue; // the index behind a constraint is a property of it
        QCOMPARE(gone.differences.front().change, Change::Missing);
        QCOMPARE(added.differences.front().change, Change::Extra);
    }
}

void TestSchemaDiff::aspectsCanBeLeftOut()
{
    const Schema schema = model::full<Schema>();
    const auto optionsWithout = [](Aspect aspect) {
        DiffOptions options;
        options.owners = aspect != Aspect::Owner;
        options.grants = aspect != Aspect::Grants;
        options.comments = aspect != Aspect::Comment;
        options.storage = aspect != Aspect::Storage;
        return options;
    };
    int leftOut = 0;
    for (const Aspect aspect : {Aspect::Owner, Aspect::Grants, Aspect::Comment, Aspect::Storage}) {
        for (const auto &variant : model::variants(schema)) {
            const SchemaDiff diff = diffSchemas(schema, variant.object, optionsWithout(aspect));
            const bool expected = variant.aspect == aspect;
            QVERIFY2(diff.isEmpty() == expected, qPrintable(variant.path));
            QCOMPARE(diff.leftOut.size(), expected ? 1U : 0U);
            leftOut += int(diff.leftOut.size());
        }
    }
    QVERIFY(leftOut > 40);
}

void TestSchemaDiff::words_data()
{
    QTest::addColumn<std::function<void(Relation &)>>("change");
    QTest::addColumn<QString>("line");
    const auto row = [](const char *name, std::function<void(Relation &)> change,
                        const QString &line) { QTest::newRow(name) << change << line; };
    row(
        "default", [](Relation &t) { t.columns[0].defaultValue = u"0"_s; },
        u"column public.t.id changed default: none -> 0"_s);
    row(
        "nullability", [](Relation &t) { t.columns[0].notNull = true; },
        u"column public.t.id changed nullability: nullable -> not null"_s);
    row(
        "type", [](Relation &t) { t.columns[0].type = u"bigint"_s; },
        u"column public.t.id changed type: integer -> bigint"_s);
    row(
        "column gone", [](Relation &t) { t.columns.pop_back(); },
        u"column public.t.name missing text"_s);
    row(
        "column new", [](Relation &t) { t.columns.push_back(column("extra")); },
        u"column public.t.extra extra integer"_s);
    row(
        "index definition", [](Relation &t) { t.indexes[0].unique = true; },
        u"index public.t_name_idx changed definition: CREATE INDEX t_name_idx ON public.t USING "
        u"btree (name) -> CREATE UNIQUE INDEX t_name_idx ON public.t USING btree (name)"_s);
    row(
        "index gone", [](Relation &t) { t.indexes.clear(); },
        u"index public.t_name_idx missing CREATE INDEX t_name_idx ON public.t USING btree (name)"_s);
    row(
        "foreign key", [](Relation &t) { t.constraints[1].onDelete = ReferentialAction::Cascade; },
        u"foreign key public.t.t_fk changed definition: FOREIGN KEY (id) REFERENCES other(id) -> "
        u"FOREIGN KEY (id) REFERENCES other(id) ON DELETE CASCADE"_s);
    row(
        "not valid", [](Relation &t) { t.constraints[1].validated = false; },
        u"foreign key public.t.t_fk changed validated: yes -> no"_s);
    row(
        "check", [](Relation &t) { t.constraints[0].expression = u"id > 1"_s; },
        u"check constraint public.t.t_check changed definition: CHECK (id > 0) -> CHECK (id > 1)"_s);
    row(
        "check gone", [](Relation &t) { t.constraints.erase(t.constraints.begin()); },
        u"check constraint public.t.t_check missing CHECK (id > 0)"_s);
    row(
        "trigger", [](Relation &t) { t.triggers.clear(); },
        u"trigger public.t.tg missing CREATE TRIGGER tg"_s);
    row(
        "trigger state", [](Relation &t) { t.triggers[0].state = FiringState::Disabled; },
        u"trigger public.t.tg changed state: enabled -> disabled"_s);
    row(
        "row security", [](Relation &t) { t.rowSecurity = true; },
        u"table public.t changed row security: no -> yes"_s);
}

void TestSchemaDiff::words()
{
    QFETCH(std::function<void(Relation &)>, change);
    QFETCH(QString, line);
    Relation before = table("t", {column("id"), column("name", "text")});
    before.constraints = {check("t_check", "id > 0"), foreignKey("t_fk", "id", "other")};
    before.indexes = {index("t_name_idx", "name")};
    Trigger trigger;
    trigger.name = u"tg"_s;
    trigger.definition = u"CREATE TRIGGER tg"_s;
    before.triggers = {trigger};
    Relation after = before;
    change(after);
    QCOMPARE(lines(diffSchemas(schemaOf({before}), schemaOf({after}))), QStringList{line});
}

void TestSchemaDiff::missingTableIsOneDifference()
{
    Relation gone = table("gone", {column("id"), column("name", "text")});
    gone.indexes = {index("gone_idx", "name")};
    gone.constraints = {check("c", "id > 0")};
    const Schema with = schemaOf({table("kept", {column("a")}), gone});
    const Schema without = schemaOf({table("kept", {column("a")})});
    const SchemaDiff diff = diffSchemas(with, without);
    QCOMPARE(diff.differences.size(), 1U);
    const Difference &one = diff.differences.front();
    QCOMPARE(one.change, Change::Missing);
    QCOMPARE(one.kind, u"table"_s);
    QCOMPARE(one.object, u"public.gone"_s);
    QCOMPARE(one.before, u"CREATE TABLE public.gone (\n    id integer,\n    name text,\n"
                         u"    CONSTRAINT c CHECK (id > 0)\n);\n"
                         u"CREATE INDEX gone_idx ON public.gone USING btree (name)"_s);
    QVERIFY(one.after.isEmpty());
    QCOMPARE(diffSchemas(without, with).differences.front().after, one.before);
}

void TestSchemaDiff::sequenceGoesWithItsTable()
{
    Schema with = schemaOf({table("t", {column("id")})});
    Sequence owned;
    owned.schema = u"public"_s;
    owned.name = u"t_id_seq"_s;
    owned.ownedBy = u"public.t.id"_s;
    Sequence free = owned;
    free.name = u"z_free"_s;
    free.ownedBy.clear();
    with.sequences = {owned, free};
    const SchemaDiff all = diffSchemas(with, schemaOf({}));
    QCOMPARE(all.differences.size(), 2U);
    QCOMPARE(all.differences[0].object, u"public.z_free"_s);
    QCOMPARE(all.differences[1].object, u"public.t"_s);
    Schema without = with;
    without.sequences.erase(without.sequences.begin());
    QCOMPARE(diffSchemas(with, without).differences.size(), 1U); // its table is still there
}

void TestSchemaDiff::columnOrderIsOrderOnly()
{
    const Schema before = schemaOf({table("t", {column("a"), column("b"), column("c")})});
    const Schema moved = schemaOf({table("t", {column("a"), column("c"), column("b")})});
    const SchemaDiff diff = diffSchemas(before, moved);
    QCOMPARE(lines(diff),
             QStringList{u"table public.t changed column order: a, b, c -> a, c, b"_s});
    QVERIFY(diff.onlyOrder());
    // A column that is gone or new moves the others, and that is no change of order.
    const Schema shorter = schemaOf({table("t", {column("b"), column("c")})});
    QCOMPARE(lines(diffSchemas(before, shorter)),
             QStringList{u"column public.t.a missing integer"_s});
    const Schema other = schemaOf({table("t", {column("c"), column("b"), column("a", "text")})});
    const SchemaDiff both = diffSchemas(before, other);
    QCOMPARE(both.differences.size(), 2U);
    QVERIFY(!both.onlyOrder());
}

void TestSchemaDiff::orderCanBeLeftOut()
{
    const Schema before = schemaOf({table("t", {column("a"), column("b")})});
    const Schema moved = schemaOf({table("t", {column("b"), column("a")})});
    DiffOptions options;
    options.columnOrder = false;
    const SchemaDiff diff = diffSchemas(before, moved, options);
    QVERIFY(diff.isEmpty());
    QCOMPARE(diff.leftOut, (std::vector<LeftOut>{{u"column order"_s, 1}}));
}

void TestSchemaDiff::attributeOrderIsOrderOnly()
{
    const auto withAttributes = [](const QStringList &names) {
        Schema schema;
        CompositeType type;
        type.schema = u"public"_s;
        type.name = u"Weird \"Name\"; --"_s;
        for (const QString &name : names) {
            type.attributes.emplace_back();
            type.attributes.back().name = name;
        }
        schema.composites.emplace_back(type);
        return schema;
    };
    const Schema before = withAttributes({u"a"_s, u"b"_s, u"c"_s});
    const SchemaDiff diff = diffSchemas(before, withAttributes({u"c"_s, u"a"_s, u"b"_s}));
    QCOMPARE(lines(diff), QStringList{u"composite type public.\"Weird \"\"Name\"\"; --\" changed "
                                      u"attribute order: a, b, c -> c, a, b"_s});
    QVERIFY(diff.onlyOrder());
    const SchemaDiff shorter = diffSchemas(before, withAttributes({u"a"_s, u"c"_s}));
    QCOMPARE(shorter.differences.size(), 1U);
    QVERIFY(!shorter.onlyOrder());
    DiffOptions options;
    options.columnOrder = false;
    QCOMPARE(diffSchemas(before, withAttributes({u"c"_s, u"a"_s, u"b"_s}), options).leftOut,
             (std::vector<LeftOut>{{u"column order"_s, 1}}));
}

void TestSchemaDiff::enumLabels()
{
    const auto withLabels = [](const QStringList &labels) {
        Schema schema;
        EnumType type;
        type.schema = u"public"_s;
        type.name = u"mood"_s;
        type.labels = labels;
        schema.enums.emplace_back(type);
        return schema;
    };
    const Schema before = withLabels({u"sad"_s, u"ok"_s, u"happy"_s});
    QCOMPARE(
        lines(diffSchemas(before, withLabels({u"sad"_s, u"happy"_s, u"ok"_s, u"new"_s}))),
        (QStringList{u"enum public.mood changed label order: sad, ok, happy -> sad, happy, ok"_s,
                     u"enum label public.mood.new extra new"_s}));
    QCOMPARE(lines(diffSchemas(before, withLabels({u"sad"_s, u"happy"_s}))),
             QStringList{u"enum label public.mood.ok missing ok"_s});
}

void TestSchemaDiff::renamedConstraintAndIndex()
{
    Relation before = table("t", {column("id")});
    before.constraints = {foreignKey("old_fk", "id", "other")};
    before.indexes = {index("old_idx", "id")};
    Relation after = before;
    after.constraints[0].name = u"new_fk"_s;
    after.indexes[0].name = u"new_idx"_s;
    const SchemaDiff diff = diffSchemas(schemaOf({before}), schemaOf({after}));
    QCOMPARE(lines(diff),
             (QStringList{u"foreign key public.t.old_fk changed name: old_fk -> new_fk"_s,
                          u"index public.old_idx changed name: old_idx -> new_idx"_s}));
    DiffOptions options;
    options.names = false;
    const SchemaDiff quiet = diffSchemas(schemaOf({before}), schemaOf({after}), options);
    QVERIFY(quiet.isEmpty());
    QCOMPARE(quiet.leftOut, (std::vector<LeftOut>{{u"names"_s, 2}}));
    after.constraints[0].referencedTable = u"another"_s; // another name and another target
    QCOMPARE(diffSchemas(schemaOf({before}), schemaOf({after})).differences.size(), 3U);
}

void TestSchemaDiff::viewColumnsFollowTheDefinition()
{
    Relation view = table("v", {column("a"), column("b")});
    view.type = RelationKind::View;
    view.definition = u"SELECT a, b FROM t"_s;
    Relation other = view;
    other.definition = u"SELECT a FROM t"_s;
    other.columns.pop_back();
    QCOMPARE(
        lines(diffSchemas(schemaOf({view}), schemaOf({other}))),
        QStringList{u"view public.v changed definition: SELECT a, b FROM t -> SELECT a FROM t"_s});
    other.definition = view.definition; // SELECT *, stored as written
    QCOMPARE(diffSchemas(schemaOf({view}), schemaOf({other})).differences.size(), 1U);
}

void TestSchemaDiff::formattingIsNamed()
{
    const auto withBody = [](const QString &body) {
        Schema schema;
        Routine routine;
        routine.schema = u"public"_s;
        routine.name = u"f"_s;
        routine.body = body;
        schema.routines.emplace_back(routine);
        return schema;
    };
    const Schema before = withBody(u"BEGIN RETURN 1; END"_s);
    const Schema after = withBody(u"begin\n  return 1;\nend"_s);
    const SchemaDiff diff = diffSchemas(before, after);
    QCOMPARE(diff.differences.size(), 1U);
    QCOMPARE(diff.differences[0].property, u"body (white space or case only)"_s);
    QCOMPARE(diff.differences[0].kind, u"function"_s);
    DiffOptions options;
    options.formatting = false;
    QVERIFY(diffSchemas(before, after, options).isEmpty());
    QCOMPARE(
        diffSchemas(before, withBody(u"BEGIN RETURN 2; END"_s), options).differences[0].property,
        u"body"_s);
}

void TestSchemaDiff::extensionVersionCanBeLeftOut()
{
    Extension extension;
    extension.name = u"hstore"_s;
    extension.version = u"1.7"_s;
    Schema before;
    before.extensions.emplace_back(extension);
    extension.version = u"1.8"_s;
    Schema after;
    after.extensions.emplace_back(extension);
    QCOMPARE(lines(diffSchemas(before, after)),
             QStringList{u"extension hstore changed version: 1.7 -> 1.8"_s});
    DiffOptions options;
    options.extensionVersions = false;
    QVERIFY(diffSchemas(before, after, options).isEmpty());
}

void TestSchemaDiff::detailShowsTheFirstDifferentLine()
{
    Difference difference;
    difference.property = u"body"_s;
    difference.before = u"a\nb\nc"_s;
    difference.after = u"a\nb\nd"_s;
    QCOMPARE(difference.detail(), u"body, line 3: c -> d"_s);
    difference.after = u"a\nb"_s;
    QCOMPARE(difference.detail(), u"body, line 3: c -> none"_s);
    difference.change = Change::Missing;
    difference.before = QString(1000, u'x');
    QVERIFY(difference.detail().size() < 200);
}

void TestSchemaDiff::sqliteIgnoresCaseAndQuotes()
{
    Relation before = table("Users", {column("Id", "INTEGER"), column("name", "TEXT")});
    before.columns[1].defaultValue = u"'It''s'"_s;
    before.constraints = {check("", "\"name\" <> ''")};
    before.indexes = {index("Users_Name", "name")};
    before.indexes[0].predicate = u"name IS NOT NULL"_s;
    Trigger trigger;
    trigger.name = u"tg"_s;
    trigger.definition = u"CREATE TRIGGER tg AFTER INSERT ON \"Users\" BEGIN SELECT 'A'; END"_s;
    before.triggers = {trigger};
    Relation after = table("users", {column("id", "integer"), column("NAME", "text")});
    after.columns[1].defaultValue = u"'It''s'"_s;
    after.constraints = {check("", "name<>''")};
    after.indexes = {index("users_name", "NAME")};
    after.indexes[0].predicate = u"\"name\" is  not null"_s;
    after.triggers = {trigger};
    after.triggers[0].definition =
        u"create trigger tg after insert on users -- a remark\nbegin\n select 'A'; end"_s;
    const auto diff =
        diffSchemas(schemaOf({before}, Engine::Sqlite), schemaOf({after}, Engine::Sqlite));
    QVERIFY2(diff.isEmpty(), shown(diff));
    after.triggers[0].definition.replace(u"'A'"_s, u"'a'"_s); // a literal is another value
    after.columns[1].defaultValue = u"'it''s'"_s;
    QCOMPARE(diffSchemas(schemaOf({before}, Engine::Sqlite), schemaOf({after}, Engine::Sqlite))
                 .differences.size(),
             2U);
}

void TestSchemaDiff::sqliteCountsNamesOfAnotherCase()
{
    const Schema before =
        schemaOf({table("T", {column("A"), column("b")}), table("u", {})}, Engine::Sqlite);
    const Schema after =
        schemaOf({table("t", {column("a"), column("b", "text")}), table("u", {})}, Engine::Sqlite);
    const SchemaDiff diff = diffSchemas(before, after);
    QCOMPARE(diff.differences.size(), size_t(1));
    QCOMPARE(diff.leftOut, (std::vector<LeftOut>{{u"case of names"_s, 2}}));
    QVERIFY(diffSchemas(before, before).leftOut.empty());
    Schema postgres = after;
    postgres.engine = Engine::PostgreSql;
    Schema other = before;
    other.engine = Engine::PostgreSql;
    QVERIFY(diffSchemas(other, postgres).leftOut.empty());
}

void TestSchemaDiff::sqliteNamelessConstraints()
{
    Relation before = table("t", {column("a"), column("b")});
    before.constraints = {check("", "a > 0"), check("", "b > 0"), foreignKey("", "a", "x"),
                          foreignKey("", "b", "x")};
    Relation after = before;
    std::swap(after.constraints[0], after.constraints[1]);
    std::swap(after.constraints[2], after.constraints[3]);
    const auto diff = [&] {
        return lines(
            diffSchemas(schemaOf({before}, Engine::Sqlite), schemaOf({after}, Engine::Sqlite)));
    };
    QCOMPARE(diff(), QStringList{});
    after.constraints[2].onDelete = ReferentialAction::Cascade; // that of b
    QCOMPARE(diff(), QStringList{u"foreign key t(b) changed definition: FOREIGN KEY (b) REFERENCES "
                                 u"x(id) -> FOREIGN KEY (b) REFERENCES x(id) ON DELETE CASCADE"_s});
    after.constraints[2] = foreignKey("", "b", "x");
    after.constraints[0].expression = u"b > 5"_s;
    QCOMPARE(diff(), QStringList{u"check constraint t changed definition: CHECK (b > 0) -> "
                                 u"CHECK (b > 5)"_s});
    after.constraints.erase(after.constraints.begin(), after.constraints.begin() + 2);
    QCOMPARE(diff().size(), 2);
    after = before;
    after.constraints[3].name = u"named"_s;
    QCOMPARE(diff(), QStringList{u"foreign key t(b) changed name: none -> named"_s});
}

void TestSchemaDiff::postgresNamesKeepTheirCase()
{
    const auto diff = diffSchemas(schemaOf({table("Users", {})}), schemaOf({table("users", {})}));
    QCOMPARE(lines(diff).size(), 2);
}

void TestSchemaDiff::orderedByKindAndObject()
{
    Relation a = table("a", {column("x"), column("y")});
    Relation b = table("b", {column("x")});
    const SchemaDiff diff =
        diffSchemas(schemaOf({a, b}), schemaOf({table("a", {}), table("b", {}), table("c", {})}));
    QStringList objects;
    for (const Difference &one : diff.differences)
        objects += one.object;
    QCOMPARE(objects,
             (QStringList{u"public.a.x"_s, u"public.a.y"_s, u"public.b.x"_s, u"public.c"_s}));
}

void TestSchemaDiff::weirdNames()
{
    Relation weird = table("Weird \"Name\"; --", {column("a b")});
    Relation changed = weird;
    changed.columns[0].type = u"text"_s;
    QCOMPARE(lines(diffSchemas(schemaOf({weird}), schemaOf({changed}))),
             QStringList{u"column public.\"Weird \"\"Name\"\"; --\".\"a b\" changed type: "
                         u"integer -> text"_s});
}

void TestSchemaDiff::tenThousandTables()
{
    const auto make = [](int count, int changedTable) {
        std::vector<Relation> tables;
        for (int i = 0; i < count; ++i) {
            Relation one = table(qPrintable(u"t%1"_s.arg(i)), {});
            for (int j = 0; j < 10; ++j)
                one.columns.push_back(column(qPrintable(u"c%1"_s.arg(j))));
            one.indexes = {index(qPrintable(u"t%1_idx"_s.arg(i)), "c1")};
            if (i == changedTable)
                one.columns[3].notNull = true;
            tables.push_back(std::move(one));
        }
        return schemaOf(std::move(tables));
    };
    const Schema few = make(1'250, -1);
    const Schema fewChanged = make(1'250, 700);
    const Schema many = make(10'000, -1);
    const Schema manyChanged = make(10'000, 7000); // nothing is shared: each value is looked at
    const auto differences = [&](int tables) {
        const SchemaDiff diff =
            tables == 10'000 ? diffSchemas(many, manyChanged) : diffSchemas(few, fewChanged);
        QCOMPARE(diff.differences.size(), 1U);
    };
    const double times = test::growth(differences, 1'250, 10'000);
    QVERIFY2(times < 30, qPrintable(QString::number(times)));
    const Schema shared = many;
    QVERIFY(diffSchemas(many, shared).isEmpty());
}

QTEST_GUILESS_MAIN(TestSchemaDiff)
#include "testschemadiff.moc"
