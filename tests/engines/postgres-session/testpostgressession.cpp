// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/postgres/conninfo.h"
#include "database/postgres/postgressession.h"
#include "run/scriptrun.h"
#include "sql/identifier.h"
#include "support/testserver.h"

#include <QElapsedTimer>
#include <QTest>

#include <chrono>
#include <thread>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;
using namespace std::chrono_literals;

/// The session against a real server. What must hold: no error is lost, each carries what the
/// server said, a stop is never missed, and the connection is usable afterwards.
class TestPostgresSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void parsesUrls_data();
    void parsesUrls();
    void neverShowsPasswords();
    void weirdNamesAndValues();
    void nullIsNotEmpty();
    void errorHasPlaceAndWords();
    void errorsBecomeKinds_data();
    void errorsBecomeKinds();
    void noticesAreKept();
    void copyFromStdin();
    void copyWithBadRow();
    void copyWithoutDataFails();
    void copyToStdoutDoesNotHang();
    void pipelineGivesOneResultEach();
    void pipelineStopsAtFirstError();
    void preparedSurvivesDiscardAll();
    void largePipelineDoesNotDeadlock();
    void failedTransactionCannotBeKept();
    void transactionRollsBackByItself();
    void resetsSettings();
    void reconnects();
    void stopEndsARunningStatement();
    void stopBeforeAStatement();
    void stopIsNeverMissed();
    void backendThatIsKilled();
    void noServer();
    void wrongDatabase();
    void readOnly();
    void scriptErrorNamesLineAndColumn_data();
    void scriptErrorNamesLineAndColumn();

private:
    QString m_url;
    std::unique_ptr<PostgresSession> m_session;

    static std::unique_ptr<PostgresSession> open(const QString &url);
};

std::unique_ptr<PostgresSession> TestPostgresSession::open(const QString &url)
{
    const auto spec = ConnectionSpec::parse(url);
    if (!spec)
        return nullptr;
    auto session = PostgresSession::open(*spec);
    if (!session)
        qWarning().noquote() << session.error().toString();
    return session ? std::move(*session) : nullptr;
}

void TestPostgresSession::initTestCase()
{
    TestServer::start();
    m_url = TestServer::createDatabase(u"Weird \"Name\"; --"_s);
}

void TestPostgresSession::init()
{
    m_session = open(m_url);
    QVERIFY(m_session);
    QVERIFY(m_session->execute("DROP TABLE IF EXISTS t; CREATE TABLE t (id int, name text)"));
    (void)m_session->takeNotices();
}

void TestPostgresSession::parsesUrls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("good");
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<QString>("shown");
    QTest::newRow("url") << u"postgresql://me@db.example:5433/shop"_s << true << Engine::PostgreSql
                         << u"postgresql://me@db.example:5433/shop"_s;
    QTest::newRow("short scheme") << u"postgres://h/d"_s << true << Engine::PostgreSql
                                  << u"postgresql://h/d"_s;
    QTest::newRow("keywords") << u"host=h dbname=d user=u"_s << true << Engine::PostgreSql
                              << u"postgresql://u@h/d"_s;
    QTest::newRow("service") << u"service=shop"_s << true << Engine::PostgreSql
                             << u"postgresql service shop"_s;
    QTest::newRow("sqlite") << u"sqlite:shop.db"_s << true << Engine::Sqlite << u"sqlite:shop.db"_s;
    QTest::newRow("sqlite, absolute")
        << u"sqlite:///tmp/a%20b.db"_s << true << Engine::Sqlite << u"sqlite:/tmp/a b.db"_s;
    QTest::newRow("sqlite, scratch")
        << u"sqlite:"_s << true << Engine::Sqlite << u"sqlite: (scratch)"_s;
    QTest::newRow("another engine")
        << u"oracle://x/y"_s << false << Engine::PostgreSql << QString();
    QTest::newRow("a word") << u"shop"_s << false << Engine::PostgreSql << QString();
    QTest::newRow("bad port list")
        << u"postgresql://[::1/d"_s << false << Engine::PostgreSql << QString();
}

