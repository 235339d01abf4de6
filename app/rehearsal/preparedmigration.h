// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "migrations/migration.h"
#include "run/scriptrun.h"
#include "sql/dialect.h"

#include <optional>
#include <span>
#include <vector>

namespace tidemark {

/// A migration, or a range of them taken as one, with its scripts cut into statements.
struct PreparedMigration
{
    Migration migration;
    std::vector<ScriptUnit> up;
    std::optional<std::vector<ScriptUnit>> down;
    std::optional<Error> downError; ///< there is a down, and it cannot be read or cut
    std::optional<std::vector<ScriptUnit>> verify;
    std::vector<Migration> parts; ///< of a range taken as one, in order; else empty

    std::span<const Migration> migrations() const;
    bool upInTransaction() const;
    bool downInTransaction() const;
    bool downIsEmpty() const { return down && down->empty(); }
};

/// What a rehearsal cannot go on after: nothing can be learnt from the script's failure then.
bool endsRehearsal(const Error &error);

/// Cuts the scripts. Error only for the up, with its place; a bad down is in downError.
Result<PreparedMigration> prepareMigration(const Migration &migration, Engine engine);

/// A range as one migration: its ups one after the other, its downs in reverse. Without a down when
/// one of them has none. Not of an empty range.
PreparedMigration asOne(const std::vector<PreparedMigration> &parts);

} // namespace tidemark
