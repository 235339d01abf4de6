// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archivefile.h"

#include "backup/archive/decodedbytes.h"
#include "backup/archive/tarhead.h"
#include "backup/sha256.h"
#include "base/systemerror.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QMap>
#include <QRegularExpression>

#include <cerrno>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qint64 headBytes = 4096;
constexpr qint64 hashedAtOnce = 4 * 1024 * 1024;

tl::unexpected<Error> ioError(const QString &summary, int code)
{
    return fail(code == EACCES || code == EPERM ? ErrorKind::Permission : ErrorKind::Io, summary,
                systemMessage(code), code == ENOSPC ? u"The disk is full"_s : QString());
}

QStringList filesOf(const QString &folder)
{
    QStringList names = QDir(folder).entryList(QDir::Files | QDir::Hidden);
    names.sort();
    return names;
}

class Hasher
{
public:
    Hasher(qint64 total, const BytesProgress &progress, std::stop_token stop)
        : m_total(total)
        , m_progress(progress)
        , m_stop(std::move(stop))
    {
    }

    Result<QByteArray> hash(const QString &path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorKind::Io, u"%1 cannot be read"_s.arg(path), file.errorString());
        TM_TRY_ASSIGN(Sha256 hash, Sha256::begin());
        for (;;) {
            if (m_stop.stop_requested())
                return fail(ErrorKind::Cancelled, u"stopped on request"_s);
            const QByteArray bytes = file.read(hashedAtOnce);
            if (bytes.isEmpty())
                break;
            hash.add(bytes);
            m_done += bytes.size();
            if (m_progress)
                m_progress(m_done, m_total);
        }
        if (file.error() != QFileDevice::NoError)
            return fail(ErrorKind::Io, u"%1 cannot be read to its end"_s.arg(path),
                        file.errorString());
        return hash.hex();
    }

private:
    qint64 m_total;
    qint64 m_done = 0;
    const BytesProgress &m_progress;
    std::stop_token m_stop;
};

Result<void> syncOne(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return ioError(u"%1 cannot be opened"_s.arg(path), errno);
    const int code = ::fsync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    if (code != 0)
        return ioError(u"%1 could not be written to the disk"_s.arg(path), code);
    return {};
}

Result<void> unlinkOne(const QString &path)
{
    if (::unlink(QFile::encodeName(path).constData()) != 0 && errno != ENOENT)
        return ioError(u"%1 could not be deleted"_s.arg(path), errno);
    return {};
}

bool isDumpText(const QByteArray &head)
{
    return head.contains("\n-- PostgreSQL database dump") ||
           head.contains("\n-- PostgreSQL database cluster dump") ||
           head.startsWith("-- PostgreSQL database dump") ||
           head.startsWith("-- PostgreSQL database cluster dump");
}

/// Of those that pg_restore reads.
std::optional<BackupFormat> archiveFormatIn(QByteArrayView head)
{
    if (head.startsWith("PGDMP"))
        return BackupFormat::Custom;
    if (holdsArchive(head))
        return BackupFormat::Tar;
    return std::nullopt;
}

/// Empty where it is damaged.
QByteArray unpackedHead(const QString &path)
{
    QByteArray head(headBytes, Qt::Uninitialized);
    const auto unpacked = openUnpacked(path);
    const auto got = unpacked ? unpacked->bytes->readAt(0, head.data(), headBytes) : 0;
    head.resize(got.value_or(0));
    return head;
}

/// By its toc.dat, or by what else is in it.
bool isDumpFolder(const QString &path)
{
    QFile toc(path + u"/toc.dat"_s);
    if (toc.open(QIODevice::ReadOnly) && toc.peek(5) == "PGDMP")
        return true;
    static const QRegularExpression ours(u"\\A(toc|\\d+)\\.dat(\\.(gz|lz4|zst))?\\z"_s);
    return foreignFileIn(path).isEmpty() && !filesOf(path).filter(ours).isEmpty();
}

} // namespace

std::optional<ArchiveKind> archiveKindOf(const QString &path)
{
    if (QFileInfo(path).isDir())
        return isDumpFolder(path) ? std::optional(ArchiveKind{BackupFormat::Directory})
                                  : std::nullopt;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray head = file.read(headBytes);
    if (const auto format = archiveFormatIn(head))
        return ArchiveKind{*format};
    if (head.startsWith(QByteArray("SQLite format 3\0", 16)))
        return ArchiveKind{BackupFormat::SqliteFile};
    if (const Compression packed = compressionOf(head); packed != Compression::None)
        return ArchiveKind{archiveFormatIn(unpackedHead(path)).value_or(BackupFormat::Plain),
                           packed};
    if (isDumpText(head) || path.endsWith(u".sql"_s))
        return ArchiveKind{BackupFormat::Plain};
    return std::nullopt;
}

