// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/archivetreedelegate.h"

#include "backups/archivetreemodel.h"
#include "base/numbertext.h"

#include <QPainter>
#include <QTreeView>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int chevronLeft = 14;
constexpr int headingLeft = 32;
constexpr int nameLeft = 40;
constexpr int rightGap = 14;

} // namespace

ArchiveTreeDelegate::ArchiveTreeDelegate(Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize ArchiveTreeDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {120, rowHeight};
}

void ArchiveTreeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    painter->save();
    const QRect row = option.rect;
    const bool selected = option.state & QStyle::State_Selected;
    painter->fillRect(row, m_theme.colour(selected ? Colour::Selection
                                          : option.state & QStyle::State_MouseOver ? Colour::Hover
                                                                                   : Colour::Base));
    if (option.state & QStyle::State_HasFocus)
        painter->fillRect(QRect(row.topLeft(), QSize(3, row.height())),
                          m_theme.colour(Colour::Accent));
    const bool group = index.data(ArchiveTreeModel::GroupRole).toBool();
    if (group) {
        const auto *view = qobject_cast<const QTreeView *>(option.widget);
        const bool open = !view || view->isExpanded(index);
        painter->drawPixmap(QPoint(row.left() + chevronLeft, row.center().y() - 6),
                            m_theme.pixmap(open ? u"chevron-down"_s : u"chevron-right"_s,
                                           Colour::Muted, 13,
                                           painter->device()->devicePixelRatioF()));
    }
    const qint64 count = index.data(ArchiveTreeModel::CountRole).toLongLong();
    const QString number = count < 0 ? QString() : groupedText(count);
    painter->setFont(m_theme.textFont());
    const int numberWidth = painter->fontMetrics().horizontalAdvance(number);
    painter->setPen(m_theme.colour(Colour::Faint));
    painter->drawText(row.adjusted(0, 0, -rightGap, 0), Qt::AlignRight | Qt::AlignVCenter, number);
    QRect place = row.adjusted(group ? headingLeft : nameLeft, 0,
                               -rightGap - numberWidth - (number.isEmpty() ? 0 : 10), 0);
    const QString schema = index.data(ArchiveTreeModel::SchemaRole).toString();
    if (!schema.isEmpty()) {
        const QString prefix =
            painter->fontMetrics().elidedText(schema + u'.', Qt::ElideRight, place.width() / 2);
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, prefix);
        place.setLeft(place.left() + painter->fontMetrics().horizontalAdvance(prefix));
    }
    if (selected)
        painter->setFont(m_theme.strongFont());
    painter->setPen(m_theme.colour(Colour::Text));
    painter->drawText(
        place, Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, place.width()));
    painter->restore();
}

} // namespace tidemark
