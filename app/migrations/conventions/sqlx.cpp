// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/convention.h"
#include "migrations/conventions/conventions.h"
#include "migrations/conventions/foreigndown.h"
#include "migrations/conventions/newfiles.h"
#include "migrations/historylock.h"
#include "migrations/historytable.h"
#include "migrations/implicittransaction.h"
#include "migrations/migrationfiles.h"

#include <QCryptographicHash>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

using Severity = Finding::Severity;

enum class Kind { Simple, Up, Down };

struct SqlxName
{
    qint64 version = 0;
    QString description; ///< underscores are spaces
    Kind kind = Kind::Simple;
};

/// NUMBER_words.sql, .up.sql or .down.sql (sqlx-core/src/migrate/source.rs). The ending is taken
/// off as often as it stands there, as the tool does.
std::optional<SqlxName> parseName(const QString &name)
{
    const qsizetype line = name.indexOf(u'_');
    if (line < 0 || !name.endsWith(u".sql"_s))
        return std::nullopt;
    const std::optional<qint64> version = parseVersionNumber(QStringView(name).left(line));
    if (!version)
        return std::nullopt;
    SqlxName parsed{*version, name.mid(line + 1), Kind::Simple};
    QString ending = u".sql"_s;
    if (parsed.description.endsWith(u".up.sql"_s)) {
        parsed.kind = Kind::Up;
        ending = u".up.sql"_s;
    } else if (parsed.description.endsWith(u".down.sql"_s)) {
        parsed.kind = Kind::Down;
        ending = u".down.sql"_s;
    }
    while (parsed.description.endsWith(ending))
        parsed.description.chop(ending.size());
    parsed.description.replace(u'_', u' ');
    return parsed;
}

class Sqlx final : public Convention
{
public:
    QString id() const override { return u"sqlx"_s; }
    QString displayName() const override { return u"sqlx"_s; }
    bool appliesOutOfOrder() const override { return true; }
    bool hasChecksums() const override { return true; }
    int recognises(const QDir &folder) const override;
    Result<MigrationSet> read(const ReadRequest &request) const override;
    std::unique_ptr<HistoryStore> history(Engine engine, const QDir &folder) const override;
    Result<std::vector<NewFile>> newMigration(const NewMigrationRequest &request) const override;
};

int Sqlx::recognises(const QDir &folder) const
{
    const QStringList files = namesIn(folder).files;
    const auto known = std::count_if(files.begin(), files.end(), [](const QString &name) {
        return parseName(name).has_value();
    });
    if (known == 0 || known * 2 < files.size())
        return 0;
    const bool project =
        projectMentions(folder, u"Cargo.toml"_s, "sqlx") || projectMentions(folder, u"sqlx.toml"_s);
    return project ? 90 : 45;
}

/// Adds one file to the migration of its version.
void addFile(Migration &migration, const FolderEntry &entry, const SqlxName &name,
             std::vector<Finding> &findings)
{
    TextFile file = readTextFile(entry.path, entry.name, findings);
    if (const auto down = file.usable && name.kind == Kind::Simple
                              ? findForeignDown(file.bytes, entry.name)
                              : std::nullopt) {
        findings.push_back(*down);
        file.usable = false;
    }
    const TransactionMode mode = file.bytes.startsWith("-- no-transaction")
                                     ? TransactionMode::None
                                     : TransactionMode::Transaction;
    std::vector<Script> scripts;
    if (file.usable)
        scripts.push_back(wholeFile(file, mode));
    if (name.kind == Kind::Down) {
        migration.down = std::move(scripts);
        if (!file.usable)
            migration.downError = errorOf(findings.back());
        if (!migration.file.isEmpty())
            return;
    } else {
        migration.up = std::move(scripts);
        migration.runnable = file.usable;
        // Of the bytes as they are: neither line ends nor a byte order mark are normalised.
        migration.checksum = QString::fromLatin1(
            QCryptographicHash::hash(file.bytes, QCryptographicHash::Sha384).toHex());
    }
    migration.file = entry.name;
    migration.name = name.description;
    migration.id = entry.name.chopped(name.kind == Kind::Simple ? 4
                                      : name.kind == Kind::Up   ? 7
                                                                : 9);
}

struct SqlxPair
{
    Migration migration;
    bool up = false;
    bool down = false;
};

void reportMissingHalf(SqlxPair &pair, std::vector<Finding> &findings)
{
    Migration &migration = pair.migration;
    if (!pair.up) {
        migration.runnable = false;
        findings.push_back(
            makeFinding(Severity::Error, u"missing-half"_s,
                        u"version %1 has a down file and no up file"_s.arg(migration.version),
                        {migration.file, 0, 0}));
    } else if (!pair.down) {
        findings.push_back(
            makeFinding(migration.file.endsWith(u".up.sql"_s) ? Severity::Warning : Severity::Note,
                        u"missing-half"_s, u"version %1 has no down file"_s.arg(migration.version),
                        {migration.file, 0, 0}));
    }
}