void TestPostgresSession::parsesUrls()
{
    QFETCH(QString, url);
    QFETCH(bool, good);
    QFETCH(Engine, engine);
    QFETCH(QString, shown);
    const auto spec = ConnectionSpec::parse(url);
    QCOMPARE(spec.has_value(), good);
    if (!good) {
        QCOMPARE(spec.error().kind, ErrorKind::Usage);
        return;
    }
    QCOMPARE(spec->engine, engine);
    QCOMPARE(spec->displayName(), shown);
}

void TestPostgresSession::neverShowsPasswords()
{
    const auto spec = ConnectionSpec::parse(u"postgresql://me:s3cret@h/d"_s);
    QVERIFY(spec);
    QVERIFY(!spec->displayName().contains(u"s3cret"_s));
    const auto bad = ConnectionSpec::parse(u"postgresql://me:s3cret@[::1/d"_s);
    QVERIFY(!bad);
    QVERIFY(!bad.error().toString().contains(u"s3cret"_s));
    const auto keywords = parseConninfo(spec->withDatabase(u"o'th\\er"_s).conninfo);
    QVERIFY(keywords);
    QCOMPARE(keywords->value(u"dbname"_s), u"o'th\\er"_s);
    QCOMPARE(keywords->value(u"password"_s), u"s3cret"_s);
}

void TestPostgresSession::weirdNamesAndValues()
{
    const QString table = quoteIdentifier(u"Weird \"Name\"; --"_s);
    QVERIFY(m_session->execute("DROP TABLE IF EXISTS " + table.toUtf8()));
    QVERIFY(m_session->execute("CREATE TABLE " + table.toUtf8() + " (\"ü\" text)"));
    const Cell value("d'oh \\ \" ; -- \xe2\x82\xac");
    QVERIFY(m_session->query("INSERT INTO " + table.toUtf8() + " VALUES ($1)", {&value, 1}));
    const auto rows = m_session->query("SELECT * FROM " + table.toUtf8());
    QVERIFY(rows);
    QCOMPARE(rows->columns, QStringList{u"ü"_s});
    QCOMPARE(rows->rows.at(0).at(0), value);
    QCOMPARE(m_session->databaseName(), u"Weird \"Name\"; --"_s);
}

void TestPostgresSession::nullIsNotEmpty()
{
    const auto rows = m_session->query("SELECT NULL::text, ''::text");
    QVERIFY(rows);
    QCOMPARE(rows->rows.at(0).at(0), Cell());
    QCOMPARE(rows->rows.at(0).at(1), Cell(""));
}

void TestPostgresSession::errorHasPlaceAndWords()
{
    const auto result = m_session->query("SELECT '€', nosuch FROM t");
    QVERIFY(!result);
    const Error &error = result.error();
    QCOMPARE(error.kind, ErrorKind::Sql);
    QCOMPARE(error.sqlState, u"42703"_s);
    QCOMPARE(error.summary, u"column \"nosuch\" does not exist"_s);
    QCOMPARE(error.statementOffset, 12); // characters, not bytes
}

void TestPostgresSession::errorsBecomeKinds_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("syntax") << QByteArray("SELEC 1") << ErrorKind::Sql;
    QTest::newRow("lock") << QByteArray("SET lock_timeout = 50; BEGIN; LOCK TABLE t")
                          << ErrorKind::Busy;
    QTest::newRow("privilege") << QByteArray("SET ROLE pg_monitor; INSERT INTO t VALUES (1)")
                               << ErrorKind::Permission;
    QTest::newRow("read only")
        << QByteArray("SET default_transaction_read_only = on; INSERT INTO t VALUES (1)")
        << ErrorKind::Permission;
    QTest::newRow("time-out of the user's own")
        << QByteArray("SET statement_timeout = 20; SELECT pg_sleep(5)") << ErrorKind::Sql;
}

