// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/choicestrip.h"

#include "base/numbertext.h"
#include "compare/comparemodel.h"
#include "widgets/controls.h"
#include "widgets/flowlayout.h"

#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kListed = 30;

} // namespace

ChoiceStrip::ChoiceStrip(CompareController &controller, Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_count(mutedLabel({}, this))
    , m_pulled(menuButton(theme, {}, this))
    , m_all(plainButton(tr("Choose all"), this))
{
    setObjectName(u"compareChoice"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(horizontalLine(this));
    auto *around = new QWidget(this);
    auto *rows = new QVBoxLayout(around);
    rows->setContentsMargins(12, 8, 12, 8);
    rows->setSpacing(6);
    m_count->setObjectName(u"compareChosen"_s);
    m_count->setWordWrap(false);
    rows->addWidget(m_count);
    auto *buttons = new FlowLayout(nullptr, 6);
    m_pulled->setObjectName(u"comparePulled"_s);
    m_pulled->setToolTip(tr("What is part of the script without being chosen, and why"));
    QMenu *menu = m_pulled->menu();
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        fill(*menu);
    });
    buttons->addWidget(m_pulled);
    m_all->setObjectName(u"compareChooseAll"_s);
    connect(m_all, &QPushButton::clicked, &controller,
            [&controller] { controller.chooseAll(true); });
    buttons->addWidget(m_all);
    rows->addLayout(buttons);
    column->addWidget(around);
    for (const auto signal :
         {&CompareController::choiceChanged, &CompareController::objectsChanged})
        connect(&controller, signal, this, &ChoiceStrip::refresh);
    refresh();
}

QList<QWidget *> ChoiceStrip::inTabOrder() const
{
    return {m_pulled, m_all};
}

void ChoiceStrip::refresh()
{
    int differing = 0;
    for (const auto &[standing, count] : m_controller.objects()->counts)
        differing += standing == Standing::Equal ? 0 : count;
    const int chosen = m_controller.chosenCount();
    const auto pulled = m_controller.pulled().size();
    m_count->setText(
        tr("%1 of %2 objects chosen").arg(groupedText(chosen), groupedText(differing)));
    m_pulled->setText(pulled == 1 ? tr("1 more is needed")
                                  : tr("%1 more are needed").arg(groupedText(qint64(pulled))));
    m_pulled->setVisible(pulled > 0);
    setVisible(chosen < differing);
}

void ChoiceStrip::fill(QMenu &menu)
{
    const auto objects = m_controller.objects();
    const std::vector<PulledObject> &pulled = m_controller.pulled();
    for (size_t i = 0; i < pulled.size() && i < kListed; ++i) {
        QAction *action = menu.addAction(literalText(CompareModel::reasonOf(pulled[i], *objects)));
        connect(action, &QAction::triggered, this,
                [this, id = objects->objects[size_t(pulled[i].object)].id] {
                    Q_EMIT objectWanted(id);
                });
    }
    if (pulled.size() > kListed)
        menu.addAction(tr("and %1 more, marked in the list").arg(pulled.size() - kListed))
            ->setEnabled(false);
}

} // namespace tidemark
