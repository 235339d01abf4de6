// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/reconcile.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

/// "1 2 !3": three rows, the last one failed.
History historyOf(const QString &text, bool watermark = false)
{
    History history;
    history.exists = true;
    history.watermarkOnly = watermark;
    for (QString version : text.split(u' ', Qt::SkipEmptyParts)) {
        AppliedMigration row;
        row.failed = version.startsWith(u'!');
        row.version = version.remove(u'!');
        history.applied.push_back(row);
    }
    return history;
}

/// "+2 -1": steps over migrations 1 to 5.
Plan planOf(const QString &basis, const QString &steps, bool watermark)
{
    auto set = std::make_shared<MigrationSet>();
    for (int version = 1; version <= 5; ++version) {
        Migration migration;
        migration.version = QString::number(version);
        migration.id = migration.version;
        set->migrations.push_back(migration);
    }
    Plan plan;
    plan.basis = historyOf(basis, watermark);
    for (const QString &step : steps.split(u' ', Qt::SkipEmptyParts)) {
        const auto index = static_cast<size_t>(step.mid(1).toInt() - 1);
        plan.steps.push_back({step[0] == u'+', set->migrations[index], {}, {}});
    }
    plan.set = set;
    return plan;
}

} // namespace

class TestReconcile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesHistories_data();
    void comparesHistories();
};

void TestReconcile::comparesHistories_data()
{
    QTest::addColumn<bool>("watermark");
    QTest::addColumn<QString>("basis");
    QTest::addColumn<QString>("steps");
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("expected"); // one character per step: "x" done by others; or "busy"
    QTest::newRow("nothing happened") << false << u"1"_s << u"+2 +3"_s << u"1"_s << u".."_s;
    QTest::newRow("first done") << false << u"1"_s << u"+2 +3"_s << u"1 2"_s << u"x."_s;
    QTest::newRow("all done") << false << u"1"_s << u"+2 +3"_s << u"1 2 3"_s << u"xx"_s;
    QTest::newRow("more done than planned")
        << false << u"1"_s << u"+2"_s << u"1 2 3"_s << u"busy"_s;
    QTest::newRow("rolled back below us") << false << u"1"_s << u"+2"_s << QString() << u"busy"_s;
    QTest::newRow("failed meanwhile") << false << u"1"_s << u"+2"_s << u"1 !2"_s << u"busy"_s;
    QTest::newRow("failed before") << false << u"1 !2"_s << u"+2"_s << u"1 !2"_s << u"."_s;
    QTest::newRow("down done") << false << u"1 2 3"_s << u"-3 -2"_s << u"1 2"_s << u"x."_s;
    QTest::newRow("down, and a new one") << false << u"1 2"_s << u"-2"_s << u"1 2 3"_s << u"busy"_s;
    QTest::newRow("redo, rolled back by others")
        << false << u"1 2"_s << u"-2 +2"_s << u"1"_s << u"x."_s;
    QTest::newRow("watermark, nothing") << true << u"2"_s << u"+3 +4"_s << u"2"_s << u".."_s;
    QTest::newRow("watermark, one done") << true << u"2"_s << u"+3 +4"_s << u"3"_s << u"x."_s;
    QTest::newRow("watermark, all done") << true << QString() << u"+1 +2"_s << u"2"_s << u"xx"_s;
    QTest::newRow("watermark, down") << true << u"3"_s << u"-3 -2"_s << u"2"_s << u"x."_s;
    QTest::newRow("watermark, dirty") << true << u"2"_s << u"+3"_s << u"!3"_s << u"busy"_s;
}

void TestReconcile::comparesHistories()
{
    QFETCH(bool, watermark);
    QFETCH(QString, basis);
    QFETCH(QString, steps);
    QFETCH(QString, now);
    const auto done = stepsDoneByOthers(planOf(basis, steps, watermark), historyOf(now, watermark));
    QString text;
    if (done) {
        for (const bool each : *done)
            text += each ? u'x' : u'.';
    } else {
        QCOMPARE(done.error().kind, ErrorKind::Busy);
        text = u"busy"_s;
    }
    QTEST(text, "expected");
}

QTEST_GUILESS_MAIN(TestReconcile)
#include "tst_reconcile.moc"
