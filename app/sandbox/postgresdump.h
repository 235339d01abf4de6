// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/connectionspec.h"
#include "sandbox/postgresfacts.h"
#include "sandbox/postgresinstallation.h"

#include <QString>

#include <stop_token>

namespace tidemark {

struct PostgresDumpJob
{
    ConnectionSpec source;
    PostgresFacts facts;      ///< of the source
    ConnectionSpec target;    ///< an empty database
    bool otherServer = false; ///< the target's server has not the source's tablespaces
    QString folder; ///< for the dump, empty and private; has room for the database's contents
    PostgresInstallation client; ///< pg_dump as new as the source's server, see chooseClient()
    std::stop_token stop{};
};

/// pg_dump into the folder and pg_restore from it, with several processes where the database is
/// large. The source is read in one snapshot; a table's lock is waited for 30 s at most.
/// Subscriptions are left out: a sandbox must not talk to a publisher. Passwords go by the
/// environment. Io with the program's own words when one of them fails, also when pg_restore
/// went on after an error: a copy that lacks something is none. Cancelled after a stop.
Result<void> dumpAndRestore(const PostgresDumpJob &job);

} // namespace tidemark
