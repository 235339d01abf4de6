// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/manifest.h"
#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>
#include <stop_token>

namespace tidemark {

// ---- What lies on the disk, told from itself and not from its name. Any thread.

struct ArchiveKind
{
    BackupFormat format = BackupFormat::Custom;
    Compression compression = Compression::None; ///< of the file around it

    bool operator==(const ArchiveKind &) const = default;
};

/// Looks at the first bytes (a folder: at its toc.dat): "PGDMP" (pg_dump -Fc), a tar file that
/// begins with toc.dat or with another file of pg_dump -Fd, whoever packed its folder, SQLite's
/// magic, and a text with pg_dump's or pg_dumpall's first line. In gzip, Zstandard and LZ4 frames
/// are either of the first two, or else a plain dump. A file that ends in .sql is plain whatever is
/// in it. A folder in which nothing is but what pg_dump -Fd writes is one, too, where
/// toc.dat is missing, as pg_dump writes that at the end. Nothing for all else.
std::optional<ArchiveKind> archiveKindOf(const QString &path);

/// ".dump", ".dir", ".tar", ".sql", ".db", and behind it ".gz", ".lz4", ".zst".
QString archiveSuffix(const ArchiveKind &kind);

/// Of a file, or of a folder's files together.
qint64 archiveBytes(const QString &path);

using BytesProgress = std::function<void(qint64 done, qint64 total)>;

/// In hexadecimal. A folder's is that of the lines "SHA256  NAME\n" of its files in the order of
/// their names, as `sha256sum * | sha256sum` prints it there. Error{Io}, Cancelled.
Result<QByteArray> archiveSha256(const QString &path, const BytesProgress &progress = {},
                                 std::stop_token stop = {});

/// Of an archive that is a folder: the first thing in it that pg_dump -Fd does not write there;
/// empty: there is none.
QString foreignFileIn(const QString &folder);

/// Deletes a file, or a folder with all of its files; nothing where it is not there. Error{Usage},
/// with nothing deleted: a link, or a folder with something foreign in it; Io, Permission.
Result<void> removeArchive(const QString &path);

/// Makes sure that what was written is on the disk: a file, or a folder with all in it. Error{Io}.
Result<void> syncToDisk(const QString &path);

/// Renames without ever replacing, and makes sure that the new name is on the disk. Error{Usage}:
/// there is something of that name; Io.
Result<void> renameForGood(const QString &from, const QString &to);

/// Writes a small file for its owner only, and syncs it. Error{Io}.
Result<void> writeForGood(const QString &path, const QByteArray &bytes);

} // namespace tidemark
