// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/connectionspec.h"
#include "rehearsal/lastverdicts.h"
#include "run/plan.h"
#include "workspace/workspace.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace tidemark {

/// What a person wants done to a database.
struct RunRequest
{
    QString environment;
    bool up = true;
    QString to;       ///< a migration's id: the last one that is applied, or the one that stays
    bool all = false; ///< down: everything
    bool allowOutOfOrder = false;

    bool operator==(const RunRequest &) const = default;
};

/// One step of a plan, for people.
struct RunPlanStep
{
    QString id;
    QString version;
    QString name;
    QString file;
    QString reason;             ///< "pending"
    QStringList statements;     ///< their first words
    bool oneTransaction = true; ///< else it is journalled statement by statement
    std::optional<LastVerdict> verdict;
    QStringList hazards; ///< sentences from the last rehearsal, worst first
    Tone hazardTone = Tone::Neutral;
};

/// A plan and all that is shown of it before it is executed.
struct RunPlan
{
    RunRequest request;
    Environment environment;
    QString place; ///< "shop_staging on PostgreSQL 15.8"
    ConnectionSpec spec;
    Plan plan;
    std::vector<RunPlanStep> steps;
    QStringList warnings;
    bool wantsBackup = false; ///< before it runs: see wantsBackupBeforeRun()
};

/// Connects, reads files and history, and plans; changes nothing. For a working thread. Errors: as
/// planUp() and planDown(); Busy names who is at work on an interrupted migration.
Result<std::shared_ptr<const RunPlan>>
makeRunPlan(const RunRequest &request, const Workspace &workspace, const Environment &environment,
            const ConnectionSpec &spec, const LastVerdicts &verdicts,
            const VariableLookup &variables, std::stop_token stop);

/// What the last rehearsal says against a step, in sentences; `tone` is the worst of them. Pure.
QStringList hazardsOf(const PlanStep &step, const std::optional<LastVerdict> &verdict, Tone &tone);

} // namespace tidemark
