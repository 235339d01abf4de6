// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <functional>
#include <stop_token>

namespace tidemark {

class SqliteSession;

/// Told after each portion; pages of the database file.
using SqliteBackupProgress = std::function<void(int pagesDone, int pagesTotal)>;

/// Writes what `from` sees as a database file of its own by SQLite's online backup API
/// (https://sqlite.org/c3ref/backup_finish.html), as of one moment: a read transaction is held
/// meanwhile, so writers wait, but for those of a WAL database. `toFile` must be missing or empty,
/// else Error{Usage}; it is removed again when the copy fails or is stopped. Error{Busy}: `from` is
/// itself writing in an open transaction, or a lock outlasted its busy time-out. Blocks; the
/// session's thread. Costs one read and one write of the file.
Result<void> backupSqlite(SqliteSession &from, const QString &toFile, std::stop_token stop = {},
                          const SqliteBackupProgress &progress = {});

} // namespace tidemark
