// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/workspaceedit.h"
#include "workspace/workspaceparser.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace tidemark;

class TestWorkspaceEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changes_data();
    void changes();
    void adds_data();
    void adds();
    void removes_data();
    void removes();
    void refuses();
    void leavesWindowsLines();
    void replacesOnlyWhatWasSeen();
};

namespace {

const QString file = u"/srv/shop/tidemark.toml"_s;
const QString weird = u"Weird \"Name\"; --"_s;

const QByteArray commented = R"(# Größe: the shop's own comment
name = "Shop"
migrations = "db"   # where they are
convention = 'plain'
default = "staging"

# what everybody has
[environments.local]
url = 'sqlite:shop.db'  # next to the code
foreign_keys = true

[environments.staging]
  url   =   "postgresql://deploy@db/größe" # ä comment
  # who may: ask ops
  role = "staging"

# [environments.production]
[run]
retries = 3
)";

Environment environmentIn(const QByteArray &text, const QString &name)
{
    const auto workspace = parseWorkspace(text, file);
    if (!workspace)
        qFatal("%s", qPrintable(workspace.error().toString()));
    const Environment *found = workspace->findEnvironment(name);
    if (!found)
        qFatal("no %s", qPrintable(name));
    return *found;
}

using Change = std::function<void(Environment &)>;

} // namespace

void TestWorkspaceEdit::changes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *title, const QString &name, Change change,
                        const QByteArray &before, const QByteArray &after) {
        QTest::newRow(title) << name << std::move(change) << before << after;
    };
    row(
        "nothing", u"staging"_s, [](Environment &) {}, "", "");
    row(
        "a url", u"staging"_s, [](Environment &e) { e.url = u"postgresql://deploy@other/x"_s; },
        R"(url   =   "postgresql://deploy@db/größe" # ä comment)",
        R"(url   =   "postgresql://deploy@other/x" # ä comment)");
    row(
        "a name, and the default with it", u"staging"_s, [](Environment &e) { e.name = weird; },
        "[environments.staging]", R"([environments."Weird \"Name\"; --"])");
    row(
        "a key that was not there", u"staging"_s,
        [](Environment &e) { e.ssh = u"ops@gate:2222"_s; }, "  role = \"staging\"\n",
        "  role = \"staging\"\nssh = \"ops@gate:2222\"\n");
    row(
        "a key that goes", u"local"_s, [](Environment &e) { e.foreignKeys = false; },
        "foreign_keys = true\n", "");
    row(
        "another role", u"local"_s, [](Environment &e) { e.role = EnvironmentRole::Production; },
        "foreign_keys = true\n", "foreign_keys = true\nrole = \"production\"\n");
    row(
        "another kind", u"staging"_s,
        [](Environment &e) {
            e.url.clear();
            e.service = u"shop's"_s;
        },
        "", "");
}

void TestWorkspaceEdit::changes()
{
    QFETCH(QString, name);
    QFETCH(Change, change);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    Environment wanted = environmentIn(commented, name);
    change(wanted);
    const auto edited = withEnvironment(commented, file, name, wanted);
    if (!edited)
        QFAIL(qPrintable(edited.error().toString()));
    Environment found = environmentIn(*edited, wanted.name);
    found.where = wanted.where;
    QVERIFY(found == wanted);
    if (!before.isEmpty()) {
        QByteArray expected = commented;
        QVERIFY(expected.contains(before));
        expected.replace(before, after);
        if (wanted.name != name)
            expected.replace("default = \"staging\"", R"(default = "Weird \"Name\"; --")");
        QCOMPARE(*edited, expected);
    } else if (name == wanted.name && wanted.service.isEmpty()) {
        QCOMPARE(*edited, commented);
    }
    for (const char *comment :
         {"# Größe: the shop's own comment", "# where they are", "# what everybody has",
          "# next to the code", "# who may: ask ops", "# [environments.production]"})
        QVERIFY2(edited->contains(comment), comment);
}

void TestWorkspaceEdit::adds_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray head = "migrations = 'db'\nconvention = 'plain'\n";
    QTest::newRow("beside others") << commented;
    QTest::newRow("the first") << head;
    QTest::newRow("without a line break at the end") << head + "# the end";
    QTest::newRow("beside one in braces")
        << head + "[environments]\nlocal = { url = 'sqlite:a' }\n";
}

