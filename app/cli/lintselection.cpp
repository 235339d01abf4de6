// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/lintselection.h"

#include "compare/replay.h"
#include "migrations/migrationfiles.h"
#include "tasks/taskpool.h"

#include <QFileInfo>
#include <QThread>

#include <algorithm>
#include <atomic>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

bool ownsFile(const Migration &migration, const QString &path)
{
    const auto has = [&path](const std::vector<Script> &scripts) {
        return std::ranges::any_of(scripts,
                                   [&path](const Script &script) { return script.path == path; });
    };
    return has(migration.up) || (migration.down && has(*migration.down));
}

/// A script that belongs to no migration; its name tells when it is a down.
Migration migrationOfFile(const QString &path, const QString &shown, std::vector<Finding> &findings)
{
    const TextFile file = readTextFile(path, shown, findings);
    Migration migration;
    migration.id = shown;
    migration.file = shown;
    migration.runnable = file.usable;
    if (!file.usable)
        return migration;
    const QString name = QFileInfo(path).fileName();
    if (name == u"down.sql" || name.contains(u".down."))
        migration.down = std::vector<Script>{wholeFile(file)};
    else
        migration.up = {wholeFile(file)};
    return migration;
}

class LintSelector
{
public:
    LintSelector(const TargetOptions &options, const std::string &engine,
                 const CommandContext &context)
        : m_options(options)
        , m_engine(QString::fromStdString(engine))
        , m_context(context)
    {
    }

    Result<LintSelection> select(const std::vector<std::string> &arguments)
    {
        if (auto target = resolve()) {
            TM_TRY(readFolder(std::move(*target)));
        } else if (arguments.empty() || target.error().kind != ErrorKind::Usage ||
                   !m_options.environment.empty() || !m_options.workspaceFile.empty()) {
            return fail(std::move(target).error());
        } else {
            guessFolder(QString::fromStdString(arguments.front()));
        }
        if (m_selection.folder.isEmpty())
            m_selection.folder = m_context.currentFolder.absolutePath();
        for (const std::string &argument : arguments)
            TM_TRY(take(QString::fromStdString(argument)));
        if (arguments.empty())
            addFolderFindings();
        return std::move(m_selection);
    }

private:
    /// Scripts are read without a database: that the default one cannot be reached from here, its
    /// variable not being set, is no hindrance.
    Result<Target> resolve() const
    {
        auto target = resolveTarget(m_options, m_context);
        const auto file = findWorkspaceFile(m_context.currentFolder);
        const bool named = !m_options.environment.empty() || !m_options.url.empty() ||
                           !m_options.migrations.empty() || !m_options.workspaceFile.empty();
        if (target || named || !file)
            return target;
        auto workspace = readWorkspace(*file);
        if (!workspace)
            return target;
        Target folder;
        folder.migrations = workspace->migrations;
        folder.convention = workspace->convention;
        folder.workspace = std::move(*workspace);
        return folder;
    }

    Engine engineOfTarget(const Target &target) const
    {
        if (!m_engine.isEmpty())
            return m_engine == u"sqlite" ? Engine::Sqlite : Engine::PostgreSql;
        if (target.spec)
            return target.spec->engine;
        SchemaSource source;
        source.kind = SchemaSource::Kind::Migrations;
        source.folder = target.migrations;
        return engineOf(source, {}).value_or(Engine::PostgreSql);
    }

    Result<void> readFolder(Target target)
    {
        m_selection.engine = engineOfTarget(target);
        TM_TRY_ASSIGN(const Convention *const convention, conventionOf(target, nullptr));
        TM_TRY_ASSIGN(m_selection.set,
                      readMigrations(target, *convention, m_selection.engine, m_context));
        m_selection.folder = m_selection.set->folder;
        m_selection.target = std::move(target);
        return {};
    }

