// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/json.h"
#include "cli/openedtarget.h"
#include "cli/table.h"
#include "migrations/timeline.h"
#include "rehearsal/reports/wording.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr MigrationState allStates[] = {MigrationState::Applied,    MigrationState::Pending,
                                        MigrationState::OutOfOrder, MigrationState::Changed,
                                        MigrationState::Missing,    MigrationState::Failed,
                                        MigrationState::Covered,    MigrationState::Skipped};

/// The word in JSON.
QString stateName(MigrationState state)
{
    switch (state) {
    case MigrationState::Applied:
        return u"applied"_s;
    case MigrationState::Pending:
        return u"pending"_s;
    case MigrationState::OutOfOrder:
        return u"out-of-order"_s;
    case MigrationState::Changed:
        return u"changed"_s;
    case MigrationState::Missing:
        return u"missing"_s;
    case MigrationState::Failed:
        return u"failed"_s;
    case MigrationState::Covered:
        return u"covered"_s;
    case MigrationState::Skipped:
        break;
    }
    return u"skipped"_s;
}

Style styleOf(MigrationState state)
{
    switch (state) {
    case MigrationState::Applied:
        return Style::Green;
    case MigrationState::Pending:
        return Style::Blue;
    case MigrationState::Failed:
    case MigrationState::Missing:
        return Style::Red;
    case MigrationState::OutOfOrder:
    case MigrationState::Changed:
        return Style::Yellow;
    case MigrationState::Covered:
    case MigrationState::Skipped:
        break;
    }
    return Style::Dim;
}

QString stateText(const TimelineRow &row)
{
    QString text = describe(row.state);
    if (row.changedBy)
        text += u" by %1 %2"_s.arg(row.changedBy->author, row.changedBy->commit.isEmpty()
                                                              ? u"(not committed)"_s
                                                              : row.changedBy->commit.first(8));
    if (row.state == MigrationState::OutOfOrder && !row.runsNext)
        text += u", not run"_s;
    return text;
}

QString timeText(const TimelineRow &row)
{
    return row.applied && row.applied->appliedAt.isValid()
               ? row.applied->appliedAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s)
               : QString();
}

QJsonObject rowJson(const TimelineRow &row)
{
    QJsonObject object{{u"version"_s, row.version},
                       {u"name"_s, row.name},
                       {u"id"_s, row.id},
                       {u"state"_s, stateName(row.state)},
                       {u"runsNext"_s, row.runsNext},
                       {u"hasDown"_s, row.index >= 0 && !row.irreversible},
                       {u"runnable"_s, row.runnable}};
    if (!row.file.isEmpty())
        object.insert(u"file"_s, row.file);
    if (row.applied) {
        if (row.applied->appliedAt.isValid())
            object.insert(u"appliedAt"_s,
                          row.applied->appliedAt.toUTC().toString(Qt::ISODateWithMs));
        if (!row.applied->appliedBy.isEmpty())
            object.insert(u"appliedBy"_s, row.applied->appliedBy);
        if (row.applied->durationMs)
            object.insert(u"ms"_s, *row.applied->durationMs);
    }
    if (row.changedBy)
        object.insert(u"changedBy"_s, QJsonObject{{u"commit"_s, row.changedBy->commit},
                                                  {u"author"_s, row.changedBy->author},
                                                  {u"summary"_s, row.changedBy->summary}});
    return object;
}

class StatusCommand final : public Command
{
public:
    const char *name() const override { return "status"; }
    const char *summary() const override { return "Show what is applied and what is pending"; }
    bool wantsJson() const override { return m_target.json; }

    void configure(CLI::App &subcommand) override
    {
        subcommand.add_flag("--pending", m_onlyPending, "Only what is not applied as it should be");
        subcommand.add_flag("--check", m_check, "Exit with 1 when something is pending, too");
        m_target.addTo(subcommand);
    }

    Result<ExitCode> run(CommandContext &context) override;

private:
    Result<Timeline> timelineOf(const OpenedTarget &opened) const;
    bool isShown(const TimelineRow &row) const
    {
        return !m_onlyPending ||
               (row.state != MigrationState::Applied && row.state != MigrationState::Covered);
    }
    QJsonObject toJson(const OpenedTarget &opened, const Timeline &timeline) const;
    QString toText(const OpenedTarget &opened, const Timeline &timeline,
                   const Terminal &terminal) const;
    static std::optional<Error> holderOf(OpenedTarget &opened);
    static void noteProblems(const OpenedTarget &opened, const std::optional<Error> &underWay,
                             Terminal &terminal);

    bool m_onlyPending = false;
    bool m_check = false;
    TargetOptions m_target;
};

Result<Timeline> StatusCommand::timelineOf(const OpenedTarget &opened) const
{
    Timeline timeline =
        makeTimeline(*opened.set, opened.history, opened.convention->appliesOutOfOrder());
    // Where the history keeps no checksum the files' own history in git tells who changed them.
    if (!opened.convention->hasChecksums() && !opened.history.applied.empty()) {
        if (const auto histories = fileHistories(QDir(opened.set->folder)))
            noteFileChanges(timeline, *opened.set, *histories);
    }
    return timeline;
}

