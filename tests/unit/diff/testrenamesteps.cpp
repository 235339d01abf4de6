// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/renames.h"
#include "schema/schema.h"
#include "support/growth.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

Schema schemaWith(const QStringList &tables, Engine engine)
{
    Schema schema;
    schema.engine = engine;
    for (const QString &name : tables) {
        Relation table;
        table.schema = engine == Engine::PostgreSql ? u"public"_s : QString();
        table.name = name;
        for (const char *column : {"a", "b", "c"}) {
            Column one;
            one.name = QString::fromLatin1(column);
            table.columns.push_back(one);
        }
        schema.relations.emplace_back(std::move(table));
    }
    return schema;
}

Rename parsed(const QString &text)
{
    const QStringList words = text.split(u' ');
    return {words.at(0), words.at(1), words.at(2)};
}

} // namespace

class TestRenameSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesNoNameTwice_data();
    void givesNoNameTwice();
    void takesAThirdNameOfNobody();
    void endsWithTheNamesOfAll();
    void refusesWhatCannotBe_data();
    void refusesWhatCannotBe();
    void refusesWhatHasNoWayBack();
    void countsNamesAsTheServerDoes();
    void makesALongChainAtOnce();
};

void TestRenameSteps::givesNoNameTwice_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<QStringList>("renames");
    QTest::addColumn<QStringList>("steps");
    const Engine postgres = Engine::PostgreSql;
    const Engine sqlite = Engine::Sqlite;
    QTest::newRow("as they come") << sqlite << QStringList{u"table x m"_s, u"column y.a y.d"_s}
                                  << QStringList{u"column y.a y.d"_s, u"table x m"_s};
    QTest::newRow("the last one of a chain first")
        << sqlite << QStringList{u"table x y"_s, u"table y z"_s, u"table z m"_s}
        << QStringList{u"table z m"_s, u"table y z"_s, u"table x y"_s};
    QTest::newRow("crosswise") << sqlite << QStringList{u"table x y"_s, u"table y x"_s}
                               << QStringList{u"table x x_renamed"_s, u"table y x"_s,
                                              u"table x_renamed y"_s};
    QTest::newRow("crosswise in a schema")
        << postgres << QStringList{u"table public.x public.y"_s, u"view public.y public.x"_s}
        << QStringList{u"table public.x public.x_renamed"_s, u"view public.y public.x"_s,
                       u"table public.x_renamed public.y"_s};
    QTest::newRow("a ring") << sqlite << QStringList{u"table x y"_s, u"table y z"_s, u"table z x"_s}
                            << QStringList{u"table x x_renamed"_s, u"table z x"_s, u"table y z"_s,
                                           u"table x_renamed y"_s};
    QTest::newRow("columns crosswise, of a table that is renamed")
        << sqlite << QStringList{u"table x m"_s, u"column x.a m.b"_s, u"column x.b m.a"_s}
        << QStringList{u"column x.a x.a_renamed"_s, u"column x.b m.a"_s,
                       u"column x.a_renamed m.b"_s, u"table x m"_s};
    QTest::newRow("the same column of two tables")
        << sqlite << QStringList{u"column x.a x.d"_s, u"column y.a y.d"_s}
        << QStringList{u"column x.a x.d"_s, u"column y.a y.d"_s};
    QTest::newRow("case alone") << sqlite << QStringList{u"table x \"X\""_s}
                                << QStringList{u"table x x_renamed"_s, u"table x_renamed \"X\""_s};
    QTest::newRow("case is more than that")
        << postgres << QStringList{u"table public.x public.\"X\""_s}
        << QStringList{u"table public.x public.\"X\""_s};
}

void TestRenameSteps::givesNoNameTwice()
{
    QFETCH(Engine, engine);
    QFETCH(QStringList, renames);
    QFETCH(QStringList, steps);
    std::vector<Rename> accepted;
    for (const QString &text : renames)
        accepted.push_back(parsed(text));
    QStringList made;
    for (const RenameStep &step :
         renameSteps(schemaWith({u"x"_s, u"y"_s, u"z"_s}, engine), accepted)) {
        made += step.rename.kind + u' ' + step.rename.from + u' ' + step.rename.to;
        QVERIFY(std::ranges::find(accepted, step.accepted) != accepted.end());
    }
    QCOMPARE(made, steps);
}

void TestRenameSteps::takesAThirdNameOfNobody()
{
    const QString name = QString(63, u'n');
    const Schema schema =
        schemaWith({name, u"y"_s, u"y_renamed"_s, u"Weird \"Name\"; --"_s}, Engine::PostgreSql);
    const auto third = [&](const QString &from, const QString &to) {
        return renameSteps(schema, {{u"table"_s, from, to}, {u"table"_s, to, from}})[0].rename.to;
    };
    QCOMPARE(third(u"public.y"_s, u"public."_s + name), u"public.y_renamed2"_s);
    QCOMPARE(third(u"public."_s + name, u"public.y"_s),
             u"public."_s + QString(55, u'n') + u"_renamed"_s);
    QCOMPARE(third(u"public.\"Weird \"\"Name\"\"; --\""_s, u"public.y"_s),
             u"public.\"Weird \"\"Name\"\"; --_renamed\""_s);
}

