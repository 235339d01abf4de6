// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/preparedmigration.h"

#include <algorithm>

using namespace Qt::StringLiterals;

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

PreparedMigration asOne(const std::vector<PreparedMigration> &parts)
{
    PreparedMigration whole = parts.front();
    whole.migration.id += u" .. "_s + parts.back().migration.id;
    whole.migration.version = parts.back().migration.version;
    whole.migration.name = u"%1 migrations as one"_s.arg(parts.size());
    whole.migration.group.clear();
    whole.verify = parts.back().verify;
    whole.up.clear();
    for (const PreparedMigration &part : parts)
        whole.parts.push_back(part.migration);
    whole.down.emplace();
    for (const PreparedMigration &part : parts)
        whole.up.insert(whole.up.end(), part.up.begin(), part.up.end());
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        if (!part->down) {
            whole.down.reset();
            whole.downError = part->downError;
            break;
        }
        whole.down->insert(whole.down->end(), part->down->begin(), part->down->end());
    }
    return whole;
}

} // namespace tidemark
