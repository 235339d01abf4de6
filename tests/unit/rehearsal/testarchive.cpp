// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/connectionspec.h"
#include "database/session.h"
#include "rehearsal/archive.h"
#include "rehearsal/comparison.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <thread>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

const QString shop = u"/home/Weird \"Name\"; --/tidemark.toml"_s;

MigrationReport migration(const QString &id, Verdict verdict)
{
    MigrationReport report;
    report.id = id;
    report.version = id.section(u'_', 0, 0);
    report.name = id.section(u'_', 1);
    report.file = id + u".sql"_s;
    report.verdict = verdict;
    report.reason = u"Because of "_s + id;
    report.up.state = StepEvidence::State::Ok;
    report.up.ms = 1.5;
    report.up.statements = {{u"ALTER TABLE \"Weird \"\"Name\"\"; --\""_s,
                             {report.file, 1, 1},
                             1.5,
                             0,
                             0,
                             {{u"public.t"_s, u"AccessExclusiveLock"_s, 1}},
                             {u"public.t"_s},
                             {}}};
    if (verdict == Verdict::DownFails) {
        report.down.state = StepEvidence::State::Failed;
        report.down.error =
            Error{ErrorKind::Sql, u"no such table"_s, {}, {}, u"1"_s, {report.file, 9, 2}, 4};
    }
    return report;
}

RehearsalReport report(std::vector<MigrationReport> migrations)
{
    RehearsalReport report;
    report.tidemarkVersion = u"0.1.0"_s;
    report.mode = u"step"_s;
    report.startedAt = QDateTime(QDate(2026, 3, 1), QTime(9, 30, 1, 250), Qt::UTC);
    report.seconds = 0.25;
    report.migrations = std::move(migrations);
    return report;
}

/// Does to the file what a broken disk or a person would.
void damage(const RehearsalArchive &archive, const char *sql)
{
    ConnectionSpec spec;
    spec.engine = Engine::Sqlite;
    spec.conninfo = archive.file();
    const auto session = openSession(spec);
    QVERIFY(session.has_value());
    QVERIFY((*session)->execute(sql).has_value());
}

} // namespace

class TestArchive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsReports();
    void keepsWorkspacesApart();
    void keepsTheNewestFifty();
    void knowsTheLastVerdicts();
    void onlyItsOwnerReadsIt();
    void damagedRowsAreErrors();
    void aFileThatIsNoDatabaseIsAnError();
    void refusesANewerOne();
    void severalWritersAtOnce();
    void comparesTwo();

private:
    std::unique_ptr<QTemporaryDir> m_state;
    std::unique_ptr<RehearsalArchive> m_archive;
};

void TestArchive::init()
{
    m_state = std::make_unique<QTemporaryDir>();
    m_archive = std::make_unique<RehearsalArchive>(m_state->filePath(u"state/tidemark"_s));
}

void TestArchive::keepsReports()
{
    QVERIFY(m_archive->list(shop).value().empty());
    const RehearsalReport first =
        report({migration(u"1_a"_s, Verdict::Reversible), migration(u"2_b"_s, Verdict::NoDown)});
    RehearsalReport second = first;
    second.cancelled = true;
    second.traffic = u"new orders.sql"_s;
    const qint64 one = m_archive->store(shop, u"from nothing"_s, first).value();
    const qint64 two = m_archive->store(shop, u"copy of staging"_s, second).value();

    const std::vector<PastRehearsal> list = m_archive->list(shop).value();
    QCOMPARE(list.size(), 2u);
    QCOMPARE(list[0].id, two);
    QCOMPARE(list[0].on, u"copy of staging"_s);
    QVERIFY(list[0].cancelled);
    QCOMPARE(list[0].traffic, u"new orders.sql"_s);
    QCOMPARE(list[1].id, one);
    QCOMPARE(list[1].startedAt, first.startedAt);
    QCOMPARE(list[1].seconds, 0.25);
    QCOMPARE(list[1].migrations(), 2);
    QCOMPARE(list[1].counts,
             (std::map<Verdict, int>{{Verdict::Reversible, 1}, {Verdict::NoDown, 1}}));
    QVERIFY(list[1].problem.isEmpty());
    QVERIFY(m_archive->report(one).value() == first);
    QVERIFY(m_archive->report(two).value() == second);
    QCOMPARE(m_archive->report(99).error().kind, ErrorKind::Usage);
}

