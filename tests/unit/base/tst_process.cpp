// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace std::chrono_literals;

namespace {

ProcessRequest shell(const QString &script)
{
    return {.program = u"/bin/sh"_s, .arguments = {u"-c"_s, script}};
}

} // namespace

class ProcessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void output()
    {
        const auto result = runProcess(shell(u"echo out; echo err >&2; exit 3"_s));
        QVERIFY(result);
        QCOMPARE(*result, (ProcessResult{.exitCode = 3, .output = "out\n", .errors = "err\n"}));
    }

    void checked()
    {
        QVERIFY(runProcessChecked(shell(u"exit 0"_s)));
        const auto result = runProcessChecked(shell(u"echo why >&2; exit 3"_s));
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Io);
        QCOMPARE(result.error().detail, u"why"_s);
        QVERIFY(result.error().summary.contains(u"exit code 3"_s));
    }

    void muchOutput()
    {
        // More than a pipe holds, on both; of the errors only the end is kept.
        const auto result = runProcess(
            shell(u"yes out | head -c 1000000; yes err | head -c 999999 >&2; echo end >&2"_s));
        QVERIFY(result);
        QCOMPARE(result->output.size(), 1'000'000);
        QCOMPARE(result->errors.size(), 64LL * 1024);
        QVERIFY(result->errors.endsWith("end\n"));
    }

    void files()
    {
        const QTemporaryDir folder;
        QFile input(folder.filePath(u"in"_s));
        QVERIFY(input.open(QFile::WriteOnly));
        input.write("abc");
        input.close();
        ProcessRequest request = shell(u"tr a-c x-z"_s);
        request.inputFile = input.fileName();
        request.outputFile = folder.filePath(u"out"_s);
        const auto result = runProcess(request);
        QVERIFY(result);
        QCOMPARE(result->output, QByteArray());
        QFile output(request.outputFile);
        QVERIFY(output.open(QFile::ReadOnly));
        QCOMPARE(output.readAll(), "xyz");
    }

    void surroundings()
    {
        const QTemporaryDir folder;
        ProcessRequest request = shell(u"echo $SECRET; echo $LC_ALL; pwd; cat"_s);
        request.environment = {{u"SECRET"_s, u"open sesame"_s}};
        request.workingFolder = folder.path();
        const auto result = runProcess(request);
        QVERIFY(result);
        QCOMPARE(QString::fromUtf8(result->output), u"open sesame\nC\n"_s + folder.path() + u'\n');
    }

    void anotherUser()
    {
        ProcessRequest request = shell(u"id -un; pwd; echo $HOME $SECRET; env | grep -c FROM_US"_s);
        request.environment = {{u"SECRET"_s, u"open sesame"_s}};
        request.user = runsAsRoot() ? u"nobody"_s : QString();
        qputenv("FROM_US", "1");
        const auto result = runProcess(request);
        qunsetenv("FROM_US");
        QVERIFY(result);
        if (runsAsRoot())
            QCOMPARE(result->output, "nobody\n/\n/ open sesame\n0\n");
        else
            QVERIFY(result->output.endsWith("open sesame\n1\n"));
    }

    void missing()
    {
        const auto result = runProcess({.program = u"/no/such/program"_s});
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Io);
        QVERIFY(result.error().summary.contains(u"program could not be started"_s));
    }

    void crash()
    {
        const auto result = runProcess(shell(u"kill -SEGV $$"_s));
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Io);
    }

    void tooLong()
    {
        ProcessRequest request = shell(u"echo said >&2; exec sleep 60"_s);
        request.timeout = 3s;
        QElapsedTimer clock;
        clock.start();
        const auto result = runProcess(request);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Io);
        QCOMPARE(result.error().detail, u"said"_s);
        QVERIFY(clock.elapsed() < 50'000);
    }

    void cancelled_data()
    {
        QTest::addColumn<QString>("script");
        QTest::newRow("polite") << u"exec sleep 60"_s;
        QTest::newRow("stubborn") << u"trap '' TERM; while :; do sleep 0.1; done"_s;
    }

    void cancelled()
    {
        QFETCH(QString, script);
        std::stop_source stop;
        const std::jthread canceller([&] {
            QTest::qSleep(100);
            stop.request_stop();
        });
        ProcessRequest request = shell(script);
        request.stop = stop.get_token();
        QElapsedTimer clock;
        clock.start();
        const auto result = runProcess(request);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Cancelled);
        QVERIFY(clock.elapsed() < 50'000);
        QVERIFY(!runProcess(request)); // not even started
    }
};

QTEST_GUILESS_MAIN(ProcessTest)
#include "tst_process.moc"
