// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/archive.h"
#include "tasks/relay.h"
#include "workbench/shownrows.h"

#include <QDateTime>
#include <QString>

#include <memory>
#include <stop_token>

namespace tidemark {

// ---- What a controller has done with an archive in another thread. Errors: those of Archive.

/// What tells an archive from another one under its name.
struct FileStamp
{
    qint64 bytes = -1; ///< of a folder: of its table of contents; -1: there is none
    QDateTime changedAt;

    bool operator==(const FileStamp &) const = default;
};

FileStamp stampOf(const QString &path);
/// Error{Input}: it is another one by now, so what was read of it is not true any more.
Result<void> checkStamp(const QString &path, const FileStamp &stamp);

/// `count` rows from `first` on; fewer only at the end of the table, or where the rows break. Long
/// ones are read in parts, of which only what is shown is kept.
Result<std::shared_ptr<const ShownPage>> readPage(Archive &archive, int number,
                                                  const ArchiveTable &table, qint64 first,
                                                  qint64 count, const std::stop_token &stop);

/// How many rows there are up to the end, or up to where they break, when there are `known` of them
/// at least; in pages of `pageRows`.
Result<qint64> readableRows(Archive &archive, const ArchiveTable &table, qint64 known,
                            qint64 pageRows, const std::stop_token &stop);

/// What was written to the file; `written` hears how many bytes. Without success there is no file,
/// or the one that was there. Error{Io}.
Result<CsvExport> exportTable(Archive &archive, const ArchiveTable &table, const QString &path,
                              const Relay<qint64> &written, const std::stop_token &stop);

} // namespace tidemark
