// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/connectionspec.h"
#include "database/session.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <stop_token>

namespace tidemark {

class PrivateFolder;
struct PostgresFacts;

/// How a sandbox becomes a database that stays, see Sandbox::keepAs().
struct KeepRequest
{
    QString name; ///< the one it gets
    /// What the one that has this name now is called afterwards; empty: there must be none.
    QString oldBecomes{};
    bool endConnections = false; ///< those of others to the old one; else it must have none
    /// Gets the settings (ALTER DATABASE ... SET) of these; replacing, those of the old one.
    std::shared_ptr<const PostgresFacts> like{};
};

/// A throw-away database. Only this folder creates and drops databases, and only through this type,
/// so nothing that drops can ever be given a database of the user. Dropped by its destructor; what
/// a killed process left is dropped by removeLeftovers() at the next start.
class Sandbox
{
public:
    Sandbox(const Sandbox &) = delete;
    Sandbox &operator=(const Sandbox &) = delete;
    virtual ~Sandbox() = default;

    /// The open connection, made by the thread that made the sandbox.
    virtual Session &session() = 0;

    /// Where it is, for a second connection (lock sampling, traffic).
    virtual ConnectionSpec spec() const = 0;

    /// A second sandbox with the same contents. PostgreSQL: CREATE DATABASE ... TEMPLATE by
    /// session(), which must be the only connection and loses its settings and temporary tables;
    /// SQLite: a copy of the file. Must not be called inside a transaction.
    virtual Result<std::unique_ptr<Sandbox>> copy() = 0;

    /// SQLite: where this sandbox, and each copy() made of it later, has its own one of another
    /// database file that belongs to the source: a path relative to the folder of the sandbox's
    /// database, the same each time. The folder is made, the file is not; whatever is written there
    /// goes with the sandbox, and copy() copies it. Error{Unsupported} on PostgreSQL.
    virtual Result<QString> placeFor(const QString &file);

    /// The same with the contents of `file`, as of one moment. The original is only read.
    virtual Result<QString> bringAlong(const QString &file, std::stop_token stop);

    /// PostgreSQL, on a server that was named: makes it a database like any other under the name
    /// that is wanted, in one transaction, so that whatever happens either the old one or this one
    /// stands there whole. An old one keeps its contents under the other name; owner, privileges,
    /// settings and connection limit of the database itself go over to the new one. session() is
    /// closed by this; afterwards the object stands for nothing. Errors: Usage (the name is taken,
    /// or there is none of it), Busy (it has connections; all are named in the detail), Permission;
    /// it is a sandbox still.
    virtual Result<void> keepAs(const KeepRequest &request);

    /// How it was made, for the report: "scratch server, empty", "template copy of shop_staging".
    virtual QString description() const = 0;

protected:
    Sandbox() = default;
};

/// How a database's copy is to be made.
enum class CopyMethod {
    Automatic,            ///< template when the source is idle, else dump and restore; into the
                          ///< scratch server where the source's user may not create databases
    Template,             ///< PostgreSQL: CREATE DATABASE ... TEMPLATE on the same server
    DumpRestore,          ///< PostgreSQL: pg_dump -Fd | pg_restore, into the same server
    DumpRestoreToScratch, ///< the same into the scratch server: nothing is created on the source's
                          ///< server
};

struct SandboxRequest
{
    /// The database to copy (a template copy needs it without connections: close yours first; also
    /// a SQLite session of this process is no hindrance), or with `empty` the server on which to
    /// make an empty one. Without a spec: the scratch server (PostgreSQL) or a scratch file
    /// (SQLite).
    std::optional<ConnectionSpec> source{};
    bool empty = false;
    CopyMethod method = CopyMethod::Automatic;
    Engine engine = Engine::PostgreSql; ///< used without a source
    std::stop_token stop{};
    /// PostgreSQL, with `empty`: of this encoding and locale (on the scratch server another locale
    /// where this machine has not that one); the scratch server also gets its roles, and is of its
    /// version where that is installed.
    std::shared_ptr<const PostgresFacts> like{};
};

/// Where the data of scratch servers and of SQLite sandboxes lies.
enum class ScratchPlacement {
    MemoryWhenSmall, ///< in /dev/shm where that has room for four times as much and 2 GiB, for
                     ///< speed
    StateFolder,     ///< always on the disk of the state folder
};

/// What was left by processes that are gone, a line each, for a message.
struct Leftovers
{
    QStringList removed;
    QStringList remaining; ///< with the reason; it stays registered for the next time
};

/// Makes sandboxes and owns the scratch server, which is started at the first need and stopped by
/// the destructor. One thread.
class SandboxFactory
{
public:
    /// `stateDir`: where the files that name live sandboxes are kept (so that leftovers can be
    /// found), and scratch files; created when missing. Tests pass a temporary one.
    explicit SandboxFactory(const QString &stateDir,
                            ScratchPlacement placement = ScratchPlacement::MemoryWhenSmall);
    ~SandboxFactory();

    Result<std::unique_ptr<Sandbox>> make(const SandboxRequest &request);

    /// A folder for what belongs to a sandbox and holds its rows (a backup of it), 0700, on the
    /// disk of the state folder. Goes with the object; what a killed process left goes by
    /// removeLeftovers(). See privatefolder.h. Io.
    Result<std::unique_ptr<PrivateFolder>> makeFolder();

    /// Drops the sandboxes, and stops and deletes the scratch servers, whose process is gone. Never
    /// touches what a living process holds.
    Result<Leftovers> removeLeftovers();

    /// $XDG_STATE_HOME/tidemark, or ~/.local/state/tidemark.
    static QString defaultStateDir();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tidemark
