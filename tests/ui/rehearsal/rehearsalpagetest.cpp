// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsalpagetest.h"
#include "support/clicking.h"

using namespace Qt::StringLiterals;

namespace tidemark::test {

void RehearsalPageTest::init()
{
    m_fixture = std::make_unique<WorkbenchFixture>();
    m_theme = std::make_unique<Theme>();
    m_theme->setScheme(Theme::Scheme::Light);
    m_theme->applyTo(*meter());
    m_syntax = std::make_unique<SyntaxRepository>();
    m_controller =
        std::make_unique<RehearsalController>(m_fixture->services, m_fixture->workspaces);
    m_page = std::make_unique<RehearsalPage>(*m_controller, *m_theme, *m_syntax);
    m_page->resize(1216, 720);
    m_page->show();
}

void RehearsalPageTest::cleanup()
{
    m_page.reset();
    m_controller.reset();
    m_fixture.reset();
    m_theme.reset();
}

void RehearsalPageTest::openShop()
{
    m_fixture->copySample(u"shop-sqlite"_s);
    m_fixture->open(u"sqlite:shop.db"_s);
    QTRY_COMPARE(m_controller->migrations().size(), 16u);
    RehearsalChoice choice;
    choice.which = RehearsalChoice::Which::All;
    choice.fromNothing = true;
    choice.fill = 2;
    m_controller->setChoice(choice);
}

void RehearsalPageTest::openGenerated(int count)
{
    writeMigrations(m_fixture->migrations(), count);
    m_fixture->open(u"sqlite:shop.db"_s);
    RehearsalChoice choice;
    choice.fromNothing = true;
    m_controller->setChoice(choice);
}

void RehearsalPageTest::openPageAgain()
{
    m_page.reset();
    m_controller =
        std::make_unique<RehearsalController>(m_fixture->services, m_fixture->workspaces);
    m_page = std::make_unique<RehearsalPage>(*m_controller, *m_theme, *m_syntax);
}

void RehearsalPageTest::rehearse()
{
    clickWhenPossible(find<QPushButton>(u"startRehearsal"_s));
    QVERIFY(m_controller->isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(!m_controller->isRunning(), kPatience);
}

int RehearsalPageTest::rowOf(const QString &id) const
{
    const auto *model = find<QTreeView>(u"rehearsalTable"_s)->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data(IdRole).toString() == id)
            return row;
    }
    return -1;
}

void RehearsalPageTest::select(const QString &id)
{
    auto *table = find<QTreeView>(u"rehearsalTable"_s);
    const int row = rowOf(id);
    QVERIFY2(row >= 0, qPrintable(id));
    const QModelIndex index = table->model()->index(row, NameColumn);
    table->scrollTo(index);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());
}

QMenu *RehearsalPageTest::menuOf(const QString &button) const
{
    auto *found = m_page->findChild<QWidget *>(button);
    QMenu *menu = found ? found->findChild<QMenu *>({}, Qt::FindDirectChildrenOnly) : nullptr;
    if (menu)
        Q_EMIT menu->aboutToShow();
    return menu;
}

} // namespace tidemark::test
