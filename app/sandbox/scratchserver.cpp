// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/scratchserver.h"

#include "base/process.h"
#include "base/systemerror.h"
#include "database/postgres/conninfo.h"
#include "sandbox/serverfolder.h"
#include "sandbox/servertemplate.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QThread>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr int pollMs = 2;
constexpr int stopTimeoutMs = 10'000;
constexpr qsizetype longestSocketFolder = 107 - qsizetype(sizeof("/.s.PGSQL.65535"));

/// Starts the server and watches a pipe on stdin that only the owner's process holds open. At its
/// end, the owner being done or dead, the server is ended at once and its folders are deleted.
/// $1 and $2: the folders; the rest: the server's command line.
constexpr auto watcherScript = R"(
folder=$1 sockets=$2; shift 2
exec 3<&0 </dev/null
"$@" 3<&- & server=$!
trap 'ending=1; kill -QUIT $server' TERM
( trap - TERM; read line <&3; kill -TERM $$ ) & watch=$!
exec 3<&-
wait $server; code=$?
if [ -n "$ending" ]; then wait $server; else kill $watch; fi
[ -n "$ending" ] && rm -rf -- "$folder/data" "$sockets" 2>/dev/null
exit $code
)";

QStringList serverArguments(const QString &folder, const QString &socketFolder)
{
    QStringList arguments{u"-D"_s, folder + u"/data"_s, u"-k"_s, socketFolder, u"-p"_s, u"5432"_s};
    for (const char *setting :
         {"listen_addresses=", "unix_socket_permissions=0700", "fsync=off", "full_page_writes=off",
          "synchronous_commit=off", "autovacuum=off", "max_wal_size=512MB", "checkpoint_timeout=1h",
          "wal_init_zero=off", "wal_recycle=off", "logging_collector=off", "log_destination=stderr",
          "log_min_messages=fatal"})
        arguments << u"-c"_s << QLatin1String(setting);
    return arguments;
}

Result<std::optional<SystemUser>> serverUser(const QString &name)
{
    if (!runsAsRoot())
        return std::optional<SystemUser>();
    if (const auto user = findSystemUser(name))
        return user;
    return fail(ErrorKind::Unsupported,
                u"There is no user %1 to run a scratch server as"_s.arg(name),
                u"PostgreSQL refuses to run as root"_s,
                u"Install the package postgresql, create the user (useradd --system %1), or do not "
                "run Tidemark as root"_s.arg(name));
}

/// A socket's path holds 107 bytes; where the folder's path is longer, it gets one in /tmp.
Result<QString> makeSocketFolder(const QString &folder)
{
    const QString path = folder + u"/run"_s;
    if (QFile::encodeName(path).size() <= longestSocketFolder)
        return path;
    QByteArray parent = "/tmp/tidemark-XXXXXX";
    if (!::mkdtemp(parent.data()) || ::chmod(parent.constData(), 0711) != 0)
        return fail(ErrorKind::Io, u"A folder for the server's socket cannot be made in /tmp"_s,
                    systemMessage(errno));
    return QFile::decodeName(parent) + u"/run"_s;
}

bool isSocketFolderInTmp(const QString &socketFolder)
{
    static const QRegularExpression pattern(u"\\A/tmp/tidemark-[A-Za-z0-9]{6}/run\\z"_s);
    return pattern.match(socketFolder).hasMatch();
}

/// The socket's folder, or the one in /tmp around it.
QString outermostSocketFolder(const QString &folder, const QString &socketFolder)
{
    return socketFolder.startsWith(folder) ? socketFolder : QFileInfo(socketFolder).path();
}

QList<QByteArray> postmasterLines(const QString &folder)
{
    QFile file(folder + u"/data/postmaster.pid"_s);
    if (!file.open(QFile::ReadOnly))
        return {};
    return file.readAll().split('\n');
}

/// The process of the server in this folder, or 0. Whether the id is still that server's is asked
/// of the system: a server works in its data folder.
pid_t livingServer(const QString &folder)
{
    const QList<QByteArray> lines = postmasterLines(folder);
    const pid_t pid = lines.isEmpty() ? 0 : pid_t(lines.first().toInt());
    if (pid <= 1)
        return 0;
    const QString where = QFile::symLinkTarget(u"/proc/%1/cwd"_s.arg(pid));
    return where == QFileInfo(folder + u"/data"_s).canonicalFilePath() ? pid : 0;
}

