// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/lane.h"

#include <QPainter>

#include <algorithm>

namespace tidemark {

namespace {

constexpr qreal kHeight = 6;
constexpr qreal kLaneGap = 4;
constexpr qreal kPill = 34;
constexpr qreal kWidestPill = 56;
constexpr qreal kLaneMargin = 8;

QColor colourOf(StepMark mark, const Theme &theme)
{
    switch (mark) {
    case StepMark::Good:
        return theme.colour(Colour::Good);
    case StepMark::Caution:
        return theme.colour(Colour::Caution);
    case StepMark::Bad:
        return theme.colour(Colour::Bad);
    case StepMark::Running:
        return theme.colour(Colour::Accent);
    case StepMark::NotReached:
        break;
    }
    // Let through what is below, so that it is seen on a selected row, too.
    QColor faint = theme.colour(Colour::Faint);
    faint.setAlphaF(0.22F);
    return faint;
}

} // namespace

int laneWidth(int steps)
{
    return static_cast<int>(steps * (kPill + kLaneGap) - kLaneGap + 2 * kLaneMargin);
}

int widestLane(int steps)
{
    return static_cast<int>(steps * (kWidestPill + kLaneGap) - kLaneGap + 2 * kLaneMargin);
}

QRectF pillRect(const QRectF &rect, int steps, int number)
{
    const qreal room = std::min<qreal>(rect.width(), widestLane(steps)) - 2 * kLaneMargin;
    const qreal width = std::max<qreal>(4, (room + kLaneGap) / steps - kLaneGap);
    return {rect.left() + kLaneMargin + number * (width + kLaneGap),
            rect.center().y() - kHeight / 2, width, kHeight};
}

void paintPill(QPainter &painter, const QRectF &pill, StepMark mark, qreal glow, const Theme &theme)
{
    painter.setPen(Qt::NoPen);
    const QColor colour = colourOf(mark, theme);
    if (mark == StepMark::Running) {
        for (const qreal spread : {5.0, 3.0, 1.5}) {
            QColor halo = colour;
            halo.setAlphaF(static_cast<float>(0.06 + 0.14 * glow));
            painter.setBrush(halo);
            const QRectF around = pill.adjusted(-spread, -spread, spread, spread);
            painter.drawRoundedRect(around, around.height() / 2, around.height() / 2);
        }
    }
    painter.setBrush(colour);
    painter.drawRoundedRect(pill, kHeight / 2, kHeight / 2);
}

} // namespace tidemark
