// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sql/dialect.h"
#include "workspace/workspace.h"

#include <QDir>
#include <QString>
#include <QStringList>

#include <optional>

namespace tidemark {

/// A folder that looks like migrations.
struct FoundMigrations
{
    QString folder;     ///< relative to where the search began; "." for that folder itself
    QString convention; ///< id
    int certainty = 0;  ///< Convention::recognises()

    bool operator==(const FoundMigrations &) const = default;
};

/// What there is to make a workspace of.
struct Discovery
{
    std::vector<FoundMigrations> migrations; ///< the most certain and least deep first
    QString urlVariable; ///< a variable that holds a database URL, set or named in .env
    QString sqliteFile;  ///< a database file, relative
    std::optional<Engine>
        engine; ///< what the scripts of the first folder are written for, if it shows

    bool operator==(const Discovery &) const = default;
};

/// Looks at most four folders deep; hidden ones and those of package managers and builds are left
/// out, symbolic links are not followed. Reads names and the beginnings of some files.
Discovery discoverIn(const QDir &folder, const VariableLookup &lookup);

/// The text of a tidemark.toml for what was found, with comments that explain it.
QString workspaceText(const Discovery &found, const QString &name);

/// Writes the file that workspaceText() gives; the path. Error{Usage} when there is one already, or
/// when no migrations were found (the hint says what was looked for).
Result<QString> createWorkspace(const QDir &folder, const VariableLookup &lookup);

} // namespace tidemark
