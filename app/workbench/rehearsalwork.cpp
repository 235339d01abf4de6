// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/rehearsalwork.h"

#include "sandbox/sandbox.h"
#include "sql/splitter.h"

#include <QElapsedTimer>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

/// Passes on what happens, and remembers it for the case that the rehearsal ends without a report.
class Recorder final : public RehearsalObserver
{
public:
    Recorder(const Relay<RehearsalEvent> &relay, CurrentStatement &statement)
        : m_relay(relay)
        , m_statement(statement)
    {
        m_timer.start();
    }

    void described(const RehearsalReport &head) override { m_report = head; }
    void planned(const std::vector<Migration> &migrations) override
    {
        std::vector<Migration> names;
        for (const Migration &migration : migrations) {
            Migration name; // without the scripts
            name.id = migration.id;
            name.version = migration.version;
            name.name = migration.name;
            name.file = migration.file;
            names.push_back(std::move(name));
        }
        m_judged.assign(names.size(), nullptr);
        m_relay.post(RehearsalPlanned{std::move(names)});
    }
    void migrationStarted(int index, const Migration &) override
    {
        m_relay.post(RehearsalStepped{index, std::nullopt});
    }
    void stepStarted(int index, RehearsalStep step) override
    {
        m_relay.post(RehearsalStepped{index, step});
    }
    void statementStarted(int, const Statement &statement) override { m_statement.set(statement); }
    void migrationFinished(int index, const MigrationReport &migration) override
    {
        const auto report = std::make_shared<const MigrationReport>(migration);
        if (static_cast<size_t>(index) < m_judged.size())
            m_judged[static_cast<size_t>(index)] = report;
        m_relay.post(RehearsalJudged{index, report});
    }

    /// What was learnt; none when nothing was.
    std::optional<RehearsalReport> learnt() const
    {
        RehearsalReport report = m_report;
        double ms = 0;
        for (const auto &migration : m_judged) {
            if (!migration)
                continue;
            report.migrations.push_back(*migration);
            ms += migration->up.ms + migration->down.ms + migration->redo.ms;
        }
        if (report.migrations.empty())
            return std::nullopt;
        report.cancelled = true;
        report.seconds = static_cast<double>(m_timer.nsecsElapsed()) / 1e9;
        report.sqlSeconds = ms / 1000;
        roundTimes(report);
        return report;
    }

private:
    Relay<RehearsalEvent> m_relay;
    CurrentStatement &m_statement;
    RehearsalReport m_report;
    std::vector<std::shared_ptr<const MigrationReport>> m_judged;
    QElapsedTimer m_timer;
};

/// The old report with what the new one says of its migrations.
RehearsalReport replaced(const RehearsalReport &old, const RehearsalReport &fresh)
{
    RehearsalReport merged = old;
    for (const MigrationReport &migration : fresh.migrations) {
        const auto place =
            std::find_if(merged.migrations.begin(), merged.migrations.end(),
                         [&](const MigrationReport &m) { return m.id == migration.id; });
        if (place != merged.migrations.end())
            *place = migration;
    }
    return merged;
}

Result<RehearsalReport> perform(const RehearsalOrder &order, RehearsalObserver &observer,
                                std::stop_token stop)
{
    SandboxFactory sandboxes(order.stateFolder);
    // What a killed process left is no hindrance when it cannot be removed.
    (void)sandboxes.removeLeftovers();
    return rehearse(order.request, sandboxes, observer, std::move(stop));
}

} // namespace

void CurrentStatement::set(const Statement &statement)
{
    const std::lock_guard lock(m_mutex);
    m_statement = statement;
}

QString CurrentStatement::summary() const
{
    Statement statement;
    {
        const std::lock_guard lock(m_mutex);
        statement = m_statement;
    }
    return statement.text.isEmpty() ? QString() : summaryOf(statement);
}

RehearsalOutcome carryOut(RehearsalOrder order, const Relay<RehearsalEvent> &relay,
                          CurrentStatement &statement, std::stop_token stop)
{
    RehearsalOutcome outcome;
    Recorder recorder(relay, statement);
    std::optional<RehearsalReport> report;
    Result<void> logged;
    if (auto done = perform(order, recorder, std::move(stop))) {
        report = std::move(*done);
        logged = order.act.ended(*report);
    } else {
        report = recorder.learnt();
        outcome.error = std::move(done.error());
        logged = order.act.failed(*outcome.error);
    }
    if (!logged)
        outcome.archiveError = logged.error();
    if (!report)
        return outcome;
    if (!report->migrations.empty()) {
        const auto kept =
            RehearsalArchive(order.stateFolder).store(order.workspace, order.on, *report);
        if (kept)
            outcome.archived = *kept;
        else
            outcome.archiveError = kept.error();
    }
    outcome.report = std::make_shared<const RehearsalReport>(
        order.replaceIn ? replaced(*order.replaceIn, *report) : std::move(*report));
    return outcome;
}

} // namespace tidemark
