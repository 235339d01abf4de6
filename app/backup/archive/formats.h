// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/toc.h"

#include <QHash>

namespace tidemark {

/// What openArchive() found out before it knew the format.
struct ArchiveFile
{
    QString path;                      ///< of the file, or of the folder
    std::shared_ptr<ByteSource> bytes; ///< unpacked, where the whole file is compressed
    Compression packed = Compression::None;
    QByteArray head; ///< its first bytes, unpacked; none of a folder
    qint64 bytesOnDisk = 0;
    std::shared_ptr<SideFile> side;
    const ArchiveOptions &options;
};

/// A format of an archive: whether a file is of it, and how it is opened.
struct ArchiveOpener
{
    bool (*fits)(const ArchiveFile &file);
    Result<std::unique_ptr<Archive>> (*open)(const ArchiveFile &file);
};

/// One per format, each in the file of that format; the first that fits opens it.
ArchiveOpener sqliteOpener();
ArchiveOpener customOpener();
ArchiveOpener directoryOpener();
ArchiveOpener tarOpener();
ArchiveOpener plainOpener();

/// What the formats with pg_dump's table of contents have in common.
class TocArchive : public Archive
{
public:
    TocArchive(const ArchiveFile &file, ArchiveFormat format, Toc toc);

    Result<QString> definition(int entry) override;
    Result<QString> dropStatement(int entry) override;

protected:
    const TocEntry *tocEntry(int id) const;
    /// COPY or INSERT, as the entry says.
    std::unique_ptr<RowFormat> rowFormat(const TocEntry &entry, const ArchiveTable &table) const;
    TextEncoding encodingOf(const ArchiveTable &table) const override;
    void setDataBytes(int id, qint64 bytes);

    Toc m_toc; ///< its entries, beside entries()
    std::shared_ptr<ByteSource> m_bytes;

private:
    QHash<int, size_t> m_numbers; ///< of the entries, by their ids
};

/// By its definition: its rows are nothing, and not an empty text.
bool hasNoColumns(const ArchiveTable &table);

Error noSuchEntry(int id);

} // namespace tidemark
