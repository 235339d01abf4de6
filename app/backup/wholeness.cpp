// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/wholeness.h"

#include "backup/archive/archive.h"
#include "backup/archive/bytes.h"
#include "backup/archive/toc.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qint64 lastLineWithin = 4096;

QByteArray headOf(QFile &file, qint64 count)
{
    file.seek(0);
    return file.read(count);
}

QByteArray tailOf(QFile &file, qint64 count)
{
    file.seek(std::max<qint64>(0, file.size() - count));
    return file.read(count);
}

bool isZero(const QByteArray &bytes, qsizetype count)
{
    return bytes.size() == count && bytes.count('\0') == count;
}

/// Zeros are also at the end of an entry in the table of contents: that is read to its end, too.
bool isWholeCustom(QFile &file)
{
    // "PGDMP", three bytes of its version, how long a number is, how long a place is, the format.
    constexpr qsizetype headBytes = 11;
    constexpr qsizetype longestNumber = 16;
    const QByteArray head = headOf(file, headBytes);
    if (head.size() < headBytes)
        return false;
    const qsizetype number = 1 + qsizetype(static_cast<uchar>(head[8])); // and its sign
    if (number > longestNumber || !isZero(tailOf(file, number), number))
        return false;
    const auto bytes = FileBytes::open(file.fileName());
    if (!bytes)
        return false;
    const auto toc = readToc(*bytes, TocKind::Custom);
    return toc && !toc->broken && std::ranges::all_of(toc->entries, [&](const TocEntry &entry) {
               return entry.dataAt < file.size();
           });
}

bool isWholeDirectory(const QString &folder)
{
    const auto bytes = FileBytes::open(folder + u"/toc.dat"_s);
    if (!bytes) { // somebody packed it afterwards
        const auto archive = openArchive(folder, {});
        return archive && (*archive)->problems().empty();
    }
    const auto toc = readToc(*bytes, TocKind::Files);
    if (!toc || toc->broken)
        return false;
    static const std::array suffixes{u""_s, u".gz"_s, u".lz4"_s, u".zst"_s};
    return std::ranges::all_of(toc->entries, [&](const TocEntry &entry) {
        if (!entry.entry.hasData || entry.file.isEmpty() || entry.file.contains(u'/'))
            return true;
        return std::ranges::any_of(suffixes, [&](const QString &suffix) {
            return QFileInfo(folder + u'/' + entry.file + suffix).isFile();
        });
    });
}

bool isWholeTar(QFile &file)
{
    constexpr qsizetype block = 512;
    return file.size() % block == 0 && isZero(tailOf(file, 2 * block), 2 * block);
}

/// https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md: a block of no bytes, and where the
/// head says so a checksum after it.
bool isWholeLz4(QFile &file)
{
    constexpr qsizetype flagsAt = 4;
    constexpr qsizetype mark = 4;
    constexpr int checksum = 0x04;
    const QByteArray head = headOf(file, flagsAt + 1);
    if (head.size() <= flagsAt)
        return false;
    const qsizetype after = head[flagsAt] & checksum ? 4 : 0;
    return isZero(tailOf(file, mark + after).first(std::min<qsizetype>(mark, file.size())), mark);
}

bool isWholePlain(QFile &file)
{
    const QByteArray tail = tailOf(file, lastLineWithin);
    return tail.contains("-- PostgreSQL database dump complete") ||
           tail.contains("-- PostgreSQL database cluster dump complete");
}

/// https://www.sqlite.org/fileformat.html#in_header_database_size
bool isWholeSqlite(QFile &file)
{
    constexpr qsizetype headBytes = 100;
    const QByteArray head = headOf(file, headBytes);
    if (head.size() < headBytes)
        return false;
    const auto number = [&](qsizetype at) {
        return qFromBigEndian<quint32>(head.constData() + at);
    };
    qint64 page = qFromBigEndian<quint16>(head.constData() + 16);
    if (page == 1)
        page = 65536;
    const qint64 pages = number(28);
    const bool current = pages > 0 && number(24) == number(92);
    return page >= 512 && (current ? file.size() >= page * pages : file.size() % page == 0);
}

} // namespace

bool looksWhole(const QString &path, const ArchiveKind &kind)
{
    if (kind.format == BackupFormat::Directory)
        return isWholeDirectory(path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    if (kind.compression == Compression::Lz4)
        return isWholeLz4(file);
    if (kind.compression != Compression::None)
        return true;
    switch (kind.format) {
    case BackupFormat::Custom:
        return isWholeCustom(file);
    case BackupFormat::Tar:
        return isWholeTar(file);
    case BackupFormat::SqliteFile:
        return isWholeSqlite(file);
    case BackupFormat::Plain:
    case BackupFormat::Directory:
        break;
    }
    return isWholePlain(file);
}

} // namespace tidemark
