// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "schema/schemareader.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace tidemark {

class Session;

/// A table's rows in a few bytes.
struct TableContents
{
    QString schema; ///< SQLite: empty
    QString name;
    qint64 rows = 0;
    QByteArray digest; ///< TableDigest::whole
    /// PostgreSQL: the table that it is a part of by hash, qualified, or empty. Hashes of enums and
    /// of texts differ between databases, so pg_dump gives such rows to the root, and it is the
    /// root that holds the same rows afterwards. Wherever contents are compared, contentsByRoot()
    /// are: for each hash, as which are the same everywhere is for no catalog to tell (types of
    /// extensions, ranges and arrays of enums).
    QString root{};

    bool operator==(const TableContents &) const = default;
};

/// PostgreSQL's large objects.
struct LargeObjectContents
{
    qint64 count = 0;
    QByteArray digest; ///< the sum of hashes over their numbers and the SHA-256 of their bytes

    bool operator==(const LargeObjectContents &) const = default;
};

/// What a database holds, small enough to be kept beside its backup: two databases with the same
/// contents hold the same objects and the same rows. Without owners and privileges (roles are not
/// part of a backup) and tablespaces (nor are these), the values of sequences (no snapshot holds
/// them) and materialized views (a restore computes them anew).
struct BackupContents
{
    QByteArray fingerprint;                          ///< schemaFingerprint()
    std::vector<TableContents> tables;               ///< by schema and name
    std::optional<LargeObjectContents> largeObjects; ///< none: SQLite, or they cannot be read
    /// fingerprintLayout() of the Tidemark that took the fingerprint; empty: one that had none.
    QByteArray layout{};

    bool operator==(const BackupContents &) const = default;
};

/// A digest over all that defines a schema but owners, privileges and tablespaces. The server's own
/// texts are in it, so it holds between servers of one major version, and the names of all that
/// Tidemark knows of an object, so it holds between fingerprints of one layout. Pure.
QByteArray schemaFingerprint(const Schema &schema);

/// A digest over those names: it changes with each property that the model of a schema gets or
/// loses. Pure.
QByteArray fingerprintLayout();

/// Whether the fingerprints of two contents from one server's major version say anything. Pure.
bool sameFingerprintLayout(const BackupContents &a, const BackupContents &b);
QString otherLayoutNote(); ///< the sentence for people where it is not so

/// PostgreSQL: from now to the end of the transaction that is open, values look the same whatever
/// the server's and the role's settings are, and row security hides none (it fails instead).
Result<void> makeContentsComparable(Session &session);

using ContentsProgress = std::function<void(const QString &table, int done, int total)>;

/// Reads it, in the snapshot of the transaction that is open; on PostgreSQL that transaction's
/// settings are changed (search_path, formats) until its end. Costs one read of every table.
/// Errors: the session's.
Result<BackupContents> readContents(Session &session, const Schema &schema,
                                    const ContentsProgress &progress = {});

/// With the parts of a root in one entry, which is the root's. Pure.
std::vector<TableContents> contentsByRoot(const std::vector<TableContents> &tables);

/// What is not as expected, a line each, for people; empty: everything is. The fingerprints are
/// only compared where `sameServer`, and where they have one layout. Contents without a layout were
/// written before parts of a root and virtual tables were told apart: that is no difference. Pure.
QStringList contentsDifferences(const BackupContents &expected, const BackupContents &found,
                                bool sameServer);

} // namespace tidemark
