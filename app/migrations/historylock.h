// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "migrations/convention.h"

#include <QByteArrayView>

#include <memory>
#include <stop_token>

namespace tidemark {

/// The advisory lock on PostgreSQL where the convention's own tool takes none: the letters
/// "tidemark" as a big-endian number. Like every advisory lock it is one per database.
inline constexpr qint64 ownAdvisoryKey = 0x746964656d61726b;

/// pg_try_advisory_lock(key) on the session. With `wait` it polls five times a second until `stop`.
/// Error{Busy} names the holder: pid, user, application and since when it is connected. The lock
/// ends with the returned object, at the latest with the session; the object must not outlive the
/// session, and on destruction it clears the session's stop token so that it can unlock.
Result<std::unique_ptr<HistoryLock>> lockAdvisory(Session &session, qint64 key, bool wait,
                                                  std::stop_token stop);

/// For SQLite, where nothing in the database outlives a transaction: flock() on a file beside it,
/// named like it with "-tidemark-lock" behind. The kernel lets go of it when the process ends,
/// however it ends; the file is removed on release. A database in memory needs no lock and gets an
/// empty one. Error{Busy} names process, user and time of the holder; {Permission} or {Io} when the
/// file cannot be made. Works among processes of one machine.
Result<std::unique_ptr<HistoryLock>> lockBesideFile(Session &session, bool wait,
                                                    std::stop_token stop);

/// CRC-32 as zlib and Ethernet have it: what several tools make their advisory keys from.
quint32 crc32Of(QByteArrayView bytes);

/// The one of the two that fits the session's engine.
Result<std::unique_ptr<HistoryLock>> lockForRun(Session &session, qint64 advisoryKey, bool wait,
                                                std::stop_token stop);

} // namespace tidemark
