// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/columndrag.h"
#include "widgets/columnwidths.h"

#include <QHeaderView>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

namespace {

constexpr int total = 800;
const std::vector<int> natural{100, 150, 120, 80}; // the second takes the rest

} // namespace

/// A real table whose lines are dragged with a pointer.
class TestColumnWidths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void fillsTheWidth();
    void aLineMovesBetweenItsNeighbours();
    void aNeighbourKeepsItsLeast();
    void theLastLineStays();
    void aDoubleClickGivesTheNeedBack();
    void hiddenColumnsTakeNothing();
    void isRememberedByName();
    void aNarrowWindowTakesBack();

private:
    QList<int> sizes() const;
    void drag(int section, int by);

    std::unique_ptr<QTableView> m_view;
    std::unique_ptr<QStandardItemModel> m_model;
    ColumnWidths *m_columns = nullptr;
};

void TestColumnWidths::init()
{
    m_view = std::make_unique<QTableView>();
    m_model = std::make_unique<QStandardItemModel>(3, 4);
    m_model->setHorizontalHeaderLabels({u"a"_s, u"b"_s, u"c"_s, u"Weird \"Name\"; --"_s});
    m_view->setModel(m_model.get());
    m_view->horizontalHeader()->setMinimumSectionSize(40);
    m_columns = new ColumnWidths(*m_view->horizontalHeader(), 1, [this](int section) {
        return m_model->headerData(section, Qt::Horizontal).toString();
    });
    connect(m_columns, &ColumnWidths::changed, this, [this] { m_columns->layOut(natural, total); });
    m_view->resize(900, 200);
    m_view->show();
    m_columns->layOut(natural, total);
}

QList<int> TestColumnWidths::sizes() const
{
    QList<int> sizes;
    for (int section = 0; section < 4; ++section)
        sizes += m_view->horizontalHeader()->sectionSize(section);
    return sizes;
}

void TestColumnWidths::drag(int section, int by)
{
    dragColumn(*m_view->horizontalHeader(), section, by);
}

void TestColumnWidths::fillsTheWidth()
{
    QCOMPARE(sizes(), (QList<int>{100, 500, 120, 80}));
    m_columns->layOut(natural, 200);
    QCOMPARE(sizes(), (QList<int>{100, 150, 120, 80}));
}

void TestColumnWidths::aLineMovesBetweenItsNeighbours()
{
    drag(0, 60);
    QCOMPARE(sizes(), (QList<int>{160, 440, 120, 80}));
    drag(2, 30);
    QCOMPARE(sizes(), (QList<int>{160, 440, 150, 50}));
    drag(1, -100); // the line of the one that takes the rest
    QCOMPARE(sizes(), (QList<int>{160, 340, 250, 50}));
    // The window becomes wider: what was dragged stays.
    m_columns->layOut(natural, total + 200);
    QCOMPARE(sizes(), (QList<int>{160, 540, 250, 50}));
}

void TestColumnWidths::aNeighbourKeepsItsLeast()
{
    drag(2, 500);
    QCOMPARE(sizes(), (QList<int>{100, 500, 160, 40}));
}

void TestColumnWidths::theLastLineStays()
{
    drag(3, 50);
    QCOMPARE(sizes(), (QList<int>{100, 500, 120, 80}));
    QVERIFY(m_columns->save().isEmpty());
}

void TestColumnWidths::aDoubleClickGivesTheNeedBack()
{
    drag(0, 60);
    QCOMPARE(m_columns->save().size(), 1);
    Q_EMIT m_view->horizontalHeader()->sectionHandleDoubleClicked(0);
    QVERIFY(m_columns->save().isEmpty());
    QCOMPARE(sizes(), (QList<int>{100, 500, 120, 80}));
}

void TestColumnWidths::hiddenColumnsTakeNothing()
{
    m_view->setColumnHidden(2, true);
    m_columns->layOut(natural, total);
    QCOMPARE(m_view->columnWidth(1), 620);
    drag(1, -20); // goes to the next that is seen
    QCOMPARE(m_view->columnWidth(3), 100);
}

void TestColumnWidths::isRememberedByName()
{
    drag(2, 30);
    const QVariantMap saved = m_columns->save();
    QCOMPARE(saved, (QVariantMap{{u"c"_s, 150}, {u"Weird \"Name\"; --"_s, 50}}));
    init();
    QCOMPARE(sizes(), (QList<int>{100, 500, 120, 80}));
    m_columns->restore(saved);
    m_columns->layOut(natural, total);
    QCOMPARE(sizes(), (QList<int>{100, 500, 150, 50}));
    m_columns->restore({{u"c"_s, u"wide"_s}, {u"a"_s, -7}});
    m_columns->layOut(natural, total);
    QCOMPARE(sizes(), (QList<int>{40, 560, 120, 80}));
}

void TestColumnWidths::aNarrowWindowTakesBack()
{
    drag(0, 200);
    QCOMPARE(sizes(), (QList<int>{300, 300, 120, 80}));
    m_columns->layOut(natural, 500);
    QCOMPARE(sizes(), (QList<int>{150, 150, 120, 80}));
    m_columns->layOut(natural, total);
    QCOMPARE(sizes(), (QList<int>{300, 300, 120, 80}));
}

QTEST_MAIN(TestColumnWidths)
#include "tst_columnwidths.moc"
