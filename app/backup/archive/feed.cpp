// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/feed.h"

#include "backup/archive/integers.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

Error cutOff(qint64 at)
{
    return {.kind = ErrorKind::Input,
            .summary = u"the archive ends in the middle of a table's data"_s,
            .detail = u"at byte %1"_s.arg(at),
            .hint = u"it was cut off; what stands before can still be read"_s,
            .sqlState = {},
            .where = {}};
}

} // namespace

Result<QByteArrayView> WholeFeed::more()
{
    TM_TRY_ASSIGN(const QByteArrayView bytes, m_window.from(m_at));
    m_at += bytes.size();
    return bytes;
}

Result<bool> ChunkFeed::openChunk()
{
    const qint64 headBytes = 1 + m_integerBytes;
    TM_TRY_ASSIGN(const QByteArrayView head, m_window.atLeast(m_at, headBytes));
    if (head.size() < headBytes)
        return fail(cutOff(m_at));
    const auto length = archiveInteger(head.first(headBytes));
    if (!length || *length < 0)
        return fail(ErrorKind::Input, u"the data of a table is damaged"_s,
                    u"there is no length of a chunk at byte %1"_s.arg(m_at),
                    u"what stands before can still be read"_s);
    m_at += headBytes;
    m_rest = *length;
    m_ended = m_rest == 0;
    return !m_ended;
}

Result<QByteArrayView> ChunkFeed::more()
{
    if (m_ended)
        return QByteArrayView();
    if (m_rest == 0) {
        TM_TRY_ASSIGN(const bool opened, openChunk());
        if (!opened)
            return QByteArrayView();
    }
    TM_TRY_ASSIGN(QByteArrayView bytes, m_window.from(m_at));
    if (bytes.isEmpty())
        return fail(cutOff(m_at));
    bytes = bytes.first(std::min<qint64>(bytes.size(), m_rest));
    m_at += bytes.size();
    m_rest -= bytes.size();
    return bytes;
}

void ChunkFeed::go(const FeedMark &mark)
{
    m_at = mark.at;
    m_rest = std::max<qint64>(mark.rest, 0);
    m_ended = false;
}

Result<qint64> ChunkFeed::skip()
{
    qint64 bytes = 0;
    const auto size = m_window.source().size();
    while (true) {
        TM_TRY_ASSIGN(const bool opened, openChunk());
        if (!opened)
            return bytes;
        bytes += m_rest;
        m_at += m_rest;
        if (size && m_at > *size)
            return fail(cutOff(*size));
        m_rest = 0;
    }
}

} // namespace tidemark
