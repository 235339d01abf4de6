// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/report.h"
#include "run/plan.h"
#include "run/runner.h"
#include "workspace/auditedact.h"
#include "workspace/auditexport.h"
#include "workspace/auditlog.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

/// What an act leaves in the log, and how the log is given to other programs.
class TestAuditedAct : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhoAndWhere();
    void namesWhatItIsAbout();
    void tellsHowARunEnded_data();
    void tellsHowARunEnded();
    void tellsHowARehearsalEnded();
    void survivesWithoutALog();
    void writesCsv();
    void writesJson();
    void tellsAboutTheChain();
};

namespace {

StepReport step(const QString &id, bool up, StepOutcome outcome)
{
    StepReport report;
    report.step.up = up;
    report.step.migration.id = id;
    report.outcome = std::move(outcome);
    report.ms = 12.6;
    return report;
}

Error sqlError()
{
    Error error;
    error.kind = ErrorKind::Sql;
    error.summary = u"there is no \"x\""_s;
    error.where = {u"2.sql"_s, 3, 7};
    return error;
}

AuditEntry onlyEntry(const QString &folder)
{
    const auto log = AuditLog::openForReading(folder);
    const auto entries = log->read();
    if (entries->size() != 1)
        qFatal("%d rows", int(entries->size()));
    return entries->front();
}

AuditedAct act(const QString &folder)
{
    return {folder, u"up"_s, AuditPlace{}};
}

} // namespace

