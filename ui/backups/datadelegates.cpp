// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/datadelegates.h"

#include "backups/cellpainting.h"
#include "backups/datatablesmodel.h"
#include "backups/differencesmodel.h"
#include "widgets/chip.h"

#include <QPainter>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal markOpacity = 0.16;

} // namespace

DataTablesDelegate::DataTablesDelegate(Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize DataTablesDelegate::sizeHint(const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width() + 2 * cellGap, rowHeight};
}

void DataTablesDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const bool selected = option.state & QStyle::State_Selected;
    const int column = index.column();
    painter->save();
    painter->fillRect(option.rect,
                      m_theme.colour(selected                                 ? Colour::Selection
                                     : option.state & QStyle::State_MouseOver ? Colour::Hover
                                                                              : Colour::Base));
    if (column == 0 && option.state & QStyle::State_HasFocus)
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())),
                          m_theme.colour(Colour::Accent));
    const QRect inner = option.rect.adjusted(cellGap, 0, -cellGap, 0);
    const auto tone = Tone(index.data(DataTablesModel::ToneRole).toInt());
    const QString text = index.data().toString();
    const bool quiet = column != DataTablesModel::Name;
    painter->setFont(column == DataTablesModel::Name && tone != Tone::Neutral ? m_theme.strongFont()
                                                                              : m_theme.textFont());
    painter->setPen(m_theme.colour(quiet ? Colour::Muted : Colour::Text));
    if (column == DataTablesModel::Difference && tone != Tone::Neutral)
        paintChip(*painter, inner, {text, tone}, m_theme);
    else
        painter->drawText(inner, index.data(Qt::TextAlignmentRole).toInt(),
                          painter->fontMetrics().elidedText(text, Qt::ElideMiddle, inner.width()));
    painter->restore();
}

DifferenceCellDelegate::DifferenceCellDelegate(Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void DifferenceCellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    using Mark = DifferencesModel::Mark;
    const auto mark = Mark(index.data(DifferencesModel::MarkRole).toInt());
    painter->save();
    const bool selected = option.state & QStyle::State_Selected;
    const Colour sign = mark == Mark::Added ? Colour::Good : Colour::Bad;
    const bool marked = mark == Mark::Added || mark == Mark::Gone;
    painter->fillRect(option.rect, selected ? m_theme.colour(Colour::Selection)
                                   : marked ? m_theme.tint(sign, markOpacity)
                                            : m_theme.colour(Colour::Base));
    // A bar where it begins, also for whoever does not tell red from green.
    const int left = index.column() - 1;
    const bool begins =
        left < 0 ||
        Mark(index.siblingAtColumn(left).data(DifferencesModel::MarkRole).toInt()) != mark;
    if (marked && begins)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 2, option.rect.height()),
                          m_theme.colour(sign));
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(m_theme.colour(Colour::Accent));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    paintValue(*painter, option.rect, index, m_theme, mark == Mark::Same);
    painter->restore();
}

} // namespace tidemark
