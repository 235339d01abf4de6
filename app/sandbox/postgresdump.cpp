// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/postgresdump.h"

#include "base/process.h"
#include "database/postgres/conninfo.h"

#include <QStorageInfo>
#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qint64 parallelFromBytes = 64 * 1024 * 1024;
constexpr int mostJobs = 4;
constexpr std::chrono::hours programTimeout{24}; // a stop ends it earlier

struct ProgramConnection
{
    QString conninfo; ///< without the password
    QMap<QString, QString> environment;
};

Result<ProgramConnection> programConnection(const ConnectionSpec &spec)
{
    TM_TRY_ASSIGN(auto keywords, parseConninfo(spec.conninfo));
    ProgramConnection connection;
    if (keywords.contains(u"sslpassword"_s))
        return fail(ErrorKind::Unsupported,
                    u"pg_dump cannot be given the password of a TLS key safely"_s, {},
                    u"Use a key without password, or the template copy"_s);
    if (const QString password = keywords.take(u"password"_s); !password.isEmpty())
        connection.environment.insert(u"PGPASSWORD"_s, password);
    connection.environment.insert(u"PGAPPNAME"_s, u"tidemark"_s);
    connection.conninfo = composeConninfo(keywords);
    return connection;
}

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
    TM_TRY(runProcessChecked({
        .program = job.client.program(u"pg_dump"_s),
        .arguments = {u"--format=directory"_s, u"--file="_s + job.folder, u"--jobs="_s + jobs(job),
                      roomy ? u"--compress=0"_s : u"--compress=1"_s, u"--no-subscriptions"_s,
                      u"--no-sync"_s, u"--lock-wait-timeout=30s"_s, u"--no-password"_s,
                      u"--dbname="_s + from.conninfo},
        .environment = from.environment,
        .stop = job.stop,
        .timeout = programTimeout,
    }));
    return {};
}

/// A newer pg_restore sets parameters that an older server does not have, and goes on.
bool isHarmless(const QByteArray &line)
{
    return line.contains("unrecognized configuration parameter");
}

Result<void> judgeRestore(const ProcessResult &result)
{
    if (result.exitCode == 0)
        return {};
    bool onlyHarmless = true, any = false;
    for (const QByteArray &line : result.errors.split('\n')) {
        if (!line.startsWith("pg_restore: error:"))
            continue;
        any = true;
        onlyHarmless = onlyHarmless && isHarmless(line);
    }
    if (any && onlyHarmless)
        return {};
    return fail(ErrorKind::Io, u"pg_restore could not make a complete copy"_s,
                QString::fromUtf8(result.errors).trimmed());
}

Result<void> restore(const PostgresDumpJob &job)
{
    TM_TRY_ASSIGN(const ProgramConnection to, programConnection(job.target));
    QStringList arguments{u"--jobs="_s + jobs(job), u"--no-password"_s,
                          u"--dbname="_s + to.conninfo};
    if (job.otherServer)
        arguments << u"--no-tablespaces"_s;
    arguments << job.folder;
    TM_TRY_ASSIGN(const ProcessResult result,
                  runProcess({.program = job.client.program(u"pg_restore"_s),
                              .arguments = arguments,
                              .environment = to.environment,
                              .stop = job.stop,
                              .timeout = programTimeout}));
    return judgeRestore(result);
}

} // namespace

Result<void> dumpAndRestore(const PostgresDumpJob &job)
{
    TM_TRY(dump(job));
    return restore(job);
}

} // namespace tidemark
