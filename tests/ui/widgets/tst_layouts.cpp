// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/elidedlabel.h"
#include "widgets/emptystate.h"
#include "widgets/flowlayout.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

/// What gives way where it is tight.
class TestLayouts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLongNameNeverMakesItsWindowWide();
    void aToolTipOfItsOwnStays();
    void whatHasNoRoomGoesToTheNextLine();
    void anEmptyPlaceShowsAllOfItsText();
};

void TestLayouts::aLongNameNeverMakesItsWindowWide()
{
    QWidget window;
    auto *layout = new QHBoxLayout(&window);
    auto *label = new ElidedLabel;
    layout->addWidget(label, 1);
    const QString name = u"a_very_long_name_"_s.repeated(20);
    label->setFullText(name);
    QVERIFY(window.minimumSizeHint().width() < 100);
    window.resize(300, 40);
    window.show();
    QVERIFY(label->text().contains(u'…'));
    QCOMPARE(label->toolTip(), name);
    QCOMPARE(label->accessibleName(), name);
    label->setFullText(u"short"_s);
    QCOMPARE(label->text(), u"short"_s);
    QVERIFY(label->toolTip().isEmpty());
    label->setFullText(name);
    window.resize(label->sizeHint().width() + 100, 40);
    QCOMPARE(label->text(), name);
}

void TestLayouts::aToolTipOfItsOwnStays()
{
    ElidedLabel label;
    label.resize(300, 20);
    label.show();
    label.setFullText(u"three files"_s, u"/srv/one\n/srv/two"_s);
    QCOMPARE(label.toolTip(), u"/srv/one\n/srv/two"_s);
    label.resize(50, 20);
    QCOMPARE(label.toolTip(), u"/srv/one\n/srv/two"_s);
    label.setFullText(u"<b>a name that is no markup</b>"_s);
    QVERIFY(label.toolTip().contains(u"&lt;b&gt;a name"_s));
}

void TestLayouts::whatHasNoRoomGoesToTheNextLine()
{
    QWidget window;
    auto *layout = new FlowLayout(&window, 6);
    QList<QPushButton *> buttons;
    for (int i = 0; i < 4; ++i) {
        buttons += new QPushButton(u"button %1"_s.arg(i));
        buttons.back()->setFixedSize(100, 20);
        layout->addWidget(buttons.back());
    }
    QCOMPARE(layout->heightForWidth(4 * 100 + 3 * 6), 20);
    QCOMPARE(layout->heightForWidth(4 * 100 + 3 * 6 - 1), 46);
    QCOMPARE(layout->minimumSize().width(), 100);
    window.resize(250, 60);
    window.show();
    QCOMPARE(buttons[1]->pos(), QPoint(106, 0));
    QCOMPARE(buttons[2]->pos(), QPoint(0, 26));
    buttons[0]->hide(); // what is not seen takes no room
    QCOMPARE(layout->heightForWidth(3 * 100 + 2 * 6), 20);
}

void TestLayouts::anEmptyPlaceShowsAllOfItsText()
{
    Theme theme;
    theme.applyTo(*qApp);
    EmptyState empty(theme);
    const QString text = u"What can be done here is said in more than one line. "_s.repeated(5);
    empty.setContents(u"rehearse"_s, u"Nothing yet"_s, text);
    empty.addAction(u"Begin"_s);
    empty.resize(700, 500);
    empty.show();
    for (const auto scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
        theme.setScheme(scheme);
        QTest::qWait(20);
        for (const QLabel *label : empty.findChildren<QLabel *>()) {
            if (label->text() == text)
                QVERIFY2(label->height() >= label->heightForWidth(label->width()),
                         qPrintable(QString::number(label->height())));
        }
    }
}

QTEST_MAIN(TestLayouts)
#include "tst_layouts.moc"
