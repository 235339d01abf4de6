// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/convention.h"
#include "migrations/conventions/conventions.h"
#include "migrations/conventions/gooseparser.h"
#include "migrations/conventions/newfiles.h"
#include "migrations/historytable.h"
#include "migrations/migrationfiles.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

using Severity = Finding::Severity;

/// The number before the first underscore of a .sql or .go file, at least 1.
std::optional<qint64> versionOf(const QString &name)
{
    const qsizetype line = name.indexOf(u'_');
    const bool known =
        name.endsWith(u".sql"_s) || (name.endsWith(u".go"_s) && !name.endsWith(u"_test.go"_s));
    if (line < 0 || !known)
        return std::nullopt;
    const std::optional<qint64> version = parseVersionNumber(QStringView(name).left(line));
    return version && *version >= 1 ? version : std::nullopt;
}

class Goose final : public Convention
{
public:
    QString id() const override { return u"goose"_s; }
    QString displayName() const override { return u"goose"_s; }
    bool appliesOutOfOrder() const override { return false; }
    int recognises(const QDir &folder) const override;
    Result<MigrationSet> read(const ReadRequest &request) const override;
    std::unique_ptr<HistoryStore> history(Engine engine, const QDir &folder) const override;
    Result<std::vector<NewFile>> newMigration(const NewMigrationRequest &request) const override;
};

int Goose::recognises(const QDir &folder) const
{
    QStringList files = namesIn(folder).files;
    erase_if(files,
             [](const QString &name) { return !versionOf(name) || !name.endsWith(u".sql"_s); });
    return someFileMentions(folder, files, "-- +goose ") ? 95 : 0;
}

Finding findingOf(const Error &error, const QString &shown)
{
    return makeFinding(Severity::Error, u"bad-sections"_s, shown + u": "_s + error.summary,
                       error.where, error.hint);
}

void readFile(Migration &migration, const TextFile &file, const VariableLookup &lookup,
              std::vector<Finding> &findings)
{
    Result<GooseSection> up = parseGoose(file, true, lookup);
    if (!up) {
        findings.push_back(findingOf(up.error(), file.shown));
        migration.runnable = false;
        return;
    }
    findings.insert(findings.end(), up->findings.begin(), up->findings.end());
    migration.up = std::move(up->statements);
    Result<GooseSection> down = parseGoose(file, false, lookup);
    if (!down) {
        findings.push_back(findingOf(down.error(), file.shown));
        migration.downError = down.error();
        migration.down.emplace();
    } else if (down->present) {
        migration.down = std::move(down->statements);
    } else {
        findings.push_back(makeFinding(Severity::Warning, u"missing-half"_s,
                                       u"%1 has no line \"-- +goose Down\""_s.arg(file.shown),
                                       {file.shown, 0, 0}));
    }
}

Result<MigrationSet> Goose::read(const ReadRequest &request) const
{
    MigrationSet set{id(), request.folder.absolutePath(), {}, {}};
    TM_TRY_ASSIGN(const auto entries, listFolder(set.folder, set.findings));
    for (const FolderEntry &entry : entries) {
        const std::optional<qint64> version = versionOf(entry.name);
        if (!version || entry.isFolder) {
            set.findings.push_back(version ? directoryAsFile(entry)
                                           : unknownEntry(entry, displayName()));
            continue;
        }
        Migration migration;
        migration.version = QString::number(*version);
        migration.id = entry.name.left(entry.name.lastIndexOf(u'.'));
        migration.name = migration.id.section(u'_', 1);
        migration.file = entry.name;
        if (entry.name.endsWith(u".go"_s)) {
            migration.runnable = false;
            set.findings.push_back(
                makeFinding(Severity::Warning, u"not-sql"_s,
                            u"%1 is a Go program and cannot be run here"_s.arg(entry.name),
                            {entry.name, 0, 0}));
        } else if (const TextFile file = readTextFile(entry.path, entry.name, set.findings);
                   file.usable) {
            readFile(migration, file, request.environment, set.findings);
        } else {
            migration.runnable = false;
        }
        set.migrations.push_back(std::move(migration));
    }
    std::stable_sort(set.migrations.begin(), set.migrations.end(),
                     [](const Migration &a, const Migration &b) {
                         return a.version.toLongLong() < b.version.toLongLong();
                     });
    reportDuplicateVersions(set);
    return set;
}

