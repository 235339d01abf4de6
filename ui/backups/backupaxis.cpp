// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/backupaxis.h"

#include "base/bytestext.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int axisHeight = 150;
constexpr int margin = 20;
constexpr int widest = 29;
constexpr int narrowest = 9;
constexpr int labelTop = 4;
constexpr int barsTop = 34;
constexpr int barsBottom = 118;
constexpr int lowestBar = 5;
constexpr int narrowBar = 9;
constexpr int dateGap = 84;
constexpr int legendMark = 9;

bool isNamed(const ShelvedBackup &one)
{
    return one.backup.kind == BackupKind::Named && !one.backup.name.isEmpty();
}

/// The name of a named one, the release of the first that was made for it.
QString axisLabel(const BackupShelf &shelf, int index)
{
    const Backup &backup = shelf.backups[size_t(index)].backup;
    if (isNamed(shelf.backups[size_t(index)]))
        return backup.name;
    const ShelvedBackup *before = shelf.at(index - 1);
    return before && before->backup.release == backup.release ? QString() : backup.release;
}

} // namespace

BackupAxis::BackupAxis(Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Backups by time"));
    viewport()->setMouseTracking(true);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

QSize BackupAxis::sizeHint() const
{
    return {600, axisHeight};
}

QSize BackupAxis::minimumSizeHint() const
{
    return {200, axisHeight};
}

int BackupAxis::count() const
{
    return m_shelf ? int(m_shelf->backups.size()) : 0;
}

void BackupAxis::setDescription(std::function<QString(const ShelvedBackup &)> description)
{
    m_description = std::move(description);
}

void BackupAxis::setShelf(std::shared_ptr<const BackupShelf> shelf)
{
    // Whoever looks at the newest goes on looking at it.
    const bool atEnd = horizontalScrollBar()->value() == horizontalScrollBar()->maximum();
    m_shelf = std::move(shelf);
    m_hovered = -1;
    m_largest = 1;
    if (m_shelf)
        for (const ShelvedBackup &one : m_shelf->backups)
            m_largest = std::max(m_largest, one.backup.bytes);
    if (m_shelf && m_shelf->find(m_second) < 0)
        m_second.clear();
    layOut();
    if (atEnd)
        horizontalScrollBar()->setValue(horizontalScrollBar()->maximum());
    viewport()->update();
}

void BackupAxis::layOut()
{
    const int room = viewport()->width() - 2 * margin;
    m_pitch = count() == 0 ? widest : std::clamp(room / count(), narrowest, widest);
    const int width = 2 * margin + m_pitch * count();
    horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(m_pitch);
    const bool scrolls = horizontalScrollBar()->maximum() > 0;
    setFixedHeight(axisHeight + (scrolls ? horizontalScrollBar()->sizeHint().height() : 0));
}

int BackupAxis::left() const
{
    return margin - horizontalScrollBar()->value();
}

QRect BackupAxis::columnOf(int index) const
{
    return {left() + index * m_pitch, 0, m_pitch, axisHeight - 14};
}

int BackupAxis::indexAt(const QPoint &point) const
{
    const int index = point.x() < left() ? -1 : (point.x() - left()) / m_pitch;
    return index < count() ? index : -1;
}

void BackupAxis::bring(int index)
{
    const QRect column = columnOf(index);
    QScrollBar *bar = horizontalScrollBar();
    if (column.left() < margin)
        bar->setValue(bar->value() + column.left() - margin);
    else if (column.right() > viewport()->width() - margin)
        bar->setValue(bar->value() + column.right() - viewport()->width() + margin);
}

void BackupAxis::setCurrent(const QString &path)
{
    m_current = path;
    const int index = m_shelf ? m_shelf->find(path) : -1;
    if (index >= 0) {
        bring(index);
        const ShelvedBackup &one = m_shelf->backups[size_t(index)];
        setAccessibleDescription(m_description ? m_description(one) : one.backup.fileName());
    }
    viewport()->update();
}

void BackupAxis::setSecond(const QString &path)
{
    m_second = path;
    viewport()->update();
}

void BackupAxis::choose(int index)
{
    if (index < 0 || index >= count())
        return;
    const QString path = m_shelf->backups[size_t(index)].backup.path;
    setCurrent(path);
    Q_EMIT currentChosen(path);
}

// ---- Painting

Colour BackupAxis::colourOf(const ShelvedBackup &one) const
{
    if (!one.backup.whole)
        return Colour::Bad;
    switch (one.backup.kind) {
    case BackupKind::Automatic:
        return Colour::Accent;
    case BackupKind::Named:
        return Colour::Good;
    case BackupKind::Manual:
        break;
    }
    return one.backup.known ? Colour::Caution : Colour::Faint;
}

void BackupAxis::paintBar(QPainter &painter, int index) const
{
    const ShelvedBackup &one = m_shelf->backups[size_t(index)];
    const bool chosen = one.backup.path == m_current;
    const QRect column = columnOf(index);
    const int width = std::clamp(m_pitch * 11 / 20, 5, 16);
    const double share = double(one.backup.bytes) / double(m_largest);
    const int height = std::max(lowestBar, int(share * (barsBottom - barsTop)));
    const QRectF bar(column.center().x() - width / 2.0 + 0.5, barsBottom - height, width, height);
    const Colour colour = colourOf(one);
    if (chosen || one.backup.path == m_second) {
        QPen frame(m_theme.colour(Colour::Accent), 1.5, chosen ? Qt::SolidLine : Qt::DashLine);
        painter.setPen(frame);
        painter.setBrush(Qt::NoBrush);
        const QRectF around(column.left() + 0.75, barsTop - 10.25, column.width() - 1.5,
                            barsBottom - barsTop + 23);
        painter.drawRoundedRect(around.adjusted(-1.5, 0, 1.5, 0), 5, 5);
    }
    if (one.goes() && width < narrowBar) { // dashes would be all that one sees
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.tint(colour, chosen ? 0.6 : 0.16));
        painter.drawRoundedRect(bar, 1.5, 1.5);
    } else if (one.goes()) {
        painter.setPen(QPen(m_theme.tint(colour, 0.7), 1, Qt::DashLine));
        painter.setBrush(m_theme.tint(colour, 0.06));
        painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, 0.5), 2.5, 2.5);
    } else {
        const bool strong = chosen || index == m_hovered || colour != Colour::Accent;
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.tint(colour, chosen               ? 1.0
                                              : index == m_hovered ? 0.9
                                              : strong             ? 0.8
                                                                   : 0.45));
        painter.drawRoundedRect(bar.adjusted(0, 0, 0, 2), 2.5, 2.5);
        painter.fillRect(QRectF(bar.left(), barsBottom, bar.width(), 3),
                         m_theme.colour(Colour::Base));
    }
    const ShelvedBackup *before = m_shelf->at(index - 1);
    const bool newRelease =
        !one.backup.release.isEmpty() && (!before || before->backup.release != one.backup.release);
    if (newRelease || one.current) {
        const QPointF at(bar.center().x(), barsBottom + 7);
        painter.setPen(QPen(m_theme.colour(Colour::Muted), 1.2));
        painter.setBrush(one.current ? m_theme.colour(Colour::Muted)
                                     : m_theme.colour(Colour::Base));
        painter.drawPolygon(QPolygonF{at + QPointF(0, -3.5), at + QPointF(3.5, 0),
                                      at + QPointF(0, 3.5), at + QPointF(-3.5, 0)});
    }
}