Result<MigrationSet> Sqlx::read(const ReadRequest &request) const
{
    MigrationSet set{id(), request.folder.absolutePath(), {}, {}};
    TM_TRY_ASSIGN(const auto entries, listFolder(set.folder, set.findings));
    std::multimap<qint64, SqlxPair> pairs;
    for (const FolderEntry &entry : entries) {
        const std::optional<SqlxName> name = parseName(entry.name);
        if (!name || entry.isFolder) {
            set.findings.push_back(name ? directoryAsFile(entry)
                                        : unknownEntry(entry, displayName()));
            continue;
        }
        const bool isDown = name->kind == Kind::Down;
        const auto [begin, end] = pairs.equal_range(name->version);
        auto place = std::find_if(begin, end, [&](const auto &item) {
            return !(isDown ? item.second.down : item.second.up);
        });
        if (place == end)
            place = pairs.insert({name->version, SqlxPair{}});
        SqlxPair &pair = place->second;
        (isDown ? pair.down : pair.up) = true;
        pair.migration.version = QString::number(name->version);
        addFile(pair.migration, entry, *name, set.findings);
    }
    for (auto &[version, pair] : pairs) {
        reportMissingHalf(pair, set.findings);
        set.migrations.push_back(std::move(pair.migration));
    }
    reportDuplicateVersions(set);
    reportImplicitTransactions(set, request.engine, displayName(), SentWhole::OutsideTransactions);
    return set;
}

// ---- The table of versions (sqlx-postgres/src/migrate.rs, sqlx-sqlite/src/migrate.rs)

class SqlxHistory final : public HistoryTable
{
public:
    explicit SqlxHistory(Engine engine)
        : HistoryTable(engine, u"sqlx"_s, u"_sqlx_migrations"_s,
                       {u"version"_s, u"description"_s, u"installed_on"_s, u"success"_s,
                        u"checksum"_s, u"execution_time"_s},
                       0)
    {
    }
    Result<void> recordUp(Session &session, const Migration &migration,
                          const RunFacts &facts) const override;
    Result<void> recordDown(Session &session, const Migration &migration,
                            const RunFacts &) const override
    {
        return executeWith(session, "DELETE FROM " + table() + " WHERE version = $1",
                           {migration.version.toUtf8()});
    }
    Result<std::unique_ptr<HistoryLock>> lock(Session &session, bool wait,
                                              std::stop_token stop) const override;

protected:
    QByteArray definition() const override;
    Result<History> readRows(Session &session) const override;
};

QByteArray SqlxHistory::definition() const
{
    const bool postgres = isPostgres();
    return QByteArray("CREATE TABLE IF NOT EXISTS _sqlx_migrations (\n"
                      "    version BIGINT PRIMARY KEY,\n"
                      "    description TEXT NOT NULL,\n"
                      "    installed_on ") +
           (postgres ? "TIMESTAMPTZ NOT NULL DEFAULT now()"
                     : "TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP") +
           ",\n    success BOOLEAN NOT NULL,\n    checksum " + (postgres ? "BYTEA" : "BLOB") +
           " NOT NULL,\n    execution_time BIGINT NOT NULL\n)";
}

/// The tool writes the duration after its commit, and -1 until then; here it is known before.
Result<void> SqlxHistory::recordUp(Session &session, const Migration &migration,
                                   const RunFacts &facts) const
{
    const QByteArray checksum = QByteArray::fromHex(migration.checksum.toLatin1()).toHex();
    const QByteArray bytes =
        isPostgres() ? "decode('" + checksum + "', 'hex')" : "X'" + checksum + '\'';
    return executeWith(session,
                       "INSERT INTO " + table() +
                           " (version, description, success, checksum, execution_time) VALUES "
                           "($1, $2, TRUE, " +
                           bytes + ", $3)",
                       {migration.version.toUtf8(), migration.name.toUtf8(),
                        QByteArray::number(qint64(facts.durationMs * 1e6))});
}

Result<History> SqlxHistory::readRows(Session &session) const
{
    const QByteArray hex = isPostgres() ? "encode(checksum, 'hex')" : "lower(hex(checksum))";
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("SELECT version, description, " + asMilliseconds("installed_on") +
                                ", success, " + hex + ", execution_time FROM " + table() +
                                " ORDER BY version"));
    History history;
    for (const auto &row : rows.rows) {
        AppliedMigration applied;
        applied.version = textOf(row.at(0));
        applied.name = textOf(row.at(1));
        applied.appliedAt = timeOf(row.at(2));
        applied.failed = row.at(3) == "f" || row.at(3) == "0";
        applied.checksum = textOf(row.at(4));
        if (const qint64 nanoseconds = textOf(row.at(5)).toLongLong(); nanoseconds >= 0)
            applied.durationMs = double(nanoseconds) / 1e6;
        history.applied.push_back(std::move(applied));
    }
    return history;
}

/// 0x3d32ad9e times the CRC-32 of the database's name. SQLite: the tool takes none, so ours.
Result<std::unique_ptr<HistoryLock>> SqlxHistory::lock(Session &session, bool wait,
                                                       std::stop_token stop) const
{
    qint64 key = 0;
    if (isPostgres()) {
        TM_TRY_ASSIGN(const Rows rows, session.query("SELECT current_database()"));
        key = 0x3d32ad9e * qint64(crc32Of(rows.rows.at(0).at(0).value_or(QByteArray())));
    }
    return lockForRun(session, key, wait, std::move(stop));
}

std::unique_ptr<HistoryStore> Sqlx::history(Engine engine, const QDir &) const
{
    return std::make_unique<SqlxHistory>(engine);
}

Result<std::vector<NewFile>> Sqlx::newMigration(const NewMigrationRequest &request) const
{
    const std::vector<Migration> &others = request.existing.migrations;
    const bool simple = !others.empty() && !others.back().file.endsWith(u".up.sql"_s);
    const QByteArray mode = "-- no-transaction\n";
    if (!simple)
        return newPair(request, mode);
    TM_TRY_ASSIGN(const QString name, nameForFile(request.name));
    return std::vector<NewFile>{{nextVersion(request) + u'_' + name + u".sql"_s,
                                 (request.transactional ? QByteArray() : mode) + newUpText(request),
                                 false}};
}

} // namespace

const Convention &sqlxConvention()
{
    static const Sqlx convention;
    return convention;
}

} // namespace tidemark
