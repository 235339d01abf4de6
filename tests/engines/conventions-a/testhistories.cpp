// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// The history tables as the tools' own sources say they must be: definition and rows, on both
/// engines, beside a table with a name that has to be quoted.
class TestHistories : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { TestServer::start(); }
    void hasTheToolsDefinition_data();
    void hasTheToolsDefinition();
    void recordsAndReads_data();
    void recordsAndReads();
    void writesTheToolsValues_data();
    void writesTheToolsValues();
    void rollsBackWithTheMigration_data();
    void rollsBackWithTheMigration();
    void namesTheToolWhoseTableItIs_data();
    void namesTheToolWhoseTableItIs();
    void golangMigrateMarksDirty_data();
    void golangMigrateMarksDirty();
    void gooseReadsRowsOfOlderReleases_data();
    void gooseReadsRowsOfOlderReleases();
    void sqlxReadsFailures_data();
    void sqlxReadsFailures();
    void plainKeepsTheOrderOfApplication_data();
    void plainKeepsTheOrderOfApplication();
    void timesAreMoments();
    void nodePgMigrateKnowsPostgresOnly();

private:
    Database fresh() { return freshDatabase(engineOfRow(), QDir(m_folder.path())); }
    static Engine engineOfRow()
    {
        return QByteArray(QTest::currentDataTag()).contains("sqlite") ? Engine::Sqlite
                                                                      : Engine::PostgreSql;
    }
    std::unique_ptr<HistoryStore> store(const QString &convention) const
    {
        return findConvention(convention)->history(engineOfRow(), QDir(m_folder.path()));
    }
    static void bothEngines();
    static void allConventions();

    QTemporaryDir m_folder;
};

namespace {

Migration migrationOf(const QString &version, const QString &name, const QString &before = {})
{
    Migration migration;
    migration.version = version;
    migration.name = name;
    migration.id = version + u'_' + name;
    migration.precededBy = before;
    migration.checksum = u"00ff"_s.repeated(16);
    return migration;
}

void makeWeirdTable(Session &session)
{
    QVERIFY(session.execute("CREATE TABLE \"Weird \"\"Name\"\"; --\" (id integer)"));
}

QStringList versionsOf(const History &history)
{
    QStringList versions;
    for (const AppliedMigration &applied : history.applied)
        versions.append(applied.version + (applied.failed ? u"!"_s : QString()));
    return versions;
}

#define MUST(expression)                                                                           \
    do {                                                                                           \
        const auto &must = (expression);                                                           \
        QVERIFY2(must, qPrintable(must ? QString() : must.error().toString()));                    \
    } while (false)

const QStringList ownConventions = {u"dbmate"_s, u"diesel"_s, u"golang-migrate"_s,
                                    u"goose"_s,  u"plain"_s,  u"sql-migrate"_s,
                                    u"sqlx"_s};

} // namespace

void TestHistories::bothEngines()
{
    QTest::addColumn<int>("nothing");
    QTest::newRow("postgres") << 0;
    QTest::newRow("sqlite") << 0;
}

void TestHistories::allConventions()
{
    QTest::addColumn<QString>("convention");
    for (const QString &convention : ownConventions) {
        QTest::addRow("%s, postgres", qPrintable(convention)) << convention;
        QTest::addRow("%s, sqlite", qPrintable(convention)) << convention;
    }
    QTest::addRow("node-pg-migrate, postgres") << u"node-pg-migrate"_s;
}