/// From the newest on, as far as there is room; the current one's first, then the named ones'.
void BackupAxis::paintLabels(QPainter &painter, int first, int last) const
{
    painter.setFont(m_theme.smallFont());
    const QFontMetrics metrics = painter.fontMetrics();
    QList<QRect> taken;
    const auto put = [&](int index) {
        const ShelvedBackup &one = m_shelf->backups[size_t(index)];
        const QString text = metrics.elidedText(axisLabel(*m_shelf, index), Qt::ElideMiddle, 120);
        if (text.isEmpty())
            return;
        const int width = metrics.horizontalAdvance(text) + 2;
        QRect place(0, labelTop, width, metrics.height());
        place.moveCenter({columnOf(index).center().x(), place.center().y()});
        place.moveLeft(std::clamp(place.left(), 4, std::max(4, viewport()->width() - width - 4)));
        if (std::ranges::any_of(taken, [&](const QRect &other) {
                return other.adjusted(-8, 0, 8, 0).intersects(place);
            }))
            return;
        taken.append(place);
        const bool current = one.backup.path == m_current;
        painter.setPen(m_theme.colour(current ? Colour::Text : Colour::Muted));
        painter.drawText(place, Qt::AlignCenter, text);
        painter.setPen(m_theme.colour(Colour::Line));
        const int x = columnOf(index).center().x();
        if (!current)
            painter.drawLine(x, place.bottom() + 2, x, barsTop - 2);
    };
    const int current = m_shelf->find(m_current);
    if (current >= first && current <= last)
        put(current);
    for (const bool named : {true, false})
        for (int index = last; index >= first; --index)
            if (index != current && isNamed(m_shelf->backups[size_t(index)]) == named)
                put(index);
}

