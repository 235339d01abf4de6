// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/stateshapes.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tidemark {

namespace {

constexpr qreal dotRadius = 5;
constexpr qreal lineWidth = 1.5;
constexpr qreal gap = 1.5; ///< between the dot and its line

QColor colourFor(const StateShape &shape, const Theme &theme)
{
    if (shape.stale)
        return theme.colour(Colour::Faint);
    return shape.state == MigrationState::Failed ? theme.colour(Colour::Bad)
                                                 : theme.colour(roleColour(shape.role));
}

qreal reachOf(MigrationState state)
{
    switch (state) {
    case MigrationState::Applied:
        return dotRadius + gap;
    case MigrationState::Covered:
        return 2.5 + gap;
    default:
        return dotRadius + 3;
    }
}

void paintLine(QPainter &painter, const QRectF &rect, const StateShape &shape, QColor colour)
{
    const bool isOn =
        shape.state == MigrationState::Applied || shape.state == MigrationState::Changed ||
        shape.state == MigrationState::Missing || shape.state == MigrationState::Covered;
    if (shape.state && !isOn)
        return;
    colour.setAlphaF(0.75F);
    painter.setPen(QPen(colour, lineWidth, Qt::SolidLine, Qt::FlatCap));
    const QPointF middle = rect.center();
    if (!shape.state) {
        // A migration that this database never heard of does not interrupt its line.
        if (shape.lineAbove && shape.lineBelow)
            painter.drawLine(QPointF(middle.x(), rect.top()), QPointF(middle.x(), rect.bottom()));
        return;
    }
    const qreal reach = reachOf(*shape.state);
    if (shape.lineAbove)
        painter.drawLine(QPointF(middle.x(), rect.top()), QPointF(middle.x(), middle.y() - reach));
    if (shape.lineBelow)
        painter.drawLine(QPointF(middle.x(), middle.y() + reach),
                         QPointF(middle.x(), rect.bottom()));
}

/// Standing on its base, or on its point: what should have come earlier.
QPainterPath triangle(const QPointF &middle, bool pointsDown)
{
    const qreal up = pointsDown ? -1 : 1;
    QPainterPath path;
    path.moveTo(middle + QPointF(0, -6.2 * up));
    path.lineTo(middle + QPointF(6.4, 4.8 * up));
    path.lineTo(middle + QPointF(-6.4, 4.8 * up));
    path.closeSubpath();
    return path;
}

/// The mark inside a triangle: a stroke and a point for what went wrong, a dash for what lacks.
void paintMark(QPainter &painter, const QPointF &middle, std::optional<MigrationState> state,
               const QColor &ink)
{
    painter.setPen(QPen(ink, 1.4, Qt::SolidLine, Qt::RoundCap));
    if (state == MigrationState::Missing) {
        painter.drawLine(middle + QPointF(-1.7, 1.8), middle + QPointF(1.7, 1.8));
    } else if (state != MigrationState::OutOfOrder) {
        painter.drawLine(middle + QPointF(0, -1.8), middle + QPointF(0, 0.6));
        painter.drawPoint(middle + QPointF(0, 2.8));
    }
}

void paintTriangle(QPainter &painter, const QPointF &middle, const StateShape &shape,
                   const QColor &colour, const Theme &theme)
{
    const bool filled = shape.state == MigrationState::Failed;
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(filled ? QBrush(colour) : QBrush(theme.colour(Colour::Base)));
    painter.drawPath(triangle(middle, shape.state == MigrationState::OutOfOrder));
    paintMark(painter, middle, shape.state, filled ? theme.colour(Colour::Base) : colour);
}

/// From `from` round the corner at `corner` towards `to`.
void turn(QPainterPath &path, const QPointF &corner, const QPointF &to, qreal radius)
{
    const QPointF from = path.currentPosition();
    const QPointF in = corner - from;
    const QPointF out = to - corner;
    const qreal inLength = std::hypot(in.x(), in.y());
    const qreal outLength = std::hypot(out.x(), out.y());
    const qreal r = std::min({radius, inLength / 2, outLength / 2});
    if (r < 0.5) {
        path.lineTo(corner);
        return;
    }
    path.lineTo(corner - in / inLength * r);
    path.quadTo(corner, corner + out / outLength * r);
}

} // namespace

Colour roleColour(EnvironmentRole role)
{
    switch (role) {
    case EnvironmentRole::Local:
        return Colour::Good;
    case EnvironmentRole::Staging:
        return Colour::Caution;
    case EnvironmentRole::Production:
        break;
    }
    return Colour::Bad;
}

void paintState(QPainter &painter, const QRectF &rect, const StateShape &shape, const Theme &theme)
{
    const QColor colour = colourFor(shape, theme);
    const QPointF middle = rect.center();
    paintLine(painter, rect, shape, colour);
    if (!shape.state)
        return;
    switch (*shape.state) {
    case MigrationState::Applied:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(middle, dotRadius, dotRadius);
        break;
    case MigrationState::Pending:
        painter.setPen(QPen(theme.colour(Colour::Faint), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(middle, dotRadius - 0.25, dotRadius - 0.25);
        break;
    case MigrationState::Covered:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(middle, 2.5, 2.5);
        break;
    case MigrationState::Skipped:
        painter.setPen(QPen(theme.colour(Colour::Faint), 1.5, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(middle - QPointF(3, 0), middle + QPointF(3, 0));
        break;
    case MigrationState::OutOfOrder:
    case MigrationState::Changed:
    case MigrationState::Missing:
    case MigrationState::Failed:
        paintTriangle(painter, middle, shape, colour, theme);
        break;
    }
}

QPainterPath tidePath(const std::vector<TideStep> &steps, qreal radius)
{
    QPainterPath path;
    for (size_t i = 0; i < steps.size(); ++i) {
        if (!steps[i].y)
            continue;
        const qreal y = *steps[i].y;
        if (i == 0 || !steps[i - 1].y)
            path.moveTo(steps[i].left, y);
        const bool goesOn = i + 1 < steps.size() && steps[i + 1].y;
        const QPointF end(steps[i].right, y);
        if (!goesOn || *steps[i + 1].y == y) {
            path.lineTo(end);
            continue;
        }
        // The two corners share the vertical between them, so each turns at most in half of it.
        const qreal below = *steps[i + 1].y;
        const qreal r = std::min(radius, std::abs(below - y) / 2);
        turn(path, end, QPointF(end.x(), (y + below) / 2), r);
        turn(path, QPointF(end.x(), below), QPointF(steps[i + 1].right, below), r);
    }
    return path;
}

void paintTide(QPainter &painter, const QPainterPath &path, const Theme &theme)
{
    QPen pen(theme.colour(Colour::Accent), 2, Qt::CustomDashLine, Qt::RoundCap, Qt::RoundJoin);
    // Points of the pen's own width, as far apart as they are wide.
    pen.setDashPattern({0.01, 2.2});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

} // namespace tidemark
