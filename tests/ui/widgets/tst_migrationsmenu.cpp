// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/migrationsmenu.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace tidemark;

/// Any of the states that migrations make can be chosen, however many there are.
class TestMigrationsMenu : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void listsTheNewest();
    void findsAnyOther();
    void isOffWithoutMigrations();
    void closesByEscape();

private:
    QStringList listed() const;
    QAction *action(const QString &text) const;

    Theme m_theme;
    std::unique_ptr<MigrationsMenu> m_menu;
    QLineEdit *m_field = nullptr;
};

void TestMigrationsMenu::init()
{
    m_menu = std::make_unique<MigrationsMenu>(u"states"_s, m_theme);
    m_field = m_menu->findChild<QLineEdit *>(u"migrationsField"_s);
    QStringList ids;
    for (int i = 300; i > 0; --i)
        ids += u"%1_step"_s.arg(i, 4, 10, QChar(u'0'));
    ids.insert(299, u"0001_a&b"_s);
    m_menu->setMigrations(ids, u"@0299_step"_s);
}

QStringList TestMigrationsMenu::listed() const
{
    QStringList texts;
    for (const QAction *one : m_menu->actions())
        if (!one->isSeparator() && !one->text().isEmpty())
            texts += one->text();
    return texts;
}

QAction *TestMigrationsMenu::action(const QString &text) const
{
    for (QAction *one : m_menu->actions())
        if (one->text() == text)
            return one;
    return nullptr;
}

void TestMigrationsMenu::listsTheNewest()
{
    const QStringList texts = listed();
    QCOMPARE(texts.front(), u"0300_step"_s);
    QCOMPARE(texts.size(), 14);
    QCOMPARE(texts[12], u"and 289 more"_s);
    QVERIFY(action(u"0299_step"_s)->isChecked());
    QVERIFY(!action(u"0300_step"_s)->isChecked());
    QSignalSpy chosen(m_menu.get(), &MigrationsMenu::chosen);
    action(u"0298_step"_s)->trigger();
    action(texts.back())->trigger();
    QCOMPARE(chosen.count(), 2);
    QCOMPARE(chosen[0][0].toString(), u"@0298_step"_s);
    QCOMPARE(chosen[1][0].toString(), u"@0"_s);
}

void TestMigrationsMenu::findsAnyOther()
{
    QSignalSpy chosen(m_menu.get(), &MigrationsMenu::chosen);
    QTest::keyClicks(m_menu.get(), u"7_S"_s); // to the menu, as somebody types who has opened it
    QCOMPARE(m_field->text(), u"7_S"_s);
    QCOMPARE(listed().front(), u"0297_step"_s);
    m_field->setText(u"a&b"_s);
    QCOMPARE(listed().front(), u"0001_a&&b"_s);
    QTest::keyClick(m_field, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].toString(), u"@0001_a&b"_s);
    m_field->setText(u"nothing"_s);
    QVERIFY(!m_menu->actions().at(1)->isEnabled());
    QTest::keyClick(m_field, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    Q_EMIT m_menu->aboutToShow(); // once more: from the beginning
    QCOMPARE(listed().front(), u"0300_step"_s);
}

void TestMigrationsMenu::isOffWithoutMigrations()
{
    QVERIFY(m_menu->menuAction()->isEnabled());
    m_menu->setMigrations({});
    QVERIFY(!m_menu->menuAction()->isEnabled());
}

/// First what is typed, then the menu.
void TestMigrationsMenu::closesByEscape()
{
    m_menu->popup({0, 0});
    QTRY_VERIFY(m_menu->isVisible());
    m_field->setFocus();
    m_field->setText(u"29"_s);
    QTest::keyClick(m_field, Qt::Key_Escape);
    QVERIFY(m_menu->isVisible());
    QCOMPARE(m_field->text(), QString());
    QTest::keyClick(m_field, Qt::Key_Escape);
    QTRY_VERIFY(!m_menu->isVisible());
}

QTEST_MAIN(TestMigrationsMenu)
#include "tst_migrationsmenu.moc"
