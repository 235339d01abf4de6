// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/trydesk.h"
#include "authoring/tryout.h"
#include "testfolder.h"

#include "database/session.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

namespace {

constexpr auto weirdTable = R"("Weird ""Name""; --")";

class StopAtStep final : public TryObserver
{
public:
    explicit StopAtStep(RehearsalStep step)
        : m_step(step)
    {
    }
    void stepStarted(int, RehearsalStep step) override
    {
        if (step == m_step)
            m_source.request_stop();
    }
    std::stop_token token() const { return m_source.get_token(); }

private:
    RehearsalStep m_step;
    std::stop_source m_source;
};

class StopAtReplay final : public TryObserver
{
public:
    void preparing(const LoadProgress &progress) override
    {
        if (progress.step == LoadProgress::Step::Replaying)
            m_source.request_stop();
    }
    std::stop_token token() const { return m_source.get_token(); }

private:
    std::stop_source m_source;
};

} // namespace

/// Trying a migration's text on databases that are kept.
class TestTryOut : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theTextCountsNotTheDisk_data() { engines(); }
    void theTextCountsNotTheDisk();
    void notSavedAtAll_data() { engines(); }
    void notSavedAtAll();
    void sectionsAndMarkers();
    void theTemplateIsKept_data() { engines(); }
    void theTemplateIsKept();
    void triesLeaveNothing_data() { engines(); }
    void triesLeaveNothing();
    void rowsAreLost_data() { engines(); }
    void rowsAreLost();
    void locksAndRewrites();
    void errorsHavePlaces_data() { engines(); }
    void errorsHavePlaces();
    void anEarlierOneFails();
    void unfinishedText();
    void emptyTexts_data() { engines(); }
    void emptyTexts();
    void stoppedInTheMiddle_data() { engines(); }
    void stoppedInTheMiddle();
    void stoppedWhilePreparing();
    void theServerEnds();
    void theTemplateIsDropped();
    void noPlaceForAServer();
    void wrongNames();
    void prepared();
    void schemaForNames_data() { engines(); }
    void schemaForNames();
    void deskInItsThread();

private:
    static void engines()
    {
        QTest::addColumn<Engine>("engine");
        QTest::newRow("PostgreSQL") << Engine::PostgreSql;
        QTest::newRow("SQLite") << Engine::Sqlite;
    }
    TryPlace place(Engine engine) const
    {
        TryPlace place;
        place.folder = QDir(m_folder->path());
        place.convention = u"plain"_s;
        place.engine = engine;
        place.variables = [](const QString &) { return std::optional<QString>(); };
        place.stateFolder = m_state.path();
        return place;
    }
    TryReport tried(TryOut &tryOut, const TryRequest &request)
    {
        TryObserver nobody;
        const auto report = tryOut.run(request, nobody, {});
        if (!report)
            qWarning().noquote() << report.error().toString();
        return report.value_or(TryReport());
    }
    static TryRequest of(const QString &migration, const QByteArray &up, const QByteArray &down)
    {
        TryRequest request;
        request.migration = migration;
        request.files = {{migration + u".up.sql"_s, up}, {migration + u".down.sql"_s, down}};
        return request;
    }
    std::unique_ptr<Session> atServer() const;

    std::unique_ptr<MigrationFolder> m_folder;
    QTemporaryDir m_state;
};

void TestTryOut::init()
{
    m_folder = std::make_unique<MigrationFolder>();
    const QByteArray table(weirdTable);
    m_folder->write(u"0001_first.up.sql"_s,
                    "CREATE TABLE " + table + " (id int PRIMARY KEY, \"a b\" text);");
    m_folder->write(u"0001_first.down.sql"_s, "DROP TABLE " + table + ";");
    m_folder->write(u"0002_second.up.sql"_s, "ALTER TABLE " + table + " ADD COLUMN c int;");
    m_folder->write(u"0002_second.down.sql"_s, "ALTER TABLE " + table + " DROP COLUMN c;");
    // What comes later is not looked at, and could not run.
    m_folder->write(u"0009_later.up.sql"_s, "SELECT * FROM not_there;");
}

