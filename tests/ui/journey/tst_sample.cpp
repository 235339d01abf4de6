// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include "database/session.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace tidemark;
using namespace tidemark::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 120'000;

QStringList tablesOf(const QString &file)
{
    const auto session = openSession(*ConnectionSpec::parse(u"sqlite:"_s + file));
    const auto rows = (*session)->query("SELECT name FROM sqlite_schema WHERE type = 'table'");
    QStringList names;
    for (const auto &row : rows->rows)
        names += QString::fromUtf8(*row[0]);
    return names;
}

} // namespace

/// The first quarter of an hour with the sample shop, from an empty window.
class TestSample : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void opensInOneClick();
    void rehearsesAndShowsVerdicts();
    void theTimelineKnowsTheVerdicts();
    void appliesAllAfterShowingThePlan();
    void findsATableByName();
    void rollsBackToAMigration();
    void stopsAtADownThatFails();
    void whatWasDoneIsInTheLog();
    void fitsANarrowWindow();
    void worksInTheDark();
    void cleanupTestCase();

private:
    void execute();

    std::unique_ptr<Desk> m_desk;
};

void TestSample::initTestCase()
{
    m_desk = std::make_unique<Desk>();
}

void TestSample::cleanupTestCase()
{
    m_desk.reset();
}

