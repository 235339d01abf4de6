// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/restore.h"
#include "base/systemerror.h"
#include "database/session.h"
#include "database/sqlite/sqlitesession.h"
#include "sandbox/registration.h"
#include "sandbox/sqlitefiles.h"
#include "sql/identifier.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr std::chrono::seconds lockPatience{5};
const QStringList &sideFiles()
{
    static const QStringList sides{u"-wal"_s, u"-shm"_s, u"-journal"_s};
    return sides;
}

QString restoringMark()
{
    return u".restoring-"_s;
}

/// The file beside the one that is wanted; gone with this unless it got its name.
class BesideFile
{
public:
    explicit BesideFile(const QString &wanted)
        : m_path(wanted + restoringMark() + randomName())
    {
    }
    ~BesideFile()
    {
        if (m_path.isEmpty())
            return;
        QFile::remove(m_path);
        for (const QString &side : sideFiles())
            QFile::remove(m_path + side);
    }
    BesideFile(const BesideFile &) = delete;
    BesideFile &operator=(const BesideFile &) = delete;

    const QString &path() const { return m_path; }
    void release() { m_path.clear(); }

private:
    QString m_path;
};

QStringList leftByOthers(const QString &wanted)
{
    const QFileInfo info(wanted);
    QStringList found;
    for (const QString &name : info.dir().entryList(QDir::Files | QDir::Hidden))
        if (name.startsWith(info.fileName() + restoringMark()))
            found << info.dir().filePath(name);
    return found;
}

/// Everything but the wanted tables goes, with what hangs on it.
Result<void> keepOnly(Session &session, const std::vector<TableName> &tables)
{
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("SELECT type, name FROM sqlite_schema WHERE type IN ('view', "
                                "'table') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
                                "ORDER BY type = 'table'"));
    const auto isWanted = [&](const QString &name) {
        return std::ranges::find(tables, name, &TableName::name) != tables.end();
    };
    size_t kept = 0;
    QByteArray sql = "PRAGMA foreign_keys = off; BEGIN;\n";
    for (const auto &row : rows.rows) {
        const QString name = QString::fromUtf8(*row[1]);
        if (row[0] == "table" && isWanted(name))
            ++kept;
        else
            sql += "DROP " + *row[0] + ' ' + quoteIdentifier(name).toUtf8() + ";\n";
    }
    if (kept != tables.size())
        return fail(ErrorKind::Usage, u"not all of these tables are in the backup"_s);
    TM_TRY(session.execute(sql + "COMMIT"));
    return session.execute("VACUUM");
}

Result<void> checkIntegrity(Session &session)
{
    TM_TRY_ASSIGN(const Rows rows, session.query("PRAGMA integrity_check(10)"));
    QStringList wrong;
    for (const auto &row : rows.rows)
        if (row[0] != "ok")
            wrong << QString::fromUtf8(row[0].value_or(QByteArray()));
    if (wrong.isEmpty())
        return {};
    return fail(ErrorKind::Input, u"the backup is damaged"_s, wrong.join(u'\n'));
}

/// Copies, checks, and leaves one file that needs nothing beside it.
Result<bool> fill(const RestoreRequest &request, const QString &path,
                  const BackupObserver &observer, const std::stop_token &stop, QStringList &notes)
{
    if (observer)
        observer({BackupProgress::Step::Restoring, request.backup.fileName()});
    TM_TRY(copySqliteFiles(request.backup.path, path, lockPatience, stop));
    bool checked = false;
    {
        TM_TRY_ASSIGN(const auto session,
                      openSession({.engine = Engine::Sqlite, .conninfo = path}, stop));
        session->setStopToken(stop);
        TM_TRY(checkIntegrity(*session));
        if (!request.tables.empty())
            TM_TRY(keepOnly(*session, request.tables));
        TM_TRY_ASSIGN(checked, checkRestored(request, *session, true, observer, notes));
    }
    for (const QString &side : sideFiles())
        if (QFileInfo(path + side).size() > 0)
            return fail(ErrorKind::Io, u"%1 was not taken back into the file"_s.arg(path + side));
    TM_TRY(syncToDisk(path));
    return checked;
}

/// The processes that have this file open, as far as we may look (Linux, proc(5)): one that has
/// no log and no lock on it would go on with the old file all the same. `own` descriptors of this
/// process do not count.
QStringList processesWith(const QString &path, int own)
{
    struct stat wanted = {};
    if (::stat(QFile::encodeName(path).constData(), &wanted) != 0)
        return {};
    QStringList found;
    for (const QString &pid : QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (!pid.at(0).isDigit())
            continue;
        int allowed = pid.toLongLong() == ::getpid() ? own : 0;
        const QString folder = u"/proc/%1/fd"_s.arg(pid);
        for (const QString &number :
             QDir(folder).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)) {
            struct stat open = {};
            const QByteArray file = QFile::encodeName(folder + u'/' + number);
            if (::stat(file.constData(), &open) == 0 && open.st_dev == wanted.st_dev &&
                open.st_ino == wanted.st_ino && allowed-- <= 0) {
                found << u"process "_s + pid;
                break;
            }
        }
    }
    return found;
}

/// Whoever has it open now would go on with the old file.
Result<void> refuseUsers(const QString &path, bool locked, int own)
{
    const auto busy = [&path](const QString &detail) {
        return fail(ErrorKind::Busy, u"%1 is in use"_s.arg(path), detail,
                    u"Stop the application first: it would go on writing into the old file"_s);
    };
    if (!locked)
        return busy(u"somebody has a lock on it"_s);
    for (const QString &side : sideFiles())
        if (QFileInfo::exists(path + side))
            return busy(u"%1 is there: somebody has the database open"_s.arg(path + side));
    const QStringList users = processesWith(path, own);
    return users.isEmpty() ? Result<void>() : busy(users.join(u'\n'));
}

