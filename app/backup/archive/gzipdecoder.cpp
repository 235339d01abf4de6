// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/decoder.h"

#include <zlib.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr int windowBits = 15;
constexpr int gzipOrZlib = 32; // inflateInit2(): told apart by the header
constexpr uInt windowBytes = 32 * 1024;

/// zlib and gzip streams, gzip also with several members. A restart is the end of a deflate block,
/// which may lie within a byte, with the 32 KB of content before it; the way is that of zlib's
/// example zran.
class GzipDecoder final : public Decoder
{
public:
    explicit GzipDecoder(std::unique_ptr<Feed> from)
        : Decoder(std::move(from))
        , m_start(feed().markBefore(0))
    {
        inflateInit2(&m_stream, windowBits + gzipOrZlib);
    }
    ~GzipDecoder() override { inflateEnd(&m_stream); }

    Result<qint64> read(char *to, qint64 count, bool stopAtRestart) override;
    std::optional<Restart> restart() override;
    Result<void> begin(const Restart &restart) override;
    Result<void> rewind() override;

private:
    Result<bool> refill();
    Result<bool> nextMember();
    FeedMark mark() const { return feed().markBefore(m_stream.avail_in); }

    z_stream m_stream{};
    FeedMark m_start;
    unsigned char m_lastByte = 0; ///< the last one eaten, when the input at hand is at its start
    const Bytef *m_inputStart = nullptr;
    bool m_member = false; ///< something of a member was eaten
    bool m_gzip = false;   ///< it has a gzip header, so more members may follow
    bool m_raw = false;    ///< began in the middle: zlib neither sees a header nor the trailer
    bool m_boundary = false;
    bool m_ended = false;
};

/// False at the end of the feed.
Result<bool> GzipDecoder::refill()
{
    if (m_stream.next_in && m_stream.next_in != m_inputStart)
        m_lastByte = m_stream.next_in[-1];
    TM_TRY_ASSIGN(const QByteArrayView input, feed().more());
    // zlib's input is not const for historical reasons only.
    m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(input.data()));
    m_stream.avail_in = static_cast<uInt>(input.size());
    m_inputStart = m_stream.next_in;
    if (!m_member && !m_raw && !input.isEmpty()) {
        m_gzip = m_stream.next_in[0] == 0x1f;
        m_member = true;
    }
    return !input.isEmpty();
}

/// Behind the end of a member: whether there is another one.
Result<bool> GzipDecoder::nextMember()
{
    constexpr int crcAndLength = 8;
    for (int left = m_raw && m_gzip ? crcAndLength : 0; left > 0;) {
        if (m_stream.avail_in == 0) {
            TM_TRY_ASSIGN(const bool more, refill());
            if (!more)
                return fail(cutOffData(Compression::Gzip, mark()));
        }
        const auto skipped = std::min<uInt>(m_stream.avail_in, static_cast<uInt>(left));
        m_stream.next_in += skipped;
        m_stream.avail_in -= skipped;
        left -= static_cast<int>(skipped);
    }
    if (!m_gzip)
        return false;
    if (m_stream.avail_in == 0) {
        TM_TRY_ASSIGN(const bool more, refill());
        if (!more)
            return false;
    }
    if (m_stream.next_in[0] != 0x1f)
        return false; // padding, as gzip itself takes it
    inflateReset2(&m_stream, windowBits + gzipOrZlib);
    m_raw = false;
    return true;
}

Result<qint64> GzipDecoder::read(char *to, qint64 count, bool stopAtRestart)
{
    m_stream.next_out = reinterpret_cast<Bytef *>(to);
    m_stream.avail_out = static_cast<uInt>(std::min<qint64>(count, 1 << 30));
    const uInt wanted = m_stream.avail_out;
    const auto done = [&] { return qint64(wanted - m_stream.avail_out); };
    while (m_stream.avail_out > 0 && !m_ended) {
        if (m_stream.avail_in == 0) {
            auto more = refill();
            if ((!more || !*more) && done() > 0)
                return done(); // the error comes with the next call
            TM_TRY(more);
            if (!*more)
                return fail(cutOffData(Compression::Gzip, mark()));
        }
        m_boundary = false;
        const int status = inflate(&m_stream, stopAtRestart ? Z_BLOCK : Z_NO_FLUSH);
        if (status == Z_STREAM_END) {
            auto more = nextMember();
            if (!more && done() > 0)
                return done();
            TM_TRY(more);
            m_ended = !*more;
        } else if (status != Z_OK && status != Z_BUF_ERROR) {
            if (done() > 0)
                return done();
            return fail(damagedData(Compression::Gzip, mark(),
                                    QString::fromLatin1(m_stream.msg ? m_stream.msg : "no words")));
        } else if (stopAtRestart && (m_stream.data_type & 128) && !(m_stream.data_type & 64)) {
            m_boundary = true;
            if (done() > 0)
                break;
        }
    }
    return done();
}

std::optional<Restart> GzipDecoder::restart()
{
    if (!m_boundary)
        return {};
    const int bits = m_stream.data_type & 7;
    const unsigned char byte = m_stream.next_in != m_inputStart ? m_stream.next_in[-1] : m_lastByte;
    Restart restart;
    restart.mark = mark();
    restart.state.append(char(bits)).append(char(byte)).append(char(m_gzip));
    restart.window.resize(windowBytes);
    uInt length = windowBytes;
    if (inflateGetDictionary(&m_stream, reinterpret_cast<Bytef *>(restart.window.data()),
                             &length) != Z_OK)
        return {};
    restart.window.resize(length);
    return restart;
}

Result<void> GzipDecoder::begin(const Restart &restart)
{
    if (restart.state.size() != 3)
        return fail(ErrorKind::Input, u"the index of the archive is damaged"_s);
    feed().go(restart.mark);
    inflateReset2(&m_stream, -windowBits);
    m_stream.avail_in = 0;
    m_inputStart = m_stream.next_in = nullptr;
    m_ended = false;
    m_raw = true;
    m_member = true;
    m_gzip = restart.state[2] != 0;
    const int bits = restart.state[0] & 7;
    if (bits > 0)
        inflatePrime(&m_stream, bits, static_cast<unsigned char>(restart.state[1]) >> (8 - bits));
    if (inflateSetDictionary(&m_stream, reinterpret_cast<const Bytef *>(restart.window.data()),
                             static_cast<uInt>(restart.window.size())) != Z_OK)
        return fail(ErrorKind::Input, u"the index of the archive is damaged"_s);
    return {};
}

Result<void> GzipDecoder::rewind()
{
    feed().go(m_start);
    inflateReset2(&m_stream, windowBits + gzipOrZlib);
    m_stream.avail_in = 0;
    m_inputStart = m_stream.next_in = nullptr;
    m_ended = m_raw = m_member = false;
    return {};
}

} // namespace

std::unique_ptr<Decoder> makeGzipDecoder(std::unique_ptr<Feed> feed)
{
    return std::make_unique<GzipDecoder>(std::move(feed));
}

} // namespace tidemark
