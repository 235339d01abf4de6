// SPDX-License-Identifier: GPL-3.0-or-later
#include "log/logdelegate.h"

#include "log/logmodel.h"
#include "log/logwording.h"

#include <QPainter>

namespace tidemark {

namespace {

constexpr int gap = 8;

} // namespace

LogDelegate::LogDelegate(Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize LogDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width() + gap, rowHeight};
}

void LogDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                        const QModelIndex &index) const
{
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    const Colour ground = selected                                 ? Colour::Selection
                          : option.state & QStyle::State_MouseOver ? Colour::Hover
                          : index.row() % 2                        ? Colour::Alternate
                                                                   : Colour::Base;
    painter->fillRect(option.rect, m_theme.colour(ground));
    const int left = index.column() == LogModel::When ? 16 : gap;
    const QRect inner = option.rect.adjusted(left, 0, -gap, 0);
    if (index.column() == LogModel::Result) {
        const auto result = AuditResult(index.data(LogModel::ResultRole).toInt());
        paintChip(*painter, inner, chipOf(result), m_theme);
    } else {
        const bool plain = index.column() == LogModel::What || index.column() == LogModel::Act ||
                           index.column() == LogModel::Where;
        painter->setFont(index.column() == LogModel::What ? m_theme.strongFont()
                                                          : m_theme.textFont());
        painter->setPen(m_theme.colour(plain ? Colour::Text : Colour::Muted));
        const auto align = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
        painter->drawText(inner, int(align),
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight,
                                                            inner.width()));
    }
    painter->restore();
}

} // namespace tidemark
