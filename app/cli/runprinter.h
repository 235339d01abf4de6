// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/terminal.h"
#include "run/runner.h"

#include <QJsonObject>

#include <vector>

namespace tidemark {

/// Shows a run while it goes on: a line on standard output for each step that ended, and the step
/// that is under way on standard error when that is a terminal.
class RunPrinter final : public RunObserver
{
public:
    /// With `quiet` nothing goes to standard output (JSON follows).
    RunPrinter(Terminal &terminal, const Plan &plan, bool quiet);

    void waitingForLock(const Error &holder) override;
    void stepStarted(int index, const PlanStep &step) override;
    void statementStarted(int index, const Statement &statement) override;
    void retrying(int index, const Error &error, std::chrono::milliseconds delay) override;
    void stepFinished(int index, const StepReport &report) override;

private:
    QString head(int index) const;

    Terminal &m_terminal;
    std::vector<QString> m_labels;
    bool m_quiet;
};

/// "up    20240101 add_users": what a step is called.
QString stepLabel(const PlanStep &step);

/// The plan as lines, with the reason of each step and the statements that it would run.
Result<QString> planText(const Plan &plan, Engine engine, const Terminal &terminal);
Result<QJsonObject> planJson(const Plan &plan, Engine engine);

/// What a run came to, in one or a few lines: how many steps, and in which state the database is
/// left.
void printRunEnd(Terminal &terminal, const RunReport &report, const Plan &plan);

QJsonObject runJson(const RunReport &report);

/// "done", "failed", "cancelled", "not-started", "done-by-other".
QString outcomeName(const StepOutcome &outcome);

} // namespace tidemark
