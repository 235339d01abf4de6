// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/describe.h"

#include "backup/partialbackup.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

BackupKind describedKind(const BackupManifest &manifest, const BackupWords &words)
{
    if (!words.name.isEmpty())
        return BackupKind::Named;
    return manifest.kind == BackupKind::Named ? BackupKind::Manual : manifest.kind;
}

void setWord(QJsonObject &object, const QString &key, const QString &text)
{
    if (text.isEmpty())
        object.remove(key);
    else
        object.insert(key, text);
}

Result<void> writeDescription(const QString &path, const QByteArray &json)
{
    const QFile::Permissions allowed = QFile::permissions(path); // perhaps a group's, on purpose
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(allowed) &&
                         file.write(json) == json.size() && file.commit();
    if (written)
        return {};
    return fail(ErrorKind::Io, u"%1 cannot be written"_s.arg(path), file.errorString());
}

} // namespace

BackupWords wordsOn(const Backup &backup)
{
    return {backup.kind == BackupKind::Named ? backup.name : QString(),
            backup.manifest ? backup.manifest->label : QString()};
}

Result<Backup> describeBackup(const Backup &backup, const BackupWords &words)
{
    const QString path = manifestPathOf(backup.path);
    QFile file(path);
    if (!backup.manifest || !file.exists())
        return fail(ErrorKind::Unsupported,
                    u"%1 has no manifest to write on"_s.arg(backup.fileName()));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, u"%1 cannot be read"_s.arg(path), file.errorString());
    const QByteArray json = file.readAll();
    TM_TRY_ASSIGN(const BackupManifest manifest, readManifest(json, path));
    QJsonObject object = QJsonDocument::fromJson(json).object();
    object.insert(u"kind"_s, toText(describedKind(manifest, words)));
    setWord(object, u"name"_s, words.name);
    setWord(object, u"label"_s, words.label);
    const QByteArray changed = QJsonDocument(object).toJson();
    TM_TRY(readManifest(changed, path));
    TM_TRY(writeDescription(path, changed));
    return readBackup(backup.path);
}

} // namespace tidemark
