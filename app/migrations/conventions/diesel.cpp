// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/convention.h"
#include "migrations/conventions/conventions.h"
#include "migrations/conventions/newfiles.h"
#include "migrations/historylock.h"
#include "migrations/historytable.h"
#include "migrations/implicittransaction.h"
#include "migrations/migrationfiles.h"

#include <QFileInfo>

#include <toml++/toml.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

using Severity = Finding::Severity;

/// The text before the first underscore without hyphens. Migrations are sorted by this and not by
/// the name of their folder, which may spell its date with hyphens or without.
QString versionOf(const QString &folderName)
{
    return folderName.section(u'_', 0, 0).remove(u'-');
}

class Diesel final : public Convention
{
public:
    QString id() const override { return u"diesel"_s; }
    QString displayName() const override { return u"Diesel"_s; }
    bool appliesOutOfOrder() const override { return true; }
    int recognises(const QDir &folder) const override;
    Result<MigrationSet> read(const ReadRequest &request) const override;
    std::unique_ptr<HistoryStore> history(Engine engine, const QDir &folder) const override;
    Result<std::vector<NewFile>> newMigration(const NewMigrationRequest &request) const override;
};

int Diesel::recognises(const QDir &folder) const
{
    const QStringList folders = namesIn(folder).folders;
    const auto whole = std::count_if(folders.begin(), folders.end(), [&](const QString &name) {
        return name.contains(u'_') &&
               QFileInfo(folder.absoluteFilePath(name + u"/up.sql"_s)).isFile();
    });
    if (whole == 0 || whole * 2 < folders.size())
        return 0;
    const bool setUp = folders.contains(u"00000000000000_diesel_initial_setup"_s) ||
                       projectMentions(folder, u"diesel.toml"_s) ||
                       projectMentions(folder, u"Cargo.toml"_s, "diesel");
    return setUp ? 95 : 60;
}

/// metadata.toml: present without the key means false, because the tool reads a missing boolean as
/// its type's default; not readable means true, because it then falls back to its own default.
TransactionMode modeOf(const TextFile &metadata, std::vector<Finding> &findings)
{
    const auto unreadable = [&](const QString &why, int line) {
        findings.push_back(makeFinding(
            Severity::Warning, u"bad-metadata"_s,
            u"%1 is not valid and is passed over: %2"_s.arg(metadata.shown, why),
            {metadata.shown, line, 0}, u"Diesel then runs the migration in a transaction"_s));
        return TransactionMode::Transaction;
    };
    if (!metadata.usable)
        return TransactionMode::Transaction;
    try {
        const toml::table table = toml::parse(
            std::string_view(metadata.bytes.constData(), size_t(metadata.bytes.size())));
        const auto node = table["run_in_transaction"];
        if (node && !node.is_boolean())
            return unreadable(u"run_in_transaction is not a boolean"_s, 0);
        return node.value_or(false) ? TransactionMode::Transaction : TransactionMode::None;
    } catch (const toml::parse_error &error) {
        const std::string_view why = error.description();
        return unreadable(QString::fromUtf8(why.data(), qsizetype(why.size())),
                          int(error.source().begin.line));
    }
}

const FolderEntry *fileNamed(const std::vector<FolderEntry> &entries, const QString &name)
{
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const FolderEntry &entry) {
        return entry.name == name && !entry.isFolder;
    });
    return found == entries.end() ? nullptr : &*found;
}

void reportOthers(const QString &folder, const std::vector<FolderEntry> &entries,
                  std::vector<Finding> &findings)
{
    static const QStringList known = {u"up.sql"_s, u"down.sql"_s, u"metadata.toml"_s};
    for (const FolderEntry &entry : entries) {
        const QString shown = folder + u'/' + entry.name;
        if (!known.contains(entry.name))
            findings.push_back(makeFinding(Severity::Note, u"unknown-file"_s,
                                           u"%1 is no part of a Diesel migration"_s.arg(shown),
                                           {shown, 0, 0}));
        else if (entry.isFolder)
            findings.push_back(directoryAsFile({shown, entry.path, true}));
    }
}

/// The script of one half, unusable as a sign that the migration cannot run.
std::optional<Script> halfOf(const FolderEntry &entry, const QString &folder, TransactionMode mode,
                             std::vector<Finding> &findings)
{
    const QString shown = folder + u'/' + entry.name;
    const TextFile file = readTextFile(entry.path, shown, findings);
    if (!file.usable)
        return std::nullopt;
    if (file.bytes.isEmpty())
        findings.push_back(makeFinding(Severity::Warning, u"empty-file"_s,
                                       u"%1 has no bytes; Diesel refuses to run it"_s.arg(shown),
                                       {shown, 0, 0}, u"a comment is enough for Diesel"_s));
    return wholeFile(file, mode);
}

void readMigration(Migration &migration, const FolderEntry &folder,
                   const std::vector<FolderEntry> &entries, std::vector<Finding> &findings)
{
    reportOthers(folder.name, entries, findings);
    TransactionMode mode = TransactionMode::Transaction;
    if (const FolderEntry *entry = fileNamed(entries, u"metadata.toml"_s))
        mode = modeOf(readTextFile(entry->path, folder.name + u"/metadata.toml"_s, findings),
                      findings);
    const FolderEntry *up = fileNamed(entries, u"up.sql"_s);
    if (!up) {
        findings.push_back(makeFinding(
            Severity::Error, u"missing-half"_s,
            u"the folder %1 has no up.sql; Diesel refuses the whole folder"_s.arg(folder.name),
            {folder.name, 0, 0}));
        migration.runnable = false;
    } else if (auto script = halfOf(*up, folder.name, mode, findings)) {
        migration.up.push_back(std::move(*script));
    } else {
        migration.runnable = false;
    }
    const FolderEntry *down = fileNamed(entries, u"down.sql"_s);
    if (!down) {
        findings.push_back(makeFinding(Severity::Warning, u"missing-half"_s,
                                       u"%1 has no down.sql"_s.arg(folder.name),
                                       {folder.name, 0, 0}, u"add one"_s));
    } else if (auto script = halfOf(*down, folder.name, mode, findings)) {
        migration.down = std::vector<Script>{std::move(*script)};
    } else {
        migration.down.emplace();
        migration.downError = errorOf(findings.back());
    }
}

