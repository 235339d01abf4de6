// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

class QModelIndex;
class QPainter;
class QRect;
class QTableView;

namespace tidemark {

/// What a model of rows says of a cell beside its text.
enum CellRole {
    CellKindRole = Qt::UserRole + 1, ///< ShownCell::Kind; none: there is no value to show
    CutRole,                         ///< its text is not all of it
    TypeRole,                        ///< of a column's head: its type
    FirstOtherCellRole,
};

inline constexpr int cellGap = 10; ///< on either side of a value

/// The value: NULL faint, bytes in a colour of their own. `quiet`: it is there for company.
void paintValue(QPainter &painter, const QRect &cell, const QModelIndex &index, Theme &theme,
                bool quiet = false);

/// As wide as the heads and the values of the first rows need, within reason.
void fitColumns(QTableView &view, Theme &theme);

} // namespace tidemark
