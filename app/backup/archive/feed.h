// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/bytes.h"

namespace tidemark {

/// A place in a feed.
struct FeedMark
{
    qint64 at = 0;    ///< in the source
    qint64 rest = -1; ///< bytes left of the chunk that it is in; -1: there are no chunks

    bool operator==(const FeedMark &) const = default;
};

/// The bytes that a decoder eats, one after the other, from a place that can be found again.
class Feed
{
public:
    Feed() = default;
    Feed(const Feed &) = delete;
    Feed &operator=(const Feed &) = delete;
    virtual ~Feed() = default;

    /// The next bytes; none at the end. Good until the next call.
    virtual Result<QByteArrayView> more() = 0;

    /// The place of the last `unread` bytes of what more() gave last.
    virtual FeedMark markBefore(qint64 unread) const = 0;
    virtual void go(const FeedMark &mark) = 0;
};

/// A source from its first byte to its last.
class WholeFeed final : public Feed
{
public:
    explicit WholeFeed(std::shared_ptr<ByteSource> source)
        : m_window(std::move(source))
    {
    }

    Result<QByteArrayView> more() override;
    FeedMark markBefore(qint64 unread) const override { return {m_at - unread, -1}; }
    void go(const FeedMark &mark) override { m_at = mark.at; }

private:
    ByteWindow m_window;
    qint64 m_at = 0;
};

/// The data of an entry in a custom archive: chunks, each behind its length, up to one without any.
/// A length is an integer of the archive: a byte for the sign and `integerBytes` from the lowest
/// (WriteInt() in pg_backup_archiver.c, _CustomWriteFunc() in pg_backup_custom.c).
class ChunkFeed final : public Feed
{
public:
    ChunkFeed(std::shared_ptr<ByteSource> source, qint64 start, int integerBytes)
        : m_window(std::move(source))
        , m_integerBytes(integerBytes)
        , m_at(start)
    {
    }

    Result<QByteArrayView> more() override;
    FeedMark markBefore(qint64 unread) const override { return {m_at - unread, m_rest + unread}; }
    void go(const FeedMark &mark) override;

    /// Goes to the end without looking at what is in the chunks, and gives their bytes.
    Result<qint64> skip();
    /// Behind the last chunk, once more() gave nothing.
    qint64 position() const { return m_at; }

private:
    Result<bool> openChunk();

    ByteWindow m_window;
    int m_integerBytes;
    qint64 m_at;
    qint64 m_rest = 0;
    bool m_ended = false;
};

} // namespace tidemark
