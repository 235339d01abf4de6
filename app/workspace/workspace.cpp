// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/workspace.h"

#include "workspace/workspaceparser.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

QString environmentRoleName(EnvironmentRole role)
{
    switch (role) {
    case EnvironmentRole::Local:
        return u"local"_s;
    case EnvironmentRole::Staging:
        return u"staging"_s;
    case EnvironmentRole::Production:
        return u"production"_s;
    }
    return {};
}

QDir Workspace::folder() const
{
    return QFileInfo(file).absoluteDir();
}

const Environment *Workspace::findEnvironment(const QString &environmentName) const
{
    const auto found = std::ranges::find(environments, environmentName, &Environment::name);
    return found == environments.end() ? nullptr : &*found;
}

std::optional<QString> findWorkspaceFile(const QDir &from)
{
    QDir folder(from.absolutePath());
    do {
        const QString candidate = folder.filePath(QString::fromUtf16(workspaceFileName));
        if (QFileInfo(candidate).isFile())
            return candidate;
    } while (folder.cdUp());
    return {};
}

Result<Workspace> readWorkspace(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly)) {
        Error error;
        error.kind =
            source.error() == QFileDevice::PermissionsError ? ErrorKind::Permission : ErrorKind::Io;
        error.summary = u"the workspace file cannot be read"_s;
        error.detail = source.errorString();
        error.where.file = file;
        return fail(error);
    }
    return parseWorkspace(source.readAll(), QFileInfo(file).absoluteFilePath());
}

Result<Environment> chooseEnvironment(const Workspace &workspace, const QString &name)
{
    const QString wanted = name.isEmpty() ? workspace.defaultEnvironment : name;
    if (const Environment *found = workspace.findEnvironment(wanted))
        return *found;

    QStringList names;
    for (const Environment &environment : workspace.environments)
        names += environment.name;
    Error error;
    error.kind = ErrorKind::Usage;
    error.where.file = workspace.file;
    if (names.isEmpty()) {
        error.summary = u"the workspace names no environment"_s;
        error.hint = u"add an [environments.local] section with a url, or give --url"_s;
    } else {
        error.summary = u"there is no environment \"%1\""_s.arg(wanted);
        error.hint = u"known here: "_s + names.join(u", "_s);
    }
    return fail(error);
}

namespace {

Result<QString> urlOf(const Environment &environment, const VariableLookup &lookup)
{
    if (!environment.url.isEmpty())
        return environment.url;
    if (!environment.service.isEmpty()) {
        const QString quoted =
            QString(environment.service).replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
        return u"service='%1'"_s.arg(quoted);
    }
    const std::optional<QString> value = lookup(environment.urlVariable);
    if (value && !value->isEmpty())
        return *value;
    Error error;
    error.kind = ErrorKind::Input;
    error.summary = u"the environment variable %1 is not set"_s.arg(environment.urlVariable);
    error.detail = u"environment \"%1\" takes its URL from there"_s.arg(environment.name);
    error.hint =
        u"export %1=postgresql://… and run again, or give --url"_s.arg(environment.urlVariable);
    error.where = environment.where;
    return fail(error);
}

} // namespace

Result<ConnectionSpec> connectionOf(const Workspace &workspace, const Environment &environment,
                                    const VariableLookup &lookup)
{
    TM_TRY_ASSIGN(const QString url, urlOf(environment, lookup));
    Result<ConnectionSpec> spec = ConnectionSpec::parse(url);
    if (!spec) {
        Error error = spec.error();
        error.where = environment.where;
        return fail(error);
    }
    if (spec->engine == Engine::Sqlite) {
        spec->foreignKeys = environment.foreignKeys;
        const bool isFile = !spec->conninfo.isEmpty() && spec->conninfo != u":memory:";
        if (isFile)
            spec->conninfo = QDir::cleanPath(workspace.folder().absoluteFilePath(spec->conninfo));
    }
    return spec;
}

} // namespace tidemark
