// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/folderprint.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

quint64 printOf(const QFileInfo &file)
{
    const size_t name = qHash(file.filePath(), 0);
    return qHashMulti(name, file.size(), file.lastModified().toMSecsSinceEpoch());
}

quint64 commitPrint(const QString &folder)
{
    QDir at(folder);
    do {
        // What git writes at every commit, checkout and reset.
        const QFileInfo log(at.filePath(u".git/logs/HEAD"_s));
        if (log.exists())
            return printOf(log);
        if (at.exists(u".git"_s))
            return 0;
    } while (at.cdUp());
    return 0;
}

} // namespace

FolderPrint printOf(const QString &folder, std::stop_token stop)
{
    FolderPrint print;
    print.commit = commitPrint(folder);
    print.paths += folder;
    QDirIterator files(folder, QDir::AllEntries | QDir::NoDotAndDotDot,
                       QDirIterator::Subdirectories);
    while (files.hasNext() && !stop.stop_requested()) {
        files.next();
        const QFileInfo file = files.fileInfo();
        // Order does not matter: directories are read in any.
        print.files += file.isDir() ? qHash(file.filePath(), 1) : printOf(file);
        if (print.paths.size() < FolderPrint::mostPaths)
            print.paths += file.filePath();
    }
    return print;
}

} // namespace tidemark
