// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/convention.h"
#include "migrations/conventions/conventions.h"
#include "migrations/conventions/newfiles.h"
#include "migrations/conventions/sectionlines.h"
#include "migrations/historylock.h"
#include "migrations/historytable.h"
#include "migrations/migrationfiles.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

using Severity = Finding::Severity;

/// Reads one file the way sqlparse/sqlparse.go does: a statement ends on a line whose last word
/// ends in a semicolon, or with "-- +migrate StatementEnd". The tool throws comment lines away;
/// here they stay, so that an error's line is the file's line.
class SqlMigrateParser
{
public:
    explicit SqlMigrateParser(const TextFile &file)
        : m_file(file)
    {
    }

    /// The first defect for which the tool refuses the file.
    std::optional<Finding> parse();

    std::vector<Script> up;
    std::vector<Script> down;
    bool hasDown = false;

private:
    enum class Direction { None, Up, Down };

    std::optional<Finding> command(const QByteArray &words, const TextLine &line);
    std::optional<Finding> open(Direction direction, const QByteArray &words, const TextLine &line);
    void close(qsizetype end);
    Finding defect(const QString &message, int line) const;

    const TextFile &m_file;
    Direction m_direction = Direction::None;
    TransactionMode m_upMode = TransactionMode::Transaction;
    TransactionMode m_downMode = TransactionMode::Transaction;
    bool m_inBlock = false;
    std::optional<TextLine> m_first; ///< of the statement that is being read
};

Finding SqlMigrateParser::defect(const QString &message, int line) const
{
    return makeFinding(Severity::Error, u"bad-sections"_s, m_file.shown + u": "_s + message,
                       {m_file.shown, line, line > 0 ? 1 : 0});
}

void SqlMigrateParser::close(qsizetype end)
{
    if (!m_first)
        return;
    auto &scripts = m_direction == Direction::Up ? up : down;
    Script script = cutLines(m_file, *m_first, end);
    scripts.push_back(std::move(script));
    m_first.reset();
}

std::optional<Finding> SqlMigrateParser::open(Direction direction, const QByteArray &words,
                                              const TextLine &line)
{
    if (m_first)
        return defect(
            u"the last statement above line %1 does not end in a semicolon"_s.arg(line.number),
            m_first->number);
    m_direction = direction;
    hasDown = hasDown || direction == Direction::Down;
    if (words.split(' ').mid(3).contains("notransaction"))
        (direction == Direction::Up ? m_upMode : m_downMode) = TransactionMode::None;
    return std::nullopt;
}

std::optional<Finding> SqlMigrateParser::command(const QByteArray &words, const TextLine &line)
{
    const QByteArrayList fields = words.split(' ');
    const QByteArray name = fields.value(2);
    if (name.isEmpty())
        return defect(u"\"-- +migrate\" without a command"_s, line.number);
    if (name == "Up")
        return open(Direction::Up, words, line);
    if (name == "Down")
        return open(Direction::Down, words, line);
    if (name == "StatementBegin")
        m_inBlock = m_direction != Direction::None;
    if (name == "StatementEnd" && m_inBlock) {
        m_inBlock = false;
        close(line.begin);
    }
    return std::nullopt;
}

std::optional<Finding> SqlMigrateParser::parse()
{
    for (const TextLine &line : linesOf(m_file.text)) {
        const QByteArrayView text = line.of(m_file.text);
        if (text.startsWith("-- +")) {
            if (text.startsWith("-- +migrate ")) {
                if (auto defective = command(text.toByteArray().simplified(), line))
                    return defective;
            }
            continue;
        }
        if (text.startsWith("-- ") || m_direction == Direction::None)
            continue;
        if (!m_first && !text.trimmed().isEmpty())
            m_first = line;
        if (!m_inBlock && endsWithSemicolon(text))
            close(line.end);
    }
    if (m_inBlock)
        return defect(u"\"-- +migrate StatementBegin\" without \"StatementEnd\""_s, 0);
    if (m_direction == Direction::None)
        return defect(u"neither \"-- +migrate Up\" nor \"-- +migrate Down\""_s, 1);
    if (m_first)
        return defect(u"the last statement does not end in a semicolon"_s, m_first->number);
    for (Script &script : up)
        script.transaction = m_upMode;
    for (Script &script : down)
        script.transaction = m_downMode;
    return std::nullopt;
}

class SqlMigrate final : public Convention
{
public:
    QString id() const override { return u"sql-migrate"_s; }
    QString displayName() const override { return u"sql-migrate"_s; }
    bool appliesOutOfOrder() const override { return true; }
    int recognises(const QDir &folder) const override;
    Result<MigrationSet> read(const ReadRequest &request) const override;
    std::unique_ptr<HistoryStore> history(Engine engine, const QDir &folder) const override;
    Result<std::vector<NewFile>> newMigration(const NewMigrationRequest &request) const override;
};

int SqlMigrate::recognises(const QDir &folder) const
{
    QStringList files = namesIn(folder).files;
    erase_if(files, [](const QString &name) { return !name.endsWith(u".sql"_s); });
    return someFileMentions(folder, files, "-- +migrate ") ? 95 : 0;
}

std::optional<qint64> leadingNumber(const QString &name)
{
    qsizetype count = 0;
    while (count < name.size() && name.at(count) >= u'0' && name.at(count) <= u'9')
        ++count;
    return parseVersionNumber(QStringView(name).left(count));
}

