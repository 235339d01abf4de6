// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chip.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace tidemark {

namespace {

constexpr int padding = 7;
constexpr int height = 20;
constexpr qreal radius = 5;

Colour textColourOf(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return Colour::GoodText;
    case Tone::Caution:
        return Colour::CautionText;
    case Tone::Bad:
        return Colour::BadText;
    case Tone::Neutral:
        break;
    }
    return Colour::Muted;
}

} // namespace

Colour colourOf(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return Colour::Good;
    case Tone::Caution:
        return Colour::Caution;
    case Tone::Bad:
        return Colour::Bad;
    case Tone::Neutral:
        break;
    }
    return Colour::Muted;
}

QSize chipSize(const Chip &chip, const Theme &theme)
{
    return {QFontMetrics(theme.smallFont()).horizontalAdvance(chip.text) + 2 * padding, height};
}

QRect paintChip(QPainter &painter, const QRect &rect, const Chip &chip, const Theme &theme)
{
    const QSize size = chipSize(chip, theme);
    const QRect place(rect.left(), rect.top() + (rect.height() - size.height()) / 2,
                      qMin(size.width(), rect.width()), size.height());
    if (place.width() < 2 * padding + 4)
        return place;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.tint(colourOf(chip.tone), 0.15));
    painter.drawRoundedRect(place, radius, radius);
    painter.setPen(theme.colour(textColourOf(chip.tone)));
    painter.setFont(theme.smallFont());
    const QRect inner = place.adjusted(padding, 0, -padding, 0);
    painter.drawText(
        inner, Qt::AlignVCenter | Qt::AlignLeft,
        painter.fontMetrics().elidedText(chip.text, Qt::ElideRight, inner.width() + 1));
    painter.restore();
    return place;
}

ChipLabel::ChipLabel(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ChipLabel::setChip(const Chip &chip)
{
    if (m_chip == chip)
        return;
    m_chip = chip;
    setAccessibleName(chip.text);
    updateGeometry();
    update();
}

void ChipLabel::setClickable(bool clickable)
{
    m_clickable = clickable;
    setFocusPolicy(clickable ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void ChipLabel::setChecked(bool checked)
{
    if (m_checked == checked)
        return;
    m_checked = checked;
    update();
    Q_EMIT toggled(checked);
}

QSize ChipLabel::sizeHint() const
{
    return chipSize(m_chip, m_theme) + QSize(2, 2);
}

void ChipLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect place = paintChip(painter, rect().adjusted(1, 1, -1, -1), m_chip, m_theme);
    if (!m_checked && !hasFocus())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    const Colour ring = hasFocus() ? Colour::Accent : colourOf(m_chip.tone);
    painter.setPen(QPen(m_theme.colour(ring), hasFocus() ? 2 : 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

void ChipLabel::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_clickable && event->button() == Qt::LeftButton && rect().contains(event->pos()))
        setChecked(!m_checked);
}

void ChipLabel::keyPressEvent(QKeyEvent *event)
{
    if (m_clickable && (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return))
        setChecked(!m_checked);
    else
        QWidget::keyPressEvent(event);
}

} // namespace tidemark
