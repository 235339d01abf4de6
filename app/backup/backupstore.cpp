// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/backupstore.h"

#include "backup/partialbackup.h"
#include "backup/wholeness.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qint64 largestManifest = 256 * 1024 * 1024;

/// Seconds since 1970 between 2001 and 2286, as folders and files are named by.
std::optional<QDateTime> epochIn(const QString &text)
{
    static const QRegularExpression digits(u"\\A\\d{10}\\z"_s);
    if (!digits.match(text).hasMatch())
        return std::nullopt;
    return QDateTime::fromSecsSinceEpoch(text.toLongLong(), QTimeZone::utc());
}

QDateTime writtenAt(const QString &path)
{
    const QFileInfo toc(path + u"/toc.dat"_s);
    return (toc.isFile() ? toc : QFileInfo(path)).lastModified().toUTC();
}

/// Beside the archive, or where a process that died while publishing left it.
std::optional<QString> manifestFileOf(const QString &archive)
{
    const QString left =
        partialPathOf(archive) + u'/' + manifestPathOf(QFileInfo(archive).fileName());
    for (const QString &path : {manifestPathOf(archive), left})
        if (QFileInfo(path).isFile())
            return path;
    return std::nullopt;
}

Result<std::optional<BackupManifest>> manifestOf(const QString &archive)
{
    const auto path = manifestFileOf(archive);
    if (!path)
        return std::nullopt;
    QFile file(*path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, u"%1 cannot be read"_s.arg(*path), file.errorString());
    if (file.size() > largestManifest)
        return fail(ErrorKind::Input, u"%1 is too large for a manifest"_s.arg(*path));
    TM_TRY_ASSIGN(BackupManifest manifest, readManifest(file.readAll(), *path));
    return manifest;
}

/// A manifest knows more than the file itself.
bool isWhole(const Backup &backup)
{
    if (backup.bytes <= 0 || (backup.manifest && backup.bytes != backup.manifest->bytes))
        return false;
    return backup.manifest || looksWhole(backup.path, backup.archive);
}

Backup backupOf(const QString &path, const ArchiveKind &archive)
{
    Backup backup;
    backup.link = QFileInfo(path).isSymLink();
    backup.path = path;
    backup.archive = archive;
    backup.bytes = archiveBytes(path);
    backup.madeAt = writtenAt(path);
    if (const auto named = readForeignName(QFileInfo(path).fileName())) {
        backup.known = !manifestFileOf(path);
        backup.kind = named->kind;
        backup.name = named->name;
        if (named->madeAt.isValid())
            backup.madeAt = named->madeAt;
    }
    return backup;
}

void takeManifest(Backup &backup, BackupManifest manifest)
{
    backup.kind = manifest.kind;
    backup.name = manifest.name;
    backup.madeAt = manifest.madeAt;
    backup.release = manifest.release;
    backup.manifest = std::move(manifest);
    backup.known = true;
}

/// One that cannot be read hides no backup.
void readManifestOf(Backup &backup)
{
    auto manifest = manifestOf(backup.path);
    if (!manifest)
        backup.manifestError = manifest.error().toString();
    else if (*manifest)
        takeManifest(backup, std::move(**manifest));
    backup.whole = isWhole(backup);
}

std::vector<DeployedRelease> releasesBeside(const QDir &folder)
{
    std::vector<DeployedRelease> releases;
    QDir parent(folder);
    QList<QDir> places{folder};
    if (parent.cdUp())
        places << parent;
    for (const QDir &place : places) {
        const QDir dir(place.filePath(u"releases"_s));
        const QString current = QFileInfo(place.filePath(u"current"_s)).canonicalFilePath();
        for (const QString &name : dir.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            if (const auto madeAt = epochIn(name))
                releases.push_back({name,
                                    *madeAt,
                                    QFileInfo(dir.filePath(name)).canonicalFilePath() == current,
                                    {}});
        }
        if (!releases.empty())
            break;
    }
    std::ranges::sort(releases, std::ranges::greater{}, &DeployedRelease::madeAt);
    return releases;
}

class Scan
{
public:
    explicit Scan(const QDir &folder)
        : m_folder(folder)
    {
        m_found.path = folder.absolutePath();
    }