/// Numbered names by number and then by name, before names without a number (Migration.Less).
bool comesBefore(const QString &a, const QString &b)
{
    const std::optional<qint64> first = leadingNumber(a);
    const std::optional<qint64> second = leadingNumber(b);
    if (first && second && *first != *second)
        return *first < *second;
    if (first.has_value() != second.has_value())
        return first.has_value();
    return a.toUtf8() < b.toUtf8();
}

Result<MigrationSet> SqlMigrate::read(const ReadRequest &request) const
{
    MigrationSet set{id(), request.folder.absolutePath(), {}, {}};
    TM_TRY_ASSIGN(const auto entries, listFolder(set.folder, set.findings));
    for (const FolderEntry &entry : entries) {
        const bool named = entry.name.endsWith(u".sql"_s);
        if (!named || entry.isFolder) {
            set.findings.push_back(named ? directoryAsFile(entry)
                                         : unknownEntry(entry, displayName()));
            continue;
        }
        Migration migration;
        migration.version = entry.name; // the table knows migrations by their file's whole name
        migration.id = entry.name.chopped(4);
        migration.name = migration.id.section(leadingNumber(entry.name) ? u'_' : u'\0', 1);
        if (migration.name.isEmpty())
            migration.name = migration.id;
        migration.file = entry.name;
        const TextFile file = readTextFile(entry.path, entry.name, set.findings);
        SqlMigrateParser parser(file);
        std::optional<Finding> defect;
        if (file.usable)
            defect = parser.parse();
        migration.runnable = file.usable && !defect;
        if (defect)
            set.findings.push_back(std::move(*defect));
        if (migration.runnable) {
            migration.up = std::move(parser.up);
            if (parser.hasDown)
                migration.down = std::move(parser.down);
            else
                set.findings.push_back(makeFinding(
                    Severity::Warning, u"missing-half"_s,
                    u"%1 has no line \"-- +migrate Down\""_s.arg(entry.name), {entry.name, 0, 0}));
        }
        set.migrations.push_back(std::move(migration));
    }
    std::stable_sort(
        set.migrations.begin(), set.migrations.end(),
        [](const Migration &a, const Migration &b) { return comesBefore(a.version, b.version); });
    return set;
}

// ---- The table of names, made by gorp (dialect_postgres.go, dialect_sqlite.go)

class SqlMigrateHistory final : public HistoryTable
{
public:
    explicit SqlMigrateHistory(Engine engine)
        : HistoryTable(engine, u"sql-migrate"_s, u"gorp_migrations"_s, {u"id"_s, u"applied_at"_s},
                       ownAdvisoryKey)
    {
    }
    Result<void> recordUp(Session &session, const Migration &migration,
                          const RunFacts &facts) const override;
    Result<void> recordDown(Session &session, const Migration &migration,
                            const RunFacts &) const override
    {
        return executeWith(session, "delete from " + table() + " where \"id\"=$1",
                           {migration.version.toUtf8()});
    }

protected:
    QByteArray definition() const override
    {
        return "create table if not exists " + table() +
               (isPostgres() ? " (\"id\" text not null primary key, "
                               "\"applied_at\" timestamp with time zone) "
                             : " (\"id\" varchar(255) not null primary key, "
                               "\"applied_at\" datetime) ");
    }
    Result<History> readRows(Session &session) const override;
};

/// On SQLite the tool's driver spells a time like 2006-01-02 15:04:05.999999999-07:00.
Result<void> SqlMigrateHistory::recordUp(Session &session, const Migration &migration,
                                         const RunFacts &facts) const
{
    const QDateTime now = facts.startedAt.isValid()
                              ? facts.startedAt.addMSecs(qint64(facts.durationMs)).toUTC()
                              : QDateTime::currentDateTimeUtc();
    return executeWith(
        session, "insert into " + table() + " (\"id\",\"applied_at\") values ($1,$2)",
        {migration.version.toUtf8(), now.toString(u"yyyy-MM-dd HH:mm:ss.zzz'+00:00'"_s).toUtf8()});
}

/// In the tool's order of ids, in which it also rolls back.
Result<History> SqlMigrateHistory::readRows(Session &session) const
{
    TM_TRY_ASSIGN(const Rows rows, session.query("SELECT \"id\", " + asMilliseconds("applied_at") +
                                                 " FROM " + table()));
    History history;
    for (const auto &row : rows.rows) {
        AppliedMigration applied;
        applied.version = textOf(row.at(0));
        applied.name = applied.version;
        applied.appliedAt = timeOf(row.at(1));
        history.applied.push_back(std::move(applied));
    }
    std::stable_sort(history.applied.begin(), history.applied.end(),
                     [](const AppliedMigration &a, const AppliedMigration &b) {
                         return comesBefore(a.version, b.version);
                     });
    return history;
}

std::unique_ptr<HistoryStore> SqlMigrate::history(Engine engine, const QDir &) const
{
    return std::make_unique<SqlMigrateHistory>(engine);
}

Result<std::vector<NewFile>> SqlMigrate::newMigration(const NewMigrationRequest &request) const
{
    const QByteArray mode = request.transactional ? "" : " notransaction";
    return newSectioned(
        withMarkedStatements(request, "-- +migrate StatementBegin", "-- +migrate StatementEnd"),
        "-- +migrate Up" + mode, "-- +migrate Down" + mode);
}

} // namespace

const Convention &sqlMigrateConvention()
{
    static const SqlMigrate convention;
    return convention;
}

} // namespace tidemark
