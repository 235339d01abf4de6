// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/openedarchive.h"

#include "cli/backuptools.h"
#include "compare/statecache.h"

#include <QElapsedTimer>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// A word that is no path is the name of a backup where the backups are.
Result<QString> archivePath(const CommandContext &context, const QString &given)
{
    const QString path = context.currentFolder.absoluteFilePath(given);
    if (QFileInfo::exists(path) || given.contains(u'/'))
        return path;
    BackupSource source;
    source.backup = given.toStdString();
    TM_TRY_ASSIGN(const Backup found, source.find(context));
    return found.path;
}

} // namespace

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
    TM_TRY_ASSIGN(const QString file, archivePath(context, path));
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

} // namespace tidemark
