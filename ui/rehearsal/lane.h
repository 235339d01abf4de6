// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workbench/rehearsalsteps.h"

#include <QRectF>

class QPainter;

namespace tidemark {

// ---- The lane of steps: pills beside each other, one for each step of the rehearsal.

/// How wide a lane of so many steps wants to be, with its margins.
int laneWidth(int steps);

/// How wide it may become where there is room.
int widestLane(int steps);

/// The pill of step `number` in a lane that fills `rect`.
QRectF pillRect(const QRectF &rect, int steps, int number);

/// `glow` from 0 to 1: how brightly a running step shines just now.
void paintPill(QPainter &painter, const QRectF &pill, StepMark mark, qreal glow,
               const Theme &theme);

} // namespace tidemark
