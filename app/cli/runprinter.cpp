// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/runprinter.h"

#include "cli/json.h"
#include "rehearsal/reports/wording.h"
#include "run/scriptrun.h"
#include "sql/splitter.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString direction(bool up)
{
    return up ? u"up"_s : u"down"_s;
}

const std::vector<Script> &scriptsOf(const PlanStep &step)
{
    static const std::vector<Script> nothing;
    if (step.up)
        return step.migration.up;
    return step.migration.down ? *step.migration.down : nothing;
}

QString aftermathText(Aftermath aftermath, const StepReport &report)
{
    switch (aftermath) {
    case Aftermath::RolledBack:
        return u"nothing of it is left in the database"_s;
    case Aftermath::HalfDone:
        return report.journal ? u"it is half done: "_s + report.journal->summary() + u'\n' +
                                    report.journal->detail()
                              : u"it is half done; \"tidemark status\" says how far it came"_s;
    case Aftermath::Unknown:
        return u"the connection went away while it was committed; \"tidemark status\" says whether "
               u"it "
               "was kept"_s;
    }
    return {};
}

QString aftermathName(Aftermath aftermath)
{
    switch (aftermath) {
    case Aftermath::RolledBack:
        return u"rolled-back"_s;
    case Aftermath::HalfDone:
        return u"half-done"_s;
    case Aftermath::Unknown:
        break;
    }
    return u"unknown"_s;
}

} // namespace

QString stepLabel(const PlanStep &step)
{
    const Migration &migration = step.migration;
    const QString name = migration.id.isEmpty() ? migration.version : migration.id;
    return direction(step.up).leftJustified(5) + name;
}

QString outcomeName(const StepOutcome &outcome)
{
    if (std::holds_alternative<StepDone>(outcome))
        return u"done"_s;
    if (std::holds_alternative<StepDoneByOther>(outcome))
        return u"done-by-other"_s;
    if (std::holds_alternative<StepFailed>(outcome))
        return u"failed"_s;
    if (std::holds_alternative<StepCancelled>(outcome))
        return u"cancelled"_s;
    return u"not-started"_s;
}

RunPrinter::RunPrinter(Terminal &terminal, const Plan &plan, bool quiet)
    : m_terminal(terminal)
    , m_quiet(quiet)
{
    for (const PlanStep &step : plan.steps)
        m_labels.push_back(stepLabel(step));
}

QString RunPrinter::head(int index) const
{
    return u"[%1/%2] %3"_s.arg(index + 1)
        .arg(m_labels.size())
        .arg(m_labels[static_cast<size_t>(index)]);
}

void RunPrinter::waitingForLock(const Error &holder)
{
    m_terminal.note(u"waiting: "_s + holder.summary +
                    (holder.detail.isEmpty() ? QString() : u" ("_s + holder.detail + u')'));
}

void RunPrinter::stepStarted(int index, const PlanStep &)
{
    m_terminal.showProgress(head(index));
}

void RunPrinter::statementStarted(int index, const Statement &statement)
{
    if (m_terminal.capabilities().progress)
        m_terminal.showProgress(head(index) + u"  "_s + summaryOf(statement));
}

void RunPrinter::retrying(int index, const Error &error, std::chrono::milliseconds delay)
{
    m_terminal.note(
        u"%1: %2; trying again in %3"_s.arg(m_labels[static_cast<size_t>(index)], error.summary,
                                            durationText(static_cast<double>(delay.count()))));
}

void RunPrinter::stepFinished(int index, const StepReport &report)
{
    for (const Notice &notice : report.notices) {
        if (notice.severity == u"WARNING")
            m_terminal.note(u"%1: %2: %3"_s.arg(m_labels[static_cast<size_t>(index)],
                                                notice.severity.toLower(), notice.message));
    }
    if (m_quiet)
        return;
    const bool done = std::holds_alternative<StepDone>(report.outcome);
    const bool cancelled = std::holds_alternative<StepCancelled>(report.outcome);
    const QString mark = done        ? m_terminal.styled(u"ok  "_s, Style::Green)
                         : cancelled ? m_terminal.styled(u"stop"_s, Style::Yellow)
                                     : m_terminal.styled(u"FAIL"_s, Style::Red);
    m_terminal.printLine(mark + u"  "_s + m_labels[static_cast<size_t>(index)] + u"  "_s +
                         m_terminal.styled(durationText(report.ms), Style::Dim));
}

