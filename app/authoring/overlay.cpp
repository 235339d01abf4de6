// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/overlay.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <map>
#include <optional>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr int levelsAbove = 5;
constexpr auto everything = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;

/// A folder's edited files, and folders in which there are some.
struct EditedFolder
{
    std::map<QString, QByteArray> files;
    std::map<QString, EditedFolder> folders;
};

/// Where hundreds of links cost nothing, whatever the disk does meanwhile, and where there is room
/// for certain.
QStringList placesForLinks()
{
    QStringList places;
    const QFileInfo memory(u"/dev/shm"_s);
    if (memory.isDir() && memory.isWritable())
        places += memory.filePath();
    return places += QDir::tempPath();
}

Error cannotWrite(const QString &path)
{
    Error error;
    error.kind = ErrorKind::Io;
    error.summary = u"the edited files cannot be laid out for reading"_s;
    error.detail = u"%1 cannot be written"_s.arg(path);
    return error;
}

Result<void> link(const QString &target, const QString &path)
{
    return QFile::link(target, path) ? Result<void>() : fail(cannotWrite(path));
}

Result<void> writeFile(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        return fail(cannotWrite(path));
    return {};
}

Result<void> layOut(const QString &real, const QString &path, const EditedFolder &edited)
{
    if (!QDir().mkpath(path))
        return fail(cannotWrite(path));
    for (const QFileInfo &entry : QDir(real).entryInfoList(everything)) {
        const QString name = entry.fileName();
        if (!edited.files.contains(name) && !edited.folders.contains(name))
            TM_TRY(link(entry.absoluteFilePath(), path + u'/' + name));
    }
    for (const auto &[name, text] : edited.files)
        TM_TRY(writeFile(path + u'/' + name, text));
    for (const auto &[name, inside] : edited.folders)
        TM_TRY(layOut(real + u'/' + name, path + u'/' + name, inside));
    return {};
}

Result<EditedFolder> treeOf(const QDir &folder, const std::vector<EditedFile> &edited)
{
    EditedFolder root;
    for (const EditedFile &file : edited) {
        const QString relative = QDir::cleanPath(
            QDir::isAbsolutePath(file.path)
                ? QDir(QDir::cleanPath(folder.absolutePath())).relativeFilePath(file.path)
                : file.path);
        if (relative.isEmpty() || relative == u"."_s || relative == u".."_s ||
            relative.startsWith(u"../"_s))
            return fail(ErrorKind::Usage,
                        u"%1 does not lie in the folder of migrations"_s.arg(
                            QDir::toNativeSeparators(file.path)),
                        folder.absolutePath());
        QStringList parts = relative.split(u'/');
        const QString name = parts.takeLast();
        EditedFolder *at = &root;
        for (const QString &part : parts)
            at = &at->folders[part];
        at->files[name] = file.text;
    }
    return root;
}

/// Configuration files above the folder, at the places above its image where they are looked for.
Result<QString> imageOf(const QDir &folder, const QString &root)
{
    QStringList names;
    QDir above(QDir::cleanPath(folder.absolutePath()));
    while (names.size() < levelsAbove && !above.isRoot()) {
        names.prepend(above.dirName());
        above = QDir(QFileInfo(above.path()).path());
    }
    QString image = root;
    for (const QString &name : names) {
        for (const QFileInfo &entry : above.entryInfoList(QDir::Files | QDir::Hidden))
            TM_TRY(link(entry.absoluteFilePath(), image + u'/' + entry.fileName()));
        if (above.exists(u".git"_s) && !QFileInfo::exists(image + u"/.git"_s))
            TM_TRY(link(above.filePath(u".git"_s), image + u"/.git"_s));
        above = QDir(above.filePath(name));
        image += u'/' + name;
        if (!QDir().mkpath(image))
            return fail(cannotWrite(image));
    }
    return image;
}

void moveBack(MigrationSet &set, const QString &image, const QString &real)
{
    const auto moved = [&](QString &path) {
        if (path.startsWith(image + u'/'))
            path = real + path.mid(image.size());
    };
    const auto moveAll = [&](std::vector<Script> &scripts) {
        for (Script &script : scripts) {
            moved(script.path);
            moved(script.file);
        }
    };
    for (Migration &migration : set.migrations) {
        moveAll(migration.up);
        if (migration.down)
            moveAll(*migration.down);
        if (migration.verify)
            moved(migration.verify->path);
        if (migration.downError)
            moved(migration.downError->where.file);
    }
    for (Finding &finding : set.findings)
        moved(finding.where.file);
    set.folder = real;
}

/// The folder in which the image is to be read.
Result<QString> layOutIn(const QTemporaryDir &root, const QDir &folder, const EditedFolder &tree)
{
    if (!root.isValid())
        return fail(cannotWrite(root.path()));
    TM_TRY_ASSIGN(const QString image, imageOf(folder, root.path()));
    TM_TRY(layOut(QDir::cleanPath(folder.absolutePath()), image, tree));
    return image;
}

} // namespace

Result<MigrationSet> readEdited(const Convention &convention, const ReadRequest &request,
                                const std::vector<EditedFile> &edited)
{
    if (edited.empty())
        return convention.read(request);
    TM_TRY_ASSIGN(const EditedFolder tree, treeOf(request.folder, edited));
    std::optional<QTemporaryDir> root;
    Result<QString> laidOut;
    for (const QString &place : placesForLinks()) {
        root.emplace(place + u"/tidemark-XXXXXX"_s);
        laidOut = layOutIn(*root, request.folder, tree);
        if (laidOut)
            break;
    }
    TM_TRY_ASSIGN(const QString image, laidOut);
    const QString real = QDir::cleanPath(request.folder.absolutePath());
    ReadRequest there = request;
    there.folder = QDir(image);
    auto set = convention.read(there);
    if (!set) {
        Error error = set.error();
        if (error.where.file.startsWith(image))
            error.where.file = real + error.where.file.mid(image.size());
        error.summary.replace(image, real);
        error.detail.replace(image, real);
        return fail(std::move(error));
    }
    moveBack(*set, image, real);
    return set;
}

} // namespace tidemark
