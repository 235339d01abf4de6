// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QStyledItemDelegate>

class QAbstractItemView;

namespace tidemark {

/// A statement with its bar of time, and the locks that it took.
class StatementDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit StatementDelegate(Theme &theme, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Theme &m_theme;
};

/// A cell of the rows that were lost: good before, bad after.
class LostCellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit LostCellDelegate(Theme &theme, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Theme &m_theme;
};

} // namespace tidemark
