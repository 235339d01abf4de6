// SPDX-License-Identifier: GPL-3.0-or-later
#include "folder.h"

#include "migrations/conventions/flywaynames.h"
#include "migrations/conventions/flywayscript.h"

using namespace Qt::StringLiterals;
using namespace tidemark;
using Kind = FlywayName::Kind;

class FlywayNamesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("description");
        const auto row = [](const char *file, Kind kind, const char *version = "",
                            const char *description = "") {
            QTest::newRow(file) << QString::fromUtf8(file) << int(kind)
                                << QString::fromUtf8(version) << QString::fromUtf8(description);
        };
        row("V1__init.sql", Kind::Versioned, "1", "init");
        row("V1_2__add_users_table.sql", Kind::Versioned, "1.2", "add users table");
        row("V1.2.3__x__y.sql", Kind::Versioned, "1.2.3", "x  y");
        row("V20240131120000__long.SQL", Kind::Versioned, "20240131120000", "long");
        row("V007.sql", Kind::Versioned, "007", "");
        row("V1__.sql", Kind::Versioned, "1", "");
        row("U1__init.sql", Kind::Undo, "1", "init");
        row("B3__all.sql", Kind::Baseline, "3", "all");
        row("R__views.sql", Kind::Repeatable, "", "views");
        row("R1__views.sql", Kind::Invalid);
        row("V__x.sql", Kind::Invalid);
        row("Vx__y.sql", Kind::Invalid, "x", "y");
        row("V1-2__y.sql", Kind::Invalid, "1-2", "y");
        row("V1.__y.sql", Kind::Invalid, "1.", "y");
        row("v1__y.sql", Kind::Invalid);
        row("seed.sql", Kind::Invalid);
        row("afterMigrate.sql", Kind::Callback);
        row("beforeEachMigrate__note.sql", Kind::Callback);
        row("V1__init.sql.conf", Kind::NotSql);
        row("V1__init.txt", Kind::NotSql);
        row("V2__größe_ändern.sql", Kind::Versioned, "2", "größe ändern");
    }

    void names()
    {
        QFETCH(QString, file);
        QFETCH(int, kind);
        const FlywayName name = parseFlywayName(file, {});
        QCOMPARE(int(name.kind), kind);
        QTEST(name.version, "version");
        if (name.kind != Kind::Invalid)
            QTEST(name.description, "description");
        else
            QVERIFY(!name.problem.isEmpty());
    }

    void prefixesAreTriedLongestFirst()
    {
        FlywaySettings settings;
        settings.versionedPrefix = u"M"_s;
        settings.repeatablePrefix = u"MR"_s;
        settings.separator = u"--"_s;
        settings.suffixes = {u".pgsql"_s, u".ddl"_s};
        QCOMPARE(parseFlywayName(u"MR--views.ddl"_s, settings).kind, Kind::Repeatable);
        QCOMPARE(parseFlywayName(u"M2--tables.pgsql"_s, settings).version, u"2"_s);
        QCOMPARE(parseFlywayName(u"M2--tables.sql"_s, settings).kind, Kind::NotSql);
    }

    void versionsCompareAsNumbers_data()
    {
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("right");
        QTest::addColumn<int>("order");
        QTest::newRow("10 after 9") << u"1.10"_s << u"1.9"_s << 1;
        QTest::newRow("trailing zero") << u"1.0"_s << u"1"_s << 0;
        QTest::newRow("leading zeros") << u"007"_s << u"7"_s << 0;
        QTest::newRow("longer") << u"1.0.1"_s << u"1"_s << 1;
        QTest::newRow("beyond 64 bits")
            << u"99999999999999999999999998"_s << u"99999999999999999999999999"_s << -1;
    }

    void versionsCompareAsNumbers()
    {
        QFETCH(QString, left);
        QFETCH(QString, right);
        QFETCH(int, order);
        QCOMPARE(compareFlywayVersions(left, right), order);
        QCOMPARE(compareFlywayVersions(right, left), -order);
    }

    // The values are CRC-32 over the joined lines, made with zlib.
    void checksumIgnoresLineEndsAndMark()
    {
        QCOMPARE(flywayChecksum(""), u"0"_s);
        QCOMPARE(flywayChecksum("123456789"), u"-873187034"_s);
        QCOMPARE(flywayChecksum("\xef\xbb\xbf"
                                "12345\r\n6789\n"),
                 u"-873187034"_s);
        QCOMPARE(flywayChecksum("12345\r6789\n\n"), u"-873187034"_s);
        QCOMPARE(flywayChecksum("CREATE TABLE t (id int);\n"), u"92137680"_s);
        QCOMPARE(flywayChecksum("-- größe\n"), u"358519107"_s);
        QCOMPARE(flywayChecksum("\n\xef\xbb\xbfx"), flywayChecksum("\xef\xbb\xbf\xef\xbb\xbfx"));
    }

    void placeholders()
    {
        const PlaceholderLookup lookup = [](const QString &name) -> std::optional<QString> {
            if (name == u"owner")
                return u"app ${owner}"_s;
            return name == u"empty" ? std::optional<QString>(QString()) : std::nullopt;
        };
        const auto good = replaceFlywayPlaceholders("a ${owner} -- ${empty}$ $5 {x}\n'${owner}'",
                                                    u"f"_s, {}, lookup);
        QVERIFY(good);
        QCOMPARE(*good, "a app ${owner} -- $ $5 {x}\n'app ${owner}'");

        const auto unknown =
            replaceFlywayPlaceholders("ok\nä ${nobody}", u"V1__x.sql"_s, {}, lookup);
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().kind, ErrorKind::Input);
        QCOMPARE(unknown.error().where, (SourceLocation{u"V1__x.sql"_s, 2, 3}));

        const auto open = replaceFlywayPlaceholders("${owner", u"f"_s, {}, lookup);
        QVERIFY(!open);
        QCOMPARE(open.error().where.column, 1);
    }

    void properties()
    {
        const auto values = parseFlywayProperties(
            "# comment\r\n! another\r\nflyway.table = history \r\nflyway.url:jdbc:x\n"
            "flyway.placeholders.path=C:\\data\nflyway.schemas=a,\\\n   b\nalone\n");
        QCOMPARE(values.value(u"flyway.table"_s), u"history"_s);
        QCOMPARE(values.value(u"flyway.url"_s), u"jdbc:x"_s);
        QCOMPARE(values.value(u"flyway.placeholders.path"_s), u"C:\\data"_s);
        QCOMPARE(values.value(u"flyway.schemas"_s), u"a,b"_s);
        QVERIFY(values.contains(u"alone"_s));
        QCOMPARE(values.size(), 5);
    }

    void tomlThatIsNone()
    {
        const auto values = parseFlywayToml("[flyway]\ntable = \n", u"flyway.toml"_s);
        QVERIFY(!values);
        QCOMPARE(values.error().where.file, u"flyway.toml"_s);
        QCOMPARE(values.error().where.line, 2);
    }
};

QTEST_GUILESS_MAIN(FlywayNamesTest)
#include "tst_flywaynames.moc"