/// Clicks whichever of the two buttons the plan's hazards have made of it, and waits for the end.
void TestSample::execute()
{
    QTRY_VERIFY(m_desk->sees<QPushButton>(u"executeDangerButton"_s) ||
                m_desk->sees<QPushButton>(u"executeButton"_s));
    const bool hazardous = m_desk->sees<QPushButton>(u"executeDangerButton"_s);
    QVERIFY(m_desk->click(hazardous ? u"executeDangerButton"_s : u"executeButton"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->workbench().runs().state(), RunController::State::Ended,
                              patience);
}

void TestSample::opensInOneClick()
{
    QVERIFY(m_desk->click(u"open-sample"_s));
    QTRY_VERIFY(m_desk->sees<QAbstractItemView>(u"timelineTable"_s));
    const auto *table = m_desk->find<QAbstractItemView>(u"timelineTable"_s);
    QTRY_COMPARE(table->model()->rowCount(), 16);
    // Whatever can be compared with the states that they make knows them.
    QTRY_COMPARE(m_desk->workbench().compares().migrations().size(), 16);
}

void TestSample::rehearsesAndShowsVerdicts()
{
    QVERIFY(m_desk->goTo(u"rehearse"_s));
    QVERIFY(m_desk->click(u"rehearseNow"_s));
    RehearsalController &rehearsals = m_desk->workbench().rehearsals();
    QTRY_VERIFY_WITH_TIMEOUT(rehearsals.state() == RehearsalController::State::Shown, patience);
    QCOMPARE(rehearsals.rows().size(), std::size_t(16));
    QVERIFY(!rehearsals.error());
    const std::map<Verdict, int> counts = rehearsals.counts();
    QVERIFY(counts.at(Verdict::Reversible) > 0);
    QVERIFY(counts.at(Verdict::DownFails) > 0);
    QVERIFY(m_desk->select(u"rehearsalTable"_s, u"reviews_without_title"_s));
    QTRY_VERIFY(m_desk->sees<QWidget>(u"evidenceError"_s));
}

void TestSample::theTimelineKnowsTheVerdicts()
{
    QVERIFY(m_desk->goTo(u"timeline"_s));
    QTRY_VERIFY(m_desk->row(u"timelineTable"_s, u"reviews_without_title"_s)
                    .join(u' ')
                    .contains("down fails"_L1));
}

void TestSample::appliesAllAfterShowingThePlan()
{
    const QString database = m_desk->path(u"tidemark-shop/shop.db"_s);
    // The newest one has no down and stays out.
    QVERIFY(m_desk->select(u"timelineTable"_s, u"rebuild_indexes"_s));
    QVERIFY(m_desk->click(u"applyButton"_s));
    QTRY_COMPARE(m_desk->workbench().runs().state(), RunController::State::Planned);
    QVERIFY(!QFile::exists(database) || tablesOf(database).isEmpty());
    QTRY_VERIFY(m_desk->sees<QAbstractItemView>(u"runSteps"_s));
    QCOMPARE(m_desk->workbench().runs().plan()->steps.size(), std::size_t(15));
    execute();
    QVERIFY2(m_desk->workbench().runs().report()->ok(),
             qPrintable(m_desk->workbench().runs().words().headline));
    QVERIFY(tablesOf(database).contains(u"suppliers"_s));
    QVERIFY(!tablesOf(database).contains(u"invoices"_s));
}

/// The palette knows what the database has; a table leads to the migrations that speak of it.
void TestSample::findsATableByName()
{
    const TablesController &tables = m_desk->workbench().tables();
    const auto isKnown = [&] {
        return !tables.isReading() && std::ranges::any_of(tables.tables(), [](const auto &each) {
            return each.name == u"order_items"_s;
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isKnown(), patience);
    QTest::keyClick(&m_desk->window(), Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(m_desk->sees<QLineEdit>(u"palette-field"_s));
    QTest::keyClicks(m_desk->find<QLineEdit>(u"palette-field"_s), u"order_items"_s);
    auto *list = m_desk->find<QAbstractItemView>(u"palette-list"_s);
    QVERIFY(list);
    int found = -1;
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        const QString said = list->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
        if (said == u"order_items, table on local")
            found = row;
    }
    QVERIFY(found >= 0);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualRect(list->model()->index(found, 0)).center());
    auto *filter = m_desk->find<QLineEdit>(u"timelineFilter"_s);
    QTRY_COMPARE(filter->text(), u"text:order_items"_s);
    auto *table = m_desk->find<QAbstractItemView>(u"timelineTable"_s);
    QTRY_VERIFY(table->model()->rowCount() > 0 && table->model()->rowCount() < 16);
    filter->clear();
    QTRY_COMPARE(table->model()->rowCount(), 16);
}

void TestSample::rollsBackToAMigration()
{
    m_desk->workbench().runs().dismiss();
    QTRY_VERIFY(m_desk->select(u"timelineTable"_s, u"ship_to_switzerland"_s));
    QVERIFY(m_desk->click(u"rollBackButton"_s));
    QTRY_COMPARE(m_desk->workbench().runs().state(), RunController::State::Planned);
    const auto plan = m_desk->workbench().runs().plan();
    QCOMPARE(plan->steps.size(), std::size_t(4));
    QCOMPARE(plan->steps[0].id, u"0015_rebuild_indexes"_s);
    QVERIFY(!plan->steps[3].hazards.isEmpty());
    execute();
    QVERIFY2(m_desk->workbench().runs().report()->ok(),
             qPrintable(m_desk->workbench().runs().words().headline));
    QVERIFY(!tablesOf(m_desk->path(u"tidemark-shop/shop.db"_s)).contains(u"suppliers"_s));
}

void TestSample::stopsAtADownThatFails()
{
    m_desk->workbench().runs().dismiss();
    QTRY_VERIFY(m_desk->select(u"timelineTable"_s, u"0008"_s));
    QVERIFY(m_desk->click(u"rollBackButton"_s));
    QTRY_COMPARE(m_desk->workbench().runs().state(), RunController::State::Planned);
    execute();
    const RunController &runs = m_desk->workbench().runs();
    QVERIFY(!runs.report()->ok());
    QVERIFY(runs.words().error);
    QVERIFY(!runs.words().failedId.isEmpty());
    QTRY_VERIFY(m_desk->sees<QWidget>(u"runError"_s));
}

void TestSample::whatWasDoneIsInTheLog()
{
    m_desk->workbench().runs().dismiss();
    QVERIFY(m_desk->goTo(u"log"_s));
    QTRY_VERIFY(m_desk->sees<QAbstractItemView>(u"logTable"_s));
    const auto *table = m_desk->find<QAbstractItemView>(u"logTable"_s);
    // Rehearsal, apply, roll back, and the roll back that failed.
    QTRY_COMPARE(table->model()->rowCount(), 4);
}

/// With all that has been shown and said by now.
void TestSample::fitsANarrowWindow()
{
    for (const QString &place : {u"timeline"_s, u"rehearse"_s, u"log"_s}) {
        QVERIFY(m_desk->goTo(place));
        QTest::qWait(50);
        const int least = m_desk->window().minimumSizeHint().width();
        QVERIFY2(least <= 940, qPrintable(place + u": "_s + QString::number(least)));
    }
}

void TestSample::worksInTheDark()
{
    m_desk->workbench().theme().setScheme(Theme::Scheme::Dark);
    const QColor window = m_desk->workbench().theme().colour(Colour::Window);
    const QColor base = m_desk->workbench().theme().colour(Colour::Base);
    for (const QString &place : {u"timeline"_s, u"rehearse"_s, u"log"_s}) {
        QVERIFY(m_desk->goTo(place));
        QTest::qWait(50);
        const QImage image = m_desk->window().grab().toImage();
        // Nothing large stayed light: a page that missed the change would show.
        qint64 light = 0;
        for (int y = 0; y < image.height(); y += 4) {
            for (int x = 0; x < image.width(); x += 4)
                light += image.pixelColor(x, y).lightness() > 200 ? 1 : 0;
        }
        const qint64 looked = qint64(image.width() / 4) * (image.height() / 4);
        QVERIFY2(light * 100 < looked * 4,
                 qPrintable(u"%1: %2 of %3"_s.arg(place).arg(light).arg(looked)));
        QCOMPARE(image.pixelColor(image.width() / 2, image.height() - 3), window);
        QVERIFY(base.lightness() < 60);
    }
}

QTEST_MAIN(TestSample)
#include "tst_sample.moc"
