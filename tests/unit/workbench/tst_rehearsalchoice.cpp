// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/rehearsalchoice.h"
#include "workspace/workspace.h"

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

/// What of a choice is there again the next day.
class TestRehearsalChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void comesBackFromAFile_data();
    void comesBackFromAFile();
    void leavesOutWhatIsOfOneOccasion();
    void damagedSettingsAreNoHindrance_data();
    void damagedSettingsAreNoHindrance();
    void followsTheWorkspace();

private:
    QTemporaryDir m_folder;
    Workspace m_workspace;
};

void TestRehearsalChoice::init()
{
    Environment staging;
    staging.name = u"Weird \"Name\"; --"_s;
    m_workspace = {};
    m_workspace.environments = {staging};
    QFile traffic(m_folder.filePath(u"traffic.sql"_s));
    QVERIFY(traffic.open(QIODevice::WriteOnly));
}

void TestRehearsalChoice::comesBackFromAFile_data()
{
    QTest::addColumn<RehearsalChoice>("choice");
    using Which = RehearsalChoice::Which;
    RehearsalChoice choice;
    QTest::newRow("as at first") << choice;
    choice.which = Which::Last;
    choice.last = 17;
    choice.fill = 0;
    choice.mode = RehearsalOptions::Mode::Chain;
    choice.environment = u"Weird \"Name\"; --"_s;
    QTest::newRow("a chain") << choice;
    choice.backup = m_folder.filePath(u"traffic.sql"_s); // any file that is there
    QTest::newRow("a backup") << choice;
    choice.mode = RehearsalOptions::Mode::Restore;
    QTest::newRow("a restore") << choice;
    choice = {};
    choice.which = Which::All;
    choice.fromNothing = true;
    choice.asOneUnit = true;
    choice.fill = 100;
    choice.trafficFile = m_folder.filePath(u"traffic.sql"_s);
    QTest::newRow("from nothing") << choice;
}

void TestRehearsalChoice::comesBackFromAFile()
{
    QFETCH(const RehearsalChoice, choice);
    const QString file = m_folder.filePath(u"settings.ini"_s);
    QSettings(file, QSettings::IniFormat).setValue("choice"_L1, savedChoice(choice));
    const QSettings settings(file, QSettings::IniFormat);
    const RehearsalChoice restored =
        restoredChoice(settings.value("choice"_L1).toMap(), m_workspace);
    QVERIFY(restored == choice);
}

void TestRehearsalChoice::leavesOutWhatIsOfOneOccasion()
{
    RehearsalChoice choice;
    choice.which = RehearsalChoice::Which::Selection;
    choice.selection = QStringList{u"0001_a"_s};
    choice.fill = 5;
    RehearsalChoice expected;
    expected.fill = 5;
    QVERIFY(restoredChoice(savedChoice(choice), m_workspace) == expected);
    choice.which = RehearsalChoice::Which::Range;
    choice.from = choice.to = u"0001_a"_s;
    QVERIFY(restoredChoice(savedChoice(choice), m_workspace) == expected);
}

void TestRehearsalChoice::damagedSettingsAreNoHindrance_data()
{
    QTest::addColumn<QVariantMap>("saved");
    QTest::newRow("none") << QVariantMap();
    QTest::newRow("numbers out of range")
        << QVariantMap{{u"last"_s, 0}, {u"fill"_s, -3}, {u"which"_s, u"some"_s}};
    QTest::newRow("no numbers") << QVariantMap{{u"last"_s, u"many"_s}, {u"fill"_s, u"few"_s}};
    QTest::newRow("gone") << QVariantMap{{u"environment"_s, u"gone"_s},
                                         {u"backup"_s, u"/nowhere/at/all.dump"_s},
                                         {u"traffic"_s, u"/nowhere/at/all.sql"_s}};
}

void TestRehearsalChoice::damagedSettingsAreNoHindrance()
{
    QFETCH(const QVariantMap, saved);
    QVERIFY(restoredChoice(saved, m_workspace) == RehearsalChoice());
}

void TestRehearsalChoice::followsTheWorkspace()
{
    RehearsalChoice choice;
    choice.fromNothing = false;
    m_workspace.environments.clear();
    QVERIFY(restoredChoice(savedChoice(choice), m_workspace).fromNothing);
    QVERIFY(restoredChoice({}, m_workspace).fromNothing);
}

QTEST_GUILESS_MAIN(TestRehearsalChoice)
#include "tst_rehearsalchoice.moc"
