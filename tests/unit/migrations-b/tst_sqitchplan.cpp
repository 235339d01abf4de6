// SPDX-License-Identifier: GPL-3.0-or-later
#include "folder.h"

#include "migrations/conventions/sqitchplan.h"

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

namespace {

const QByteArray goldenPlan =
    "%syntax-version=1.0.0\n"
    "%project=flipr\n"
    "%uri=HTTPS://GitHub.com:443/Tidemark/Flipr\n"
    "\n"
    "users 2012-07-16T14:01:20Z Barack Obama <potus@whitehouse.gov> # Creates users table.\n"
    "  # a comment of its own\n"
    "\n"
    "sub/insert_user [users] 2012-07-16T14:12:03Z Tom Lane <tgl@example.net> # First\\nsecond "
    "\\\\n "
    "not a break.\n"
    "@v1.0.0-dev1 2012-07-16T15:00:00Z Tom Lane <tgl@example.net>   #   Tag it. \n"
    "@v1.0 2012-07-16T15:00:01Z Tom Lane <tgl@example.net>\n"
    "+ lists [users sub/insert_user !other:widgets] 2012-07-17T08:09:10Z  Søren  Ünsal  "
    "<s@example.net>\n"
    "users [users@v1.0 @v1.0] 2012-08-01T00:00:00Z Ann <ann@example.org> # Reworked.\n"
    "@v2 2012-08-02T00:00:00Z Ann <ann@example.org>\n"
    "über_größe [lists] 2013-01-01T00:00:00Z Ann <ann@example.org>\n";

SqitchPlan parseGood(const QByteArray &text)
{
    std::vector<Finding> findings;
    SqitchPlan plan = parseSqitchPlan(text, u"sqitch.plan"_s, findings);
    if (!findings.empty())
        QTest::qFail(qPrintable(findings.front().message), __FILE__, __LINE__);
    return plan;
}

QByteArray withHead(const QByteArray &lines)
{
    return "%project=p\n\n" + lines;
}

} // namespace

class SqitchPlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The ids are those that sqitch 1.3.1 wrote into its registry for this plan.
    void idsAreSqitchs()
    {
        const SqitchPlan plan = parseGood(goldenPlan);
        QCOMPARE(plan.project, u"flipr"_s);
        QStringList changes;
        QStringList tags;
        for (const SqitchChange &change : plan.changes) {
            changes.append(change.id);
            for (const SqitchTag &tag : change.tags)
                tags.append(tag.name + u' ' + tag.id);
        }
        QCOMPARE(changes, (QStringList{u"93806a1ca5fff7a822faa295f903fbf71e3bbe5c"_s,
                                       u"8c0df3334a2fde4812103d6f914153c7bf4e2097"_s,
                                       u"3e725265a815498d1ae7e7c76c5bbce107030634"_s,
                                       u"9ffaa90b8420fa2a0e20ec83324d63dbf3a4fb50"_s,
                                       u"4cf8c79bfdcdb36b791628596358c2b16cb59245"_s}));
        QCOMPARE(tags, (QStringList{u"v1.0.0-dev1 79b29de577397bf8f834747651b749b9208f805f"_s,
                                    u"v1.0 0a8e12ffe18590d031ae406f82f86cee70fa995b"_s,
                                    u"v2 169c3b0a7af854f0f1d5bd8745c227aff3e54e5d"_s}));
    }

    void contents()
    {
        const SqitchPlan plan = parseGood(goldenPlan);
        const SqitchChange &insert = plan.changes[1];
        QCOMPARE(insert.name, u"sub/insert_user"_s);
        QCOMPARE(insert.note, u"First\nsecond \\n not a break."_s);
        QCOMPARE(insert.planner.name, u"Tom Lane"_s);
        QCOMPARE(insert.planner.at, QDateTime({2012, 7, 16}, {14, 12, 3}, Qt::UTC));
        QCOMPARE(insert.tags[0].note, u"Tag it."_s);
        QCOMPARE(insert.line, 8);
        const SqitchChange &lists = plan.changes[2];
        QCOMPARE(lists.planner.name, u"Søren  Ünsal "_s);
        QCOMPARE(lists.needs.size(), 2u);
        QCOMPARE(lists.conflicts.size(), 1u);
        QCOMPARE(lists.conflicts[0].text(plan.project), u"other:widgets"_s);
        QVERIFY(lists.conflicts[0].isForeign(plan.project));
        QCOMPARE(plan.changes[0].reworkTags, (QStringList{u"v1.0.0-dev1"_s, u"v1.0"_s}));
        QVERIFY(!plan.changes[3].isReworked());
        QVERIFY(!plan.brokenFrom);
    }

    void lookUp()
    {
        const SqitchPlan plan = parseGood(goldenPlan);
        QCOMPARE(plan.find(u"users"_s), std::size_t(0));
        QCOMPARE(plan.find(u"users@v1.0"_s), std::size_t(0));
        QCOMPARE(plan.find(u"users@v2"_s), std::size_t(3));
        QCOMPARE(plan.find(u"users@HEAD"_s), std::size_t(3));
        QCOMPARE(plan.find(u"@v1.0"_s), std::size_t(1));
        QCOMPARE(plan.find(u"lists@v1.0"_s), std::nullopt);
        QCOMPARE(plan.find(u"@v9"_s), std::nullopt);
        QCOMPARE(plan.find(plan.changes[2].id), std::size_t(2));
    }

    void lineEndsAndBlanks()
    {
        QByteArray plan = goldenPlan;
        const SqitchPlan unix = parseGood(plan);
        QCOMPARE(parseGood(plan.replace("\n", "\r\n")), unix);
    }

    void uris_data()
    {
        QTest::addColumn<QString>("uri");
        QTest::addColumn<QString>("canonical");
        // What URI's canonical() gives.
        QTest::newRow("host") << u"http://Example.COM"_s << u"http://example.com/"_s;
        QTest::newRow("port") << u"HTTPS://GitHub.com:443/A/b"_s << u"https://github.com/A/b"_s;
        QTest::newRow("user") << u"ssh://git@Host:22/x"_s << u"ssh://git@host/x"_s;
        QTest::newRow("escapes") << u"https://me@Host.org:/x%7eY%2f?Q=1"_s
                                 << u"https://me@host.org/x~Y%2F?Q=1"_s;
        QTest::newRow("umlauts") << u"https://example.com/größe"_s
                                 << u"https://example.com/gr%C3%B6%C3%9Fe"_s;
        QTest::newRow("blank") << u" https://x.y/a b "_s << u"https://x.y/a%20b"_s;
        QTest::newRow("marks") << u"https://x.y/[a]\"<>"_s << u"https://x.y/%5Ba%5D%22%3C%3E"_s;
        QTest::newRow("unknown scheme") << u"git://Host:9418/x"_s << u"git://Host:9418/x"_s;
        QTest::newRow("no path") << u"HTTPS://x.y?z"_s << u"https://x.y?z"_s;
        QTest::newRow("no scheme") << u"foo"_s << u"foo"_s;
        QTest::newRow("address") << u"mailto:X@Y.Z"_s << u"mailto:X@Y.Z"_s;
    }

    void uris()
    {
        QFETCH(QString, uri);
        QTEST(canonicalSqitchUri(uri), "canonical");
    }

    void brokenLines_data()
    {
        QTest::addColumn<QByteArray>("plan");
        QTest::addColumn<QStringList>("findings");
        const QByteArray who = " 2012-07-16T14:01:20Z A B <a@b.c>\n";
        const auto row = [](const char *name, const QByteArray &plan, const QStringList &found) {
            QTest::newRow(name) << plan << found;
        };
        const auto at = [](const char *code, int line, int column) {
            return QStringList{
                u"%1 sqitch.plan:%2:%3"_s.arg(QLatin1StringView(code)).arg(line).arg(column)};
        };
        row("no project", "%syntax-version=1.0.0\n\na" + who, at("bad-plan", 1, 1));
        row("bad project", "%project=a b\n\n",
            at("bad-plan", 1, 10) << u"bad-plan sqitch.plan:1:1"_s);
        row("no blank line after pragmas", "%project=p\na" + who, at("bad-plan", 2, 1));
        row("no name", withHead("  :x" + who), at("bad-plan", 3, 3));
        row("name ends in punctuation", withHead("x!" + who), at("bad-plan", 3, 1));
        row("symbolic offset", withHead("x~3" + who), at("bad-plan", 3, 1));
        row("no time", withHead("a A B <a@b.c>\n"), at("bad-plan", 3, 3));
        row("no planner", withHead("a 2012-07-16T14:01:20Z\n"), at("bad-plan", 3, 23));
        row("no e-mail", withHead("a 2012-07-16T14:01:20Z A B\n"), at("bad-plan", 3, 24));
        row("impossible date", withHead("a 2012-02-30T14:01:20Z A <a@b.c>\n"),
            at("bad-plan", 3, 3));
        row("words before the time", withHead("a b c" + who), at("bad-plan", 3, 3));
        row("reserved", withHead("HEAD" + who), at("bad-plan", 3, 1));
        row("like an id", withHead(QByteArray(40, 'a') + who), at("bad-plan", 3, 1));
        row("tag first", withHead("@v1" + who), at("bad-plan", 3, 2));
        row("tag with dependencies", withHead("a" + who + "@v1 [a]" + who), at("bad-plan", 4, 6));
        row("tag with slash", withHead("a" + who + "@v/1" + who), at("bad-plan", 4, 2));
        row("tag twice", withHead("a" + who + "@v" + who + "b" + who + "@v" + who),
            at("duplicate-tag", 6, 2));
        row("change twice", withHead("a" + who + "b" + who + "  a" + who),
            at("duplicate-change", 5, 3));
        row("bad dependency", withHead("a" + who + "b [a :x]" + who), at("bad-plan", 4, 6));
        row("dependency twice", withHead("a" + who + "b [a a]" + who), at("bad-plan", 4, 6));
        row("unknown dependency", withHead("a" + who + "b [a nix]" + who),
            at("unknown-dependency", 4, 6));
        row("unknown tag", withHead("a" + who + "b [a@nix]" + who), at("unknown-dependency", 4, 4));
        row("unknown conflict", withHead("a" + who + "b [!nix]" + who),
            at("unknown-dependency", 4, 4));
        row("itself", withHead("a [a]" + who), at("cyclic-dependency", 3, 4));
        row("too early", withHead("a [b]" + who + "b" + who), at("late-dependency", 3, 4));
        row("circle", withHead("a [b]" + who + "b [c]" + who + "c [a]" + who),
            QStringList{u"cyclic-dependency sqitch.plan:3:4"_s,
                        u"cyclic-dependency sqitch.plan:4:4"_s});
        row("minus", withHead("- a" + who), at("revert-in-plan", 3, 3));
        row("not UTF-8", withHead("a 2012-07-16T14:01:20Z \xe4 <a@b.c>\n"), at("not-utf8", 3, 24));
        row("of another project", withHead("a [q:x !q:y@z q:@t]" + who), {});
        row("id of another project", withHead("a [" + QByteArray(40, 'a') + "]" + who), {});
        row("own project named", withHead("a" + who + "b [p:a]" + who), {});
        row("brackets touch the name", withHead("a" + who + "b[a]" + who), {});
    }

    void brokenLines()
    {
        QFETCH(QByteArray, plan);
        QFETCH(QStringList, findings);
        std::vector<Finding> found;
        const SqitchPlan parsed = parseSqitchPlan(plan, u"sqitch.plan"_s, found);
        findings.sort();
        QCOMPARE(findingsOf(found), findings);
        for (const Finding &finding : found)
            QVERIFY(!finding.message.isEmpty());
    }

    void goesOnBehindABrokenLine()
    {
        std::vector<Finding> found;
        const SqitchPlan plan = parseSqitchPlan(withHead("a 2012-07-16T14:01:20Z A <a@b.c>\n"
                                                         "b\n"
                                                         "c 2012-07-16T14:01:20Z A <a@b.c>\n"
                                                         "d\n"),
                                                u"sqitch.plan"_s, found);
        QCOMPARE(findingsOf(found),
                 (QStringList{u"bad-plan sqitch.plan:4:2"_s, u"bad-plan sqitch.plan:6:2"_s}));
        QCOMPARE(plan.changes.size(), 2u);
        QCOMPARE(plan.brokenFrom, std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(SqitchPlanTest)
#include "tst_sqitchplan.moc"
