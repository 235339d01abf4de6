// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/postgres/postgressession.h"

#include "database/postgres/conninfo.h"
#include "database/postgres/postgreserror.h"
#include "database/postgres/stopsignal.h"

#include <QElapsedTimer>

#include <libpq-fe.h>
#include <poll.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

using ResultPtr = std::unique_ptr<PGresult, decltype(&PQclear)>;

constexpr int cancelAgainMs = 200;
constexpr int defaultConnectSeconds = 10;

Error cancelledError()
{
    Error error;
    error.kind = ErrorKind::Cancelled;
    error.summary = u"cancelled"_s;
    error.sqlState = u"57014"_s;
    return error;
}

bool isFailure(ExecStatusType status)
{
    return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE ||
           status == PGRES_PIPELINE_ABORTED;
}

} // namespace

PostgresResult::PostgresResult(pg_result *result)
    : m_result(result, &PQclear)
    , m_rows(PQntuples(result))
    , m_columns(PQnfields(result))
{
}

bool PostgresResult::isNull(int row, int column) const
{
    return PQgetisnull(m_result.get(), row, column) != 0;
}

QByteArrayView PostgresResult::bytes(int row, int column) const
{
    return {PQgetvalue(m_result.get(), row, column), PQgetlength(m_result.get(), row, column)};
}

QString PostgresResult::text(int row, int column) const
{
    return QString::fromUtf8(bytes(row, column));
}

bool PostgresResult::boolean(int row, int column) const
{
    return PQgetvalue(m_result.get(), row, column)[0] == 't';
}

qint64 PostgresResult::integer(int row, int column) const
{
    return bytes(row, column).toByteArray().toLongLong();
}

QByteArray PostgresResult::command() const
{
    return PQcmdStatus(m_result.get());
}

qint64 PostgresResult::affectedRows() const
{
    return QByteArray(PQcmdTuples(m_result.get())).toLongLong();
}

QStringList PostgresResult::columnNames() const
{
    QStringList names;
    for (int column = 0; column < m_columns; ++column)
        names += QString::fromUtf8(PQfname(m_result.get(), column));
    return names;
}

struct PostgresSession::Private
{
    /// What the server owes us: a query's result, or the receipt of a statement it prepared.
    struct Answer
    {
        std::optional<QByteArray> preparing;
    };

    PGconn *connection = nullptr;
    std::unique_ptr<StopSignal> stop = std::make_unique<StopSignal>(std::stop_token());
    std::vector<Notice> notices;
    QHash<QByteArray, QByteArray> prepared; ///< statement text -> its name
    int preparedCount = 0;
    int connectSeconds = defaultConnectSeconds;
    std::function<void()> watch;
    bool watching = false; ///< a statement of run() is under way

    ~Private() { PQfinish(connection); }

    static void receiveNotice(void *self, const PGresult *result);
    bool waitFor(short events, int timeoutMs);
    Result<void> connect(const ConnectionSpec &spec);
    Result<void> finishConnecting(PostgresPollingStatusType (*poll)(PGconn *));
    Error connectionError() const;
    Error errorOf(const PGresult *result) const;
    void requestCancel() const;
    bool await();
    void keepWatching();
    ResultPtr nextResult();
    Result<void> copyIn(const QByteArray &data);
    Result<ResultPtr> collect(const std::optional<QByteArray> &copyData);
    bool flush();
    Result<void> send(const PostgresQuery &query, std::vector<Answer> &expected);
    Result<std::vector<PostgresResult>> collectPipeline(const std::vector<Answer> &expected);
    void drainPipeline();
};

void PostgresSession::Private::receiveNotice(void *self, const PGresult *result)
{
    const auto field = [result](int code) {
        return QString::fromUtf8(PQresultErrorField(result, code));
    };
    static_cast<Private *>(self)->notices.push_back(
        {field(PG_DIAG_SEVERITY_NONLOCALIZED), field(PG_DIAG_MESSAGE_PRIMARY),
         field(PG_DIAG_MESSAGE_DETAIL), field(PG_DIAG_MESSAGE_HINT), field(PG_DIAG_SQLSTATE)});
}

/// Waits for the socket or the stop; false when the time is over or a stop was requested.
bool PostgresSession::Private::waitFor(short events, int timeoutMs)
{
    pollfd descriptors[2] = {{PQsocket(connection), events, 0}, {stop->descriptor(), POLLIN, 0}};
    // A stop that was already seen must not turn the loop into a busy one.
    const nfds_t count = stop->descriptor() >= 0 && !stop->requested() ? 2 : 1;
    return poll(descriptors, count, timeoutMs) > 0 && descriptors[0].revents != 0;
}

