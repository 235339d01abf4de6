// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/convention.h"
#include "migrations/conventions/conventions.h"
#include "migrations/conventions/newfiles.h"
#include "migrations/historylock.h"
#include "migrations/historytable.h"
#include "migrations/implicittransaction.h"
#include "migrations/migrationfiles.h"

#include <QRegularExpression>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

using Severity = Finding::Severity;

struct FileName
{
    quint64 version = 0;
    QString title;
    bool up = true;
    QString extension;
};

/// The tool's own expression (source/parse.go); the greedy title takes the last ".up." or ".down.".
std::optional<FileName> parseName(const QString &name)
{
    static const QRegularExpression pattern(u"^([0-9]+)_(.*)\\.(down|up)\\.(.*)$"_s);
    const QRegularExpressionMatch match = pattern.match(name);
    bool good = false;
    const quint64 version = match.captured(1).toULongLong(&good);
    if (!match.hasMatch() || !good)
        return std::nullopt;
    return FileName{version, match.captured(2), match.captured(3) == u"up", match.captured(4)};
}

/// The tool sends any file to the database as it is; these are known to be programs of a fork.
bool isProgram(const QString &extension)
{
    static const QStringList programs = {u"go"_s, u"js"_s, u"ts"_s, u"py"_s, u"rb"_s};
    return programs.contains(extension.toLower());
}

class GolangMigrate final : public Convention
{
public:
    QString id() const override { return u"golang-migrate"_s; }
    QString displayName() const override { return u"golang-migrate"_s; }
    bool appliesOutOfOrder() const override { return false; }
    int recognises(const QDir &folder) const override;
    Result<MigrationSet> read(const ReadRequest &request) const override;
    std::unique_ptr<HistoryStore> history(Engine engine, const QDir &folder) const override;
    Result<std::vector<NewFile>> newMigration(const NewMigrationRequest &request) const override;
};

int GolangMigrate::recognises(const QDir &folder) const
{
    const QStringList files = namesIn(folder).files;
    const auto known = std::count_if(files.begin(), files.end(), [](const QString &name) {
        return parseName(name).has_value();
    });
    if (known == 0 || known * 2 < files.size())
        return 0;
    return projectMentions(folder, u"go.mod"_s, "golang-migrate/migrate") ? 90 : 65;
}

struct Half
{
    bool present = false;
    bool runnable = true;
    std::vector<Script> scripts;
    std::optional<Error> error; ///< for a file that cannot be read
};

/// Adds one file to the migration of its version.
void addFile(Migration &migration, Half &up, Half &down, const FolderEntry &entry,
             const FileName &name, std::vector<Finding> &findings)
{
    Half &half = name.up ? up : down;
    half.present = true;
    if (name.up || migration.file.isEmpty()) {
        migration.file = entry.name;
        migration.id = entry.name.left(entry.name.indexOf(u'_') + 1) + name.title;
        migration.name = name.title;
    }
    if (isProgram(name.extension)) {
        half.runnable = false;
        findings.push_back(makeFinding(Severity::Warning, u"not-sql"_s,
                                       u"%1 is a program and cannot be run here"_s.arg(entry.name),
                                       {entry.name, 0, 0}));
        return;
    }
    const TextFile file = readTextFile(entry.path, entry.name, findings);
    half.runnable = file.usable;
    if (file.usable)
        half.scripts.push_back(wholeFile(file));
    else
        half.error = errorOf(findings.back());
}

void finish(Migration &migration, Half &up, Half &down, std::vector<Finding> &findings)
{
    migration.runnable = up.runnable;
    migration.up = std::move(up.scripts);
    if (down.error) {
        migration.downError = std::move(down.error);
        migration.down.emplace();
    } else if (down.present && down.runnable) {
        migration.down = std::move(down.scripts);
    }
    if (!up.present)
        findings.push_back(
            makeFinding(Severity::Warning, u"missing-half"_s,
                        u"version %1 has a down file and no up file; going up does nothing"_s.arg(
                            migration.version),
                        {migration.file, 0, 0}));
    if (!down.present)
        findings.push_back(makeFinding(
            Severity::Warning, u"missing-half"_s,
            u"version %1 has no down file; golang-migrate only lowers the version there"_s.arg(
                migration.version),
            {migration.file, 0, 0}, u"add a down file"_s));
}