void TestHistories::hasTheToolsDefinition_data()
{
    QTest::addColumn<QString>("convention");
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *tag, const char *convention, const char *table,
                        const QStringList &expected) {
        QTest::addRow("%s, %s", convention, tag)
            << QString::fromLatin1(convention) << QByteArray(table) << expected;
    };
    row("postgres", "dbmate", "schema_migrations",
        {u"version character varying NOT NULL"_s, u"schema_migrations_pkey PRIMARY KEY (version)"_s,
         u"CREATE UNIQUE INDEX schema_migrations_pkey ON public.schema_migrations USING btree (version)"_s});
    row("sqlite", "dbmate", "schema_migrations",
        {u"CREATE TABLE \"schema_migrations\" (version varchar(128) primary key)"_s,
         u"sqlite_autoindex_schema_migrations_1"_s});
    row("postgres", "diesel", "__diesel_schema_migrations",
        {u"version character varying(50) NOT NULL"_s,
         u"run_on timestamp without time zone NOT NULL DEFAULT CURRENT_TIMESTAMP"_s,
         u"__diesel_schema_migrations_pkey PRIMARY KEY (version)"_s,
         u"CREATE UNIQUE INDEX __diesel_schema_migrations_pkey ON public.__diesel_schema_migrations USING btree (version)"_s});
    row("sqlite", "diesel", "__diesel_schema_migrations",
        {u"CREATE TABLE __diesel_schema_migrations (\n       version VARCHAR(50) PRIMARY KEY NOT "
         u"NULL,\n"
         "       run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP\n)"_s,
         u"sqlite_autoindex___diesel_schema_migrations_1"_s});
    row("postgres", "golang-migrate", "schema_migrations",
        {u"version bigint NOT NULL"_s, u"dirty boolean NOT NULL"_s,
         u"schema_migrations_pkey PRIMARY KEY (version)"_s,
         u"CREATE UNIQUE INDEX schema_migrations_pkey ON public.schema_migrations USING btree (version)"_s});
    row("sqlite", "golang-migrate", "schema_migrations",
        {u"CREATE TABLE schema_migrations (version uint64,dirty bool)"_s,
         u"CREATE UNIQUE INDEX version_unique ON schema_migrations (version)"_s});
    row("postgres", "goose", "goose_db_version",
        {u"id integer NOT NULL IDENTITY d"_s, u"version_id bigint NOT NULL"_s,
         u"is_applied boolean NOT NULL"_s,
         u"tstamp timestamp without time zone NOT NULL DEFAULT now()"_s,
         u"goose_db_version_pkey PRIMARY KEY (id)"_s,
         u"CREATE UNIQUE INDEX goose_db_version_pkey ON public.goose_db_version USING btree (id)"_s});
    row("sqlite", "goose", "goose_db_version",
        {u"CREATE TABLE goose_db_version (\n\t\tid INTEGER PRIMARY KEY AUTOINCREMENT,\n"
         "\t\tversion_id INTEGER NOT NULL,\n\t\tis_applied INTEGER NOT NULL,\n"
         "\t\ttstamp TIMESTAMP DEFAULT (datetime('now'))\n\t)"_s});
    row("postgres", "sql-migrate", "gorp_migrations",
        {u"id text NOT NULL"_s, u"applied_at timestamp with time zone"_s,
         u"gorp_migrations_pkey PRIMARY KEY (id)"_s,
         u"CREATE UNIQUE INDEX gorp_migrations_pkey ON public.gorp_migrations USING btree (id)"_s});
    row("sqlite", "sql-migrate", "gorp_migrations",
        {u"CREATE TABLE \"gorp_migrations\" (\"id\" varchar(255) not null primary key, \"applied_at\" datetime)"_s,
         u"sqlite_autoindex_gorp_migrations_1"_s});
    row("postgres", "sqlx", "_sqlx_migrations",
        {u"version bigint NOT NULL"_s, u"description text NOT NULL"_s,
         u"installed_on timestamp with time zone NOT NULL DEFAULT now()"_s,
         u"success boolean NOT NULL"_s, u"checksum bytea NOT NULL"_s,
         u"execution_time bigint NOT NULL"_s, u"_sqlx_migrations_pkey PRIMARY KEY (version)"_s,
         u"CREATE UNIQUE INDEX _sqlx_migrations_pkey ON public._sqlx_migrations USING btree (version)"_s});
    row("sqlite", "sqlx", "_sqlx_migrations",
        {u"CREATE TABLE _sqlx_migrations (\n    version BIGINT PRIMARY KEY,\n"
         "    description TEXT NOT NULL,\n"
         "    installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,\n"
         "    success BOOLEAN NOT NULL,\n    checksum BLOB NOT NULL,\n"
         "    execution_time BIGINT NOT NULL\n)"_s,
         u"sqlite_autoindex__sqlx_migrations_1"_s});
    row("postgres", "node-pg-migrate", "pgmigrations",
        {u"id integer NOT NULL DEFAULT nextval('pgmigrations_id_seq'::regclass)"_s,
         u"name character varying(255) NOT NULL"_s,
         u"run_on timestamp without time zone NOT NULL"_s, u"pgmigrations_pkey PRIMARY KEY (id)"_s,
         u"CREATE UNIQUE INDEX pgmigrations_pkey ON public.pgmigrations USING btree (id)"_s});
}

void TestHistories::hasTheToolsDefinition()
{
    QFETCH(QString, convention);
    QFETCH(QByteArray, table);
    QFETCH(QStringList, expected);
    const auto session = connectTo(fresh());
    const auto history = store(convention);
    MUST(history->ensure(*session));
    MUST(history->ensure(*session)); // again does nothing
    QCOMPARE(definitionOf(*session, table), expected);
    const QString shown = (engineOfRow() == Engine::PostgreSql ? u"public."_s : QString()) +
                          QString::fromLatin1(table);
    QVERIFY(history->ownRelations().contains(shown));
}

