// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/connectionspec.h"
#include "database/session.h"
#include "support/workbenchfixture.h"
#include "workbench/comparecontroller.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// What a person does while something is under way: it is never lost, and never done twice.
class TestCompareController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void keepsWhatIsChosenDuringAReading();
    void keepsItWhenTheReadingIsStopped();
    void keepsTheSidesHoweverOftenTheyTurn();
    void makesOneMigrationAtATime();
    void makesNoneOfAScriptThatIsBeingWritten();
    void writesOneFileAfterTheOther();
    void writesNothingOfAComparisonThatGoes();
    void savesWhatIsThereInTheEnd();
    void leavesNothingEqualAlone();
    void tellsWhichSourceIsNone();
    void looksAtSourcesInAnotherThread();
    void keepsItselfWhereOtherSettingsChange();
    void tellsNothingOfAClosedWorkspace();

private:
    void makeFile(const QString &name, const QByteArray &sql);
    void compare();
    bool isWritten() const;
    int placeOf(const QString &name) const;
    void writeWorkspace(const QString &local, const QString &more = {}) const;
    QStringList migrationFiles() const;

    std::unique_ptr<WorkbenchFixture> m_fixture;
    std::unique_ptr<CompareController> m_controller;
};

void TestCompareController::makeFile(const QString &name, const QByteArray &sql)
{
    const auto session =
        openSession(*ConnectionSpec::parse(u"sqlite:"_s + m_fixture->folder().filePath(name)));
    QVERIFY(session);
    QVERIFY((*session)->execute(sql));
}

/// Two tables whose columns stand in another order, and one that is new.
void TestCompareController::init()
{
    m_fixture = std::make_unique<WorkbenchFixture>();
    makeFile(u"a.db"_s, "CREATE TABLE \"Weird \"\"Name\"\"; --\" (x text, y text);"
                        "CREATE TABLE gone (id integer PRIMARY KEY);");
    makeFile(u"b.db"_s, "CREATE TABLE \"Weird \"\"Name\"\"; --\" (y text, x text);"
                        "CREATE TABLE orders (id integer PRIMARY KEY, total text);");
    writeWorkspace(u"sqlite:b.db"_s);
    QVERIFY(m_fixture->workspaces.open(m_fixture->folder().path()));
    m_controller = std::make_unique<CompareController>(m_fixture->services, m_fixture->workspaces);
}

void TestCompareController::cleanup()
{
    m_controller.reset();
    m_fixture.reset();
}

void TestCompareController::writeWorkspace(const QString &local, const QString &more) const
{
    m_fixture->write(
        u"tidemark.toml"_s,
        u"name = \"shop\"\nmigrations = \"migrations\"\nconvention = \"plain\"\n%2"
        "[environments.local]\nrole = \"local\"\nurl = \"%1\"\n"
        "[environments.production]\nrole = \"production\"\nurl = \"sqlite:a.db\"\n"_s.arg(local,
                                                                                          more));
}

int TestCompareController::placeOf(const QString &name) const
{
    const auto &objects = m_controller->objects()->objects;
    for (size_t i = 0; i < objects.size(); ++i)
        if (objects[i].name == name)
            return int(i);
    return -1;
}

bool TestCompareController::isWritten() const
{
    const CompareScript &script = m_controller->script();
    return m_controller->state() == CompareController::State::Shown && script.scripts() &&
           !script.isBeingWritten();
}

void TestCompareController::compare()
{
    QVERIFY(m_controller->start());
    QTRY_VERIFY(isWritten());
}

QStringList TestCompareController::migrationFiles() const
{
    return m_fixture->migrations().entryList(QDir::Files, QDir::Name);
}

void TestCompareController::keepsWhatIsChosenDuringAReading()
{
    QVERIFY(m_controller->start());
    DiffOptions noise;
    noise.columnOrder = false;
    m_controller->setNoise(noise);
    CompareView view;
    view.equalAsWell = true;
    m_controller->setView(view);
    QCOMPARE(m_controller->state(), CompareController::State::Reading);
    // The weird one is equal then, and listed all the same.
    const auto shows = [this](size_t objects, int changed) {
        const auto &listed = *m_controller->objects();
        const auto found = listed.counts.find(Standing::Changed);
        return listed.objects.size() == objects &&
               (found == listed.counts.end() ? 0 : found->second) == changed;
    };
    QTRY_VERIFY(isWritten() && shows(3, 0));
    QCOMPARE(m_controller->comparison()->options.noise, noise);
    // So it is when others are shown while they are read again.
    QVERIFY(m_controller->start());
    m_controller->setNoise({});
    QTRY_VERIFY(isWritten() && shows(3, 1));
}

