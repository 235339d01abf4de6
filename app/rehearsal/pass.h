// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/rehearsal.h"
#include "rehearsal/sparecopy.h"
#include "rehearsal/trial.h"

namespace tidemark {

struct RollbackMoments;

/// One way through a set of migrations on one sandbox: what Rehearsal::run() does.
class Pass
{
public:
    Pass(Sandbox &sandbox, const MigrationSet &set, const RehearsalOptions &options,
         const std::vector<Statement> &traffic, RehearsalObserver &observer, std::stop_token stop);

    /// Both append to report.migrations as they go, so an error leaves what was learnt.
    Result<void> stepwise(RehearsalReport &report);
    Result<void> chain(RehearsalReport &report);
    /// Two reports instead, of the ways back: code and database, code only. See restorepass.h.
    Result<void> restore(RehearsalReport &report);

private:
    Result<void> prepare(RehearsalReport &report);
    Result<void> beginHistory(RehearsalReport &report);
    Result<void> rollBackApplied();
    Result<void> applyUpTo(int index);
    Result<std::vector<PreparedMigration>> units(RehearsalReport &report);
    std::vector<PreparedMigration> groupAt(size_t place) const;
    Result<void> rehearseGroup(size_t place, RehearsalReport &report);
    Result<MigrationReport> rehearseOne(const PreparedMigration &migration, int index);
    Result<MigrationReport> stepByStep(const PreparedMigration &migration, TrialOptions options);
    Result<MigrationReport> inOneTransaction(const PreparedMigration &migration,
                                             TrialOptions options);
    Result<MigrationReport> committedOnCopy(const PreparedMigration &migration,
                                            TrialOptions options);
    Result<MigrationReport> withoutFilledRows(const PreparedMigration &migration,
                                              MigrationReport report, TrialOptions options);
    Result<void> apply(const PreparedMigration &migration, bool up, StepEvidence *step = nullptr);
    Result<void> applyAfter(const PreparedMigration &migration, Trial &trial,
                            MigrationReport &report);
    Result<void> chainUps(std::vector<std::unique_ptr<Trial>> &trials,
                          const std::vector<PreparedMigration> &prepared, RehearsalReport &report);
    void keepUps(const std::vector<std::unique_ptr<Trial>> &trials, int count,
                 RehearsalReport &report);
    Result<void> chainDowns(std::vector<std::unique_ptr<Trial>> &trials,
                            const std::vector<PreparedMigration> &prepared,
                            RehearsalReport &report);
    Result<void> restoreActs(const PreparedMigration &whole, MigrationReport &restored,
                             MigrationReport &codeOnly);
    Result<void> fillForGood(MigrationReport &report);
    Result<bool> oldVersionWritesIt();
    Result<void> trafficForGood(RollbackMoments &moments, MigrationReport &report);
    MigrationReport notRun(const Migration &migration, const QString &why) const;
    MigrationReport unreadable(const Migration &migration, const Error &error) const;
    TrialOptions trialOptions(int index);

    Sandbox &m_sandbox;
    const MigrationSet &m_set;
    const RehearsalOptions &m_options;
    const std::vector<Statement> &m_traffic;
    RehearsalObserver &m_observer;
    std::stop_token m_stop;
    std::unique_ptr<Stage> m_stage;
    RowFiller m_filler;
    HistoryWatch m_history;
    QByteArray m_since; ///< when the first migration began, as clockOf() says it
    SpareCopy m_spare;
    SchemaPtr m_schema; ///< of the sandbox as it is now
    int m_next = 0;     ///< the first of the set that the sandbox does not have
};

} // namespace tidemark
