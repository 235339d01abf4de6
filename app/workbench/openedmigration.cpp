// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/openedmigration.h"

#include "workbench/scriptsections.h"
#include "workbench/translate.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestEdited = 64LL * 1024 * 1024;

Error fileError(const QFileDevice &file, const QString &path, const QString &summary)
{
    Error error;
    error.kind =
        file.error() == QFileDevice::PermissionsError ? ErrorKind::Permission : ErrorKind::Io;
    error.summary = summary;
    error.detail = file.errorString();
    error.where.file = path;
    return error;
}

QString upPathOf(const Migration &migration, const QString &folder)
{
    for (const Script &script : migration.up) {
        if (!script.path.isEmpty())
            return script.path;
    }
    const QString path = QDir(folder).absoluteFilePath(migration.file);
    return QFileInfo(path).isDir() ? QDir(path).filePath(u"up.sql"_s) : path;
}

/// Where the convention's down belongs beside the up; empty where that is not by its name.
QString downPathBeside(const QString &up, const QString &convention)
{
    const QFileInfo info(up);
    const QString name = info.fileName();
    if (name == u"up.sql")
        return info.dir().filePath(u"down.sql"_s);
    if (name.contains(u".up."))
        return info.dir().filePath(QString(name).replace(u".up."_s, u".down."_s));
    if (convention == u"flyway" && name.startsWith(u'V'))
        return info.dir().filePath(u'U' + name.mid(1));
    if (convention == u"sqitch" && info.dir().dirName() == u"deploy")
        return QDir::cleanPath(info.dir().filePath(u"../revert/"_s + name));
    return {};
}

QString downPathOf(const Migration &migration, const QString &up, const QString &convention)
{
    if (migration.down) {
        for (const Script &script : *migration.down) {
            if (!script.path.isEmpty())
                return script.path;
        }
    }
    return downPathBeside(up, convention);
}

Result<OpenedFile> readOpened(const QString &path, const QString &folder)
{
    OpenedFile file;
    file.path = path;
    file.shown = QDir(folder).relativeFilePath(path);
    if (const QFileInfo info(path); info.size() > largestEdited) {
        file.exists = true;
        file.tooLarge = true;
        return file;
    }
    TM_TRY_ASSIGN(file.bytes, bytesOnDisk(path));
    file.exists = !file.bytes.isNull();
    file.script = readScriptText(file.bytes);
    return file;
}

QString whyNotEdited(const OpenedFile &file)
{
    if (file.tooLarge)
        return tr("%1 is larger than 64 MB").arg(file.shown);
    if (file.script.longestLine > longestEditedLine)
        return tr("%1 has a line of %L2 characters").arg(file.shown).arg(file.script.longestLine);
    // An editor would show something else than there is.
    if (file.script.text.contains(QChar(u'\0')))
        return tr("%1 has NUL bytes in it: it is no text").arg(file.shown);
    return {};
}

void countLines(OpenedMigration &opened)
{
    for (const OpenedFile &file : opened.files) {
        int line = 1;
        for (const ScriptSide side : file.sides) {
            OpenedSide *part = opened.find(side);
            part->firstLine = line;
            line += int(part->text.count(u'\n'));
        }
    }
}

void addWholeFile(OpenedMigration &opened, OpenedFile file, ScriptSide side)
{
    file.sides = {side};
    opened.sides.push_back({side, int(opened.files.size()), file.script.text, 1});
    opened.files.push_back(std::move(file));
}

/// True: the file was one with two parts.
bool addSections(OpenedMigration &opened, OpenedFile &file)
{
    if (!file.path.endsWith(u".sql"_s, Qt::CaseInsensitive))
        return false;
    // One that is gone has both: what comes back into it may be either.
    const bool gone = !file.exists && sectionMarkersOf(opened.convention);
    const auto cut = cutSections(file.script.text, opened.convention);
    if (!cut && !gone)
        return false;
    file.sides = {ScriptSide::Up, ScriptSide::Down};
    opened.sides = {{ScriptSide::Up, 0, {}, 1}, {ScriptSide::Down, 0, {}, 1}};
    opened.files.push_back(std::move(file));
    const QString text = opened.files.front().script.text;
    takeFileText(opened, 0, text);
    return true;
}

} // namespace

QString scriptSideName(ScriptSide side)
{
    switch (side) {
    case ScriptSide::Up:
        return u"up"_s;
    case ScriptSide::Down:
        return u"down"_s;
    case ScriptSide::Verify:
        break;
    }
    return u"verify"_s;
}

