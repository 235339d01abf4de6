// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/convention.h"
#include "migrations/conventions/conventions.h"
#include "migrations/conventions/newfiles.h"
#include "migrations/historytable.h"
#include "migrations/migrationfiles.h"

#include <QCollator>
#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

using Severity = Finding::Severity;

/// The digits a name begins with; seventeen of them are a UTC date with milliseconds, which counts
/// as milliseconds since 1970 (src/utils/fileNameUtils.ts).
std::optional<qint64> numericPrefix(const QString &name)
{
    qsizetype count = 0;
    while (count < name.size() && name.at(count) >= u'0' && name.at(count) <= u'9')
        ++count;
    if (count == 17) {
        const QDateTime moment = QDateTime::fromString(name.left(17), u"yyyyMMddHHmmsszzz"_s);
        if (moment.isValid())
            return QDateTime(moment.date(), moment.time(), QTimeZone::utc()).toMSecsSinceEpoch();
    }
    return parseVersionNumber(QStringView(name).left(count));
}

bool isProgramFile(const QString &name)
{
    static const QStringList endings = {u".js"_s,  u".ts"_s,  u".cjs"_s,
                                        u".mjs"_s, u".cts"_s, u".mts"_s};
    return std::any_of(endings.begin(), endings.end(),
                       [&](const QString &ending) { return name.endsWith(ending); });
}

class NodePgMigrate final : public Convention
{
public:
    QString id() const override { return u"node-pg-migrate"_s; }
    QString displayName() const override { return u"node-pg-migrate"_s; }
    bool appliesOutOfOrder() const override { return false; }
    int recognises(const QDir &folder) const override;
    Result<MigrationSet> read(const ReadRequest &request) const override;
    std::unique_ptr<HistoryStore> history(Engine engine, const QDir &folder) const override;
    Result<std::vector<NewFile>> newMigration(const NewMigrationRequest &request) const override;
};

int NodePgMigrate::recognises(const QDir &folder) const
{
    const QStringList files = namesIn(folder).files;
    const bool any = std::any_of(files.begin(), files.end(), [](const QString &name) {
        return numericPrefix(name) && (name.endsWith(u".sql"_s) || isProgramFile(name));
    });
    if (!any)
        return 0;
    if (someFileMentions(folder, files, "-- up migration") ||
        someFileMentions(folder, files, "-- down migration"))
        return 90;
    return projectMentions(folder, u"package.json"_s, "\"node-pg-migrate\"") ? 70 : 0;
}

/// The offset of the first comment line "-- Up Migration", spelled in any case and with any number
/// of hyphens, or -1.
qsizetype markerOffset(const TextFile &file, const QString &direction)
{
    const QRegularExpression pattern(u"^\\s*--[\\s-]*%1\\s+migration"_s.arg(direction),
                                     QRegularExpression::CaseInsensitiveOption);
    for (const TextLine &line : linesOf(file.text)) {
        if (pattern.match(QString::fromUtf8(line.of(file.text))).hasMatch())
            return line.begin;
    }
    return -1;
}

void readFile(Migration &migration, const TextFile &file, std::vector<Finding> &findings)
{
    const qsizetype up = markerOffset(file, u"up"_s);
    const qsizetype down = markerOffset(file, u"down"_s);
    const qsizetype end = file.text.size();
    migration.up.push_back(up < 0 ? wholeFile(file)
                                  : cutFromFile(file, up, down < up ? end : down));
    if (down >= 0) {
        migration.down = std::vector<Script>{cutFromFile(file, down, up < down ? end : up)};
        return;
    }
    findings.push_back(makeFinding(Severity::Warning, u"missing-half"_s,
                                   u"%1 has no line \"-- Down Migration\""_s.arg(file.shown),
                                   {file.shown, 0, 0}));
}

void sortAsTheTool(std::vector<Migration> &migrations)
{
    QCollator collator(QLocale::c());
    collator.setNumericMode(true);
    std::stable_sort(migrations.begin(), migrations.end(),
                     [&](const Migration &a, const Migration &b) {
                         const qint64 first = numericPrefix(a.id).value_or(0);
                         const qint64 second = numericPrefix(b.id).value_or(0);
                         return first != second ? first < second : collator.compare(a.id, b.id) < 0;
                     });
}

