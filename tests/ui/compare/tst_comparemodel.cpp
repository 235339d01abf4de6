// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/comparemodel.h"
#include "compare/propertymodel.h"
#include "compare/relatedmodel.h"
#include "compare/roles.h"
#include "schema/schema.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

std::shared_ptr<const ComparedObjects> someObjects()
{
    SchemaDiff diff;
    const auto add = [&diff](const QString &kind, const QString &object,
                             Difference::Change change) {
        Difference difference;
        difference.kind = kind;
        difference.object = object;
        difference.change = change;
        diff.differences.push_back(difference);
    };
    add(u"table"_s, u"a"_s, Difference::Change::Extra);
    add(u"table"_s, u"b"_s, Difference::Change::Missing);
    add(u"table"_s, u"c"_s, Difference::Change::Changed);
    add(u"index"_s, u"i"_s, Difference::Change::Changed);
    add(u"view"_s, u"v"_s, Difference::Change::Extra);
    return std::make_shared<const ComparedObjects>(compareObjects(diff, {}, {}));
}

QString printed(const QAbstractItemModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex heading = model.index(row, 0);
        lines += heading.data().toString() + u' ' + heading.data(CountRole).toString();
        for (int below = 0; below < model.rowCount(heading); ++below)
            lines += u"  "_s + model.index(below, 0, heading).data().toString();
    }
    return lines.join(u'\n');
}

} // namespace

class TestCompareModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsByGroup();
    void asksForChoices();
    void hasNothingToChooseOfEquals();
    void showsMarkupAsItIs();
    void showsWhatIsNeeded();
    void listsProperties();
    void listsRelated();
};

void TestCompareModel::listsByGroup()
{
    CompareModel model;
    const QAbstractItemModelTester tester(&model);
    QCOMPARE(model.rowCount(), 0);
    const auto objects = someObjects();
    model.setObjects(objects, {0, 1, 2, 3, 4});
    QCOMPARE(printed(model), u"tables 3\n  a\n  b\n  c\nviews 1\n  v\nindexes 1\n  i"_s);
    model.setObjects(objects, {1, 4});
    QCOMPARE(printed(model), u"tables 1\n  b\nindexes 1\n  i"_s);
    QCOMPARE(model.objectAt(model.indexOf(4)), 4);
    QVERIFY(!model.indexOf(0).isValid());
    QCOMPARE(model.objectAt(model.index(0, 0)), -1);
    model.setObjects(std::make_shared<const ComparedObjects>(), {});
    QCOMPARE(model.rowCount(), 0);
}

void TestCompareModel::hasNothingToChooseOfEquals()
{
    ComparedObjects objects = *someObjects();
    for (ComparedObject &object : objects.objects)
        if (object.id.kind == u"view")
            object.standing = Standing::Equal;
    CompareModel model;
    model.setObjects(std::make_shared<const ComparedObjects>(objects), {0, 1, 2, 3, 4});
    QCOMPARE(model.rowCount(), 3);
    for (int row = 0; row < 3; ++row) {
        const QModelIndex heading = model.index(row, 0);
        const bool views = heading.data().toString() == u"views";
        QCOMPARE(heading.data(Qt::CheckStateRole).isValid(), !views);
        QCOMPARE(bool(heading.flags() & Qt::ItemIsUserCheckable), !views);
    }
}

void TestCompareModel::showsMarkupAsItIs()
{
    ComparedObjects objects = *someObjects();
    objects.objects[0].id.object = u"<b>bold</b> & \"so\""_s;
    CompareModel model;
    model.setObjects(std::make_shared<const ComparedObjects>(objects), {0, 1, 2, 3, 4});
    const QString tip = model.indexOf(0).data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains(u"&lt;b&gt;bold&lt;/b&gt; &amp;"_s), qPrintable(tip));
}

void TestCompareModel::asksForChoices()
{
    CompareModel model;
    const QAbstractItemModelTester tester(&model);
    model.setObjects(someObjects(), {0, 1, 2, 3, 4});
    QSignalSpy wanted(&model, &CompareModel::choiceWanted);
    const QModelIndex tables = model.index(0, 0);
    QCOMPARE(tables.data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QVERIFY(model.setData(model.indexOf(1), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(wanted.at(0).at(0).value<std::vector<int>>(), std::vector<int>{1});
    QCOMPARE(wanted.at(0).at(1).toBool(), false);
    // Nothing changed: whoever decides has not said so yet.
    QCOMPARE(model.indexOf(1).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    model.setChoice({true, false, true, true, true}, {});
    QCOMPARE(model.indexOf(1).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QCOMPARE(tables.data(Qt::CheckStateRole).toInt(), int(Qt::PartiallyChecked));
    QVERIFY(model.setData(tables, Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(wanted.at(1).at(0).value<std::vector<int>>(), (std::vector<int>{0, 1, 2}));
}

void TestCompareModel::showsWhatIsNeeded()
{
    CompareModel model;
    const QAbstractItemModelTester tester(&model);
    model.setObjects(someObjects(), {0, 1, 2, 3, 4});
    model.setChoice({false, false, false, false, true}, {{1, 2, true}, {2, 4, false}});
    QCOMPARE(model.indexOf(2).data(NeededRole).toString(), u"needed by i"_s);
    QCOMPARE(model.indexOf(1).data(NeededRole).toString(), u"goes with c"_s);
    QVERIFY(model.indexOf(0).data(NeededRole).toString().isEmpty());
    QVERIFY(model.indexOf(2).data(Qt::ToolTipRole).toString().contains(u"is needed by index"_s));
    QCOMPARE(model.index(0, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
}

void TestCompareModel::listsProperties()
{
    Theme theme;
    PropertyModel model(theme);
    const QAbstractItemModelTester tester(&model);
    model.setHeads(u"production"_s, u"local"_s);
    model.setRows({{u"column total"_s, u"type"_s, u"real"_s, u"numeric"_s, Standing::Changed},
                   {u"column at"_s, {}, {}, u"text"_s, Standing::Added},
                   {{}, u"comment"_s, {}, u"two\nlines"_s, Standing::Changed}});
    const auto text = [&](int row, int column) {
        return model.index(row, column).data().toString();
    };
    QCOMPARE(text(0, 0), u"column total · type"_s);
    QCOMPARE(text(0, 2), u"numeric"_s);
    QCOMPARE(text(1, 0), u"column at"_s);
    QCOMPARE(text(1, 1), u"not there"_s);
    QCOMPARE(text(2, 1), u"none"_s);
    QCOMPARE(text(2, 2), u"two lines"_s);
    QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), u"production"_s);
}

void TestCompareModel::listsRelated()
{
    Theme theme;
    RelatedModel model(theme);
    const QAbstractItemModelTester tester(&model);
    model.setHeads(u"only here"_s, u"only there"_s);
    model.setRows({{RelatedObject::Relation::InTheWay, {u"view"_s, u"v"_s}, true, true},
                   {RelatedObject::Relation::NeededBy, {u"enum"_s, u"e"_s}, false, true}});
    QCOMPARE(model.index(0, 0).data().toString(), u"view v"_s);
    QCOMPARE(model.index(0, 2).data().toString(), u"on both sides"_s);
    QCOMPARE(model.index(1, 2).data().toString(), u"only there"_s);
}

QTEST_MAIN(TestCompareModel)
#include "tst_comparemodel.moc"
