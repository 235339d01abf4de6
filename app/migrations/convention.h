// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "migrations/migration.h"

#include <QDir>

#include <functional>
#include <memory>
#include <span>
#include <stop_token>

namespace tidemark {

class Session;

/// What a convention may want to know beside the folder.
struct ReadRequest
{
    QDir folder;
    Engine engine = Engine::PostgreSql;
    /// Looks up an environment variable (goose's ENVSUBST); tests pass their own.
    std::function<std::optional<QString>(const QString &)> environment;
};

/// What is recorded about a run, for history tables that keep it.
struct RunFacts
{
    QDateTime startedAt;
    double durationMs = 0;
    QString user; ///< of the operating system
    QString fullName;
    QString email;
};

/// Held while a run writes; released by its destructor. On PostgreSQL an advisory lock or a row
/// lock of the convention's own tool, on SQLite a lock that ends with the session.
class HistoryLock
{
public:
    virtual ~HistoryLock() = default;
};

/// The history table of one convention on one engine. Stateless but for its options: every call
/// gets the session, and writes only what the convention's own tool would write. Calls do not begin
/// or end transactions unless they say so: the runner does.
class HistoryStore
{
public:
    virtual ~HistoryStore() = default;

    /// The tables, sequences and schemas that belong to the tool itself
    /// ("public.schema_migrations"), so that a comparison of schemas can leave them out.
    virtual QStringList ownRelations() const = 0;

    /// SQLite: the file of its own in which the tool keeps the history of the database in
    /// `databaseFile` (sqitch's registry); it need not exist. Empty, as by default, where the
    /// history is in the database.
    virtual QString historyFile(const QString & /*databaseFile*/) const { return {}; }

    /// From now on that file is another one, for every session: for copies of the database. A
    /// relative path begins at the folder of the session's database, so each copy has its own.
    virtual void useHistoryFile(const QString & /*file*/) {}

    /// Makes the table with the tool's own DDL when it is missing; idempotent.
    virtual Result<void> ensure(Session &session) const = 0;

    /// An absent table is an empty History with exists == false, not an error. A table of the same
    /// name with columns of another tool is an Error{Input} that names that tool.
    virtual Result<History> read(Session &session) const = 0;

    /// read() where the table is known to be there and to be the tool's own, which is not looked at
    /// again; an error of the server where it is not.
    virtual Result<History> readAgain(Session &session) const { return read(session); }

    /// Inside the migration's own transaction, after its statements, with the session's settings
    /// (search_path, role) as they were before the script. What identifies the migration is taken
    /// from its version; golang-migrate's table also needs `precededBy` on the way down.
    virtual Result<void> recordUp(Session &session, const Migration &migration,
                                  const RunFacts &facts) const = 0;
    virtual Result<void> recordDown(Session &session, const Migration &migration,
                                    const RunFacts &facts) const = 0;

    /// Before the first statement of a migration, on SQLite with the session idle: refuses,
    /// Error{Input}, what the tool itself would refuse (sqitch: a required change that is not
    /// deployed, a conflicting one that is), and lets go of what must not be in the script's way
    /// (sqitch's registry, which is attached on SQLite). Writes nothing. Nothing by default.
    virtual Result<void> prepare(Session &, const Migration &, bool /*up*/) const { return {}; }

    /// Before a script that runs without a transaction: golang-migrate's dirty flag, sqlx's
    /// execution_time of -1. In autocommit. Nothing by default.
    virtual Result<void> markStarted(Session &session, const Migration &migration, bool up) const;

    /// After such a script failed half-way, where the tool records failures (Flyway's success =
    /// false, sqitch's fail event). In autocommit. Nothing by default.
    virtual Result<void> markFailed(Session &session, const Migration &migration, bool up,
                                    const RunFacts &facts) const;

    /// After a step that failed and left nothing behind, where the tool logs that all the same
    /// (sqitch's fail event). In autocommit. Nothing by default: what Flyway could roll back it
    /// does not record.
    virtual Result<void> noteRolledBack(Session &, const Migration &, bool /*up*/,
                                        const RunFacts &) const
    {
        return {};
    }

    /// Takes back what markStarted() and markFailed() wrote, so that the history is as it was
    /// before the step: nothing of it is left in the database. Only called while read() shows a
    /// failed one. By default what the opposite step records; a tool whose rows pile up (Flyway)
    /// deletes its own.
    virtual Result<void> clearMark(Session &session, const Migration &migration, bool up) const
    {
        return up ? recordDown(session, migration, {}) : recordUp(session, migration, {});
    }

    /// Takes the lock that the tool itself would take, or ours where it has none. With `wait` it
    /// polls until `stop`; else, and on a stop, Error{Busy} names the holder where the server
    /// tells.
    virtual Result<std::unique_ptr<HistoryLock>> lock(Session &session, bool wait,
                                                      std::stop_token stop) const = 0;
};

/// A file of a migration that is to be written.
struct NewFile
{
    QString path; ///< relative to the migrations folder, or absolute
    QByteArray text;
    bool append = false; ///< to a file that is there (sqitch's plan); else it must not be there

    bool operator==(const NewFile &) const = default;
};

/// What a new migration is made from.
struct NewMigrationRequest
{
    const MigrationSet &existing;
    Engine engine = Engine::PostgreSql;
    QString name; ///< as the user typed it
    QDateTime now;
    QString fullName; ///< of the author
    QString email;
    /// What the scripts say, whole statements with their semicolons; empty: a line to be replaced.
    QByteArray up{};
    QByteArray down{};
    /// False: both must run outside of a transaction, and the files say so as the tool wants it.
    /// golang-migrate and node-pg-migrate have no word for it.
    bool transactional = true;
};

/// How one tool lays out its files and its history table. Stateless, any thread.
class Convention
{
public:
    virtual ~Convention() = default;

    virtual QString id() const = 0; ///< "dbmate", "golang-migrate", "diesel", ...
    virtual QString displayName() const = 0;

    /// How sure it is that the folder is one of its own: 0 no, 100 certain. Reads names, and the
    /// first kilobytes of a few files.
    virtual int recognises(const QDir &folder) const = 0;

    /// All migrations in the order of their application. Broken files are findings, and a broken
    /// migration is still listed where it has a name; only an unreadable folder is an Error.
    virtual Result<MigrationSet> read(const ReadRequest &request) const = 0;

    /// nullptr where the tool does not know the engine.
    virtual std::unique_ptr<HistoryStore> history(Engine engine, const QDir &folder) const = 0;

    /// The files of a new, empty migration that comes after all others, as the tool's own command
    /// would name them; nothing is written. Error{Usage} for a name that gives no file name.
    virtual Result<std::vector<NewFile>> newMigration(const NewMigrationRequest &request) const = 0;

    /// The tool applies a pending migration that is older than the newest applied one (dbmate,
    /// sqlx, diesel: yes; golang-migrate, goose, Flyway unless told: no).
    virtual bool appliesOutOfOrder() const = 0;

    /// The history table can tell that an applied file was edited.
    virtual bool hasChecksums() const { return false; }
};

/// Every convention, in the order in which ties of recognises() are resolved.
std::span<const Convention *const> conventions();

/// By id; nullptr when there is none.
const Convention *findConvention(const QString &id);

/// The convention of a folder; with a session its history table settles ties. Error{Input} names
/// the candidates when it cannot be told, and what was looked for when there is none. `beforeRead`
/// is given each store before that one is read.
Result<const Convention *>
detectConvention(const QDir &folder, Session *session = nullptr,
                 const std::function<Result<void>(HistoryStore &)> &beforeRead = {});

} // namespace tidemark
