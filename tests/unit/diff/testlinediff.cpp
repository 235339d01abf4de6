// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/linediff.h"
#include "support/growth.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

/// "1=1", "2~3 [a]|[b]", "4-", "+5": one row per line.
QString shown(const std::vector<AlignedLine> &rows)
{
    const auto marked = [](const std::vector<TextPiece> &pieces) {
        QString text;
        for (const TextPiece &piece : pieces)
            text += piece.changed ? u'[' + piece.text + u']' : piece.text;
        return text;
    };
    QStringList lines;
    for (const AlignedLine &row : rows) {
        if (row.before == 0)
            lines += u"+%1"_s.arg(row.after);
        else if (row.after == 0)
            lines += u"%1-"_s.arg(row.before);
        else if (row.isSame())
            lines += u"%1=%2"_s.arg(row.before).arg(row.after);
        else
            lines += u"%1~%2 %3|%4"_s.arg(row.before)
                         .arg(row.after)
                         .arg(marked(row.words.before), marked(row.words.after));
    }
    return lines.join(u'\n');
}

} // namespace

class TestLineDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void alignsLines_data();
    void alignsLines();
    void keepsEveryLine();
    void staysQuick();
};

void TestLineDiff::alignsLines_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("rows");
    const auto row = [](const char *name, const QString &before, const QString &after,
                        const QString &rows) { QTest::newRow(name) << before << after << rows; };
    row("nothing", {}, {}, {});
    row("the same", u"a\nb"_s, u"a\nb\n"_s, u"1=1\n2=2"_s);
    row("only the one", u"a\nb"_s, {}, u"1-\n2-"_s);
    row("only the other", {}, u"a\nb"_s, u"+1\n+2"_s);
    row("a new first line", u"b"_s, u"a\nb"_s, u"+1\n1=2"_s);
    row("a lost last line", u"a\nb\nc"_s, u"a\nb"_s, u"1=1\n2=2\n3-"_s);
    row("a type changed and a column came",
        u"CREATE TABLE t (\n  total double precision NOT NULL,\n  note text\n)"_s,
        u"CREATE TABLE t (\n  total numeric(12,2) NOT NULL,\n  shipped timestamptz,\n  note text\n)"_s,
        u"1=1\n"
        "2~2   total [double precision] NOT NULL,|  total [numeric(12,2)] NOT NULL,\n"
        "+3\n3=4\n4=5"_s);
    row("a view's last line is not its last any more", u"SELECT id\nFROM t;"_s,
        u"SELECT id\nFROM t\nWHERE id > 1;"_s, u"1=1\n2=2\n+3"_s);
    row("a last column came", u"CREATE TABLE t (\n  a integer\n)"_s,
        u"CREATE TABLE t (\n  a integer,\n  b text\n)"_s, u"1=1\n2=2\n+3\n3=4"_s);
    row("the later of two became it", u"id integer,\nmail text NOT NULL,"_s,
        u"id integer,\nat timestamptz,\nmail varchar(90) NOT NULL,"_s,
        u"1=1\n+2\n2~3 mail [text] NOT NULL,|mail [varchar(90)] NOT NULL,"_s);
    row("nothing in common", u"alpha"_s, u"omega(1)"_s, u"1-\n+1"_s);
    row("white space only",
        u"a\n"
        "  b"_s,
        u"a\n"
        "    b"_s,
        u"1=1\n2~2 [  ]b|[    ]b"_s);
    row("a line that became empty", u"a\n  \nb"_s, u"a\n\nb"_s, u"1=1\n2~2 [  ]|\n3=3"_s);
    row("letters of other scripts", u"straße 🚢\nx"_s, u"straße 🚢🚢\nx"_s,
        u"1~1 straße [🚢]|straße [🚢🚢]\n2=2"_s);
}

void TestLineDiff::alignsLines()
{
    QFETCH(const QString, before);
    QFETCH(const QString, after);
    QFETCH(const QString, rows);
    QCOMPARE(shown(alignLines(before, after)), rows);
}

/// Whatever the texts, each of their lines is there once and in its order, and equal rows are
/// equal.
void TestLineDiff::keepsEveryLine()
{
    QRandomGenerator random(4);
    const auto text = [&random] {
        QStringList lines;
        for (quint32 i = random.bounded(30U); i > 0; --i)
            lines += u"%1 %2"_s.arg(random.bounded(4)).arg(random.bounded(3));
        return lines;
    };
    for (int round = 0; round < 300; ++round) {
        const QStringList before = text();
        const QStringList after = text();
        int lastBefore = 0;
        int lastAfter = 0;
        for (const AlignedLine &row : alignLines(before.join(u'\n'), after.join(u'\n'))) {
            if (row.before > 0)
                QCOMPARE(row.before, ++lastBefore);
            if (row.after > 0)
                QCOMPARE(row.after, ++lastAfter);
            if (row.before > 0 && row.after > 0)
                QCOMPARE(before[row.before - 1] == after[row.after - 1], row.isSame());
        }
        QCOMPARE(lastBefore, int(before.size()));
        QCOMPARE(lastAfter, int(after.size()));
    }
}

void TestLineDiff::staysQuick()
{
    const auto align = [](int count) {
        QStringList before;
        QStringList after;
        for (int i = 0; i < count; ++i) {
            before += u"  column_%1 integer NOT NULL,"_s.arg(i);
            after += i % 100 == 0 ? u"  column_%1 bigint NOT NULL,"_s.arg(i) : before.back();
        }
        const auto rows = alignLines(before.join(u'\n'), after.join(u'\n'));
        QCOMPARE(rows.size(), size_t(count));
        QVERIFY(!rows[100].isSame());
        QVERIFY(rows[101].isSame());
    };
    const double times = test::growth(align, 2'500, 20'000);
    QVERIFY2(times < 30, qPrintable(QString::number(times)));
}

QTEST_GUILESS_MAIN(TestLineDiff)
#include "testlinediff.moc"
