// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/timelineheader.h"

#include "timeline/timelinemodel.h"

#include <QPainter>

#include <algorithm>

namespace tidemark {

namespace {

constexpr int signSize = 12;
constexpr int gripHeight = 10; ///< below the corner, where its columns are dragged

void paintArrow(QPainter &painter, const QPointF &middle, bool down, const QColor &colour)
{
    const qreal y = down ? 1.5 : -1.5;
    painter.setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(
        QPolygonF({middle + QPointF(-3, -y), middle + QPointF(0, y), middle + QPointF(3, -y)}));
}

} // namespace

TimelineHeader::TimelineHeader(Theme &theme, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setSectionsClickable(true);
    setMinimumSectionSize(40);
    setHighlightSections(false);
    connect(&theme, &Theme::changed, this, [this] { viewport()->update(); });
    connect(this, &QHeaderView::sectionResized, this, &TimelineHeader::placeCorner);
}

QSize TimelineHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), height};
}

void TimelineHeader::setCorner(QWidget *corner)
{
    m_corner = corner;
    m_corner->setParent(this);
    m_corner->show();
    placeCorner();
}

void TimelineHeader::placeCorner()
{
    if (!m_corner)
        return;
    int width = 0;
    for (int section = 0; section < std::min(count(), int(TimelineModel::FirstEnvironment));
         ++section)
        width += sectionSize(section);
    if (count() == 0)
        width = this->width();
    m_corner->setGeometry(0, 0, std::max(width, 160), height - gripHeight);
}

void TimelineHeader::resizeEvent(QResizeEvent *event)
{
    QHeaderView::resizeEvent(event);
    placeCorner();
}

void TimelineHeader::paintEvent(QPaintEvent *event)
{
    QPainter ground(viewport());
    ground.fillRect(viewport()->rect(), m_theme.colour(Colour::Base));
    ground.end();
    QHeaderView::paintEvent(event);
    QPainter painter(viewport());
    const QRect all = viewport()->rect();
    const QColor line = m_theme.colour(Colour::Line);
    painter.fillRect(QRect(0, all.bottom(), all.width(), 1), line);
    for (int section = 0; section + 1 < count(); ++section) {
        const int right = sectionViewportPosition(section) + sectionSize(section) - 1;
        painter.fillRect(QRect(right, all.bottom() - 7, 1, 5), line);
    }
}

void TimelineHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    if (section < TimelineModel::FirstEnvironment || !model())
        return;
    const auto of = [&](int role) { return model()->headerData(section, orientation(), role); };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect inner = rect.adjusted(4, 0, -4, 0);
    const QFont strong = m_theme.strongFont();
    const QString name = QFontMetrics(strong).elidedText(of(Qt::DisplayRole).toString(),
                                                         Qt::ElideMiddle, inner.width());
    painter->setFont(strong);
    painter->setPen(m_theme.colour(Colour::Text));
    const QRect upper(inner.left(), 8, inner.width(), 18);
    painter->drawText(upper, Qt::AlignCenter | Qt::TextSingleLine, name);
    if (const int sorted = of(TimelineModel::SortRole).toInt(); sorted != 0) {
        const int half = QFontMetrics(strong).horizontalAdvance(name) / 2;
        paintArrow(*painter, QPointF(inner.center().x() + half + 9, upper.center().y() + 1),
                   sorted > 0, m_theme.colour(Colour::Accent));
    }

    paintSummary(*painter, QRect(inner.left(), 27, inner.width(), 16), section);
    painter->restore();
}

/// In words where they fit; where columns are narrow a number, and the tool tip has the words.
void TimelineHeader::paintSummary(QPainter &painter, const QRect &rect, int section) const
{
    const auto of = [&](int role) { return model()->headerData(section, orientation(), role); };
    const bool unreachable = of(TimelineModel::StaleRole).toBool();
    const QFont small = m_theme.smallFont();
    const QFontMetrics metrics(small);
    QString text = of(TimelineModel::SubtitleRole).toString();
    const bool fits = metrics.horizontalAdvance(text) <= rect.width();
    if (!fits)
        text = of(TimelineModel::CompactRole).toString();
    const int width = metrics.horizontalAdvance(text);
    const bool sign = unreachable && width + signSize + 4 <= rect.width();
    const int used = width + (sign ? signSize + 4 : 0);
    int left = rect.left() + (rect.width() - used) / 2;
    if (sign) {
        painter.drawPixmap(left, rect.top() + 2,
                           m_theme.pixmap(QStringLiteral("warning"), Colour::BadText, signSize,
                                          devicePixelRatioF()));
        left += signSize + 4;
    }
    painter.setFont(small);
    painter.setPen(m_theme.colour(unreachable ? Colour::BadText : Colour::Muted));
    painter.drawText(QRect(left, rect.top(), width + 2, rect.height()),
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
}

} // namespace tidemark
