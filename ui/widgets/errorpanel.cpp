// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/errorpanel.h"

#include "widgets/controls.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

QLabel *selectable(QLabel *label)
{
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

ErrorPanel::ErrorPanel(Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_icon(new QLabel(this))
    , m_summary(selectable(new QLabel(this)))
    , m_detail(selectable(new QLabel(this)))
    , m_hint(selectable(new QLabel(this)))
    , m_buttons(new QHBoxLayout)
{
    setProperty("kind", u"error"_s);
    m_icon->setFixedSize(20, 20);
    m_summary->setFont(theme.strongFont());
    m_detail->setFont(theme.codeFont());
    m_hint->setProperty("kind", u"muted"_s);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(6);
    texts->addWidget(m_summary);
    texts->addWidget(m_detail);
    texts->addWidget(m_hint);
    m_buttons->setSpacing(8);
    m_buttons->addStretch();
    texts->addLayout(m_buttons);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(10);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    connect(&theme, &Theme::changed, this, &ErrorPanel::restyle);
    restyle();
}

void ErrorPanel::setError(const Error &error)
{
    m_error = error;
    const QString where = error.where.toString();
    m_summary->setText(where.isEmpty() ? error.summary : where + u": "_s + error.summary);
    m_detail->setText(error.detail);
    m_detail->setVisible(!error.detail.isEmpty());
    m_hint->setText(error.hint);
    m_hint->setVisible(!error.hint.isEmpty());
    setAccessibleName(error.toString());
}

QPushButton *ErrorPanel::addAction(const QString &text)
{
    QPushButton *made = plainButton(text, this);
    m_buttons->insertWidget(m_buttons->count() - 1, made);
    return made;
}

void ErrorPanel::restyle()
{
    m_icon->setPixmap(m_theme.pixmap(u"warning"_s, Colour::Bad, 20, devicePixelRatioF()));
}

ErrorPanel *addErrorPage(QStackedWidget &stack, Theme &theme, const QString &name)
{
    auto *page = new QWidget(&stack);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(20, 16, 20, 16);
    auto *panel = new ErrorPanel(theme, page);
    panel->setObjectName(name);
    column->addWidget(panel);
    column->addStretch();
    stack.addWidget(page);
    return panel;
}

} // namespace tidemark
