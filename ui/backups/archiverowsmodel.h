// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backups/cellpainting.h"
#include "workbench/shownrows.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QSet>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace tidemark {

/// The rows of a table, from any depth: pages come when they are looked at, and those looked at
/// longest ago go. A view keeps something for each row, so it is shown `mostRows` of them at most,
/// from first() on.
class ArchiveRowsModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role { HitRole = FirstOtherCellRole }; ///< what is looked for is in it

    static constexpr qint64 mostRows = 2'000'000;
    static constexpr int keptPages = 64;

    explicit ArchiveRowsModel(qint64 pageRows, QObject *parent = nullptr);

    /// Nothing of another table stays.
    void setTable(const ArchiveTable *table);
    /// How many there are, as far as is known; may grow and shrink.
    void setTotal(qint64 rows);
    qint64 total() const { return m_total; }
    /// The number of the table's row that is row 0 here.
    qint64 first() const { return m_first; }
    /// Moves first() when the row is not among those that are shown.
    void reach(qint64 row);
    /// Of a row of the table; -1: it is not among those that are shown.
    int rowOf(qint64 row) const;
    void addPage(const std::shared_ptr<const ShownPage> &page);
    /// Cells that have this text, in any case, are marked.
    void setMark(const QString &text);
    const ShownCell *cellAt(const QModelIndex &index) const; ///< nullptr: not read yet
    bool isRead(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// Pages that were looked at and are not there, the latest first.
    void pagesWanted(const std::vector<qint64> &firsts);

private:
    int shownRows(qint64 total) const;
    void want(qint64 page) const;
    void askForPages();

    qint64 m_pageRows;
    std::vector<ArchiveColumn> m_columns;
    qint64 m_total = 0;
    qint64 m_first = 0;
    QString m_mark;
    // What a look at the data leaves behind.
    mutable QCache<qint64, std::shared_ptr<const ShownPage>> m_pages;
    mutable std::vector<qint64> m_wanted;
    mutable QTimer m_ask;
};

} // namespace tidemark
