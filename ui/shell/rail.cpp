// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/rail.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int railWidth = 72;

/// An icon over its word.
class RailButton : public QAbstractButton
{
public:
    RailButton(Theme &theme, const QString &title, QString icon, QWidget *parent)
        : QAbstractButton(parent)
        , m_theme(theme)
        , m_icon(std::move(icon))
    {
        setText(title);
        setAccessibleName(title);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setFixedSize(railWidth, 56);
        setCursor(Qt::PointingHandCursor);
        setObjectName(u"rail-"_s + m_icon);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF ground = QRectF(rect()).adjusted(6.5, 2.5, -6.5, -2.5);
        painter.setPen(Qt::NoPen);
        if (isChecked())
            painter.setBrush(m_theme.colour(Colour::Selection));
        else if (underMouse())
            painter.setBrush(m_theme.colour(Colour::Hover));
        painter.drawRoundedRect(ground, 8, 8);
        if (hasFocus()) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(m_theme.colour(Colour::Accent), 1.5));
            painter.drawRoundedRect(ground, 8, 8);
        }
        const Colour colour = isChecked() ? Colour::AccentText : Colour::Muted;
        const QPixmap pixmap = m_theme.pixmap(m_icon, colour, 22, devicePixelRatioF());
        painter.drawPixmap(QPoint((width() - 22) / 2, 9), pixmap);
        QFont font = m_theme.smallFont();
        if (isChecked())
            font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        painter.setPen(m_theme.colour(colour));
        painter.drawText(QRect(0, 33, width(), 16), Qt::AlignCenter, text());
    }
    void enterEvent(QEnterEvent *) override { update(); }
    void leaveEvent(QEvent *) override { update(); }

private:
    Theme &m_theme;
    QString m_icon;
};

} // namespace

Rail::Rail(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_group(new QButtonGroup(this))
    , m_layout(new QVBoxLayout(this))
{
    setFixedWidth(railWidth + 1);
    setAccessibleName(tr("Places"));
    m_layout->setContentsMargins(0, 6, 1, 6);
    m_layout->setSpacing(0);
    m_layout->addStretch();
    connect(m_group, &QButtonGroup::idClicked, this, &Rail::chosen);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

int Rail::addPlace(const QString &title, const QString &icon)
{
    const int index = int(m_group->buttons().size());
    auto *button = new RailButton(m_theme, title, icon, this);
    if (index < 9)
        button->setToolTip(tr("%1 (Ctrl+%2)").arg(title).arg(index + 1));
    m_group->addButton(button, index);
    m_layout->insertWidget(index, button);
    return index;
}

void Rail::setCurrent(int index)
{
    QAbstractButton *current = m_group->button(index);
    if (!current)
        return;
    current->setChecked(true);
    // Tab leads to the current one, the arrow keys to the others. Qt sees to it only for a click.
    for (QAbstractButton *button : m_group->buttons())
        button->setFocusPolicy(button == current ? Qt::StrongFocus : Qt::ClickFocus);
}

int Rail::current() const
{
    return m_group->checkedId();
}

void Rail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colour(Colour::Window));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), m_theme.colour(Colour::Line));
}

} // namespace tidemark
