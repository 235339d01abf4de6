// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QString>
#include <QStringList>

#include <vector>

class QGridLayout;

namespace tidemark {

/// Fills a grid with a small table of facts, row by row. What was in it before goes away.
class GridRows
{
public:
    enum Kind { Plain, Strong, Muted, Code, Number };
    struct Cell
    {
        QString text;
        Kind kind = Plain;
    };

    GridRows(Theme &theme, QGridLayout &grid);

    void addHead(const QStringList &titles); ///< the last one to the right
    void add(const std::vector<Cell> &cells);
    /// A line below a row, over all columns.
    void addNote(const QString &text, const QString &toolTip);

private:
    Theme &m_theme;
    QGridLayout &m_grid;
    int m_row = 0;
};

} // namespace tidemark
