// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/palettemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace tidemark;
using namespace Qt::StringLiterals;

class TestPaletteModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsAndActivates();
    void titlesBeforeSubtitles();
    void tenThousand();
};

void TestPaletteModel::findsAndActivates()
{
    PaletteModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    QString activated;
    std::vector<PaletteItem> items;
    for (const QString &name : {u"Rehearse pending"_s, u"Log"_s, u"0003_orders"_s})
        items.push_back(
            {name, u"action"_s, u"log"_s, {}, [&activated, name] { activated = name; }});
    model.setItems(std::move(items));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, 0).data().toString(), u"Rehearse pending"_s);
    model.setPattern(u"ord"_s);
    QCOMPARE(model.rowCount(), 1);
    model.activate(0);
    QCOMPARE(activated, u"0003_orders"_s);
    model.setPattern(u"nothing has this"_s);
    QCOMPARE(model.rowCount(), 0);
    model.activate(0);
    model.setPattern({});
    QCOMPARE(model.rowCount(), 3);
}

void TestPaletteModel::titlesBeforeSubtitles()
{
    PaletteModel model;
    model.setItems({{u"local"_s, u"environment, staging"_s, {}, {}, {}},
                    {u"staging"_s, u"environment"_s, {}, {}, {}}});
    model.setPattern(u"staging"_s);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, 0).data().toString(), u"staging"_s);
}

void TestPaletteModel::tenThousand()
{
    PaletteModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    std::vector<PaletteItem> items;
    for (int i = 0; i < 10'000; ++i)
        items.push_back(
            {u"%1_change_of_orders"_s.arg(i, 5, 10, QChar(u'0')), u"migration"_s, {}, {}, {}});
    model.setItems(std::move(items));
    model.setPattern(u"04321"_s);
    QCOMPARE(model.index(0, 0).data().toString(), u"04321_change_of_orders"_s);
    QVERIFY(model.rowCount() <= 200);
}

QTEST_MAIN(TestPaletteModel)
#include "tst_palettemodel.moc"
