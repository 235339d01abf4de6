// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/backupstore.h"
#include "backup/progress.h"
#include "backup/sandboxrestore.h"
#include "database/connectionspec.h"
#include "diff/rowstream.h"
#include "schema/schemareader.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace tidemark {

/// One of two whose rows are compared: a backup, or a database, which is only read.
struct DataSide
{
    std::optional<Backup> backup{};
    std::optional<ConnectionSpec> database{}; ///< without a backup
};

/// Where the contents of a side were taken from.
enum class ContentsFrom {
    Manifest, ///< what was counted when the backup was made
    Restore,  ///< a throw-away database with all of it
    Database, ///< itself
};
template <>
inline constexpr std::array<std::string_view, 3> enumNames<ContentsFrom>{"manifest", "restore",
                                                                         "database"};

/// A table on both sides. Of one that is partitioned by hash the whole stands here and none of its
/// partitions: which of these a row is in may differ where the rows do not (TableContents::root).
struct ComparedTable
{
    QString schema; ///< SQLite: empty
    QString name;
    std::optional<qint64> before; ///< rows; none: the table is not there
    std::optional<qint64> after;
    bool equal = false; ///< each row is on both sides: by digests that see every value

    bool operator==(const ComparedTable &) const = default;
};

struct ContentsComparison
{
    ContentsFrom beforeFrom = ContentsFrom::Database;
    ContentsFrom afterFrom = ContentsFrom::Database;
    std::vector<ComparedTable> tables; ///< by schema and name
    /// By fingerprint; none: they are of servers of different versions, or of different Tidemarks.
    std::optional<bool> sameSchema;
    /// None: SQLite, or they could be read on neither side. False also where one could not.
    std::optional<bool> sameLargeObjects;

    bool operator==(const ContentsComparison &) const = default;
    bool isEqual() const; ///< the rows and large objects; not the schema
};

/// A row that is not on both sides as it is on one.
struct RowDifference
{
    enum class Kind { Gone, Added, Changed };
    Kind kind = Kind::Gone;
    std::vector<Cell> before; ///< cells of RowsComparison::columns; empty: it is not there
    std::vector<Cell> after;

    bool operator==(const RowDifference &) const = default;
};
template <>
inline constexpr std::array<std::string_view, 3> enumNames<RowDifference::Kind>{"gone", "added",
                                                                                "changed"};

/// The rows of one table, by key.
struct RowsComparison
{
    QString schema;
    QString name;
    /// The key's, then the others that both have by name, then those of one side only.
    QStringList columns;
    QStringList types; ///< of the columns, as A has them; of those of B only, as B has them
    /// 0: no primary key in common, or (SQLite) one that holds NULLs and so may occur twice. A
    /// changed row is one gone and one added.
    int keyColumns = 0;
    /// Columns that the other side does not have (SQLite: by its way to compare names); they change
    /// no row, but the tables are not equal.
    QStringList onlyBefore;
    QStringList onlyAfter;
    qint64 rowsBefore = 0;
    qint64 rowsAfter = 0;
    qint64 gone = 0; ///< all of them, whatever part of them was asked for
    qint64 added = 0;
    qint64 changed = 0;
    QStringList changedColumns;
    qint64 first = 0;                       ///< the number of the first of `differences` among all
    std::vector<RowDifference> differences; ///< in the order of the keys
    bool more = false;                      ///< others follow

    bool operator==(const RowsComparison &) const = default;
    bool isEqual() const
    {
        return gone == 0 && added == 0 && changed == 0 && onlyBefore.isEmpty() &&
               onlyAfter.isEmpty();
    }
};

struct RowsWanted
{
    TableName table; ///< the schema may be left out where only one has such a table
    qint64 offset = 0;
    qint64 limit = 100;
    /// Of their values: the one that passes it is the last one given, however few these are.
    qint64 bytes = 32 * 1024 * 1024;
};

/// Compares the rows of two sides. Restores what has to be restored at the first need, once, on
/// the scratch server, checked as restoreIntoSandbox() does; it goes with this. One thread; the
/// sandboxes must outlive it.
class DataComparer
{
public:
    DataComparer(DataSide before, DataSide after, QList<PostgresInstallation> installations,
                 SandboxFactory &sandboxes, BackupObserver observer = {},
                 std::stop_token stop = {});
    ~DataComparer();

    /// For the calls from now on, each of which may have a stop token of its own. After rows() was
    /// Cancelled all that was restored before it is still there; after any other Error nothing is
    /// sure of what was made for it: make another comparer.
    void attend(BackupObserver observer, std::stop_token stop);

    /// Rows and digests of each table. A backup with digests in its manifest costs nothing, one
    /// without is restored; a database is read once. Errors: Usage (different engines), those of
    /// the restore and the session.
    Result<ContentsComparison> contents();

    /// The rows of one table, by key: two sorted streams side by side, so memory holds a few rows
    /// of each, and the page that is asked for. Costs a sort on either side. Of a backup in
    /// pg_dump's archive formats only the schema and this table are restored. The rows of a
    /// partitioned table are those of its partitions. Error{Usage}: there is no such table on both
    /// sides, with those there are.
    Result<RowsComparison> rows(const RowsWanted &wanted);

private:
    struct Side;
    std::unique_ptr<Side> m_before;
    std::unique_ptr<Side> m_after;
    QList<PostgresInstallation> m_installations;
    SandboxFactory &m_sandboxes;
    BackupObserver m_observer;
    std::stop_token m_stop;
};

/// Pure: what two contents say.
ContentsComparison compareContents(const BackupContents &before, const BackupContents &after,
                                   bool sameMajor);

} // namespace tidemark
