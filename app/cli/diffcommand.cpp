// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/schemasources.h"
#include "compare/review.h"
#include "diff/noise.h"

#include <QElapsedTimer>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

class DiffCommand final : public Command
{
public:
    const char *name() const override { return "diff"; }
    const char *summary() const override
    {
        return "Compare two schemas, and write the migration from one to the other";
    }
    bool wantsJson() const override { return m_switches.json; }
    void configure(CLI::App &subcommand) override;
    Result<ExitCode> run(CommandContext &context) override;

private:
    Result<CompareOptions> options() const;
    Result<void> acceptRenames(const LoadedPair &pair, CompareOptions &options) const;
    Result<void> checkReports() const;
    Result<void> writeReports(const Review &review, const CommandContext &context) const;
    Result<Review> review(LoadedPair pair, CompareOptions options, CommandContext &context);
    void print(const Review &review, Terminal &terminal) const;
    bool wantsScripts() const
    {
        return !m_sql.empty() || m_prove || m_switches.json || !m_reports.empty();
    }

    SourceSwitches m_switches;
    std::string m_before;
    std::string m_after;
    std::string m_sql;
    std::vector<std::string> m_ignore;
    std::vector<std::string> m_renames;
    std::vector<std::string> m_reports;
    std::string m_columnOrder = "keep";
    bool m_shortest = false;
    bool m_prove = false;
    bool m_timings = false;
};

QString noiseNames()
{
    QStringList names;
    for (const NoiseKind &kind : noiseKinds())
        names += QString::fromLatin1(kind.name).replace(u' ', u'-');
    return names.join(u", "_s);
}

QString secondsOf(const QElapsedTimer &timer)
{
    return QString::number(double(timer.nsecsElapsed()) / 1e9, 'f', 3);
}

void DiffCommand::configure(CLI::App &subcommand)
{
    const char *what = "Environment, URL, migrations (FOLDER@VERSION, @VERSION), backup "
                       "(backup:NAME or its path), .sql dump or .json snapshot";
    subcommand.add_option("A", m_before, what)->required();
    subcommand.add_option("B", m_after, "The same, to compare A with")->required();
    subcommand
        .add_option("--sql", m_sql, "Only write the script: up brings A to B, down brings B to A")
        ->check(CLI::IsMember({"up", "down"}));
    subcommand
        .add_option("--ignore", m_ignore,
                    "Leave out and only count: " + noiseNames().toStdString() +
                        ", or all of them by \"noise\"")
        ->delimiter(',')
        ->type_name("KIND,...");
    subcommand
        .add_option("--rename", m_renames,
                    "OLD=NEW: the object OLD of A is NEW in B, and not a drop and an add")
        ->type_name("OLD=NEW");
    subcommand.add_flag("--shortest", m_shortest,
                        "The shortest script instead of the one that blocks least");
    subcommand
        .add_option("--column-order", m_columnOrder,
                    "Where columns of a PostgreSQL table come in another order: keep the table and "
                    "say so, or make it anew and copy its rows for the exact order")
        ->check(CLI::IsMember({"keep", "exact"}))
        ->capture_default_str();
    subcommand.add_flag("--prove", m_prove,
                        "Run both scripts on a throw-away copy of A and compare what comes of it");
    subcommand.add_flag("--timings", m_timings, "Say on standard error how long each part took");
    subcommand.add_option("--report", m_reports, "Also write FILE.html, .md, .json or .txt")
        ->type_name("FILE");
    m_switches.addTo(subcommand);
}

Result<CompareOptions> DiffCommand::options() const
{
    CompareOptions options;
    for (const std::string &text : m_ignore) {
        const QString name = QString::fromStdString(text).trimmed();
        if (name == u"noise") {
            for (const NoiseKind &kind : noiseKinds())
                options.noise.*kind.shown = false;
            continue;
        }
        if (name == u"sequence-values")
            continue; // never compared
        const NoiseKind *kind = findNoiseKind(name);
        if (!kind)
            return fail(ErrorKind::Usage, u"there is no kind of noise \"%1\""_s.arg(name), {},
                        u"one of: "_s + noiseNames() + u", noise"_s);
        options.noise.*kind->shown = false;
    }
    return options;
}

Result<void> DiffCommand::acceptRenames(const LoadedPair &pair, CompareOptions &options) const
{
    for (const std::string &text : m_renames) {
        TM_TRY_ASSIGN(Rename rename,
                      findRename(QString::fromStdString(text), *pair.before.state.schema,
                                 *pair.after.state.schema));
        options.renames.push_back(std::move(rename));
    }
    return checkRenames(*pair.before.state.schema, *pair.after.state.schema, options.renames);
}

