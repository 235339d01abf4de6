// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/comparison.h"
#include "workbench/rehearsalsteps.h"

#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace tidemark {

/// One migration of the rehearsal that is shown.
struct RehearsalRow
{
    QString id;
    QString version;
    QString name;
    QString file;
    StepMarks marks{};
    bool running = false;
    qint64 startedMs = 0;                          ///< on RehearsalController::elapsedMs()'s clock
    QString statement;                             ///< that runs now
    std::shared_ptr<const MigrationReport> report; ///< nullptr until it is judged
    /// What was said of it the last time, or by the rehearsal that this one is compared with.
    std::optional<LastVerdict> before;

    /// None without both sides.
    std::optional<Trend> trend() const;
};

/// The migrations of a rehearsal as its events arrive. It knows which rows have changed since
/// somebody asked; it reads nothing and starts nothing.
class RehearsalRows
{
public:
    const std::vector<RehearsalRow> &all() const { return m_rows; }
    bool isEmpty() const { return m_rows.empty(); }
    int indexOf(const QString &id) const; ///< -1: there is none

    void clear();
    void plan(const std::vector<Migration> &migrations);
    /// The rows get their reports from it. `keep`: what was planned and not reached stays.
    void show(const std::shared_ptr<const RehearsalReport> &report, bool keep);
    void setBefore(const LastVerdicts &verdicts);

    // ---- Events of the row at that place; a place that is none is left alone.

    /// No step: the migration begins. `again`: an old report of the row is out of date.
    void start(int row, std::optional<RehearsalStep> step, qint64 ms, bool again);
    void judge(int row, std::shared_ptr<const MigrationReport> report, bool traffic);
    void setStatement(const QString &statement); ///< of the row that runs
    void stopAll();                              ///< nothing runs any more

    const RehearsalRow *running() const;
    /// First and last row that changed since the last call; none: nothing did.
    std::optional<std::pair<int, int>> takeTouched();

    int judged() const;
    std::map<Verdict, int> counts() const;
    std::map<Trend, int> trends() const;

private:
    RehearsalRow *at(int row);
    void touch(int row);

    std::vector<RehearsalRow> m_rows;
    int m_running = -1;
    int m_firstTouched = -1;
    int m_lastTouched = -1;
};

} // namespace tidemark
