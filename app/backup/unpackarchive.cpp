// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/unpackarchive.h"

#include "backup/archive/decodedbytes.h"
#include "backup/archive/tarhead.h"
#include "backup/archive/toc.h"
#include "base/bytestext.h"

#include <QDir>
#include <QFile>
#include <QStorageInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qint64 toTheEnd = -1;
constexpr qint64 lookEvery = 16 * 1024 * 1024; ///< bytes that are written, at the room that is left
constexpr qint64 mostKeptFree = 256 * 1024 * 1024;
constexpr int partKeptFree = 20; ///< of the disk

/// The packed file, and how much of it was read.
class WatchedBytes final : public ByteSource
{
public:
    explicit WatchedBytes(std::shared_ptr<ByteSource> file)
        : m_file(std::move(file))
    {
    }
    Result<qint64> readAt(qint64 at, char *to, qint64 count) override
    {
        auto got = m_file->readAt(at, to, count);
        if (got)
            m_read = std::max(m_read, at + *got);
        return got;
    }
    std::optional<qint64> size() const override { return m_file->size(); }
    qint64 read() const { return m_read; }

private:
    std::shared_ptr<ByteSource> m_file;
    qint64 m_read = 0;
};

class Unpacker
{
public:
    Unpacker(const Backup &backup, const QString &folder, UnpackedPart part,
             const BackupObserver &observer, std::stop_token stop)
        : m_backup(backup)
        , m_folder(folder)
        , m_part(part)
        , m_observer(observer)
        , m_stop(std::move(stop))
    {
    }

    Result<Backup> run();

private:
    Result<Backup> unpackFile();
    Result<Backup> unpackTar();
    Result<void> write(qint64 at, qint64 size, const QString &path);
    Result<void> readToTheEnd(qint64 at);
    Result<void> refuseSmallDisk(qint64 needed) const;
    tl::unexpected<Error> noRoom(const QString &detail) const;
    Backup unpackedAs(const QString &path, BackupFormat format) const;
    void report() const
    {
        if (m_observer && m_part == UnpackedPart::Everything)
            m_observer({BackupProgress::Step::Unpacking, {}, m_file->read(), m_backup.bytes});
    }

    const Backup &m_backup;
    QString m_folder;
    UnpackedPart m_part;
    const BackupObserver &m_observer;
    std::stop_token m_stop;
    std::shared_ptr<WatchedBytes> m_file;
    std::shared_ptr<ByteSource> m_content;
    std::optional<ByteWindow> m_window; ///< on the content
    qint64 m_written = 0;
    qint64 m_looked = 0; ///< at the room, when so much was written
};

tl::unexpected<Error> Unpacker::noRoom(const QString &detail) const
{
    return fail(ErrorKind::Io,
                u"the disk of %1 has no room for %2 unpacked"_s.arg(m_folder, m_backup.fileName()),
                detail,
                u"Make room there, set TIDEMARK_STATE to a folder on a larger disk, or unpack it "
                "elsewhere"_s);
}

/// A disk that is full to the last byte stops more than this.
Result<void> Unpacker::refuseSmallDisk(qint64 needed) const
{
    const QStorageInfo disk(m_folder);
    const qint64 kept = std::min(mostKeptFree, disk.bytesTotal() / partKeptFree);
    if (disk.bytesAvailable() - kept >= needed)
        return {};
    return noRoom(needed > 0 ? u"it has %1, %2 are free"_s.arg(bytesText(needed),
                                                               bytesText(disk.bytesAvailable()))
                             : u"%1 were unpacked, %2 are free"_s.arg(
                                   bytesText(m_written), bytesText(disk.bytesAvailable())));
}

Result<void> Unpacker::write(qint64 at, qint64 size, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return fail(ErrorKind::Io, u"%1 cannot be made"_s.arg(path), file.errorString());
    for (qint64 done = 0; size == toTheEnd || done < size;) {
        if (m_stop.stop_requested())
            return fail(ErrorKind::Cancelled, u"stopped on request"_s);
        TM_TRY_ASSIGN(QByteArrayView bytes, m_window->from(at + done));
        if (bytes.isEmpty() && size == toTheEnd)
            break;
        if (bytes.isEmpty())
            return fail(ErrorKind::Input, u"%1 is cut off"_s.arg(m_backup.fileName()),
                        u"%1 ends after %2"_s.arg(QFileInfo(path).fileName(), bytesText(done)));
        if (size != toTheEnd)
            bytes = bytes.first(std::min<qint64>(bytes.size(), size - done));
        if (file.write(bytes.data(), bytes.size()) != bytes.size())
            return noRoom(file.errorString());
        done += bytes.size();
        m_written += bytes.size();
        report();
        if (m_written - m_looked < lookEvery)
            continue;
        m_looked = m_written;
        TM_TRY(refuseSmallDisk(0));
    }
    if (!file.flush())
        return noRoom(file.errorString());
    return {};
}

