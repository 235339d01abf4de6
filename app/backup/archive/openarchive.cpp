// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/content.h"
#include "backup/archive/formats.h"
#include "backup/archive/sidefile.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qint64 headBytes = 4096;

const std::vector<ArchiveOpener> &openers()
{
    static const std::vector<ArchiveOpener> all{sqliteOpener(), directoryOpener(), customOpener(),
                                                tarOpener(), plainOpener()};
    return all;
}

Result<QByteArray> headOf(ByteSource &bytes)
{
    QByteArray head(headBytes, Qt::Uninitialized);
    TM_TRY_ASSIGN(const qint64 got, bytes.readAt(0, head.data(), headBytes));
    head.resize(got);
    return head;
}

qint64 bytesBelow(const QString &folder)
{
    qint64 bytes = 0;
    for (const QFileInfo &file : QDir(folder).entryInfoList(QDir::Files))
        bytes += file.size();
    return bytes;
}

/// The side file belongs to the file that changes with every backup: a folder's table of contents.
Result<std::shared_ptr<SideFile>> sideFileFor(const QString &path, const QString &cacheFolder)
{
    TM_TRY_ASSIGN(const auto bytes, FileBytes::open(path));
    return std::shared_ptr<SideFile>(SideFile::open(cacheFolder, path, *bytes));
}

Result<void> lookInside(ArchiveFile &file)
{
    TM_TRY_ASSIGN(const auto bytes, FileBytes::open(file.path));
    file.bytesOnDisk = bytes->size().value_or(0);
    file.bytes = bytes;
    TM_TRY_ASSIGN(file.head, headOf(*bytes));
    TM_TRY_ASSIGN(file.side, sideFileFor(file.path, file.options.cacheFolder));
    file.packed = compressionOf(file.head);
    if (file.packed == Compression::None)
        return {};
    file.bytes = std::make_shared<Content>(
        u"file"_s, makeDecoder(file.packed, std::make_unique<WholeFeed>(bytes)), *file.side);
    TM_TRY_ASSIGN(file.head, headOf(*file.bytes));
    return {};
}

} // namespace

Result<std::unique_ptr<Archive>> openArchive(const QString &path, const ArchiveOptions &options)
{
    ArchiveFile file{path, {}, Compression::None, {}, 0, {}, options};
    if (QFileInfo(path).isDir()) {
        file.bytesOnDisk = bytesBelow(path);
        const QDir folder(path);
        for (const QString &name : {u"toc.dat"_s, u"toc.dat.gz"_s}) {
            if (folder.exists(name) && !file.side) {
                TM_TRY_ASSIGN(file.side, sideFileFor(folder.filePath(name), options.cacheFolder));
            }
        }
        if (!file.side)
            return fail(ErrorKind::Input, u"%1 is no backup"_s.arg(path),
                        u"a folder that pg_dump wrote to its end has a file toc.dat"_s);
    } else {
        TM_TRY(lookInside(file));
    }
    const auto opener = std::ranges::find_if(
        openers(), [&](const ArchiveOpener &candidate) { return candidate.fits(file); });
    if (opener != openers().end()) {
        auto opened = opener->open(file);
        file.side->commit();
        return opened;
    }
    if (file.head.startsWith("\x02\x21\x4c\x18"))
        return fail(ErrorKind::Unsupported, u"%1 is packed in LZ4's legacy format"_s.arg(path),
                    u"frames of that format cannot be read from the middle"_s,
                    u"Unpack it: lz4 -dc %1"_s.arg(QFileInfo(path).fileName()));
    return fail(ErrorKind::Input, u"%1 is no backup"_s.arg(path),
                file.head.isEmpty() ? u"it is empty"_s
                                    : u"it is neither an archive of pg_dump nor a script in SQL "
                                      "nor an SQLite file"_s);
}

} // namespace tidemark
