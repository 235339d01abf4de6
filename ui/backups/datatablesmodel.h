// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/datacomparison.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace tidemark {

/// The tables of a comparison of rows.
class DataTablesModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Before, After, Difference, ColumnCount };
    enum Role { ToneRole = Qt::UserRole + 1 };

    explicit DataTablesModel(QObject *parent = nullptr);

    void setContents(std::shared_ptr<const ContentsComparison> contents);
    /// Only tables with that in their name, and unless `all` only those that differ.
    void setFilter(const QString &text, bool all);

    int tableAt(int row) const; ///< number in ContentsComparison::tables; -1: none
    int rowOf(int table) const; ///< -1: not shown

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void filter();
    QString differenceOf(const ComparedTable &table) const;

    std::shared_ptr<const ContentsComparison> m_contents;
    std::vector<int> m_shown;
    QString m_text;
    bool m_all = false;
};

} // namespace tidemark
