// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emptystate.h"

#include "widgets/controls.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace tidemark {

namespace {

constexpr int textWidth = 440;

} // namespace

EmptyState::EmptyState(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(new QLabel(this))
    , m_title(titleLabel(theme, {}, this))
    , m_text(mutedLabel({}, this))
    , m_buttons(new QHBoxLayout)
{
    m_icon->setAlignment(Qt::AlignCenter);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_text->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    // Wrapped labels get their height right only when a layout gives them their width.
    auto *column = new QVBoxLayout;
    column->setSpacing(12);
    column->addWidget(m_title);
    column->addWidget(m_text);
    auto *holder = new QWidget(this);
    holder->setFixedWidth(textWidth);
    holder->setLayout(column);
    column->setContentsMargins(0, 0, 0, 0);
    m_buttons->setSpacing(8);
    m_buttons->addStretch();
    m_buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addWidget(holder, 0, Qt::AlignHCenter);
    layout->addSpacing(4);
    layout->addLayout(m_buttons);
    layout->addStretch(3);
    connect(&theme, &Theme::changed, this, &EmptyState::restyle);
}

void EmptyState::setContents(const QString &icon, const QString &title, const QString &text)
{
    m_iconName = icon;
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    restyle();
}

QPushButton *EmptyState::addAction(const QString &text)
{
    const bool first = m_buttons->count() == 2;
    QPushButton *made = first ? primaryButton(text, this) : plainButton(text, this);
    m_buttons->insertWidget(m_buttons->count() - 1, made);
    return made;
}

/// A wrapped label asks for the height of its text at a width that it does not have.
void EmptyState::fitText()
{
    for (QLabel *label : {m_title, m_text})
        label->setMinimumHeight(qMax(0, label->heightForWidth(textWidth)));
}

void EmptyState::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitText();
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        fitText();
}

void EmptyState::restyle()
{
    fitText();
    if (m_iconName.isEmpty())
        return; // nothing was said yet
    m_icon->setPixmap(m_theme.pixmap(m_iconName, Colour::Faint, 40, devicePixelRatioF()));
}

} // namespace tidemark