const OpenedSide *OpenedMigration::find(ScriptSide side) const
{
    const auto found = std::ranges::find(sides, side, &OpenedSide::side);
    return found == sides.end() ? nullptr : &*found;
}

OpenedSide *OpenedMigration::find(ScriptSide side)
{
    const auto found = std::ranges::find(sides, side, &OpenedSide::side);
    return found == sides.end() ? nullptr : &*found;
}

Result<QByteArray> bytesOnDisk(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return QByteArray();
    if (!file.open(QIODevice::ReadOnly))
        return fail(fileError(file, path, tr("the file cannot be read")));
    QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return fail(fileError(file, path, tr("the file cannot be read")));
    return bytes.isNull() ? QByteArray("") : bytes;
}

Result<void> replaceFile(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    Error error = fileError(file, path, tr("the file cannot be written"));
    error.hint = tr("what stood in it is still there");
    return fail(error);
}

Result<OpenedMigration> openMigrationFiles(const Migration &migration, const QString &convention,
                                           const QString &folder)
{
    OpenedMigration opened;
    opened.convention = convention;
    const QString up = upPathOf(migration, folder);
    const QString down = downPathOf(migration, up, convention);
    TM_TRY_ASSIGN(OpenedFile upFile, readOpened(up, folder));
    const bool oneFile = (down.isEmpty() || down == up) && addSections(opened, upFile);
    if (!oneFile) {
        addWholeFile(opened, std::move(upFile), ScriptSide::Up);
        if (!down.isEmpty() && down != up) {
            TM_TRY_ASSIGN(OpenedFile downFile, readOpened(down, folder));
            addWholeFile(opened, std::move(downFile), ScriptSide::Down);
        }
    }
    if (migration.verify && !migration.verify->path.isEmpty()) {
        TM_TRY_ASSIGN(OpenedFile verify, readOpened(migration.verify->path, folder));
        addWholeFile(opened, std::move(verify), ScriptSide::Verify);
    }
    for (const OpenedFile &file : opened.files) {
        if (opened.cannotEdit.isEmpty())
            opened.cannotEdit = whyNotEdited(file);
    }
    // It is not shown: an editor would choke on it, or show something else.
    if (!opened.cannotEdit.isEmpty()) {
        for (OpenedSide &side : opened.sides)
            side.text.clear();
    }
    return opened;
}

QString joinedSides(const OpenedMigration &opened, int file)
{
    const OpenedFile &where = opened.files[size_t(file)];
    const auto markers = sectionMarkersOf(opened.convention);
    QString text;
    for (const ScriptSide side : where.sides) {
        QString part = opened.find(side)->text;
        const bool missing = markers && where.sides.size() > 1 && side == ScriptSide::Down &&
                             !part.trimmed().isEmpty() &&
                             sectionHead(part, opened.convention).isEmpty();
        if (missing)
            part.prepend(markers->down + u'\n');
        if (!text.isEmpty() && !part.isEmpty() && !text.endsWith(u'\n'))
            text += u'\n';
        text += part;
    }
    return text;
}

bool takeFileText(OpenedMigration &opened, int file, const QString &text)
{
    const OpenedFile &where = opened.files[size_t(file)];
    if (where.sides.size() == 1) {
        opened.find(where.sides.front())->text = text;
        return true;
    }
    const auto cut = cutSections(text, opened.convention);
    if (!cut)
        return false;
    const ScriptSide first = cut->downFirst ? ScriptSide::Down : ScriptSide::Up;
    const ScriptSide second = cut->downFirst ? ScriptSide::Up : ScriptSide::Down;
    opened.find(first)->text = text.left(cut->at);
    opened.find(second)->text = text.mid(cut->at);
    opened.files[size_t(file)].sides = {first, second};
    countLines(opened);
    return true;
}

Result<std::vector<QByteArray>> bytesToWrite(const OpenedMigration &opened)
{
    std::vector<QByteArray> contents;
    for (size_t i = 0; i < opened.files.size(); ++i) {
        const OpenedFile &file = opened.files[i];
        const QString text = joinedSides(opened, int(i));
        if (!file.exists && text.isEmpty()) {
            contents.emplace_back();
            continue;
        }
        auto bytes = writeScriptText(text, file.script);
        if (!bytes) {
            Error error = bytes.error();
            error.where.file = file.shown;
            return fail(error);
        }
        contents.push_back(bytes->isNull() ? QByteArray("") : *bytes);
    }
    return contents;
}

} // namespace tidemark
