// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QStyledItemDelegate>

namespace tidemark {

/// Paints a DataTablesModel: the difference in its colour.
class DataTablesDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int rowHeight = 38;

    explicit DataTablesDelegate(Theme &theme, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Theme &m_theme;
};

/// Paints a DifferencesModel: what is gone and what came are tinted, what stayed beside it is
/// quiet.
class DifferenceCellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit DifferenceCellDelegate(Theme &theme, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    Theme &m_theme;
};

} // namespace tidemark
