// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/duration.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

class TestDuration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
};

void TestDuration::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("expected");
    QTest::newRow("ms") << u"250ms"_s << 250;
    QTest::newRow("s") << u"5s"_s << 5000;
    QTest::newRow("space") << u"5 s"_s << 5000;
    QTest::newRow("min") << u"2min"_s << 120'000;
    QTest::newRow("h") << u"1h"_s << 3'600'000;
    QTest::newRow("zero") << u"0"_s << 0;
    QTest::newRow("no unit") << u"5"_s << -1;
    QTest::newRow("unknown unit") << u"5d"_s << -1;
    QTest::newRow("negative") << u"-5s"_s << -1;
    QTest::newRow("empty") << QString() << -1;
    QTest::newRow("too long") << u"99999999999999999999s"_s << -1;
}

void TestDuration::parses()
{
    QFETCH(QString, text);
    QFETCH(int, expected);
    const auto parsed = parseDuration(text);
    QCOMPARE(parsed ? static_cast<int>(parsed->count()) : -1, expected);
}

QTEST_GUILESS_MAIN(TestDuration)
#include "tst_duration.moc"
