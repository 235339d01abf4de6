// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/rehearsaldelegate.h"

#include "rehearsal/lane.h"
#include "rehearsal/reports/wording.h"
#include "widgets/chip.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRowHeight = 38;
constexpr int kRowPadding = 8;
constexpr int kFirstPadding = 20; ///< the page's own margin
constexpr int kWidestCorner = 300;
constexpr qreal kNarrowestLabel = 24;
/// A time is worth a second look when it is that much off the last one, and not by a hair.
constexpr double kNotable = 0.25;
constexpr double kNotableMs = 5;

const RehearsalRow *rowOf(const QModelIndex &index)
{
    return index.data(RowRole).value<const RehearsalRow *>();
}

void drawText(QPainter &painter, const QRect &rect, const QString &text, int flags = Qt::AlignLeft)
{
    painter.drawText(rect, flags | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
}

struct TwoLines
{
    QRect first;
    QRect second;
};

TwoLines twoLines(const QRect &rect)
{
    return {QRect(rect.left(), rect.top() + 3, rect.width(), 18),
            QRect(rect.left(), rect.top() + 20, rect.width(), 14)};
}

} // namespace

RehearsalDelegate::RehearsalDelegate(Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void RehearsalDelegate::setNow(qint64 elapsedMs, qreal glow)
{
    m_now = elapsedMs;
    m_glow = glow;
}

QSize RehearsalDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const bool isLane = index.column() == LaneColumn;
    return {isLane ? laneWidth(static_cast<int>(m_lane.size())) : 80, kRowHeight};
}

void RehearsalDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    const RehearsalRow *row = rowOf(index);
    if (!row)
        return;
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, m_theme.colour(Colour::Selection));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, m_theme.colour(Colour::Hover));
    else if (option.features & QStyleOptionViewItem::Alternate)
        painter->fillRect(option.rect, m_theme.colour(Colour::Alternate));
    const QRect inner =
        option.rect.adjusted(index.column() == VersionColumn ? kFirstPadding : kRowPadding, 0,
                             index.column() == TimeColumn ? -kFirstPadding : -kRowPadding / 2, 0);
    switch (index.column()) {
    case VersionColumn:
        painter->setFont(m_theme.codeFont());
        painter->setPen(m_theme.colour(Colour::Muted));
        drawText(*painter, inner, row->version);
        break;
    case NameColumn:
        paintName(*painter, inner, *row);
        break;
    case LaneColumn:
        paintLane(*painter, option.rect, *row);
        break;
    case VerdictColumn:
        paintVerdict(*painter, inner, *row);
        break;
    case BeforeColumn:
        paintBefore(*painter, inner, *row);
        break;
    case TimeColumn:
        paintTime(*painter, inner, *row);
        break;
    default:
        break;
    }
    painter->restore();
}

void RehearsalDelegate::paintName(QPainter &painter, const QRect &rect,
                                  const RehearsalRow &row) const
{
    const QString name = row.name.isEmpty() ? row.id : row.name;
    const bool reached = row.report || row.running;
    painter.setFont(m_theme.textFont());
    painter.setPen(m_theme.colour(reached ? Colour::Text : Colour::Muted));
    if (!row.running || row.statement.isEmpty()) {
        drawText(painter, rect, name);
        return;
    }
    const TwoLines lines = twoLines(rect);
    drawText(painter, lines.first, name);
    QFont small = m_theme.codeFont();
    small.setPixelSize(10);
    painter.setFont(small);
    painter.setPen(m_theme.colour(Colour::Muted));
    drawText(painter, lines.second, row.statement);
}

void RehearsalDelegate::paintLane(QPainter &painter, const QRect &rect,
                                  const RehearsalRow &row) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    const int steps = static_cast<int>(m_lane.size());
    for (int i = 0; i < steps; ++i) {
        const StepMark mark = row.marks[static_cast<size_t>(m_lane[static_cast<size_t>(i)])];
        paintPill(painter, pillRect(rect, steps, i), mark, m_glow, m_theme);
    }
}

void RehearsalDelegate::paintVerdict(QPainter &painter, const QRect &rect,
                                     const RehearsalRow &row) const
{
    if (m_beforeBelow && changed(row)) {
        paintChip(painter, rect.adjusted(0, 2, 0, -16),
                  {verdictLabel(row.report->verdict), toneOf(*row.report)}, m_theme);
        paintBefore(painter, rect.adjusted(0, 22, 0, -2), row);
    } else if (row.report) {
        paintChip(painter, rect, {verdictLabel(row.report->verdict), toneOf(*row.report)}, m_theme);
    } else if (row.running) {
        paintChip(painter, rect, {tr("running"), Tone::Neutral}, m_theme);
    }
}