// ---- The table of versions (internal/dialects/postgres.go, internal/dialects/sqlite3.go)

/// What goose's session locker takes, the CRC-32 of "goose" (lock/session_locker_options.go).
constexpr qint64 gooseLockId = 4097083626;

class GooseHistory final : public HistoryTable
{
public:
    explicit GooseHistory(Engine engine)
        : HistoryTable(engine, u"goose"_s, u"goose_db_version"_s,
                       {u"id"_s, u"version_id"_s, u"is_applied"_s, u"tstamp"_s}, gooseLockId)
    {
    }
    Result<void> recordUp(Session &session, const Migration &migration,
                          const RunFacts &) const override
    {
        return executeWith(session,
                           "INSERT INTO " + table() + " (version_id, is_applied) VALUES ($1, " +
                               (isPostgres() ? "true" : "1") + ')',
                           {migration.version.toUtf8()});
    }
    Result<void> recordDown(Session &session, const Migration &migration,
                            const RunFacts &) const override
    {
        return executeWith(session, "DELETE FROM " + table() + " WHERE version_id=$1",
                           {migration.version.toUtf8()});
    }

protected:
    QByteArray definition() const override;
    QStringList ownSequences() const override
    {
        return isPostgres() ? QStringList{u"goose_db_version_id_seq"_s} : QStringList();
    }
    Result<History> readRows(Session &session) const override;
};

/// With the row of version 0, which goose writes together with the table.
QByteArray GooseHistory::definition() const
{
    if (isPostgres())
        return "CREATE TABLE goose_db_version (\n"
               "\t\tid integer PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY,\n"
               "\t\tversion_id bigint NOT NULL,\n"
               "\t\tis_applied boolean NOT NULL,\n"
               "\t\ttstamp timestamp NOT NULL DEFAULT now()\n"
               "\t);\n"
               "INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, true)";
    return "CREATE TABLE goose_db_version (\n"
           "\t\tid INTEGER PRIMARY KEY AUTOINCREMENT,\n"
           "\t\tversion_id INTEGER NOT NULL,\n"
           "\t\tis_applied INTEGER NOT NULL,\n"
           "\t\ttstamp TIMESTAMP DEFAULT (datetime('now'))\n"
           "\t);\n"
           "INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1)";
}

/// The newest row of a version says whether it is applied: older releases of goose added a row on
/// the way down where newer ones delete.
Result<History> GooseHistory::readRows(Session &session) const
{
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("SELECT version_id, is_applied, " + asMilliseconds("tstamp") +
                                " FROM " + table() + " WHERE version_id <> 0 ORDER BY id"));
    History history;
    for (const auto &row : rows.rows) {
        AppliedMigration applied;
        applied.version = textOf(row.at(0));
        applied.appliedAt = timeOf(row.at(2));
        erase_if(history.applied, [&](const AppliedMigration &earlier) {
            return earlier.version == applied.version;
        });
        if (row.at(1) == "t" || row.at(1) == "1")
            history.applied.push_back(std::move(applied));
    }
    return history;
}

std::unique_ptr<HistoryStore> Goose::history(Engine engine, const QDir &) const
{
    return std::make_unique<GooseHistory>(engine);
}

Result<std::vector<NewFile>> Goose::newMigration(const NewMigrationRequest &request) const
{
    const QByteArray mode = request.transactional ? "" : "-- +goose NO TRANSACTION\n";
    return newSectioned(
        withMarkedStatements(request, "-- +goose StatementBegin", "-- +goose StatementEnd"),
        mode + "-- +goose Up", "-- +goose Down");
}

} // namespace

const Convention &gooseConvention()
{
    static const Goose convention;
    return convention;
}

} // namespace tidemark
