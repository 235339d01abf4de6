// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "authoring/tryout.h"
#include "lint/rule.h"
#include "migrations/convention.h"
#include "workspace/workspace.h"

#include <memory>
#include <stop_token>

namespace tidemark {

/// Where a migration stands that is edited: all that a thread needs to read it as it would be.
struct EditorPlace
{
    std::shared_ptr<const Workspace> workspace;
    const Convention *convention = nullptr;
    QString folder; ///< of the migrations
    Engine engine = Engine::PostgreSql;
    VariableLookup variables;
    QString stateFolder;
    std::shared_ptr<const TableSizes> sizes; ///< of the environment that is looked at, when known
};

/// Who knows the place.
class EditorPlaces
{
public:
    virtual ~EditorPlaces() = default;
    /// None without a workspace, or until its folder was read.
    virtual std::optional<EditorPlace> place() const = 0;
};

/// The migrations up to `id` and with it, as they would be read if `files` were saved, and what is
/// to be said about its files. Error{Usage} where it would not be read as one any more; those of
/// readEdited(). Blocks.
Result<MigrationSet> readEditedUpTo(const EditorPlace &place, const QString &id,
                                    const std::vector<EditedFile> &files);

/// EditedMigration::unsavedFiles() for the above.
std::vector<EditedFile> editedFiles(const std::vector<std::pair<QString, QByteArray>> &unsaved);

} // namespace tidemark
