// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/auditlog.h"

#include "database/connectionspec.h"
#include "database/session.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <thread>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr int formatVersion = 1;
// Two processes that write without a pause take turns by luck, not in order.
constexpr std::chrono::milliseconds patience{15'000};
constexpr int rowsPerPage = 512;

// The order is the order of the digest: a new column goes to the end, with a new format version.
constexpr char columns[] = "started_at, duration_ms, act, user, host, workspace, environment, "
                           "database, subject, result, summary, error, details";

constexpr char schema[] = R"sql(
CREATE TABLE IF NOT EXISTS entries (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    duration_ms INTEGER NOT NULL,
    act TEXT NOT NULL,
    user TEXT NOT NULL,
    host TEXT NOT NULL,
    workspace TEXT NOT NULL,
    environment TEXT NOT NULL,
    database TEXT NOT NULL,
    subject TEXT NOT NULL,
    result TEXT NOT NULL,
    summary TEXT NOT NULL,
    error TEXT NOT NULL,
    details TEXT NOT NULL,
    previous_digest TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS head (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    id INTEGER NOT NULL,
    digest TEXT NOT NULL
) STRICT;
INSERT OR IGNORE INTO head VALUES (1, 0,
    '0000000000000000000000000000000000000000000000000000000000000000');
CREATE TRIGGER IF NOT EXISTS entries_only_at_the_end BEFORE INSERT ON entries
    WHEN NEW.id IS NOT (SELECT id + 1 FROM head)
    BEGIN SELECT RAISE(ABORT, 'the log takes rows only at its end'); END;
CREATE TRIGGER IF NOT EXISTS entries_move_head AFTER INSERT ON entries
    BEGIN UPDATE head SET id = NEW.id, digest = NEW.digest; END;
CREATE TRIGGER IF NOT EXISTS entries_no_update BEFORE UPDATE ON entries
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS entries_no_delete BEFORE DELETE ON entries
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS head_only_forward BEFORE UPDATE ON head
    WHEN NEW.id IS NOT OLD.id + 1 OR NEW.only IS NOT 1
         OR NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.id AND digest = NEW.digest)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS head_no_delete BEFORE DELETE ON head
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
)sql";

std::vector<QByteArray> cellsOf(const AuditEntry &entry)
{
    return {entry.startedAt.toUTC().toString(Qt::ISODateWithMs).toUtf8(),
            QByteArray::number(entry.durationMs),
            entry.act.toUtf8(),
            entry.user.toUtf8(),
            entry.host.toUtf8(),
            entry.workspace.toUtf8(),
            entry.environment.toUtf8(),
            entry.database.toUtf8(),
            entry.subject.toUtf8(),
            auditResultName(entry.result).toUtf8(),
            entry.summary.toUtf8(),
            entry.error.toUtf8(),
            entry.details.toUtf8()};
}

/// id, the columns, the two digests.
StoredAuditRow storedRow(const std::vector<Cell> &row)
{
    StoredAuditRow stored;
    stored.id = row[0].value_or(QByteArray()).toLongLong();
    for (size_t i = 1; i + 2 < row.size(); ++i)
        stored.cells.push_back(row[i].value_or(QByteArray()));
    stored.previousDigest = row[row.size() - 2].value_or(QByteArray());
    stored.digest = row[row.size() - 1].value_or(QByteArray());
    return stored;
}

AuditEntry entryOf(const StoredAuditRow &row)
{
    const auto text = [&row](size_t column) { return QString::fromUtf8(row.cells[column]); };
    AuditEntry entry;
    entry.id = row.id;
    entry.startedAt = QDateTime::fromString(text(0), Qt::ISODateWithMs).toUTC();
    entry.durationMs = row.cells[1].toLongLong();
    entry.act = text(2);
    entry.user = text(3);
    entry.host = text(4);
    entry.workspace = text(5);
    entry.environment = text(6);
    entry.database = text(7);
    entry.subject = text(8);
    // A word that nobody knows was not written by us: verify() will say so.
    entry.result = auditResultOf(text(9)).value_or(AuditResult::Failed);
    entry.summary = text(10);
    entry.error = text(11);
    entry.details = text(12);
    entry.previousDigest = row.previousDigest;
    entry.digest = row.digest;
    return entry;
}

QByteArray selectWhere(const QByteArray &condition)
{
    return "SELECT id, " + QByteArray(columns) + ", previous_digest, digest FROM entries" +
           condition;
}

Result<QByteArray> oneValue(Session &session, QByteArrayView sql)
{
    TM_TRY_ASSIGN(const Rows rows, session.query(sql));
    if (rows.rows.empty())
        return QByteArray();
    return rows.rows[0][0].value_or(QByteArray());
}

