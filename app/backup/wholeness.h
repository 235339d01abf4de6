// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archivefile.h"

#include <QString>

namespace tidemark {

/// Whether an archive without a manifest ends as its format ends, told from its first and last
/// bytes. What was cut off (a full disk, a pg_dump that was killed, half a download) does not:
///   custom     the last block, or a table of contents alone, ends in a zero as long as its numbers
///              (_EndData(), _EndLOs(), _WriteExtraToc() of pg_backup_custom.c), and the table of
///              contents names no place behind the end; reads it
///   directory  a file for each entry that has data; reads the table of contents
///   tar        two empty blocks
///   plain      pg_dump's last line
///   packed     LZ4: the frame's end mark. Of gzip and Zstandard nobody knows without unpacking all
///              of it: true
///   SQLite     as many pages as its head says, where that is up to date
/// False is certain, or nearly: bytes that were lost in the middle are not noticed. Any thread.
bool looksWhole(const QString &path, const ArchiveKind &kind);

} // namespace tidemark
