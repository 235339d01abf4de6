// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/fill/patternsample.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

class PatternSampleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void givesUp_data();
    void givesUp();
    void like();
};

void PatternSampleTest::matches_data()
{
    QTest::addColumn<bool>("varies"); // numbers give different texts
    QTest::newRow("^[a-z]+$") << true;
    QTest::newRow("^[a-z][a-z0-9_]{2,30}$") << true;
    QTest::newRow("^\\d{4}-\\d{2}$") << true;
    QTest::newRow("^(foo|bar)$") << false;
    QTest::newRow("^(?:ab)?c*d+$") << false;
    QTest::newRow("^[^@]+@[^@]+\\.[a-z]{2,}$") << true;
    QTest::newRow("^#[0-9a-fA-F]{6}$") << true;
    QTest::newRow("^[[:alpha:]][[:digit:]]*$") << true;
    QTest::newRow("^[]x-]$") << true;
    QTest::newRow("^.{3,5}$") << true;
    QTest::newRow("^[A-Z]{2,3}-[0-9]{1,}$") << true;
    QTest::newRow("^v?[0-9]+(\\.[0-9]+){2}$") << true;
    QTest::newRow("^\\w+\\s\\S$") << true;
    QTest::newRow("^a\\.b\\$$") << false;
    QTest::newRow("x") << false;
}

void PatternSampleTest::matches()
{
    QFETCH(bool, varies);
    const QString pattern = QString::fromUtf8(QTest::currentDataTag());
    const QRegularExpression expression(pattern);
    QVERIFY(expression.isValid());
    QStringList texts;
    for (int number = 1; number <= 3; ++number) {
        const auto text = sampleOfPattern(pattern, number);
        QVERIFY(text);
        QVERIFY2(expression.match(*text).hasMatch(), qPrintable(*text));
        texts << *text;
    }
    QCOMPARE(texts.removeDuplicates() == 0, varies);
}

void PatternSampleTest::givesUp_data()
{
    QTest::addColumn<int>("unused");
    QTest::newRow("^(?!x)y$") << 0;
    QTest::newRow("(a)\\1") << 0;
    QTest::newRow("(a") << 0;
    QTest::newRow("a)") << 0;
    QTest::newRow("a{2") << 0;
}

void PatternSampleTest::givesUp()
{
    QCOMPARE(sampleOfPattern(QString::fromUtf8(QTest::currentDataTag()), 1), std::nullopt);
}

void PatternSampleTest::like()
{
    QCOMPARE(sampleOfLike(u"a%_\\%"_s, 2), u"a2c%"_s);
    QVERIFY(sampleOfLike(u"%@%"_s, 1) != sampleOfLike(u"%@%"_s, 2));
}

QTEST_GUILESS_MAIN(PatternSampleTest)
#include "tst_patternsample.moc"