void BackupAxis::paintDates(QPainter &painter, int first, int last) const
{
    painter.setFont(m_theme.smallFont());
    painter.setPen(m_theme.colour(Colour::Faint));
    const int step = std::max(1, (dateGap + m_pitch - 1) / m_pitch);
    QDate before;
    for (int index = first - first % step; index <= last; index += step) {
        const QDate date = m_shelf->backups[size_t(index)].backup.madeAt.toLocalTime().date();
        if (date == before)
            continue;
        const bool sameYear = before.isValid() ? before.year() == date.year()
                                               : date.year() == QDate::currentDate().year();
        before = date;
        const QRect column = columnOf(index);
        const QRect place(column.left() + m_pitch / 2 - 8, barsBottom + 15, dateGap, 14);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                         date.toString(sameYear ? u"d MMM"_s : u"d MMM yyyy"_s));
    }
}

/// What the colours mean, where the bars leave room for it.
void BackupAxis::paintLegend(QPainter &painter) const
{
    struct Mark
    {
        QString text;
        Colour colour;
        bool hollow;
    };
    QList<Mark> marks;
    const auto note = [&](const QString &text, Colour colour, bool hollow, auto wanted) {
        if (std::ranges::any_of(m_shelf->backups, wanted))
            marks.append({text, colour, hollow});
    };
    const auto ofKind = [](BackupKind kind) {
        return [kind](const ShelvedBackup &one) {
            return one.backup.kind == kind && one.backup.known;
        };
    };
    note(tr("automatic"), Colour::Accent, false, ofKind(BackupKind::Automatic));
    note(tr("manual"), Colour::Caution, false, ofKind(BackupKind::Manual));
    note(tr("named"), Colour::Good, false, ofKind(BackupKind::Named));
    note(tr("unknown"), Colour::Faint, false,
         [](const ShelvedBackup &one) { return !one.backup.known; });
    note(tr("incomplete"), Colour::Bad, false,
         [](const ShelvedBackup &one) { return !one.backup.whole; });
    note(tr("goes with the next prune"), Colour::Accent, true, &ShelvedBackup::goes);
    painter.setFont(m_theme.smallFont());
    int y = barsTop;
    int width = 0;
    for (const Mark &mark : marks)
        width = std::max(width, painter.fontMetrics().horizontalAdvance(mark.text));
    const int x = viewport()->width() - margin - width - legendMark - 6;
    if (x < left() + count() * m_pitch + 24)
        return;
    for (const Mark &mark : marks) {
        const QRectF box(x + 0.5, y + 3.5, legendMark - 1, legendMark - 1);
        painter.setPen(mark.hollow ? QPen(m_theme.tint(mark.colour, 0.7), 1, Qt::DashLine)
                                   : QPen(Qt::NoPen));
        painter.setBrush(m_theme.tint(mark.colour, mark.hollow                     ? 0.06
                                                   : mark.colour == Colour::Accent ? 0.45
                                                                                   : 0.8));
        painter.drawRoundedRect(box, 2, 2);
        painter.setPen(m_theme.colour(Colour::Muted));
        painter.drawText(QRect(x + legendMark + 6, y, width + 2, 15), Qt::AlignVCenter, mark.text);
        y += 17;
    }
}

