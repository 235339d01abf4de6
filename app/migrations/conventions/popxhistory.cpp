// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/popxhistory.h"

#include "migrations/conventions/filetree.h"
#include "migrations/conventions/popxnames.h"
#include "migrations/historylock.h"
#include "migrations/historytable.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

class PopxHistory final : public HistoryTable
{
public:
    PopxHistory(Engine engine, const QDir &folder)
        : HistoryTable(engine, u"popx"_s, u"schema_migration"_s, {u"version"_s}, ownAdvisoryKey)
        , m_folder(folder.absolutePath())
    {
    }

    Result<void> ensure(Session &session) const override;
    Result<void> recordUp(Session &session, const Migration &migration,
                          const RunFacts &facts) const override;
    Result<void> recordDown(Session &session, const Migration &migration,
                            const RunFacts &facts) const override;

protected:
    QByteArray definition() const override;
    Result<History> readRows(Session &session) const override;

private:
    QStringList versionsOfLegacy(const QString &legacy) const;
    Result<bool> isRecorded(Session &session, const QString &version) const;

    QString m_folder;
};

QByteArray PopxHistory::definition() const
{
    return "CREATE TABLE schema_migration (version VARCHAR (48) NOT NULL, version_self INT NOT "
           "NULL DEFAULT 0);\n"
           "CREATE UNIQUE INDEX schema_migration_version_idx ON schema_migration (version);\n"
           "CREATE INDEX schema_migration_version_self_idx ON schema_migration (version_self)";
}

/// A table from before popx had `version_self` is replaced as popx does it: the old one is kept
/// under another name.
Result<void> PopxHistory::ensure(Session &session) const
{
    TM_TRY_ASSIGN(const QStringList columns, columnsOf(session, u"schema_migration"_s));
    if (columns.isEmpty() || columns.contains(u"version_self"_s))
        return HistoryTable::ensure(session);
    return executeTogether(
        session,
        "DROP INDEX schema_migration_version_idx;\n"
        "CREATE TABLE schema_migration_transactional (version VARCHAR (48) NOT NULL, version_self "
        "INT NOT NULL DEFAULT 0);\n"
        "CREATE UNIQUE INDEX schema_migration_version_idx ON schema_migration_transactional "
        "(version);\n"
        "CREATE INDEX schema_migration_version_self_idx ON schema_migration_transactional "
        "(version_self);\n"
        "INSERT INTO schema_migration_transactional (version) SELECT version FROM "
        "schema_migration;\n"
        "ALTER TABLE schema_migration RENAME TO schema_migration_pop_legacy;\n"
        "ALTER TABLE schema_migration_transactional RENAME TO schema_migration");
}

Result<void> PopxHistory::recordUp(Session &session, const Migration &migration,
                                   const RunFacts &) const
{
    return executeWith(session, "INSERT INTO schema_migration (version) VALUES ($1)",
                       {migration.version.toUtf8()});
}

Result<bool> PopxHistory::isRecorded(Session &session, const QString &version) const
{
    const Cell parameters[] = {version.toUtf8()};
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("SELECT 1 FROM schema_migration WHERE version = $1", parameters));
    return !rows.rows.empty();
}

/// popx deletes the version and leaves the 14-digit one, so that a legacy database still counts
/// every step of the change as applied; here the other steps get rows of their own instead, and the
/// legacy one goes, which popx reads the same way.
Result<void> PopxHistory::recordDown(Session &session, const Migration &migration,
                                     const RunFacts &facts) const
{
    TM_TRY_ASSIGN(const bool recorded, isRecorded(session, migration.version));
    const QString legacy = popxLegacyVersion(migration.version);
    if (legacy != migration.version) {
        TM_TRY_ASSIGN(const bool hasLegacy, isRecorded(session, legacy));
        for (const QString &version : hasLegacy ? versionsOfLegacy(legacy) : QStringList()) {
            TM_TRY_ASSIGN(const bool known, isRecorded(session, version));
            if (known || version == migration.version)
                continue;
            Migration other;
            other.version = version;
            TM_TRY(recordUp(session, other, facts));
        }
        if (hasLegacy)
            TM_TRY(executeWith(session, "DELETE FROM schema_migration WHERE version = $1",
                               {legacy.toUtf8()}));
    }
    if (!recorded)
        return {};
    return executeWith(session, "DELETE FROM schema_migration WHERE version = $1",
                       {migration.version.toUtf8()});
}

/// The versions on disk that begin with the 14 digits.
QStringList PopxHistory::versionsOfLegacy(const QString &legacy) const
{
    std::vector<Finding> ignored;
    const auto files = listTree(m_folder, ignored);
    QStringList versions;
    if (!files)
        return versions;
    for (const TreeFile &file : *files) {
        const PopxName name = parsePopxName(file.name);
        if (name.kind == PopxName::Kind::Migration && name.version != legacy &&
            name.version.startsWith(legacy) && !versions.contains(name.version))
            versions.append(name.version);
    }
    versions.sort();
    return versions;
}

Result<History> PopxHistory::readRows(Session &session) const
{
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("SELECT version FROM schema_migration ORDER BY version"));
    QStringList versions;
    for (const auto &row : rows.rows)
        versions.append(textOf(row.at(0)));
    const QStringList recorded = versions;
    for (const QString &version : recorded) {
        if (version.size() != 14)
            continue;
        const QStringList steps = versionsOfLegacy(version);
        for (const QString &step : steps) {
            if (!versions.contains(step))
                versions.append(step);
        }
        // It only stands for its steps, unless it is a version of its own.
        if (!steps.isEmpty())
            versions.removeAll(version);
    }
    versions.sort();
    History history;
    for (const QString &version : std::as_const(versions)) {
        AppliedMigration applied;
        applied.version = version;
        history.applied.push_back(std::move(applied));
    }
    return history;
}

} // namespace

std::unique_ptr<HistoryStore> makePopxHistory(Engine engine, const QDir &folder)
{
    return std::make_unique<PopxHistory>(engine, folder);
}

} // namespace tidemark
