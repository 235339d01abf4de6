// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/archivecontroller.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace tidemark {

/// The objects of an archive: below each schema (of each database, where there are several) its
/// tables, then a group for each other kind.
/// Groups and objects are numbers, so 100,000 of them cost some megabytes.
class ArchiveTreeModel final : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role {
        GroupRole = Qt::UserRole + 1, ///< whether it is one
        CountRole,  ///< of a group: its objects; of a table: its rows, where they are known
        SchemaRole, ///< shown before the name, where there are several
        KindRole,   ///< as the archive calls it
        EntryRole,  ///< number in ArchiveContents::entries
    };

    explicit ArchiveTreeModel(QObject *parent = nullptr);

    void setContents(std::shared_ptr<const ArchiveContents> contents);
    /// Objects whose name has the text, in any case.
    void setFilter(const QString &text);
    /// As it became known.
    void setRowCount(int table, qint64 rows);

    int entryAt(const QModelIndex &index) const; ///< number in the entries; -1: a group or nothing
    QModelIndex indexOfEntry(int entry) const;
    /// The first table, else the first object.
    QModelIndex firstObject() const;
    int shownObjects() const;
    /// Whether the group is a schema's tables, which stand open.
    bool isSchema(const QModelIndex &index) const;
    /// "schema", or "database.schema" where the archive has several databases.
    QString placeOf(int entry) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Group
    {
        QString title;
        bool schema = false;
        std::vector<int> entries{}; ///< by name
        std::vector<int> shown{};
    };
    void filter();
    QString nameOf(int entry) const;
    QString databaseOf(int entry) const;

    std::shared_ptr<const ArchiveContents> m_contents;
    std::vector<Group> m_groups;
    std::vector<int> m_shownGroups;
    std::vector<qint64> m_rows; ///< beside the tables
    bool m_manySchemas = false;
    bool m_manyDatabases = false;
    QString m_filter;
};

} // namespace tidemark