void TestPostgresSession::errorsBecomeKinds()
{
    QFETCH(QByteArray, sql);
    QFETCH(ErrorKind, kind);
    const auto other = open(m_url);
    QVERIFY(other->execute("BEGIN; LOCK TABLE t IN ROW EXCLUSIVE MODE"));
    // In calls of their own: several statements in one call are one transaction.
    Result<void> result;
    for (const QByteArray &one : sql.split(';')) {
        result = m_session->execute(one);
        if (!result)
            break;
    }
    QVERIFY(!result);
    QCOMPARE(result.error().kind, kind);
}

void TestPostgresSession::noticesAreKept()
{
    QVERIFY(m_session->execute("DO $$ BEGIN RAISE NOTICE 'one'; RAISE WARNING 'two'; END $$"));
    const auto notices = m_session->takeNotices();
    QCOMPARE(notices.size(), size_t(2));
    QCOMPARE(notices[0].severity, u"NOTICE"_s);
    QCOMPARE(notices[0].message, u"one"_s);
    QCOMPARE(notices[1].severity, u"WARNING"_s);
    QVERIFY(m_session->takeNotices().empty());
}

void TestPostgresSession::copyFromStdin()
{
    Statement statement;
    statement.text = "COPY t FROM stdin";
    QByteArray rows;
    for (int i = 0; i < 50000; ++i)
        rows += QByteArray::number(i) + "\tname " + QByteArray::number(i) + '\n';
    statement.copyData = rows;
    const auto outcome = m_session->run(statement);
    QVERIFY(outcome);
    QCOMPARE(outcome->affectedRows, 50000);
    QCOMPARE(m_session->query("SELECT count(*) FROM t")->rows[0][0], Cell("50000"));
}

void TestPostgresSession::copyWithBadRow()
{
    Statement statement;
    statement.text = "COPY t FROM stdin";
    statement.copyData = "1\ta\nnonsense\tb\n";
    const auto outcome = m_session->run(statement);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().sqlState, u"22P02"_s);
    QVERIFY(outcome.error().detail.contains(u"line 2"_s));
    QVERIFY(m_session->execute("SELECT 1"));
}

void TestPostgresSession::copyWithoutDataFails()
{
    QVERIFY(!m_session->execute("COPY t FROM stdin"));
    QVERIFY(m_session->execute("SELECT 1"));
}

void TestPostgresSession::copyToStdoutDoesNotHang()
{
    QVERIFY(m_session->execute("COPY (SELECT generate_series(1, 10000)) TO stdout"));
    QVERIFY(m_session->execute("SELECT 1"));
}

void TestPostgresSession::pipelineGivesOneResultEach()
{
    for (int round = 0; round < 3; ++round) { // the second time the statements are prepared already
        const std::vector<PostgresQuery> queries{
            {"SELECT generate_series(1, $1::int)", {Cell("3")}, true},
            {"INSERT INTO t VALUES (1, 'x')", {}, true},
            {"SELECT 1 WHERE false", {}, false},
            {"SELECT $1::text", {Cell()}, true},
        };
        const auto results = m_session->fetchAll(queries);
        QVERIFY(results);
        QCOMPARE(results->size(), size_t(4));
        QCOMPARE((*results)[0].rows(), 3);
        QCOMPARE((*results)[1].affectedRows(), 1);
        QCOMPARE((*results)[2].rows(), 0);
        QVERIFY((*results)[3].isNull(0, 0));
    }
}

void TestPostgresSession::pipelineStopsAtFirstError()
{
    const std::vector<PostgresQuery> queries{
        {"INSERT INTO t VALUES (1, 'x')", {}, true},
        {"SELECT nosuch", {}, true},
        {"INSERT INTO t VALUES (2, 'y')", {}, true},
    };
    const auto results = m_session->fetchAll(queries);
    QVERIFY(!results);
    QCOMPARE(results.error().sqlState, u"42703"_s);
    QCOMPARE(m_session->query("SELECT count(*) FROM t")->rows[0][0], Cell("0"));
    QVERIFY(m_session->fetchAll({queries.data() + 2, 1}));
}

