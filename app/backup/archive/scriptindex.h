// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/archive.h"

namespace tidemark {

/// Where an entry lies in the script.
struct ScriptPlace
{
    qint64 definitionAt = 0;
    qint64 definitionEnd = 0;
    qint64 rowsAt = -1;
    bool copies = true; ///< or INSERT
    QString encoding{}; ///< that is set there
};

/// What one pass over the script found.
struct ScriptIndex
{
    ArchiveInfo info;
    std::vector<ArchiveEntry> entries;
    std::vector<ScriptPlace> places; ///< beside the entries
    std::vector<ArchiveTable> tables;
};

/// For the side file. Nothing when the bytes are of another version, or damaged.
QByteArray bytesOf(const ScriptIndex &index);
std::optional<ScriptIndex> scriptIndexIn(const QByteArray &bytes);

} // namespace tidemark