void BackupAxis::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.colour(Colour::Base));
    if (count() == 0)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    const int first = std::max(0, -left() / m_pitch - 4);
    const int last = std::min(count() - 1, (viewport()->width() - left()) / m_pitch + 4);
    for (int index = first; index <= last; ++index)
        paintBar(painter, index);
    painter.fillRect(QRectF(std::max(0, left() - 10), barsBottom, count() * m_pitch + 20.0, 1),
                     m_theme.colour(Colour::Line));
    paintLabels(painter, first, last);
    paintDates(painter, first, last);
    paintLegend(painter);
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.colour(Colour::Accent), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(viewport()->rect()).adjusted(2.5, 0.5, -2.5, -1.5), 6, 6);
    }
}

void BackupAxis::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    const bool atEnd = horizontalScrollBar()->value() == horizontalScrollBar()->maximum();
    layOut();
    if (const int index = m_shelf ? m_shelf->find(m_current) : -1; index >= 0)
        bring(index);
    else if (atEnd)
        horizontalScrollBar()->setValue(horizontalScrollBar()->maximum());
}

// ---- Hands

void BackupAxis::mousePressEvent(QMouseEvent *event)
{
    const int index = indexAt(event->pos());
    if (event->button() != Qt::LeftButton || index < 0)
        return;
    if (!(event->modifiers() & Qt::ControlModifier)) {
        choose(index);
        return;
    }
    const QString path = m_shelf->backups[size_t(index)].backup.path;
    m_second = path == m_second || path == m_current ? QString() : path;
    viewport()->update();
    Q_EMIT secondChosen(m_second);
}

void BackupAxis::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const int index = indexAt(event->pos()); index >= 0)
        Q_EMIT openWanted(m_shelf->backups[size_t(index)].backup.path);
}

void BackupAxis::mouseMoveEvent(QMouseEvent *event)
{
    const int index = indexAt(event->pos());
    if (index == m_hovered)
        return;
    m_hovered = index;
    viewport()->setCursor(index < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
    viewport()->update();
}

void BackupAxis::leaveEvent(QEvent *event)
{
    QAbstractScrollArea::leaveEvent(event);
    m_hovered = -1;
    viewport()->update();
}

void BackupAxis::keyPressEvent(QKeyEvent *event)
{
    const int now = m_shelf ? m_shelf->find(m_current) : -1;
    switch (event->key()) {
    case Qt::Key_Left:
        choose(now < 0 ? count() - 1 : now - 1);
        return;
    case Qt::Key_Right:
        choose(now + 1);
        return;
    case Qt::Key_Home:
        choose(0);
        return;
    case Qt::Key_End:
        choose(count() - 1);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (now >= 0)
            Q_EMIT openWanted(m_current);
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void BackupAxis::wheelEvent(QWheelEvent *event)
{
    const QPoint turned = event->angleDelta();
    const int delta = turned.x() != 0 ? turned.x() : turned.y();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - delta);
    event->accept();
}

bool BackupAxis::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    auto *help = static_cast<QHelpEvent *>(event);
    const int index = indexAt(help->pos());
    if (index < 0 || !m_description)
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), m_description(m_shelf->backups[size_t(index)]),
                           viewport());
    return true;
}

void BackupAxis::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void BackupAxis::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace tidemark