/// The scratch server that lives in the state folder.
std::unique_ptr<Session> TestTryOut::atServer() const
{
    const QDir live(m_state.filePath(u"live"_s));
    for (const QString &name : live.entryList({u"*.json"_s})) {
        QFile file(live.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QJsonObject content = QJsonDocument::fromJson(file.readAll()).object();
        const QString folder = content.value(u"socketFolder"_s).toString();
        if (folder.isEmpty())
            continue;
        auto session = openSession(
            {Engine::PostgreSql, u"host=%1 port=5432 user=postgres dbname=postgres"_s.arg(folder)});
        if (session)
            return std::move(*session);
    }
    qFatal("there is no scratch server");
}

void TestTryOut::theTextCountsNotTheDisk()
{
    QFETCH(Engine, engine);
    TryOut tryOut(place(engine));
    TryRequest request;
    request.migration = u"0002_second"_s;
    const TryReport saved = tried(tryOut, request);
    QVERIFY(saved.migration());
    QCOMPARE(saved.migration()->verdict, Verdict::Reversible);
    QVERIFY(!saved.fromTemplate);

    // By the path of one of its files, as an editor knows it.
    request.migration = m_folder->path(u"0002_second.down.sql"_s);
    request.files = {{m_folder->path(u"0002_second.down.sql"_s), "SELECT 1;"}};
    const TryReport edited = tried(tryOut, request);
    QVERIFY(edited.migration());
    QCOMPARE(edited.migration()->verdict, Verdict::Differs);
    QCOMPARE(edited.migration()->schemaDiff.differences.size(), size_t(1));
    QVERIFY(edited.fromTemplate);
    QCOMPARE(edited.rehearsal.folder, m_folder->path());
    QCOMPARE(m_folder->read(u"0002_second.down.sql"_s),
             QByteArray("ALTER TABLE ") + weirdTable + " DROP COLUMN c;");
}

void TestTryOut::notSavedAtAll()
{
    QFETCH(Engine, engine);
    TryOut tryOut(place(engine));
    const QByteArray table(weirdTable);
    const TryReport report = tried(
        tryOut, of(u"0003_third"_s, "CREATE INDEX \"my index\" ON " + table + " (\"a b\", c);",
                   "DROP INDEX \"my index\";"));
    QVERIFY(report.migration());
    QCOMPARE(report.migration()->id, u"0003_third"_s);
    QCOMPARE(report.migration()->verdict, Verdict::Reversible);
    QVERIFY(!QFile::exists(m_folder->path(u"0003_third.up.sql"_s)));
}

void TestTryOut::sectionsAndMarkers()
{
    // What a section holds and a marker means is for the convention to say, in the text as it is.
    const MigrationFolder folder;
    folder.write(u"20200101000000_a.sql"_s,
                 "-- migrate:up\nCREATE TABLE t (id int);\n-- migrate:down\nDROP TABLE t;\n");
    folder.write(u"20200102000000_b.sql"_s, "-- migrate:up\n-- migrate:down\n");
    TryPlace where = place(Engine::PostgreSql);
    where.folder = QDir(folder.path());
    where.convention.clear();
    TryOut tryOut(where);
    TryRequest request;
    request.migration = u"20200102000000"_s;
    request.files = {{u"20200102000000_b.sql"_s,
                      "-- migrate:up transaction:false\n"
                      "CREATE INDEX CONCURRENTLY i ON t (id);\n"
                      "-- migrate:down transaction:false\nDROP INDEX CONCURRENTLY i;\n"}};
    const TryReport report = tried(tryOut, request);
    QVERIFY(report.migration());
    QCOMPARE(report.migration()->verdict, Verdict::Reversible);
    QVERIFY(report.migration()->up.outsideTransaction);
    QVERIFY(!report.migration()->up.forcedOutside);
    QCOMPARE(report.migration()->up.statements.at(0).where.line, 2);
}

void TestTryOut::theTemplateIsKept()
{
    QFETCH(Engine, engine);
    TryOut tryOut(place(engine));
    TryRequest request;
    request.migration = u"0002"_s;
    QVERIFY(!tried(tryOut, request).fromTemplate);
    QVERIFY(tried(tryOut, request).fromTemplate);
    // Another text of an earlier one, on disk or in an editor, and nothing of before is true.
    const QByteArray table(weirdTable);
    m_folder->write(u"0001_first.up.sql"_s, "CREATE TABLE " + table + " (id int, c int);");
    const TryReport clash = tried(tryOut, request);
    QVERIFY(!clash.fromTemplate);
    QCOMPARE(clash.migration()->verdict, Verdict::UpFails);
    QVERIFY(tried(tryOut, request).fromTemplate);
    request.files = {{u"0001_first.up.sql"_s, "CREATE TABLE " + table + " (id int);"}};
    const TryReport edited = tried(tryOut, request);
    QVERIFY(!edited.fromTemplate);
    QCOMPARE(edited.migration()->verdict, Verdict::Reversible);
    // The down of an earlier one, and a comment, change nothing.
    m_folder->write(u"0001_first.down.sql"_s, "-- nothing");
    QVERIFY(tried(tryOut, request).fromTemplate);
    request.migration = u"0001"_s;
    QVERIFY(!tried(tryOut, request).fromTemplate);
}

void TestTryOut::triesLeaveNothing()
{
    QFETCH(Engine, engine);
    TryOut tryOut(place(engine));
    // It stays applied in its own copy, and would fail on a second one.
    const TryRequest request = of(u"0003_third"_s, "CREATE TABLE only_once (id int);", "SELECT 1;");
    for (int i = 0; i < 3; ++i) {
        const TryReport report = tried(tryOut, request);
        QVERIFY(report.migration());
        QCOMPARE(report.migration()->up.state, StepEvidence::State::Ok);
        QCOMPARE(report.migration()->verdict, Verdict::Differs);
    }
}

void TestTryOut::rowsAreLost()
{
    QFETCH(Engine, engine);
    TryOut tryOut(place(engine));
    const QByteArray table(weirdTable);
    TryRequest request = of(u"0003_third"_s, "ALTER TABLE " + table + " DROP COLUMN \"a b\";",
                            "ALTER TABLE " + table + " ADD COLUMN \"a b\" text;");
    // Without rows nothing is lost but the columns' order.
    const TryReport empty = tried(tryOut, request);
    QCOMPARE(empty.migration()->verdict, Verdict::Reorders);
    request.fill = 5;
    for (int i = 0; i < 2; ++i) {
        const TryReport filled = tried(tryOut, request);
        QVERIFY(filled.fromTemplate);
        QCOMPARE(filled.rehearsal.fill, 5);
        QCOMPARE(filled.migration()->verdict, Verdict::LosesData);
        QCOMPARE(filled.migration()->lost.size(), size_t(1));
        QCOMPARE(filled.migration()->lost[0].rowsBefore, 5);
        QVERIFY(!filled.migration()->lost[0].samples.empty());
    }
    request.fill = 0;
    QCOMPARE(tried(tryOut, request).migration()->verdict, Verdict::Reorders);
}

void TestTryOut::locksAndRewrites()
{
    TryOut tryOut(place(Engine::PostgreSql));
    const QByteArray table(weirdTable);
    TryRequest request = of(u"0003_third"_s, "ALTER TABLE " + table + " ALTER id TYPE bigint;",
                            "ALTER TABLE " + table + " ALTER id TYPE int;");
    request.fill = 2;
    const TryReport report = tried(tryOut, request);
    QCOMPARE(report.migration()->verdict, Verdict::Reversible);
    const StatementEvidence &statement = report.migration()->up.statements.at(0);
    QVERIFY(std::ranges::any_of(statement.locks, [](const LockEvidence &lock) {
        return lock.mode == u"AccessExclusiveLock"_s && lock.relation.contains(u"Weird"_s);
    }));
    QCOMPARE(statement.rewrites.size(), 1);
    QVERIFY(statement.ms > 0);
}

void TestTryOut::errorsHavePlaces()
{
    QFETCH(Engine, engine);
    TryOut tryOut(place(engine));
    const TryReport report =
        tried(tryOut, of(u"0003_third"_s,
                         "SELECT 1;\n\nSELECT 2;\n  INSERT INTO nowhere VALUES (1);", "SELECT 1;"));
    QVERIFY(report.migration());
    QCOMPARE(report.migration()->verdict, Verdict::UpFails);
    const auto &error = report.migration()->up.error;
    QVERIFY(error);
    QCOMPARE(error->where.file, u"0003_third.up.sql"_s);
    QCOMPARE(error->where.line, 4);
    QVERIFY(error->where.column > 0);
    // And the next one is fine again.
    const TryReport next = tried(tryOut, of(u"0003_third"_s, "SELECT 1;", "SELECT 1;"));
    QCOMPARE(next.migration()->verdict, Verdict::Reversible);
}

void TestTryOut::anEarlierOneFails()
{
    m_folder->write(u"0001_first.up.sql"_s, "CREATE TABLE t (id int);\nSELECT * FROM nowhere;");
    TryOut tryOut(place(Engine::PostgreSql));
    TryRequest request;
    request.migration = u"0002"_s;
    TryObserver nobody;
    const auto report = tryOut.run(request, nobody, {});
    QVERIFY(!report);
    QCOMPARE(report.error().where.file, u"0001_first.up.sql"_s);
    QCOMPARE(report.error().where.line, 2);
    QVERIFY2(report.error().hint.contains(u"0001_first"_s), qPrintable(report.error().hint));
}

void TestTryOut::unfinishedText()
{
    TryOut tryOut(place(Engine::PostgreSql));
    const TryReport report =
        tried(tryOut, of(u"0003_third"_s, "SELECT 1;\nSELECT 'never closed;", "SELECT 1;"));
    QVERIFY(report.migration());
    QCOMPARE(report.migration()->verdict, Verdict::UpFails);
    QCOMPARE(report.migration()->up.error->where.line, 2);
    const TryReport half = tried(tryOut, of(u"0003_third"_s, "CREATE TABLE half (", "SELECT 1;"));
    QCOMPARE(half.migration()->verdict, Verdict::UpFails);
}

void TestTryOut::emptyTexts()
{
    QFETCH(Engine, engine);
    TryOut tryOut(place(engine));
    const TryReport both = tried(tryOut, of(u"0003_third"_s, "", ""));
    QVERIFY(both.migration());
    QVERIFY(isGood(*both.migration()));
    const TryReport up =
        tried(tryOut, of(u"0003_third"_s, "CREATE TABLE t (id int);", "-- later\n"));
    QCOMPARE(up.migration()->verdict, Verdict::EmptyDown);
}

void TestTryOut::stoppedInTheMiddle()
{
    QFETCH(Engine, engine);
    TryOut tryOut(place(engine));
    const QByteArray table(weirdTable);
    const TryRequest request =
        of(u"0003_third"_s, "CREATE TABLE slow (id int); INSERT INTO slow SELECT 1;",
           "DROP TABLE slow;");
    StopAtStep stop(RehearsalStep::Down);
    const auto stopped = tryOut.run(request, stop, stop.token());
    QVERIFY(stopped);
    QVERIFY(stopped->rehearsal.cancelled);
    const TryReport next = tried(tryOut, request);
    QVERIFY(next.fromTemplate);
    QCOMPARE(next.migration()->verdict, Verdict::Reversible);
}

void TestTryOut::stoppedWhilePreparing()
{
    TryOut tryOut(place(Engine::PostgreSql));
    TryRequest request;
    request.migration = u"0002"_s;
    StopAtReplay stop;
    const auto stopped = tryOut.run(request, stop, stop.token());
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
    const TryReport next = tried(tryOut, request);
    QVERIFY(!next.fromTemplate);
    QCOMPARE(next.migration()->verdict, Verdict::Reversible);
}

void TestTryOut::theServerEnds()
{
    TryOut tryOut(place(Engine::PostgreSql));
    const TryRequest harmless = of(u"0003_third"_s, "SELECT 1;", "SELECT 1;");
    QVERIFY(tried(tryOut, harmless).migration());
    // The script itself ends it: its working folder is the server's.
    TryObserver nobody;
    const auto killed =
        tryOut.run(of(u"0003_third"_s,
                      "COPY (SELECT 1) TO PROGRAM 'kill -QUIT $(head -n 1 postmaster.pid)';\n"
                      "SELECT pg_sleep(20);",
                      "SELECT 1;"),
                   nobody, {});
    QVERIFY(!killed);
    QCOMPARE(killed.error().kind, ErrorKind::Connection);
    const TryReport next = tried(tryOut, harmless);
    QVERIFY(next.migration());
    QCOMPARE(next.migration()->verdict, Verdict::Reversible);
    QVERIFY(tried(tryOut, harmless).fromTemplate);
}

void TestTryOut::theTemplateIsDropped()
{
    TryOut tryOut(place(Engine::PostgreSql));
    TryRequest request;
    request.migration = u"0002"_s;
    QVERIFY(tried(tryOut, request).migration());
    {
        const auto session = atServer();
        const auto rows = session->query(
            "SELECT quote_ident(datname) FROM pg_database WHERE datname LIKE 'tidemark%'");
        QVERIFY(rows && !rows->rows.empty());
        for (const auto &row : rows->rows)
            QVERIFY(session->execute("DROP DATABASE " + *row[0] + " WITH (FORCE)"));
    }
    const TryReport next = tried(tryOut, request);
    QVERIFY(next.migration());
    QCOMPARE(next.migration()->verdict, Verdict::Reversible);
    QVERIFY(!next.fromTemplate);
}

void TestTryOut::noPlaceForAServer()
{
    m_folder->write(u"file"_s, "no folder");
    TryPlace where = place(Engine::PostgreSql);
    where.stateFolder = m_folder->path(u"file/state"_s);
    TryOut tryOut(where);
    TryRequest request;
    request.migration = u"0002"_s;
    TryObserver nobody;
    for (int i = 0; i < 2; ++i) {
        const auto report = tryOut.run(request, nobody, {});
        QVERIFY(!report);
        QVERIFY(report.error().kind == ErrorKind::Io ||
                report.error().kind == ErrorKind::Permission);
    }
}

void TestTryOut::wrongNames()
{
    TryOut tryOut(place(Engine::Sqlite));
    TryObserver nobody;
    TryRequest request;
    request.migration = u"0007"_s;
    auto report = tryOut.run(request, nobody, {});
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Usage);
    request.migration = u"0002"_s;
    request.files = {{u"../elsewhere.sql"_s, "SELECT 1;"}};
    report = tryOut.run(request, nobody, {});
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Usage);
}