Result<MigrationSet> Diesel::read(const ReadRequest &request) const
{
    MigrationSet set{id(), request.folder.absolutePath(), {}, {}};
    TM_TRY_ASSIGN(const auto entries, listFolder(set.folder, set.findings));
    for (const FolderEntry &entry : entries) {
        if (!entry.isFolder) {
            set.findings.push_back(unknownEntry(entry, displayName()));
            continue;
        }
        Migration migration;
        migration.version = versionOf(entry.name);
        migration.name = entry.name.section(u'_', 1);
        migration.id = entry.name;
        migration.file = entry.name;
        auto inside = listFolder(entry.path, set.findings, entry.name + u'/');
        if (!inside) {
            set.findings.push_back(makeFinding(Severity::Error, u"unreadable"_s,
                                               inside.error().summary, {entry.name, 0, 0}));
            migration.runnable = false;
        } else if (inside->empty()) {
            set.findings.push_back(
                makeFinding(Severity::Note, u"empty-folder"_s,
                            u"the folder %1 is empty and is passed over"_s.arg(entry.name),
                            {entry.name, 0, 0}));
            continue;
        } else {
            readMigration(migration, entry, *inside, set.findings);
        }
        set.migrations.push_back(std::move(migration));
    }
    std::stable_sort(set.migrations.begin(), set.migrations.end(),
                     [](const Migration &a, const Migration &b) {
                         return a.version.toUtf8() < b.version.toUtf8();
                     });
    reportDuplicateVersions(set);
    reportImplicitTransactions(set, request.engine, displayName(), SentWhole::OutsideTransactions);
    return set;
}

// ---- The table of versions (diesel/src/migration/setup_migration_table.sql)

class DieselHistory final : public HistoryTable
{
public:
    explicit DieselHistory(Engine engine)
        : HistoryTable(engine, u"Diesel"_s, u"__diesel_schema_migrations"_s,
                       {u"version"_s, u"run_on"_s}, ownAdvisoryKey)
    {
    }
    Result<void> recordUp(Session &session, const Migration &migration,
                          const RunFacts &) const override
    {
        return executeWith(session, "INSERT INTO " + table() + " (version) VALUES ($1)",
                           {migration.version.toUtf8()});
    }
    Result<void> recordDown(Session &session, const Migration &migration,
                            const RunFacts &) const override
    {
        return executeWith(session, "DELETE FROM " + table() + " WHERE version = $1",
                           {migration.version.toUtf8()});
    }

protected:
    QByteArray definition() const override
    {
        return "CREATE TABLE IF NOT EXISTS __diesel_schema_migrations (\n"
               "       version VARCHAR(50) PRIMARY KEY NOT NULL,\n"
               "       run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP\n"
               ")";
    }
    Result<History> readRows(Session &session) const override;
};

/// By version, which is the order in which the tool reverts, and not by time.
Result<History> DieselHistory::readRows(Session &session) const
{
    TM_TRY_ASSIGN(const Rows rows, session.query("SELECT version, " + asMilliseconds("run_on") +
                                                 " FROM " + table()));
    History history;
    for (const auto &row : rows.rows) {
        AppliedMigration applied;
        applied.version = textOf(row.at(0));
        applied.appliedAt = timeOf(row.at(1));
        history.applied.push_back(std::move(applied));
    }
    std::sort(history.applied.begin(), history.applied.end(),
              [](const AppliedMigration &a, const AppliedMigration &b) {
                  return a.version.toUtf8() < b.version.toUtf8();
              });
    return history;
}

std::unique_ptr<HistoryStore> Diesel::history(Engine engine, const QDir &) const
{
    return std::make_unique<DieselHistory>(engine);
}

Result<std::vector<NewFile>> Diesel::newMigration(const NewMigrationRequest &request) const
{
    TM_TRY_ASSIGN(const QString name, nameForFile(request.name));
    const std::vector<Migration> &others = request.existing.migrations;
    // Its own command has put hyphens into the time since 1.0; a set may be older.
    const bool hyphens = others.empty() || others.back().id.section(u'_', 0, 0).contains(u'-');
    QString version = request.now.toUTC().toString(u"yyyyMMddHHmmss"_s);
    if (!others.empty() && version <= others.back().version)
        version = nextVersion(request);
    if (hyphens && version.size() == 14)
        version = version.left(4) + u'-' + version.mid(4, 2) + u'-' + version.mid(6, 2) + u'-' +
                  version.mid(8);
    const QString folder = version + u'_' + name + u'/';
    std::vector<NewFile> files{{folder + u"up.sql"_s, newUpText(request), false},
                               {folder + u"down.sql"_s, newDownText(request), false}};
    if (!request.transactional)
        files.push_back({folder + u"metadata.toml"_s, "run_in_transaction = false\n", false});
    return files;
}

} // namespace

const Convention &dieselConvention()
{
    static const Diesel convention;
    return convention;
}

} // namespace tidemark
