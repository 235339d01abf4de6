// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/backupchoice.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// Through links, too.
bool isSameFile(const QString &a, const QString &b)
{
    return QFileInfo(a).canonicalFilePath() == QFileInfo(b).canonicalFilePath();
}

tl::unexpected<Error> noSuchBackup(const QString &wanted, const QString &detail)
{
    return fail(ErrorKind::Usage, u"there is no backup \"%1\""_s.arg(wanted), detail,
                u"\"tidemark backup list\" shows those there are"_s);
}

Result<BackupFolder> scanPlace(const BackupPlaces &places)
{
    TM_TRY_ASSIGN(const QString folder, places.folder());
    return scanBackups(folder);
}

} // namespace

Result<ChosenBackup> chooseBackup(const QString &wanted, const BackupPlaces &places)
{
    const QString path = QDir::cleanPath(places.currentFolder.absoluteFilePath(wanted));
    const bool isPath = wanted.contains(u'/');
    const bool exists = !wanted.isEmpty() && wanted != latestBackup && QFileInfo::exists(path);
    if (isPath && exists)
        return ChosenBackup{path, {}, {}};
    const bool isHere = exists && archiveKindOf(path).has_value();
    const auto folder = scanPlace(places);
    if (!folder && isHere)
        return ChosenBackup{path, {}, u"only looked here: "_s + folder.error().summary};
    if (!folder && isPath)
        return noSuchBackup(wanted, u"there is no file %1"_s.arg(path));
    if (!folder)
        return fail(folder.error());
    const QString note = folder->noteOn(wanted);
    const Backup *listed = folder->find(wanted);
    if (listed && isHere && !places.folderNamed && !isSameFile(listed->path, path))
        return fail(ErrorKind::Usage, u"there are two backups \"%1\""_s.arg(wanted),
                    u"%1 and %2"_s.arg(path, listed->path),
                    u"Say ./%1 for the one here, or %2 for the other"_s.arg(wanted, listed->path));
    if (listed)
        return ChosenBackup{listed->path, *listed, note};
    if (exists)
        return ChosenBackup{path, {}, {}};
    return noSuchBackup(wanted, note.isEmpty() ? u"looked for in "_s + folder->path : note);
}

} // namespace tidemark