Result<void> endServer(const QString &folder)
{
    QElapsedTimer clock;
    clock.start();
    for (bool killed = false; const pid_t pid = livingServer(folder);) {
        const bool late = clock.elapsed() > stopTimeoutMs / 2;
        if (!killed || late)
            ::kill(pid, late ? SIGKILL : SIGQUIT);
        killed = true;
        if (clock.elapsed() > stopTimeoutMs)
            return fail(ErrorKind::Io, u"The scratch server in %1 does not end"_s.arg(folder));
        QThread::msleep(10);
    }
    return {};
}

Result<void> removeFolders(const QStringList &folders, const QString &user)
{
    const QStringList arguments = QStringList{u"-rf"_s, u"--"_s} + folders;
    if (!user.isEmpty() && runsAsRoot()) // the owner first: root follows nothing that others made
        TM_TRY(runProcess({.program = u"rm"_s, .arguments = arguments, .user = user}));
    TM_TRY(runProcessChecked({.program = u"rm"_s, .arguments = arguments}));
    return {};
}

/// What is left when the watcher has deleted what is the server's; no process for that.
bool removeEmptied(const QString &folder, const QString &socketFolder)
{
    const QDir dir;
    dir.rmdir(folder + u"/data"_s);
    dir.rmdir(socketFolder);
    dir.rmdir(outermostSocketFolder(folder, socketFolder));
    QFile::remove(folder + u"/log"_s);
    QFile::remove(folder + u"/owner"_s);
    return dir.rmdir(folder) && !QFileInfo::exists(socketFolder);
}

} // namespace

QString ScratchServer::registrationKind()
{
    return u"scratch-server"_s;
}

ScratchServer::ScratchServer(Registration registration, QString folder, QString socketFolder,
                             int major)
    : m_registration(std::move(registration))
    , m_folder(std::move(folder))
    , m_socketFolder(std::move(socketFolder))
    , m_major(major)
{
}

Result<std::unique_ptr<ScratchServer>> ScratchServer::start(const ScratchServerOptions &options)
{
    TM_TRY_ASSIGN(const auto user, serverUser(options.user));
    const QString &stateDir = options.places.stateDir;
    TM_TRY_ASSIGN(const QString templateParent, serverFolder(stateDir, user));
    const QString place = options.places.placeFor(options.expectedBytes);
    const QString name = randomName();
    const QString folder = (place == stateDir ? templateParent : place) + u"/s-"_s + name;
    TM_TRY_ASSIGN(const QString socketFolder, makeSocketFolder(folder));
    TM_TRY_ASSIGN(Registration registration,
                  Registration::create(stateDir, name,
                                       {{u"kind"_s, registrationKind()},
                                        {u"folder"_s, folder},
                                        {u"socketFolder"_s, socketFolder},
                                        {u"user"_s, user ? user->name : QString()}}));
    std::unique_ptr<ScratchServer> server(new ScratchServer(
        std::move(registration), folder, socketFolder, options.installation.major));
    TM_TRY(server->makeFolders(user));
    for (bool again = false;; again = true) {
        const QString userName = user ? user->name : QString();
        TM_TRY(server->copyTemplate(options, templateParent, userName));
        TM_TRY(server->launch(options));
        Result<void> ready = server->waitUntilReady(options);
        if (ready)
            return server;
        if (again || ready.error().kind != ErrorKind::Io)
            return tl::unexpected<Error>(std::move(ready).error());
        // The template may be at fault: half of it deleted, or of a beta with other catalogs.
        server->m_process.reset();
        TM_TRY(removeServerTemplate(templateParent, options.installation.major, userName));
        TM_TRY(removeFolders({folder + u"/data"_s}, userName));
        TM_TRY(makePrivateFolder(folder + u"/data"_s, user));
    }
}

/// Root keeps the folder itself, so that what it writes there goes where it thinks it goes.
Result<void> ScratchServer::makeFolders(const std::optional<SystemUser> &user)
{
    TM_TRY(makePrivateFolder(m_folder, std::nullopt));
    if (user && ::chmod(QFile::encodeName(m_folder).constData(), 0711) != 0)
        return fail(ErrorKind::Io, u"%1 cannot be opened to the server"_s.arg(m_folder),
                    systemMessage(errno));
    if (!writeOwner(m_folder, m_registration.path()))
        return fail(ErrorKind::Io, u"%1 cannot be written"_s.arg(m_folder));
    TM_TRY(makePrivateFolder(m_folder + u"/data"_s, user));
    TM_TRY(makePrivateFolder(m_socketFolder, user));
    return {};
}

