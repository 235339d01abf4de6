// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/journal.h"

#include "sql/identifier.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

const QString tableName = u"tidemark_journal"_s;

const QByteArray columnList =
    "direction, version, id, file, total, done, uncertain, line, statement, "
    "done_digest, error, started_by, started_at, updated_at";

constexpr int columnCount = 14;

Cell text(const QString &value)
{
    return value.toUtf8();
}
Cell number(int value)
{
    return QByteArray::number(value);
}
Cell time(const QDateTime &value)
{
    return value.toUTC().toString(Qt::ISODateWithMs).toUtf8();
}

std::vector<Cell> cellsOf(const JournalEntry &entry)
{
    return {text(entry.up ? u"up"_s : u"down"_s),
            text(entry.version),
            text(entry.id),
            text(entry.file),
            number(entry.total),
            number(entry.done),
            number(entry.uncertain ? 1 : 0),
            number(entry.line),
            text(entry.statement),
            entry.doneDigest,
            text(entry.error),
            text(entry.startedBy),
            time(entry.startedAt),
            time(entry.updatedAt)};
}

JournalEntry entryOf(const std::vector<Cell> &row)
{
    const auto textAt = [&row](size_t column) {
        return QString::fromUtf8(row[column].value_or(QByteArray()));
    };
    const auto numberAt = [&row](size_t column) {
        return row[column].value_or(QByteArray()).toInt();
    };
    JournalEntry entry;
    entry.up = textAt(0) == u"up"_s;
    entry.version = textAt(1);
    entry.id = textAt(2);
    entry.file = textAt(3);
    entry.total = numberAt(4);
    entry.done = numberAt(5);
    entry.uncertain = numberAt(6) != 0;
    entry.line = numberAt(7);
    entry.statement = textAt(8);
    entry.doneDigest = row[9].value_or(QByteArray());
    entry.error = textAt(10);
    entry.startedBy = textAt(11);
    entry.startedAt = QDateTime::fromString(textAt(12), Qt::ISODateWithMs);
    entry.updatedAt = QDateTime::fromString(textAt(13), Qt::ISODateWithMs);
    return entry;
}

/// $1, $2, ... or ?1, ?2, ...
QByteArray placeholder(Engine engine, int index)
{
    return (engine == Engine::PostgreSql ? "$" : "?") + QByteArray::number(index);
}

/// The journal's name with its schema, where there is one.
Result<std::optional<QByteArray>> locate(Session &session)
{
    const bool postgres = session.engine() == Engine::PostgreSql;
    const QByteArray sql =
        postgres ? "SELECT n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n "
                   "ON n.oid = c.relnamespace WHERE c.relname = $1 AND c.relkind = 'r'"
                 : "SELECT 'main' FROM sqlite_master WHERE type = 'table' AND name = ?1";
    const Cell parameters[] = {tableName.toUtf8()};
    TM_TRY_ASSIGN(const Rows found, session.query(sql, parameters));
    if (found.rows.empty())
        return std::optional<QByteArray>();
    const QString schema = QString::fromUtf8(found.rows[0][0].value_or(QByteArray()));
    return std::optional(quoteQualified(schema, tableName).toUtf8());
}

Result<QByteArray> create(Session &session)
{
    QString schema = u"main"_s;
    if (session.engine() == Engine::PostgreSql) {
        TM_TRY_ASSIGN(const Rows current, session.query("SELECT pg_catalog.current_schema()"));
        if (!current.rows[0][0])
            return fail(ErrorKind::Sql, u"there is no schema in which the journal can be made"_s,
                        u"the search_path names no schema that exists"_s);
        schema = QString::fromUtf8(*current.rows[0][0]);
    }
    const QByteArray table = quoteQualified(schema, tableName).toUtf8();
    TM_TRY(session.execute("CREATE TABLE " + table +
                           " (direction text NOT NULL, version text NOT NULL, id text NOT NULL, "
                           "file text NOT NULL, total integer NOT NULL, done integer NOT NULL, "
                           "uncertain integer NOT NULL, line integer NOT NULL, "
                           "statement text NOT NULL, done_digest text NOT NULL, "
                           "error text NOT NULL, started_by text NOT NULL, "
                           "started_at text NOT NULL, updated_at text NOT NULL)"));
    return table;
}

} // namespace