void TestHistories::recordsAndReads_data()
{
    allConventions();
}

void TestHistories::recordsAndReads()
{
    QFETCH(QString, convention);
    const auto session = connectTo(fresh());
    makeWeirdTable(*session);
    const auto history = store(convention);
    const auto before = history->read(*session);
    MUST(before);
    QVERIFY(!before->exists);
    QVERIFY(before->applied.empty());
    MUST(history->ensure(*session));
    QVERIFY(history->read(*session)->exists);
    QVERIFY(history->read(*session)->applied.empty());

    const bool byFile = convention == u"sql-migrate";
    const bool watermark = convention == u"golang-migrate";
    const QString one = byFile ? u"1_it's.sql"_s : u"1"_s;
    const QString two = byFile ? u"2_b.sql"_s : u"2"_s;
    RunFacts facts;
    facts.user = u"o'neill"_s;
    facts.durationMs = 12.5;
    MUST(history->recordUp(*session, migrationOf(one, u"it's"_s), facts));
    MUST(history->recordUp(*session, migrationOf(two, u"b"_s, one), facts));
    auto now = history->read(*session);
    MUST(now);
    QCOMPARE(now->watermarkOnly, watermark);
    QCOMPARE(versionsOf(*now), watermark ? QStringList{two} : (QStringList{one, two}));
    MUST(history->recordDown(*session, migrationOf(two, u"b"_s, one), facts));
    QCOMPARE(versionsOf(*history->read(*session)), QStringList{one});
    MUST(history->recordDown(*session, migrationOf(one, u"it's"_s), facts));
    QVERIFY(history->read(*session)->applied.empty());
    QVERIFY(history->read(*session)->exists);
}

void TestHistories::writesTheToolsValues_data()
{
    QTest::addColumn<QString>("convention");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QStringList>("expected");
    const QString checksum = u"00ff"_s.repeated(16);
    for (const char *engine : {"postgres", "sqlite"}) {
        const bool postgres = QByteArray(engine) == "postgres";
        const QString yes = postgres ? u"t"_s : u"1|integer"_s;
        QTest::addRow("goose, %s", engine)
            << u"goose"_s
            << QByteArray(
                   postgres ? "SELECT id, version_id, is_applied FROM goose_db_version ORDER BY id"
                            : "SELECT id, version_id, typeof(version_id), is_applied, "
                              "typeof(is_applied) FROM goose_db_version ORDER BY id")
            << (postgres ? QStringList{u"1|0|t"_s, u"2|7|t"_s}
                         : QStringList{u"1|0|integer|1|integer"_s, u"2|7|integer|1|integer"_s});
        QTest::addRow("golang-migrate, %s", engine)
            << u"golang-migrate"_s
            << QByteArray(postgres ? "SELECT version, dirty FROM schema_migrations"
                                   : "SELECT version, typeof(version), dirty, typeof(dirty) FROM "
                                     "schema_migrations")
            << (postgres ? QStringList{u"7|f"_s} : QStringList{u"7|integer|0|integer"_s});
        QTest::addRow("sqlx, %s", engine)
            << u"sqlx"_s
            << QByteArray(postgres
                              ? "SELECT version, description, success, encode(checksum, 'hex'), "
                                "execution_time FROM _sqlx_migrations"
                              : "SELECT version, description, success, lower(hex(checksum)), "
                                "execution_time, typeof(checksum), typeof(success), "
                                "typeof(execution_time) FROM _sqlx_migrations")
            << (postgres ? QStringList{u"7|add table|t|%1|1500000"_s.arg(checksum)}
                         : QStringList{
                               u"7|add table|1|%1|1500000|blob|integer|integer"_s.arg(checksum)});
        QTest::addRow("plain, %s", engine)
            << u"plain"_s
            << QByteArray("SELECT version, name, checksum, applied_by, duration_ms FROM "
                          "tidemark_migrations")
            << QStringList{u"7|add table|%1|ann|1.5"_s.arg(checksum)};
        QTest::addRow("dbmate, %s", engine)
            << u"dbmate"_s << QByteArray("SELECT version FROM schema_migrations")
            << QStringList{u"7"_s};
        QTest::addRow("diesel, %s", engine)
            << u"diesel"_s
            << QByteArray(postgres
                              ? "SELECT version, now() - run_on < '1 minute' FROM "
                                "__diesel_schema_migrations"
                              : "SELECT version, typeof(version) || ' ' || length(run_on) FROM "
                                "__diesel_schema_migrations")
            << (postgres ? QStringList{u"7|t"_s} : QStringList{u"7|text 19"_s});
        QTest::addRow("sql-migrate, %s", engine)
            << u"sql-migrate"_s
            << QByteArray(postgres ? "SELECT id, applied_at AT TIME ZONE 'UTC' FROM gorp_migrations"
                                   : "SELECT id, applied_at FROM gorp_migrations")
            << (postgres ? QStringList{u"7|2024-05-01 10:00:00.002"_s}
                         : QStringList{u"7|2024-05-01 10:00:00.002+00:00"_s});
    }
}

