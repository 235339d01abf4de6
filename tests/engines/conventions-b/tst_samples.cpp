// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs.h"

#include "migrations/conventions/conventions.h"

#include <QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// The sample workspaces of these conventions are sound, and run.
class SamplesTest : public QObject
{
    Q_OBJECT

private:
    static QDir sample(const QString &below)
    {
        return QDir(QStringLiteral(TIDEMARK_SOURCE_DIR "/migrations-samples/") + below);
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("SQITCH_SYSTEM_CONFIG", "/nonexistent");
        qputenv("SQITCH_USER_CONFIG", "/nonexistent");
    }

    void upAndDown_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("folder");
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("irreversible");
        QTest::newRow("flyway") << u"flyway"_s << u"flyway/sql"_s << 5 << u"V10__readers"_s;
        QTest::newRow("sqitch") << u"sqitch"_s << u"sqitch"_s << 5 << QString();
        QTest::newRow("popx") << u"popx"_s << u"popx/migrations"_s << 4 << QString();
    }

    void upAndDown()
    {
        QFETCH(QString, id);
        QFETCH(QString, folder);
        QFETCH(int, count);
        QFETCH(QString, irreversible);
        const auto convention = detectConvention(sample(folder));
        QVERIFY2(convention, convention ? "" : qPrintable(convention.error().toString()));
        QCOMPARE((*convention)->id(), id);
        ReadRequest request;
        request.folder = sample(folder);
        for (const Engine engine : {Engine::Sqlite, Engine::PostgreSql}) {
            request.engine = engine;
            const auto set = (*convention)->read(request);
            QVERIFY(set);
            QVERIFY2(set->findings.empty(),
                     set->findings.empty() ? "" : qPrintable(set->findings.front().message));
        }

        const QTemporaryDir elsewhere;
        const Database database =
            Database::make(Engine::Sqlite, u"sample"_s, QDir(elsewhere.path()));
        QCOMPARE(goUp(**convention, sample(folder), database), QString());
        QCOMPARE(appliedIds(**convention, sample(folder), database).size(), count);
        PlanLimits all;
        all.all = true;
        const QString refused = goDown(**convention, sample(folder), database, all);
        if (irreversible.isEmpty()) {
            QCOMPARE(refused, QString());
            QCOMPARE(appliedIds(**convention, sample(folder), database), QStringList());
        } else {
            QVERIFY2(refused.contains(irreversible), qPrintable(refused));
        }
    }
};

QTEST_GUILESS_MAIN(SamplesTest)
#include "tst_samples.moc"
