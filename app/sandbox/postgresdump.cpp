// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/postgresdump.h"

#include "sandbox/postgresprogram.h"

#include <QStorageInfo>
#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qint64 parallelFromBytes = 64LL * 1024 * 1024;
constexpr int mostJobs = 4;

QString jobs(const PostgresDumpJob &job)
{
    if (job.facts.bytes < parallelFromBytes)
        return u"1"_s;
    return QString::number(std::clamp(QThread::idealThreadCount(), 1, mostJobs));
}

Result<void> dump(const PostgresDumpJob &job)
{
    TM_TRY_ASSIGN(const ProgramConnection from, programConnection(job.source));
    // Reading it back uncompressed is quicker; where the disk is small, size matters more.
    const bool roomy = QStorageInfo(job.folder).bytesAvailable() > 3 * job.facts.bytes;
    TM_TRY(runPostgresProgramChecked({
        .program = job.client.program(u"pg_dump"_s),
        .arguments = {u"--format=directory"_s, u"--file="_s + job.folder, u"--jobs="_s + jobs(job),
                      roomy ? u"--compress=0"_s : u"--compress=1"_s, u"--no-subscriptions"_s,
                      u"--no-sync"_s, u"--lock-wait-timeout=30s"_s, u"--no-password"_s,
                      u"--dbname="_s + from.conninfo},
        .environment = from.environment,
        .stop = job.stop,
    }));
    return {};
}

Result<void> restore(const PostgresDumpJob &job)
{
    TM_TRY_ASSIGN(const ProgramConnection to, programConnection(job.target));
    QStringList arguments{u"--jobs="_s + jobs(job), u"--no-password"_s,
                          u"--dbname="_s + to.conninfo};
    if (job.otherServer)
        arguments << u"--no-tablespaces"_s;
    arguments << job.folder;
    TM_TRY_ASSIGN(const PostgresProgramEnd end,
                  runPostgresProgram({.program = job.client.program(u"pg_restore"_s),
                                      .arguments = arguments,
                                      .environment = to.environment,
                                      .stop = job.stop}));
    return judgePostgresRestore(end);
}

} // namespace

Result<void> dumpAndRestore(const PostgresDumpJob &job)
{
    TM_TRY(dump(job));
    return restore(job);
}

} // namespace tidemark
