// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/postgresfacts.h"
#include "sandbox/postgreshost.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

class SandboxNamesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("is");
        QTest::newRow("one") << u"tidemark_sandbox_0123456789ab"_s << true;
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("prefix") << u"tidemark_sandbox_"_s << false;
        QTest::newRow("long") << u"tidemark_sandbox_0123456789abc"_s << false;
        QTest::newRow("capitals") << u"tidemark_sandbox_0123456789AB"_s << false;
        QTest::newRow("line") << u"tidemark_sandbox_0123456789ab\n"_s << false;
        QTest::newRow("before") << u"xtidemark_sandbox_0123456789ab"_s << false;
        QTest::newRow("somebody's") << u"postgres"_s << false;
        QTest::newRow("weird") << u"Weird \"Name\"; --"_s << false;
    }

    void names()
    {
        QFETCH(QString, name);
        QTEST(isSandboxName(name), "is");
    }

    void fresh()
    {
        QVERIFY(isSandboxName(sandboxName()));
        QVERIFY(sandboxName() != sandboxName());
    }

    void locale_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<int>("server");
        QTest::addColumn<QString>("clauses");
        const QString basic = u" ENCODING 'UTF8' LC_COLLATE 'de''s' LC_CTYPE 'C'"_s;
        QTest::newRow("libc") << u"libc"_s << 17 << basic;
        QTest::newRow("icu") << u"icu"_s << 15 << basic + u" LOCALE_PROVIDER icu ICU_LOCALE 'x'"_s;
        QTest::newRow("icu, old server") << u"icu"_s << 14 << basic;
        QTest::newRow("builtin") << u"builtin"_s << 17
                                 << basic + u" LOCALE_PROVIDER builtin BUILTIN_LOCALE 'x'"_s;
        QTest::newRow("builtin, old server") << u"builtin"_s << 16 << basic;
    }

    void locale()
    {
        QFETCH(QString, provider);
        QFETCH(int, server);
        PostgresFacts facts;
        facts.encoding = u"UTF8"_s;
        facts.collate = u"de's"_s;
        facts.ctype = u"C"_s;
        facts.provider = provider;
        facts.icuLocale = u"x"_s;
        QTEST(localeClauses(facts, server), "clauses");
    }
};

QTEST_GUILESS_MAIN(SandboxNamesTest)
#include "tst_sandboxnames.moc"
