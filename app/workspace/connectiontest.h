// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "workspace/workspace.h"

#include <QString>

#include <stop_token>

namespace tidemark {

/// What a look at an environment's database shows.
struct ConnectionFacts
{
    QString server;   ///< "PostgreSQL 15.20"
    QString database; ///< its name, or the file
    bool isServer = true;
    bool encrypted = false; ///< TLS between us and the server; beside it, an SSH tunnel
    QString tls;            ///< "TLSv1.3", or empty
    bool tunnelled = false;
    QString convention;   ///< of the workspace's migrations; empty: not told
    bool history = false; ///< its history table is there
    int applied = 0;      ///< migrations in it

    bool operator==(const ConnectionFacts &) const = default;
};

/// Connects, looks and leaves; nothing is written, and a missing SQLite file is not made. Blocks
/// for as long as the server and ssh take. `password` is used where the URL has none. The errors
/// are those of connectTo() and openSession().
Result<ConnectionFacts> testConnection(const Workspace &workspace, const Environment &environment,
                                       const VariableLookup &lookup, const QString &password,
                                       std::stop_token stop);

} // namespace tidemark