Error PostgresSession::Private::connectionError() const
{
    Error error;
    error.kind = ErrorKind::Connection;
    const QStringList lines = QString::fromUtf8(PQerrorMessage(connection)).trimmed().split(u'\n');
    error.summary = lines.value(0);
    error.detail = lines.mid(1).join(u'\n');
    return error;
}

Error PostgresSession::Private::errorOf(const PGresult *result) const
{
    if (PQstatus(connection) == CONNECTION_BAD) {
        // The server's last words (57P01 "terminating connection ...") say more than libpq's.
        Error error = errorFromResult(result);
        if (error.summary.isEmpty())
            error = connectionError();
        error.kind = ErrorKind::Connection;
        return error;
    }
    Error error = errorFromResult(result);
    if (error.sqlState == u"57014"_s && stop->requested())
        error.kind = ErrorKind::Cancelled;
    return error;
}

Result<void> PostgresSession::Private::connect(const ConnectionSpec &spec)
{
    // Later keywords win, and dbname is expanded: what the user's URL says beats the defaults.
    const QByteArray conninfo = spec.conninfo.toUtf8();
    const char *keywords[] = {"fallback_application_name", "dbname", "client_encoding", nullptr};
    const char *values[] = {"tidemark", conninfo.constData(), "UTF8", nullptr};
    connection = PQconnectStartParams(keywords, values, 1);
    if (!connection)
        return fail(ErrorKind::Internal, u"out of memory"_s);
    PQsetNoticeReceiver(connection, &Private::receiveNotice, this);

    if (const auto given = parseConninfo(spec.conninfo)) {
        connectSeconds =
            given->value(u"connect_timeout"_s, QString::number(connectSeconds)).toInt();
    }
    return finishConnecting(&PQconnectPoll);
}

Result<void> PostgresSession::Private::finishConnecting(PostgresPollingStatusType (*poll)(PGconn *))
{
    QElapsedTimer timer;
    timer.start();
    PostgresPollingStatusType status = PGRES_POLLING_WRITING;
    while (PQstatus(connection) != CONNECTION_BAD && status != PGRES_POLLING_OK) {
        if (stop->requested())
            return tl::unexpected(cancelledError());
        if (connectSeconds > 0 && timer.elapsed() > connectSeconds * 1000LL) {
            return fail(
                ErrorKind::Connection, u"no answer from the server in %1 s"_s.arg(connectSeconds),
                {}, u"check host and port; connect_timeout=SECONDS in the URL changes the wait"_s);
        }
        if (waitFor(status == PGRES_POLLING_READING ? POLLIN : POLLOUT, 200))
            status = poll(connection);
        if (status == PGRES_POLLING_FAILED)
            break;
    }
    if (PQstatus(connection) != CONNECTION_OK)
        return tl::unexpected(connectionError());
    return {};
}

void PostgresSession::Private::requestCancel() const
{
    char message[256];
    const std::unique_ptr<PGcancel, decltype(&PQfreeCancel)> cancel(PQgetCancel(connection),
                                                                    &PQfreeCancel);
    if (cancel)
        PQcancel(cancel.get(), message, sizeof message);
}

/// Calls the watcher until there is something to read or a stop was requested.
void PostgresSession::Private::keepWatching()
{
    QElapsedTimer timer;
    timer.start();
    do {
        watch();
        // A share of the time that it has taken so far: what takes long is looked at less often.
    } while (!stop->requested() && !waitFor(POLLIN, 1 + static_cast<int>(timer.elapsed() / 50)));
}

/// Until a result can be read without blocking; false when the connection is gone.
bool PostgresSession::Private::await()
{
    QElapsedTimer sinceCancel;
    while (PQisBusy(connection)) {
        if (stop->requested() &&
            (!sinceCancel.isValid() || sinceCancel.elapsed() > cancelAgainMs)) {
            requestCancel();
            sinceCancel.start();
        }
        if (watching)
            keepWatching();
        const bool ready = waitFor(POLLIN, sinceCancel.isValid() ? cancelAgainMs : -1);
        if (ready && !PQconsumeInput(connection))
            return false;
    }
    return true;
}

ResultPtr PostgresSession::Private::nextResult()
{
    await();
    return {PQgetResult(connection), &PQclear};
}

Result<void> PostgresSession::Private::copyIn(const QByteArray &data)
{
    constexpr qsizetype chunk = 1 << 16;
    for (qsizetype at = 0; at < data.size(); at += chunk) {
        if (stop->requested()) {
            PQputCopyEnd(connection, "cancelled");
            return {};
        }
        const auto size = static_cast<int>(std::min(chunk, data.size() - at));
        if (PQputCopyData(connection, data.constData() + at, size) != 1)
            return tl::unexpected(connectionError());
    }
    if (PQputCopyEnd(connection, nullptr) != 1)
        return tl::unexpected(connectionError());
    return {};
}