void TestPostgresSession::preparedSurvivesDiscardAll()
{
    const PostgresQuery query{"SELECT 7", {}, true};
    QVERIFY(m_session->fetch(query));
    Statement discard;
    discard.text = "DISCARD ALL";
    QVERIFY(m_session->run(discard));
    const auto again = m_session->fetch(query);
    QVERIFY(again);
    QCOMPARE(again->integer(0, 0), 7);
}

void TestPostgresSession::largePipelineDoesNotDeadlock()
{
    // More than the socket's buffers hold, in both directions.
    const QByteArray big(200'000, 'x');
    std::vector<PostgresQuery> queries;
    for (int i = 0; i < 50; ++i)
        queries.push_back({"SELECT $1::text", {Cell(big)}, true});
    const auto results = m_session->fetchAll(queries);
    QVERIFY(results);
    QCOMPARE(results->size(), size_t(50));
    QCOMPARE(results->back().bytes(0, 0).size(), big.size());
}

void TestPostgresSession::failedTransactionCannotBeKept()
{
    auto transaction = Transaction::begin(*m_session);
    QVERIFY(transaction);
    QVERIFY(!m_session->execute("SELECT nosuch"));
    QCOMPARE(m_session->transactionState(), TransactionState::Failed);
    QVERIFY(!transaction->commit());
    QVERIFY(transaction->rollback());
    QCOMPARE(m_session->transactionState(), TransactionState::Idle);
}

void TestPostgresSession::transactionRollsBackByItself()
{
    {
        auto transaction = Transaction::begin(*m_session);
        QVERIFY(transaction);
        QVERIFY(m_session->execute("INSERT INTO t VALUES (1, 'x')"));
    }
    QCOMPARE(m_session->transactionState(), TransactionState::Idle);
    QCOMPARE(m_session->query("SELECT count(*) FROM t")->rows[0][0], Cell("0"));
}

void TestPostgresSession::resetsSettings()
{
    QVERIFY(m_session->execute("SELECT pg_catalog.set_config('search_path', '', false)"));
    QVERIFY(m_session->execute("SET ROLE pg_monitor"));
    QVERIFY(!m_session->execute("SELECT * FROM t"));
    QVERIFY(m_session->resetSettings());
    QVERIFY(m_session->execute("SELECT * FROM t"));
    QVERIFY(m_session->execute("BEGIN; SET search_path = ''"));
    QVERIFY(m_session->resetSettings());
    QVERIFY(m_session->execute("SELECT * FROM t"));
}

void TestPostgresSession::reconnects()
{
    const PostgresQuery query{"SELECT $1::int + 1", {"1"}, true};
    QVERIFY(m_session->fetch(query));
    QVERIFY(m_session->execute("CREATE TEMP TABLE gone (id int); SET work_mem TO '3MB'"));
    const int pid = m_session->backendPid();
    const auto done = m_session->reconnect();
    QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
    QVERIFY(m_session->backendPid() != pid);
    QCOMPARE(m_session->transactionState(), TransactionState::Idle);
    QCOMPARE(m_session->fetch(query)->text(0, 0), u"2"_s); // prepared anew
    QVERIFY(!m_session->query("SELECT * FROM gone"));
    QVERIFY(m_session->query("SHOW work_mem")->rows[0][0] != Cell("3MB"));
}

void TestPostgresSession::stopEndsARunningStatement()
{
    std::stop_source source;
    m_session->setStopToken(source.get_token());
    std::jthread other([&source] {
        std::this_thread::sleep_for(100ms);
        source.request_stop();
    });
    QElapsedTimer timer;
    timer.start();
    const auto result = m_session->execute("SELECT pg_sleep(300)");
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Cancelled);
    QVERIFY(timer.elapsed() < 120'000);
    m_session->setStopToken({});
    QVERIFY(m_session->execute("SELECT 1"));
}

void TestPostgresSession::stopBeforeAStatement()
{
    std::stop_source source;
    source.request_stop();
    m_session->setStopToken(source.get_token());
    QCOMPARE(m_session->execute("INSERT INTO t VALUES (1)").error().kind, ErrorKind::Cancelled);
    m_session->setStopToken({});
    QCOMPARE(m_session->query("SELECT count(*) FROM t")->rows[0][0], Cell("0"));
}

void TestPostgresSession::stopIsNeverMissed()
{
    // The stop comes at about the moment at which the statement is sent.
    for (int round = 0; round < 30; ++round) {
        std::stop_source source;
        m_session->setStopToken(source.get_token());
        std::jthread other([&source, round] {
            std::this_thread::sleep_for(std::chrono::microseconds(round * 7));
            source.request_stop();
        });
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!m_session->execute("SELECT pg_sleep(300)"));
        QVERIFY(timer.elapsed() < 120'000);
    }
}

void TestPostgresSession::backendThatIsKilled()
{
    const auto other = open(m_url);
    QVERIFY(other->query("SELECT pg_terminate_backend(" +
                         QByteArray::number(m_session->backendPid()) + ")"));
    Result<void> result;
    for (int i = 0; i < 100 && result; ++i)
        result = m_session->execute("SELECT pg_sleep(0.05)");
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Connection);
    QCOMPARE(m_session->transactionState(), TransactionState::Lost);
    QCOMPARE(m_session->execute("SELECT 1").error().kind, ErrorKind::Connection);
    QCOMPARE(m_session->query("SELECT 1").error().kind, ErrorKind::Connection);
    const PostgresQuery query{"SELECT 1", {}, true};
    QCOMPARE(m_session->fetchAll({&query, 1}).error().kind, ErrorKind::Connection);
}

