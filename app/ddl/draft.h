// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/renames.h"
#include "diff/schemadiff.h"
#include "schema/dependencies.h"
#include "schema/schema.h"

#include <optional>
#include <vector>

namespace tidemark {

/// A schema and who needs whom in it: one side of a comparison.
struct SchemaState
{
    SchemaPtr schema;
    Dependencies dependencies;
};

enum class Hazard {
    DeletesData,
    RewritesTable,
    BlocksReads,  ///< an ACCESS EXCLUSIVE lock for as long as the work takes
    BlocksWrites, ///< a SHARE lock or stronger for as long as the work takes
    BuildsIndex,
    NeedsPrivilege, ///< more than owning the object: superuser, CREATEROLE, ...
    MayFail,        ///< on rows that are there
    ChangesAccess,  ///< who may see or do what: grants, policies, row security
    SlowsQueries,   ///< an index goes that queries may have used
};
/// "deletes data", "rewrites the table", ...
QString hazardName(Hazard hazard);

struct HazardNote
{
    Hazard hazard = Hazard::MayFail;
    QString object; ///< "public.orders"
    QString why;    ///< "double precision to numeric(12,2) writes every row again"

    bool operator==(const HazardNote &) const = default;
};

struct DraftStatement
{
    QString sql;    ///< one statement, without the semicolon
    ObjectId about; ///< the object that it brings nearer to the target
    QString remark; ///< a comment for the reader, or empty
    std::vector<HazardNote> hazards;
    bool outsideTransaction =
        false; ///< CREATE INDEX CONCURRENTLY and the like: a script of its own

    bool operator==(const DraftStatement &) const = default;
};

/// A difference that no statement of ours removes. It is a comment in the script, never an
/// omission.
struct DraftGap
{
    ObjectId about;
    QString property; ///< as in Difference; empty: the object as a whole
    QString why;

    bool operator==(const DraftGap &) const = default;
};

/// Ordered statements that bring one schema to another.
struct Draft
{
    Engine engine = Engine::PostgreSql;
    std::vector<DraftStatement> statements;
    std::vector<DraftGap> gaps;

    bool operator==(const Draft &) const = default;
};

/// Whether the draft says itself that it leaves this difference.
bool announces(const Draft &draft, const Difference &difference);

/// Of a table that both sides have. PostgreSQL adds columns at the end.
enum class ColumnOrder {
    Keep,  ///< where that is another order than the goal's, it is a gap
    Exact, ///< such a table is made anew in the goal's order, and its rows are copied
};

struct DraftOptions
{
    /// CONCURRENTLY, NOT VALID and VALIDATE, CHECK before SET NOT NULL where there is such a way;
    /// false: the shortest script.
    bool saferWays = true;
    /// SQLite makes a table anew for it either way, as for most of its changes.
    ColumnOrder columnOrder = ColumnOrder::Keep;
    DiffOptions noise; ///< what is left out of the comparison is left out of the script
    std::vector<Rename> renames;
    /// Only these differences' objects, with what they need; none: all.
    std::optional<std::vector<ObjectId>> only;
};

/// What brings `from` to `to`. The way back is the same with the two exchanged. Deterministic: the
/// same arguments give the same bytes. Pure; any thread; cost by the size of the difference once
/// diffSchemas() has paid for finding it.
Draft draftMigration(const SchemaState &from, const SchemaState &to,
                     const DraftOptions &options = {});

/// The draft as text that people edit: statements with their hazards as comments above them, gaps
/// as comments at the end. Statements that need to be outside of a transaction start a script of
/// their own, so there can be several.
struct DraftScript
{
    QString text;
    bool transactional = true;

    bool operator==(const DraftScript &) const = default;
};
std::vector<DraftScript> scriptsOf(const Draft &draft);

} // namespace tidemark
