// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QStyledItemDelegate>

namespace tidemark {

/// Paints the steps of a plan by the roles of RunPlanModel.
class RunPlanDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit RunPlanDelegate(Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintState(QPainter &painter, const QRect &rect, const QModelIndex &index) const;

    Theme &m_theme;
};

} // namespace tidemark