bool RehearsalDelegate::changed(const RehearsalRow &row)
{
    return row.before && row.report && row.report->verdict != row.before->verdict;
}

void RehearsalDelegate::paintBefore(QPainter &painter, const QRect &rect,
                                    const RehearsalRow &row) const
{
    if (!changed(row))
        return;
    const auto trend = row.trend();
    painter.setFont(m_theme.smallFont());
    const Colour colour = trend == Trend::Better  ? Colour::GoodText
                          : trend == Trend::Worse ? Colour::BadText
                                                  : Colour::Muted;
    painter.setPen(m_theme.colour(colour));
    const QString arrow = trend == Trend::Better  ? u"↑ "_s
                          : trend == Trend::Worse ? u"↓ "_s
                                                  : QString();
    drawText(painter, rect, arrow + tr("was %1").arg(row.before->label));
}

void RehearsalDelegate::paintTime(QPainter &painter, const QRect &rect,
                                  const RehearsalRow &row) const
{
    if (!row.report && !row.running)
        return;
    const double ms = row.report ? totalMs(*row.report)
                                 : static_cast<double>(std::max<qint64>(0, m_now - row.startedMs));
    painter.setFont(m_theme.textFont());
    painter.setPen(m_theme.colour(row.report ? Colour::Muted : Colour::AccentText));
    const double last = row.before ? row.before->ms : 0;
    const bool notable = row.before && std::abs(ms - last) > std::max(kNotableMs, kNotable * last);
    if (!notable && !(row.running && row.before)) {
        drawText(painter, rect, durationText(ms), Qt::AlignRight);
        return;
    }
    const TwoLines lines = twoLines(rect);
    drawText(painter, lines.first, durationText(ms), Qt::AlignRight);
    painter.setFont(m_theme.smallFont());
    painter.setPen(m_theme.colour(Colour::Faint));
    drawText(painter, lines.second, tr("last %1").arg(durationText(last)), Qt::AlignRight);
}

bool RehearsalDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                                  const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const RehearsalRow *row = rowOf(index);
    if (!row || index.column() != LaneColumn || event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const int steps = static_cast<int>(m_lane.size());
    for (int i = 0; i < steps; ++i) {
        const QRectF pill = pillRect(option.rect, steps, i).adjusted(-2, -14, 2, 14);
        if (!pill.contains(event->pos()))
            continue;
        const RehearsalStep step = m_lane[static_cast<size_t>(i)];
        const QString said = row->report ? stepSentence(*row->report, step) : QString();
        const QString name = rehearsalStepName(step);
        QToolTip::showText(event->globalPos(), said.isEmpty() ? name : name + u": "_s + said, view);
        return true;
    }
    return false;
}

RehearsalHead::RehearsalHead(Theme &theme, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setSectionsClickable(false);
    setHighlightSections(false);
    connect(this, &QHeaderView::sectionResized, this, &RehearsalHead::placeCorner);
}

void RehearsalHead::setCorner(QWidget *corner)
{
    m_corner = corner;
    m_corner->setParent(this);
    m_corner->show();
    placeCorner();
}

/// Below it there is room for the pointer to drag the columns.
void RehearsalHead::placeCorner()
{
    if (!m_corner || count() <= NameColumn)
        return;
    const int right = sectionSize(VersionColumn) + sectionSize(NameColumn);
    m_corner->setGeometry(kFirstPadding, 3,
                          std::clamp(right - 2 * kFirstPadding, 120, kWidestCorner), 30);
}

void RehearsalHead::resizeEvent(QResizeEvent *event)
{
    QHeaderView::resizeEvent(event);
    placeCorner();
}

void RehearsalHead::setLane(const std::vector<RehearsalStep> &lane, bool filled)
{
    m_lane = lane;
    m_filled = filled;
    viewport()->update();
}

void RehearsalHead::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    painter->fillRect(rect, m_theme.colour(Colour::Base));
    if (section != LaneColumn)
        return;
    painter->save();
    painter->setFont(m_theme.smallFont());
    painter->setPen(m_theme.colour(Colour::Muted));
    const int steps = static_cast<int>(m_lane.size());
    for (int i = 0; i < steps; ++i) {
        const QRectF pill = pillRect(rect, steps, i);
        if (pill.width() < kNarrowestLabel)
            break; // the tool tip has the words
        const QString label = laneLabel(m_lane[static_cast<size_t>(i)], m_filled);
        const QRectF room(pill.left(), rect.top() + 10, pill.width() + 4, rect.height() - 10);
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(label, Qt::ElideRight,
                                                            static_cast<int>(room.width())));
    }
    painter->restore();
}

} // namespace tidemark
