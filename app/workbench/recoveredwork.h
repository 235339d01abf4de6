// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/registration.h"
#include "workbench/openedmigration.h"

#include <QDateTime>

#include <map>
#include <memory>
#include <vector>

namespace tidemark {

/// Texts that were typed and not saved.
struct UnsavedWork
{
    QString workspace; ///< its tidemark.toml
    QString folder;    ///< of the migrations
    QString migration; ///< its id
    QDateTime changedAt;
    std::map<ScriptSide, QString> texts;
    std::map<ScriptSide, QString> paths; ///< of the files, for one that is gone meanwhile

    /// What was in the files that it was typed over, by path; null: the file was not there.
    std::map<QString, QByteArray> bases;

    bool operator==(const UnsavedWork &) const = default;
};

/// The migration of work whose files are not there any more: they are where they were once they are
/// saved. Pure.
Migration migrationOf(const UnsavedWork &work);

/// Where the unsaved work on one migration is kept until it is saved, so that it outlives a crash.
/// The place is held for as long as this object lives; when its process is gone, whoever starts
/// next finds it. Copies are the same place.
class WorkKeeper
{
public:
    /// A new place below `stateFolder`. Error{Io}.
    static Result<WorkKeeper> create(const QString &stateFolder);

    /// What processes that are gone have left of that workspace, the latest first; each is ours
    /// from now on. Those of others, and files that cannot be read, are left alone.
    static std::vector<std::pair<WorkKeeper, UnsavedWork>> takeAbandoned(const QString &stateFolder,
                                                                         const QString &workspace);

    /// Atomic, private to the user. Work that is older than what was written, or that comes after
    /// remove(), is passed over. Any thread. Error{Io, Permission}.
    Result<void> write(const UnsavedWork &work) const;
    /// It is saved, or not wanted any more. Any thread.
    void remove() const;

private:
    struct Place;

    WorkKeeper(QString file, Registration registration);

    std::shared_ptr<Place> m_place;
};

} // namespace tidemark
