// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/ddl-postgres/cases.h"
#include "engines/ddl-postgres/coverage.h"
#include "engines/ddl-postgres/trial.h"
#include "engines/schema-postgres/changes.h"
#include "support/testserver.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace tidemark;
using namespace tidemark::test;
using namespace Qt::StringLiterals;

/// Every change to every kind of object, drafted in both directions. The scripts with their hazards
/// are as in tests/golden/ddl-postgres, and on a server they leave nothing between the copy and the
/// goal, neither for the model nor for pg_dump.
class TestDraftChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void reachesTheOtherAndComesBack_data();
    void reachesTheOtherAndComesBack();
    void everyChangeHasACase();

private:
    Changes m_covered;
};

namespace {

const QString baseName = u"ddl Weird \"Name\"; --"_s;
const QString goalName = u"ddl goal"_s;
const QString trialName = u"ddl trial"_s;

/// The name inside of double quotes.
QString quotable(const QString &name)
{
    return QString(name).replace(u'"', u"\"\""_s);
}

QString wrongWith(const QString &way, const Trial &trial)
{
    const QString verdict = judge(trial);
    return verdict.isEmpty() ? QString() : u"\n%1: %2\n%3"_s.arg(way, verdict, trial.script);
}

} // namespace

void TestDraftChanges::initTestCase()
{
    TestServer::start();
    const auto server = open(TestServer::url());
    mustRun(*server, "CREATE ROLE draft_reader; CREATE ROLE draft_keeper;"
                     "CREATE ROLE draft_super SUPERUSER;"
                     "SET allow_in_place_tablespaces = on");
    mustRun(*server, "CREATE TABLESPACE \"draft Space\" LOCATION ''");
}

void TestDraftChanges::reachesTheOtherAndComesBack_data()
{
    QTest::addColumn<QString>("file");
    for (const QString &name : caseFiles())
        QTest::newRow(qPrintable(name)) << name;
}

/// TIDEMARK_ACCEPT=1 writes what comes out; look at it before it is committed.
void TestDraftChanges::reachesTheOtherAndComesBack()
{
    QFETCH(QString, file);
    const CaseFile cases = readCases(file);
    QVERIFY(!cases.cases.empty());
    const QString baseUrl = TestServer::createDatabase(baseName);
    mustRun(*open(baseUrl), cases.base);
    const State base = readState(baseUrl);
    QString text;
    QString wrong;
    for (const CaseFile::Case &one : cases.cases) {
        const QString goalUrl = copyOf(quotable(baseName), goalName);
        mustRun(*open(goalUrl), one.sql);
        const State goal = readState(goalUrl);
        QVERIFY2(!(*base.schema.schema == *goal.schema.schema), qPrintable(one.name));
        m_covered.merge(changesBetween(*base.schema.schema, *goal.schema.schema));
        m_covered.merge(changesBetween(*goal.schema.schema, *base.schema.schema));
        const Trial up = bring(copyOf(quotable(baseName), trialName), base.schema, goal);
        const Trial down = bring(copyOf(goalName, trialName), goal.schema, base);
        text += u"======== %1\n-------- up\n%2-------- down\n%3"_s.arg(one.name, up.script,
                                                                       down.script);
        const QString here = wrongWith(u"up"_s, up) + wrongWith(u"down"_s, down);
        if (!here.isEmpty())
            wrong += u"\n======== "_s + one.name + here;
    }
    if (!wrong.isEmpty())
        qWarning().noquote() << wrong; // a test's own message is cut
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    QFile golden(QStringLiteral(TIDEMARK_SOURCE_DIR "/tests/golden/ddl-postgres/") + file +
                 u".sql"_s);
    if (qEnvironmentVariableIsSet("TIDEMARK_ACCEPT")) {
        QVERIFY(golden.open(QIODevice::WriteOnly));
        golden.write(text.toUtf8());
        return;
    }
    QVERIFY2(golden.open(QIODevice::ReadOnly), qPrintable(golden.fileName()));
    const QStringList expected = QString::fromUtf8(golden.readAll()).split(u'\n');
    const QStringList actual = text.split(u'\n');
    for (qsizetype i = 0; i < std::max(expected.size(), actual.size()); ++i)
        QVERIFY2(expected.value(i) == actual.value(i),
                 qPrintable(u"line %1: expected %2, got %3"_s.arg(i + 1).arg(expected.value(i),
                                                                             actual.value(i))));
}

/// The list of kinds times changes without a case is printed, and it is empty.
void TestDraftChanges::everyChangeHasACase()
{
    if (m_covered.empty())
        QSKIP("after all cases only");
    const QStringList impossible = impossibleChanges();
    const auto isImpossible = [&](const QString &change) {
        return std::any_of(impossible.begin(), impossible.end(), [&](const QString &line) {
            return QRegularExpression::fromWildcard(line, Qt::CaseSensitive)
                .match(change)
                .hasMatch();
        });
    };
    QStringList without;
    QStringList possibleAfterAll;
    const Changes all = allChanges();
    for (const QString &change : all) {
        const bool covered = m_covered.contains(change);
        if (covered && isImpossible(change))
            possibleAfterAll += change;
        else if (!covered && !isImpossible(change))
            without += change;
    }
    qInfo().noquote() << all.size() << "kinds of change, with a case" << m_covered.size()
                      << ", without one:"
                      << (without.isEmpty() ? u"none"_s : u'\n' + without.join(u'\n'));
    QVERIFY2(possibleAfterAll.isEmpty(), qPrintable(possibleAfterAll.join(u'\n')));
    QCOMPARE(without, QStringList{});
}

QTEST_GUILESS_MAIN(TestDraftChanges)
#include "tst_changes.moc"
