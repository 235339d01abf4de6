// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

#include <functional>

using namespace Qt::StringLiterals;

namespace {

QStringList operator+(const QStringList &list, const QString &item)
{
    return QStringList(list) << item;
}

/// The files below `folder` that match, in a stable order, relative to it.
QStringList filesBelow(const QDir &folder, const QStringList &patterns)
{
    QStringList files;
    QDirIterator iterator(folder.path(), patterns, QDir::Files, QDirIterator::Subdirectories);
    while (iterator.hasNext())
        files += folder.relativeFilePath(iterator.next());
    files.sort();
    return files;
}

void forEachLine(const QString &path, const std::function<void(int, const QString &)> &visit)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    int number = 0;
    while (!file.atEnd())
        visit(++number, QString::fromUtf8(file.readLine()).trimmed());
}

/// Names with the files they are in, where those are several.
QStringList namesOfSeveral(const QMap<QString, QStringList> &files)
{
    QStringList twice;
    for (auto it = files.begin(); it != files.end(); ++it) {
        if (it->size() > 1)
            twice += it.key() + u": "_s + it->join(u", "_s);
    }
    return twice;
}

} // namespace

QMap<QString, QStringList> allowedIncludes()
{
    const QStringList base{u"base"_s};
    const QStringList sql = base + u"sql"_s;
    const QStringList database = sql + u"database"_s;
    const QStringList schema = database + u"schema"_s;
    const QStringList diff = schema + u"diff"_s;
    const QStringList migrations = database + u"migrations"_s;
    const QStringList engine{u"base"_s, u"sql"_s,     u"database"_s, u"schema"_s,
                             u"diff"_s, u"ddl"_s,     u"lint"_s,     u"migrations"_s,
                             u"run"_s,  u"sandbox"_s, u"backup"_s,   u"rehearsal"_s};
    const QStringList top = engine + u"workspace"_s + u"compare"_s + u"tasks"_s;
    return {
        {u"base"_s, {}},
        {u"sql"_s, base},
        {u"database"_s, sql},
        {u"schema"_s, database},
        {u"diff"_s, schema},
        {u"ddl"_s, diff},
        {u"migrations"_s, database},
        {u"run"_s, migrations},
        {u"sandbox"_s, database},
        {u"lint"_s, schema + u"migrations"_s},
        {u"backup"_s, diff + u"sandbox"_s + u"tasks"_s},
        {u"rehearsal"_s, diff + u"migrations"_s + u"run"_s + u"sandbox"_s + u"backup"_s},
        {u"workspace"_s, engine},
        {u"compare"_s, engine + u"workspace"_s + u"tasks"_s},
        {u"authoring"_s, top},
        {u"tasks"_s, base},
        {u"workbench"_s, top + u"authoring"_s},
        {u"cli"_s, top + u"authoring"_s},
    };
}

QStringList includeViolations(const QDir &app)
{
    const QMap<QString, QStringList> allowed = allowedIncludes();
    static const QRegularExpression include(u"^#\\s*include\\s*\"([^\"/]+)/[^\"]*\""_s);
    static const QRegularExpression upwards(u"^#\\s*include\\s*\"[^\"]*\\.\\./"_s);
    QStringList violations;
    for (const QString &file : filesBelow(app, {u"*.h"_s, u"*.cpp"_s})) {
        const QString folder = file.section(u'/', 0, 0);
        if (!file.contains(u'/') || !allowed.contains(folder)) {
            violations += u"app/%1: the house knows no folder %2"_s.arg(file, folder);
            continue;
        }
        forEachLine(app.filePath(file), [&](int number, const QString &line) {
            const QString place = u"app/%1:%2: %3"_s.arg(file).arg(number).arg(line);
            if (upwards.match(line).hasMatch()) {
                violations += place + u" (name the folder, not the way to it)"_s;
                return;
            }
            const QRegularExpressionMatch match = include.match(line);
            if (!match.hasMatch())
                return;
            const QString included = match.captured(1);
            const bool known = allowed.contains(included) || included == u"ui";
            if (!known || included == folder || allowed[folder].contains(included))
                return;
            violations += u"%1 (%2 may include %3)"_s.arg(
                place, folder,
                allowed[folder].isEmpty() ? u"nothing"_s : allowed[folder].join(u", "_s));
        });
    }
    return violations;
}