Result<void> ScratchServer::copyTemplate(const ScratchServerOptions &options,
                                         const QString &templateParent, const QString &userName)
{
    TM_TRY_ASSIGN(const QString from, ensureServerTemplate(templateParent, options.installation,
                                                           userName, options.stop));
    TM_TRY(runProcessChecked({.program = u"cp"_s,
                              .arguments = {u"-R"_s, u"--reflink=auto"_s, u"--preserve=mode"_s,
                                            u"--"_s, from + u"/."_s, m_folder + u"/data"_s},
                              .user = userName,
                              .stop = options.stop,
                              .timeout = options.timeout}));
    return {};
}

Result<void> ScratchServer::launch(const ScratchServerOptions &options)
{
    m_process = std::make_unique<QProcess>();
    ProcessRequest request{.program = u"/bin/sh"_s,
                           .arguments = QStringList{u"-c"_s, QLatin1String(watcherScript),
                                                    u"tidemark-scratch"_s, m_folder, m_socketFolder,
                                                    options.installation.program(u"postgres"_s)} +
                                        serverArguments(m_folder, m_socketFolder)};
    if (runsAsRoot())
        request.user = options.user;
    prepareProcess(*m_process, request);
    if (!request.user.isEmpty()) { // it ends by its pipe, not by the thread that started it
        QStringList arguments = m_process->arguments();
        arguments.removeAll(u"--pdeathsig=TERM"_s);
        m_process->setArguments(arguments);
    }
    // A session of its own: Ctrl+C in the terminal is for us and must not stop the server first.
    m_process->setChildProcessModifier([] { ::setsid(); });
    m_process->setProcessChannelMode(QProcess::SeparateChannels);
    m_process->setStandardOutputFile(QProcess::nullDevice());
    m_process->setStandardErrorFile(m_folder + u"/log"_s);
    m_process->start();
    if (!m_process->waitForStarted(30'000))
        return fail(ErrorKind::Io, u"The scratch server could not be started"_s,
                    m_process->errorString());
    return {};
}

Result<void> ScratchServer::waitUntilReady(const ScratchServerOptions &options)
{
    QElapsedTimer clock;
    clock.start();
    while (!m_process->waitForFinished(pollMs)) {
        const QList<QByteArray> lines = postmasterLines(m_folder);
        if (lines.size() > 7 && lines[7].trimmed() == "ready")
            return {};
        if (options.stop.stop_requested())
            return fail(ErrorKind::Cancelled, u"The scratch server's start was cancelled"_s);
        if (clock.elapsed() > std::chrono::milliseconds(options.timeout).count())
            return fail(
                ErrorKind::Io,
                u"The scratch server was not ready after %1 s"_s.arg(options.timeout.count()),
                logTail());
    }
    return fail(ErrorKind::Io, u"The scratch server did not start"_s, logTail());
}

QString ScratchServer::logTail() const
{
    QFile file(m_folder + u"/log"_s);
    if (!file.open(QFile::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll().right(4096)).trimmed();
}

ScratchServer::~ScratchServer()
{
    if (m_process) {
        m_process->closeWriteChannel();
        m_process->waitForFinished(stopTimeoutMs);
        m_process.reset();
    }
    // Where something is left, its registration stays and the next start tries again.
    const QString user = m_registration.content().value(u"user"_s).toString();
    if (removeEmptied(m_folder, m_socketFolder) ||
        (endServer(m_folder) &&
         removeFolders({m_folder, outermostSocketFolder(m_folder, m_socketFolder)}, user)))
        m_registration.remove();
}

QString ScratchServer::conninfo(const QString &database) const
{
    return composeConninfo({{u"host"_s, m_socketFolder},
                            {u"port"_s, u"5432"_s},
                            {u"user"_s, u"postgres"_s},
                            {u"dbname"_s, database}});
}

qint64 ScratchServer::processId() const
{
    return livingServer(m_folder);
}

Result<QString> ScratchServer::removeAbandoned(const Registration &registration)
{
    const QString folder = registration.content().value(u"folder"_s).toString();
    const QString socketFolder = registration.content().value(u"socketFolder"_s).toString();
    const QString user = registration.content().value(u"user"_s).toString();
    // A file that somebody edited must not make us delete something else.
    if (!folder.endsWith(u"/s-"_s + registration.name()) ||
        (socketFolder != folder + u"/run"_s && !isSocketFolderInTmp(socketFolder)))
        return fail(ErrorKind::Input, u"The registration %1 is damaged"_s.arg(registration.name()));
    TM_TRY(endServer(folder));
    TM_TRY(removeFolders({folder, outermostSocketFolder(folder, socketFolder)}, user));
    return u"scratch server in %1"_s.arg(folder);
}

} // namespace tidemark
