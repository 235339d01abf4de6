// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migrations/migration.h"
#include "sql/dialect.h"

namespace tidemark {

/// Which scripts of a set a tool sends as one command.
enum class SentWhole {
    OutsideTransactions, ///< those that are marked to run without a transaction
    Always,              ///< all of them, and the tool begins no transaction of its own
};

/// PostgreSQL runs several statements of one command as one transaction. A tool that sends a script
/// as a whole therefore fails on CREATE INDEX CONCURRENTLY and the like unless the script holds
/// nothing else, while a run of ours sends them one by one. Each such script gives a warning
/// "implicit-transaction" with the statement's place; of those that are always sent whole, one that
/// holds nothing else is marked as run without a transaction. Nothing on SQLite. Cost: one scan of
/// the scripts concerned.
void reportImplicitTransactions(MigrationSet &set, Engine engine, const QString &tool,
                                SentWhole scripts);

} // namespace tidemark