Result<MigrationSet> NodePgMigrate::read(const ReadRequest &request) const
{
    MigrationSet set{id(), request.folder.absolutePath(), {}, {}};
    TM_TRY_ASSIGN(const auto entries, listFolder(set.folder, set.findings));
    for (const FolderEntry &entry : entries) {
        const bool program = isProgramFile(entry.name);
        const bool named = numericPrefix(entry.name) && (program || entry.name.endsWith(u".sql"_s));
        if (!named || entry.isFolder) {
            set.findings.push_back(named ? directoryAsFile(entry)
                                         : unknownEntry(entry, displayName()));
            continue;
        }
        Migration migration;
        migration.id = entry.name.left(entry.name.lastIndexOf(u'.'));
        migration.version = migration.id; // the table knows migrations by their whole name
        migration.name = migration.id.section(u'_', 1);
        migration.file = entry.name;
        if (program) {
            migration.runnable = false;
            set.findings.push_back(makeFinding(
                Severity::Warning, u"not-sql"_s,
                u"%1 is a program and cannot be run here"_s.arg(entry.name), {entry.name, 0, 0}));
        } else if (const TextFile file = readTextFile(entry.path, entry.name, set.findings);
                   file.usable) {
            readFile(migration, file, set.findings);
        } else {
            migration.runnable = false;
        }
        set.migrations.push_back(std::move(migration));
    }
    sortAsTheTool(set.migrations);
    reportDuplicateVersions(set);
    return set;
}

// ---- The table of names (src/runner.ts)

class NodePgMigrateHistory final : public HistoryTable
{
public:
    NodePgMigrateHistory()
        : HistoryTable(Engine::PostgreSql, u"node-pg-migrate"_s, u"pgmigrations"_s,
                       {u"id"_s, u"name"_s, u"run_on"_s}, 7'241'865'325'823'964)
    {
    }
    Result<void> recordUp(Session &session, const Migration &migration,
                          const RunFacts &) const override
    {
        return executeWith(session, "INSERT INTO " + table() + " (name, run_on) VALUES ($1, NOW())",
                           {migration.version.toUtf8()});
    }
    Result<void> recordDown(Session &session, const Migration &migration,
                            const RunFacts &) const override
    {
        return executeWith(session, "DELETE FROM " + table() + " WHERE name=$1",
                           {migration.version.toUtf8()});
    }

protected:
    QByteArray definition() const override
    {
        return "CREATE TABLE " + table() +
               " (id SERIAL PRIMARY KEY, name varchar(255) NOT NULL, run_on timestamp NOT NULL)";
    }
    QStringList ownSequences() const override { return {u"pgmigrations_id_seq"_s}; }
    Result<History> readRows(Session &session) const override;
};

Result<History> NodePgMigrateHistory::readRows(Session &session) const
{
    TM_TRY_ASSIGN(const Rows rows, session.query("SELECT name, " + asMilliseconds("run_on") +
                                                 " FROM " + table() + " ORDER BY run_on, id"));
    History history;
    for (const auto &row : rows.rows) {
        AppliedMigration applied;
        applied.version = textOf(row.at(0));
        applied.name = applied.version;
        applied.appliedAt = timeOf(row.at(1));
        history.applied.push_back(std::move(applied));
    }
    return history;
}

/// The tool knows PostgreSQL only.
std::unique_ptr<HistoryStore> NodePgMigrate::history(Engine engine, const QDir &) const
{
    return engine == Engine::PostgreSql ? std::make_unique<NodePgMigrateHistory>() : nullptr;
}

Result<std::vector<NewFile>> NodePgMigrate::newMigration(const NewMigrationRequest &request) const
{
    return newSectioned(request, "-- Up Migration", "-- Down Migration");
}

} // namespace

const Convention &nodePgMigrateConvention()
{
    static const NodePgMigrate convention;
    return convention;
}

} // namespace tidemark
