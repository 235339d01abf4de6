// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/tryout.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/leftovers.h"
#include "cli/lintselection.h"
#include "cli/schemasources.h"
#include "compare/downdraft.h"
#include "compare/downfile.h"
#include "compare/review.h"
#include "workspace/auditlog.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

class DraftDownCommand final : public Command
{
public:
    const char *name() const override { return "draft-down"; }
    const char *summary() const override
    {
        return "Write the down of a migration from what its up does, and try it";
    }
    bool wantsJson() const override { return m_target.json; }
    void configure(CLI::App &subcommand) override;
    Result<ExitCode> run(CommandContext &context) override;

private:
    Result<DownDraft> draft(const LintSelection &selection, const Migration &migration,
                            CommandContext &context) const;
    Result<bool> write(const LintSelection &selection, const DownDraft &draft,
                       CommandContext &context) const;
    Result<bool> isGoodPair(const LintSelection &selection, const QString &id, const DownFile &file,
                            CommandContext &context) const;
    void print(const DownDraft &draft, Terminal &terminal) const;

    std::string m_what;
    std::string m_engine;
    bool m_write = false;
    bool m_force = false;
    TargetOptions m_target;
};

void DraftDownCommand::configure(CLI::App &subcommand)
{
    subcommand.add_option("MIGRATION", m_what, "Its version, its name, or one of its files")
        ->required();
    subcommand
        .add_option("--engine", m_engine, "Of scripts that could be of either: postgresql, sqlite")
        ->check(CLI::IsMember({"postgresql", "sqlite"}));
    subcommand.add_flag("--write", m_write,
                        "Write it where the down belongs; otherwise to standard output");
    subcommand.add_flag("--force", m_force, "With --write, in the place of a down that is there");
    m_target.addTo(subcommand);
}

QString joined(const std::vector<DraftScript> &scripts)
{
    QString text;
    for (const DraftScript &script : scripts) {
        if (!text.isEmpty())
            text += u'\n';
        if (!script.transactional)
            text += u"-- This needs to run outside of a transaction.\n"_s;
        text += script.text;
    }
    return text;
}

QJsonArray differencesOf(const SchemaDiff &diff)
{
    QJsonArray list;
    for (const Difference &difference : diff.differences)
        list.append(QJsonObject{{u"kind"_s, difference.kind},
                                {u"object"_s, difference.object},
                                {u"change"_s, changeName(difference.change)},
                                {u"property"_s, difference.property},
                                {u"detail"_s, difference.detail()}});
    return list;
}

QJsonObject jsonOfDraft(const DownDraft &draft)
{
    QJsonArray scripts;
    for (const DraftScript &script : draft.scripts)
        scripts.append(
            QJsonObject{{u"text"_s, script.text}, {u"transactional"_s, script.transactional}});
    QJsonArray losses;
    for (const DownLoss &loss : draft.losses)
        losses.append(QJsonObject{{u"what"_s, loss.what}, {u"advice"_s, loss.advice}});
    QJsonObject object{{u"migration"_s, draft.migration.id},
                       {u"scripts"_s, scripts},
                       {u"losses"_s, losses},
                       {u"good"_s, draft.trial.isGood()},
                       {u"reorders"_s, draft.trial.reorders},
                       {u"left"_s, differencesOf(draft.trial.left)},
                       {u"leftAgain"_s, differencesOf(draft.trial.leftAgain)}};
    if (draft.trial.error)
        object.insert(u"error"_s, jsonOf(*draft.trial.error));
    return object;
}

void printTrial(const DownDraft &draft, Terminal &terminal)
{
    const DownTrial &trial = draft.trial;
    if (trial.isGood()) {
        terminal.note(
            u"tried on a throw-away database: up, this, up again; the schema is as it was"_s +
            (trial.reorders ? u", but for the order of columns"_s : QString()));
        return;
    }
    terminal.note(u"this draft is not good as it stands:"_s);
    if (trial.error)
        terminal.note((trial.redoFailed ? u"  the second up fails: "_s : u"  it fails: "_s) +
                      trial.error->toString());
    for (const SchemaDiff *diff : {&trial.left, &trial.leftAgain}) {
        for (const Difference &difference : diff->differences)
            terminal.note(u"  %1 %2 %3: %4"_s.arg(
                diff == &trial.left ? u"after it"_s : u"after the second up"_s, difference.kind,
                difference.object, difference.detail()));
    }
}

