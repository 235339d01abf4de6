// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QStyledItemDelegate>
#include <QTableView>

namespace tidemark {

class ArchiveRowsModel;

/// Paints values: NULL is faint, bytes are tinted, what has more than is shown ends in an ellipsis.
class ArchiveCellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit ArchiveCellDelegate(Theme &theme, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    Theme &m_theme;
};

/// The table of an archive's rows: names and types of the columns above, numbers of the rows on the
/// left, random access by the scroll bar.
class ArchiveRowsView final : public QTableView
{
    Q_OBJECT
public:
    static constexpr int rowHeight = 28;

    ArchiveRowsView(Theme &theme, ArchiveRowsModel &model, QWidget *parent = nullptr);

    /// Rows of the table that are seen, from 1; {0, 0}: none.
    std::pair<qint64, qint64> seen() const;
    static constexpr qint64 mostCopied = 10'000; ///< cells

    /// The chosen cells, tabs between them; all or, with copyRefused(), none of them.
    void copy();

Q_SIGNALS:
    void scrolled();
    void copyRefused(const QString &why);

protected:
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    Theme &m_theme;
    ArchiveRowsModel &m_model;
};

} // namespace tidemark
