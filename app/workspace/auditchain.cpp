// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/auditchain.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

void addNetstring(QCryptographicHash &hash, const QByteArray &text)
{
    hash.addData(QByteArray::number(text.size()) + ':');
    hash.addData(text);
    hash.addData(QByteArrayView(","));
}

ChainBreak broken(ChainBreak::Kind kind, qint64 id)
{
    return {kind, id, id};
}

} // namespace

QByteArray firstAuditDigest()
{
    return QByteArray(64, '0');
}

QByteArray auditDigest(const QByteArray &previousDigest, qint64 id,
                       std::span<const QByteArray> cells)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    addNetstring(hash, "tidemark-log-1");
    addNetstring(hash, previousDigest);
    addNetstring(hash, QByteArray::number(id));
    for (const QByteArray &cell : cells)
        addNetstring(hash, cell);
    return hash.result().toHex();
}

QString describe(const ChainBreak &broken)
{
    switch (broken.kind) {
    case ChainBreak::Kind::Edited:
        return u"row %1 was edited"_s.arg(broken.id);
    case ChainBreak::Kind::Deleted:
        return broken.id == broken.lastId
                   ? u"row %1 was deleted"_s.arg(broken.id)
                   : u"rows %1 to %2 were deleted"_s.arg(broken.id).arg(broken.lastId);
    case ChainBreak::Kind::Inserted:
        return u"row %1 was inserted by something else than Tidemark"_s.arg(broken.id);
    }
    return {};
}

ChainChecker::ChainChecker(qint64 headId, QByteArray headDigest)
    : m_headId(headId)
    , m_headDigest(std::move(headDigest))
    , m_lastDigest(firstAuditDigest())
{
}

ChainBreak ChainChecker::whyDigestIsWrong(const StoredAuditRow &row) const
{
    using Kind = ChainBreak::Kind;
    if (row.previousDigest == m_lastDigest)
        return broken(Kind::Edited, row.id);
    // Numbered anew, to hide that a row came or went before it.
    if (auditDigest(row.previousDigest, row.id - 1, row.cells) == row.digest)
        return broken(Kind::Inserted, m_lastId);
    if (auditDigest(row.previousDigest, row.id + 1, row.cells) == row.digest)
        return broken(Kind::Deleted, row.id);
    return broken(Kind::Inserted, row.id);
}

std::optional<ChainBreak> ChainChecker::take(const StoredAuditRow &row)
{
    using Kind = ChainBreak::Kind;
    if (row.id < 1 || row.id > m_headId)
        return broken(Kind::Inserted, row.id);
    if (row.id > m_lastId + 1)
        return ChainBreak{Kind::Deleted, m_lastId + 1, row.id - 1};
    if (auditDigest(row.previousDigest, row.id, row.cells) != row.digest)
        return whyDigestIsWrong(row);
    // The row is as it was written, so it is the one before that was changed, digest and all.
    if (row.previousDigest != m_lastDigest)
        return broken(Kind::Edited, m_lastId > 0 ? m_lastId : row.id);
    m_lastId = row.id;
    m_lastDigest = row.digest;
    return std::nullopt;
}

std::optional<ChainBreak> ChainChecker::finish() const
{
    if (m_lastId < m_headId)
        return ChainBreak{ChainBreak::Kind::Deleted, m_lastId + 1, m_headId};
    if (m_lastDigest != m_headDigest)
        return broken(ChainBreak::Kind::Edited, m_lastId);
    return std::nullopt;
}

} // namespace tidemark
