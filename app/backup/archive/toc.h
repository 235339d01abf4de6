// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/archive.h"
#include "backup/archive/definitions.h"
#include "backup/archive/textencoding.h"

namespace tidemark {

/// An entry as pg_dump's table of contents has it.
struct TocEntry
{
    ArchiveEntry entry;
    QString definition;
    QString dropStatement;
    QString copyStatement; ///< COPY ... FROM stdin; empty when the rows are INSERT statements
    qint64 dataAt = -1;    ///< custom: where its data begins; -1: nobody knows
    QString file;          ///< directory and tar: which file has the data
};

/// Head and table of contents, which the custom, the directory and the tar format share: ReadHead()
/// and ReadToc() of pg_backup_archiver.c.
struct Toc
{
    ArchiveInfo info;
    int minorVersion = 0; ///< 1.x
    int integerBytes = 4;
    int offsetBytes = 8;
    std::vector<TocEntry> entries;
    qint64 end = 0;              ///< where data begins in the custom format
    std::optional<Error> broken; ///< why entries are missing
    TextEncoding encoding;       ///< of the data
};

/// How an entry says where its data is.
enum class TocKind {
    Custom, ///< an offset
    Files,  ///< the name of a file
};

/// Error{Input} when not even the head can be read; of a table of contents that breaks later, all
/// entries before. Reads no more than the table of contents; a length that lies allocates nothing.
Result<Toc> readToc(const std::shared_ptr<ByteSource> &source, TocKind kind);

/// The tables of which there are rows, with their columns: the names from the COPY statement or,
/// where there is none, from the definition.
std::vector<ArchiveTable> tablesOf(const std::vector<TocEntry> &entries);

/// A table whose rows are to be loaded through another one.
struct RootPart
{
    size_t table = 0; ///< its number
    NamedRelation root;
    int definition = 0; ///< id of the entry that makes the other one; 0: not in the archive
};

/// Adds the tables above, each with the rows of all of its partitions.
void addPartitionRoots(std::vector<ArchiveTable> &tables, const std::vector<RootPart> &parts);

} // namespace tidemark
