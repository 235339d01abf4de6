// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/sidepanel.h"

#include "widgets/controls.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

SidePanel::SidePanel(Theme &theme, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_body(new QWidget(this))
    , m_fields(new QVBoxLayout(m_body))
    , m_buttons(new QHBoxLayout)
{
    setProperty("kind", u"pane"_s);
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(panelWidth);
    setAccessibleName(title);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 10, 10, 10);
    QLabel *label = titleLabel(theme, title, this);
    label->setObjectName(u"panelTitle"_s);
    head->addWidget(label, 1);
    auto *close = iconButton(theme, u"close"_s, tr("Close"), this);
    close->setObjectName(u"panelClose"_s);
    connect(close, &QToolButton::clicked, this, &SidePanel::closeWanted);
    head->addWidget(close);
    m_fields->setContentsMargins(16, 14, 16, 14);
    m_fields->setSpacing(6);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_body->setProperty("kind", u"pane"_s);
    m_body->setAttribute(Qt::WA_StyledBackground);
    scroll->setWidget(m_body);
    m_buttons->setContentsMargins(16, 10, 16, 12);
    m_buttons->setSpacing(8);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(horizontalLine(this));
    column->addWidget(scroll, 1);
    column->addWidget(horizontalLine(this));
    column->addLayout(m_buttons);
}

QLabel *SidePanel::labelOf(QWidget *field, const QString &name, QWidget *parent)
{
    QLabel *label = mutedLabel(name, parent);
    label->setBuddy(field);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(name);
    return label;
}

QLabel *SidePanel::addField(const QString &name, QWidget *field)
{
    QLabel *label = labelOf(field, name, m_body);
    if (m_fields->count() > 0)
        m_fields->addSpacing(6);
    m_fields->addWidget(label);
    m_fields->addWidget(field);
    return label;
}

QWidget *SidePanel::addFields(const QString &left, QWidget *leftField, const QString &right,
                              QWidget *rightField)
{
    auto *both = new QWidget(m_body);
    auto *grid = new QGridLayout(both);
    grid->setContentsMargins(0, 6, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(0, 3);
    grid->setColumnStretch(1, 2);
    int column = 0;
    for (const auto &[name, field] : {std::pair(left, leftField), std::pair(right, rightField)}) {
        grid->addWidget(labelOf(field, name, both), 0, column);
        grid->addWidget(field, 1, column);
        ++column;
    }
    m_fields->addWidget(both);
    return both;
}

void SidePanel::addWidget(QWidget *widget)
{
    m_fields->addWidget(widget);
}

void SidePanel::addStretch()
{
    m_fields->addStretch(1);
}

void SidePanel::addButton(QWidget *button)
{
    m_buttons->addWidget(button);
}

void SidePanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeWanted();
    else
        QWidget::keyPressEvent(event);
}

} // namespace tidemark
