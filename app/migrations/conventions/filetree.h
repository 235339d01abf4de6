// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "migrations/migration.h"

#include <QString>

#include <vector>

namespace tidemark {

/// A file somewhere below a migrations folder.
struct TreeFile
{
    QString name;
    QString shown; ///< relative to the migrations folder, with '/'
    QString path;  ///< absolute

    bool operator==(const TreeFile &) const = default;
};

/// All files below a folder, in the byte order of their relative names, for tools that search their
/// folders recursively. What listFolder() finds fault with is a finding here too; a link back to a
/// folder that is being walked is the error "link-loop", a folder that cannot be entered the error
/// "unreadable". Error{Io} or {Permission} only when the folder itself cannot be read.
Result<std::vector<TreeFile>> listTree(const QString &folder, std::vector<Finding> &findings);

} // namespace tidemark
