// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/fill/checkhints.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

class CheckHintsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void branches();
    void passesOverTheRest_data();
    void passesOverTheRest();
};

namespace {

/// "a: low=1 high=3 in=x,y ..." for each column, by name.
QString described(const ColumnHints &hints)
{
    QStringList columns = hints.keys();
    columns.sort();
    QStringList lines;
    for (const QString &column : columns) {
        const ColumnHint hint = hints.value(column);
        QStringList words;
        if (hint.low)
            words << u"low=%1"_s.arg(*hint.low);
        if (hint.high)
            words << u"high=%1"_s.arg(*hint.high);
        if (!hint.allowed.isEmpty())
            words << u"in="_s + hint.allowed.join(u',');
        if (hint.minLength > 0)
            words << u"min=%1"_s.arg(hint.minLength);
        if (hint.maxLength)
            words << u"max=%1"_s.arg(*hint.maxLength);
        if (!hint.pattern.isEmpty())
            words << (hint.like ? u"like="_s : u"pattern="_s) + hint.pattern;
        if (hint.upperCase)
            words << u"upper"_s;
        if (hint.forceNull)
            words << u"null"_s;
        if (hint.forceValue)
            words << u"value"_s;
        if (hint.rank > 0)
            words << u"rank=%1"_s.arg(hint.rank);
        lines << column + u": "_s + words.join(u' ');
    }
    return lines.join(u"; "_s);
}

void addRow(const char *expression, const char16_t *expected)
{
    QTest::newRow(expression) << QString::fromUtf16(expected);
}

} // namespace

void CheckHintsTest::reads_data()
{
    QTest::addColumn<QString>("expected");
    addRow("a > 0", u"a: low=1");
    addRow("0 < a AND a <= 10", u"a: low=1 high=10");
    addRow("((a >= (0)::numeric) AND (b < 1.5))", u"a: low=0; b: high=1");
    addRow("a BETWEEN 3 AND 5", u"a: low=3 high=5");
    addRow("a = ANY (ARRAY['x'::text, 'y'::text])", u"a: in=x,y");
    addRow(
        "((a)::text = ANY ((ARRAY['x'::character varying, 'it''s'::character varying])::text[]))",
        u"a: in=x,it's");
    addRow("\"A b\" IN (1, 0)", u"A b: in=1,0");
    addRow("a = 'x'", u"a: in=x");
    addRow("length(a) > 2 AND char_length((b)::text) = 3", u"a: min=3; b: min=3 max=3");
    addRow("octet_length(a) = 32", u"a: min=32 max=32");
    addRow("length(btrim(a)) > 0", u"a: min=1");
    addRow("a ~ '^[a-z]+$'::text", u"a: pattern=^[a-z]+$");
    addRow("a ~~ 'x%'::text", u"a: like=x%");
    addRow("a LIKE 'x%'", u"a: like=x%");
    addRow("a IS NOT NULL AND b IS NULL", u"a: value; b: null");
    addRow("a = upper(a)", u"a: upper");
    addRow("a < b AND b <= c", u"b: rank=1; c: rank=2");
    addRow("a IS NULL OR a > 7", u"a: low=8");
    addRow("a", u"a: in=true");
    addRow("VALUE >= 0", u"value: low=0");
    addRow("(a IS NULL) <> (b IS NULL)", u"a: value; b: null");
    addRow("num_nonnulls(a, b, c) = 1", u"a: value; b: null; c: null");
    addRow("json_valid(a)", u"");
}

void CheckHintsTest::reads()
{
    ColumnHints hints;
    addCheckHints(QString::fromUtf8(QTest::currentDataTag()), 0, hints);
    // Asking for a hint may have made an empty one.
    for (const QString &column : hints.keys()) {
        if (hints.value(column) == ColumnHint())
            hints.remove(column);
    }
    QTEST(described(hints), "expected");
}

void CheckHintsTest::branches()
{
    const QString expression = u"a IS NULL OR (kind = 'x' AND a > 1) OR (kind = 'y' AND a > 5)"_s;
    const QStringList expected{u"a: low=2; kind: in=x"_s, u"a: low=6; kind: in=y"_s, u"a: null"_s,
                               u"a: low=2; kind: in=x"_s};
    for (int branch = 0; branch < expected.size(); ++branch) {
        ColumnHints hints;
        addCheckHints(expression, branch, hints);
        QCOMPARE(described(hints), expected[branch]);
    }
}

void CheckHintsTest::passesOverTheRest_data()
{
    QTest::addColumn<int>("unused");
    QTest::newRow("is_valid(a, b)") << 0;
    QTest::newRow("a + b > 3") << 0;
    QTest::newRow("NOT (a > 3)") << 0;
    QTest::newRow("a glob '[a-z]*'") << 0;
    QTest::newRow("this is ( no SQL '") << 0;
    QTest::newRow("") << 0;
}

void CheckHintsTest::passesOverTheRest()
{
    ColumnHints hints;
    addCheckHints(QString::fromUtf8(QTest::currentDataTag()), 0, hints);
    QVERIFY2(hints.isEmpty(), qPrintable(described(hints)));
}

QTEST_GUILESS_MAIN(CheckHintsTest)
#include "tst_checkhints.moc"
