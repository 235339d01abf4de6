// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/newmigrations.h"

#include "migrations/convention.h"
#include "workspace/whoami.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

Result<const Convention *> conventionOf(const Workspace &workspace)
{
    if (workspace.convention.isEmpty())
        return detectConvention(QDir(workspace.migrations));
    const Convention *found = findConvention(workspace.convention);
    if (!found)
        return fail(ErrorKind::Input, u"there is no convention \"%1\""_s.arg(workspace.convention));
    return found;
}

Result<void> write(const NewFile &file, const QString &path)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile out(path);
    const auto mode = file.append ? QIODevice::Append : QIODevice::NewOnly;
    if (out.open(QIODevice::WriteOnly | mode) && out.write(file.text) == file.text.size() &&
        out.flush())
        return {};
    Error error;
    error.kind =
        out.error() == QFileDevice::PermissionsError ? ErrorKind::Permission : ErrorKind::Io;
    error.summary = u"the file cannot be written"_s;
    error.detail = out.errorString();
    error.where.file = path;
    return fail(error);
}

Result<WrittenMigration> writeOne(const Convention &convention, const ReadRequest &folder,
                                  const NewMigrationRequest &request)
{
    TM_TRY_ASSIGN(const std::vector<NewFile> files, convention.newMigration(request));
    WrittenMigration written;
    for (const NewFile &file : files) {
        const QString path = QDir(request.existing.folder).absoluteFilePath(file.path);
        TM_TRY(write(file, path));
        written.files += path;
    }
    TM_TRY_ASSIGN(const MigrationSet after, convention.read(folder));
    if (!after.migrations.empty())
        written.id = after.migrations.back().id;
    return written;
}

} // namespace

std::vector<ScriptPair> pairScripts(const std::vector<DraftScript> &up,
                                    const std::vector<DraftScript> &down)
{
    std::vector<ScriptPair> pairs;
    size_t there = 0;
    size_t back = down.size(); // the last of the way back belongs to the first of the way there
    while (there < up.size() || back > 0) {
        const DraftScript *one = there < up.size() ? &up[there] : nullptr;
        const DraftScript *other = back > 0 ? &down[back - 1] : nullptr;
        if (one && other && one->transactional != other->transactional) {
            // Whichever way has more to come goes on alone.
            if (up.size() - there >= back)
                other = nullptr;
            else
                one = nullptr;
        }
        ScriptPair pair;
        pair.transactional = one ? one->transactional : other->transactional;
        if (one) {
            pair.up = one->text.toUtf8();
            ++there;
        }
        if (other) {
            pair.down = other->text.toUtf8();
            --back;
        }
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

Result<std::vector<WrittenMigration>> writeMigrations(const Workspace &workspace, Engine engine,
                                                      const QString &name,
                                                      const std::vector<ScriptPair> &pairs,
                                                      const VariableLookup &variables,
                                                      const QDateTime &now)
{
    TM_TRY_ASSIGN(const Convention *const convention, conventionOf(workspace));
    const ReadRequest folder{QDir(workspace.migrations), engine, variables};
    const RunFacts who = whoRuns(variables);
    const QByteArray nothing = "-- Nothing to do on this way.\n";
    std::vector<WrittenMigration> written;
    QStringList files;
    for (size_t i = 0; i < pairs.size(); ++i) {
        TM_TRY_ASSIGN(const MigrationSet set, convention->read(folder));
        NewMigrationRequest request{set, engine, name, now, who.fullName, who.email};
        if (i > 0)
            request.name += u' ' + QString::number(i + 1);
        request.up = pairs[i].up.isEmpty() ? nothing : pairs[i].up;
        request.down = pairs[i].down.isEmpty() ? nothing : pairs[i].down;
        request.transactional = pairs[i].transactional;
        auto one = writeOne(*convention, folder, request);
        if (!one) {
            Error error = one.error();
            if (!files.isEmpty())
                error.hint = u"written before that: %1"_s.arg(files.join(u", "_s));
            return fail(error);
        }
        files += one->files;
        written.push_back(std::move(*one));
    }
    return written;
}

} // namespace tidemark
