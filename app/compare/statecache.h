// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/snapshot.h"
#include "workspace/workspace.h"

#include <QString>

#include <optional>

namespace tidemark {

/// Where Tidemark keeps what it can make again: TIDEMARK_CACHE, else $XDG_CACHE_HOME/tidemark, else
/// ~/.cache/tidemark (https://specifications.freedesktop.org/basedir-spec).
QString defaultCacheFolder(const VariableLookup &lookup);

/// Schemas that replayed migrations made, as snapshot files in FOLDER/states, named by a digest of
/// all that they follow from: the statements, the server's version, the format.
///
/// Any thread and any number of processes: a file appears whole or not at all, and one that cannot
/// be read is as none. Nothing here is ever an error: without a cache everything takes longer, that
/// is all. An empty folder is no cache.
class StateCache
{
public:
    static constexpr int kept = 200;                         ///< files; the longest unused go first
    static constexpr qint64 keptBytes = 256LL * 1024 * 1024; ///< of all of them

    explicit StateCache(const QString &folder);

    /// The snapshot of that digest; from now on it was used last.
    std::optional<Snapshot> find(const QByteArray &digest) const;

    /// Keeps it, and lets go of what is too much.
    void store(const QByteArray &digest, const Snapshot &snapshot) const;

private:
    QString pathOf(const QByteArray &digest) const;
    void prune() const;

    QString m_folder;
};

} // namespace tidemark
