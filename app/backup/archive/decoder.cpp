// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/decoder.h"

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// No compression: content and feed are the same.
class PlainDecoder final : public Decoder
{
public:
    using Decoder::Decoder;

    Result<qint64> read(char *to, qint64 count, bool stopAtRestart) override
    {
        qint64 done = 0;
        while (done < count) {
            if (m_input.isEmpty()) {
                TM_TRY_ASSIGN(m_input, feed().more());
                if (m_input.isEmpty())
                    break;
            }
            const qint64 taken = std::min<qint64>(m_input.size(), count - done);
            std::memcpy(to + done, m_input.data(), static_cast<size_t>(taken));
            m_input = m_input.sliced(taken);
            done += taken;
            if (stopAtRestart)
                break;
        }
        return done;
    }

    std::optional<Restart> restart() override
    {
        return Restart{feed().markBefore(m_input.size()), {}, {}};
    }

    Result<void> begin(const Restart &restart) override
    {
        feed().go(restart.mark);
        m_input = {};
        return {};
    }

    Result<void> rewind() override { return begin(Restart{m_start, {}, {}}); }

private:
    QByteArrayView m_input;
    FeedMark m_start = feed().markBefore(0);
};

} // namespace

QString compressionName(Compression compression)
{
    switch (compression) {
    case Compression::Gzip:
        return u"gzip"_s;
    case Compression::Lz4:
        return u"lz4"_s;
    case Compression::Zstd:
        return u"zstd"_s;
    case Compression::None:
        break;
    }
    return u"none"_s;
}

Compression compressionOf(QByteArrayView head)
{
    if (head.startsWith(QByteArrayView("\x1f\x8b", 2)))
        return Compression::Gzip;
    if (head.startsWith(QByteArrayView("\x04\x22\x4d\x18", 4)))
        return Compression::Lz4;
    if (head.startsWith(QByteArrayView("\x28\xb5\x2f\xfd", 4)))
        return Compression::Zstd;
    return Compression::None;
}

std::unique_ptr<Decoder> makePlainDecoder(std::unique_ptr<Feed> feed)
{
    return std::make_unique<PlainDecoder>(std::move(feed));
}

std::unique_ptr<Decoder> makeDecoder(Compression compression, std::unique_ptr<Feed> feed)
{
    switch (compression) {
    case Compression::Gzip:
        return makeGzipDecoder(std::move(feed));
    case Compression::Lz4:
        return makeLz4Decoder(std::move(feed));
    case Compression::Zstd:
        return makeZstdDecoder(std::move(feed));
    case Compression::None:
        break;
    }
    return makePlainDecoder(std::move(feed));
}

Error damagedData(Compression compression, const FeedMark &mark, const QString &words)
{
    return {.kind = ErrorKind::Input,
            .summary = u"the compressed data is damaged"_s,
            .detail =
                u"%1, at byte %2: %3"_s.arg(compressionName(compression)).arg(mark.at).arg(words),
            .hint = u"what stands before can still be read"_s,
            .sqlState = {},
            .where = {}};
}

Error cutOffData(Compression compression, const FeedMark &mark)
{
    return {.kind = ErrorKind::Input,
            .summary = u"the compressed data is cut off"_s,
            .detail = u"%1, at byte %2"_s.arg(compressionName(compression)).arg(mark.at),
            .hint = u"what stands before can still be read"_s,
            .sqlState = {},
            .where = {}};
}

} // namespace tidemark
