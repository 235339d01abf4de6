// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/timelinetable.h"

#include "timeline/stateshapes.h"
#include "timeline/timelinedelegate.h"
#include "timeline/timelineheader.h"
#include "timeline/timelinemodel.h"
#include "widgets/columnwidths.h"

#include <QItemSelection>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace tidemark {

namespace {

constexpr int widestEnvironment = 104;
constexpr int narrowestEnvironment = 50;
constexpr int narrowestName = 110;
constexpr qreal cornerRadius = 6;

} // namespace

TimelineTable::TimelineTable(Theme &theme, TimelineModel &model, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_model(model)
    , m_delegate(new TimelineDelegate(theme, this))
    , m_header(new TimelineHeader(theme, this))
{
    setObjectName(QStringLiteral("timelineTable"));
    setAccessibleName(tr("Migrations"));
    setHorizontalHeader(m_header);
    setItemDelegate(m_delegate);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(TimelineDelegate::rowHeight);
    verticalHeader()->setDefaultSectionSize(TimelineDelegate::rowHeight);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setMouseTracking(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, &TimelineTable::aboutToReset);
    setModel(&model);
    m_columns = new ColumnWidths(*m_header, TimelineModel::NameColumn,
                                 [this](int section) { return columnKey(section); });
    connect(m_columns, &ColumnWidths::changed, this, &TimelineTable::layoutColumns);
    connect(&model, &QAbstractItemModel::modelReset, this, &TimelineTable::afterReset);
    // The mark moves where no cell changes.
    connect(&model, &QAbstractItemModel::dataChanged, viewport(), qOverload<>(&QWidget::update));
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, viewport(),
            qOverload<>(&QWidget::update));
    verticalScrollBar()->setSingleStep(TimelineDelegate::rowHeight);
}

// ---- Selection

QString TimelineTable::currentId() const
{
    return currentIndex().data(TimelineModel::IdRole).toString();
}

QStringList TimelineTable::selectedIds() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList ids;
    for (const QModelIndex &row : rows)
        ids += row.data(TimelineModel::IdRole).toString();
    return ids;
}

void TimelineTable::selectId(const QString &id, bool centre)
{
    const int row = m_model.positionOf(id);
    if (row < 0)
        return;
    const QModelIndex index = m_model.index(row, TimelineModel::NameColumn);
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect |
                                                 QItemSelectionModel::Rows);
    const int x = horizontalScrollBar()->value();
    scrollTo(index,
             centre ? QAbstractItemView::PositionAtCenter : QAbstractItemView::EnsureVisible);
    horizontalScrollBar()->setValue(x);
}

void TimelineTable::aboutToReset()
{
    m_place = {};
    m_place.selected = selectedIds();
    m_place.current = currentId();
    const int top = rowAt(0);
    if (top < 0)
        return;
    m_place.top = m_model.index(top, 0).data(TimelineModel::IdRole).toString();
    m_place.offset = rowViewportPosition(top);
}

/// What was selected stays selected where it is still shown, at the same height if it was in sight.
void TimelineTable::afterReset()
{
    layoutColumns();
    QItemSelection selection;
    for (const QString &id : m_place.selected) {
        const int row = m_model.positionOf(id);
        if (row >= 0)
            selection.select(m_model.index(row, 0), m_model.index(row, m_model.columnCount() - 1));
    }
    const int current = m_model.positionOf(m_place.current);
    if (current >= 0)
        selectionModel()->setCurrentIndex(m_model.index(current, TimelineModel::NameColumn),
                                          QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    const int top = m_model.positionOf(m_place.top);
    if (top >= 0)
        verticalScrollBar()->setValue(top * TimelineDelegate::rowHeight - m_place.offset);
    else if (current >= 0)
        scrollTo(m_model.index(current, TimelineModel::NameColumn));
}

// ---- Size

void TimelineTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    layoutColumns();
}