void TestAuditedAct::saysWhoAndWhere()
{
    const QTemporaryDir folder;
    Workspace workspace;
    workspace.file = u"/srv/shop/tidemark.toml"_s;
    Environment environment;
    environment.name = u"Weird \"Name\"; --"_s;
    const auto spec = ConnectionSpec::parse(u"postgresql://ada:geheim@db/shop"_s);
    AuditedAct up(folder.path(), u"up"_s, {&workspace, &environment, &*spec});
    QTest::qSleep(30);
    QVERIFY(up.ended(AuditResult::Done, u"recorded"_s));
    const AuditEntry entry = onlyEntry(folder.path());
    QCOMPARE(entry.workspace, workspace.file);
    QCOMPARE(entry.environment, environment.name);
    QCOMPARE(entry.database, u"postgresql://ada@db/shop"_s);
    QCOMPARE(entry.act, u"up"_s);
    QVERIFY(!entry.user.isEmpty() && !entry.host.isEmpty());
    QVERIFY(entry.durationMs >= 30 && entry.durationMs < 20'000);
    QVERIFY(qAbs(entry.startedAt.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    QFile file(AuditLog::fileIn(folder.path()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("geheim"));
}

void TestAuditedAct::namesWhatItIsAbout()
{
    AuditedAct some(QString(), u"up"_s, {});
    some.setSubject({u"1_a"_s});
    QCOMPARE(some.entry().subject, u"1_a"_s);
    Plan plan;
    for (const auto &[id, up] : {std::pair(u"2_b"_s, false), std::pair(u"1_a"_s, false),
                                 std::pair(u"1_a"_s, true), std::pair(u"2_b"_s, true)}) {
        PlanStep planned;
        planned.up = up;
        planned.migration.id = id;
        plan.steps.push_back(planned);
    }
    some.setSubject(plan);
    QCOMPARE(some.entry().subject, u"2_b to 1_a (2)"_s);
}

void TestAuditedAct::tellsHowARunEnded_data()
{
    QTest::addColumn<RunReport>("report");
    QTest::addColumn<AuditResult>("result");
    QTest::addColumn<QString>("summary");
    QTest::addColumn<QString>("error");
    RunReport done;
    done.steps = {step(u"1"_s, true, StepDone{}), step(u"2"_s, true, StepDone{})};
    QTest::newRow("done") << done << AuditResult::Done << u"2 applied"_s << QString();
    RunReport redone;
    redone.steps = {step(u"2"_s, false, StepDone{}), step(u"2"_s, true, StepDone{})};
    QTest::newRow("redone") << redone << AuditResult::Done << u"1 rolled back, 1 applied"_s
                            << QString();
    RunReport failed;
    failed.steps = {step(u"1"_s, true, StepDone{}), step(u"2"_s, true, StepFailed{sqlError(), {}}),
                    step(u"3"_s, true, StepNotStarted{})};
    QTest::newRow("failed") << failed << AuditResult::Failed << u"1 of 3 applied"_s
                            << sqlError().toString();
    RunReport cancelled;
    cancelled.steps = {step(u"1"_s, false, StepCancelled{}), step(u"2"_s, false, StepNotStarted{})};
    QTest::newRow("cancelled") << cancelled << AuditResult::Cancelled << u"0 of 2 rolled back"_s
                               << QString();
    RunReport locked;
    locked.steps = {step(u"1"_s, true, StepNotStarted{})};
    locked.error = Error{};
    locked.error->kind = ErrorKind::Busy;
    locked.error->summary = u"somebody else is at work"_s;
    QTest::newRow("locked") << locked << AuditResult::Failed << u"0 of 1 applied"_s
                            << locked.error->toString();
}

void TestAuditedAct::tellsHowARunEnded()
{
    QFETCH(RunReport, report);
    const QTemporaryDir folder;
    QVERIFY(act(folder.path()).ended(report));
    const AuditEntry entry = onlyEntry(folder.path());
    QTEST(entry.result, "result");
    QTEST(entry.summary, "summary");
    QTEST(entry.error, "error");
    const QJsonArray details = QJsonDocument::fromJson(entry.details.toUtf8()).array();
    QCOMPARE(details.size(), qsizetype(report.steps.size()));
    QCOMPARE(details[0].toObject()[u"id"_s].toString(), report.steps[0].step.migration.id);
    QCOMPARE(details[0].toObject()[u"ms"_s].toInt(), 13);
}

void TestAuditedAct::tellsHowARehearsalEnded()
{
    RehearsalReport report;
    report.migrations.resize(3);
    report.migrations[0].id = u"1_a"_s;
    report.migrations[0].verdict = Verdict::Reversible;
    report.migrations[1].id = u"2_b"_s;
    report.migrations[1].verdict = Verdict::LosesData;
    report.migrations[2].id = u"3_c"_s;
    const QTemporaryDir folder;
    QVERIFY(act(folder.path()).ended(report));
    const AuditEntry entry = onlyEntry(folder.path());
    QCOMPARE(entry.result, AuditResult::Findings);
    QCOMPARE(entry.subject, u"1_a to 2_b (2)"_s);
    QVERIFY(entry.summary.contains(u"1 reversible, 1 loses data"_s));
    QCOMPARE(QJsonDocument::fromJson(entry.details.toUtf8()).array().size(), 2);

    const QTemporaryDir second;
    report.migrations.erase(report.migrations.begin() + 1);
    QVERIFY(act(second.path()).ended(report));
    QCOMPARE(onlyEntry(second.path()).result, AuditResult::Done);

    const QTemporaryDir third;
    report.cancelled = true;
    QVERIFY(act(third.path()).ended(report));
    QCOMPARE(onlyEntry(third.path()).result, AuditResult::Cancelled);
}

void TestAuditedAct::survivesWithoutALog()
{
    RunReport done;
    done.steps = {step(u"1"_s, true, StepDone{})};
    AuditedAct up = act(u"/proc/nowhere"_s);
    const auto written = up.ended(done);
    QVERIFY(!written);
    QVERIFY(written.error().summary.contains(u"log"_s));
    QCOMPARE(up.entry().result, AuditResult::Done);
}

void TestAuditedAct::writesCsv()
{
    AuditEntry entry;
    entry.id = 7;
    entry.startedAt = QDateTime(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC);
    entry.act = u"up"_s;
    entry.environment = u"Weird \"Name\"; --"_s;
    entry.error = u"a, b\nc"_s;
    const QByteArray csv = auditCsv({&entry, 1});
    QVERIFY(csv.startsWith("id,startedAt,durationMs,act,subject,result,"));
    QVERIFY(csv.contains("\r\n7,2026-03-01T08:00:00.000Z,0,up,,done,,\"a, b\nc\","));
    QVERIFY(csv.contains(",\"Weird \"\"Name\"\"; --\","));
    QCOMPARE(csv.count("\r\n"), 2);
}

void TestAuditedAct::writesJson()
{
    AuditEntry entry;
    entry.id = 7;
    entry.durationMs = 20;
    entry.act = u"up"_s;
    entry.details = u"[{\"id\":\"1\"}]"_s;
    const QJsonObject whole = QJsonDocument::fromJson(auditJson({&entry, 1})).object();
    const QJsonObject object = whole[u"entries"_s].toArray()[0].toObject();
    QCOMPARE(object[u"id"_s].toInt(), 7);
    QCOMPARE(object[u"durationMs"_s].toInt(), 20);
    QCOMPARE(object[u"details"_s].toArray()[0].toObject()[u"id"_s].toString(), u"1"_s);
    QVERIFY(!object.contains(u"error"_s));
}

void TestAuditedAct::tellsAboutTheChain()
{
    ChainState state;
    state.entries = 1;
    QCOMPARE(chainText(state), u"chain whole, 1 entry"_s);
    state.entries = 1214;
    QCOMPARE(chainText(state), u"chain whole, 1,214 entries"_s);
    state.firstBreak = ChainBreak{ChainBreak::Kind::Deleted, 3, 5};
    QCOMPARE(chainText(state), u"chain broken: rows 3 to 5 were deleted"_s);
    QCOMPARE(jsonOf(state)[u"firstBreak"_s].toObject()[u"kind"_s].toString(), u"deleted"_s);
}

QTEST_GUILESS_MAIN(TestAuditedAct)
#include "tst_auditedact.moc"
