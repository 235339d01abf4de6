// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/plainload.h"

#include "backup/archive/decodedbytes.h"
#include "backup/plaindump.h"
#include "base/systemerror.h"
#include "sandbox/postgresprogram.h"
#include "tasks/taskpool.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// A part of the text that is not run.
struct LeftOut
{
    qint64 start = 0;
    qint64 end = 0;
};

Result<void> runPsql(const LoadJob &job, const QString &input, const std::stop_token &stop)
{
    TM_TRY_ASSIGN(const ProgramConnection to, programConnection(job.target));
    TM_TRY(runPostgresProgramChecked(
        {.program = job.client.program(u"psql"_s),
         .arguments = {u"--no-psqlrc"_s, u"--quiet"_s, u"--no-password"_s,
                       u"--set=ON_ERROR_STOP=1"_s, u"--output=/dev/null"_s,
                       u"--dbname="_s + to.conninfo},
         .environment = to.environment,
         .inputFile = input,
         .stop = stop}));
    return {};
}

/// What makes the objects of a plain dump and not what is in them, as a script of its own.
Result<void> runPsqlOnSchema(const LoadJob &job)
{
    QFile script(job.folder + u"/schema.sql"_s);
    if (!script.open(QIODevice::WriteOnly))
        return fail(ErrorKind::Io, u"%1 cannot be made"_s.arg(script.fileName()),
                    script.errorString());
    bool written = true;
    const bool noTablespaces = job.noTablespaces || job.otherServer;
    TM_TRY(readDumpPieces(
        job.backup.path,
        [&](const DumpPiece &piece) {
            if (piece.kind == DumpPiece::Kind::Definition &&
                !(noTablespaces && setsTablespace(piece.text)))
                written = written && script.write(piece.text + '\n') > 0;
        },
        job.stop));
    if (!written || !script.flush())
        return fail(ErrorKind::Io, u"%1 cannot be written"_s.arg(script.fileName()),
                    script.errorString());
    script.close();
    return runPsql(job, script.fileName(), job.stop);
}

/// Without a name: whoever opens its reading end by fileToRead() does not wait for a writer, who
/// may have written all of it already.
class Pipe
{
public:
    Pipe()
    {
        if (::pipe2(m_ends.data(), O_CLOEXEC) != 0)
            m_ends = {-1, -1};
    }
    ~Pipe()
    {
        closeReader();
        closeWriter();
    }
    Pipe(const Pipe &) = delete;
    Pipe &operator=(const Pipe &) = delete;

    bool isOpen() const { return m_ends[0] >= 0; }
    /// For this process.
    QString fileToRead() const { return u"/proc/self/fd/%1"_s.arg(m_ends[0]); }

    /// False where nobody reads any more.
    bool write(QByteArrayView bytes)
    {
        while (!bytes.isEmpty()) {
            const ssize_t written = ::write(m_ends[1], bytes.data(), size_t(bytes.size()));
            if (written < 0 && errno != EINTR)
                return false;
            bytes = bytes.sliced(std::max<ssize_t>(written, 0));
        }
        return true;
    }
    /// Until then a writer who is not read waits.
    void closeReader() { close(m_ends[0]); }
    void closeWriter() { close(m_ends[1]); }

private:
    static void close(int &descriptor)
    {
        if (descriptor >= 0)
            ::close(std::exchange(descriptor, -1));
    }

    std::array<int, 2> m_ends{-1, -1};
};

/// A thread that writes into pipes hears of a reader that has gone by an error.
void ignoreBrokenPipes()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

/// Unpacks into the pipe. False where its reader has gone.
Result<bool> feed(const QString &dump, const std::vector<LeftOut> &leftOut, Pipe &pipe,
                  const std::stop_token &stop)
{
    TM_TRY_ASSIGN(const UnpackedBytes text, openUnpacked(dump));
    ByteWindow window(text.bytes);
    auto next = leftOut.begin();
    for (qint64 at = 0;;) {
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, u"stopped on request"_s);
        if (next != leftOut.end() && at == next->start)
            at = (next++)->end;
        TM_TRY_ASSIGN(QByteArrayView bytes, window.from(at));
        if (bytes.isEmpty())
            return true;
        if (next != leftOut.end())
            bytes = bytes.first(std::min<qint64>(bytes.size(), next->start - at));
        if (!pipe.write(bytes))
            return false;
        at += bytes.size();
    }
}

Result<void> runPsqlOnPipe(const LoadJob &job, const std::vector<LeftOut> &leftOut)
{
    Pipe pipe;
    if (!pipe.isOpen())
        return fail(ErrorKind::Io, u"no pipe can be made"_s, systemMessage(errno));
    std::stop_source together;
    const std::stop_callback forward(job.stop, [&together] { together.request_stop(); });
    TaskPool threads(1);
    const auto feeding = threads.start([&](const std::stop_token &) {
        ignoreBrokenPipes();
        auto fed = feed(job.backup.path, leftOut, pipe, together.get_token());
        if (!fed)
            together.request_stop(); // before psql takes what there is for all of it
        pipe.closeWriter();
        return fed;
    });
    const Result<void> loaded = runPsql(job, pipe.fileToRead(), together.get_token());
    pipe.closeReader();
    if (!loaded)
        together.request_stop();
    const Result<bool> fed = QFuture(feeding.future()).takeResult();
    if (!fed && fed.error().kind != ErrorKind::Cancelled)
        return tl::unexpected<Error>(fed.error());
    TM_TRY(loaded);
    if (fed && !*fed)
        return fail(ErrorKind::Io, u"psql did not read all of %1"_s.arg(job.backup.fileName()));
    return fed ? Result<void>() : tl::unexpected<Error>(fed.error());
}

Result<std::vector<LeftOut>> tablespaceSettings(const LoadJob &job)
{
    std::vector<LeftOut> settings;
    TM_TRY(readDumpPieces(
        job.backup.path,
        [&](const DumpPiece &piece) {
            if (piece.kind == DumpPiece::Kind::Definition && setsTablespace(piece.text))
                settings.push_back({piece.start, piece.end});
        },
        job.stop));
    return settings;
}

} // namespace

Result<void> loadPlain(const LoadJob &job)
{
    if (job.schemaOnly)
        return runPsqlOnSchema(job);
    std::vector<LeftOut> leftOut;
    if (job.noTablespaces) {
        TM_TRY_ASSIGN(leftOut, tablespaceSettings(job));
    }
    if (leftOut.empty() && job.backup.archive.compression == Compression::None)
        return runPsql(job, job.backup.path, job.stop);
    return runPsqlOnPipe(job, leftOut);
}

} // namespace tidemark
