// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QStyledItemDelegate>

namespace tidemark {

/// Draws headings and objects of a comparison: check box, sign, name, and at the right what became
/// of it. Knows CompareRole, not the model.
class CompareDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int rowHeight = 32;

    explicit CompareDelegate(Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

    /// Where the check box of a row takes clicks.
    static QRect checkArea(const QRect &row);

private:
    void paintGround(QPainter &painter, const QStyleOptionViewItem &option) const;
    void paintCheck(QPainter &painter, const QStyleOptionViewItem &option,
                    const QModelIndex &index) const;
    void paintHeading(QPainter &painter, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const;
    void paintObject(QPainter &painter, const QStyleOptionViewItem &option,
                     const QModelIndex &index) const;

    Theme &m_theme;
};

} // namespace tidemark