Result<MigrationSet> GolangMigrate::read(const ReadRequest &request) const
{
    MigrationSet set{id(), request.folder.absolutePath(), {}, {}};
    TM_TRY_ASSIGN(const auto entries, listFolder(set.folder, set.findings));
    struct Pair
    {
        Migration migration;
        Half up, down;
    };
    // A second file for the same version and direction opens a pair of its own, reported below.
    std::multimap<quint64, Pair> pairs;
    for (const FolderEntry &entry : entries) {
        const std::optional<FileName> name = parseName(entry.name);
        if (!name) {
            set.findings.push_back(unknownEntry(entry, displayName()));
            continue;
        }
        if (entry.isFolder) {
            set.findings.push_back(directoryAsFile(entry));
            continue;
        }
        const auto [begin, end] = pairs.equal_range(name->version);
        const auto isFree = [&](const auto &item) {
            return !(name->up ? item.second.up : item.second.down).present;
        };
        auto place = std::find_if(begin, end, [&](const auto &item) {
            return isFree(item) && item.second.migration.name == name->title;
        });
        if (place == end)
            place = std::find_if(begin, end, isFree);
        if (place == end)
            place = pairs.insert({name->version, Pair{}});
        Pair &pair = place->second;
        pair.migration.version = QString::number(name->version);
        addFile(pair.migration, pair.up, pair.down, entry, *name, set.findings);
    }
    for (auto &[version, pair] : pairs) {
        finish(pair.migration, pair.up, pair.down, set.findings);
        if (!set.migrations.empty())
            pair.migration.precededBy = set.migrations.back().version;
        set.migrations.push_back(std::move(pair.migration));
    }
    reportDuplicateVersions(set);
    reportImplicitTransactions(set, request.engine, displayName(), SentWhole::Always);
    return set;
}

// ---- The one row that holds the newest version (database/postgres, database/sqlite3)

class GolangMigrateHistory final : public HistoryTable
{
public:
    explicit GolangMigrateHistory(Engine engine)
        : HistoryTable(engine, u"golang-migrate"_s, u"schema_migrations"_s,
                       {u"version"_s, u"dirty"_s}, 0)
    {
    }
    Result<void> recordUp(Session &session, const Migration &migration,
                          const RunFacts &) const override
    {
        return setVersion(session, migration.version, false);
    }
    Result<void> recordDown(Session &session, const Migration &migration,
                            const RunFacts &) const override
    {
        return setVersion(session, migration.precededBy, false);
    }
    /// The version that will be the newest, dirty until the migration is through.
    Result<void> markStarted(Session &session, const Migration &migration, bool up) const override
    {
        return setVersion(session, up ? migration.version : migration.precededBy, true);
    }
    Result<std::unique_ptr<HistoryLock>> lock(Session &session, bool wait,
                                              std::stop_token stop) const override;

protected:
    QByteArray definition() const override;
    Result<History> readRows(Session &session) const override;

private:
    Result<void> setVersion(Session &session, const QString &version, bool dirty) const;
};

QByteArray GolangMigrateHistory::definition() const
{
    if (isPostgres())
        return "CREATE TABLE IF NOT EXISTS " + table() +
               " (version bigint not null primary key, dirty boolean not null)";
    return "CREATE TABLE IF NOT EXISTS schema_migrations (version uint64,dirty bool);\n"
           "  CREATE UNIQUE INDEX IF NOT EXISTS version_unique ON schema_migrations (version);";
}

/// Before the first version there is no row, or a dirty one with version -1.
Result<void> GolangMigrateHistory::setVersion(Session &session, const QString &version,
                                              bool dirty) const
{
    std::optional<Transaction> transaction;
    if (session.transactionState() == TransactionState::Idle) {
        TM_TRY_ASSIGN(Transaction own, Transaction::begin(session));
        transaction.emplace(std::move(own));
    }
    TM_TRY(session.execute((isPostgres() ? "TRUNCATE " : "DELETE FROM ") + table()));
    if (!version.isEmpty() || dirty)
        TM_TRY(executeWith(session, "INSERT INTO " + table() + " (version, dirty) VALUES ($1, $2)",
                           {version.isEmpty() ? QByteArray("-1") : version.toUtf8(),
                            QByteArray(dirty ? "1" : "0")}));
    return transaction ? transaction->commit() : Result<void>();
}

Result<History> GolangMigrateHistory::readRows(Session &session) const
{
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("SELECT version, dirty FROM " + table() + " LIMIT 1"));
    History history;
    history.watermarkOnly = true;
    for (const auto &row : rows.rows) {
        AppliedMigration applied;
        applied.version = textOf(row.at(0));
        applied.failed = row.at(1) == "t" || row.at(1) == "1";
        history.applied.push_back(std::move(applied));
    }
    return history;
}

/// The CRC-32 of schema, table and database with a zero byte between, times the tool's salt modulo
/// 2^32 (database/util.go). SQLite: the tool takes none, so ours.
Result<std::unique_ptr<HistoryLock>> GolangMigrateHistory::lock(Session &session, bool wait,
                                                                std::stop_token stop) const
{
    quint32 key = 0;
    if (isPostgres()) {
        TM_TRY_ASSIGN(const Rows rows,
                      session.query("SELECT current_schema(), current_database()"));
        QByteArray names = rows.rows.at(0).at(0).value_or(QByteArray());
        names += '\0' + QByteArray("schema_migrations") + '\0' +
                 rows.rows.at(0).at(1).value_or(QByteArray());
        key = crc32Of(names) * 1486364155u;
    }
    return lockForRun(session, qint64(key), wait, std::move(stop));
}

std::unique_ptr<HistoryStore> GolangMigrate::history(Engine engine, const QDir &) const
{
    return std::make_unique<GolangMigrateHistory>(engine);
}

Result<std::vector<NewFile>> GolangMigrate::newMigration(const NewMigrationRequest &request) const
{
    return newPair(request);
}

} // namespace

const Convention &golangMigrateConvention()
{
    static const GolangMigrate convention;
    return convention;
}

} // namespace tidemark
