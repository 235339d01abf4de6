// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/postgresinstallation.h"

#include "base/process.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

bool isProgram(const QString &path)
{
    const QFileInfo info(path);
    return info.isFile() && info.isExecutable();
}

/// Debian's /usr/bin/pg_dump is a Perl script that picks a cluster.
bool isWrapper(const QString &path)
{
    return QFileInfo(path).canonicalFilePath().endsWith(u"/pg_wrapper"_s);
}

void addVersionedFolders(QStringList &folders, const QString &parent, const QString &pattern)
{
    const QDir dir(parent);
    for (const QString &name : dir.entryList({pattern}, QDir::Dirs | QDir::NoDotAndDotDot))
        folders << dir.filePath(name) + u"/bin"_s;
}

int majorFromFolder(const QString &binFolder)
{
    static const QRegularExpression debian(u"/postgresql/(\\d+)/bin$"_s);
    static const QRegularExpression rpm(u"/pgsql-(\\d+)/bin$"_s);
    for (const QRegularExpression *pattern : {&debian, &rpm})
        if (const auto match = pattern->match(binFolder); match.hasMatch())
            return match.captured(1).toInt();
    return 0;
}

/// From "postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)", also "17beta1".
int majorFromProgram(const QString &program)
{
    const auto result = runProcessChecked(
        {.program = program, .arguments = {u"--version"_s}, .timeout = std::chrono::seconds(5)});
    if (!result)
        return 0;
    static const QRegularExpression version(u"\\(PostgreSQL\\) (\\d+)"_s);
    return version.match(QString::fromUtf8(result->output)).captured(1).toInt();
}

} // namespace

QString PostgresInstallation::program(const QString &name) const
{
    return binFolder + u'/' + name;
}

QStringList postgresBinFolders()
{
    QStringList folders;
    addVersionedFolders(folders, u"/usr/lib/postgresql"_s, u"*"_s);
    addVersionedFolders(folders, u"/usr"_s, u"pgsql-*"_s);
    for (const QString &folder : qEnvironmentVariable("PATH").split(u':', Qt::SkipEmptyParts)) {
        // The folder where a link leads: the programs look for their files from there.
        for (const QString &name : {u"postgres"_s, u"pg_dump"_s}) {
            const QString path = folder + u'/' + name;
            if (isProgram(path) && !isWrapper(path))
                folders << QFileInfo(QFileInfo(path).canonicalFilePath()).path();
        }
    }
    // Asked last and only when needed: it costs a process.
    if (folders.isEmpty()) {
        const auto result = runProcessChecked({.program = u"pg_config"_s,
                                               .arguments = {u"--bindir"_s},
                                               .timeout = std::chrono::seconds(5)});
        if (result)
            folders << QString::fromUtf8(result->output).trimmed();
    }
    folders.removeDuplicates();
    return folders;
}

QList<PostgresInstallation> findPostgresInstallations(const QStringList &binFolders)
{
    QList<PostgresInstallation> found;
    for (const QString &folder : binFolders) {
        PostgresInstallation installation{.binFolder = folder};
        installation.hasServer = isProgram(installation.program(u"initdb"_s)) &&
                                 isProgram(installation.program(u"postgres"_s));
        installation.hasClient = isProgram(installation.program(u"pg_dump"_s)) &&
                                 isProgram(installation.program(u"pg_restore"_s));
        if (!installation.hasServer && !installation.hasClient)
            continue;
        installation.major = majorFromFolder(folder);
        if (installation.major == 0)
            installation.major = majorFromProgram(
                installation.program(installation.hasServer ? u"postgres"_s : u"pg_dump"_s));
        if (installation.major > 0)
            found << installation;
    }
    std::ranges::stable_sort(found, std::ranges::greater{}, &PostgresInstallation::major);
    return found;
}

Result<PostgresInstallation> chooseServer(const QList<PostgresInstallation> &installations,
                                          std::optional<int> wantedMajor)
{
    for (const PostgresInstallation &installation : installations)
        if (installation.hasServer && (!wantedMajor || installation.major == *wantedMajor))
            return installation;
    if (wantedMajor)
        return fail(ErrorKind::Unsupported,
                    u"PostgreSQL %1's server programs are not installed here"_s.arg(*wantedMajor),
                    {},
                    u"Install the package postgresql-%1 (Debian, Ubuntu) or postgresql%1-server "
                    "(Fedora, RHEL)"_s.arg(*wantedMajor));
    return fail(
        ErrorKind::Unsupported, u"PostgreSQL's server programs are not installed here"_s,
        u"A scratch server needs initdb and postgres; they were looked for in PATH, "
        "/usr/lib/postgresql/*/bin and /usr/pgsql-*/bin"_s,
        u"Install the package postgresql (Debian, Ubuntu) or postgresql-server (Fedora, RHEL), "
        "or name a server with a postgresql:// URL"_s);
}

Result<PostgresInstallation> chooseClient(const QList<PostgresInstallation> &installations,
                                          int serverMajor)
{
    const PostgresInstallation *best = nullptr;
    for (const PostgresInstallation &installation : installations)
        if (installation.hasClient && installation.major >= serverMajor &&
            (!best || installation.major < best->major))
            best = &installation;
    if (best)
        return *best;
    return fail(ErrorKind::Unsupported,
                u"No pg_dump of version %1 or newer is installed here"_s.arg(serverMajor), {},
                u"Install the package postgresql-client-%1; pg_dump refuses servers newer than "
                "itself"_s.arg(serverMajor));
}

} // namespace tidemark
