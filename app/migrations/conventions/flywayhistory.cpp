// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/flywayhistory.h"

#include "migrations/conventions/flywaynames.h"
#include "migrations/conventions/flywayscript.h"
#include "migrations/historylock.h"
#include "migrations/historytable.h"
#include "sql/identifier.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

bool sameVersion(const QString &left, const QString &right)
{
    if (!isFlywayVersion(left) || !isFlywayVersion(right))
        return left == right;
    return compareFlywayVersions(left, right) == 0;
}

bool isUndo(const QString &type)
{
    return type.startsWith(u"UNDO_");
}

MigrationKind kindOf(const FlywayRow &row)
{
    if (row.type == u"BASELINE" || row.type.endsWith(u"_BASELINE") ||
        row.type.endsWith(u"_STATE_SCRIPT"))
        return MigrationKind::Baseline;
    return row.version.isEmpty() ? MigrationKind::Repeatable : MigrationKind::Versioned;
}

AppliedMigration appliedOf(const FlywayRow &row)
{
    AppliedMigration applied;
    applied.version = row.version;
    applied.name = row.description;
    applied.checksum = row.checksum;
    applied.appliedAt = row.installedOn;
    applied.appliedBy = row.installedBy;
    applied.durationMs = row.executionTimeMs;
    applied.failed = !row.success;
    applied.kind = kindOf(row);
    return applied;
}

/// The newest one with the row's version, or with its description when it has none.
auto newestOf(std::vector<AppliedMigration> &applied, const FlywayRow &row)
{
    const auto found =
        std::find_if(applied.rbegin(), applied.rend(), [&](const AppliedMigration &candidate) {
            if (row.version.isEmpty())
                return candidate.version.isEmpty() && candidate.name == row.description;
            return !candidate.version.isEmpty() && sameVersion(candidate.version, row.version);
        });
    return found == applied.rend() ? applied.end() : std::prev(found.base());
}

QString shortened(const QString &text, qsizetype limit)
{
    return text.size() <= limit ? text : text.first(limit - 3) + u"..."_s;
}

class FlywayHistory final : public HistoryStore
{
public:
    FlywayHistory(Engine engine, FlywaySettings settings)
        : m_engine(engine)
        , m_settings(std::move(settings))
    {
    }

    QStringList ownRelations() const override;
    Result<void> ensure(Session &session) const override;
    Result<History> read(Session &session) const override;
    Result<void> recordUp(Session &session, const Migration &migration,
                          const RunFacts &facts) const override;
    Result<void> recordDown(Session &session, const Migration &migration,
                            const RunFacts &facts) const override;
    Result<void> markFailed(Session &session, const Migration &migration, bool up,
                            const RunFacts &facts) const override;
    Result<void> clearMark(Session &session, const Migration &migration, bool up) const override;
    Result<std::unique_ptr<HistoryLock>> lock(Session &session, bool wait,
                                              std::stop_token stop) const override;

private:
    bool isPostgres() const { return m_engine == Engine::PostgreSql; }
    QString schema() const;
    QByteArray table() const;
    QByteArray definition() const;
    Result<bool> isThere(Session &session) const;
    Result<std::vector<FlywayRow>> readRows(Session &session) const;
    FlywayRow rowOf(const Migration &migration, bool up) const;
    Result<void> insert(Session &session, const FlywayRow &row, const RunFacts &facts) const;

    Engine m_engine;
    FlywaySettings m_settings;
};

/// Empty on PostgreSQL unless configured: then the search path decides, as for Flyway.
QString FlywayHistory::schema() const
{
    return isPostgres() ? m_settings.defaultSchema : u"main"_s;
}

QByteArray FlywayHistory::table() const
{
    return quoteQualified(schema(), m_settings.table).toUtf8();
}

QStringList FlywayHistory::ownRelations() const
{
    if (!isPostgres())
        return {m_settings.table};
    return {(schema().isEmpty() ? u"public"_s : schema()) + u'.' + m_settings.table};
}

