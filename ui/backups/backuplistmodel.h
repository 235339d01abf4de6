// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/backupshelf.h"

#include <QAbstractTableModel>

#include <functional>
#include <memory>
#include <vector>

namespace tidemark {

/// The backups as a table, the newest first.
class BackupListModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { When, Name, Kind, Size, Of, Tide, Release, Label, Next, ColumnCount };
    enum Role { ToneRole = Qt::UserRole + 1, GoesRole, PathRole };

    using Tides = std::function<BackupTide(const Backup &)>;

    explicit BackupListModel(QObject *parent = nullptr);

    /// `tides` is asked once for each.
    void setShelf(std::shared_ptr<const BackupShelf> shelf, const Tides &tides);
    /// Only those that have each of these words somewhere.
    void setFilter(const QString &text);

    const ShelvedBackup *at(int row) const;
    int rowOf(const QString &path) const; ///< -1: not shown

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        int index = 0; ///< on the shelf
        BackupTide tide{};
        QString words{}; ///< that a filter looks at
    };
    void filter();
    QString textOf(const ShelvedBackup &one, const BackupTide &tide, int column) const;

    std::shared_ptr<const BackupShelf> m_shelf;
    std::vector<Row> m_all;
    std::vector<int> m_shown; ///< in m_all
    QString m_filter;
};

} // namespace tidemark
