// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/verify.h"
#include "cli/backupcommand.h"
#include "cli/backuptools.h"
#include "cli/leftovers.h"
#include "rehearsal/reports/wording.h"
#include "workspace/auditlog.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

class BackupVerifyCommand final : public Command
{
public:
    const char *name() const override { return "verify"; }
    const char *summary() const override
    {
        return "Prove a backup: its digest, a restore into a throw-away database, its rows";
    }
    bool wantsJson() const override { return m_source.json; }
    void configure(CLI::App &subcommand) override { m_source.addTo(subcommand); }
    Result<ExitCode> run(CommandContext &context) override;

private:
    void print(const Backup &backup, const Verification &found, Terminal &terminal) const;

    BackupSource m_source;
};

void BackupVerifyCommand::print(const Backup &backup, const Verification &found,
                                Terminal &terminal) const
{
    if (m_source.json) {
        terminal.printJson({{u"path"_s, backup.path},
                            {u"good"_s, found.isGood()},
                            {u"differences"_s, QJsonArray::fromStringList(found.differences)},
                            {u"notes"_s, QJsonArray::fromStringList(found.notes)},
                            {u"where"_s, found.where},
                            {u"tables"_s, found.tables},
                            {u"rows"_s, found.rows},
                            {u"ms"_s, found.durationMs}});
        return;
    }
    const QString took = durationText(double(found.durationMs));
    if (found.isGood()) {
        terminal.printLine(terminal.styled(u"ok "_s, Style::Green) + backup.path);
        terminal.printLine(u"   restored in %1: %2 tables, %3 rows%4"_s.arg(took)
                               .arg(found.tables)
                               .arg(found.rows)
                               .arg(backup.manifest && backup.manifest->contents
                                        ? u", each as its manifest says"_s
                                        : QString()));
    } else {
        terminal.printLine(terminal.styled(u"not good "_s, Style::Red) + backup.path);
        for (const QString &difference : found.differences)
            terminal.printLine(u"   "_s + difference);
    }
    for (const QString &note : found.notes)
        terminal.note(u"note: "_s + note);
}

Result<ExitCode> BackupVerifyCommand::run(CommandContext &context)
{
    TM_TRY_ASSIGN(const Backup backup, m_source.find(context));
    SandboxFactory sandboxes(defaultStateFolder(context.variables));
    TM_TRY(removeLeftovers(sandboxes, context.terminal));
    Result<Verification> found = [&] {
        BackupPrinter printer(context.terminal);
        return verifyBackup(backup, findPostgresInstallations(), sandboxes, printer.observer(),
                            context.stop);
    }();
    if (!found)
        return tl::unexpected<Error>(std::move(found).error());
    print(backup, *found, context.terminal);
    return found->isGood() ? ExitCode::Fine : ExitCode::No;
}

} // namespace

std::unique_ptr<Command> makeBackupVerifyCommand()
{
    return std::make_unique<BackupVerifyCommand>();
}

} // namespace tidemark
