// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/rehearsalfiles.h"

#include "migrations/convention.h"
#include "rehearsal/reports/reportwriters.h"
#include "workspace/connection.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestScript = 1'000'000; ///< bytes that are shown

Engine engineOf(const Workspace &workspace, const VariableLookup &variables,
                const QString &environment)
{
    if (const Environment *known = workspace.findEnvironment(environment)) {
        if (const auto spec = connectionOf(workspace, *known, variables))
            return spec->engine;
    }
    return Engine::PostgreSql;
}

} // namespace

Result<RehearsalFolder> readRehearsalFolder(const Workspace &workspace,
                                            const VariableLookup &variables,
                                            const QString &environment)
{
    const QDir folder(workspace.migrations);
    const Convention *convention = findConvention(workspace.convention);
    if (!convention) {
        TM_TRY_ASSIGN(convention, detectConvention(folder));
    }
    const Engine engine = engineOf(workspace, variables, environment);
    TM_TRY_ASSIGN(MigrationSet set, convention->read({folder, engine, variables}));
    RehearsalFolder found;
    found.migrations = std::move(set.migrations);
    for (Migration &migration : found.migrations) {
        migration.up.clear();
        migration.down.reset();
        migration.verify.reset();
    }
    const QDir beside = workspace.folder();
    for (const QString &name : beside.entryList({u"*.sql"_s}, QDir::Files, QDir::Name))
        found.trafficFiles += beside.absoluteFilePath(name);
    // A folder of backups that cannot be read is the page's of the backups to tell.
    if (auto backups = scanBackups(workspace.backup.folder))
        found.backups = std::move(backups->backups);
    return found;
}

Result<bool> writeReport(const RehearsalReport &report, const QString &path)
{
    const ReportWriter *writer = reportWriterFor(path);
    if (!writer) {
        return fail(ErrorKind::Usage, u"the name of a report says its format"_s, path,
                    u".html, .json, .xml or .txt"_s);
    }
    const QByteArray contents = writer->write(report);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(contents) != contents.size() ||
        !file.commit())
        return fail(ErrorKind::Io, u"cannot write %1"_s.arg(path), file.errorString());
    return true;
}

Result<QString> readScriptText(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, u"cannot read %1"_s.arg(path), file.errorString());
    return QString::fromUtf8(file.read(longestScript));
}

} // namespace tidemark