void TestHistories::writesTheToolsValues()
{
    QFETCH(QString, convention);
    QFETCH(QByteArray, query);
    QFETCH(QStringList, expected);
    const auto session = connectTo(fresh());
    const auto history = store(convention);
    MUST(history->ensure(*session));
    RunFacts facts;
    facts.user = u"ann"_s;
    facts.durationMs = 1.5;
    facts.startedAt = QDateTime(QDate(2024, 5, 1), QTime(10, 0, 0, 1), Qt::UTC);
    MUST(history->recordUp(*session, migrationOf(u"7"_s, u"add table"_s), facts));
    QCOMPARE(rowsOf(*session, query), expected);
}

void TestHistories::rollsBackWithTheMigration_data()
{
    allConventions();
}

void TestHistories::rollsBackWithTheMigration()
{
    QFETCH(QString, convention);
    const auto session = connectTo(fresh());
    const auto history = store(convention);
    MUST(history->ensure(*session));
    {
        auto transaction = Transaction::begin(*session);
        MUST(transaction);
        makeWeirdTable(*session);
        MUST(history->recordUp(*session, migrationOf(u"1"_s, u"a"_s), {}));
        QCOMPARE(versionsOf(*history->read(*session)), QStringList{u"1"_s});
        MUST(transaction->rollback());
    }
    QVERIFY(history->read(*session)->applied.empty());
    makeWeirdTable(*session); // it is gone too
}

void TestHistories::namesTheToolWhoseTableItIs_data()
{
    QTest::addColumn<QString>("convention");
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QString>("owner");
    for (const char *engine : {"postgres", "sqlite"}) {
        QTest::addRow("dbmate finds golang-migrate, %s", engine)
            << u"dbmate"_s
            << QByteArray("schema_migrations (version bigint primary key, dirty boolean)")
            << u"golang-migrate"_s;
        QTest::addRow("dbmate finds Ecto, %s", engine)
            << u"dbmate"_s
            << QByteArray("schema_migrations (version bigint primary key, inserted_at timestamp)")
            << u"Ecto"_s;
        QTest::addRow("golang-migrate finds Rails, %s", engine)
            << u"golang-migrate"_s << QByteArray("schema_migrations (version varchar primary key)")
            << u"Rails"_s;
        QTest::addRow("goose finds a stranger, %s", engine)
            << u"goose"_s << QByteArray("goose_db_version (a int, b int)") << u"columns are a, b"_s;
    }
}

void TestHistories::namesTheToolWhoseTableItIs()
{
    QFETCH(QString, convention);
    QFETCH(QByteArray, table);
    QFETCH(QString, owner);
    const auto session = connectTo(fresh());
    MUST(session->execute("CREATE TABLE " + table));
    const auto history = store(convention)->read(*session);
    QVERIFY(!history);
    QCOMPARE(history.error().kind, ErrorKind::Input);
    QVERIFY2(history.error().toString().contains(owner), qPrintable(history.error().toString()));
    const auto ensured = store(convention)->ensure(*session);
    QVERIFY(!ensured);
    QCOMPARE(ensured.error(), history.error());
}

void TestHistories::golangMigrateMarksDirty_data()
{
    bothEngines();
}

