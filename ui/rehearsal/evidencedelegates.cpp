// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/evidencedelegates.h"

#include "rehearsal/lostrowsmodel.h"
#include "rehearsal/reports/wording.h"
#include "rehearsal/statementsmodel.h"

#include <QPainter>

#include <algorithm>

namespace tidemark {

namespace {

constexpr int kLine = 26;
constexpr int kStatementHead = 30;
constexpr int kStatementPadding = 10;
constexpr int kBarHeight = 8;
constexpr int kStatementGap = 8;

void drawElided(QPainter &painter, const QRect &rect, const QString &text,
                Qt::TextElideMode mode = Qt::ElideRight)
{
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, mode, rect.width()));
}

} // namespace

StatementDelegate::StatementDelegate(Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize StatementDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const auto *line = index.data(StatementsModel::LineRole).value<const StatementLine *>();
    return {100, line && line->isHead ? kStatementHead : kLine};
}

void StatementDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    const auto *line = index.data(StatementsModel::LineRole).value<const StatementLine *>();
    if (!line)
        return;
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, m_theme.colour(Colour::Selection));
    const QRect rect = option.rect.adjusted(kStatementPadding, 0, -kStatementPadding, 0);
    if (line->isHead) {
        painter->setFont(m_theme.strongFont());
        painter->setPen(m_theme.colour(Colour::Text));
        const int width = painter->fontMetrics().horizontalAdvance(line->text) + 8;
        drawElided(*painter, rect, line->text);
        painter->setFont(m_theme.smallFont());
        painter->setPen(m_theme.colour(line->isFailed ? Colour::BadText : Colour::Muted));
        drawElided(*painter, rect.adjusted(width, 1, 0, 1), line->facts);
        painter->restore();
        return;
    }
    const int textWidth = rect.width() / 2;
    painter->setFont(m_theme.codeFont());
    painter->setPen(m_theme.colour(line->isFailed ? Colour::BadText : Colour::Text));
    drawElided(*painter, QRect(rect.left(), rect.top(), textWidth, rect.height()), line->text);

    const QString said =
        (line->facts.isEmpty() ? QString() : line->facts + u' ') + durationText(line->ms);
    painter->setFont(m_theme.smallFont());
    const int room = rect.width() - textWidth - 2 * kStatementGap;
    const int wanted = std::min(painter->fontMetrics().horizontalAdvance(said) + 2, room * 7 / 10);
    const int longest = room - wanted;
    const int bar = std::max(3, static_cast<int>(longest * std::clamp(line->share, 0.0, 1.0)));
    const QRect place(rect.left() + textWidth + kStatementGap,
                      rect.center().y() - kBarHeight / 2 + 1, bar, kBarHeight);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(
        m_theme.colour(line->isStrong || line->isFailed ? Colour::Bad : Colour::Good));
    painter->drawRoundedRect(place, 2, 2);
    painter->setPen(m_theme.colour(Colour::Muted));
    drawElided(*painter,
               QRect(place.right() + kStatementGap, rect.top(),
                     rect.right() - place.right() - kStatementGap, rect.height()),
               said);
    painter->restore();
}

LostCellDelegate::LostCellDelegate(Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize LostCellDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {60, kLine};
}

void LostCellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    using Fate = LostRowsModel::Fate;
    const auto fate = static_cast<Fate>(index.data(LostRowsModel::FateRole).toInt());
    Colour colour = Colour::Text;
    if (index.column() == LostRowsModel::BeforeColumn)
        colour = fate == Fate::Kept ? Colour::GoodText : Colour::Muted;
    else if (index.column() == LostRowsModel::AfterColumn)
        colour = Colour::BadText;
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, m_theme.colour(Colour::Selection));
    painter->setFont(m_theme.codeFont());
    painter->setPen(m_theme.colour(colour));
    drawElided(*painter, option.rect.adjusted(kStatementPadding, 0, -4, 0),
               index.data(Qt::DisplayRole).toString());
    painter->restore();
}

} // namespace tidemark