QString archiveSuffix(const ArchiveKind &kind)
{
    static const QMap<BackupFormat, QString> formats{{BackupFormat::Custom, u".dump"_s},
                                                     {BackupFormat::Directory, u".dir"_s},
                                                     {BackupFormat::Tar, u".tar"_s},
                                                     {BackupFormat::SqliteFile, u".db"_s},
                                                     {BackupFormat::Plain, u".sql"_s}};
    static const QMap<Compression, QString> packed{{Compression::Gzip, u".gz"_s},
                                                   {Compression::Lz4, u".lz4"_s},
                                                   {Compression::Zstd, u".zst"_s}};
    return formats.value(kind.format) + packed.value(kind.compression);
}

qint64 archiveBytes(const QString &path)
{
    if (!QFileInfo(path).isDir())
        return QFileInfo(path).size();
    qint64 bytes = 0;
    for (const QString &name : filesOf(path))
        bytes += QFileInfo(path + u'/' + name).size();
    return bytes;
}

Result<QByteArray> archiveSha256(const QString &path, const BytesProgress &progress,
                                 std::stop_token stop)
{
    Hasher hasher(archiveBytes(path), progress, std::move(stop));
    if (!QFileInfo(path).isDir())
        return hasher.hash(path);
    TM_TRY_ASSIGN(Sha256 all, Sha256::begin());
    for (const QString &name : filesOf(path)) {
        TM_TRY_ASSIGN(const QByteArray one, hasher.hash(path + u'/' + name));
        all.add(one + "  " + name.toUtf8() + '\n');
    }
    return all.hex();
}

QString foreignFileIn(const QString &folder)
{
    static const QRegularExpression ours(
        u"\\A(toc\\.dat|[^/]*\\.dat(\\.(gz|lz4|zst))?|blobs[^/]*\\.toc[^/]*)\\z"_s);
    for (const QFileInfo &file : QDir(folder).entryInfoList(
             QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name))
        if (file.isSymLink() || !file.isFile() || !ours.match(file.fileName()).hasMatch())
            return file.fileName();
    return {};
}

Result<void> removeArchive(const QString &path)
{
    const QFileInfo info(path);
    if (info.isSymLink())
        return fail(ErrorKind::Usage, u"%1 is a link and is not deleted"_s.arg(path));
    if (!info.exists())
        return {};
    if (!info.isDir())
        return unlinkOne(path);
    if (const QString foreign = foreignFileIn(path); !foreign.isEmpty())
        return fail(ErrorKind::Usage,
                    u"%1 is not deleted: %2 in it is no part of a backup"_s.arg(path, foreign));
    // What is left of a folder that could not be deleted to its end is still known for what it is.
    QStringList names = filesOf(path);
    if (names.removeOne(u"toc.dat"_s))
        names << u"toc.dat"_s;
    for (const QString &name : names)
        TM_TRY(unlinkOne(path + u'/' + name));
    if (::rmdir(QFile::encodeName(path).constData()) != 0)
        return ioError(u"%1 could not be deleted"_s.arg(path), errno);
    return {};
}

Result<void> syncToDisk(const QString &path)
{
    if (QFileInfo(path).isDir())
        for (const QString &name : filesOf(path))
            TM_TRY(syncOne(path + u'/' + name));
    return syncOne(path);
}

Result<void> renameForGood(const QString &from, const QString &to)
{
    if (::renameat2(AT_FDCWD, QFile::encodeName(from).constData(), AT_FDCWD,
                    QFile::encodeName(to).constData(), RENAME_NOREPLACE) != 0) {
        if (errno == EEXIST)
            return fail(ErrorKind::Usage, u"%1 exists already"_s.arg(to));
        return ioError(u"%1 could not be renamed to %2"_s.arg(from, to), errno);
    }
    return syncOne(QFileInfo(to).absolutePath());
}

Result<void> writeForGood(const QString &path, const QByteArray &bytes)
{
    const int descriptor =
        ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return ioError(u"%1 cannot be written"_s.arg(path), errno);
    const ssize_t written = ::write(descriptor, bytes.constData(), size_t(bytes.size()));
    int code = written == bytes.size() ? 0 : (written < 0 ? errno : ENOSPC);
    if (code == 0 && ::fsync(descriptor) != 0)
        code = errno;
    ::close(descriptor);
    if (code != 0)
        return ioError(u"%1 cannot be written"_s.arg(path), code);
    return {};
}

} // namespace tidemark