void TestRenameSteps::endsWithTheNamesOfAll()
{
    Schema schema = schemaWith({u"x"_s, u"y"_s}, Engine::Sqlite);
    Relation x = *schema.relations[0];
    x.columns[2].type = u"text"_s;
    schema.relations[0] = Shared<Relation>(x);
    const Schema renamed = withRenames(schema, {{u"table"_s, u"x"_s, u"y"_s},
                                                {u"table"_s, u"y"_s, u"x"_s},
                                                {u"column"_s, u"x.a"_s, u"y.c"_s},
                                                {u"column"_s, u"x.c"_s, u"y.a"_s}});
    QCOMPARE(renamed.relations.size(), size_t(2));
    const Relation *y = renamed.relation(u"", u"y");
    QVERIFY(y && renamed.relation(u"", u"x"));
    QCOMPARE(y->columns[0].name, u"c"_s);
    QCOMPARE(y->columns[2].name, u"a"_s);
    QCOMPARE(y->columns[2].type, u"text"_s);
    QCOMPARE(renamed.relation(u"", u"x")->columns[2].type, QString());
}

void TestRenameSteps::refusesWhatCannotBe_data()
{
    QTest::addColumn<QStringList>("renames");
    QTest::addColumn<bool>("possible");
    QTest::newRow("crosswise") << QStringList{u"table x y"_s, u"table y x"_s} << true;
    QTest::newRow("a new name") << QStringList{u"table x m"_s} << true;
    QTest::newRow("case alone") << QStringList{u"table x \"X\""_s} << true;
    QTest::newRow("a name that is kept") << QStringList{u"table x y"_s} << false;
    QTest::newRow("a name that is kept, in another case")
        << QStringList{u"table x \"Y\""_s} << false;
    QTest::newRow("twice") << QStringList{u"table x m"_s, u"table x n"_s} << false;
    QTest::newRow("two to one") << QStringList{u"table x m"_s, u"table y m"_s} << false;
    QTest::newRow("a column's name that is kept") << QStringList{u"column x.a m.b"_s} << false;
    QTest::newRow("another table's column's name")
        << QStringList{u"column x.a m.d"_s, u"column y.a m.d"_s} << true;
}

void TestRenameSteps::refusesWhatCannotBe()
{
    QFETCH(QStringList, renames);
    QFETCH(bool, possible);
    std::vector<Rename> accepted;
    for (const QString &text : renames)
        accepted.push_back(parsed(text));
    const auto checked = checkRenames(schemaWith({u"x"_s, u"y"_s}, Engine::Sqlite), accepted);
    QCOMPARE(checked.has_value(), possible);
    QVERIFY(possible || checked.error().kind == ErrorKind::Usage);
}

// x became y, and what is called x now is another one.
void TestRenameSteps::refusesWhatHasNoWayBack()
{
    const Schema before = schemaWith({u"x"_s}, Engine::PostgreSql);
    const Schema after = schemaWith({u"x"_s, u"y"_s}, Engine::PostgreSql);
    const std::vector<Rename> renames{{u"table"_s, u"public.x"_s, u"public.y"_s}};
    QVERIFY(checkRenames(before, renames));
    const auto checked = checkRenames(before, after, renames);
    QVERIFY(!checked);
    QCOMPARE(checked.error().kind, ErrorKind::Usage);
    QVERIFY(checkRenames(before, schemaWith({u"y"_s}, Engine::PostgreSql), renames));
}

void TestRenameSteps::countsNamesAsTheServerDoes()
{
    Schema schema = schemaWith({u"x"_s}, Engine::PostgreSql);
    Relation table;
    table.schema = u"public"_s;
    table.name = u"y"_s;
    table.constraints.emplace_back().name = u"y_key"_s;
    table.constraints.back().index.emplace_back().name = u"y_key"_s;
    table.indexes.emplace_back().name = u"y_i"_s;
    schema.relations.emplace_back(std::move(table));
    EnumType mood;
    mood.schema = u"public"_s;
    mood.name = u"mood"_s;
    schema.enums.emplace_back(std::move(mood));
    const auto mayBe = [&](const QString &text) {
        return checkRenames(schema, {parsed(text)}).has_value();
    };
    QVERIFY(!mayBe(u"table public.x public.y_key"_s));
    QVERIFY(!mayBe(u"table public.x public.y_i"_s));
    QVERIFY(!mayBe(u"table public.x public.mood"_s));
    QVERIFY(!mayBe(u"enum public.mood public.x"_s));
    QVERIFY(mayBe(u"enum public.mood public.y_i"_s));
    QVERIFY(mayBe(u"enum public.mood public.y_key"_s));
    QVERIFY(mayBe(u"sequence public.s public.mood"_s));
}

void TestRenameSteps::makesALongChainAtOnce()
{
    const Schema none = schemaWith({}, Engine::PostgreSql);
    const auto chain = [&](int length) {
        std::vector<Rename> renames;
        for (int i = 0; i < length; ++i)
            renames.push_back({u"table"_s, u"public.t%1"_s.arg(i), u"public.t%1"_s.arg(i + 1)});
        return renameSteps(none, renames);
    };
    const auto steps = chain(2000);
    QCOMPARE(steps.size(), 2000U);
    QCOMPARE(steps.front().rename.from, u"public.t1999"_s);
    QCOMPARE_LT(test::growth(chain, 500, 4000), 30.0);
}

QTEST_GUILESS_MAIN(TestRenameSteps)
#include "testrenamesteps.moc"
