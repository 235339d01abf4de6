// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/archiverowsview.h"

#include "backups/archiverowsmodel.h"
#include "backups/cellpainting.h"
#include "base/numbertext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int headHeight = 44;

/// A name, and below it its type.
class ColumnHead final : public QHeaderView
{
public:
    ColumnHead(Theme &theme, QWidget *parent)
        : QHeaderView(Qt::Horizontal, parent)
        , m_theme(theme)
    {
        setSectionsClickable(false);
        setHighlightSections(false);
        setMinimumSectionSize(40);
        setFixedHeight(headHeight);
    }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override
    {
        painter->save();
        painter->fillRect(rect, m_theme.colour(Colour::Window));
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1),
                          m_theme.colour(Colour::Line));
        const QRect inner = rect.adjusted(cellGap, 6, -cellGap, -6);
        const auto text = [&](int role) {
            return model()->headerData(section, Qt::Horizontal, role).toString();
        };
        const int side =
            model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).toInt() &
            Qt::AlignHorizontal_Mask;
        QFont bold = m_theme.codeFont();
        bold.setWeight(QFont::Bold);
        const QString type = text(TypeRole);
        painter->setFont(bold);
        painter->setPen(m_theme.colour(Colour::Text));
        painter->drawText(inner, side | (type.isEmpty() ? Qt::AlignVCenter : Qt::AlignTop),
                          painter->fontMetrics().elidedText(text(Qt::DisplayRole), Qt::ElideMiddle,
                                                            inner.width()));
        painter->setFont(m_theme.smallFont());
        painter->setPen(m_theme.colour(Colour::Faint));
        painter->drawText(inner, side | Qt::AlignBottom,
                          painter->fontMetrics().elidedText(type, Qt::ElideRight, inner.width()));
        painter->restore();
    }

private:
    Theme &m_theme;
};

/// Numbers of rows.
class RowHead final : public QHeaderView
{
public:
    RowHead(Theme &theme, QWidget *parent)
        : QHeaderView(Qt::Vertical, parent)
        , m_theme(theme)
    {
        setSectionsClickable(true);
        setHighlightSections(false);
        setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }

    QSize sizeHint() const override
    {
        const auto *rows = static_cast<const ArchiveRowsModel *>(model());
        const qint64 last = rows ? rows->first() + rows->rowCount() : 0;
        const QFontMetrics metrics(m_theme.codeFont());
        const int digits = std::max(3, int(groupedText(last).size()));
        return {metrics.horizontalAdvance(u'0') * digits + 2 * cellGap, 0};
    }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override
    {
        painter->save();
        painter->fillRect(rect, m_theme.colour(section % 2 ? Colour::Alternate : Colour::Base));
        painter->setFont(m_theme.codeFont());
        painter->setPen(m_theme.colour(Colour::Faint));
        painter->drawText(rect.adjusted(0, 0, -cellGap, 0), Qt::AlignRight | Qt::AlignVCenter,
                          model()->headerData(section, Qt::Vertical, Qt::DisplayRole).toString());
        painter->restore();
    }

private:
    Theme &m_theme;
};

} // namespace

ArchiveCellDelegate::ArchiveCellDelegate(Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void ArchiveCellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    painter->save();
    const bool selected = option.state & QStyle::State_Selected;
    QColor ground = m_theme.colour(selected          ? Colour::Selection
                                   : index.row() % 2 ? Colour::Alternate
                                                     : Colour::Base);
    if (!selected && index.data(ArchiveRowsModel::HitRole).toBool())
        ground = m_theme.tint(Colour::Caution, 0.22);
    painter->fillRect(option.rect, ground);
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(m_theme.colour(Colour::Accent));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    if (!index.data(CellKindRole).isValid()) { // on its way
        const QRect inner = option.rect.adjusted(cellGap, 0, -cellGap, 0);
        painter->fillRect(QRect(inner.left(), inner.center().y() - 3,
                                std::min(inner.width(), 36 + (index.row() * 7) % 40), 6),
                          m_theme.colour(Colour::Hover));
    } else {
        paintValue(*painter, option.rect, index, m_theme);
    }
    painter->restore();
}

ArchiveRowsView::ArchiveRowsView(Theme &theme, ArchiveRowsModel &model, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_model(model)
{
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setHorizontalHeader(new ColumnHead(theme, this));
    setVerticalHeader(new RowHead(theme, this));
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(rowHeight);
    verticalHeader()->setMinimumSectionSize(rowHeight);
    // By items: a pixel of the bar is not one of two million rows' 56 million.
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    horizontalHeader()->setStretchLastSection(true);
    setItemDelegate(new ArchiveCellDelegate(theme, this));
    setModel(&model);
    connect(&theme, &Theme::changed, this, [this] {
        viewport()->update();
        horizontalHeader()->viewport()->update();
        verticalHeader()->viewport()->update();
    });
}

std::pair<qint64, qint64> ArchiveRowsView::seen() const
{
    const int top = rowAt(0);
    if (top < 0)
        return {0, 0};
    const int last = rowAt(viewport()->height() - rowHeight / 2);
    const int bottom = last < 0 ? m_model.rowCount() - 1 : last;
    return {m_model.first() + top + 1, m_model.first() + bottom + 1};
}

void ArchiveRowsView::copy()
{
    const QItemSelection ranges = selectionModel()->selection();
    qint64 cells = 0;
    bool read = true;
    for (const QItemSelectionRange &range : ranges) {
        cells += qint64(range.width()) * range.height();
        for (int row = range.top(); row <= range.bottom() && cells <= mostCopied; ++row)
            read = m_model.cellAt(m_model.index(row, range.left())) && read; // and asks for it
    }
    if (cells > mostCopied) {
        Q_EMIT copyRefused(tr("Too much to copy: export the table as CSV"));
        return;
    }
    if (!read) {
        Q_EMIT copyRefused(tr("Not copied: some of these rows are still being read"));
        return;
    }
    QModelIndexList chosen = ranges.indexes();
    std::ranges::sort(chosen, [](const QModelIndex &a, const QModelIndex &b) {
        return std::pair(a.row(), a.column()) < std::pair(b.row(), b.column());
    });
    QString text;
    int row = -1;
    for (const QModelIndex &index : chosen) {
        if (row >= 0)
            text += index.row() == row ? u'\t' : u'\n';
        row = index.row();
        text += index.data().toString();
    }
    QGuiApplication::clipboard()->setText(text);
}

void ArchiveRowsView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    Q_EMIT scrolled();
}

void ArchiveRowsView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    Q_EMIT scrolled();
}

void ArchiveRowsView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace tidemark