/// Reads every result of the command that was sent; the last one, or the first error.
Result<ResultPtr> PostgresSession::Private::collect(const std::optional<QByteArray> &copyData)
{
    std::optional<Error> error;
    ResultPtr last(nullptr, &PQclear);
    while (ResultPtr result = nextResult()) {
        const ExecStatusType status = PQresultStatus(result.get());
        if (status == PGRES_COPY_IN) {
            if (copyData)
                TM_TRY(copyIn(*copyData));
            else
                PQputCopyEnd(connection, "COPY ... FROM stdin without data");
        } else if (status == PGRES_COPY_OUT) {
            char *row = nullptr;
            while (PQgetCopyData(connection, &row, 0) > 0)
                PQfreemem(row);
        } else if (isFailure(status) && !error) {
            error = errorOf(result.get());
        }
        last = std::move(result);
        if (PQstatus(connection) == CONNECTION_BAD)
            break;
    }
    if (error)
        return tl::unexpected(*error);
    if (!last)
        return tl::unexpected(connectionError());
    return last;
}

bool PostgresSession::Private::flush()
{
    for (;;) {
        const int left = PQflush(connection);
        if (left <= 0)
            return left == 0;
        // Read too: the server may wait for us to take its answers before it reads on.
        if (waitFor(POLLIN | POLLOUT, 1000) && !PQconsumeInput(connection))
            return false;
    }
}

Result<void> PostgresSession::Private::send(const PostgresQuery &query,
                                            std::vector<Answer> &expected)
{
    std::vector<const char *> values;
    std::vector<int> lengths;
    for (const Cell &cell : query.parameters) {
        values.push_back(cell ? cell->constData() : nullptr);
        lengths.push_back(cell ? static_cast<int>(cell->size()) : 0);
    }
    const auto count = static_cast<int>(values.size());
    int sent = 0;
    if (query.prepare) {
        QByteArray name = prepared.value(query.sql);
        if (name.isEmpty()) {
            name = "tidemark_" + QByteArray::number(++preparedCount);
            prepared.insert(query.sql, name);
            sent = PQsendPrepare(connection, name.constData(), query.sql.constData(), 0, nullptr);
            expected.push_back({query.sql});
        } else {
            sent = 1;
        }
        sent = sent && PQsendQueryPrepared(connection, name.constData(), count, values.data(),
                                           lengths.data(), nullptr, 0);
    } else {
        sent = PQsendQueryParams(connection, query.sql.constData(), count, nullptr, values.data(),
                                 lengths.data(), nullptr, 0);
    }
    if (!sent)
        return tl::unexpected(connectionError());
    expected.push_back({});
    return {};
}

/// Answers come as: result, NULL, for each Prepare and each query in turn, then one
/// PGRES_PIPELINE_SYNC (libpq documentation, "Pipeline Mode").
Result<std::vector<PostgresResult>>
PostgresSession::Private::collectPipeline(const std::vector<Answer> &expected)
{
    std::vector<PostgresResult> results;
    std::optional<Error> error;
    for (size_t answered = 0; answered < expected.size();) {
        ResultPtr result = nextResult();
        if (!result) {
            if (PQstatus(connection) == CONNECTION_BAD)
                return tl::unexpected(connectionError());
            continue; // the NULL between two answers
        }
        const Answer &answer = expected[answered++];
        if (isFailure(PQresultStatus(result.get()))) {
            if (!error)
                error = errorOf(result.get());
            if (answer.preparing)
                prepared.remove(*answer.preparing);
        } else if (!answer.preparing) {
            results.emplace_back(result.release());
        }
    }
    drainPipeline();
    if (error)
        return tl::unexpected(*error);
    return results;
}

void PostgresSession::Private::drainPipeline()
{
    while (PQstatus(connection) != CONNECTION_BAD) {
        const ResultPtr result = nextResult();
        if (result && PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC)
            break;
    }
    PQexitPipelineMode(connection);
    PQsetnonblocking(connection, 0);
}

PostgresSession::PostgresSession(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
}
PostgresSession::~PostgresSession() = default;

Result<std::unique_ptr<PostgresSession>> PostgresSession::open(const ConnectionSpec &spec,
                                                               std::stop_token stop)
{
    auto d = std::make_unique<Private>();
    d->stop = std::make_unique<StopSignal>(std::move(stop));
    TM_TRY(d->connect(spec));
    std::unique_ptr<PostgresSession> session(new PostgresSession(std::move(d)));
    if (spec.readOnly)
        TM_TRY(session->execute("SET default_transaction_read_only = on"));
    return session;
}

QString PostgresSession::serverVersion() const
{
    const QString version = QString::fromUtf8(PQparameterStatus(d->connection, "server_version"));
    return u"PostgreSQL "_s + version.section(u' ', 0, 0);
}

