// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/convention.h"
#include "migrations/conventions/conventions.h"
#include "migrations/conventions/newfiles.h"
#include "migrations/historylock.h"
#include "migrations/historytable.h"
#include "migrations/migrationfiles.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

using Severity = Finding::Severity;

struct Name
{
    QString digits;
    QString title;
    bool up = true;
};

/// NUMBER_title.up.sql and NUMBER_title.down.sql; also written V0001.title.up.sql and
/// 1-title.up.sql.
std::optional<Name> parseFileName(const QString &name)
{
    static const QRegularExpression pattern(u"^V?([0-9]+)[._-](.+)\\.(up|down)\\.sql$"_s);
    const QRegularExpressionMatch match = pattern.match(name);
    if (!match.hasMatch())
        return std::nullopt;
    return Name{match.captured(1), match.captured(2), match.captured(3) == u"up"};
}

/// NUMBER_title, a folder with up.sql and down.sql in it.
std::optional<Name> parseFolderName(const QString &name)
{
    static const QRegularExpression pattern(u"^([0-9]+)_(.+)$"_s);
    const QRegularExpressionMatch match = pattern.match(name);
    if (!match.hasMatch())
        return std::nullopt;
    return Name{match.captured(1), match.captured(2), true};
}

/// Numbers of any length, by value: 2 before 10, and 0002 the same as 2.
using Number = std::pair<qsizetype, QString>;

Number numberOf(QString digits)
{
    while (digits.size() > 1 && digits.startsWith(u'0'))
        digits.remove(0, 1);
    return {digits.size(), digits};
}

