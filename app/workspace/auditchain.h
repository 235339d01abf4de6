// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace tidemark {

/// A row of the log as it is stored: the cells in the order of auditColumns(), the two digests
/// apart.
struct StoredAuditRow
{
    qint64 id = 0;
    std::vector<QByteArray> cells; ///< without id and digests
    QByteArray previousDigest;
    QByteArray digest;
};

/// SHA-256, 64 lower-case hex digits, over netstrings ("<bytes>:<text>,") of: "tidemark-log-1", the
/// digest of the row before, the id in decimal, and each cell in the order of auditColumns(). So
/// every other program can check a log.
QByteArray auditDigest(const QByteArray &previousDigest, qint64 id,
                       std::span<const QByteArray> cells);

/// What stands before the first row: 64 zeros.
QByteArray firstAuditDigest();

/// The first place at which the chain does not hold.
struct ChainBreak
{
    enum class Kind {
        Edited,   ///< the row does not say any more what its digest was made of
        Deleted,  ///< the row is gone, and maybe others with it
        Inserted, ///< somebody else than Tidemark put the row there
    };
    Kind kind = Kind::Edited;
    qint64 id = 0;     ///< the broken row
    qint64 lastId = 0; ///< of the gap; otherwise the same as id

    bool operator==(const ChainBreak &) const = default;
};

/// "row 17 was edited", "rows 17 to 19 were deleted", "row 20 was inserted by something else".
QString describe(const ChainBreak &broken);

/// Looks at the rows of a log one after another, ascending by id. The log keeps the id and digest
/// of its newest row apart (its head), so that rows missing at the end are found as well.
///
/// What it cannot see: somebody who recomputes all digests from a changed row on, and the head.
/// Against that a digest that was noted elsewhere helps.
class ChainChecker
{
public:
    ChainChecker(qint64 headId, QByteArray headDigest);

    /// The break that shows at this row, which may be about the row before it.
    std::optional<ChainBreak> take(const StoredAuditRow &row);
    /// After the last row.
    std::optional<ChainBreak> finish() const;

private:
    ChainBreak whyDigestIsWrong(const StoredAuditRow &row) const;

    qint64 m_headId;
    QByteArray m_headDigest;
    qint64 m_lastId = 0;
    QByteArray m_lastDigest;
};

} // namespace tidemark
