// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/filetree.h"

#include "migrations/migrationfiles.h"

#include <QFileInfo>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

struct Walk
{
    std::vector<TreeFile> files;
    std::vector<Finding> &findings;
    QStringList open; ///< canonical paths of the folders from the root to the one being read
};

Result<void> walkFolder(Walk &walk, const QString &path, const QString &prefix)
{
    TM_TRY_ASSIGN(const std::vector<FolderEntry> entries, listFolder(path, walk.findings, prefix));
    walk.open.append(QFileInfo(path).canonicalFilePath());
    for (const FolderEntry &entry : entries) {
        const QString shown = prefix + entry.name;
        if (!entry.isFolder) {
            walk.files.push_back({entry.name, shown, entry.path});
            continue;
        }
        if (walk.open.contains(QFileInfo(entry.path).canonicalFilePath())) {
            walk.findings.push_back(makeFinding(Finding::Severity::Error, u"link-loop"_s,
                                                u"%1 leads back to a folder above it"_s.arg(shown),
                                                {shown, 0, 0}, u"remove the link"_s));
            continue;
        }
        if (auto inner = walkFolder(walk, entry.path, shown + u'/'); !inner)
            walk.findings.push_back(makeFinding(
                Finding::Severity::Error, u"unreadable"_s,
                u"%1: %2"_s.arg(inner.error().summary, inner.error().detail), {shown, 0, 0}));
    }
    walk.open.removeLast();
    return {};
}

} // namespace

Result<std::vector<TreeFile>> listTree(const QString &folder, std::vector<Finding> &findings)
{
    Walk walk{{}, findings, {}};
    TM_TRY(walkFolder(walk, folder, {}));
    std::sort(walk.files.begin(), walk.files.end(), [](const TreeFile &a, const TreeFile &b) {
        return a.shown.toUtf8() < b.shown.toUtf8();
    });
    return std::move(walk.files);
}

} // namespace tidemark
