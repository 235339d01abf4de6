// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/cli/program.h"
#include "rehearsal/archive.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// What `tidemark rehearse` leaves for later.
class TestRehearse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsItsReport();
    void rehearsesTheWaysBack();
};

void TestRehearse::keepsItsReport()
{
    QTemporaryDir folder;
    const auto write = [&folder](const QString &name, const QByteArray &text) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    };
    QVERIFY(QDir(folder.path()).mkdir(u"migrations"_s));
    write(u"migrations/1_a.up.sql"_s, R"(CREATE TABLE "Weird ""Name""; --" (id int);)");
    write(u"migrations/1_a.down.sql"_s, R"(DROP TABLE "Weird ""Name""; --";)");
    write(u"migrations/2_b.up.sql"_s, "CREATE TABLE b (id int);");
    write(u"tidemark.toml"_s,
          "name = \"shop\"\nmigrations = \"migrations\"\nconvention = \"plain\"\n"
          "[environments.local]\nrole = \"local\"\nurl = \"sqlite:shop.db\"\n");
    const QMap<QString, QString> environment{{u"TIDEMARK_STATE"_s, folder.filePath(u"state"_s)}};
    const RehearsalArchive archive(folder.filePath(u"state"_s));
    const QStringList command{u"rehearse"_s, u"--from-empty"_s};

    ProcessResult ran =
        runTidemark(command + QStringList{u"--no-archive"_s}, folder.path(), environment);
    QCOMPARE(ran.exitCode, 1); // the second one has no down
    QVERIFY(!QFileInfo::exists(archive.file()));

    ran = runTidemark(command, folder.path(), environment);
    QCOMPARE(ran.exitCode, 1);
    const QString workspace = QFileInfo(folder.filePath(u"tidemark.toml"_s)).canonicalFilePath();
    const std::vector<PastRehearsal> list = archive.list(workspace).value();
    QVERIFY2(list.size() == 1u, ran.output + ran.errors);
    QCOMPARE(list.front().on, u"from nothing"_s);
    QCOMPARE(list.front().counts,
             (std::map<Verdict, int>{{Verdict::Reversible, 1}, {Verdict::NoDown, 1}}));
    QCOMPARE(archive.report(list.front().id).value().migrations.size(), 2u);
    QCOMPARE(archive.lastVerdicts(workspace).value().at(u"2_b"_s).verdict, Verdict::NoDown);
}

/// One way that loses nothing is enough.
void TestRehearse::rehearsesTheWaysBack()
{
    QTemporaryDir folder;
    const auto write = [&folder](const QString &name, const QByteArray &text) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    };
    QVERIFY(QDir(folder.path()).mkdir(u"migrations"_s));
    write(u"migrations/1_a.up.sql"_s, R"(CREATE TABLE "Weird ""Name""; --" (id int, x text);)");
    write(u"migrations/2_b.up.sql"_s, R"(ALTER TABLE "Weird ""Name""; --" DROP COLUMN x;)");
    write(u"traffic.sql"_s, R"(INSERT INTO "Weird ""Name""; --" (id) VALUES (7);)");
    const QStringList command{u"rehearse"_s, u"--migrations"_s, u"migrations"_s, u"--convention"_s,
                              u"plain"_s,    u"--url"_s,        u"sqlite:"_s,    u"--from-empty"_s,
                              u"--mode"_s,   u"restore"_s,      u"--only"_s,     u"2_b"_s};
    const QMap<QString, QString> environment{{u"TIDEMARK_STATE"_s, folder.filePath(u"state"_s)}};
    ProcessResult ran = runTidemark(command, folder.path(), environment);
    QVERIFY2(ran.exitCode == 0, ran.output + ran.errors);
    QVERIFY2(ran.output.contains("1 of 2 rollbacks bring everything back"), ran.output.constData());
    QVERIFY(ran.output.contains("this rollback takes "));
    QVERIFY(ran.output.contains("for the old version column \"Weird \"\"Name\"\"; --\".x is gone"));
    ran = runTidemark(command + QStringList{u"--traffic"_s, folder.filePath(u"traffic.sql"_s)},
                      folder.path(), environment);
    QCOMPARE(ran.exitCode, 1);
    QVERIFY(ran.output.contains("what customers wrote since the backup is lost"));
    const QJsonArray ways =
        jsonIn(runTidemark(command + QStringList{u"--json"_s}, folder.path(), environment)
                   .output)[u"migrations"_s]
            .toArray();
    QCOMPARE(ways[0][u"id"_s].toString(), u"code and database"_s);
    QVERIFY(ways[0][u"down"_s][u"ms"_s].toDouble() > 0);
}

QTEST_GUILESS_MAIN(TestRehearse)
#include "tst_rehearse.moc"
