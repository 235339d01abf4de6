// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/sqlite/sqlitesession.h"

#include "database/sqlite/sqliteerror.h"
#include "database/sqlite/sqlitevalue.h"

#include <QFileInfo>
#include <QSqlDriver>
#include <QSqlError>
#include <QUuid>
#include <QVariant>

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <thread>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

// Virtual machine steps between two looks at the stop token: some tens of microseconds.
constexpr int kProgressSteps = 10'000;

Error cancelled()
{
    Error error;
    error.kind = ErrorKind::Cancelled;
    error.summary = u"stopped on request"_s;
    error.sqlState = QString::number(SQLITE_INTERRUPT);
    return error;
}

Cell cellAt(sqlite3_stmt *statement, int column)
{
    if (sqlite3_column_type(statement, column) == SQLITE_NULL)
        return std::nullopt;
    return sqliteValueText(statement, column);
}

void bindAll(sqlite3_stmt *statement, std::span<const Cell> parameters)
{
    for (int i = 0; i < int(parameters.size()); ++i) {
        const Cell &cell = parameters[size_t(i)];
        if (cell)
            sqlite3_bind_text64(statement, i + 1, cell->constData(), sqlite3_uint64(cell->size()),
                                SQLITE_STATIC, SQLITE_UTF8);
        else
            sqlite3_bind_null(statement, i + 1);
    }
}

Result<void> refuseNulByte(QByteArrayView sql)
{
    // SQLite would stop reading there and leave the rest out without a word.
    if (!sql.isEmpty() && std::memchr(sql.data(), 0, size_t(sql.size())))
        return fail(ErrorKind::Input, u"the statement holds a NUL byte"_s);
    return {};
}

} // namespace

void SqliteSession::Finalizer::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

SqliteSession::SqliteSession(const ConnectionSpec &spec, const QString &connectionName)
    : m_spec(spec)
    , m_connectionName(connectionName)
{
}

SqliteSession::~SqliteSession()
{
    m_onStop.reset(); // waits for an interrupt that is under way
    m_handle = nullptr;
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_connectionName);
}

Result<void> SqliteSession::open()
{
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connectionName);
    if (!m_database.isValid())
        return fail(ErrorKind::Connection, u"Qt's SQLite driver is not installed"_s, {},
                    u"Debian: libqt6sql6-sqlite"_s);
    if (m_spec.readOnly && !m_spec.conninfo.isEmpty() && !QFileInfo::exists(m_spec.conninfo))
        return fail(ErrorKind::Connection, u"there is no file %1"_s.arg(m_spec.conninfo));
    m_database.setDatabaseName(m_spec.conninfo);
    if (m_spec.readOnly)
        m_database.setConnectOptions(u"QSQLITE_OPEN_READONLY"_s);
    if (!m_database.open()) {
        const QSqlError reason = m_database.lastError();
        const int code = reason.nativeErrorCode().toInt();
        Error error;
        error.kind = code ? sqliteErrorKind(code) : ErrorKind::Connection;
        error.summary = u"%1 cannot be opened"_s.arg(m_spec.conninfo);
        error.detail = reason.databaseText();
        error.sqlState = reason.nativeErrorCode();
        if (!QFileInfo::exists(QFileInfo(m_spec.conninfo).absolutePath())) {
            error.kind = ErrorKind::Connection;
            error.hint = u"its folder does not exist"_s;
        }
        return fail(std::move(error));
    }
    const QVariant handle = m_database.driver()->handle();
    if (qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return fail(ErrorKind::Internal, u"Qt's SQLite driver gives no handle"_s);
    m_handle = *static_cast<sqlite3 *const *>(handle.constData());
    return configure();
}