void TestCompareController::keepsItWhenTheReadingIsStopped()
{
    compare();
    const auto before = m_controller->comparison();
    QVERIFY(m_controller->start());
    DiffOptions noise;
    noise.columnOrder = false;
    m_controller->setNoise(noise);
    m_controller->cancel();
    QCOMPARE(m_controller->state(), CompareController::State::Shown);
    QTRY_VERIFY(isWritten() && m_controller->comparison()->options.noise == noise);
    QVERIFY(m_controller->comparison() != before);
    // Chosen, asked for again and taken back: what is shown is what is wanted, and whole.
    m_controller->setNoise({});
    QVERIFY(m_controller->start());
    m_controller->setNoise(noise);
    m_controller->cancel();
    QTRY_VERIFY(isWritten());
    QCOMPARE(m_controller->comparison()->options.noise, noise);
}

void TestCompareController::keepsTheSidesHoweverOftenTheyTurn()
{
    compare();
    const auto fits = [this] {
        return isWritten() && m_controller->comparison()->before.source ==
                                  m_controller->source(CompareController::Before);
    };
    QVERIFY(fits());
    m_controller->swap();
    m_controller->swap();
    QTRY_VERIFY(isWritten());
    QVERIFY(fits());
    // Another choice before the first turn is done does not undo it.
    m_controller->swap();
    DiffOptions noise;
    noise.columnOrder = false;
    m_controller->setNoise(noise);
    QTRY_VERIFY(isWritten());
    QVERIFY(fits());
    QCOMPARE(m_controller->comparison()->before.source.displayName(), u"local"_s);
    QVERIFY(m_controller->script().scripts()->up.text.contains(u"CREATE TABLE gone"_s));
    // Turned, asked for again and stopped.
    m_controller->swap();
    QVERIFY(m_controller->start());
    m_controller->cancel();
    QTRY_VERIFY(isWritten());
    QVERIFY(fits());
    QVERIFY(m_controller->script().scripts()->up.text.contains(u"CREATE TABLE orders"_s));
}

void TestCompareController::makesOneMigrationAtATime()
{
    compare();
    CompareScript &script = m_controller->script();
    QSignalSpy made(&script, &CompareScript::migrationsMade);
    QSignalSpy failed(&script, &CompareScript::migrationFailed);
    QVERIFY(script.makeMigration(u"one"_s));
    QVERIFY(script.isMakingMigration());
    QVERIFY(!script.makeMigration(u"one"_s));
    QVERIFY(!script.makeMigration(u"two"_s));
    QTRY_COMPARE(made.size() + failed.size(), 1);
    QVERIFY(!script.isMakingMigration());
    QCOMPARE(failed.size(), 0);
    const QStringList files = migrationFiles();
    QCOMPARE(files.size(), 2 * script.migrationCount());
    QCOMPARE(files.filter(u"one"_s), files);
    // The next one is another.
    QVERIFY(script.makeMigration(u"two"_s));
    QTRY_COMPARE(made.size(), 2);
    QCOMPARE(migrationFiles().size(), 4 * script.migrationCount());
    // One that cannot be written does not stay in the way of the next.
    QVERIFY(script.makeMigration(u"/"_s));
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(script.canMakeMigration());
}

void TestCompareController::makesNoneOfAScriptThatIsBeingWritten()
{
    compare();
    CompareScript &script = m_controller->script();
    m_controller->choose({0}, false);
    QVERIFY(!script.makeMigration(u"old_choice"_s));
    QTRY_VERIFY(script.canMakeMigration());
    m_controller->swap();
    QVERIFY(!script.makeMigration(u"old_direction"_s));
    QTRY_VERIFY(script.canMakeMigration());
    QVERIFY(migrationFiles().isEmpty());
}

void TestCompareController::writesOneFileAfterTheOther()
{
    compare();
    CompareScript &script = m_controller->script();
    QSignalSpy saved(&script, &CompareScript::saved);
    const QString path = m_fixture->folder().filePath(u"script.sql"_s);
    script.save(path, true);
    script.exportReview(m_fixture->folder().filePath(u"not/there.md"_s));
    script.save(path, false);
    QVERIFY(script.isSaving());
    QTRY_COMPARE(saved.size(), 3);
    QVERIFY(!script.isSaving());
    QVERIFY(!saved[0][1].value<std::optional<Error>>());
    QVERIFY(saved[1][1].value<std::optional<Error>>().has_value());
    QCOMPARE(saved[2][0].toString(), path);
    // The last word counts.
    QCOMPARE(m_fixture->read(u"script.sql"_s), script.scripts()->down.text);
    QVERIFY(m_fixture->tasks.entries().empty());
}