    BackupFolder run()
    {
        for (const QFileInfo &info :
             m_folder.entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
            look(info);
        std::ranges::stable_sort(m_found.backups, std::ranges::greater{}, &Backup::madeAt);
        m_found.releases = releasesBeside(m_folder);
        tieReleases(m_found.releases, m_found.backups);
        return std::move(m_found);
    }

private:
    void look(const QFileInfo &info)
    {
        const QString path = info.absoluteFilePath();
        if (info.isDir() && path.endsWith(partialPathOf({})))
            lookAtPartial(info);
        else if (path.endsWith(manifestPathOf({})))
            lookAtManifest(path);
        else if (!path.endsWith(globalsPathOf({})))
            lookAtArchive(path);
    }

    void lookAtPartial(const QFileInfo &info)
    {
        if (info.isSymLink())
            return;
        const QString path = info.absoluteFilePath();
        const QString archive = path.chopped(partialPathOf({}).size());
        if (QFileInfo::exists(archive))
            return; // all but the manifest has its final name: it is whole
        if (!PartialBackup::isOurs(path)) {
            m_found.findings << u"%1: it was not made by a backup"_s.arg(
                QFileInfo(path).fileName());
            return;
        }
        m_found.partial.push_back(
            {path, PartialBackup::isAlive(path),
             archiveBytes(path) + archiveBytes(path + u'/' + QFileInfo(archive).fileName())});
    }

    void lookAtManifest(const QString &path)
    {
        if (!QFileInfo::exists(path.chopped(manifestPathOf({}).size())))
            m_found.findings << u"%1: its archive is gone"_s.arg(QFileInfo(path).fileName());
    }

    void lookAtArchive(const QString &path)
    {
        const auto kind = archiveKindOf(path);
        if (!kind)
            return;
        Backup backup = backupOf(path, *kind);
        readManifestOf(backup);
        if (!backup.manifestError.isEmpty())
            m_found.findings << backup.manifestError;
        m_found.backups.push_back(std::move(backup));
    }

    QDir m_folder;
    BackupFolder m_found;
};

} // namespace

QString Backup::fileName() const
{
    return QFileInfo(path).fileName();
}

const Backup *BackupFolder::find(const QString &wanted) const
{
    if (wanted == latestBackup) {
        const auto latest = std::ranges::find_if(backups, &Backup::whole);
        return latest == backups.end() ? nullptr : &*latest;
    }
    for (const Backup &backup : backups)
        if (backup.fileName() == wanted || backup.path == QFileInfo(wanted).absoluteFilePath())
            return &backup;
    for (const Backup &backup : backups)
        if (!wanted.isEmpty() && backup.name == wanted)
            return &backup;
    return nullptr;
}

QString BackupFolder::noteOn(const QString &name) const
{
    if (name != latestBackup)
        return {};
    const auto latest = std::ranges::find_if(backups, &Backup::whole);
    const auto passed = latest - backups.begin();
    if (passed == 0)
        return {};
    if (latest == backups.end())
        return u"the newest there is incomplete: "_s + backups.front().fileName();
    if (passed == 1)
        return u"%1 is newer, but incomplete: %2 is taken"_s.arg(backups.front().fileName(),
                                                                 latest->fileName());
    return u"%1 newer ones, %2 the newest, are incomplete: %3 is taken"_s.arg(
        QString::number(passed), backups.front().fileName(), latest->fileName());
}

std::optional<NamedByOthers> readForeignName(const QString &fileName)
{
    static const QRegularExpression pattern(
        u"\\Adb_backup_(.+?)(\\.sql|\\.dump)?(\\.gz|\\.zst|\\.lz4)?\\z"_s);
    const auto match = pattern.match(fileName);
    if (!match.hasMatch())
        return std::nullopt;
    const QString rest = match.captured(1);
    if (const auto epoch = epochIn(rest))
        return NamedByOthers{BackupKind::Automatic, {}, *epoch};
    const QString manual = u"manual_"_s;
    if (rest.startsWith(manual))
        if (const auto epoch = epochIn(rest.mid(manual.size())))
            return NamedByOthers{BackupKind::Manual, {}, *epoch};
    return NamedByOthers{BackupKind::Named, rest, {}};
}

void tieReleases(std::vector<DeployedRelease> &releases, std::vector<Backup> &backups)
{
    for (size_t i = 0; i < releases.size(); ++i) {
        DeployedRelease &release = releases[i];
        const QDateTime before = i + 1 < releases.size() ? releases[i + 1].madeAt : QDateTime();
        auto tied = std::ranges::find(backups, release.name, &Backup::release);
        if (tied == backups.end())
            tied = std::ranges::find(backups, release.madeAt, &Backup::madeAt);
        if (tied == backups.end())
            tied = std::ranges::find_if(backups, [&](const Backup &backup) {
                return backup.madeAt <= release.madeAt && backup.release.isEmpty() &&
                       backup.kind != BackupKind::Named &&
                       (!before.isValid() || backup.madeAt > before);
            });
        if (tied == backups.end())
            continue;
        release.backup = tied->fileName();
        tied->release = release.name;
    }
}

Result<BackupFolder> scanBackups(const QString &folder)
{
    const QFileInfo info(folder);
    if (!info.exists())
        return BackupFolder{info.absoluteFilePath(), {}, {}, {}, {}};
    if (!info.isDir() || !info.isReadable())
        return fail(info.isDir() ? ErrorKind::Permission : ErrorKind::Io,
                    u"%1 cannot be read as a folder"_s.arg(folder));
    return Scan(QDir(info.absoluteFilePath())).run();
}

Result<Backup> readBackup(const QString &path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    if (!QFileInfo::exists(absolute))
        return fail(ErrorKind::Usage, u"there is no backup %1"_s.arg(path));
    const auto kind = archiveKindOf(absolute);
    if (!kind)
        return fail(ErrorKind::Input, u"%1 is no backup"_s.arg(path),
                    u"Neither a file of pg_dump nor an SQLite database"_s);
    Backup backup = backupOf(absolute, *kind);
    readManifestOf(backup);
    return backup;
}

} // namespace tidemark
