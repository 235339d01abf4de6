// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/comparedelegate.h"

#include "base/numbertext.h"
#include "compare/roles.h"
#include "workbench/comparedobjects.h"

#include <QAbstractItemView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTreeView>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBoxLeft = 12;
constexpr int kBox = 14;
constexpr int kSignLeft = 36;
constexpr int kNameLeft = 54;
constexpr int kRight = 14;
constexpr int kGap = 10;

struct Sign
{
    QString text;
    Colour colour;
};

Sign signOf(Standing standing)
{
    switch (standing) {
    case Standing::Added:
        return {u"+"_s, Colour::GoodText};
    case Standing::Changed:
        return {u"~"_s, Colour::CautionText};
    case Standing::Removed:
        return {u"−"_s, Colour::BadText};
    case Standing::Equal:
        break;
    }
    return {u"="_s, Colour::Faint};
}

} // namespace

CompareDelegate::CompareDelegate(Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize CompareDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {120, rowHeight};
}

QRect CompareDelegate::checkArea(const QRect &row)
{
    return {row.left(), row.top(), kSignLeft - 6, row.height()};
}

void CompareDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintGround(*painter, option);
    paintCheck(*painter, option, index);
    if (index.data(GroupRole).toBool())
        paintHeading(*painter, option, index);
    else
        paintObject(*painter, option, index);
    painter->restore();
}

void CompareDelegate::paintGround(QPainter &painter, const QStyleOptionViewItem &option) const
{
    Colour ground = Colour::Base;
    if (option.state & QStyle::State_Selected)
        ground = Colour::Selection;
    else if (option.state & QStyle::State_MouseOver)
        ground = Colour::Hover;
    painter.fillRect(option.rect, m_theme.colour(ground));
    // Where the keyboard is: a bar at the row's beginning, which is no matter of colour alone.
    if (option.state & QStyle::State_HasFocus)
        painter.fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())),
                         m_theme.colour(Colour::Accent));
}

/// Quiet while all is chosen; in the accent's colour where somebody chose.
void CompareDelegate::paintCheck(QPainter &painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    const QVariant value = index.data(Qt::CheckStateRole);
    if (!value.isValid())
        return;
    const auto state = Qt::CheckState(value.toInt());
    const bool needed = !index.data(NeededRole).toString().isEmpty();
    const bool hovered = option.state & QStyle::State_MouseOver;
    const int top = option.rect.center().y() - kBox / 2;
    const QRectF box(option.rect.left() + kBoxLeft + 0.5, top + 0.5, kBox - 1, kBox - 1);
    painter.setBrush(m_theme.colour(Colour::Base));
    QPen outline(m_theme.colour(hovered ? Colour::Muted : Colour::Line), 1);
    if (needed) {
        outline.setColor(m_theme.colour(Colour::Accent));
        outline.setStyle(Qt::DotLine);
    }
    painter.setPen(outline);
    painter.drawRoundedRect(box, 3.5, 3.5);
    if (state == Qt::Unchecked && !needed)
        return;
    QPen stroke(m_theme.colour(needed ? Colour::AccentText : Colour::Muted), 1.5);
    stroke.setCapStyle(Qt::RoundCap);
    stroke.setJoinStyle(Qt::RoundJoin);
    painter.setPen(stroke);
    painter.setBrush(Qt::NoBrush);
    const QPointF centre = box.center();
    if (state == Qt::PartiallyChecked)
        painter.drawLine(centre - QPointF(3, 0), centre + QPointF(3, 0));
    else
        painter.drawPolyline(QPolygonF{centre + QPointF(-3.2, 0.2), centre + QPointF(-0.9, 2.6),
                                       centre + QPointF(3.3, -2.4)});
}