QString PostgresSession::databaseName() const
{
    return QString::fromUtf8(PQdb(d->connection));
}

int PostgresSession::serverVersionNumber() const
{
    return PQserverVersion(d->connection);
}

int PostgresSession::backendPid() const
{
    return PQbackendPID(d->connection);
}

Result<Rows> PostgresSession::query(QByteArrayView sql, std::span<const Cell> parameters)
{
    PostgresQuery query{sql.toByteArray(), {parameters.begin(), parameters.end()}, false};
    TM_TRY_ASSIGN(const PostgresResult result, fetch(query));
    return rowsOf(result);
}

Rows rowsOf(const PostgresResult &result)
{
    Rows rows;
    rows.columns = result.columnNames();
    rows.rows.resize(static_cast<size_t>(result.rows()));
    for (int row = 0; row < result.rows(); ++row) {
        for (int column = 0; column < result.columns(); ++column) {
            rows.rows[static_cast<size_t>(row)].push_back(
                result.isNull(row, column) ? Cell()
                                           : Cell(result.bytes(row, column).toByteArray()));
        }
    }
    return rows;
}

Result<PostgresResult> PostgresSession::fetch(const PostgresQuery &query)
{
    if (d->stop->requested())
        return tl::unexpected(cancelledError());
    if (query.prepare) {
        TM_TRY_ASSIGN(const auto results, fetchAll({&query, 1}));
        return results.front();
    }
    std::vector<Private::Answer> expected;
    TM_TRY(d->send(query, expected));
    TM_TRY_ASSIGN(ResultPtr result, d->collect(std::nullopt));
    return PostgresResult(result.release());
}

Result<std::vector<PostgresResult>>
PostgresSession::fetchAll(std::span<const PostgresQuery> queries)
{
    if (queries.empty())
        return std::vector<PostgresResult>();
    if (d->stop->requested())
        return tl::unexpected(cancelledError());
    if (!PQenterPipelineMode(d->connection))
        return tl::unexpected(d->connectionError());
    PQsetnonblocking(d->connection, 1);
    std::vector<Private::Answer> expected;
    for (const PostgresQuery &query : queries)
        TM_TRY(d->send(query, expected));
    if (!PQpipelineSync(d->connection) || !d->flush())
        return tl::unexpected(d->connectionError());
    return d->collectPipeline(expected);
}

Result<void> PostgresSession::execute(QByteArrayView sql)
{
    if (d->stop->requested())
        return tl::unexpected(cancelledError());
    if (!PQsendQuery(d->connection, sql.toByteArray().constData()))
        return tl::unexpected(d->connectionError());
    TM_TRY(d->collect(std::nullopt));
    return {};
}

Result<Outcome> PostgresSession::run(const Statement &statement)
{
    if (d->stop->requested())
        return tl::unexpected(cancelledError());
    if (!PQsendQuery(d->connection, statement.text.constData()))
        return tl::unexpected(d->connectionError());
    d->watching = static_cast<bool>(d->watch);
    Result<ResultPtr> collected = d->collect(statement.copyData);
    d->watching = false;
    if (!collected)
        return tl::unexpected(collected.error());
    const ResultPtr result = std::move(*collected);
    Outcome outcome;
    outcome.command = PQcmdStatus(result.get());
    outcome.affectedRows = QByteArray(PQcmdTuples(result.get())).toLongLong();
    if (outcome.command == "DISCARD ALL" || outcome.command == "DEALLOCATE ALL")
        d->prepared.clear();
    return outcome;
}

TransactionState PostgresSession::transactionState() const
{
    if (PQstatus(d->connection) == CONNECTION_BAD)
        return TransactionState::Lost;
    switch (PQtransactionStatus(d->connection)) {
    case PQTRANS_IDLE:
        return TransactionState::Idle;
    case PQTRANS_INERROR:
        return TransactionState::Failed;
    case PQTRANS_UNKNOWN:
        return TransactionState::Lost;
    case PQTRANS_ACTIVE:
    case PQTRANS_INTRANS:
        break;
    }
    return TransactionState::Active;
}

std::vector<Notice> PostgresSession::takeNotices()
{
    return std::exchange(d->notices, {});
}

void PostgresSession::setStopToken(std::stop_token token)
{
    d->stop = std::make_unique<StopSignal>(std::move(token));
}

void PostgresSession::setWatch(std::function<void()> watch)
{
    d->watch = std::move(watch);
}

Result<void> PostgresSession::reconnect()
{
    d->prepared.clear();
    if (!PQresetStart(d->connection))
        return tl::unexpected(d->connectionError());
    return d->finishConnecting(&PQresetPoll);
}

Result<void> PostgresSession::resetSettings()
{
    return execute("RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL");
}

} // namespace tidemark