Result<void> SqliteSession::configure()
{
    sqlite3_extended_result_codes(m_handle, 1);
    sqlite3_busy_handler(m_handle, &SqliteSession::onBusy, this);
    sqlite3_progress_handler(m_handle, kProgressSteps, &SqliteSession::onProgress, this);
    if (m_spec.readOnly) {
        // The last one to close a WAL database copies the log into the file: a reader must not.
        sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    }
    TM_TRY(execute(m_spec.foreignKeys ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF"));
    auto header = query("SELECT count(*) FROM sqlite_schema");
    if (!header) {
        Error error = std::move(header).error();
        error.detail =
            error.detail.isEmpty() ? error.summary : error.summary + u": "_s + error.detail;
        error.summary = u"%1 cannot be read"_s.arg(databaseName());
        return fail(std::move(error));
    }
    return {};
}

QString SqliteSession::serverVersion() const
{
    return u"SQLite "_s + QString::fromLatin1(sqlite3_libversion());
}

QString SqliteSession::databaseName() const
{
    return m_spec.conninfo.isEmpty() ? u"temporary SQLite database"_s : m_spec.conninfo;
}

Result<void> SqliteSession::refuseIfStopped() const
{
    if (m_stop.stop_requested())
        return fail(cancelled());
    return {};
}

Error SqliteSession::timedOut() const
{
    Error error;
    error.kind = ErrorKind::Sql;
    error.summary = u"the statement ran longer than its time-out of %1 ms and was stopped"_s.arg(
        m_statementTimeout.value_or(std::chrono::milliseconds::zero()).count());
    error.sqlState = QString::number(SQLITE_INTERRUPT);
    return error;
}

Error SqliteSession::lastError(const QByteArray &sql, qsizetype position) const
{
    Error error = sqliteError(m_handle);
    if (m_stop.stop_requested() &&
        (error.kind == ErrorKind::Cancelled || error.kind == ErrorKind::Busy))
        return cancelled();
    if (m_timedOut && error.kind == ErrorKind::Cancelled)
        return timedOut();
    if (const int offset = sqlite3_error_offset(m_handle); offset >= 0 && !sql.isEmpty()) {
        const auto before = QByteArrayView(sql).first(std::min(position + offset, sql.size()));
        error.statementOffset = int(QString::fromUtf8(before).toUcs4().size());
    }
    return error;
}

Result<SqliteSession::StatementPtr>
SqliteSession::prepare(const QByteArray &sql, qsizetype position, qsizetype *next) const
{
    sqlite3_stmt *statement = nullptr;
    const char *tail = nullptr;
    const char *begin = sql.constData() + position;
    // The length counts the terminating NUL: without it SQLite copies all the text each time.
    const int code =
        sqlite3_prepare_v3(m_handle, begin, int(sql.size() - position) + 1, 0, &statement, &tail);
    if (code != SQLITE_OK)
        return fail(lastError(sql, position));
    *next = tail - sql.constData();
    return StatementPtr(statement);
}

Result<Rows> SqliteSession::query(QByteArrayView sqlView, std::span<const Cell> parameters)
{
    TM_TRY(refuseIfStopped());
    TM_TRY(refuseNulByte(sqlView));
    const QByteArray sql = sqlView.toByteArray();
    qsizetype next = 0;
    TM_TRY_ASSIGN(StatementPtr statement, prepare(sql, 0, &next));
    Rows result;
    if (!statement)
        return result;
    if (next < sql.size()) {
        TM_TRY_ASSIGN(const StatementPtr second, prepare(sql, next, &next));
        if (second)
            return fail(ErrorKind::Usage, u"a query is one statement"_s);
    }
    if (sqlite3_bind_parameter_count(statement.get()) != int(parameters.size()))
        return fail(ErrorKind::Usage, u"the statement has %1 parameters and %2 were given"_s
                                          .arg(sqlite3_bind_parameter_count(statement.get()))
                                          .arg(parameters.size()));
    bindAll(statement.get(), parameters);
    const int columns = sqlite3_column_count(statement.get());
    for (int i = 0; i < columns; ++i)
        result.columns += QString::fromUtf8(sqlite3_column_name(statement.get(), i));
    int code = SQLITE_OK;
    while ((code = sqlite3_step(statement.get())) == SQLITE_ROW) {
        auto &row = result.rows.emplace_back();
        row.reserve(size_t(columns));
        for (int i = 0; i < columns; ++i)
            row.push_back(cellAt(statement.get(), i));
    }
    if (code != SQLITE_DONE)
        return fail(lastError());
    return result;
}

Result<Outcome> SqliteSession::runAll(QByteArrayView sqlView)
{
    TM_TRY(refuseNulByte(sqlView));
    const QByteArray sql = sqlView.toByteArray();
    Outcome outcome;
    qsizetype position = 0;
    while (position < sql.size()) {
        TM_TRY(refuseIfStopped());
        TM_TRY_ASSIGN(const StatementPtr statement, prepare(sql, position, &position));
        if (!statement)
            continue;
        const qint64 changesBefore = sqlite3_total_changes64(m_handle);
        qint64 rows = 0;
        int code = SQLITE_OK;
        while ((code = sqlite3_step(statement.get())) == SQLITE_ROW)
            ++rows;
        if (code != SQLITE_DONE)
            return fail(lastError());
        const bool changed = sqlite3_total_changes64(m_handle) != changesBefore;
        outcome.affectedRows += changed ? sqlite3_changes64(m_handle) : rows;
    }
    return outcome;
}

Result<void> SqliteSession::execute(QByteArrayView sql)
{
    TM_TRY(refuseIfStopped());
    TM_TRY(runAll(sql));
    return {};
}

Result<Outcome> SqliteSession::run(const Statement &statement)
{
    TM_TRY(refuseIfStopped());
    if (statement.copyData)
        return fail(ErrorKind::Unsupported, u"SQLite has no COPY"_s);
    if (m_statementTimeout)
        m_deadline = std::chrono::steady_clock::now() + *m_statementTimeout;
    auto outcome = runAll(statement.text);
    m_deadline.reset();
    m_timedOut = false; // what comes next is not of the script
    return outcome;
}

void SqliteSession::setStatementTimeout(std::optional<std::chrono::milliseconds> timeout)
{
    m_statementTimeout = timeout;
}

TransactionState SqliteSession::transactionState() const
{
    return sqlite3_get_autocommit(m_handle) ? TransactionState::Idle : TransactionState::Active;
}

void SqliteSession::setStopToken(std::stop_token token)
{
    m_onStop.reset();
    m_stop = std::move(token);
    if (m_stop.stop_possible())
        m_onStop.emplace(m_stop, [handle = m_handle] { sqlite3_interrupt(handle); });
}

// SQLite's own time-out handler sleeps through an interrupt; this one looks at the stop token.
int SqliteSession::onBusy(void *self, int calls)
{
    auto *session = static_cast<SqliteSession *>(self);
    const auto now = std::chrono::steady_clock::now();
    if (calls == 0)
        session->m_busySince = now;
    if (session->m_stop.stop_requested() ||
        now - session->m_busySince >= std::chrono::milliseconds(session->m_spec.busyTimeoutMs))
        return 0;
    std::this_thread::sleep_for(std::chrono::milliseconds(std::min(1 + calls, 25)));
    return 1;
}

// An interrupt between two statements is lost in SQLite; this closes that gap.
int SqliteSession::onProgress(void *self)
{
    auto *session = static_cast<SqliteSession *>(self);
    if (session->m_deadline && std::chrono::steady_clock::now() >= *session->m_deadline)
        session->m_timedOut = true;
    return session->m_timedOut || session->m_stop.stop_requested() ? 1 : 0;
}

Result<std::unique_ptr<Session>> openSqliteSession(const ConnectionSpec &spec, std::stop_token stop)
{
    const QString name = u"tidemark-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    std::unique_ptr<SqliteSession> session(new SqliteSession(spec, name));
    session->m_stop = stop; // obeyed while it waits for a lock
    TM_TRY(session->open());
    session->setStopToken(std::move(stop));
    return session;
}

} // namespace tidemark