void CompareDelegate::paintHeading(QPainter &painter, const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    const QRect row = option.rect;
    const auto *view = qobject_cast<const QTreeView *>(option.widget);
    const bool open = !view || view->isExpanded(index);
    painter.drawPixmap(QPoint(row.left() + kSignLeft - 3, row.center().y() - 6),
                       m_theme.pixmap(open ? u"chevron-down"_s : u"chevron-right"_s, Colour::Muted,
                                      14, painter.device()->devicePixelRatioF()));
    painter.setFont(m_theme.textFont());
    painter.setPen(m_theme.colour(Colour::Faint));
    const QString count = groupedText(index.data(CountRole).toInt());
    const int countWidth = painter.fontMetrics().horizontalAdvance(count);
    painter.drawText(row.adjusted(0, 0, -kRight, 0), Qt::AlignRight | Qt::AlignVCenter, count);
    painter.setFont(m_theme.strongFont());
    painter.setPen(m_theme.colour(Colour::Text));
    const QRect rest = row.adjusted(kNameLeft, 0, -(kRight + countWidth + kGap), 0);
    painter.drawText(
        rest, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, rest.width()));
}

void CompareDelegate::paintObject(QPainter &painter, const QStyleOptionViewItem &option,
                                  const QModelIndex &index) const
{
    const QRect row = option.rect;
    const auto standing = Standing(index.data(StandingRole).toInt());
    const Sign sign = signOf(standing);
    QFont bold = m_theme.codeFont();
    bold.setWeight(QFont::Bold);
    painter.setFont(bold);
    painter.setPen(m_theme.colour(sign.colour));
    painter.drawText(QRect(row.left() + kSignLeft, row.top(), kNameLeft - kSignLeft, row.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, sign.text);

    const QString reason = index.data(NeededRole).toString();
    const bool needed = !reason.isEmpty();
    painter.setFont(m_theme.textFont());
    const QFontMetrics metrics = painter.fontMetrics();
    const QString what = needed ? reason : index.data(WhatRole).toString();
    const QString schema = index.data(SchemaRole).toString();
    const QString prefix = schema.isEmpty() ? QString() : schema + u'.';
    const QString name = index.data().toString();
    // The name has the first right to the room.
    const int room = row.width() - kNameLeft - kRight;
    const int whatWidth = metrics.horizontalAdvance(what);
    const int wanted = metrics.horizontalAdvance(prefix + name);
    // "added" and "dropped" say no more than the sign does.
    const bool telling = needed || (standing == Standing::Changed && what != tr("changed"));
    const bool showsWhat = wanted + kGap + whatWidth <= room || telling;
    const int nameRoom = showsWhat ? qMax(room - whatWidth - kGap, room * 3 / 5) : room;
    if (showsWhat && !what.isEmpty()) {
        const QRect place = row.adjusted(kNameLeft + qMin(wanted, nameRoom) + kGap, 0, -kRight, 0);
        painter.setPen(m_theme.colour(needed ? Colour::AccentText : Colour::Faint));
        painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter,
                         metrics.elidedText(what, Qt::ElideRight, place.width()));
    }
    const QRect place(row.left() + kNameLeft, row.top(), nameRoom, row.height());
    const QString shown = metrics.elidedText(prefix + name, Qt::ElideMiddle, nameRoom);
    int from = 0;
    if (!prefix.isEmpty() && shown.startsWith(prefix)) {
        painter.setPen(m_theme.colour(Colour::Faint));
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, prefix);
        from = metrics.horizontalAdvance(prefix);
    }
    painter.setPen(m_theme.colour(standing == Standing::Equal ? Colour::Muted : Colour::Text));
    painter.drawText(place.adjusted(from, 0, 1, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     from > 0 ? shown.sliced(prefix.size()) : shown);
}

bool CompareDelegate::editorEvent(QEvent *event, QAbstractItemModel *model,
                                  const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QVariant value = index.data(Qt::CheckStateRole);
    if (!value.isValid() || !(model->flags(index) & Qt::ItemIsUserCheckable))
        return false;
    if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick)
        return checkArea(option.rect).contains(static_cast<QMouseEvent *>(event)->pos());
    bool wanted = false;
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        wanted = mouse->button() == Qt::LeftButton && checkArea(option.rect).contains(mouse->pos());
    } else if (event->type() == QEvent::KeyPress) {
        wanted = static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space;
    }
    if (!wanted)
        return false;
    const bool chosen = Qt::CheckState(value.toInt()) == Qt::Checked;
    return model->setData(index, chosen ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace tidemark
