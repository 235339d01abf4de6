// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/backuplistdelegate.h"

#include "backups/backuplistmodel.h"
#include "widgets/chip.h"

#include <QPainter>

namespace tidemark {

namespace {

constexpr int listGap = 8;
constexpr int firstGap = 20;

} // namespace

BackupListDelegate::BackupListDelegate(Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize BackupListDelegate::sizeHint(const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width() + listGap, rowHeight};
}

void BackupListDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const bool selected = option.state & QStyle::State_Selected;
    const int column = index.column();
    painter->save();
    const Colour ground = selected                                 ? Colour::Selection
                          : option.state & QStyle::State_MouseOver ? Colour::Hover
                          : index.row() % 2                        ? Colour::Alternate
                                                                   : Colour::Base;
    painter->fillRect(option.rect, m_theme.colour(ground));
    if (column == 0 && option.state & QStyle::State_HasFocus)
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())),
                          m_theme.colour(Colour::Accent));
    const int left = column == BackupListModel::When ? firstGap : listGap;
    const QRect inner = option.rect.adjusted(left, 0, -listGap, 0);
    const auto tone = Tone(index.data(BackupListModel::ToneRole).toInt());
    const QString text = index.data().toString();
    const bool chip = column == BackupListModel::Kind ||
                      (column == BackupListModel::Next && tone != Tone::Neutral);
    if (chip && !text.isEmpty()) {
        paintChip(*painter, inner, {text, tone}, m_theme);
    } else {
        const bool strong = column == BackupListModel::Name;
        const bool code = column == BackupListModel::Tide;
        const bool quiet = column == BackupListModel::When || column == BackupListModel::Next ||
                           code || column == BackupListModel::Size;
        painter->setFont(strong ? m_theme.strongFont()
                         : code ? m_theme.codeFont()
                                : m_theme.textFont());
        painter->setPen(m_theme.colour(quiet ? Colour::Muted : Colour::Text));
        painter->drawText(
            inner, index.data(Qt::TextAlignmentRole).toInt(),
            painter->fontMetrics().elidedText(
                text, strong || code ? Qt::ElideMiddle : Qt::ElideRight, inner.width()));
    }
    painter->restore();
}

} // namespace tidemark
