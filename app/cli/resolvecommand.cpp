// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/actlog.h"
#include "cli/arm.h"
#include "cli/command.h"
#include "cli/openedtarget.h"
#include "cli/runcommand.h"
#include "migrations/timeline.h"
#include "run/resolve.h"
#include "workspace/whoami.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// The migration that was interrupted or failed, and in which direction.
struct Broken
{
    Migration migration;
    bool up = true;
};

tl::unexpected<Error> notOnDisk(const MigrationSet &set, const QString &id)
{
    return fail(ErrorKind::Input, u"migration %1 is not in %2"_s.arg(id, set.folder), {},
                u"bring its files back first"_s);
}

Result<Broken> findBroken(const OpenedTarget &opened)
{
    if (opened.journal) {
        const JournalEntry &journal = *opened.journal;
        for (const Migration &migration : opened.set->migrations) {
            if (migration.version == journal.version && migration.id == journal.id)
                return Broken{migration, journal.up};
        }
        return notOnDisk(*opened.set, journal.id);
    }
    const Timeline timeline =
        makeTimeline(*opened.set, opened.history, opened.convention->appliesOutOfOrder());
    const auto failed =
        std::ranges::find(timeline.rows, MigrationState::Failed, &TimelineRow::state);
    if (failed == timeline.rows.end())
        return fail(ErrorKind::Usage, u"there is nothing to resolve"_s,
                    u"no migration was interrupted, and none has failed"_s);
    if (failed->index < 0)
        return notOnDisk(*opened.set, failed->id.isEmpty() ? failed->version : failed->id);
    return Broken{opened.set->migrations[static_cast<size_t>(failed->index)], true};
}

class ResolveCommand final : public Command
{
public:
    const char *name() const override { return "resolve"; }
    const char *summary() const override
    {
        return "Say how an interrupted or failed migration was ended by hand";
    }
    bool wantsJson() const override { return m_target.json; }

    void configure(CLI::App &subcommand) override
    {
        subcommand
            .add_option("HOW", m_how,
                        "done: all of it is in the database now; undone: nothing of it is left")
            ->required()
            ->check(CLI::IsMember({"done", "undone"}));
        subcommand.add_flag("--of-down", m_ofDown,
                            "It was on its way down (needed where the database does not tell)");
        m_target.addTo(subcommand);
        m_arm.addTo(subcommand);
        m_switches.addTo(subcommand);
    }

    Result<ExitCode> run(CommandContext &context) override
    {
        TM_TRY_ASSIGN(Target target, resolveTarget(m_target, context));
        AuditedAct act = beginAct(name(), target, context);
        const Result<ExitCode> result = perform(std::move(target), act, context);
        if (!result)
            warnUnlessLogged(act.failed(result.error()), context.terminal);
        return result;
    }

private:
    Result<ExitCode> perform(Target target, AuditedAct &act, CommandContext &context) const
    {
        TM_TRY_ASSIGN(
            RunOptions options,
            m_switches.toOptions(target.workspace ? target.workspace->run : RunDefaults{}));
        options.who = whoRuns(context.variables);
        TM_TRY(m_arm.check(target, u"resolve "_s + QString::fromStdString(m_how), context));
        TM_TRY_ASSIGN(const OpenedTarget opened,
                      openTarget(std::move(target), {false, options.lockTimeout}, context));
        TM_TRY_ASSIGN(const Broken broken, findBroken(opened));
        act.setSubject({broken.migration.id});
        const bool up = broken.up && !m_ofDown;
        const Resolution resolution = m_how == "done" ? Resolution::Done : Resolution::Undone;
        TM_TRY(resolveInterrupted(*opened.session, *opened.store, broken.migration, up, resolution,
                                  options, context.stop));
        const bool applied = up == (resolution == Resolution::Done);
        const QString told = applied ? u"applied"_s : u"not applied"_s;
        warnUnlessLogged(act.ended(AuditResult::Done, u"recorded as "_s + told), context.terminal);
        if (m_target.json)
            context.terminal.printJson({{u"id"_s, broken.migration.id},
                                        {u"version"_s, broken.migration.version},
                                        {u"applied"_s, applied}});
        else
            context.terminal.printLine(u"%1 is recorded as %2"_s.arg(broken.migration.id, told));
        return ExitCode::Fine;
    }

    std::string m_how;
    bool m_ofDown = false;
    TargetOptions m_target;
    ArmSwitch m_arm;
    RunSwitches m_switches;
};

} // namespace

std::unique_ptr<Command> makeResolveCommand()
{
    return std::make_unique<ResolveCommand>();
}

} // namespace tidemark