Result<void> DiffCommand::checkReports() const
{
    for (const std::string &path : m_reports) {
        if (!reviewWriterFor(QString::fromStdString(path)))
            return fail(
                ErrorKind::Usage,
                u"the name of a report says its format: %1"_s.arg(QString::fromStdString(path)), {},
                u".html, .md, .json or .txt"_s);
    }
    return {};
}

Result<void> DiffCommand::writeReports(const Review &review, const CommandContext &context) const
{
    for (const std::string &path : m_reports) {
        const QString name = QString::fromStdString(path);
        QSaveFile file(context.currentFolder.absoluteFilePath(name));
        const QByteArray contents = reviewWriterFor(name)->write(review);
        if (!file.open(QIODevice::WriteOnly) || file.write(contents) != contents.size() ||
            !file.commit())
            return fail(ErrorKind::Io, u"cannot write %1"_s.arg(name), file.errorString());
    }
    return {};
}

Result<Review> DiffCommand::review(LoadedPair pair, CompareOptions options, CommandContext &context)
{
    Review review;
    QElapsedTimer timer;
    timer.start();
    review.comparison =
        compareSchemas(std::move(pair.before), std::move(pair.after), std::move(options));
    if (m_timings)
        context.terminal.note(u"compared in %1 s"_s.arg(secondsOf(timer)));
    if (!wantsScripts())
        return review;
    DraftOptions drafting;
    drafting.saferWays = !m_shortest;
    drafting.columnOrder = m_columnOrder == "exact" ? ColumnOrder::Exact : ColumnOrder::Keep;
    drafting.noise = review.comparison.options.noise;
    drafting.renames = review.comparison.options.renames;
    const SchemaState &before = review.comparison.before.state;
    const SchemaState &after = review.comparison.after.state;
    review.up = draftMigration(before, after, drafting);
    drafting.renames = turnedRenames(std::move(drafting.renames));
    review.down = draftMigration(after, before, drafting);
    if (m_prove) {
        LoadPrinter printer(context.terminal);
        TM_TRY_ASSIGN(review.proof,
                      prove(review.comparison, *review.up, *review.down,
                            m_switches.context(context), printer.observer(), context.stop));
    }
    return review;
}

void DiffCommand::print(const Review &review, Terminal &terminal) const
{
    if (m_switches.json) {
        terminal.print(QString::fromUtf8(writeReviewJson(review)));
        return;
    }
    if (m_sql.empty()) {
        terminal.print(
            QString::fromUtf8(writeReviewText(review, terminal.capabilities().colourOut)));
        return;
    }
    const Draft &draft = m_sql == "up" ? *review.up : *review.down;
    terminal.print(joinedScripts(draft));
    for (const DraftGap &gap : draft.gaps)
        terminal.note(u"not in the script: %1 %2 %3: %4"_s.arg(gap.about.kind, gap.about.object,
                                                               gap.property, gap.why));
    if (review.proof && !review.proof->holds())
        terminal.note(u"the scripts do not bring one schema to the other; run it again without "
                      "--sql to see why"_s);
}

Result<ExitCode> DiffCommand::run(CommandContext &context)
{
    TM_TRY(checkReports());
    TM_TRY_ASSIGN(CompareOptions wanted, options());
    TM_TRY(m_switches.prepare(context));
    TM_TRY_ASSIGN(const SchemaSource before, m_switches.parse(m_before, context));
    TM_TRY_ASSIGN(const SchemaSource after, m_switches.parse(m_after, context));
    LoadedPair pair;
    QElapsedTimer timer;
    timer.start();
    {
        LoadPrinter printer(context.terminal);
        LoadContext loading = m_switches.context(context);
        loading.wantsWayBack = wantsScripts();
        TM_TRY_ASSIGN(
            pair, loadSources(before, after, std::move(loading), printer.observer(), context.stop));
    }
    if (m_timings)
        context.terminal.note(u"read in %1 s"_s.arg(secondsOf(timer)));
    TM_TRY(acceptRenames(pair, wanted));
    TM_TRY_ASSIGN(const Review done, review(std::move(pair), std::move(wanted), context));
    print(done, context.terminal);
    TM_TRY(writeReports(done, context));
    if (m_prove && done.proof && !done.proof->holds())
        return ExitCode::No;
    return done.comparison.diff.isEmpty() ? ExitCode::Fine : ExitCode::No;
}

} // namespace

std::unique_ptr<Command> makeDiffCommand()
{
    return std::make_unique<DiffCommand>();
}

} // namespace tidemark
