// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/timelinedelegate.h"

#include "timeline/stateshapes.h"
#include "timeline/timelinemodel.h"

#include <QAbstractItemView>
#include <QPainter>

namespace tidemark {

namespace {

constexpr int chipGap = 4;

} // namespace

TimelineDelegate::TimelineDelegate(Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize TimelineDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {60, rowHeight};
}

void TimelineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintGround(*painter, option, index);
    if (index.column() >= TimelineModel::FirstEnvironment)
        paintCell(*painter, option.rect, index);
    else if (index.column() == TimelineModel::ChipsColumn)
        paintChips(*painter, option.rect, index);
    else
        paintText(*painter, option, index);
    painter->restore();
}

void TimelineDelegate::paintGround(QPainter &painter, const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    Colour ground = index.row() % 2 == 0 ? Colour::Base : Colour::Alternate;
    if (option.state & QStyle::State_Selected)
        ground = Colour::Selection;
    else if (index.row() == m_hoveredRow)
        ground = Colour::Hover;
    painter.fillRect(option.rect, m_theme.colour(ground));
    // Where the keyboard is: a bar at the row's beginning, which is no matter of colour alone.
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const bool focused = view && view->hasFocus() && view->currentIndex().row() == index.row();
    if (focused && index.column() == TimelineModel::VersionColumn)
        painter.fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())),
                         m_theme.colour(Colour::Accent));
}

void TimelineDelegate::paintText(QPainter &painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    const bool isVersion = index.column() == TimelineModel::VersionColumn;
    const bool noFile = index.data(TimelineModel::PlaceholderRole).toBool();
    const QFont font = isVersion ? m_theme.codeFont() : m_theme.textFont();
    const QRect rect = option.rect.adjusted(isVersion ? 18 : 8, 0, -8, 0);
    painter.setFont(font);
    painter.setPen(m_theme.colour(isVersion || noFile ? Colour::Muted : Colour::Text));
    const QString text = QFontMetrics(font).elidedText(
        index.data().toString(), isVersion ? Qt::ElideMiddle : Qt::ElideRight, rect.width());
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
}

/// As many as there is room for; the rest is a number that the tool tip spells out.
void TimelineDelegate::paintChips(QPainter &painter, const QRect &rect,
                                  const QModelIndex &index) const
{
    const auto chips = index.data(TimelineModel::ChipsRole).value<QList<Chip>>();
    QRect room = rect.adjusted(8, 0, -4, 0);
    for (qsizetype i = 0; i < chips.size(); ++i) {
        const Chip more{QStringLiteral("+%1").arg(chips.size() - i), Tone::Neutral};
        const bool last = i + 1 == chips.size();
        const int needed = chipSize(chips[i], m_theme).width() +
                           (last ? 0 : chipGap + chipSize(more, m_theme).width());
        if (needed > room.width() && i > 0) {
            paintChip(painter, room, more, m_theme);
            return;
        }
        painter.save();
        painter.setClipRect(room);
        const QRect painted = paintChip(painter, room, chips[i], m_theme);
        painter.restore();
        room.setLeft(painted.right() + 1 + chipGap);
    }
}

void TimelineDelegate::paintCell(QPainter &painter, const QRect &rect,
                                 const QModelIndex &index) const
{
    const int state = index.data(TimelineModel::StateRole).toInt();
    StateShape shape;
    if (state >= 0)
        shape.state = MigrationState(state);
    shape.role = EnvironmentRole(index.data(TimelineModel::EnvironmentRoleRole).toInt());
    shape.stale = index.data(TimelineModel::StaleRole).toBool();
    shape.lineAbove = index.data(TimelineModel::LineAboveRole).toBool();
    shape.lineBelow = index.data(TimelineModel::LineBelowRole).toBool();
    paintState(painter, QRectF(rect), shape, m_theme);
}

} // namespace tidemark
