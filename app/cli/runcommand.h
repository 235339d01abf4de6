// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arm.h"
#include "cli/command.h"
#include "cli/openedtarget.h"
#include "run/plan.h"
#include "run/runner.h"
#include "run/settings.h"

#include <string>

namespace tidemark {

class AuditedAct;

/// How long scripts may wait and run; also of a rehearsal.
struct TimeoutSwitches
{
    std::string lock;      ///< --lock-timeout
    std::string statement; ///< --statement-timeout

    void addTo(CLI::App &subcommand);

    /// With the workspace's defaults. Error{Usage} for what is no duration.
    Result<Timeouts> toTimeouts(const RunDefaults &defaults) const;
};

/// The options of a run towards others who use the database.
struct RunSwitches
{
    std::optional<bool> wait; ///< --wait, --no-wait
    TimeoutSwitches timeouts;
    std::optional<int> retries; ///< --retries

    void addTo(CLI::App &subcommand);

    /// With the workspace's defaults. Error{Usage} for what is no duration.
    Result<RunOptions> toOptions(const RunDefaults &defaults) const;
};

/// up, down and redo: they differ in how the plan is made and in a few options.
class RunCommand : public Command
{
public:
    bool wantsJson() const override { return m_target.json; }
    void configure(CLI::App &subcommand) override;
    Result<ExitCode> run(CommandContext &context) override;

protected:
    virtual void addLimits(CLI::App &subcommand) = 0;
    virtual Result<Plan> makePlan(const PlanRequest &request, const PlanLimits &limits) const = 0;
    virtual QString nothingToDo() const = 0; ///< a line for an empty plan

    void addTo(CLI::App &subcommand, const char *help);
    void addCount(CLI::App &subcommand, const char *help);
    PlanLimits m_limits;

private:
    Result<PlanLimits> limits() const;
    Result<ExitCode> perform(Target target, const PlanLimits &wanted, AuditedAct &act,
                             CommandContext &context) const;

    /// Of an environment that is not local, unless it was switched off.
    Result<void> backUp(const OpenedTarget &opened, CommandContext &context) const;

    TargetOptions m_target;
    ArmSwitch m_arm;
    RunSwitches m_switches;
    std::string m_to;
    std::optional<int> m_count;
    bool m_dryRun = false;
    bool m_noBackup = false;
};

} // namespace tidemark
