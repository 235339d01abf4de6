// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/typedlint.h"

#include "base/digest.h"
#include "workspace/lintsettings.h"

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

/// All that the way up of migrations depends on.
QByteArray digestOfUps(std::span<const Migration> migrations, Engine engine)
{
    QByteArray digests(engine == Engine::Sqlite ? "sqlite" : "postgresql");
    for (const Migration &migration : migrations) {
        digests += migration.runnable ? '+' : '-';
        for (const Script &script : migration.up)
            digests += digestOf(script.text);
    }
    return digestOf(digests);
}

Error stopped()
{
    Error error;
    error.kind = ErrorKind::Cancelled;
    error.summary = u"stopped"_s;
    return error;
}

bool mentions(const Migration &migration, const QString &file)
{
    const auto has = [&file](const std::vector<Script> &scripts) {
        return std::ranges::any_of(scripts,
                                   [&file](const Script &script) { return script.file == file; });
    };
    return migration.file == file || has(migration.up) || (migration.down && has(*migration.down));
}

/// What the convention itself has to say about the files.
void addFileFindings(const MigrationSet &set, const Migration &migration, LintResult &result)
{
    for (const Finding &finding : set.findings) {
        if (finding.severity == Finding::Severity::Note || !mentions(migration, finding.where.file))
            continue;
        result.findings.push_back(lintFindingOf(finding));
    }
    if (migration.downError) {
        const Error &error = *migration.downError;
        LintFinding found =
            lintFindingOf({Finding::Severity::Error, {}, error.summary, error.hint, error.where});
        found.side = LintSide::Down;
        const bool known = std::ranges::any_of(result.findings, [&](const LintFinding &each) {
            return each.where.line == found.where.line && each.message == found.message;
        });
        if (!known)
            result.findings.push_back(found);
    }
}

} // namespace

Result<KeptHistoryPtr> historyOf(std::span<const Migration> migrations, Engine engine,
                                 const KeptHistoryPtr &kept, const std::stop_token &stop)
{
    const QByteArray digest = digestOfUps(migrations, engine);
    if (kept && kept->digest == digest)
        return kept;
    LintHistory history(engine);
    for (const Migration &migration : migrations) {
        if (stop.stop_requested())
            return fail(stopped());
        Migration up = migration;
        up.down.reset();
        ParsedMigration parsed = parseForLint(up, engine);
        history.followUp(parsed);
    }
    return std::make_shared<const KeptHistory>(KeptHistory{digest, std::move(history)});
}

Result<TypedLint> lintAsTyped(const EditorPlace &place, const QString &id,
                              const std::vector<EditedFile> &files, const KeptHistoryPtr &kept,
                              const std::stop_token &stop)
{
    TM_TRY_ASSIGN(const MigrationSet set, readEditedUpTo(place, id, files));
    LintRequest request;
    request.engine = place.engine;
    if (place.workspace) {
        TM_TRY_ASSIGN(request.settings, readLintSettings(place.workspace->file));
        request.locksTimeOut = place.workspace->run.lockTimeout.has_value();
    }
    request.sizes = place.sizes.get();
    const std::span<const Migration> all(set.migrations);
    TypedLint typed;
    TM_TRY_ASSIGN(typed.before, historyOf(all.first(all.size() - 1), place.engine, kept, stop));
    if (stop.stop_requested())
        return typed;
    typed.result =
        lintAfter(typed.before->history, parseForLint(all.back(), place.engine), request);
    addFileFindings(set, all.back(), *typed.result);
    return typed;
}

} // namespace tidemark
