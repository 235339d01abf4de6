// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/draftpane.h"
#include "editor/editorpage.h"
#include "editor/editorpanes.h"
#include "editor/findbar.h"
#include "editor/findingspane.h"
#include "editor/trychoicebutton.h"
#include "editor/trypane.h"
#include "widgets/chip.h"
#include "widgets/controls.h"
#include "widgets/elidedlabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <initializer_list>

/// The page's head, what stands below the texts, and its keys.

namespace tidemark {

using namespace Qt::StringLiterals;

QWidget *EditorPage::makeHead()
{
    auto *head = new QWidget(m_work);
    head->setProperty("kind", u"bar"_s);
    head->setAttribute(Qt::WA_StyledBackground);
    m_title = new ElidedLabel(head);
    m_title->setFont(m_theme.titleFont());
    m_title->setObjectName(u"editorTitle"_s);
    m_chip = new ChipLabel(m_theme, head);
    m_chip->setObjectName(u"editorState"_s);
    m_new = plainButton(tr("New…"), head);
    m_new->setObjectName(u"newMigrationButton"_s);
    m_new->setToolTip(tr("A new migration (Ctrl+N)"));
    m_draft = plainButton(tr("Draft down"), head);
    m_draft->setObjectName(u"draftDown"_s);
    m_tryChoice = new TryChoiceButton(m_controller, m_theme, head);
    m_tryIt = primaryButton(tr("Try it"), head);
    m_tryIt->setObjectName(u"tryIt"_s);
    m_save = plainButton(tr("Save"), head);
    m_save->setObjectName(u"saveMigration"_s);
    m_save->setToolTip(tr("Save (Ctrl+S)"));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_title);
    row->addWidget(m_chip);
    row->addStretch(1);
    for (QWidget *button :
         std::initializer_list<QWidget *>{m_new, m_save, m_draft, m_tryChoice, m_tryIt})
        row->addWidget(button);
    m_tabs = new QTabBar(head);
    m_tabs->setObjectName(u"editorTabs"_s);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setElideMode(Qt::ElideMiddle);
    m_tabs->setTabsClosable(false);
    m_tabs->setAccessibleName(tr("Open migrations"));
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(16, 12, 16, 10);
    layout->setSpacing(6);
    layout->addLayout(row);
    layout->addWidget(m_tabs);
    return head;
}

QWidget *EditorPage::makeBelow()
{
    auto *below = new QWidget(m_splitter);
    below->setProperty("kind", u"surface"_s);
    below->setAttribute(Qt::WA_StyledBackground);
    m_belowTabs = new QTabBar(below);
    m_belowTabs->setObjectName(u"belowTabs"_s);
    m_belowTabs->setDrawBase(false);
    m_belowTabs->setExpanding(false);
    m_belowTabs->addTab(tr("Findings"));
    m_belowTabs->addTab(tr("Draft"));
    m_belowTabs->addTab(tr("Try"));
    m_below = new QStackedWidget(below);
    m_findings = new FindingsPane(m_theme, m_syntax, m_below);
    m_draftPane = new DraftPane(m_theme, m_syntax, m_below);
    m_below->addWidget(m_findings);
    m_below->addWidget(m_draftPane);
    m_tryPane = new TryPane(m_theme, m_below);
    m_below->addWidget(m_tryPane);
    auto *tabs = new QHBoxLayout;
    tabs->setContentsMargins(6, 2, 12, 0);
    tabs->addWidget(m_belowTabs);
    tabs->addStretch(1);
    auto *layout = new QVBoxLayout(below);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(tabs);
    layout->addWidget(horizontalLine(below));
    layout->addWidget(m_below, 1);
    below->setMinimumHeight(120);
    connect(m_belowTabs, &QTabBar::currentChanged, m_below, &QStackedWidget::setCurrentIndex);
    return below;
}

void EditorPage::makeShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto act) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, act);
    };
    add(QKeySequence::Save, [this] { save(); });
    add(QKeySequence::New, [this] { openNew(); });
    add(QKeySequence(Qt::CTRL | Qt::Key_W), [this] { closeTab(m_tabs->currentIndex()); });
    add(QKeySequence::Find, [this] {
        if (EditorPanes *shown = panes())
            m_find->open(shown->currentEditor(), false);
    });
    add(QKeySequence(Qt::CTRL | Qt::Key_H), [this] {
        if (EditorPanes *shown = panes())
            m_find->open(shown->currentEditor(), true);
    });
    add(QKeySequence(Qt::Key_F3), [this] { m_find->next(); });
    add(QKeySequence(Qt::SHIFT | Qt::Key_F3), [this] { m_find->previous(); });
    add(QKeySequence(Qt::Key_F6), [this] {
        if (EditorPanes *shown = panes())
            shown->focusOther();
    });
    add(QKeySequence(Qt::Key_F8), [this] { m_findings->next(); });
    add(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D), [this] { draft(); });
    add(QKeySequence(Qt::CTRL | Qt::Key_Return), [this] { tryIt(); });
}

} // namespace tidemark