Result<QString> planText(const Plan &plan, Engine engine, const Terminal &terminal)
{
    QString text;
    for (const PlanStep &step : plan.steps) {
        TM_TRY_ASSIGN(const auto units, scriptUnits(scriptsOf(step), engine));
        text += terminal.styled(stepLabel(step), Style::Bold) +
                terminal.styled(u"  "_s + step.reason, Style::Dim) + u'\n';
        const bool alone =
            units.size() > 1 || !std::ranges::all_of(units, &ScriptUnit::inTransaction);
        if (alone)
            text += u"    not in one transaction: journalled statement by statement\n"_s;
        for (const ScriptUnit &unit : units) {
            for (const Statement &statement : unit.statements)
                text += u"    "_s + summaryOf(statement, 90) + u'\n';
        }
    }
    return text;
}

Result<QJsonObject> planJson(const Plan &plan, Engine engine)
{
    QJsonArray steps;
    for (const PlanStep &step : plan.steps) {
        TM_TRY_ASSIGN(const auto units, scriptUnits(scriptsOf(step), engine));
        int statements = 0;
        for (const ScriptUnit &unit : units)
            statements += static_cast<int>(unit.statements.size());
        steps.append(QJsonObject{
            {u"direction"_s, direction(step.up)},
            {u"version"_s, step.migration.version},
            {u"id"_s, step.migration.id},
            {u"name"_s, step.migration.name},
            {u"file"_s, step.migration.file},
            {u"reason"_s, step.reason},
            {u"statements"_s, statements},
            {u"transaction"_s,
             units.size() <= 1 && std::ranges::all_of(units, &ScriptUnit::inTransaction)}});
    }
    return QJsonObject{{u"plan"_s, steps}, {u"warnings"_s, jsonOf(plan.warnings)}};
}

void printRunEnd(Terminal &terminal, const RunReport &report, const Plan &plan)
{
    if (report.error)
        terminal.printError(*report.error, plan.set->folder);
    int done = 0;
    int byOthers = 0;
    int left = 0;
    for (const StepReport &step : report.steps) {
        done += std::holds_alternative<StepDone>(step.outcome) ? 1 : 0;
        byOthers += std::holds_alternative<StepDoneByOther>(step.outcome) ? 1 : 0;
        left += std::holds_alternative<StepNotStarted>(step.outcome) ? 1 : 0;
        if (const auto *failed = std::get_if<StepFailed>(&step.outcome)) {
            terminal.printError(failed->error, plan.set->folder);
            terminal.note(u"%1 failed: %2"_s.arg(step.step.migration.id,
                                                 aftermathText(failed->aftermath, step)));
        } else if (const auto *cancelled = std::get_if<StepCancelled>(&step.outcome)) {
            terminal.note(u"%1 was cancelled: %2"_s.arg(step.step.migration.id,
                                                        aftermathText(cancelled->aftermath, step)));
        }
    }
    QString line =
        u"%1 of %2 done in %3"_s.arg(done).arg(report.steps.size()).arg(durationText(report.ms));
    if (byOthers > 0)
        line += u", %1 done by somebody else meanwhile"_s.arg(byOthers);
    if (left > 0)
        line += u", %1 not started"_s.arg(left);
    terminal.printLine(line);
}

QJsonObject runJson(const RunReport &report)
{
    QJsonArray steps;
    for (const StepReport &step : report.steps) {
        QJsonObject object{
            {u"direction"_s, direction(step.step.up)}, {u"version"_s, step.step.migration.version},
            {u"id"_s, step.step.migration.id},         {u"file"_s, step.step.migration.file},
            {u"outcome"_s, outcomeName(step.outcome)}, {u"ms"_s, step.ms},
            {u"statements"_s, step.statements},        {u"transaction"_s, !step.journalled}};
        if (const auto *failed = std::get_if<StepFailed>(&step.outcome)) {
            object.insert(u"error"_s, jsonOf(failed->error));
            object.insert(u"aftermath"_s, aftermathName(failed->aftermath));
        } else if (const auto *cancelled = std::get_if<StepCancelled>(&step.outcome)) {
            object.insert(u"aftermath"_s, aftermathName(cancelled->aftermath));
        }
        if (step.journal)
            object.insert(u"interrupted"_s, jsonOf(*step.journal));
        steps.append(object);
    }
    QJsonObject object{{u"tidemark"_s, QLatin1String(TIDEMARK_VERSION)},
                       {u"ok"_s, report.ok()},
                       {u"ms"_s, report.ms},
                       {u"steps"_s, steps}};
    if (report.error)
        object.insert(u"error"_s, jsonOf(*report.error));
    return object;
}

} // namespace tidemark
