// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/report.h"

#include <QAbstractTableModel>

namespace tidemark {

/// The sampled rows of one table that a rollback lost or changed: key, before, after. Of a changed
/// row one line for each column that changed; of a lost or a left-over one all its values.
class LostRowsModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { KeyColumn, BeforeColumn, AfterColumn, Columns };
    enum class Fate { Kept, Gone, Null }; ///< what a cell says; FateRole as int
    static constexpr int FateRole = Qt::UserRole + 1;

    explicit LostRowsModel(const TableDataDifference &difference, QObject *parent = nullptr);

    /// What the two columns are called where there is no down.
    void setMoments(const QString &before, const QString &after);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Cell
    {
        QString text;
        Fate fate = Fate::Kept;
    };
    struct Line
    {
        QString key;
        Cell before;
        Cell after;
    };

    void addSample(const TableDataDifference &difference, const RowSample &sample);
    static Cell cellOf(const QString &value);

    std::vector<Line> m_lines;
    QString m_before;
    QString m_after;
    QString m_column; ///< the only one that changed, for the head
};

} // namespace tidemark
