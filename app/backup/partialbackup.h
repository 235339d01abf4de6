// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace tidemark {

/// "shop.dump.manifest.json", "shop.dump.globals.sql", "shop.dump.partial": what belongs to an
/// archive lies beside it.
QString manifestPathOf(const QString &archive);
QString globalsPathOf(const QString &archive);
QString partialPathOf(const QString &archive);

/// A backup that is being made: a folder ARCHIVE.partial, for its owner only, locked (flock) for as
/// long as its maker lives, however that ends. Nothing gets its final name before all of it is on
/// the disk.
class PartialBackup
{
public:
    /// Error{Usage} when there is a backup of that name, or something else has the place of the
    /// partial folder (isOurs()); Busy when another process is making it.
    /// What a killed process left under the same name is replaced. The folder around is made, for
    /// its owner only, where it is missing.
    static Result<PartialBackup> begin(const QString &archive);

    PartialBackup(PartialBackup &&other) noexcept;
    PartialBackup &operator=(PartialBackup &&) = delete;
    ~PartialBackup(); ///< removes it with all in it

    QString archive() const;  ///< write the archive here
    QString globals() const;  ///< and roles and tablespaces here
    QString manifest() const; ///< and the manifest here

    /// Syncs and renames: globals, archive, manifest. A process that dies in between leaves a whole
    /// archive, whose manifest is found in the partial folder.
    Result<void> publish();

    /// Deletes a backup: archive, globals and manifest. At once they are under their names no more,
    /// but in a partial folder, which prune() knows when this is killed. Error{Usage}, with nothing
    /// deleted: one of them is a link, or the folder holds something foreign; Busy; Io.
    static Result<void> discard(const QString &archive);

    /// Whether the maker of this ARCHIVE.partial lives.
    static bool isAlive(const QString &partialFolder);

    /// A real folder with a lock file, and with nothing else than what is written here.
    static bool isOurs(const QString &partialFolder);

    /// Deletes what a killed process left. Error{Usage}, with nothing deleted: it is not ours;
    /// Busy: somebody else does; Io.
    static Result<void> remove(const QString &partialFolder);

private:
    PartialBackup(QString finalPath, int lock);

    QString m_final;
    int m_lock = -1;
};

} // namespace tidemark
