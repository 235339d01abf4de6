// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/includefile.h"

#include "sql/utf8text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QDir folderOf(const Script &script)
{
    return script.path.isEmpty() ? QDir::current() : QFileInfo(script.path).absoluteDir();
}

Result<QString> locate(const Script &from, const QString &name, bool relativeToScript)
{
    QDir folder = folderOf(from);
    const QString first = QDir::cleanPath(folder.absoluteFilePath(name));
    if (QFileInfo::exists(first))
        return first;
    if (!relativeToScript && QDir::isRelativePath(name)) {
        while (folder.cdUp()) {
            const QString path = QDir::cleanPath(folder.absoluteFilePath(name));
            if (QFileInfo::exists(path))
                return path;
        }
    }
    return fail(ErrorKind::Io, u"included file %1 does not exist"_s.arg(name),
                u"not found: %1"_s.arg(first),
                relativeToScript ? u"\\ir is relative to the script's own folder"_s
                                 : u"\\i is looked for in the script's folder and those above it; "
                                   "\\ir is relative to the script alone"_s);
}

/// How people see it: beside the name by which they see the including script.
QString shownName(const Script &from, const QString &path)
{
    const QString relative = folderOf(from).relativeFilePath(path);
    const qsizetype slash = from.file.lastIndexOf(u'/');
    return QDir::cleanPath(slash < 0 ? relative : from.file.left(slash + 1) + relative);
}

} // namespace

QString canonicalScriptPath(const Script &script)
{
    return script.path.isEmpty() ? QString() : QFileInfo(script.path).canonicalFilePath();
}

Result<Script> readIncludedScript(const Script &from, const QString &name, bool relativeToScript,
                                  const QStringList &openPaths)
{
    if (name.isEmpty())
        return fail(ErrorKind::Input, u"no file is named"_s, {}, u"write \\ir and the file"_s);
    TM_TRY_ASSIGN(const QString path, locate(from, name, relativeToScript));
    const QString canonical = QFileInfo(path).canonicalFilePath();
    if (openPaths.contains(canonical)) {
        return fail(ErrorKind::Input, u"%1 includes itself"_s.arg(name),
                    (openPaths + QStringList{canonical}).join(u" -> "_s));
    }
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) {
        const QString why = QFileInfo(path).isFile() ? file.errorString() : u"not a file"_s;
        return fail(ErrorKind::Io, u"included file %1 cannot be read"_s.arg(name), why);
    }
    Script script;
    script.file = shownName(from, path);
    script.path = path;
    script.text = file.readAll();
    return script;
}

} // namespace tidemark
