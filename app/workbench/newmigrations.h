// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "authoring/templates.h"
#include "base/result.h"
#include "ddl/draft.h"
#include "workspace/workspace.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <vector>

namespace tidemark {

/// The scripts of one migration.
struct ScriptPair
{
    QByteArray up; ///< empty: nothing is done on this way
    QByteArray down;
    bool transactional = true;

    bool operator==(const ScriptPair &) const = default;
};

/// Scripts of the way there and of the way back as migrations, in the order in which they are
/// applied: rolled back from the last to the first they are the way back. What runs in a
/// transaction and what does not are never one migration. Pure.
std::vector<ScriptPair> pairScripts(const std::vector<DraftScript> &up,
                                    const std::vector<DraftScript> &down);

/// A migration whose files have been written.
struct WrittenMigration
{
    QString id;
    QStringList files; ///< absolute

    bool operator==(const WrittenMigration &) const = default;
};

/// What writeSteps() would write, as it would be now. Errors: those of planSteps(). Blocks.
Result<std::vector<AuthoredMigration>> planInWorkspace(const Workspace &workspace, Engine engine,
                                                       const QString &name,
                                                       const std::vector<TemplateStep> &steps,
                                                       const VariableLookup &variables,
                                                       const QDateTime &now);

/// Writes the scripts of a template (stepsOf()) into the workspace's folder in its convention, as
/// its newest migrations. Errors: those of planSteps() and writePlanned(). Blocks.
Result<std::vector<WrittenMigration>> writeSteps(const Workspace &workspace, Engine engine,
                                                 const QString &name,
                                                 const std::vector<TemplateStep> &steps,
                                                 const VariableLookup &variables,
                                                 const QDateTime &now);

/// Writes them into the workspace's folder in its convention, as the newest ones; from the second
/// on the name has a number. Errors: Usage for a name that no file can have, Input where nobody's
/// convention fits, Io; what was written until then is named in the error's hint. Blocks.
Result<std::vector<WrittenMigration>> writeMigrations(const Workspace &workspace, Engine engine,
                                                      const QString &name,
                                                      const std::vector<ScriptPair> &pairs,
                                                      const VariableLookup &variables,
                                                      const QDateTime &now);

} // namespace tidemark
