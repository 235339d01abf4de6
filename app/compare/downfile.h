// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "migrations/convention.h"

#include <QByteArray>
#include <QString>

namespace tidemark {

/// The text of a file with a migration's down in it.
struct DownFile
{
    QString path;   ///< absolute
    QByteArray old; ///< what the file holds now; empty where there is none
    QByteArray text;
    bool overwrites = false; ///< there is a down already, if only a comment

    bool operator==(const DownFile &) const = default;
};

/// Where the down of a migration belongs as its convention has it, with `down` in that place and
/// all else as it is: a file of its own, or the section of a file. Error{Unsupported} where the
/// place cannot be told, as in a file without such a section. Reads, writes nothing.
Result<DownFile> withDown(const Migration &migration, const QByteArray &down);

/// Writes it, reads the folder again as `convention` does, and puts the old text back if the
/// migration's down is not what was written: a tool that cuts statements in its own way would run
/// something else. Error{Busy} when the file is not what it was any more; Error{Io, Permission}.
Result<void> writeDown(const DownFile &file, const Convention &convention,
                       const ReadRequest &request, const QString &id, const QByteArray &down);

} // namespace tidemark
