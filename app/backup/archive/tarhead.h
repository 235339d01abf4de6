// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/bytes.h"

namespace tidemark {

/// The head of a member of a tar file (POSIX.1-1988, "ustar", and what GNU tar makes of it).
struct TarHead
{
    QString name; ///< not to be trusted
    bool isFile = false;
    qint64 size = 0;
    qint64 dataAt = 0;
    qint64 nextAt = 0; ///< of the next head
};

/// The head at that place; nothing where the tar file ends. Error{Input}: there is none.
Result<std::optional<TarHead>> tarHeadAt(ByteWindow &window, qint64 at);

/// A file of an archive, as somebody packed its folder: "shop/" and "toc.dat".
struct PackedName
{
    QString folder; ///< with its slash; empty of pg_dump's own tar files
    QString file;   ///< one that pg_dump -Fd or -Ft writes, and nothing else
};
/// Nothing for the name of anything else.
std::optional<PackedName> packedNameOf(const QString &name);

/// By the first head.
bool isTar(QByteArrayView bytes);

/// Whether a tar file is an archive: by the first file in it, as far as the bytes reach.
bool holdsArchive(QByteArrayView tar);

} // namespace tidemark