Result<DownDraft> DraftDownCommand::draft(const LintSelection &selection,
                                          const Migration &migration, CommandContext &context) const
{
    SandboxFactory sandboxes(defaultStateFolder(context.variables));
    TM_TRY(removeLeftovers(sandboxes, context.terminal));
    LoadContext loading;
    loading.variables = context.variables;
    loading.sandboxes = &sandboxes;
    LoadPrinter printer(context.terminal);
    TM_TRY_ASSIGN(DownDrafter drafter,
                  DownDrafter::before(*selection.set, migration, selection.engine, loading,
                                      printer.observer(), context.stop));
    return drafter.draft(migration);
}

/// The pair as its tool would run it, read as if the file had been written.
Result<bool> DraftDownCommand::isGoodPair(const LintSelection &selection, const QString &id,
                                          const DownFile &file, CommandContext &context) const
{
    TryPlace place;
    place.folder = QDir(selection.set->folder);
    place.convention = selection.set->convention;
    place.engine = selection.engine;
    place.variables = context.variables;
    place.stateFolder = defaultStateFolder(context.variables);
    TryOut tryOut(place);
    TryRequest request;
    request.migration = id;
    request.files = {{file.path, file.text}};
    TryObserver nobody;
    TM_TRY_ASSIGN(const TryReport report, tryOut.run(request, nobody, context.stop));
    const MigrationReport *const judged = report.migration();
    if (!judged)
        return fail(ErrorKind::Cancelled, u"stopped before the pair was tried"_s);
    context.terminal.note(u"tried as it would be on disk: "_s + verdictLabel(judged->verdict) +
                          (isGood(*judged) ? QString() : u". "_s + judged->reason));
    return isGood(*judged);
}

/// False: the pair would be no good as its tool runs it, and nothing was written.
Result<bool> DraftDownCommand::write(const LintSelection &selection, const DownDraft &draft,
                                     CommandContext &context) const
{
    const Convention *convention = findConvention(selection.set->convention);
    const bool outside = std::ranges::any_of(
        draft.scripts, [](const DraftScript &script) { return !script.transactional; });
    const bool upOutside = std::ranges::any_of(draft.migration.up, [](const Script &script) {
        return script.transaction == TransactionMode::None;
    });
    if (outside && !upOutside)
        return fail(ErrorKind::Unsupported,
                    u"the draft has statements that need to run outside of a transaction"_s, {},
                    u"without --write it goes to standard output"_s);
    const QByteArray text = joined(draft.scripts).toUtf8();
    TM_TRY_ASSIGN(const DownFile file, withDown(draft.migration, text));
    if (file.overwrites && !m_force)
        return fail(ErrorKind::Usage, u"%1 has a down already"_s.arg(draft.migration.id), file.path,
                    u"--force writes the draft in its place"_s);
    TM_TRY_ASSIGN(const bool good, isGoodPair(selection, draft.migration.id, file, context));
    if (!good)
        return false;
    TM_TRY(writeDown(file, *convention,
                     {QDir(selection.set->folder), selection.engine, context.variables},
                     draft.migration.id, text));
    context.terminal.note(u"written to "_s + context.currentFolder.relativeFilePath(file.path));
    return true;
}

void DraftDownCommand::print(const DownDraft &draft, Terminal &terminal) const
{
    if (m_target.json) {
        terminal.printJson(jsonOfDraft(draft));
        return;
    }
    if (!m_write)
        terminal.print(joined(draft.scripts));
    for (const DraftGap &gap : draft.draft.gaps)
        terminal.note(u"not in the script: %1 %2 %3: %4"_s.arg(gap.about.kind, gap.about.object,
                                                               gap.property, gap.why));
    printTrial(draft, terminal);
}

Result<ExitCode> DraftDownCommand::run(CommandContext &context)
{
    TM_TRY_ASSIGN(const LintSelection selection,
                  selectForLint(m_target, {m_what}, m_engine, context));
    if (!selection.set || selection.only.size() != 1)
        return fail(
            ErrorKind::Usage,
            u"\"%1\" belongs to no folder of migrations"_s.arg(QString::fromStdString(m_what)), {},
            u"give --migrations DIR"_s);
    const auto migration =
        std::ranges::find(selection.set->migrations, *selection.only.begin(), &Migration::id);
    if (!migration->runnable)
        return fail(ErrorKind::Input, u"%1 is no SQL, or cannot be read"_s.arg(migration->id));
    TM_TRY_ASSIGN(const DownDraft drafted, draft(selection, *migration, context));
    bool good = drafted.trial.isGood();
    if (m_write && good) {
        TM_TRY_ASSIGN(good, write(selection, drafted, context));
    }
    print(drafted, context.terminal);
    if (m_write && !good)
        context.terminal.note(u"nothing was written; without --write it goes to standard output"_s);
    return good ? ExitCode::Fine : ExitCode::No;
}

} // namespace

std::unique_ptr<Command> makeDraftDownCommand()
{
    return std::make_unique<DraftDownCommand>();
}

} // namespace tidemark