QByteArray FlywayHistory::definition() const
{
    const QByteArray index = quoteIdentifier(m_settings.table + u"_s_idx"_s).toUtf8();
    if (isPostgres())
        return "CREATE TABLE " + table() +
               " (\n    \"installed_rank\" INT NOT NULL,\n    \"version\" VARCHAR(50),\n"
               "    \"description\" VARCHAR(200) NOT NULL,\n    \"type\" VARCHAR(20) NOT NULL,\n"
               "    \"script\" VARCHAR(1000) NOT NULL,\n    \"checksum\" INTEGER,\n"
               "    \"installed_by\" VARCHAR(100) NOT NULL,\n"
               "    \"installed_on\" TIMESTAMP NOT NULL DEFAULT now(),\n"
               "    \"execution_time\" INTEGER NOT NULL,\n    \"success\" BOOLEAN NOT NULL\n);\n"
               "ALTER TABLE " +
               table() + " ADD CONSTRAINT " +
               quoteIdentifier(m_settings.table + u"_pk"_s).toUtf8() +
               " PRIMARY KEY (\"installed_rank\");\n"
               "CREATE INDEX " +
               index + " ON " + table() + " (\"success\")";
    return "CREATE TABLE " + table() +
           " (\n    \"installed_rank\" INT NOT NULL PRIMARY KEY,\n    \"version\" VARCHAR(50),\n"
           "    \"description\" VARCHAR(200) NOT NULL,\n    \"type\" VARCHAR(20) NOT NULL,\n"
           "    \"script\" VARCHAR(1000) NOT NULL,\n    \"checksum\" INT,\n"
           "    \"installed_by\" VARCHAR(100) NOT NULL,\n"
           "    \"installed_on\" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),\n"
           "    \"execution_time\" INT NOT NULL,\n    \"success\" BOOLEAN NOT NULL\n);\n"
           "CREATE INDEX \"main\"." +
           index + " ON " + quoteIdentifier(m_settings.table).toUtf8() + " (\"success\")";
}

Result<bool> FlywayHistory::isThere(Session &session) const
{
    const Cell parameters[] = {isPostgres() ? table() : m_settings.table.toUtf8()};
    TM_TRY_ASSIGN(const Rows rows,
                  session.query(isPostgres()
                                    ? "SELECT attname FROM pg_catalog.pg_attribute WHERE attrelid "
                                      "= pg_catalog.to_regclass($1) AND attnum > 0 AND NOT "
                                      "attisdropped"
                                    : "SELECT name FROM pragma_table_info(?1, 'main')",
                                parameters));
    if (rows.rows.empty())
        return false;
    QStringList columns;
    for (const auto &row : rows.rows)
        columns.append(textOf(row.at(0)));
    for (const char *needed : {"installed_rank", "version", "type", "checksum", "success"}) {
        if (!columns.contains(QLatin1StringView(needed)))
            return fail(ErrorKind::Input,
                        u"the table %1 is not the history of Flyway"_s.arg(m_settings.table),
                        u"its columns are %1"_s.arg(columns.join(u", "_s)),
                        u"name the convention whose table it is, or another database"_s);
    }
    return true;
}

Result<void> FlywayHistory::ensure(Session &session) const
{
    TM_TRY_ASSIGN(const bool there, isThere(session));
    return there ? Result<void>() : executeTogether(session, definition());
}

Result<std::vector<FlywayRow>> FlywayHistory::readRows(Session &session) const
{
    const QByteArray milliseconds =
        isPostgres() ? "(extract(epoch FROM installed_on::timestamptz) * 1000)::bigint"
                     : "CAST(strftime('%s', installed_on) AS INTEGER) * 1000";
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("SELECT installed_rank, version, description, type, script, "
                                "checksum, installed_by, " +
                                milliseconds + ", execution_time, success FROM " + table() +
                                " ORDER BY installed_rank"));
    std::vector<FlywayRow> found;
    for (const auto &cells : rows.rows) {
        FlywayRow row;
        row.rank = cells.at(0).value_or("0").toLongLong();
        row.version = textOf(cells.at(1));
        row.description = textOf(cells.at(2));
        row.type = textOf(cells.at(3));
        row.script = textOf(cells.at(4));
        row.checksum = textOf(cells.at(5));
        row.installedBy = textOf(cells.at(6));
        row.installedOn = timeOf(cells.at(7));
        row.executionTimeMs = cells.at(8).value_or("0").toDouble();
        row.success = cells.at(9) == "t" || cells.at(9) == "1";
        found.push_back(std::move(row));
    }
    return found;
}

Result<History> FlywayHistory::read(Session &session) const
{
    History history;
    TM_TRY_ASSIGN(history.exists, isThere(session));
    if (!history.exists)
        return history;
    TM_TRY_ASSIGN(const std::vector<FlywayRow> rows, readRows(session));
    history.applied = flywayApplied(rows);
    return history;
}

FlywayRow FlywayHistory::rowOf(const Migration &migration, bool up) const
{
    FlywayRow row;
    row.version = migration.version;
    row.description = migration.name;
    row.type = migration.kind == MigrationKind::Baseline ? u"SQL_BASELINE"_s : u"SQL"_s;
    row.script = migration.file;
    row.checksum = migration.checksum;
    if (up)
        return row;
    row.type = u"UNDO_SQL"_s;
    row.checksum.clear();
    if (!migration.down || migration.down->empty())
        return row;
    const Script &undo = migration.down->front();
    row.script = undo.file;
    row.description = parseFlywayName(QFileInfo(undo.file).fileName(), m_settings).description;
    QFile file(undo.path);
    if (file.open(QIODevice::ReadOnly))
        row.checksum = flywayChecksum(file.readAll());
    return row;
}

