// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/chip.h"
#include "workbench/timelinefilter.h"
#include "workbench/timelinesnapshot.h"

#include <QAbstractTableModel>
#include <QList>

#include <memory>
#include <vector>

namespace tidemark {

/// The timeline as a table: version, name, chips, then one column per environment. Takes finished
/// snapshots and does no I/O. A change that leaves most rows where they are is told as such, so
/// that views keep selection and place.
class TimelineModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { VersionColumn, NameColumn, ChipsColumn, FirstEnvironment };
    enum Role {
        RowRole = Qt::UserRole, ///< int: the snapshot's row
        IdRole,                 ///< the migration's id
        ChipsRole,              ///< QList<Chip>
        StateRole,              ///< int of MigrationState, -1: not known
        LineAboveRole,          ///< bool: what is drawn above is applied as well
        LineBelowRole,
        EnvironmentRoleRole, ///< int of EnvironmentRole; cells and heads
        StaleRole,           ///< bool: the database cannot be reached now; cells and heads
        SubtitleRole,        ///< of heads: "3 behind"
        CompactRole,         ///< of heads: "−3", where there is little room
        TideRole,            ///< int, of heads: so many shown rows are above the mark; -1: no mark
        SortRole,            ///< int, of heads: 0, 1 in its natural order, -1 reversed
        PlaceholderRole,     ///< bool: no script of this migration is on disk
    };

    using QAbstractTableModel::QAbstractTableModel;

    void set(std::shared_ptr<const TimelineSnapshot> snapshot,
             std::shared_ptr<const std::vector<int>> rows, const TimelineView &view);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    const std::shared_ptr<const TimelineSnapshot> &snapshot() const { return m_snapshot; }
    /// The row that shows the migration; -1: it is filtered out, or gone.
    int positionOf(const QString &id) const;
    int environmentCount() const { return columnCount() - FirstEnvironment; }
    /// In characters: what the column must have room for.
    qsizetype longestVersion() const { return m_longestVersion; }
    /// The mark can be drawn only where rows lie in the order of application.
    bool isInOrder() const { return m_view.order == TimelineView::Order::Version; }

private:
    const TimelineEntry &entryAt(int row) const;
    const TimelineCell *cellAt(int row, int column) const;
    bool isLineTo(int row, int column, int step) const;
    QVariant entryData(const TimelineEntry &entry, int column, int role) const;
    QVariant cellData(const QModelIndex &index, int role) const;
    void replace(std::shared_ptr<const TimelineSnapshot> snapshot,
                 std::shared_ptr<const std::vector<int>> rows);
    bool sameColumns(const TimelineSnapshot &other) const;

    std::shared_ptr<const TimelineSnapshot> m_snapshot;
    std::shared_ptr<const std::vector<int>> m_rows;
    TimelineView m_view;
    std::vector<int> m_tide; ///< per environment, see TideRole
    qsizetype m_longestVersion = 0;
};

/// The chips beside a migration's name, the gravest first.
QList<Chip> chipsOf(const TimelineEntry &entry);

} // namespace tidemark

Q_DECLARE_METATYPE(QList<tidemark::Chip>)
