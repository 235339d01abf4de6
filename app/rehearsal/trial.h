// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "migrations/migration.h"
#include "rehearsal/datawatch.h"
#include "rehearsal/fill/rowfiller.h"
#include "rehearsal/historywatch.h"
#include "rehearsal/preparedmigration.h"
#include "rehearsal/probe.h"
#include "rehearsal/rehearsal.h"
#include "rehearsal/sequencemarks.h"
#include "run/scriptrun.h"
#include "run/settings.h"
#include "sandbox/sandbox.h"
#include "schema/schemareader.h"

#include <functional>
#include <memory>

namespace tidemark {

/// All that works on one open sandbox. Not copyable: reader and probe hold the session.
struct Stage
{
    Stage(Sandbox &sandbox, const SchemaReadOptions &options);

    Sandbox &sandbox;
    Session &session;
    std::unique_ptr<SchemaReader> reader;
    std::unique_ptr<Probe> probe;
    QSet<QString> mistyped; ///< tables that refuse filled rows for a type, in a new session, too
};

/// How much of a trial shares a transaction.
enum class TrialShape {
    /// The up is committed and stays; down and second up share a transaction that is rolled back.
    Stepwise,
    /// Fill, up, traffic, down and second up share one transaction that is rolled back, so that the
    /// filled rows leave no trace. The sandbox is afterwards as it was before the up.
    OneTransaction,
    /// Everything commits, as the migration's own tool would. For a copy that is thrown away: what
    /// cannot
    /// run in a transaction, and the second opinion when a shorter way failed.
    Committed,
};

struct TrialOptions
{
    TrialShape shape = TrialShape::Stepwise;
    int fill = 0;
    const std::vector<Statement> *traffic = nullptr;
    int fillShift = 0;           ///< see RowFiller::fill()
    RowFiller *filler = nullptr; ///< knows which rows the tables took before; needed with `fill`
    QByteArray since;            ///< when the rehearsal began, as clockOf() says it
    QStringList leaveOut;        ///< relations of the migration tool
    int samples = 5;
    Timeouts timeouts;
    /// Locks and rewrites are measured when the up is applied, and by measureDown().
    bool measuredLater = false;
    HistoryWatch *history = nullptr;
    std::function<void(RehearsalStep)> stepStarted;
    std::function<void(const Statement &)> statementStarted;
};

/// Takes one migration through its acts and collects the evidence. What the scripts do wrong is in
/// the report; an Error is what stops the rehearsal itself: a lost connection, a cancel.
class Trial
{
public:
    Trial(Stage &stage, const PreparedMigration &migration, SchemaPtr before, TrialOptions options);

    /// All acts. Fills everything of the report but verdict and reason.
    Result<MigrationReport> run();

    /// Only the up; false when it failed. For a chain, whose downs come later.
    Result<bool> runUpOnly();

    /// Only the down, after runUpOnly(), with nothing between that did not undo itself.
    Result<MigrationReport> runDownOnly();

    /// After a stepwise run: down and second up again, on a copy of the database as the up left it,
    /// and committed. Its report has the last word.
    Result<MigrationReport> runDownOnCopy(Stage &copy);

    /// After a run in one transaction, with the up applied since: the down once more in a
    /// transaction of its own, which is rolled back, because its locks could not be told from those
    /// of the fill and the up.
    Result<void> measureDown(MigrationReport &report);

    /// After a run whose two ups gave different schemas although the down restored it: whether the
    /// up gives another schema each time, which is then no fault of the down. Uses up `copy`, a
    /// copy of the database as the up left it.
    Result<bool> isVolatile(Stage &copy);

    /// The schema after the first up; null when the up failed.
    SchemaPtr afterUp() const { return m_afterUp; }

    /// Filled rows made triggers change the schema, so afterUp() is not what the up alone gives.
    bool fillChangedSchema() const { return m_start != m_before && !(*m_start == *m_before); }
    const MigrationReport &report() const { return m_report; }

    /// The tool's history with this migration applied; nothing where it is not kept.
    const std::optional<History> &historyAfterUp() const { return m_history.afterUp; }
    TrialShape shape() const { return m_options.shape; }

private:
    enum class Progress {
        Done,
        Failed,    ///< the script did; the report says how
        WatchMore, ///< tables were touched that were not captured before: roll back and again
    };

    Result<Progress> upPhase();
    Result<Progress> downPhase();
    Result<Progress> emptyDownPhase();
    Result<void> startDown(bool again);
    MigrationReport finishedReport();
    void refuseDown();
    Result<Progress> runFill();
    Result<FillReport> fillTables();
    bool sawOldTypes(const FillReport &filled);
    Result<void> renewSession();
    Result<void> forgetTypes();
    Result<Progress> runUp();
    Result<Progress> runTraffic();
    Result<Progress> runDown();
    Result<void> runRedo();
    Result<Progress> recordHistory(bool up, const QString &step, std::optional<History> &now);
    Result<void> runVerify(std::optional<bool> &passed);

    Result<void> begin();
    Result<void> rollback();
    Result<Progress> runScript(const std::vector<ScriptUnit> &units, StepEvidence &step);
    Result<Progress> runUnits(const std::vector<ScriptUnit> &units, StepEvidence &step,
                              bool measured);
    Result<Progress> runUnit(const ScriptUnit &unit, EvidenceCollector &collector,
                             StepEvidence &step);
    Result<Progress> scriptFailed(const Error &error, StepEvidence &step);
    Result<void> settle(StepEvidence &step);
    Result<SchemaPtr> readSchema();
    Result<bool> watchTouched(const Schema &now);
    void compareAfterDown(const SchemaPtr &afterDown);
    void step(RehearsalStep step) const;
    bool committed() const { return m_options.shape == TrialShape::Committed; }

    Stage *m_stage;
    const PreparedMigration &m_migration;
    TrialOptions m_options;
    SchemaPtr m_start;  ///< as it was found
    SchemaPtr m_before; ///< before the up: the same, but for what triggers made of the filled rows
    SchemaPtr m_base;   ///< as it was when the current transaction began
    SchemaPtr m_afterUp;
    SequenceMarks m_marks; ///< when the current transaction began
    QSet<QString> m_watched;
    QSet<QString> m_touchedByUp;
    DataSnapshot m_dataBefore;
    DataSnapshot m_dataAfterUp;
    DataSnapshot m_dataAfterTraffic;
    DataSnapshot m_dataBeforeDown; ///< in a chain with filled rows
    DataSnapshot m_dataAfterDown;
    HistoryMoments m_history;
    bool m_renewNext = false; ///< the session, before the next transaction
    bool m_renewed = false;
    MigrationReport m_report;
};

} // namespace tidemark