QStringList typesTwice(const QDir &root)
{
    // Namespaces are not indented, so what begins a line is no type's own.
    static const QRegularExpression opens(u"^namespace (\\S+) \\{$"_s);
    static const QRegularExpression type(
        u"^(?:class|struct|enum class|enum) (\\w+)(?: final)?(?: :.*)?(?: \\{.*)?$"_s);
    QMap<QString, QStringList> files;
    for (const QString &folder : {u"app"_s, u"ui"_s}) {
        for (const QString &name : filesBelow(QDir(root.filePath(folder)), {u"*.h"_s})) {
            QFile file(root.filePath(folder + u'/' + name));
            if (!file.open(QIODevice::ReadOnly))
                qFatal("cannot read %s", qPrintable(file.fileName()));
            QString space;
            for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
                if (const auto match = opens.match(line); match.hasMatch())
                    space = match.captured(1);
                if (const auto match = type.match(line); match.hasMatch())
                    files[space + u"::"_s + match.captured(1)] += folder + u'/' + name;
            }
        }
    }
    return namesOfSeveral(files);
}

QStringList linkViolations(const QDir &app)
{
    static const QRegularExpression module(u"Qt6::(\\w+)"_s);
    static const QStringList headless{u"Core"_s, u"Sql"_s, u"Network"_s, u"Concurrent"_s};
    QStringList violations;
    for (const QString &file : filesBelow(app, {u"CMakeLists.txt"_s})) {
        forEachLine(app.filePath(file), [&](int number, const QString &line) {
            auto matches = module.globalMatch(line);
            while (matches.hasNext()) {
                const QString name = matches.next().captured(1);
                if (!headless.contains(name))
                    violations += u"app/%1:%2: Qt6::%3"_s.arg(file).arg(number).arg(name);
            }
        });
    }
    return violations;
}

QStringList hiddenNamesTwice(const QDir &root)
{
    static const QRegularExpression type(
        u"^(?:class|struct|enum class|enum) (\\w+)(?: final)?(?: :.*)?$"_s);
    static const QRegularExpression constant(
        u"^(?:static )?(?:constexpr|const) [^(=]*?(\\w+)(?:\\[\\])?(?: =.*|\\{.*|;)$"_s);
    static const QRegularExpression library(u"tidemark_(?:library|ui)\\("_s);
    const auto libraryOf = [&root](QString folder) {
        for (;; folder = folder.section(u'/', 0, -2)) {
            QFile file(root.filePath(folder + u"/CMakeLists.txt"_s));
            if (!folder.contains(u'/') ||
                (file.open(QIODevice::ReadOnly) &&
                 library.match(QString::fromUtf8(file.readAll())).hasMatch()))
                return folder;
        }
    };
    QMap<QString, QStringList> files;
    for (const QString &top : {u"app"_s, u"ui"_s}) {
        for (const QString &name : filesBelow(QDir(root.filePath(top)), {u"*.cpp"_s})) {
            const QString path = top + u'/' + name;
            const QString space = libraryOf(path.section(u'/', 0, -2));
            QFile file(root.filePath(path));
            if (!file.open(QIODevice::ReadOnly))
                qFatal("cannot read %s", qPrintable(file.fileName()));
            bool hidden = false;
            for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
                if (line == u"namespace {" || line == u"} // namespace")
                    hidden = line == u"namespace {";
                for (const auto &pattern : {type, constant}) {
                    if (const auto match = pattern.match(line); hidden && match.hasMatch())
                        files[space + u": "_s + match.captured(1)] += path;
                }
            }
        }
    }
    return namesOfSeveral(files);
}
