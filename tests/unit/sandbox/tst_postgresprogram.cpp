// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/postgresprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

class PostgresProgramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void keepsNoSecrets_data();
    void keepsNoSecrets();
};

namespace {

const QString unknown = u"error: could not execute query: ERROR:  unrecognized configuration "
                        "parameter \"transaction_timeout\""_s;
const QString set = u"Command was: SET transaction_timeout = 0;"_s;
const QString ignored = u"warning: errors ignored on restore: 1"_s;

} // namespace

void PostgresProgramTest::judges_data()
{
    QTest::addColumn<QStringList>("errors");
    QTest::addColumn<bool>("good");
    QTest::newRow("setting") << QStringList{unknown, set, ignored} << true;
    QTest::newRow("two settings") << QStringList{unknown, set, unknown, set, ignored} << true;
    QTest::newRow("in a function")
        << QStringList{unknown, u"Command was: CREATE INDEX i ON t (f(a));"_s, ignored} << false;
    QTest::newRow("nothing about the command") << QStringList{unknown, ignored} << false;
    QTest::newRow("in a value")
        << QStringList{u"error: COPY failed for table \"t\": ERROR:  unrecognized configuration "
                       "parameter \"x\""_s,
                       set, ignored}
        << false;
    QTest::newRow("another beside it")
        << QStringList{unknown, set,
                       u"error: could not execute query: ERROR:  syntax error at end of input"_s,
                       u"Command was: SET x = ;"_s, ignored}
        << false;
    QTest::newRow("only a warning") << QStringList{ignored} << false;
    QStringList many;
    for (int i = 0; i < 100; ++i)
        many << unknown << set;
    QTest::newRow("more than is kept") << many << false;
}

void PostgresProgramTest::judges()
{
    QFETCH(QStringList, errors);
    QTEST(judgePostgresRestore({.exitCode = 1, .errors = errors, .output = {}}).has_value(),
          "good");
}

void PostgresProgramTest::keepsNoSecrets_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<QStringList>("kept");
    const QString failed = u"error: could not execute query: ERROR:  permission denied"_s;
    const QByteArray start = "pg_restore: " + failed.toUtf8() + '\n';
    QTest::newRow("setting") << "pg_restore: " + unknown.toUtf8() + '\n' + set.toUtf8() + '\n'
                             << QStringList{unknown, set};
    QTest::newRow("options")
        << start + "Command was: CREATE USER MAPPING FOR a SERVER s Options (user 'x', "
                   "password 's3cret');\n\n\nS3cret too\npg_restore: warning: go on\nmore\n"
        << QStringList{failed, u"Command was: CREATE USER MAPPING FOR a SERVER s ..."_s,
                       u"warning: go on"_s, u"more"_s};
    QTest::newRow("connection")
        << start + "Command was: CREATE SUBSCRIPTION s CONNECTION 'password=s3cret';\n"
        << QStringList{failed, u"Command was: CREATE SUBSCRIPTION s ..."_s};
    QTest::newRow("rows") << start + "Command was: INSERT INTO \"Weird \"\"Name\"\"; --\" VALUES "
                                     "(1,\n's3cret');\n"
                          << QStringList{
                                 failed,
                                 u"Command was: INSERT INTO \"Weird \"\"Name\"\"; --\" ..."_s};
    QTest::newRow("long") << start + "Command was: " + QByteArray(90, 'x') + '\n'
                          << QStringList{failed,
                                         u"Command was: "_s + QString(80, u'x') + u" ..."_s};
    QTest::newRow("place in the command") << start + "LINE 1: ALTER ROLE a PASSWORD 's3cret'\n"
                                          << QStringList{failed, u"LINE 1: ALTER ROLE a ..."_s};
    QTest::newRow("value of a row")
        << start + "CONTEXT:  COPY Weird \"Name\"; --, line 3, column a \"b\": \"s3cret\nand "
                   "s3cret\"\npg_restore: warning: go on\n"
        << QStringList{failed, u"CONTEXT:  COPY Weird \"Name\"; --, line 3, column a \"b\""_s,
                       u"warning: go on"_s};
    QTest::newRow("row") << start + "CONTEXT:  COPY t, line 3: \"s3cret\"\n"
                         << QStringList{failed, u"CONTEXT:  COPY t, line 3"_s};
}

void PostgresProgramTest::keepsNoSecrets()
{
    QFETCH(QByteArray, said);
    const QTemporaryDir folder;
    const QString program = folder.filePath(u"pg_restore"_s);
    QFile file(program);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\ncat >&2\nexit 1\n");
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    QFile words(folder.filePath(u"words"_s));
    QVERIFY(words.open(QIODevice::WriteOnly));
    words.write(said);
    words.close();
    const auto end =
        runPostgresProgram({.program = program, .arguments = {}, .inputFile = words.fileName()});
    QVERIFY(end);
    QTEST(end->errors, "kept");
}

QTEST_GUILESS_MAIN(PostgresProgramTest)
#include "tst_postgresprogram.moc"
