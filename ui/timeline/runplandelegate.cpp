// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/runplandelegate.h"

#include "timeline/runplanmodel.h"

#include <QPainter>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

using StepState = RunController::StepProgress::State;

constexpr int height = 50;

Colour noteColour(Tone tone)
{
    switch (tone) {
    case Tone::Bad:
        return Colour::BadText;
    case Tone::Caution:
        return Colour::CautionText;
    case Tone::Good:
    case Tone::Neutral:
        break;
    }
    return Colour::Muted;
}

} // namespace

RunPlanDelegate::RunPlanDelegate(Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize RunPlanDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, height};
}

void RunPlanDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state & QStyle::State_Selected;
    painter->fillRect(option.rect, m_theme.colour(selected ? Colour::Selection : Colour::Base));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      m_theme.colour(Colour::Line));
    paintState(*painter, QRect(option.rect.left() + 16, option.rect.top(), 18, height), index);

    QRect line(option.rect.left() + 46, option.rect.top() + 7, option.rect.width() - 62, 18);
    painter->setFont(m_theme.codeFont());
    painter->setPen(m_theme.colour(Colour::Muted));
    const QString time = index.data(RunPlanModel::TimeRole).toString();
    const QString right = time.isEmpty() ? index.data(RunPlanModel::VersionRole).toString() : time;
    painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, right);
    line.setRight(line.right() - 12 - painter->fontMetrics().horizontalAdvance(right));

    painter->setFont(m_theme.textFont());
    painter->setPen(m_theme.colour(Colour::Text));
    painter->drawText(
        line, Qt::AlignVCenter | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, line.width()));
    const QRect below(option.rect.left() + 46, option.rect.top() + 26, option.rect.width() - 62,
                      16);
    painter->setFont(m_theme.smallFont());
    painter->setPen(m_theme.colour(noteColour(Tone(index.data(RunPlanModel::ToneRole).toInt()))));
    painter->drawText(
        below, Qt::AlignVCenter | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(index.data(RunPlanModel::NoteRole).toString(),
                                          Qt::ElideRight, below.width()));
    painter->restore();
}

void RunPlanDelegate::paintState(QPainter &painter, const QRect &rect,
                                 const QModelIndex &index) const
{
    const auto state = StepState(index.data(RunPlanModel::StateRole).toInt());
    const QPointF middle = QRectF(rect).center();
    if (state == StepState::Waiting) {
        painter.setPen(m_theme.colour(Colour::Muted));
        painter.setFont(m_theme.codeFont());
        painter.drawText(rect.adjusted(-8, 0, 8, 0), Qt::AlignCenter,
                         QString::number(index.row() + 1));
        return;
    }
    if (state == StepState::Running) {
        painter.setPen(QPen(m_theme.colour(Colour::Accent), 2));
        painter.setBrush(m_theme.tint(Colour::Accent, 0.15));
        painter.drawEllipse(middle, 6, 6);
        return;
    }
    const QString icon = state == StepState::Done     ? u"check"_s
                         : state == StepState::Failed ? u"cross"_s
                                                      : u"stop"_s;
    const Colour colour = state == StepState::Done     ? Colour::Good
                          : state == StepState::Failed ? Colour::Bad
                                                       : Colour::Caution;
    painter.drawPixmap(middle - QPointF(9, 9),
                       m_theme.pixmap(icon, colour, 18, painter.device()->devicePixelRatioF()));
}

} // namespace tidemark
