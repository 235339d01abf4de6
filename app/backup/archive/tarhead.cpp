// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/tarhead.h"

#include <QRegularExpression>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qint64 blockBytes = 512;
constexpr qsizetype nameBytes = 100;
constexpr qsizetype sizeAt = 124;
constexpr qsizetype sizeBytes = 12;
constexpr qsizetype checksumAt = 148;
constexpr qsizetype checksumBytes = 8;
constexpr qsizetype typeAt = 156;
constexpr qsizetype magicAt = 257;

/// Octal digits, or from the highest byte on when the first bit is set, as GNU tar and pg_dump
/// write what needs more than 11 digits.
std::optional<qint64> tarNumber(QByteArrayView field)
{
    quint64 value = 0;
    if (static_cast<uchar>(field[0]) & 0x80) {
        for (const char c : field.sliced(1)) {
            if (value >> 55)
                return {};
            value = value << 8 | static_cast<uchar>(c);
        }
        return qint64(value);
    }
    for (const char c : field) {
        if (c == '\0' || c == ' ')
            break;
        if (c < '0' || c > '7')
            return {};
        value = value << 3 | quint64(c - '0');
    }
    return qint64(value);
}

bool checksumFits(QByteArrayView head)
{
    qint64 sum = 0;
    for (qsizetype i = 0; i < blockBytes; ++i) {
        const bool own = i >= checksumAt && i < checksumAt + checksumBytes;
        sum += own ? ' ' : static_cast<uchar>(head[i]);
    }
    return tarNumber(head.sliced(checksumAt, checksumBytes - 1)) == sum;
}

bool isFile(char type)
{
    return type == '0' || type == '\0' || type == '7';
}

QString nameIn(QByteArrayView block)
{
    return QString::fromUtf8(block.first(nameBytes).toByteArray().constData());
}

std::optional<TarHead> headIn(QByteArrayView block, qint64 at)
{
    const auto size = tarNumber(block.sliced(sizeAt, sizeBytes));
    if (!checksumFits(block) || !size || *size > std::numeric_limits<qint64>::max() / 2)
        return {};
    TarHead head;
    head.name = nameIn(block);
    head.isFile = isFile(block[typeAt]);
    head.size = *size;
    head.dataAt = at + blockBytes;
    head.nextAt = head.dataAt + (*size + blockBytes - 1) / blockBytes * blockBytes;
    return head;
}

} // namespace

Result<std::optional<TarHead>> tarHeadAt(ByteWindow &window, qint64 at)
{
    TM_TRY_ASSIGN(const QByteArrayView seen, window.atLeast(at, blockBytes));
    if (seen.size() < blockBytes || seen[0] == '\0')
        return std::optional<TarHead>();
    auto head = headIn(seen.first(blockBytes), at);
    if (!head)
        return fail(ErrorKind::Input, u"the tar file is damaged"_s,
                    u"there is no head of a member at byte %1"_s.arg(at));
    return head;
}

std::optional<PackedName> packedNameOf(const QString &name)
{
    static const QRegularExpression form(
        u"\\A(.*/)?((?:toc|\\d+|blob_\\d+)\\.dat(?:\\.(?:gz|lz4|zst))?"
        "|blobs(?:_\\d+)?\\.toc(?:\\.(?:gz|lz4|zst))?)\\z"_s);
    const auto match = form.match(name);
    if (!match.hasMatch())
        return {};
    return PackedName{match.captured(1), match.captured(2)};
}

bool isTar(QByteArrayView bytes)
{
    return bytes.size() >= blockBytes && bytes.sliced(magicAt).startsWith("ustar") &&
           checksumFits(bytes.first(blockBytes));
}

bool holdsArchive(QByteArrayView tar)
{
    while (tar.size() >= blockBytes && tar.sliced(magicAt).startsWith("ustar")) {
        if (isFile(tar[typeAt]))
            return packedNameOf(nameIn(tar)).has_value();
        const auto head = headIn(tar.first(blockBytes), 0);
        if (!head)
            return false;
        tar = tar.sliced(std::min<qint64>(head->nextAt, tar.size()));
    }
    return false;
}

} // namespace tidemark