void TestHistories::golangMigrateMarksDirty()
{
    const auto session = connectTo(fresh());
    const auto history = store(u"golang-migrate"_s);
    const Migration first = migrationOf(u"1"_s, u"a"_s);
    const Migration second = migrationOf(u"2"_s, u"b"_s, u"1"_s);
    MUST(history->ensure(*session));
    MUST(history->markStarted(*session, first, true));
    QCOMPARE(versionsOf(*history->read(*session)), QStringList{u"1!"_s});
    MUST(history->recordUp(*session, first, {}));
    QCOMPARE(versionsOf(*history->read(*session)), QStringList{u"1"_s});
    MUST(history->recordUp(*session, second, {}));
    MUST(history->markStarted(*session, second, false));
    QCOMPARE(versionsOf(*history->read(*session)), QStringList{u"1!"_s});
    MUST(history->recordDown(*session, second, {}));
    MUST(history->markStarted(*session, first, false));
    QCOMPARE(versionsOf(*history->read(*session)), QStringList{u"-1!"_s});
    MUST(history->recordDown(*session, first, {}));
    QVERIFY(history->read(*session)->applied.empty());
}

void TestHistories::gooseReadsRowsOfOlderReleases_data()
{
    bothEngines();
}

void TestHistories::gooseReadsRowsOfOlderReleases()
{
    const auto session = connectTo(fresh());
    const auto history = store(u"goose"_s);
    const bool postgres = session->engine() == Engine::PostgreSql;
    MUST(history->ensure(*session));
    // They added a row for each way, up and down; the newest one of a version counts.
    const QByteArray yes = postgres ? "true" : "1";
    const QByteArray no = postgres ? "false" : "0";
    MUST(session->execute("INSERT INTO goose_db_version (version_id, is_applied) VALUES (1, " +
                          yes + "), (2, " + yes + "), (2, " + no + "), (3, " + yes + "), (1, " +
                          no + "), (1, " + yes + ')'));
    QCOMPARE(versionsOf(*history->read(*session)), (QStringList{u"3"_s, u"1"_s}));
}

void TestHistories::sqlxReadsFailures_data()
{
    bothEngines();
}

void TestHistories::sqlxReadsFailures()
{
    const auto session = connectTo(fresh());
    const auto history = store(u"sqlx"_s);
    MUST(history->ensure(*session));
    const QByteArray bytes = session->engine() == Engine::PostgreSql ? "'\\x00'" : "X'00'";
    MUST(session->execute("INSERT INTO _sqlx_migrations (version, description, success, checksum, "
                          "execution_time) VALUES (1, 'a', FALSE, " +
                          bytes + ", -1), (2, 'b', TRUE, " + bytes + ", 2000000)"));
    const auto rows = history->read(*session);
    MUST(rows);
    QCOMPARE(versionsOf(*rows), (QStringList{u"1!"_s, u"2"_s}));
    QVERIFY(!rows->applied.at(0).durationMs);
    QCOMPARE(rows->applied.at(1).durationMs, 2.0);
    QCOMPARE(rows->applied.at(1).checksum, u"00"_s);
}

void TestHistories::plainKeepsTheOrderOfApplication_data()
{
    bothEngines();
}

void TestHistories::plainKeepsTheOrderOfApplication()
{
    const auto session = connectTo(fresh());
    const auto history = store(u"plain"_s);
    MUST(history->ensure(*session));
    for (const QString &version : {u"10"_s, u"9"_s, u"11"_s}) {
        MUST(history->recordUp(*session, migrationOf(version, u"x"_s), {}));
        QTest::qSleep(3);
    }
    QCOMPARE(versionsOf(*history->read(*session)), (QStringList{u"10"_s, u"9"_s, u"11"_s}));
}

/// Whatever the session's time zone is, a row says the same moment.
void TestHistories::timesAreMoments()
{
    for (const QString &convention : {u"goose"_s, u"diesel"_s, u"plain"_s, u"sqlx"_s}) {
        for (const Engine engine : {Engine::PostgreSql, Engine::Sqlite}) {
            const auto session = connectTo(freshDatabase(engine, QDir(m_folder.path())));
            const auto history = findConvention(convention)->history(engine, QDir());
            if (engine == Engine::PostgreSql)
                MUST(session->execute("SET TIME ZONE 'Asia/Kathmandu'; SET DateStyle = 'German'"));
            MUST(history->ensure(*session));
            MUST(history->recordUp(*session, migrationOf(u"1"_s, u"a"_s), {}));
            const auto rows = history->read(*session);
            MUST(rows);
            const qint64 seconds =
                rows->applied.at(0).appliedAt.secsTo(QDateTime::currentDateTimeUtc());
            QVERIFY2(seconds >= 0 && seconds < 60, qPrintable(convention));
        }
    }
}

void TestHistories::nodePgMigrateKnowsPostgresOnly()
{
    QCOMPARE(findConvention(u"node-pg-migrate"_s)->history(Engine::Sqlite, QDir()), nullptr);
}

QTEST_GUILESS_MAIN(TestHistories)
#include "testhistories.moc"
