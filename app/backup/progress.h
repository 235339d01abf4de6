// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

namespace tidemark {

/// What is being done to a backup, for a progress line. Facts, not sentences.
struct BackupProgress
{
    enum class Step {
        Connecting,
        ReadingSchema,
        Saving,      ///< table `what`, the `done`th of `total`; SQLite: pages
        Globals,     ///< roles and tablespaces
        Digesting,   ///< rows of table `what`
        Hashing,     ///< bytes of the archive
        Unpacking,   ///< bytes of the archive that were read
        Restoring,   ///< table `what`
        ReadingBack, ///< table `what` of the archive that was made
        Comparing,   ///< rows of table `what`; so many were read
        Publishing,  ///< to the disk, and under its name
    };
    Step step = Step::Connecting;
    QString what{};
    qint64 done = 0;
    qint64 total = 0;

    bool operator==(const BackupProgress &) const = default;
};

/// Called from one thread at a time, not always the same one. An empty one hears nothing.
using BackupObserver = std::function<void(const BackupProgress &)>;

} // namespace tidemark