void TestArchive::keepsWorkspacesApart()
{
    QVERIFY(m_archive->store(shop, u"from nothing"_s, report({})).has_value());
    QCOMPARE(m_archive->list(shop).value().size(), 1u);
    QVERIFY(m_archive->list(u"/elsewhere/tidemark.toml"_s).value().empty());
    QVERIFY(m_archive->lastVerdicts(u"/elsewhere/tidemark.toml"_s).value().empty());
}

void TestArchive::keepsTheNewestFifty()
{
    qint64 first = 0;
    for (int i = 0; i < RehearsalArchive::kept + 3; ++i) {
        const auto id = i == 0 ? u"1_only_at_first"_s : u"2_always"_s;
        const qint64 stored =
            m_archive->store(shop, QString::number(i), report({migration(id, Verdict::Differs)}))
                .value();
        if (i == 0)
            first = stored;
    }
    QVERIFY(m_archive->store(u"other"_s, u"x"_s, report({})).has_value());
    const std::vector<PastRehearsal> list = m_archive->list(shop).value();
    QCOMPARE(list.size(), size_t(RehearsalArchive::kept));
    QCOMPARE(list.front().on, u"52"_s);
    QCOMPARE(list.back().on, u"3"_s);
    QVERIFY(!m_archive->report(first).has_value());
    // What is known of a migration is not forgotten with the report.
    QCOMPARE(m_archive->lastVerdicts(shop).value().count(u"1_only_at_first"_s), 1u);
}

void TestArchive::knowsTheLastVerdicts()
{
    const qint64 one = m_archive
                           ->store(shop, u"from nothing"_s,
                                   report({migration(u"1_a"_s, Verdict::DownFails),
                                           migration(u"2_b"_s, Verdict::LosesData)}))
                           .value();
    const qint64 two = m_archive
                           ->store(shop, u"copy of x"_s,
                                   report({migration(u"1_a"_s, Verdict::NotRun),
                                           migration(u"2_b"_s, Verdict::Reversible)}))
                           .value();
    const LastVerdicts last = m_archive->lastVerdicts(shop).value();
    QCOMPARE(last.size(), 2u);
    const LastVerdict &a = last.at(u"1_a"_s);
    QCOMPARE(a.verdict, Verdict::DownFails);
    QCOMPARE(a.tone, Tone::Bad);
    QCOMPARE(a.label, u"down fails"_s);
    QCOMPARE(a.on, u"from nothing"_s);
    QCOMPARE(a.rehearsal, one);
    QVERIFY(a.error.has_value());
    QVERIFY(a.errorInDown);
    QCOMPARE(a.error->where.line, 9);
    QCOMPARE(a.rewrites, QStringList{u"public.t"_s});
    QCOMPARE(a.locks.size(), 1u);
    QCOMPARE(a.locks[0].mode, u"AccessExclusive"_s);
    const LastVerdict &b = last.at(u"2_b"_s);
    QCOMPARE(b.verdict, Verdict::Reversible);
    QCOMPARE(b.ms, 1.5);
    QCOMPARE(b.rehearsal, two);
    QVERIFY(!b.error);
}