/// Environments take what they need; when it becomes tight they give way first, then the chips.
void TimelineTable::layoutColumns()
{
    if (m_model.columnCount() == 0)
        return;
    const int width = viewport()->width();
    const int count = m_model.environmentCount();
    const int letter = QFontMetrics(m_theme.codeFont()).horizontalAdvance(QLatin1Char('0'));
    const int version =
        std::clamp(int(m_model.longestVersion()) * letter + 30, 60, std::min(200, width / 4 + 40));
    const int forText = 320;
    const int environment = count == 0 ? 0
                                       : std::clamp((width - version - forText) / count,
                                                    narrowestEnvironment, widestEnvironment);
    std::vector<int> natural(size_t(m_model.columnCount()), environment);
    natural[TimelineModel::VersionColumn] = version;
    int rest = width - m_columns->widthOf(TimelineModel::VersionColumn, version);
    for (int i = 0; i < count; ++i)
        rest -= m_columns->widthOf(TimelineModel::FirstEnvironment + i, environment);
    natural[TimelineModel::ChipsColumn] = std::clamp(std::max(rest, 210) * 36 / 100, 92, 260);
    natural[TimelineModel::NameColumn] = narrowestName;
    m_columns->layOut(natural, width);
    m_header->placeCorner();
}

void TimelineTable::restoreColumns(const QVariantMap &dragged)
{
    m_columns->restore(dragged);
    layoutColumns();
}

QString TimelineTable::columnKey(int section) const
{
    switch (section) {
    case TimelineModel::VersionColumn:
        return QStringLiteral("version");
    case TimelineModel::NameColumn:
        return QStringLiteral("name");
    case TimelineModel::ChipsColumn:
        return QStringLiteral("chips");
    default:
        return QStringLiteral("environment ") +
               m_model.headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
    }
}

// ---- The tide mark

void TimelineTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    paintMark();
    if (!m_nothingFound)
        return;
    QPainter painter(viewport());
    painter.setFont(m_theme.textFont());
    painter.setPen(m_theme.colour(Colour::Muted));
    painter.drawText(viewport()->rect().adjusted(0, 40, 0, 0), Qt::AlignHCenter | Qt::AlignTop,
                     tr("No migration has all of these words."));
}

void TimelineTable::setNothingFound(bool nothing)
{
    if (m_nothingFound == nothing)
        return;
    m_nothingFound = nothing;
    viewport()->update();
}

void TimelineTable::paintMark()
{
    const int rows = m_model.rowCount();
    if (!m_model.isInOrder() || rows == 0)
        return;
    // Far above or below the window only "above" and "below" matter, and dots cost time.
    const qreal low = -3 * TimelineDelegate::rowHeight;
    const qreal high = viewport()->height() + 3 * TimelineDelegate::rowHeight;
    std::vector<TideStep> steps;
    for (int column = TimelineModel::FirstEnvironment; column < m_model.columnCount(); ++column) {
        TideStep step;
        step.left = columnViewportPosition(column);
        step.right = step.left + columnWidth(column);
        const int tide =
            m_model.headerData(column, Qt::Horizontal, TimelineModel::TideRole).toInt();
        if (tide >= 0) {
            const qreal y = qreal(tide) * TimelineDelegate::rowHeight - verticalOffset();
            // At the very top it would lie half below the heads.
            step.y = std::clamp(tide == 0 ? y + 1 : y, low, high);
        }
        steps.push_back(step);
    }
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    paintTide(painter, tidePath(steps, cornerRadius), m_theme);
}

// ---- Pointer and keys

void TimelineTable::hover(int row)
{
    if (row == m_hovered)
        return;
    for (const int each : {m_hovered, row}) {
        if (each >= 0 && each < m_model.rowCount())
            viewport()->update(0, rowViewportPosition(each), viewport()->width(),
                               TimelineDelegate::rowHeight);
    }
    m_hovered = row;
    m_delegate->setHoveredRow(row);
}

void TimelineTable::mouseMoveEvent(QMouseEvent *event)
{
    hover(rowAt(event->position().toPoint().y()));
    QTableView::mouseMoveEvent(event);
}

void TimelineTable::leaveEvent(QEvent *event)
{
    hover(-1);
    QTableView::leaveEvent(event);
}

void TimelineTable::keyPressEvent(QKeyEvent *event)
{
    const bool plain = !(event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier));
    const QString text = event->text();
    if (plain && !text.isEmpty() && text.front().isPrint() && !text.front().isSpace()) {
        Q_EMIT typed(text);
        event->accept();
        return;
    }
    // Rows are what is selected, so the ends of the list are what Home and End mean.
    if (plain && (event->key() == Qt::Key_Home || event->key() == Qt::Key_End)) {
        const int row = event->key() == Qt::Key_Home ? 0 : m_model.rowCount() - 1;
        if (row >= 0)
            selectId(m_model.index(row, 0).data(TimelineModel::IdRole).toString());
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

bool TimelineTable::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        layoutColumns();
    return QTableView::event(event);
}

} // namespace tidemark