void TestPostgresSession::noServer()
{
    const auto spec =
        ConnectionSpec::parse(u"postgresql://u@/d?host=/nonexistent&password=s3cret"_s);
    QVERIFY(spec);
    const auto session = PostgresSession::open(*spec);
    QVERIFY(!session);
    QCOMPARE(session.error().kind, ErrorKind::Connection);
    QVERIFY(!session.error().toString().contains(u"s3cret"_s));
}

void TestPostgresSession::wrongDatabase()
{
    const auto spec = ConnectionSpec::parse(TestServer::url(u"no such"_s));
    QVERIFY(spec);
    const auto session = PostgresSession::open(*spec);
    QVERIFY(!session);
    QCOMPARE(session.error().kind, ErrorKind::Connection);
    QVERIFY(session.error().toString().contains(u"no such"_s));
}

void TestPostgresSession::readOnly()
{
    auto spec = *ConnectionSpec::parse(m_url);
    spec.readOnly = true;
    const auto session = PostgresSession::open(spec);
    QVERIFY(session);
    QCOMPARE((*session)->execute("INSERT INTO t VALUES (1)").error().kind, ErrorKind::Permission);
}

void TestPostgresSession::scriptErrorNamesLineAndColumn_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::newRow("first") << QByteArray("SELECT nosuch;") << 1 << 8;
    QTest::newRow("second statement") << QByteArray("SELECT 1;\n\n  SELECT\n    nosuch;") << 4 << 5;
    QTest::newRow("after a comment")
        << QByteArray("-- ünï\n/* x */ SELECT '€', nosuch;") << 2 << 21;
    QTest::newRow("CRLF") << QByteArray("SELECT 1;\r\nSELECT 1,\r\n nosuch;") << 3 << 2;
    QTest::newRow("no position from the server")
        << QByteArray("\nINSERT INTO t VALUES (1/0);") << 2 << 1;
}

void TestPostgresSession::scriptErrorNamesLineAndColumn()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    QFETCH(int, column);
    Script script;
    script.file = u"a.sql"_s;
    script.text = text;
    const auto units = scriptUnits({script}, Engine::PostgreSql);
    QVERIFY(units);
    const auto ran = runStatements(*m_session, units->front().statements);
    QVERIFY(!ran);
    QCOMPARE(ran.error().where, (SourceLocation{u"a.sql"_s, line, column}));
}

QTEST_GUILESS_MAIN(TestPostgresSession)
#include "testpostgressession.moc"
