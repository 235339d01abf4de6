// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migrations/timeline.h"
#include "theme/theme.h"
#include "workspace/workspace.h"

#include <QPainterPath>
#include <QPointF>

#include <optional>
#include <vector>

class QPainter;

namespace tidemark {

/// The colour of an environment's dots: good for local, caution for staging, bad for production.
Colour roleColour(EnvironmentRole role);

/// How a state is drawn. Its shape tells it apart without the colour: filled dot, hollow circle,
/// triangle with a mark of its own.
struct StateShape
{
    std::optional<MigrationState> state; ///< none: the database does not know the migration
    EnvironmentRole role = EnvironmentRole::Local;
    bool stale = false; ///< faint: the database cannot be reached now
    bool lineAbove = false;
    bool lineBelow = false;
};
/// In the middle of `rect`; the line goes to its edges.
void paintState(QPainter &painter, const QRectF &rect, const StateShape &shape, const Theme &theme);

/// One column's part of the tide mark.
struct TideStep
{
    qreal left = 0;
    qreal right = 0;
    std::optional<qreal> y; ///< none: nothing is known, and the mark has a gap
};
/// The staircase, with rounded corners. Pure.
QPainterPath tidePath(const std::vector<TideStep> &steps, qreal radius);

void paintTide(QPainter &painter, const QPainterPath &path, const Theme &theme);

} // namespace tidemark
