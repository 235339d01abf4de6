// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/preparedmigration.h"

#include <algorithm>

namespace tidemark {

namespace {

bool allInTransaction(const std::vector<ScriptUnit> &units)
{
    return std::all_of(units.begin(), units.end(),
                       [](const ScriptUnit &unit) { return unit.inTransaction; });
}

} // namespace

bool endsRehearsal(const Error &error)
{
    return error.kind == ErrorKind::Cancelled || error.kind == ErrorKind::Connection;
}

std::span<const Migration> PreparedMigration::migrations() const
{
    return parts.empty() ? std::span(&migration, 1) : std::span(parts);
}

bool PreparedMigration::upInTransaction() const
{
    return allInTransaction(up);
}

bool PreparedMigration::downInTransaction() const
{
    return !down || allInTransaction(*down);
}

Result<PreparedMigration> prepareMigration(const Migration &migration, Engine engine)
{
    PreparedMigration prepared;
    prepared.migration = migration;
    TM_TRY_ASSIGN(prepared.up, scriptUnits(migration.up, engine));
    prepared.downError = migration.downError;
    if (migration.down && !prepared.downError) {
        if (auto down = scriptUnits(*migration.down, engine))
            prepared.down = std::move(*down);
        else
            prepared.downError = down.error();
    }
    if (migration.verify) {
        TM_TRY_ASSIGN(prepared.verify, scriptUnits({*migration.verify}, engine));
    }
    return prepared;
}

} // namespace tidemark
