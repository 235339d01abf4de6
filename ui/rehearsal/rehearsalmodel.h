// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/roles.h"

#include <QAbstractTableModel>

#include <vector>

namespace tidemark {

/// The migrations of one rehearsal. Takes finished rows; knows no controller.
class RehearsalModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<RehearsalRow> rows);
    /// Rows first to last are as in `rows` now, which is the whole list.
    void updateRows(int first, int last, const std::vector<RehearsalRow> &rows);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const RehearsalRow *row(int number) const;
    int find(const QString &id) const; ///< -1: it is not there

private:
    QString textOf(const RehearsalRow &row, int column) const;
    static QString toolTipOf(const RehearsalRow &row, int column);

    std::vector<RehearsalRow> m_rows;
};

} // namespace tidemark
