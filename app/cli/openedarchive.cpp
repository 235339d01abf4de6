// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/openedarchive.h"

#include "cli/backuptools.h"
#include "cli/json.h"
#include "compare/statecache.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace tidemark {

Result<std::unique_ptr<Archive>> openArchiveFor(CommandContext &context, const QString &path)
{
    constexpr qint64 quietMs = 300;
    constexpr qint64 megabyte = 1024 * 1024;
    Terminal &terminal = context.terminal;
    QElapsedTimer timer;
    timer.start();
    qint64 shown = 0;
    const auto progress = [&](qint64 read, qint64 of) {
        if (timer.elapsed() < shown + quietMs)
            return;
        shown = timer.elapsed();
        terminal.showProgress(of > 0 ? u"reading the backup: %1 %"_s.arg(100 * read / of)
                                     : u"reading the backup: %1 MB"_s.arg(read / megabyte));
    };
    BackupSource source;
    source.backup = path.toStdString();
    TM_TRY_ASSIGN(const QString file, source.findPath(context));
    auto archive = openArchive(file, {.cacheFolder = defaultCacheFolder(context.variables),
                                      .progress = progress,
                                      .stop = context.stop});
    terminal.clearProgress();
    return archive;
}

void printProblems(const Archive &archive, Terminal &terminal)
{
    for (const Error &problem : archive.problems())
        terminal.printError(problem);
}

QJsonArray problemsJson(const Archive &archive)
{
    QJsonArray problems;
    for (const Error &problem : archive.problems())
        problems.append(jsonOf(problem));
    return problems;
}

ExitCode exitCodeFor(const Archive &archive)
{
    return archive.problems().empty() ? ExitCode::Fine : ExitCode::CouldNot;
}

} // namespace tidemark
