// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/workspacefile.h"

#include <QFileInfo>

namespace tidemark {

Result<std::optional<Workspace>> nearestWorkspace(const std::string &file,
                                                  const CommandContext &context)
{
    auto found = findWorkspaceFile(context.currentFolder);
    if (!file.empty()) {
        found =
            QDir::cleanPath(context.currentFolder.absoluteFilePath(QString::fromStdString(file)));
        if (QFileInfo(*found).isDir())
            found = QDir(*found).filePath(QString::fromUtf16(workspaceFileName));
    }
    if (!found)
        return std::optional<Workspace>();
    TM_TRY_ASSIGN(Workspace workspace, readWorkspace(*found));
    return std::optional(std::move(workspace));
}

} // namespace tidemark