/// Nobody writes it now, and all that was written is in the file itself. The last one who closes a
/// database with a log takes the log away, so one that stays says that somebody has it open.
Result<void> quiesce(const QString &path)
{
    {
        TM_TRY_ASSIGN(const auto session,
                      openSession({.engine = Engine::Sqlite, .conninfo = path}));
        TM_TRY(session->execute("BEGIN EXCLUSIVE; ROLLBACK"));
    }
    return refuseUsers(path, true, 0);
}

/// Keeps every SQLite connection out of a file, also those that come only now: all bytes that they
/// lock (https://www.sqlite.org/src/doc/trunk/src/os.h, PENDING_BYTE), for as long as this lives.
class WholeLock
{
public:
    explicit WholeLock(const QString &path)
        : m_descriptor(::open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC))
    {
        struct flock all = {};
        all.l_type = F_WRLCK;
        all.l_whence = SEEK_SET;
        all.l_start = firstLocked;
        all.l_len = lockedBytes;
        m_held = m_descriptor >= 0 && ::fcntl(m_descriptor, F_OFD_SETLK, &all) == 0;
    }
    ~WholeLock()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    WholeLock(const WholeLock &) = delete;
    WholeLock &operator=(const WholeLock &) = delete;

    bool isHeld() const { return m_held; }

private:
    static constexpr off_t firstLocked = 0x40000000;
    static constexpr off_t lockedBytes = 512;

    int m_descriptor = -1;
    bool m_held = false;
};

/// Mode and owner as the old file has them: the application must be able to open the new one.
Result<void> takeOwnerOf(const QString &path, const QString &fresh)
{
    struct stat old = {};
    const QByteArray file = QFile::encodeName(fresh);
    if (::stat(QFile::encodeName(path).constData(), &old) == 0 &&
        ::chown(file.constData(), old.st_uid, old.st_gid) == 0 &&
        ::chmod(file.constData(), old.st_mode & 07777) == 0)
        return {};
    return fail(ErrorKind::Permission, u"%1 cannot get the owner of the old file"_s.arg(fresh),
                systemMessage(errno));
}

tl::unexpected<Error> failedRename(const QString &path, int code)
{
    return fail(code == EACCES || code == EPERM ? ErrorKind::Permission : ErrorKind::Io,
                u"%1 could not be replaced"_s.arg(path), systemMessage(code));
}

/// One that is free: two restores can fall into one second, and one that was killed between its two
/// steps has left its name.
QString keptFileName(const QString &path)
{
    const QString name =
        path + u".before-"_s + QDateTime::currentDateTimeUtc().toString(u"yyyyMMddHHmmss"_s);
    QString free = name;
    for (int number = 2; QFileInfo::exists(free); ++number)
        free = name + u'-' + QString::number(number);
    return free;
}

/// The old file gets a second name, and then the new one its first one, at once: there is no moment
/// without a database.
Result<void> swapFiles(const QString &fresh, const QString &path, const QString &kept)
{
    if (::link(QFile::encodeName(path).constData(), QFile::encodeName(kept).constData()) != 0)
        return failedRename(path, errno);
    if (::rename(QFile::encodeName(fresh).constData(), QFile::encodeName(path).constData()) != 0) {
        const int code = errno;
        ::unlink(QFile::encodeName(kept).constData());
        return failedRename(path, code);
    }
    return syncToDisk(QFileInfo(path).absolutePath());
}

} // namespace

Result<RestoreReport> restoreSqlite(const RestoreRequest &request, const BackupObserver &observer,
                                    std::stop_token stop)
{
    // A link stays, and what it leads to is replaced.
    const QFileInfo target(request.target.conninfo);
    const QString path =
        request.replace && target.exists() ? target.canonicalFilePath() : target.absoluteFilePath();
    if (QFileInfo::exists(path) != request.replace)
        return fail(ErrorKind::Usage, request.replace ? u"there is no database %1"_s.arg(path)
                                                      : u"there is a file %1 already"_s.arg(path));
    for (const QString &side : sideFiles())
        if (!request.replace && QFileInfo::exists(path + side))
            return fail(ErrorKind::Usage,
                        u"%1 lies where the database would be"_s.arg(path + side));
    RestoreReport report;
    report.database = path;
    for (const QString &left : leftByOthers(path))
        report.notes << u"left by a restore that was killed, or still being made: "_s + left;
    BesideFile fresh(path);
    TM_TRY_ASSIGN(report.checked, fill(request, fresh.path(), observer, stop, report.notes));
    if (observer)
        observer({BackupProgress::Step::Publishing});
    if (!request.replace) {
        TM_TRY(renameForGood(fresh.path(), path));
        fresh.release();
        return report;
    }
    TM_TRY(takeOwnerOf(path, fresh.path()));
    TM_TRY(quiesce(path));
    const WholeLock lock(path);
    TM_TRY(refuseUsers(path, lock.isHeld(), 1));
    report.kept = keptFileName(path);
    TM_TRY(swapFiles(fresh.path(), path, report.kept));
    fresh.release();
    // Whoever opened it in these last moments still waits for the lock, on the old file.
    for (const QString &late : processesWith(report.kept, 1))
        report.notes << u"%1 opened the old file while it was replaced: start it again"_s.arg(late);
    return report;
}

} // namespace tidemark
