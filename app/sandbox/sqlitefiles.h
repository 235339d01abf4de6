// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <chrono>
#include <stop_token>

namespace tidemark {

/// Copies an SQLite database's files as they are, with their write-ahead log or rollback journal,
/// as of one moment: FILE to TO, FILE-wal to TO-wal, FILE-journal to TO-journal. SQLite, opening
/// the copy, does there what it would have done in the original (recovery, rollback).
///
/// The original's folder is not changed in a single byte, and no file appears in it: nothing is
/// opened for writing, and SQLite itself, which makes -wal and -shm files to read a WAL database,
/// is not asked. Against writers the locks are held that SQLite's readers hold
/// (https://sqlite.org/lockingv3.html, https://sqlite.org/walformat.html, "WAL locks"): SHARED on
/// the file, so no transaction is written into it, and for a WAL database with a -shm file the
/// checkpoint's lock and a reader's, so the log is neither copied back nor begun anew; appending
/// goes on. The work is done in a child process, since closing a file gives up all POSIX locks that
/// a process has on it, those of a session of ours included.
///
/// Clones the extents where the file system can (Btrfs, XFS), else copies. Blocks; any thread; the
/// child dies with that thread. Errors: Connection when there is no such file; Permission;
/// Busy when a writer outlasts `busyTimeout`; Io (the disk is full); Cancelled. What was copied
/// is left for the caller to delete.
Result<void> copySqliteFiles(const QString &from, const QString &to,
                             std::chrono::milliseconds busyTimeout, std::stop_token stop = {});

} // namespace tidemark
