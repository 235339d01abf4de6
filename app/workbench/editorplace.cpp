// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/editorplace.h"

#include "authoring/overlay.h"
#include "workbench/translate.h"

#include <QDir>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

Result<MigrationSet> readEditedUpTo(const EditorPlace &place, const QString &id,
                                    const std::vector<EditedFile> &files)
{
    TM_TRY_ASSIGN(
        MigrationSet set,
        readEdited(*place.convention, {QDir(place.folder), place.engine, place.variables}, files));
    const auto found = std::ranges::find(set.migrations, id, &Migration::id);
    if (found == set.migrations.end())
        return fail(ErrorKind::Usage, tr("%1 would not be a migration any more").arg(id));
    set.migrations.erase(found + 1, set.migrations.end());
    return set;
}

std::vector<EditedFile> editedFiles(const std::vector<std::pair<QString, QByteArray>> &unsaved)
{
    std::vector<EditedFile> files;
    for (const auto &[path, bytes] : unsaved)
        files.push_back({path, bytes});
    return files;
}

} // namespace tidemark