/// However much is clicked while another comparison is made.
void TestCompareController::writesNothingOfAComparisonThatGoes()
{
    compare();
    CompareScript &script = m_controller->script();
    script.expectAnother();
    script.setSaferWays(false);
    script.setColumnOrder(ColumnOrder::Exact);
    m_controller->choose({placeOf(u"gone"_s)}, false);
    QTest::qWait(300);
    QVERIFY(script.isBeingWritten());
    QVERIFY(!script.canMakeMigration() && !script.canProve());
    m_controller->swap();
    m_controller->choose({placeOf(u"orders"_s)}, false);
    QVERIFY(!script.makeMigration(u"old_direction"_s));
    QTRY_VERIFY(isWritten());
    QCOMPARE(m_controller->comparison()->before.source.displayName(), u"local"_s);
    // What was chosen meanwhile holds.
    QVERIFY(script.isOfPart());
    QCOMPARE(m_controller->chosenCount(), 1);
    QVERIFY(!script.saferWays());
    QVERIFY(script.canMakeMigration());
}

void TestCompareController::savesWhatIsThereInTheEnd()
{
    compare();
    CompareScript &script = m_controller->script();
    const QString old = script.scripts()->up.text;
    QSignalSpy saved(&script, &CompareScript::saved);
    script.expectAnother();
    script.save(m_fixture->folder().filePath(u"script.sql"_s), true);
    script.exportReview(m_fixture->folder().filePath(u"review.md"_s));
    QVERIFY(script.isSaving());
    QTest::qWait(200);
    QCOMPARE(saved.size(), 0);
    m_controller->swap();
    QTRY_COMPARE(saved.size(), 2);
    QVERIFY(!script.isSaving());
    QVERIFY(script.scripts()->up.text != old);
    QCOMPARE(m_fixture->read(u"script.sql"_s), script.scripts()->up.text);
    QVERIFY(m_fixture->read(u"review.md"_s).contains(u"CREATE TABLE gone"_s));
    // Where none is any more that is said.
    script.expectAnother();
    script.save(m_fixture->folder().filePath(u"never.sql"_s), true);
    m_fixture->workspaces.close();
    QCOMPARE(saved.size(), 3);
    QVERIFY(saved[2][1].value<std::optional<Error>>().has_value());
    QVERIFY(!script.isSaving());
}

void TestCompareController::leavesNothingEqualAlone()
{
    DiffOptions noise;
    noise.columnOrder = false;
    m_controller->setNoise(noise);
    CompareView view;
    view.equalAsWell = true;
    m_controller->setView(view);
    compare();
    QCOMPARE(m_controller->objects()->objects.size(), size_t(3));
    std::vector<int> equal;
    for (int i = 0; i < 3; ++i)
        if (m_controller->objects()->objects[size_t(i)].standing == Standing::Equal)
            equal.push_back(i);
    QCOMPARE(equal.size(), size_t(1));
    m_controller->choose(equal, false);
    QTRY_VERIFY(isWritten());
    QVERIFY(!m_controller->script().isOfPart());
    QVERIFY(m_controller->script().canProve());
    // One that was left alone, and is equal by now, is no reason either.
    m_controller->setNoise({});
    QTRY_VERIFY(isWritten() && m_controller->objects()->counts.contains(Standing::Changed));
    m_controller->choose(equal, false);
    QTRY_VERIFY(isWritten() && m_controller->script().isOfPart());
    m_controller->setNoise(noise);
    QTRY_VERIFY(isWritten() && !m_controller->script().isOfPart());
}