QString sha256(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

/// The same text with the other line ends, as a check-out on another system may have it.
QStringList otherSpellings(const QByteArray &bytes, const QString &checksum)
{
    QByteArray unix = bytes;
    unix.replace("\r\n", "\n");
    QByteArray windows = unix;
    windows.replace("\n", "\r\n");
    QStringList all;
    for (const QByteArray &spelling : {unix, windows}) {
        const QString other = sha256(spelling);
        if (other != checksum && !all.contains(other))
            all.append(other);
    }
    return all;
}

/// A comment line "-- no-transaction" above the first statement.
TransactionMode modeOf(const TextFile &file)
{
    for (const TextLine &line : linesOf(file.text)) {
        const QByteArrayView text = line.of(file.text);
        if (!isBlankSql(text))
            break;
        const QByteArray words = text.toByteArray().simplified();
        if (words == "-- no-transaction" || words == "--no-transaction")
            return TransactionMode::None;
    }
    return TransactionMode::Transaction;
}

struct Pair
{
    Migration migration;
    bool up = false;
    bool down = false;
};

class Plain final : public Convention
{
public:
    QString id() const override { return u"plain"_s; }
    QString displayName() const override { return u"up and down files"_s; }
    bool appliesOutOfOrder() const override { return true; }
    bool hasChecksums() const override { return true; }
    int recognises(const QDir &folder) const override;
    Result<MigrationSet> read(const ReadRequest &request) const override;
    std::unique_ptr<HistoryStore> history(Engine engine, const QDir &folder) const override;
    Result<std::vector<NewFile>> newMigration(const NewMigrationRequest &request) const override;

private:
    using Pairs = std::multimap<Number, Pair>;
    void addFile(Pairs &pairs, const Name &name, const FolderEntry &entry, const QString &shown,
                 std::vector<Finding> &findings) const;
    void addFolder(Pairs &pairs, const Name &name, const FolderEntry &entry,
                   std::vector<Finding> &findings) const;
};

int Plain::recognises(const QDir &folder) const
{
    const FolderNames names = namesIn(folder);
    const auto files =
        std::count_if(names.files.begin(), names.files.end(),
                      [](const QString &name) { return parseFileName(name).has_value(); });
    const auto folders =
        std::count_if(names.folders.begin(), names.folders.end(), [&](const QString &name) {
            return parseFolderName(name) &&
                   QFileInfo(folder.absoluteFilePath(name + u"/up.sql"_s)).isFile();
        });
    if (files + folders == 0 || (files + folders) * 2 < names.files.size() + names.folders.size())
        return 0;
    return projectMentions(folder, u"tidemark.toml"_s, "\"plain\"") ? 95 : 50;
}

void Plain::addFile(Pairs &pairs, const Name &name, const FolderEntry &entry, const QString &shown,
                    std::vector<Finding> &findings) const
{
    const TextFile file = readTextFile(entry.path, shown, findings);
    const auto [begin, end] = pairs.equal_range(numberOf(name.digits));
    auto place = std::find_if(begin, end, [&](const auto &item) {
        return item.second.migration.name == name.title &&
               !(name.up ? item.second.up : item.second.down);
    });
    if (place == end)
        place = pairs.insert({numberOf(name.digits), Pair{}});
    Pair &pair = place->second;
    Migration &migration = pair.migration;
    (name.up ? pair.up : pair.down) = true;
    std::vector<Script> scripts;
    if (file.usable)
        scripts.push_back(wholeFile(file, modeOf(file)));
    if (name.up) {
        migration.up = std::move(scripts);
        migration.runnable = file.usable;
        migration.checksum = sha256(file.bytes);
        migration.acceptedChecksums = otherSpellings(file.bytes, migration.checksum);
    } else {
        migration.down = std::move(scripts);
        if (!file.usable)
            migration.downError = errorOf(findings.back());
    }
    if (name.up || migration.file.isEmpty()) {
        migration.version = name.digits;
        migration.name = name.title;
        migration.id = name.digits + u'_' + name.title;
        migration.file = shown;
    }
}

void Plain::addFolder(Pairs &pairs, const Name &name, const FolderEntry &entry,
                      std::vector<Finding> &findings) const
{
    const auto inside = listFolder(entry.path, findings, entry.name + u'/');
    if (!inside) {
        findings.push_back(makeFinding(Severity::Error, u"unreadable"_s, inside.error().summary,
                                       {entry.name, 0, 0}));
        return;
    }
    bool any = false;
    for (const FolderEntry &file : *inside) {
        const QString shown = entry.name + u'/' + file.name;
        const bool up = file.name == u"up.sql";
        if ((!up && file.name != u"down.sql") || file.isFolder) {
            findings.push_back(unknownEntry({shown, file.path, file.isFolder}, displayName()));
            continue;
        }
        any = true;
        addFile(pairs, {name.digits, name.title, up}, file, shown, findings);
    }
    if (!any)
        findings.push_back(
            makeFinding(Severity::Warning, u"missing-half"_s,
                        u"the folder %1 has neither up.sql nor down.sql"_s.arg(entry.name),
                        {entry.name, 0, 0}));
}

void reportMissingHalf(Pair &pair, std::vector<Finding> &findings)
{
    if (!pair.up) {
        pair.migration.runnable = false;
        findings.push_back(makeFinding(
            Severity::Error, u"missing-half"_s,
            u"version %1 has a down script and no up script"_s.arg(pair.migration.version),
            {pair.migration.file, 0, 0}));
    } else if (!pair.down) {
        findings.push_back(
            makeFinding(Severity::Warning, u"missing-half"_s,
                        u"version %1 has no down script"_s.arg(pair.migration.version),
                        {pair.migration.file, 0, 0}, u"add one, or it cannot be rolled back"_s));
    }
}

Result<MigrationSet> Plain::read(const ReadRequest &request) const
{
    MigrationSet set{id(), request.folder.absolutePath(), {}, {}};
    TM_TRY_ASSIGN(const auto entries, listFolder(set.folder, set.findings));
    Pairs pairs;
    for (const FolderEntry &entry : entries) {
        const std::optional<Name> asFile = parseFileName(entry.name);
        const std::optional<Name> asFolder = parseFolderName(entry.name);
        if (entry.isFolder && asFile)
            set.findings.push_back(directoryAsFile(entry));
        else if (entry.isFolder && asFolder)
            addFolder(pairs, *asFolder, entry, set.findings);
        else if (!entry.isFolder && asFile)
            addFile(pairs, *asFile, entry, entry.name, set.findings);
        else
            set.findings.push_back(unknownEntry(entry, displayName()));
    }
    const Number *before = nullptr;
    for (auto &[number, pair] : pairs) {
        // Told apart by value, so that 0002 and 2 are seen as the same version.
        if (before && *before == number)
            pair.migration.version = set.migrations.back().version;
        before = &number;
        reportMissingHalf(pair, set.findings);
        set.migrations.push_back(std::move(pair.migration));
    }
    reportDuplicateVersions(set);
    return set;
}

// ---- Tidemark's own table

class PlainHistory final : public HistoryTable
{
public:
    explicit PlainHistory(Engine engine)
        : HistoryTable(engine, u"Tidemark"_s, u"tidemark_migrations"_s,
                       {u"version"_s, u"name"_s, u"checksum"_s, u"applied_at"_s, u"applied_by"_s,
                        u"duration_ms"_s},
                       ownAdvisoryKey)
    {
    }
    Result<void> recordUp(Session &session, const Migration &migration,
                          const RunFacts &facts) const override
    {
        return executeWith(session,
                           "INSERT INTO " + table() +
                               " (version, name, checksum, applied_by, duration_ms) VALUES "
                               "($1, $2, $3, $4, $5)",
                           {migration.version.toUtf8(), migration.name.toUtf8(),
                            migration.checksum.toUtf8(), facts.user.toUtf8(),
                            QByteArray::number(facts.durationMs, 'f', 3)});
    }
    Result<void> recordDown(Session &session, const Migration &migration,
                            const RunFacts &) const override
    {
        return executeWith(session, "DELETE FROM " + table() + " WHERE version = $1",
                           {migration.version.toUtf8()});
    }

protected:
    QByteArray definition() const override;
    Result<History> readRows(Session &session) const override;
};

QByteArray PlainHistory::definition() const
{
    const bool postgres = isPostgres();
    return "CREATE TABLE IF NOT EXISTS " + table() +
           " (\n"
           "    version text PRIMARY KEY NOT NULL,\n"
           "    name text NOT NULL,\n"
           "    checksum text NOT NULL,\n"
           "    applied_at " +
           (postgres ? "timestamptz NOT NULL DEFAULT clock_timestamp()"
                     : "text NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))") +
           ",\n    applied_by text NOT NULL,\n    duration_ms " +
           (postgres ? "double precision" : "real") + " NOT NULL\n)";
}

Result<History> PlainHistory::readRows(Session &session) const
{
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("SELECT version, name, checksum, " + asMilliseconds("applied_at") +
                                ", applied_by, duration_ms FROM " + table() +
                                " ORDER BY applied_at, length(version), version"));
    History history;
    for (const auto &row : rows.rows) {
        AppliedMigration applied;
        applied.version = textOf(row.at(0));
        applied.name = textOf(row.at(1));
        applied.checksum = textOf(row.at(2));
        applied.appliedAt = timeOf(row.at(3));
        applied.appliedBy = textOf(row.at(4));
        applied.durationMs = textOf(row.at(5)).toDouble();
        history.applied.push_back(std::move(applied));
    }
    return history;
}

std::unique_ptr<HistoryStore> Plain::history(Engine engine, const QDir &) const
{
    return std::make_unique<PlainHistory>(engine);
}

Result<std::vector<NewFile>> Plain::newMigration(const NewMigrationRequest &request) const
{
    return newPair(request, "-- no-transaction\n");
}

} // namespace

const Convention &plainConvention()
{
    static const Plain convention;
    return convention;
}

} // namespace tidemark
