// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/manifest.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

BackupManifest fullManifest()
{
    BackupManifest manifest;
    manifest.kind = BackupKind::Named;
    manifest.name = u"v1 \"last\""_s;
    manifest.label = u"vor dem Umzug; größer"_s;
    manifest.environment = u"production"_s;
    manifest.database = u"Weird \"Name\"; --"_s;
    manifest.release = u"1767225600"_s;
    manifest.serverVersion = u"PostgreSQL 15.8"_s;
    manifest.program = u"pg_dump (PostgreSQL) 15.8"_s;
    manifest.madeAt = QDateTime(QDate(2026, 3, 1), QTime(8, 30, 15, 250), Qt::UTC);
    manifest.durationMs = 123'456;
    manifest.format = BackupFormat::Directory;
    manifest.compression = Compression::Zstd;
    manifest.bytes = 5'000'000'000;
    manifest.databaseBytes = 20'000'000'000;
    manifest.sha256 = "ab";
    manifest.globalsSha256 = "cd";
    manifest.contents = BackupContents{
        "fp",
        {{u"public"_s, u"Weird \"Name\"; --"_s, 3, "-17"}, {u"s"_s, u"empty"_s, 0, "0"}},
        LargeObjectContents{2, "99"},
        "layout"};
    manifest.migrations =
        BackedUpMigrations{u"dbmate"_s, {{u"1"_s, u"first"_s}, {u"2"_s, QString()}}};
    PostgresFacts facts;
    facts.major = 15;
    facts.encoding = u"UTF8"_s;
    facts.collate = u"de_DE.UTF-8"_s;
    facts.ctype = u"C"_s;
    facts.provider = u"icu"_s;
    facts.icuLocale = u"de"_s;
    facts.roles = {u"app"_s, u"a, \"b\""_s};
    facts.settings = {{u"search_path"_s, u"a, \"b c\""_s, false}};
    manifest.facts = facts;
    manifest.notes = {u"a note"_s};
    return manifest;
}

} // namespace

class TestManifest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBack_data();
    void comesBack();
    void refuses_data();
    void refuses();
    void namesWhatDiffers();
    void comparesSchemasOfOneLayout();
    void takesManifestsOfBefore();
    void sumsNoAbsurdDigest();
};

void TestManifest::comesBack_data()
{
    QTest::addColumn<bool>("full");
    QTest::newRow("with everything") << true;
    QTest::newRow("with what it must have") << false;
}

void TestManifest::comesBack()
{
    QFETCH(bool, full);
    BackupManifest manifest;
    manifest.madeAt = QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);
    if (full)
        manifest = fullManifest();
    const auto read = readManifest(writeManifest(manifest), u"m.json"_s);
    QVERIFY2(read, read ? "" : qPrintable(read.error().toString()));
    QVERIFY(*read == manifest);
}

void TestManifest::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<ErrorKind>("kind");
    const QByteArray good = writeManifest(fullManifest());
    QTest::newRow("cut off") << good.chopped(20) << ErrorKind::Input;
    QTest::newRow("something else") << QByteArray("{\"format\": 1}") << ErrorKind::Input;
    QTest::newRow("newer") << QByteArray(good).replace("\"format\": 1", "\"format\": 2")
                           << ErrorKind::Unsupported;
    QTest::newRow("unknown kind") << QByteArray(good).replace("\"named\"", "\"odd\"")
                                  << ErrorKind::Input;
    QTest::newRow("no time") << QByteArray(good).replace("2026-03", "soon") << ErrorKind::Input;
    QTest::newRow("negative size")
        << QByteArray(good).replace("5000000000", "-5") << ErrorKind::Input;
}

void TestManifest::refuses()
{
    QFETCH(QByteArray, json);
    QFETCH(ErrorKind, kind);
    const auto read = readManifest(json, u"m.json"_s);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, kind);
    QVERIFY(read.error().summary.contains(u"m.json"_s));
}

void TestManifest::namesWhatDiffers()
{
    const BackupContents expected = *fullManifest().contents;
    QCOMPARE(contentsDifferences(expected, expected, true), QStringList());
    BackupContents found = expected;
    found.fingerprint = "other";
    found.tables[0].rows = 2;
    found.tables[1] = {u"s"_s, u"new"_s, 1, "5"};
    found.largeObjects->digest = "98";
    QCOMPARE(contentsDifferences(expected, found, true).size(), 5);
    const QStringList without = contentsDifferences(expected, found, false);
    QCOMPARE(without.size(), 4);
    QVERIFY(without[0].contains(u"2 rows instead of 3"_s));
    QVERIFY(without[1].contains(u"s.empty is missing"_s));
    QVERIFY(without[2].contains(u"s.new was not in the database"_s));
    found = expected;
    found.tables[0].digest = "18";
    QVERIFY(contentsDifferences(expected, found, true).value(0).contains(u"other values"_s));
}

/// Another version of Tidemark knows more of an object, or less: that is no damage.
void TestManifest::comparesSchemasOfOneLayout()
{
    const BackupContents expected = *fullManifest().contents;
    BackupContents found = expected;
    found.fingerprint = "other";
    QCOMPARE(contentsDifferences(expected, found, true).size(), 1);
    found.layout = fingerprintLayout();
    QVERIFY(!found.layout.isEmpty());
    QVERIFY(!sameFingerprintLayout(expected, found));
    QCOMPARE(contentsDifferences(expected, found, true), QStringList());
}

/// They named neither the root of a part nor virtual tables, and their fingerprints no layout.
void TestManifest::takesManifestsOfBefore()
{
    const QString s = u"s"_s;
    BackupContents expected{"fp", {{s, u"p1"_s, 2, "5"}, {s, u"p2"_s, 1, "7"}}, {}};
    BackupContents found{"other",
                         {{s, u"p1"_s, 1, "3", u"s.root"_s}, {s, u"p2"_s, 2, "9", u"s.root"_s}},
                         {},
                         fingerprintLayout()};
    QCOMPARE(contentsDifferences(expected, found, true), QStringList());
    found.tables[0].rows = 0;
    QCOMPARE(contentsDifferences(expected, found, true).size(), 1);
    // Newer ones know the roots.
    expected.layout = found.layout;
    QVERIFY(contentsDifferences(expected, found, false).size() > 1);

    const BackupContents file{"fp", {{{}, u"t"_s, 1, "1"}}, {}};
    BackupContents withWords = file;
    withWords.layout = fingerprintLayout();
    withWords.tables.push_back({{}, u"words"_s, 3, "8"});
    QCOMPARE(contentsDifferences(file, withWords, true), QStringList());
    BackupContents newer = file;
    newer.layout = withWords.layout;
    QCOMPARE(contentsDifferences(newer, withWords, true).size(), 1);
}

/// Beyond 128 bits one number looks like another.
void TestManifest::sumsNoAbsurdDigest()
{
    const QString s = u"s"_s;
    const auto contents = [&](const QByteArray &first) {
        return BackupContents{
            "fp",
            {{s, u"p1"_s, 1, first, u"s.root"_s}, {s, u"p2"_s, 1, "1", u"s.root"_s}},
            {},
            "layout"};
    };
    const QByteArray beyond = "340282366920938463463374607431768211461"; // 2^128 + 5
    QCOMPARE(contentsDifferences(contents("5"), contents("5"), true), QStringList());
    QCOMPARE(contentsDifferences(contents(beyond), contents("5"), true).size(), 1);
    QCOMPARE(contentsDifferences(contents("five"), contents("0"), true).size(), 1);
}

QTEST_GUILESS_MAIN(TestManifest)
#include "tst_manifest.moc"
