// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QStyledItemDelegate>

namespace tidemark {

/// Paints the cells of the timeline by the roles of TimelineModel.
class TimelineDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int rowHeight = 38;

    explicit TimelineDelegate(Theme &theme, QObject *parent = nullptr);

    /// The row under the pointer; -1: none.
    void setHoveredRow(int row) { m_hoveredRow = row; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintGround(QPainter &painter, const QStyleOptionViewItem &option,
                     const QModelIndex &index) const;
    void paintText(QPainter &painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const;
    void paintChips(QPainter &painter, const QRect &rect, const QModelIndex &index) const;
    void paintCell(QPainter &painter, const QRect &rect, const QModelIndex &index) const;

    Theme &m_theme;
    int m_hoveredRow = -1;
};

} // namespace tidemark
