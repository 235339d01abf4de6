// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/cellpainting.h"

#include "workbench/shownrows.h"

#include <QModelIndex>
#include <QPainter>
#include <QTableView>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int widestColumn = 340;
constexpr int narrowestColumn = 70;
constexpr int measuredRows = 60;
constexpr qsizetype measuredText = 80;

} // namespace

void paintValue(QPainter &painter, const QRect &cell, const QModelIndex &index, Theme &theme,
                bool quiet)
{
    const int kind = index.data(CellKindRole).toInt();
    const QRect inner = cell.adjusted(cellGap, 0, -cellGap, 0);
    painter.setFont(theme.codeFont());
    painter.setPen(theme.colour(kind == int(ShownCell::Kind::Null)    ? Colour::Faint
                                : quiet                               ? Colour::Muted
                                : kind == int(ShownCell::Kind::Bytes) ? Colour::AccentText
                                                                      : Colour::Text));
    QString text = index.data().toString();
    if (index.data(CutRole).toBool())
        text += u'…';
    painter.drawText(inner, index.data(Qt::TextAlignmentRole).toInt(),
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, inner.width()));
}

void fitColumns(QTableView &view, Theme &theme)
{
    const QAbstractItemModel &model = *view.model();
    const QFontMetrics code(theme.codeFont());
    QFont bold = theme.codeFont();
    bold.setWeight(QFont::Bold);
    const QFontMetrics head(bold);
    const QFontMetrics small(theme.smallFont());
    const int rows = std::min(measuredRows, model.rowCount());
    for (int column = 0; column < model.columnCount(); ++column) {
        const auto title = [&](int role) {
            return model.headerData(column, Qt::Horizontal, role).toString();
        };
        int width = std::max(head.horizontalAdvance(title(Qt::DisplayRole)),
                             small.horizontalAdvance(title(TypeRole)));
        for (int row = 0; row < rows; ++row)
            width =
                std::max(width, code.horizontalAdvance(
                                    model.index(row, column).data().toString().left(measuredText)));
        view.setColumnWidth(column,
                            std::clamp(width + 2 * cellGap + 8, narrowestColumn, widestColumn));
    }
}

} // namespace tidemark