/// Where the checksum of what is packed stands.
Result<void> Unpacker::readToTheEnd(qint64 at)
{
    for (;;) {
        TM_TRY_ASSIGN(const QByteArrayView rest, m_window->from(at));
        if (rest.isEmpty())
            return {};
        at += rest.size();
    }
}

Backup Unpacker::unpackedAs(const QString &path, BackupFormat format) const
{
    Backup unpacked = m_backup;
    unpacked.path = path;
    unpacked.archive = {format};
    unpacked.bytes = archiveBytes(path);
    return unpacked;
}

Result<Backup> Unpacker::unpackFile()
{
    const QString path = m_folder + u"/unpacked.dump"_s;
    qint64 size = toTheEnd;
    if (m_part == UnpackedPart::Contents) {
        TM_TRY_ASSIGN(const Toc toc, readToc(m_content, TocKind::Custom));
        if (toc.broken)
            return fail(*toc.broken);
        size = toc.end;
    }
    TM_TRY(write(0, size, path));
    return unpackedAs(path, BackupFormat::Custom);
}

/// pg_dump's own tar files have restore.sql as well, which pg_restore does not need.
Result<Backup> Unpacker::unpackTar()
{
    const QString path = m_folder + u"/unpacked"_s;
    if (!QDir().mkdir(path))
        return fail(ErrorKind::Io, u"%1 cannot be made"_s.arg(path));
    std::optional<QString> folder; // that was packed
    bool whole = false;
    for (qint64 at = 0;;) {
        TM_TRY_ASSIGN(const auto head, tarHeadAt(*m_window, at));
        if (!head) {
            TM_TRY(readToTheEnd(at));
            break;
        }
        at = head->nextAt;
        const auto name = head->isFile ? packedNameOf(head->name) : std::nullopt;
        if (!name || name->folder != folder.value_or(name->folder))
            continue;
        folder = name->folder;
        const bool contents = name->file.startsWith("toc.dat"_L1);
        if (m_part == UnpackedPart::Everything || contents)
            TM_TRY(write(head->dataAt, head->size, path + u'/' + name->file));
        whole = whole || contents;
        if (m_part == UnpackedPart::Contents && contents)
            break;
    }
    if (!whole)
        return fail(ErrorKind::Input, u"%1 is cut off"_s.arg(m_backup.fileName()),
                    u"it has no file toc.dat"_s);
    return unpackedAs(path, BackupFormat::Directory);
}

Result<Backup> Unpacker::run()
{
    TM_TRY_ASSIGN(const auto file, FileBytes::open(m_backup.path));
    m_file = std::make_shared<WatchedBytes>(file);
    TM_TRY_ASSIGN(const UnpackedBytes unpacked, unpackedBytes(m_file));
    m_content = unpacked.bytes;
    m_window.emplace(m_content);
    const bool tar = m_backup.archive.format == BackupFormat::Tar;
    if (unpacked.packed == Compression::None && !tar)
        return m_backup;
    if (unpacked.packed == Compression::None) {
        TM_TRY_ASSIGN(const auto head, tarHeadAt(*m_window, 0));
        if (head && head->name == u"toc.dat")
            return m_backup;
    }
    if (m_part == UnpackedPart::Everything) {
        report();
        TM_TRY(refuseSmallDisk(leastContent(*file, unpacked.packed)));
    }
    return tar ? unpackTar() : unpackFile();
}

} // namespace

Result<Backup> unpackArchive(const Backup &backup, const QString &folder, UnpackedPart part,
                             const BackupObserver &observer, std::stop_token stop)
{
    if (backup.archive.format != BackupFormat::Custom && backup.archive.format != BackupFormat::Tar)
        return backup;
    return Unpacker(backup, folder, part, observer, std::move(stop)).run();
}

} // namespace tidemark