QString JournalEntry::summary() const
{
    const QString what = u"%1 (%2)"_s.arg(id, up ? u"up"_s : u"down"_s);
    if (allDone())
        return u"%1 ran to its end and was not recorded"_s.arg(what);
    return u"%1 stopped at statement %2 of %3: %4"_s.arg(what).arg(done + 1).arg(total).arg(
        statement);
}

QString JournalEntry::detail() const
{
    QStringList lines;
    lines += u"started %1 by %2, last heard of %3"_s.arg(
        startedAt.toLocalTime().toString(Qt::ISODate), startedBy,
        updatedAt.toLocalTime().toString(Qt::ISODate));
    if (done > 0)
        lines += done == 1 ? u"statement 1 has taken effect"_s
                           : u"statements 1 to %1 have taken effect"_s.arg(done);
    if (!allDone())
        lines +=
            uncertain
                ? u"statement %1 may or may not have taken effect (%2:%3)"_s.arg(done + 1)
                      .arg(file)
                      .arg(line)
                : u"statement %1 has not taken effect (%2:%3)"_s.arg(done + 1).arg(file).arg(line);
    lines += error.isEmpty() ? u"the process ended without a word"_s : u"it failed: "_s + error;
    return lines.join(u'\n');
}

Result<std::optional<JournalEntry>> Journal::find(Session &session)
{
    TM_TRY_ASSIGN(const auto table, locate(session));
    if (!table)
        return std::optional<JournalEntry>();
    TM_TRY_ASSIGN(const Rows found, session.query("SELECT " + columnList + " FROM " + *table));
    if (found.rows.empty() || found.rows[0].size() != columnCount)
        return std::optional<JournalEntry>();
    return std::optional(entryOf(found.rows[0]));
}

Result<Journal> Journal::open(Session &session, const JournalEntry &entry)
{
    TM_TRY_ASSIGN(auto table, locate(session));
    if (!table) {
        TM_TRY_ASSIGN(table, create(session));
    }
    TM_TRY(session.execute("DELETE FROM " + *table));
    QByteArrayList values;
    for (int index = 1; index <= columnCount; ++index)
        values += placeholder(session.engine(), index);
    // The parameters are texts; the columns' types decide.
    TM_TRY(session.query("INSERT INTO " + *table + " (" + columnList + ") VALUES (" +
                             values.join(", ") + ")",
                         cellsOf(entry)));
    return Journal(session, *table);
}

Result<void> Journal::update(const JournalEntry &entry)
{
    const Engine engine = m_session->engine();
    if (engine == Engine::PostgreSql)
        TM_TRY(m_session->execute("SET LOCAL SESSION AUTHORIZATION DEFAULT; SET LOCAL ROLE NONE"));
    const QByteArray sql =
        "UPDATE " + m_table + " SET done = " + placeholder(engine, 1) +
        ", uncertain = " + placeholder(engine, 2) + ", line = " + placeholder(engine, 3) +
        ", statement = " + placeholder(engine, 4) + ", done_digest = " + placeholder(engine, 5) +
        ", error = " + placeholder(engine, 6) + ", updated_at = " + placeholder(engine, 7) +
        ", file = " + placeholder(engine, 8);
    const std::vector<Cell> cells = cellsOf(entry);
    const Cell parameters[] = {cells[5], cells[6],  cells[7],  cells[8],
                               cells[9], cells[10], cells[13], cells[3]};
    TM_TRY(m_session->query(sql, parameters));
    return {};
}

Result<void> Journal::close()
{
    return m_session->execute("DROP TABLE " + m_table);
}

Result<void> Journal::discard(Session &session)
{
    TM_TRY_ASSIGN(const auto table, locate(session));
    return table ? session.execute("DROP TABLE " + *table) : Result<void>();
}

} // namespace tidemark
