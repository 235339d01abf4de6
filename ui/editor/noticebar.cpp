// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/noticebar.h"

#include "widgets/controls.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

NoticeBar::NoticeBar(Theme &theme, const QString &icon, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_iconName(icon)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_buttons(new QHBoxLayout)
{
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_icon->setFixedSize(18, 18);
    m_buttons->setSpacing(8);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 6, 16, 6);
    layout->setSpacing(10);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_buttons);
    setAttribute(Qt::WA_StyledBackground);
    connect(&theme, &Theme::changed, this, &NoticeBar::restyle);
    restyle();
    hide();
}

void NoticeBar::show(const QString &text, const std::vector<Action> &actions, bool calm)
{
    m_calm = calm;
    m_text->setText(text);
    setAccessibleName(text);
    const bool same = std::ranges::equal(actions, m_actions, {}, &Action::text, &Action::text);
    m_actions = actions;
    // Buttons that are there stay: one of them may have the keyboard.
    if (!same)
        makeButtons();
    restyle();
    QFrame::show();
}

void NoticeBar::makeButtons()
{
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        // One of them may be the one that was pressed.
        item->widget()->hide();
        item->widget()->setObjectName({});
        item->widget()->deleteLater();
        delete item;
    }
    for (size_t i = 0; i < m_actions.size(); ++i) {
        QPushButton *button = plainButton(m_actions[i].text, this);
        button->setObjectName(m_actions[i].name);
        connect(button, &QPushButton::clicked, this, [this, i] {
            // What it does may make others of them.
            const auto act = m_actions[i].act;
            act();
        });
        m_buttons->addWidget(button);
        button->show();
    }
}

QString NoticeBar::text() const
{
    return m_text->text();
}

void NoticeBar::restyle()
{
    const Colour colour = m_calm ? Colour::Muted : Colour::Caution;
    m_icon->setPixmap(m_theme.pixmap(m_iconName, colour, 18, devicePixelRatioF()));
    setStyleProperty(this, "kind", m_calm ? u"bar"_s : u"band"_s);
}

} // namespace tidemark