/// The change to WAL takes the whole file for a moment, and SQLite does not wait for that by
/// itself when two do it at once.
Result<void> useWriteAheadLog(Session &session)
{
    const QDeadlineTimer deadline(patience);
    while (true) {
        const auto mode = oneValue(session, "PRAGMA journal_mode = WAL");
        if (mode && *mode == "wal")
            return {};
        const bool busy = mode || mode.error().kind == ErrorKind::Busy;
        if (!busy || deadline.hasExpired())
            return mode ? Result<void>(fail(ErrorKind::Busy, u"the log is in use"_s))
                        : Result<void>(tl::unexpected<Error>(mode.error()));
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

Result<int> formatOf(Session &session)
{
    TM_TRY_ASSIGN(const QByteArray version, oneValue(session, "PRAGMA user_version"));
    if (version.toInt() > formatVersion)
        return fail(ErrorKind::Unsupported, u"the log was made by a newer Tidemark"_s, {},
                    u"use that one, or set TIDEMARK_STATE to another folder"_s);
    return version.toInt();
}

Result<void> makeTables(Session &session)
{
    TM_TRY_ASSIGN(const int version, formatOf(session));
    if (version == formatVersion)
        return {};
    TM_TRY(useWriteAheadLog(session));
    TM_TRY_ASSIGN(Transaction transaction, Transaction::begin(session));
    TM_TRY(session.execute(schema));
    TM_TRY(session.execute("PRAGMA user_version = " + QByteArray::number(formatVersion)));
    return transaction.commit();
}

Result<void> makeFolder(const QString &path)
{
    const QDir folder(path);
    if (folder.exists())
        return {};
    if (!QDir().mkpath(path))
        return fail(ErrorKind::Permission, u"the folder %1 cannot be made"_s.arg(path), {},
                    u"set TIDEMARK_STATE to a folder that can be written to"_s);
    // What was done to which database is nobody else's business.
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return {};
}

Error atLog(Error error, const QString &file)
{
    error.where.file = file;
    return error;
}

} // namespace

QString defaultStateFolder(const VariableLookup &lookup)
{
    if (const auto own = lookup(u"TIDEMARK_STATE"_s); own && !own->isEmpty())
        return QDir::cleanPath(QDir::current().absoluteFilePath(*own));
    // The specification: a relative path is to be ignored.
    if (const auto state = lookup(u"XDG_STATE_HOME"_s); state && QDir::isAbsolutePath(*state))
        return QDir(*state).filePath(u"tidemark"_s);
    return QDir(lookup(u"HOME"_s).value_or(QDir::homePath())).filePath(u".local/state/tidemark"_s);
}

AuditLog::AuditLog(std::unique_ptr<Session> session)
    : m_session(std::move(session))
{
}

AuditLog::~AuditLog() = default;
AuditLog::AuditLog(AuditLog &&) noexcept = default;
AuditLog &AuditLog::operator=(AuditLog &&) noexcept = default;

QString AuditLog::fileIn(const QString &stateFolder)
{
    return QDir(stateFolder).filePath(u"log.db"_s);
}

Result<AuditLog> AuditLog::openForWriting(const QString &stateFolder)
{
    TM_TRY(makeFolder(stateFolder));
    ConnectionSpec spec;
    spec.engine = Engine::Sqlite;
    spec.conninfo = fileIn(stateFolder);
    spec.busyTimeoutMs = static_cast<int>(patience.count());
    auto session = openSession(spec);
    if (!session)
        return fail(atLog(session.error(), spec.conninfo));
    if (auto made = makeTables(**session); !made)
        return fail(atLog(made.error(), spec.conninfo));
    return AuditLog(std::move(*session));
}

Result<AuditLog> AuditLog::openForReading(const QString &stateFolder)
{
    ConnectionSpec spec;
    spec.engine = Engine::Sqlite;
    spec.conninfo = fileIn(stateFolder);
    spec.busyTimeoutMs = static_cast<int>(patience.count());
    spec.readOnly = true;
    if (!QFileInfo::exists(spec.conninfo))
        return AuditLog(nullptr);
    auto session = openSession(spec);
    if (!session)
        return fail(atLog(session.error(), spec.conninfo));
    const auto version = formatOf(**session);
    if (!version)
        return fail(atLog(version.error(), spec.conninfo));
    if (*version == 0) // another process is about to make the tables
        return AuditLog(nullptr);
    return AuditLog(std::move(*session));
}

Result<qint64> AuditLog::append(const AuditEntry &entry)
{
    if (!m_session)
        return fail(ErrorKind::Usage, u"the log is open for reading only"_s);
    TM_TRY_ASSIGN(Transaction transaction, Transaction::begin(*m_session));
    TM_TRY_ASSIGN(const Rows head, m_session->query("SELECT id, digest FROM head"));
    if (head.rows.empty())
        return fail(ErrorKind::Io, u"the log is damaged: its head is missing"_s);
    const qint64 id = head.rows[0][0].value_or(QByteArray()).toLongLong() + 1;
    const QByteArray previous = head.rows[0][1].value_or(QByteArray());
    const std::vector<QByteArray> cells = cellsOf(entry);

    std::vector<Cell> parameters{QByteArray::number(id)};
    parameters.insert(parameters.end(), cells.begin(), cells.end());
    parameters.push_back(previous);
    parameters.push_back(auditDigest(previous, id, cells));
    QByteArray places;
    for (size_t i = 1; i <= parameters.size(); ++i)
        places += (i > 1 ? ", ?" : "?") + QByteArray::number(static_cast<int>(i));
    TM_TRY(m_session->query("INSERT INTO entries (id, " + QByteArray(columns) +
                                ", previous_digest, digest) VALUES (" + places + ")",
                            parameters));
    TM_TRY(transaction.commit());
    return id;
}

Result<std::vector<AuditEntry>> AuditLog::read(const AuditFilter &filter) const
{
    std::vector<AuditEntry> entries;
    if (!m_session)
        return entries;
    QByteArray condition = " WHERE id > " + QByteArray::number(filter.afterId);
    std::vector<Cell> parameters;
    const auto demand = [&](const char *comparison, const QString &value) {
        parameters.push_back(value.toUtf8());
        condition += QByteArray(" AND ") + comparison + " ?" +
                     QByteArray::number(static_cast<qsizetype>(parameters.size()));
    };
    if (!filter.workspace.isEmpty())
        demand("workspace =", filter.workspace);
    if (!filter.environment.isEmpty())
        demand("environment =", filter.environment);
    if (filter.since)
        demand("started_at >=", filter.since->toUTC().toString(Qt::ISODateWithMs));
    if (filter.failedOnly)
        condition += " AND result IN ('failed', 'cancelled')";
    condition += " ORDER BY id DESC";
    if (filter.limit > 0)
        condition += " LIMIT " + QByteArray::number(filter.limit);
    TM_TRY_ASSIGN(const Rows rows, m_session->query(selectWhere(condition), parameters));
    entries.reserve(rows.rows.size());
    for (const std::vector<Cell> &row : rows.rows)
        entries.push_back(entryOf(storedRow(row)));
    return entries;
}

Result<qint64> AuditLog::lastId() const
{
    if (!m_session)
        return 0;
    TM_TRY_ASSIGN(const QByteArray id,
                  oneValue(*m_session, "SELECT coalesce(max(id), 0) FROM entries"));
    return id.toLongLong();
}

Result<ChainState> AuditLog::verify(std::stop_token stop) const
{
    ChainState state;
    state.lastDigest = firstAuditDigest();
    if (!m_session)
        return state;
    // One snapshot for all pages: others go on writing.
    TM_TRY(m_session->execute("BEGIN"));
    const auto whole = [&]() -> Result<void> {
        TM_TRY_ASSIGN(const Rows head, m_session->query("SELECT id, digest FROM head"));
        const bool there = !head.rows.empty();
        ChainChecker checker(there ? head.rows[0][0].value_or(QByteArray()).toLongLong() : 0,
                             there ? head.rows[0][1].value_or(QByteArray()) : firstAuditDigest());
        QByteArray after = "-9223372036854775808";
        while (!stop.stop_requested()) {
            TM_TRY_ASSIGN(const Rows page, m_session->query(selectWhere(
                                               " WHERE id > " + after + " ORDER BY id LIMIT " +
                                               QByteArray::number(rowsPerPage))));
            for (const std::vector<Cell> &row : page.rows) {
                const StoredAuditRow stored = storedRow(row);
                state.firstBreak = checker.take(stored);
                if (state.firstBreak)
                    return {};
                ++state.entries;
                state.lastDigest = stored.digest;
            }
            if (page.rows.size() < static_cast<size_t>(rowsPerPage)) {
                state.firstBreak = checker.finish();
                return {};
            }
            after = page.rows.back()[0].value_or(QByteArray());
        }
        return fail(ErrorKind::Cancelled, u"stopped on request"_s);
    }();
    (void)m_session->execute("ROLLBACK");
    if (!whole)
        return tl::unexpected<Error>(whole.error());
    return state;
}

Result<qint64> recordAct(const QString &stateFolder, const AuditEntry &entry)
{
    TM_TRY_ASSIGN(AuditLog log, AuditLog::openForWriting(stateFolder));
    return log.append(entry);
}

} // namespace tidemark