void TestCompareController::tellsWhichSourceIsNone()
{
    using State = CompareController::State;
    // The end of what is being read does not hide it.
    QVERIFY(m_controller->start());
    m_controller->chooseSource(CompareController::Before, u"no-such.sql"_s);
    QTRY_COMPARE(m_controller->state(), State::Failed);
    QTest::qWait(300);
    QCOMPARE(m_controller->state(), State::Failed);
    QVERIFY(m_fixture->tasks.entries().empty());
    // Of two that are none both are named, and looked at once more.
    QSignalSpy changed(m_controller.get(), &CompareController::sourcesChanged);
    m_controller->chooseSources(u"x.db"_s, u"y.db"_s);
    QVERIFY(!changed.isEmpty());
    QVERIFY(!m_controller->source(CompareController::Before));
    QTRY_COMPARE(m_controller->state(), State::Failed);
    QCOMPARE(m_controller->nameOf(CompareController::Before), u"x.db"_s);
    QCOMPARE(m_controller->nameOf(CompareController::After), u"y.db"_s);
    const QString text = m_controller->error()->toString();
    QVERIFY2(text.contains(u"x.db"_s) && text.contains(u"y.db"_s), qPrintable(text));
    makeFile(u"x.db"_s, "CREATE TABLE one (id integer);");
    QVERIFY(m_controller->start());
    QTRY_COMPARE(m_controller->state(), State::Failed);
    QVERIFY(m_controller->source(CompareController::Before).has_value());
    makeFile(u"y.db"_s, "CREATE TABLE two (id integer);");
    QVERIFY(m_controller->start());
    QTRY_COMPARE(m_controller->state(), State::Shown);
    QCOMPARE(m_controller->chosenCount(), 2);
}

void TestCompareController::looksAtSourcesInAnotherThread()
{
    QSignalSpy answered(m_controller.get(), &CompareController::sourceAnswered);
    m_controller->setSource(CompareController::Before, u"no-such.sql"_s);
    QCOMPARE(answered.size(), 0);
    QTRY_COMPARE(answered.size(), 1);
    QVERIFY(answered[0][1].value<std::optional<Error>>().has_value());
    QCOMPARE(m_controller->nameOf(CompareController::Before), u"production"_s);
    QCOMPARE(m_controller->state(), CompareController::State::Nothing);
    // Only the last word counts.
    m_controller->setSource(CompareController::Before, u"no-such.sql"_s);
    m_controller->setSource(CompareController::Before, u"b.db"_s);
    QTRY_COMPARE(answered.size(), 2);
    QVERIFY(!answered[1][1].value<std::optional<Error>>().has_value());
    QTRY_VERIFY(isWritten());
    QCOMPARE(answered.size(), 2);
    QVERIFY(m_controller->comparison()->diff.isEmpty());
    // Turned around meanwhile, it is the other side's.
    m_controller->setSource(CompareController::Before, u"a.db"_s);
    m_controller->swap();
    QTRY_COMPARE(answered.size(), 3);
    QVERIFY(m_controller->nameOf(CompareController::After).contains(u"a.db"_s));
}

void TestCompareController::keepsItselfWhereOtherSettingsChange()
{
    compare();
    m_controller->choose({placeOf(u"gone"_s)}, false);
    QTRY_VERIFY(isWritten());
    const auto shown = m_controller->comparison();
    QSignalSpy changed(&m_fixture->workspaces, &WorkspaceController::workspaceChanged);
    writeWorkspace(u"sqlite:b.db"_s,
                   u"[environments.staging]\nrole = \"staging\"\nurl = \"sqlite:c.db\"\n"_s);
    QVERIFY(m_fixture->workspaces.open(m_fixture->folder().path()));
    QVERIFY(!changed.isEmpty());
    QCOMPARE(m_controller->environments().size(), size_t(3));
    QCOMPARE(m_controller->state(), CompareController::State::Shown);
    QCOMPARE(m_controller->comparison(), shown);
    QVERIFY(m_controller->script().isOfPart());
    // One of the two is another place by now.
    makeFile(u"c.db"_s, "CREATE TABLE elsewhere (id integer);");
    writeWorkspace(u"sqlite:c.db"_s);
    QVERIFY(m_fixture->workspaces.open(m_fixture->folder().path()));
    QCOMPARE(m_controller->state(), CompareController::State::Nothing);
    QVERIFY(!m_controller->comparison());
    QCOMPARE(m_controller->nameOf(CompareController::After), u"local"_s);
    compare();
    QVERIFY(placeOf(u"elsewhere"_s) >= 0);
}

void TestCompareController::tellsNothingOfAClosedWorkspace()
{
    compare();
    CompareScript &script = m_controller->script();
    QSignalSpy made(&script, &CompareScript::migrationsMade);
    QSignalSpy failed(&script, &CompareScript::migrationFailed);
    QVERIFY(script.makeMigration(u"late"_s));
    m_fixture->workspaces.close();
    QTRY_VERIFY(!script.isMakingMigration());
    QCOMPARE(made.size() + failed.size(), 0);
}

QTEST_GUILESS_MAIN(TestCompareController)
#include "tst_comparecontroller.moc"
