// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/formats.h"

namespace tidemark {

/// The files of an archive of several.
class ArchiveMembers
{
public:
    ArchiveMembers() = default;
    ArchiveMembers(const ArchiveMembers &) = delete;
    ArchiveMembers &operator=(const ArchiveMembers &) = delete;
    virtual ~ArchiveMembers() = default;

    /// Null when there is none of that name. The name is the archive's and not to be trusted.
    virtual Result<std::shared_ptr<ByteSource>> find(const QString &name) = 0;
};

/// The directory and the tar format: toc.dat, and for each entry with data a file of its own, which
/// may be compressed by itself (pg_backup_directory.c, pg_backup_tar.c). Large objects have a file
/// each, and lists of those: blobs.toc, from archive version 1.16 on one for each entry.
Result<std::unique_ptr<Archive>> openFilesArchive(const ArchiveFile &file, ArchiveFormat format,
                                                  std::unique_ptr<ArchiveMembers> members);

} // namespace tidemark
