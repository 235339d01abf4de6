// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/newmigrations.h"

#include "migrations/convention.h"
#include "workspace/whoami.h"

#include <QDir>

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

Result<std::vector<AuthoredMigration>> planInWorkspace(const Workspace &workspace, Engine engine,
                                                       const QString &name,
                                                       const std::vector<TemplateStep> &steps,
                                                       const VariableLookup &variables,
                                                       const QDateTime &now)
{
    TM_TRY_ASSIGN(const Convention *const convention, conventionOf(workspace));
    const RunFacts who = whoRuns(variables);
    const NewMigrationPlace place{
        *convention, {QDir(workspace.migrations), engine, variables}, who.fullName, who.email, now};
    return planSteps(place, name, steps);
}

Result<std::vector<WrittenMigration>> writeSteps(const Workspace &workspace, Engine engine,
                                                 const QString &name,
                                                 const std::vector<TemplateStep> &steps,
                                                 const VariableLookup &variables,
                                                 const QDateTime &now)
{
    TM_TRY_ASSIGN(const std::vector<AuthoredMigration> planned,
                  planInWorkspace(workspace, engine, name, steps, variables, now));
    TM_TRY(writePlanned(planned));
    std::vector<WrittenMigration> written;
    for (const AuthoredMigration &one : planned) {
        written.push_back({one.id, {}});
        for (const NewFile &file : one.files)
            written.back().files += file.path;
    }
    return written;
}

Result<std::vector<WrittenMigration>> writeMigrations(const Workspace &workspace, Engine engine,
                                                      const QString &name,
                                                      const std::vector<ScriptPair> &pairs,
                                                      const VariableLookup &variables,
                                                      const QDateTime &now)
{
    const QByteArray nothing = "-- Nothing to do on this way.\n";
    std::vector<TemplateStep> steps;
    for (const ScriptPair &pair : pairs) {
        const size_t place = steps.size() + 1;
        steps.push_back({place > 1 ? QString::number(place) : QString(),
                         pair.up.isEmpty() ? nothing : pair.up,
                         pair.down.isEmpty() ? nothing : pair.down, pair.transactional});
    }
    return writeSteps(workspace, engine, name, steps, variables, now);
}

} // namespace tidemark
