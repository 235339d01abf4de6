// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/rehearse.h"
#include "rehearsal/reports/jsonreport.h"
#include "support/testserver.h"
#include "workspace/workspace.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using tidemark::test::TestServer;

namespace {

const QString samples = QStringLiteral(TIDEMARK_SOURCE_DIR "/migrations-samples/");

/// What the comments of the shops' migrations promise, on empty tables and on filled ones.
struct Promise
{
    const char16_t *version;
    Verdict empty;
    Verdict filled;
};

constexpr Promise promises[] = {
    {u"0001", Verdict::Reversible, Verdict::Reversible},
    {u"0002", Verdict::Reversible, Verdict::Reversible},
    {u"0003", Verdict::Reversible, Verdict::Reversible},
    {u"0004", Verdict::Reversible, Verdict::Reversible},
    {u"0005", Verdict::Reversible, Verdict::Reversible},
    {u"0006", Verdict::LosesData, Verdict::LosesData},
    {u"0007", Verdict::LosesData, Verdict::LosesData},
    {u"0008", Verdict::Differs, Verdict::Differs},
    {u"0009", Verdict::Reversible, Verdict::DownFails},
    {u"0010", Verdict::DownFails, Verdict::DownFails},
    {u"0011", Verdict::RedoFails, Verdict::RedoFails},
    {u"0012", Verdict::Reorders, Verdict::Reorders},
    {u"0013", Verdict::RedoDiffers, Verdict::RedoDiffers},
    {u"0014", Verdict::EmptyDown, Verdict::EmptyDown},
    {u"0015", Verdict::EmptyDown, Verdict::EmptyDown},
    {u"0016", Verdict::NoDown, Verdict::NoDown},
};

} // namespace

/// The sample shops show what they were made to show.
class TestShops : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keepTheirPromises_data();
    void keepTheirPromises();
    void takeTheirTraffic_data();
    void takeTheirTraffic();
    void areWorkspaces_data();
    void areWorkspaces();

private:
    RehearsalReport rehearseShop(const QString &shop, int fill, const QString &traffic = {},
                                 int last = 0);

    QTemporaryDir m_state;
};

void TestShops::initTestCase()
{
    TestServer::start();
}

RehearsalReport TestShops::rehearseShop(const QString &shop, int fill, const QString &traffic,
                                        int last)
{
    RehearsalRequest request;
    request.folder = QDir(samples + shop + u"/migrations"_s);
    request.convention = u"plain"_s;
    request.database =
        *ConnectionSpec::parse(shop == u"shop-sqlite" ? u"sqlite:"_s : TestServer::url());
    request.fromEmpty = true;
    request.fill = fill;
    request.trafficFile = traffic;
    request.last = last;
    SandboxFactory sandboxes(m_state.path());
    RehearsalObserver observer;
    Result<RehearsalReport> report = rehearse(request, sandboxes, observer, {});
    if (!report)
        qWarning("%s", qPrintable(report.error().toString()));
    else if (readJson(writeJson(*report)).value_or(RehearsalReport{}) != *report)
        qFatal("the report is another one after it was written and read");
    return report.value_or(RehearsalReport{});
}

void TestShops::keepTheirPromises_data()
{
    QTest::addColumn<QString>("shop");
    QTest::addColumn<int>("fill");
    QTest::newRow("sqlite") << u"shop-sqlite"_s << 0;
    QTest::newRow("sqlite, filled") << u"shop-sqlite"_s << 2;
    QTest::newRow("postgres") << u"shop-postgres"_s << 0;
    QTest::newRow("postgres, filled") << u"shop-postgres"_s << 2;
}

void TestShops::keepTheirPromises()
{
    QFETCH(QString, shop);
    QFETCH(int, fill);
    const RehearsalReport report = rehearseShop(shop, fill);
    QCOMPARE(report.migrations.size(), std::size(promises));
    for (size_t i = 0; i < report.migrations.size(); ++i) {
        const MigrationReport &migration = report.migrations[i];
        const Promise &promise = promises[i];
        const Verdict expected = fill > 0 ? promise.filled : promise.empty;
        QCOMPARE(migration.version, QString::fromUtf16(promise.version));
        QVERIFY2(migration.verdict == expected,
                 qPrintable(u"%1 %2, not %3: %4"_s.arg(migration.id, verdictName(migration.verdict),
                                                       verdictName(expected), migration.reason)));
    }
    // Two empty downs: the one leaves a table behind, the other had nothing to undo.
    QVERIFY(!isGood(report.migrations[13]));
    QVERIFY(isGood(report.migrations[14]));
}

void TestShops::takeTheirTraffic_data()
{
    QTest::addColumn<QString>("shop");
    QTest::newRow("sqlite") << u"shop-sqlite"_s;
    QTest::newRow("postgres") << u"shop-postgres"_s;
}

/// A customer who came between up and down is not lost by a migration that has nothing to do with
/// customers.
void TestShops::takeTheirTraffic()
{
    QFETCH(QString, shop);
    const RehearsalReport report = rehearseShop(shop, 0, samples + shop + u"/traffic.sql"_s, 10);
    QCOMPARE(report.migrations.size(), size_t(10));
    QCOMPARE(report.migrations[0].version, u"0007"_s);
    for (const MigrationReport &migration : report.migrations) {
        QVERIFY2(
            migration.findings.empty() || migration.verdict == Verdict::NoDown,
            qPrintable(migration.findings.empty() ? QString() : migration.findings[0].message));
    }
    QCOMPARE(report.migrations[5].version, u"0012"_s);
    QCOMPARE(report.migrations[5].verdict, Verdict::Reorders);
}

void TestShops::areWorkspaces_data()
{
    takeTheirTraffic_data();
}

void TestShops::areWorkspaces()
{
    QFETCH(QString, shop);
    const Result<Workspace> workspace = readWorkspace(samples + shop + u"/tidemark.toml"_s);
    QVERIFY2(workspace.has_value(), workspace ? "" : qPrintable(workspace.error().toString()));
    QCOMPARE(workspace->convention, u"plain"_s);
    QVERIFY(QDir(workspace->migrations).exists(u"0001_customers.up.sql"_s));
    QVERIFY(workspace->findEnvironment(u"local"_s));
}

QTEST_GUILESS_MAIN(TestShops)
#include "tst_shops.moc"