QJsonObject StatusCommand::toJson(const OpenedTarget &opened, const Timeline &timeline) const
{
    QJsonArray rows;
    for (const TimelineRow &row : timeline.rows) {
        if (isShown(row))
            rows.append(rowJson(row));
    }
    QJsonObject counts;
    for (const MigrationState state : allStates)
        counts.insert(stateName(state), timeline.count(state));
    return {{u"tidemark"_s, QLatin1String(TIDEMARK_VERSION)},
            {u"engine"_s, engineName(opened.session->engine())},
            {u"server"_s, opened.session->serverVersion()},
            {u"database"_s, opened.target.spec->displayName()},
            {u"environment"_s, opened.target.environment
                                   ? QJsonValue(opened.target.environment->name)
                                   : QJsonValue()},
            {u"convention"_s, opened.convention->id()},
            {u"folder"_s, opened.set->folder},
            {u"migrations"_s, rows},
            {u"summary"_s, counts},
            {u"interrupted"_s, opened.journal ? QJsonValue(jsonOf(*opened.journal)) : QJsonValue()},
            {u"findings"_s, jsonOf(opened.set->findings)}};
}

QString StatusCommand::toText(const OpenedTarget &opened, const Timeline &timeline,
                              const Terminal &terminal) const
{
    QString text =
        u"%1, %2, %3\n\n"_s.arg(terminal.styled(opened.target.displayName(), Style::Bold),
                                opened.session->serverVersion(), opened.convention->displayName());
    Table table({u"VERSION"_s, u"NAME"_s, u"STATE"_s, u"APPLIED"_s, u"TOOK"_s, u"DOWN"_s});
    table.alignRight(4);
    for (const TimelineRow &row : timeline.rows) {
        if (!isShown(row))
            continue;
        const bool timed = row.applied && row.applied->durationMs && *row.applied->durationMs >= 0;
        table.add({{row.version},
                   {row.name},
                   {stateText(row), styleOf(row.state)},
                   {timeText(row), Style::Dim},
                   {timed ? durationText(*row.applied->durationMs) : QString(), Style::Dim},
                   {!row.runnable      ? u"not SQL here"_s
                    : row.irreversible ? u"none"_s
                                       : QString(),
                    Style::Yellow}});
    }
    if (!table.isEmpty())
        text += table.toText(terminal) + u'\n';
    QStringList counts;
    for (const MigrationState state : allStates) {
        if (const int count = timeline.count(state); count > 0)
            counts += u"%1 %2"_s.arg(count).arg(describe(state));
    }
    text += counts.isEmpty() ? u"there are no migrations in %1"_s.arg(opened.set->folder)
                             : counts.join(u", "_s);
    return text + u'\n';
}

/// Who is at work, when somebody is: what looks interrupted then is not.
std::optional<Error> StatusCommand::holderOf(OpenedTarget &opened)
{
    const auto result = opened.awaitOthers(false, {});
    if (!result && result.error().kind == ErrorKind::Busy)
        return result.error();
    return {};
}

void StatusCommand::noteProblems(const OpenedTarget &opened, const std::optional<Error> &underWay,
                                 Terminal &terminal)
{
    for (const Finding &finding : opened.set->findings) {
        if (finding.severity == Finding::Severity::Note)
            continue;
        const bool bad = finding.severity == Finding::Severity::Error;
        terminal.note(
            terminal.styledErr(severityName(finding.severity), bad ? Style::Red : Style::Yellow) +
            u": "_s + finding.message);
    }
    if (!opened.journal)
        return;
    if (underWay) {
        terminal.note(u"%1 is running at this moment: %2"_s.arg(
            opened.journal->id, underWay->detail.isEmpty() ? underWay->summary : underWay->detail));
        return;
    }
    Error error;
    error.summary = opened.journal->summary();
    error.detail = opened.journal->detail();
    error.where = {opened.journal->file, opened.journal->line, 0};
    error.hint = u"\"tidemark %1\" goes on with it; when you have ended it by hand: \"tidemark "
                 "resolve done\" or \"tidemark resolve undone\""_s.arg(
                     opened.journal->up ? u"up"_s : u"down"_s);
    terminal.printError(error, opened.set->folder);
}

Result<ExitCode> StatusCommand::run(CommandContext &context)
{
    TM_TRY_ASSIGN(Target target, resolveTarget(m_target, context));
    TM_TRY_ASSIGN(OpenedTarget opened, openTarget(std::move(target), {true, {}}, context));
    std::optional<Error> underWay;
    if (opened.journal)
        underWay = holderOf(opened);
    TM_TRY_ASSIGN(const Timeline timeline, timelineOf(opened));
    if (m_target.json) {
        QJsonObject json = toJson(opened, timeline);
        json.insert(u"underWay"_s, underWay.has_value());
        context.terminal.printJson(json);
    } else {
        context.terminal.print(toText(opened, timeline, context.terminal));
        noteProblems(opened, underWay, context.terminal);
    }
    const bool broken = !underWay && (opened.journal || timeline.count(MigrationState::Failed) > 0);
    const bool pending = std::ranges::any_of(timeline.rows, &TimelineRow::runsNext) ||
                         timeline.count(MigrationState::OutOfOrder) > 0 ||
                         timeline.count(MigrationState::Missing) > 0;
    return broken || (m_check && pending) ? ExitCode::No : ExitCode::Fine;
}

} // namespace

std::unique_ptr<Command> makeStatusCommand()
{
    return std::make_unique<StatusCommand>();
}

} // namespace tidemark