void TestArchive::onlyItsOwnerReadsIt()
{
    QVERIFY(m_archive->store(shop, u"from nothing"_s, report({})).has_value());
    QCOMPARE(QFile::permissions(m_archive->file()) &
                 (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
             QFile::Permissions());
}

void TestArchive::damagedRowsAreErrors()
{
    const auto stored = [this](const QString &on) {
        return m_archive->store(shop, on, report({migration(u"1_a"_s, Verdict::Reversible)}))
            .value();
    };
    const qint64 empty = stored(u"empty"_s);
    const qint64 text = stored(u"text"_s);
    const qint64 half = stored(u"half"_s);
    const qint64 good = stored(u"good"_s);
    damage(*m_archive, "UPDATE rehearsals SET report = x'' WHERE \"on\" = 'empty'");
    damage(*m_archive, "UPDATE rehearsals SET report = 'hello', started_at = 'yesterday' "
                       "WHERE \"on\" = 'text'");
    damage(*m_archive, "UPDATE rehearsals SET report = substr(report, 1, length(report) / 2), "
                       "counts = 'splendid 4' WHERE \"on\" = 'half'");
    damage(*m_archive, "UPDATE last_verdicts SET verdict = '{'");
    for (const qint64 id : {empty, text, half}) {
        const auto read = m_archive->report(id);
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().kind, ErrorKind::Input);
    }
    QVERIFY(m_archive->report(good).has_value());
    const std::vector<PastRehearsal> list = m_archive->list(shop).value();
    QCOMPARE(list.size(), 4u);
    QVERIFY(list[0].problem.isEmpty());
    QVERIFY(!list[1].problem.isEmpty());
    QVERIFY(!list[2].problem.isEmpty());
    QVERIFY(m_archive->lastVerdicts(shop).value().empty());
}

void TestArchive::aFileThatIsNoDatabaseIsAnError()
{
    QVERIFY(QDir().mkpath(QFileInfo(m_archive->file()).absolutePath()));
    QFile file(m_archive->file());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(5000, 'x'));
    file.close();
    QVERIFY(!m_archive->list(shop).has_value());
    QVERIFY(!m_archive->lastVerdicts(shop).has_value());
    QVERIFY(!m_archive->store(shop, u"x"_s, report({})).has_value());
}

void TestArchive::refusesANewerOne()
{
    QVERIFY(m_archive->list(shop).has_value());
    damage(*m_archive, "PRAGMA user_version = 2");
    const auto read = m_archive->list(shop);
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().kind, ErrorKind::Unsupported);
}

void TestArchive::severalWritersAtOnce()
{
    std::vector<std::jthread> writers;
    std::atomic<int> stored = 0;
    for (int i = 0; i < 4; ++i) {
        writers.emplace_back([&, i] {
            for (int j = 0; j < 5; ++j) {
                if (m_archive->store(shop, QString::number(i), report({})))
                    ++stored;
            }
        });
    }
    writers.clear();
    QCOMPARE(stored.load(), 20);
    QCOMPARE(m_archive->list(shop).value().size(), 20u);
}

void TestArchive::comparesTwo()
{
    const RehearsalReport before = report(
        {migration(u"1_better"_s, Verdict::DownFails), migration(u"2_worse"_s, Verdict::Reversible),
         migration(u"3_same"_s, Verdict::LosesData), migration(u"4_gone"_s, Verdict::LosesData),
         migration(u"5_not_run"_s, Verdict::NotRun)});
    const RehearsalReport after = report({migration(u"1_better"_s, Verdict::LosesData),
                                          migration(u"2_worse"_s, Verdict::Reorders),
                                          migration(u"3_same"_s, Verdict::LosesData),
                                          migration(u"5_not_run"_s, Verdict::Reversible)});
    const std::map<QString, Trend> trends = compareRehearsals(before, after);
    QCOMPARE(trends, (std::map<QString, Trend>{{u"1_better"_s, Trend::Better},
                                               {u"2_worse"_s, Trend::Worse},
                                               {u"3_same"_s, Trend::Same},
                                               {u"4_gone"_s, Trend::Gone},
                                               {u"5_not_run"_s, Trend::Added}}));
}

QTEST_GUILESS_MAIN(TestArchive)
#include "testarchive.moc"