Result<void> FlywayHistory::insert(Session &session, const FlywayRow &row,
                                   const RunFacts &facts) const
{
    const auto orNull = [](const QString &text) {
        return text.isEmpty() ? Cell() : Cell(text.toUtf8());
    };
    Cell installedBy = m_settings.installedBy.toUtf8();
    if (m_settings.installedBy.isEmpty() && isPostgres()) {
        TM_TRY_ASSIGN(const Rows rows, session.query("SELECT current_user"));
        installedBy = rows.rows.at(0).at(0);
    }
    return executeWith(
        session,
        "INSERT INTO " + table() +
            " (\"installed_rank\", \"version\", \"description\", \"type\", \"script\", "
            "\"checksum\", \"installed_by\", \"execution_time\", \"success\") SELECT "
            "coalesce(max(\"installed_rank\"), 0) + 1, " +
            (isPostgres() ? "$1, $2, $3, $4, $5::integer, $6, $7::integer, $8::boolean FROM "
                          : "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM ") +
            table(),
        {orNull(row.version), shortened(row.description, 200).toUtf8(), row.type.toUtf8(),
         shortened(row.script, 1000).toUtf8(), orNull(row.checksum), installedBy,
         QByteArray::number(static_cast<qint64>(facts.durationMs)),
         QByteArray(row.success ? "1" : "0")});
}

Result<void> FlywayHistory::recordUp(Session &session, const Migration &migration,
                                     const RunFacts &facts) const
{
    return insert(session, rowOf(migration, true), facts);
}

Result<void> FlywayHistory::recordDown(Session &session, const Migration &migration,
                                       const RunFacts &facts) const
{
    return insert(session, rowOf(migration, false), facts);
}

Result<void> FlywayHistory::markFailed(Session &session, const Migration &migration, bool up,
                                       const RunFacts &facts) const
{
    FlywayRow row = rowOf(migration, up);
    row.success = false;
    return insert(session, row, facts);
}

/// What Flyway's own "repair" does to failed rows (removeFailedMigrations() in its
/// JdbcTableSchemaHistory), an undo's too, but of this migration alone. A version may be spelled
/// in another way now: 1.0 is 1.
Result<void> FlywayHistory::clearMark(Session &session, const Migration &migration, bool) const
{
    TM_TRY_ASSIGN(const std::vector<FlywayRow> rows, readRows(session));
    for (const FlywayRow &row : rows) {
        const bool same =
            row.version.isEmpty()
                ? migration.version.isEmpty() && row.description == shortened(migration.name, 200)
                : !migration.version.isEmpty() && sameVersion(row.version, migration.version);
        if (same && !row.success)
            TM_TRY(session.execute("DELETE FROM " + table() +
                                   " WHERE \"installed_rank\" = " + QByteArray::number(row.rank)));
    }
    return {};
}

Result<std::unique_ptr<HistoryLock>> FlywayHistory::lock(Session &session, bool wait,
                                                         std::stop_token stop) const
{
    if (!isPostgres())
        return lockBesideFile(session, wait, std::move(stop));
    QString place = schema();
    if (place.isEmpty()) {
        TM_TRY_ASSIGN(const Rows rows, session.query("SELECT current_schema()"));
        place = textOf(rows.rows.at(0).at(0));
    }
    return lockAdvisory(session, flywayLockNumber(place, m_settings.table), wait, std::move(stop));
}

} // namespace

std::vector<AppliedMigration> flywayApplied(const std::vector<FlywayRow> &rows)
{
    std::vector<AppliedMigration> applied;
    for (const FlywayRow &row : rows) {
        if (row.type == u"SCHEMA")
            continue;
        const auto earlier = newestOf(applied, row);
        if (isUndo(row.type) && !row.success) {
            if (earlier != applied.end())
                earlier->failed = true;
            continue;
        }
        const bool superseded = kindOf(row) == MigrationKind::Repeatable;
        const bool takenAway = isUndo(row.type) || row.type == u"DELETE";
        if (earlier != applied.end() && (takenAway || superseded))
            applied.erase(earlier);
        if (!takenAway)
            applied.push_back(appliedOf(row));
    }
    return applied;
}

qint64 flywayLockNumber(const QString &schema, const QString &table)
{
    const QString name = quoteQualified(schema, table);
    quint32 hash = 0;
    for (const QChar c : name)
        hash = 31 * hash + c.unicode();
    constexpr qint64 magic =
        (0x46LL << 40) + (0x6cLL << 32) + (0x79LL << 24) + (0x77 << 16) + (0x61 << 8) + 0x79;
    return magic + static_cast<qint32>(hash);
}

std::unique_ptr<HistoryStore> makeFlywayHistory(Engine engine, FlywaySettings settings)
{
    return std::make_unique<FlywayHistory>(engine, std::move(settings));
}

} // namespace tidemark
