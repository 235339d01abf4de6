// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/compression.h"
#include "backup/archive/feed.h"

namespace tidemark {

/// "gzip", "lz4", "zstd", "none".
QString compressionName(Compression compression);

/// What the first bytes of a file say, by the formats' magic numbers (RFC 1952, RFC 8878, the LZ4
/// frame format).
Compression compressionOf(QByteArrayView head);

/// What it takes to begin decoding in the middle.
struct Restart
{
    FeedMark mark;
    QByteArray state;  ///< of the decoder, a few bytes
    QByteArray window; ///< the content before, that what follows refers to
};

/// Turns a feed into its content, from front to back.
///
/// Errors: Error{Input} for what is damaged or cut off, Error{Unsupported} for what needs more than
/// 128 MB of memory.
class Decoder
{
public:
    explicit Decoder(std::unique_ptr<Feed> feed)
        : m_feed(std::move(feed))
    {
    }
    Decoder(const Decoder &) = delete;
    Decoder &operator=(const Decoder &) = delete;
    virtual ~Decoder() = default;

    /// The next bytes of the content, up to `count`; 0 only at the end. With `stopAtRestart` it
    /// returns early at a place where restart() gives something.
    virtual Result<qint64> read(char *to, qint64 count, bool stopAtRestart) = 0;

    /// How to begin exactly behind what was read, where that is possible.
    virtual std::optional<Restart> restart() = 0;
    virtual Result<void> begin(const Restart &restart) = 0;

    /// From the first byte on.
    virtual Result<void> rewind() = 0;

    /// Whether restart() is possible within any few megabytes. zstd: no. Its blocks refer to
    /// entropy tables and offsets of the blocks before, which no function of the library gives, and
    /// to 2 MB of content and more: keeping them would take as much room as the content does when
    /// it is compressed again.
    virtual bool canRestart() const { return true; }

protected:
    Feed &feed() const { return *m_feed; }

private:
    std::unique_ptr<Feed> m_feed;
};

/// `Compression::Gzip` takes zlib streams (RFC 1950) as well, which custom archives hold.
std::unique_ptr<Decoder> makeDecoder(Compression compression, std::unique_ptr<Feed> feed);

std::unique_ptr<Decoder> makePlainDecoder(std::unique_ptr<Feed> feed);
std::unique_ptr<Decoder> makeGzipDecoder(std::unique_ptr<Feed> feed);
std::unique_ptr<Decoder> makeLz4Decoder(std::unique_ptr<Feed> feed);
std::unique_ptr<Decoder> makeZstdDecoder(std::unique_ptr<Feed> feed);

/// "the compressed data is damaged", in the library's words.
Error damagedData(Compression compression, const FeedMark &mark, const QString &words);
Error cutOffData(Compression compression, const FeedMark &mark);

} // namespace tidemark
