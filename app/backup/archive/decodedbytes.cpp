// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/decodedbytes.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <zstd.h>

namespace tidemark {

namespace {

constexpr qint64 magicBytes = 4;
constexpr qint64 passedAtOnce = 64 * 1024;
constexpr qint64 frameHeadBytes = 18; // the longest of Zstandard and of LZ4

} // namespace

Result<qint64> DecodedBytes::read(char *to, qint64 count)
{
    TM_TRY_ASSIGN(const qint64 got, m_decoder->read(to, count, false));
    m_at += got;
    return got;
}

Result<qint64> DecodedBytes::readAt(qint64 at, char *to, qint64 count)
{
    if (at < m_at) {
        TM_TRY(m_decoder->rewind());
        m_at = 0;
    }
    QByteArray passed(std::min(at - m_at, passedAtOnce), Qt::Uninitialized);
    while (m_at < at) {
        TM_TRY_ASSIGN(const qint64 got,
                      read(passed.data(), std::min<qint64>(at - m_at, passed.size())));
        if (got == 0)
            return 0;
    }
    qint64 done = 0;
    while (done < count) {
        TM_TRY_ASSIGN(const qint64 got, read(to + done, count - done));
        if (got == 0)
            break;
        done += got;
    }
    return done;
}

Result<UnpackedBytes> unpackedBytes(const std::shared_ptr<ByteSource> &source)
{
    std::array<char, magicBytes> head{};
    TM_TRY_ASSIGN(const qint64 got, source->readAt(0, head.data(), magicBytes));
    const Compression packed = compressionOf(QByteArrayView(head.data(), got));
    if (packed == Compression::None)
        return UnpackedBytes{source, packed};
    return UnpackedBytes{
        std::make_shared<DecodedBytes>(makeDecoder(packed, std::make_unique<WholeFeed>(source))),
        packed};
}

Result<UnpackedBytes> openUnpacked(const QString &path)
{
    TM_TRY_ASSIGN(const auto file, FileBytes::open(path));
    return unpackedBytes(file);
}

/// RFC 1952, 2.3.1 (ISIZE, modulo 2^32); RFC 8878, 3.1.1.1; the LZ4 frame format, "Content Size".
qint64 leastContent(ByteSource &source, Compression packed)
{
    constexpr qint64 sizeBytes = 4;
    constexpr qsizetype lz4FlagsAt = 4;
    constexpr qsizetype lz4SizeAt = 6;
    constexpr int lz4HasSize = 0x08;
    QByteArray bytes(frameHeadBytes, '\0');
    const bool atEnd = packed == Compression::Gzip;
    const qint64 from = atEnd ? std::max<qint64>(0, source.size().value_or(0) - sizeBytes) : 0;
    const auto got = source.readAt(from, bytes.data(), atEnd ? sizeBytes : bytes.size());
    if (!got || *got < sizeBytes)
        return 0;
    switch (packed) {
    case Compression::Gzip:
        return qFromLittleEndian<quint32>(bytes.constData());
    case Compression::Zstd: {
        const unsigned long long size = ZSTD_getFrameContentSize(bytes.constData(), size_t(*got));
        const bool known = size != ZSTD_CONTENTSIZE_UNKNOWN && size != ZSTD_CONTENTSIZE_ERROR;
        return known ? qint64(std::min<unsigned long long>(size, INT64_MAX)) : 0;
    }
    case Compression::Lz4:
        return bytes[lz4FlagsAt] & lz4HasSize
                   ? std::max<qint64>(0, qFromLittleEndian<qint64>(bytes.constData() + lz4SizeAt))
                   : 0;
    case Compression::None:
        break;
    }
    return source.size().value_or(0);
}

} // namespace tidemark
