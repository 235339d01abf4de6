// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/newmigrations.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

/// "up|down" per migration, in brackets what is not in a transaction.
QStringList printed(const std::vector<ScriptPair> &pairs)
{
    QStringList lines;
    for (const ScriptPair &pair : pairs) {
        const QString text = QString::fromUtf8(pair.up) + u'|' + QString::fromUtf8(pair.down);
        lines += pair.transactional ? text : u'[' + text + u']';
    }
    return lines;
}

} // namespace

class TestNewMigrations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pairsScripts();
    void writesFiles();
    void refusesNames();
};

void TestNewMigrations::pairsScripts()
{
    QCOMPARE(printed(pairScripts({}, {})), QStringList());
    QCOMPARE(printed(pairScripts({{u"a"_s, true}}, {{u"z"_s, true}})), QStringList{u"a|z"_s});
    QCOMPARE(
        printed(pairScripts({{u"a"_s, true}, {u"b"_s, false}}, {{u"y"_s, false}, {u"z"_s, true}})),
        (QStringList{u"a|z"_s, u"[b|y]"_s}));
    // What has no counterpart of its own mode goes alone; each way keeps its order.
    QCOMPARE(printed(pairScripts({{u"a"_s, true}, {u"b"_s, false}}, {{u"z"_s, true}})),
             (QStringList{u"a|z"_s, u"[b|]"_s}));
    QCOMPARE(printed(pairScripts({{u"a"_s, true}}, {{u"z"_s, false}})),
             (QStringList{u"a|"_s, u"[|z]"_s}));
    QCOMPARE(printed(pairScripts({}, {{u"y"_s, false}, {u"z"_s, true}})),
             (QStringList{u"|z"_s, u"[|y]"_s}));
}

void TestNewMigrations::writesFiles()
{
    QTemporaryDir folder;
    Workspace workspace;
    workspace.migrations = folder.path();
    workspace.convention = u"dbmate"_s;
    const QDateTime now(QDate(2024, 5, 6), QTime(7, 8, 9), Qt::UTC);
    const auto made = writeMigrations(
        workspace, Engine::PostgreSql, u"two of them"_s,
        {{"CREATE TABLE t (id int);\n", "DROP TABLE t;\n", true},
         {"CREATE INDEX CONCURRENTLY i ON t (id);\n", {}, false}},
        [](const QString &) { return std::optional<QString>(); }, now);
    QVERIFY2(made, made ? "" : qPrintable(made.error().toString()));
    QCOMPARE(made->size(), 2u);
    QCOMPARE(
        QDir(folder.path()).entryList(QDir::Files, QDir::Name),
        (QStringList{u"20240506070809_two_of_them.sql"_s, u"20240506070810_two_of_them_2.sql"_s}));
    QFile second((*made)[1].files.value(0));
    QVERIFY(second.open(QIODevice::ReadOnly));
    QVERIFY(second.readAll().startsWith("-- migrate:up transaction:false\nCREATE INDEX"));
}

void TestNewMigrations::refusesNames()
{
    QTemporaryDir folder;
    Workspace workspace;
    workspace.migrations = folder.path();
    workspace.convention = u"plain"_s;
    const auto made = writeMigrations(
        workspace, Engine::Sqlite, u" /.. "_s, {{"SELECT 1;\n", "SELECT 1;\n", true}},
        [](const QString &) { return std::optional<QString>(); }, QDateTime::currentDateTimeUtc());
    QVERIFY(!made);
    QCOMPARE(made.error().kind, ErrorKind::Usage);
    QVERIFY(QDir(folder.path()).isEmpty());
}

QTEST_GUILESS_MAIN(TestNewMigrations)
#include "tst_newmigrations.moc"
