// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "diff/schemadiff.h"
#include "migrations/migration.h"
#include "sql/dialect.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace tidemark {

enum class Verdict {
    Reversible, ///< schema and data came back, and the second up gives what the first gave
    LosesData,  ///< the schema came back, rows or values did not
    Differs,    ///< the down leaves another schema
    Reorders,   ///< equal but for the order of columns
    DownFails,
    NoDown,    ///< there is no down script
    EmptyDown, ///< the down has no statement
    UpFails,
    RedoFails,   ///< the second up fails
    RedoDiffers, ///< the second up gives another schema than the first
    NotRun,      ///< not SQL, or stopped before it
};

/// "loses-data": the word in JSON and on the command line.
QString verdictName(Verdict verdict);
/// The verdict of that name; none when there is none.
std::optional<Verdict> verdictNamed(const QString &name);
/// "loses data": for people.
QString verdictLabel(Verdict verdict);
/// Whether the verdict alone says that the rollback restores everything: reversible and reorders.
bool isGood(Verdict verdict);

enum class SchemaOutcome { Equal, Reordered, Different, Volatile };
QString schemaOutcomeName(SchemaOutcome state);

struct LockEvidence
{
    QString relation;  ///< "public.users"
    QString mode;      ///< pg_locks' word: AccessExclusiveLock
    int statement = 0; ///< index in StepEvidence::statements, from 1
    /// Seen by a second session while the statement ran outside a transaction: a lock that was held
    /// for less than a millisecond can be missing beside it.
    bool sampled = false;

    bool operator==(const LockEvidence &) const = default;
};

struct StatementEvidence
{
    QString summary; ///< its first words
    SourceLocation where;
    double ms = 0;
    qint64 rows = 0;
    qint64 walBytes = 0;
    std::vector<LockEvidence> locks; ///< newly taken by this statement, strongest mode per relation
    QStringList rewrites;            ///< tables whose file was replaced
    QStringList notices;

    bool operator==(const StatementEvidence &) const = default;
};

/// One run of one script.
struct StepEvidence
{
    enum class State { Ok, Failed, Empty, None };
    State state = State::None;
    double ms = 0;
    std::optional<Error> error;
    bool outsideTransaction = false;
    /// It was to run in a transaction and cannot ("CREATE INDEX CONCURRENTLY ..."): run without
    /// one.
    bool forcedOutside = false;
    /// Locks and rewrites were not measured in this run, which shared a transaction with the
    /// script before it: the same script's other run shows them.
    bool locksHidden = false;
    std::vector<StatementEvidence> statements;

    bool operator==(const StepEvidence &) const = default;
};
QString stepStateName(StepEvidence::State state);

/// A row for people: what it was and what it became.
struct RowSample
{
    QStringList key;    ///< "id=1041"
    QStringList before; ///< one cell per column of TableDataDifference::columns; empty: the row was
                        ///< not there
    QStringList after;  ///< empty: the row is gone

    bool operator==(const RowSample &) const = default;
};

struct TableDataDifference
{
    QString table; ///< "public.customers"
    qint64 rowsBefore = 0;
    qint64 rowsAfter = 0;
    qint64 rowsLost = 0; ///< -1: not known (too large to compare row by row)
    qint64 rowsExtra = 0;
    qint64 rowsChanged = 0;
    QStringList changedColumns;
    QStringList columns;            ///< of the samples
    std::vector<RowSample> samples; ///< a few
    bool fromTraffic = false;       ///< rows that came by the traffic script

    bool operator==(const TableDataDifference &) const = default;
};

/// A row of a history table, as far as a migration is known by it.
struct HistoryRow
{
    QString version;
    QString name;
    QString checksum;

    bool operator==(const HistoryRow &) const = default;
};

/// The migration's row in the history table of its own tool, written and removed as the tool does.
struct HistoryEvidence
{
    std::optional<HistoryRow> row; ///< after the up
    std::optional<bool> restored;  ///< after the down all rows were as before the up
    /// Whatever is not as it should be: "after the down the row of 0001 is missing".
    QStringList differences;

    bool operator==(const HistoryEvidence &) const = default;
};

struct MigrationReport
{
    QString version;
    QString name;
    QString id;
    QString file;
    Verdict verdict = Verdict::NotRun;
    QString reason; ///< one or two sentences that say why the verdict is what it is
    StepEvidence up;
    StepEvidence down;
    StepEvidence redo;
    std::optional<SchemaOutcome> schema;     ///< after the down against before the up
    std::optional<SchemaOutcome> redoSchema; ///< after the second up against after the first
    std::optional<bool>
        dataEqual;         ///< after the down against before the up, without what is explained
    SchemaDiff schemaDiff; ///< before the up -> after the down
    SchemaDiff redoDiff;
    std::vector<TableDataDifference> lost;  ///< what the rollback did not bring back
    std::vector<TableDataDifference> moved; ///< what the up itself changed
    std::vector<TableDataDifference>
        explained;                    ///< differences that only now(), random() or a sequence make
    QStringList sequenceChanges;      ///< "public.users_id_seq: 3 -> 5"
    std::optional<bool> verifyPassed; ///< after the up (sqitch)
    std::optional<bool> verifyPassedAfterDown; ///< true is a finding: the verify proves nothing
    std::optional<HistoryEvidence> history;    ///< absent where the tool's table is not kept
    std::vector<Finding> findings;
    QStringList members; ///< of a unit: the ids of the migrations that were taken as one

    bool operator==(const MigrationReport &) const = default;
};

/// Whether the rollback restores everything: a good verdict, or an empty down that had nothing to
/// undo.
bool isGood(const MigrationReport &migration);

struct RehearsalReport
{
    QString tidemarkVersion;
    Engine engine = Engine::PostgreSql;
    QString serverVersion;
    QString convention;
    QString mode;    ///< step, chain, restore
    QString sandbox; ///< how the copy was made
    QString folder;
    QDateTime startedAt;
    double seconds = 0;
    double sqlSeconds = 0; ///< spent in the migrations' own statements
    int fill = 0;
    QString traffic; ///< the script that ran between up and down; empty without one
    bool cancelled = false;
    /// Mode restore: the ways back instead, "code and database" and "code only".
    std::vector<MigrationReport> migrations;
    /// Step mode, where several migrations are the steps of one change (popx): each such group as
    /// one unit, all ups and then all downs, beside its members' own reports. A member alone often
    /// cannot be rolled back to what was there before, and need not be.
    std::vector<MigrationReport> groups;
    std::vector<Finding> findings; ///< of the folder
    std::vector<NotCompared>
        notCompared; ///< kinds of objects in the database that the model does not hold

    bool operator==(const RehearsalReport &) const = default;
};

/// Milliseconds to the microsecond, seconds to the millisecond: more digits are noise, and so a
/// report that was written and read again is equal to itself.
void roundTimes(RehearsalReport &report);

} // namespace tidemark