void TestWorkspaceEdit::adds()
{
    QFETCH(QByteArray, text);
    Environment wanted;
    wanted.name = weird;
    wanted.role = EnvironmentRole::Production;
    wanted.url = u"postgresql://o'neil@db/x?sslmode=verify-full&sslrootcert=C:\\ca"_s;
    wanted.ssh = u"gate"_s;
    const auto edited = withEnvironment(text, file, {}, wanted);
    if (!edited)
        QFAIL(qPrintable(edited.error().toString()));
    QVERIFY(edited->startsWith(text));
    Environment found = environmentIn(*edited, weird);
    found.where = {};
    QVERIFY(found == wanted);
}

void TestWorkspaceEdit::removes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("gone");
    QTest::newRow("a section") << commented << u"local"_s
                               << QByteArray("[environments.local]\nurl = 'sqlite:shop.db'  # next "
                                             "to the code\nforeign_keys = true\n\n");
    const QByteArray braces =
        "migrations = 'db'\n[environments]\na = { url = 'sqlite:a', role = 'local' } # one\nlocal "
        "= { url = 'sqlite:b' }\n";
    QTest::newRow("one in braces")
        << braces << u"a"_s << QByteArray("a = { url = 'sqlite:a', role = 'local' } # one\n");
}

void TestWorkspaceEdit::removes()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, name);
    QFETCH(QByteArray, gone);
    const auto edited = withoutEnvironment(text, file, name);
    if (!edited)
        QFAIL(qPrintable(edited.error().toString()));
    QVERIFY(text.contains(gone));
    QByteArray expected = text;
    QCOMPARE(*edited, expected.replace(gone, ""));

    const auto second = withoutEnvironment(commented, file, u"staging"_s);
    QVERIFY(second);
    QVERIFY(!second->contains("default ="));
    QVERIFY(second->contains("# [environments.production]\n[run]\nretries = 3\n"));
}

void TestWorkspaceEdit::refuses()
{
    Environment wanted = environmentIn(commented, u"local"_s);
    wanted.name = u"staging"_s;
    QCOMPARE(withEnvironment(commented, file, u"local"_s, wanted).error().kind, ErrorKind::Usage);
    wanted.name = u"local"_s;
    wanted.url = u"postgresql://ada:geheim@db/x"_s;
    const auto password = withEnvironment(commented, file, u"local"_s, wanted);
    QCOMPARE(password.error().kind, ErrorKind::Input);
    wanted.url.clear();
    QCOMPARE(withEnvironment(commented, file, u"local"_s, wanted).error().kind, ErrorKind::Input);

    const QByteArray dotted = "migrations = 'db'\nenvironments.local.url = 'sqlite:a'\n"
                              "environments.b.url = 'sqlite:b'\nenvironments.b.role = 'local'\n";
    Environment b = environmentIn(dotted, u"b"_s);
    b.url = u"sqlite:c"_s;
    const auto changed = withEnvironment(dotted, file, u"b"_s, b);
    // It may be able to; what it must not do is write something else than was wanted.
    if (changed)
        QCOMPARE(environmentIn(*changed, u"b"_s).url, u"sqlite:c"_s);
    b.foreignKeys = true;
    const auto more = withEnvironment(dotted, file, u"b"_s, b);
    if (more)
        QVERIFY(environmentIn(*more, u"b"_s).foreignKeys);
    else
        QCOMPARE(more.error().kind, ErrorKind::Unsupported);
    QCOMPARE(withoutEnvironment(commented, file, u"nobody"_s).error().kind, ErrorKind::Usage);
}

void TestWorkspaceEdit::leavesWindowsLines()
{
    const QByteArray windows = QByteArray(commented).replace("\n", "\r\n");
    Environment wanted = environmentIn(windows, u"local"_s);
    wanted.role = EnvironmentRole::Production;
    const auto edited = withEnvironment(windows, file, u"local"_s, wanted);
    if (!edited)
        QFAIL(qPrintable(edited.error().toString()));
    QCOMPARE(edited->count('\n'), edited->count("\r\n"));
    QVERIFY(edited->contains("foreign_keys = true\r\nrole = \"production\"\r\n"));
}

void TestWorkspaceEdit::replacesOnlyWhatWasSeen()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"tidemark.toml"_s);
    const auto put = [&path](const QByteArray &text) {
        QFile out(path);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(text);
    };
    put("old");
    QVERIFY(replaceWorkspaceText(path, "old", "new"));
    put("somebody else's");
    const auto refused = replaceWorkspaceText(path, "new", "newer");
    QCOMPARE(refused.error().kind, ErrorKind::Busy);
    QFile in(path);
    QVERIFY(in.open(QIODevice::ReadOnly));
    QCOMPARE(in.readAll(), QByteArray("somebody else's"));
    QVERIFY(!replaceWorkspaceText(folder.filePath(u"none"_s), "", "x"));
}

QTEST_GUILESS_MAIN(TestWorkspaceEdit)
#include "tst_workspaceedit.moc"