void TestTryOut::prepared()
{
    TryOut tryOut(place(Engine::PostgreSql));
    TryRequest request;
    request.migration = u"0002"_s;
    TryObserver nobody;
    QVERIFY(tryOut.prepare(request, nobody, {}));
    QVERIFY(tryOut.prepare(request, nobody, {}));
    // What is being written is not known then, and does not matter.
    request.files = {{u"0002_second.up.sql"_s, "SELECT 1;"}};
    const TryReport report = tried(tryOut, request);
    QVERIFY(report.fromTemplate);
    QCOMPARE(report.migration()->verdict, Verdict::DownFails);
}

void TestTryOut::schemaForNames()
{
    QFETCH(Engine, engine);
    TryOut tryOut(place(engine));
    TryRequest request;
    request.migration = u"0002"_s;
    TryObserver nobody;
    const auto before = tryOut.schemaBefore(request, nobody, {});
    QVERIFY(before);
    QCOMPARE((*before)->relations.size(), size_t(1));
    QCOMPARE((*before)->relations[0]->columns.size(), size_t(2));
    QVERIFY(tried(tryOut, request).fromTemplate);
    request = of(u"0003_third"_s, "", "");
    const auto later = tryOut.schemaBefore(request, nobody, {});
    QVERIFY(later);
    QCOMPARE((*later)->relations[0]->columns.size(), size_t(3));
}

void TestTryOut::deskInItsThread()
{
    QObject window;
    int answers = 0;
    {
        TryDesk desk(place(Engine::PostgreSql));
        TryRequest request;
        request.migration = u"0002"_s;
        desk.prepare(request);
        for (int i = 0; i < 3; ++i) {
            whenDone(desk.run(request, {}), &window, [&answers](const Result<TryReport> &report) {
                QVERIFY(report);
                QVERIFY(report->fromTemplate);
                QCOMPARE(report->migration()->verdict, Verdict::Reversible);
                ++answers;
            });
        }
        QTRY_COMPARE_WITH_TIMEOUT(answers, 3, 60000);
        // Closed while it works.
        desk.run(request, {});
    }
    const QDir live(m_state.filePath(u"live"_s));
    QCOMPARE(live.entryList({u"*.json"_s}), QStringList());
}

QTEST_GUILESS_MAIN(TestTryOut)
#include "testtryout.moc"