    /// The folder of the file, or the one above it (diesel: a folder for each migration), where it
    /// reads as one of migrations with this file in it.
    void guessFolder(const QString &file)
    {
        if (m_engine == u"sqlite")
            m_selection.engine = Engine::Sqlite;
        const QString path = QDir::cleanPath(m_context.currentFolder.absoluteFilePath(file));
        if (!QFileInfo(path).isFile())
            return;
        const QString folder = QFileInfo(path).path();
        for (const QString &candidate : {folder, QFileInfo(folder).path()}) {
            Target target;
            target.migrations = candidate;
            LintSelection before = std::move(m_selection);
            m_selection = {};
            m_selection.engine = before.engine;
            const bool read = readFolder(std::move(target)).has_value();
            if (read && std::ranges::any_of(m_selection.set->migrations,
                                            [&path](const Migration &migration) {
                                                return ownsFile(migration, path);
                                            }))
                return;
            m_selection = std::move(before);
        }
    }

    Result<void> take(const QString &argument)
    {
        const QString path = QDir::cleanPath(m_context.currentFolder.absoluteFilePath(argument));
        for (const Migration &migration :
             m_selection.set ? m_selection.set->migrations : std::vector<Migration>()) {
            if (migration.id != argument && migration.version != argument &&
                !ownsFile(migration, path))
                continue;
            m_selection.only.insert(migration.id);
            return {};
        }
        if (!QFileInfo(path).isFile())
            return fail(ErrorKind::Usage,
                        u"\"%1\" is neither a file nor a migration"_s.arg(argument));
        std::vector<Finding> findings;
        m_selection.files.push_back(
            migrationOfFile(path, QDir(m_selection.folder).relativeFilePath(path), findings));
        for (const Finding &finding : findings)
            m_selection.findings.push_back(lintFindingOf(finding));
        return {};
    }

    void addFolderFindings()
    {
        for (const Finding &finding : m_selection.set->findings) {
            if (finding.severity != Finding::Severity::Note)
                m_selection.findings.push_back(lintFindingOf(finding));
        }
    }

    const TargetOptions &m_options;
    QString m_engine;
    const CommandContext &m_context;
    LintSelection m_selection;
};

/// Each thread takes the next one that nobody has taken.
std::vector<ParsedMigration> parseAll(const std::vector<Migration> &migrations, Engine engine)
{
    std::vector<ParsedMigration> parsed(migrations.size());
    std::atomic<size_t> next = 0;
    const auto work = [&](const std::stop_token &) -> Result<bool> {
        for (size_t i = next++; i < parsed.size(); i = next++)
            parsed[i] = parseForLint(migrations[i], engine);
        return true;
    };
    constexpr size_t worthAThread = 8;
    const int threads = migrations.size() < worthAThread ? 1 : QThread::idealThreadCount();
    TaskPool pool(threads);
    std::vector<Task<bool>> tasks;
    for (int i = 1; i < threads; ++i)
        tasks.push_back(pool.start(work));
    std::ignore = work({});
    for (const Task<bool> &task : tasks)
        QFuture<Result<bool>>(task.future()).waitForFinished();
    return parsed;
}

} // namespace

Result<LintSelection> selectForLint(const TargetOptions &options,
                                    const std::vector<std::string> &arguments,
                                    const std::string &engine, const CommandContext &context)
{
    return LintSelector(options, engine, context).select(arguments);
}

LintResult lintSelection(const LintSelection &selection, const LintSettings &settings,
                         const TableSizes *sizes)
{
    LintRequest request;
    request.engine = selection.engine;
    request.settings = settings;
    request.sizes = sizes;
    request.only = selection.only;
    const std::optional<Workspace> workspace =
        selection.target ? selection.target->workspace : std::nullopt;
    request.locksTimeOut = workspace && workspace->run.lockTimeout;
    LintResult result;
    result.findings = selection.findings;
    const auto append = [&result](LintResult more) {
        result.findings.insert(result.findings.end(), more.findings.begin(), more.findings.end());
        result.migrations += more.migrations;
        result.statements += more.statements;
    };
    const bool wantsSet = !request.only.empty() || selection.files.empty();
    if (selection.set && wantsSet)
        append(lintMigrations(parseAll(selection.set->migrations, request.engine), request));
    // Each by itself: nothing is known of what was there before.
    request.only.clear();
    request.wholeHistory = false;
    for (ParsedMigration &file : parseAll(selection.files, request.engine)) {
        std::vector<ParsedMigration> one;
        one.push_back(std::move(file));
        append(lintMigrations(std::move(one), request));
    }
    return result;
}

} // namespace tidemark
