// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/cli/program.h"

#include <QFile>
#include <QTest>

#include <pty.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// An environment with the role production is written to only when its name was typed.
class TestProduction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesToWrite_data() { addEngines(); }
    void refusesToWrite();
    void othersNeedNothing();
    void guardsTheUrl_data() { addEngines(); }
    void guardsTheUrl();
    void rehearsalLeavesTheServerAlone();
    void asksAtATerminal_data();
    void asksAtATerminal();
    void ctrlCAtThePrompt();
};

namespace {

const QByteArray weird = weirdTable;

/// A workspace with the environment "live".
void writeWorkspace(World &world, const char *role = "production")
{
    world.write(u"1_a"_s, "CREATE TABLE " + weird + " (id int);", "DROP TABLE " + weird + ";");
    world.write(u"2_b"_s, "CREATE TABLE b (id int);", "DROP TABLE b;");
    QFile file(world.filePath(u"tidemark.toml"_s));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write the workspace");
    file.write("migrations = 'migrations'\nconvention = 'dbmate'\n[environments.live]\nrole = '" +
               QByteArray(role) + "'\nurl = '" + world.url().toUtf8() + "'\n");
}

ProcessResult runIn(const World &world, const QStringList &arguments)
{
    return runTidemark(arguments, world.filePath({}));
}

/// The program at a terminal of its own: what was typed is there before it asks.
class AtTerminal
{
public:
    AtTerminal(const World &world, const QStringList &arguments)
    {
        int slave = -1;
        if (::openpty(&m_master, &slave, nullptr, nullptr, nullptr) != 0)
            qFatal("no pseudo terminal");
        m_process.setWorkingDirectory(world.filePath({}));
        m_process.setChildProcessModifier([slave] {
            ::dup2(slave, STDIN_FILENO);
            ::dup2(slave, STDERR_FILENO);
        });
        m_process.setInputChannelMode(QProcess::ForwardedInputChannel);
        m_process.start(QStringLiteral(TIDEMARK_PROGRAM), arguments);
        if (!m_process.waitForStarted())
            qFatal("the program does not start");
        ::close(slave);
    }
    ~AtTerminal() { ::close(m_master); }

    QProcess &process() { return m_process; }
    void type(const QByteArray &text)
    {
        QCOMPARE(::write(m_master, text, text.size()), text.size());
    }

    /// Reads on until this was shown.
    bool shows(const QByteArray &text)
    {
        char buffer[4096];
        while (!m_shown.contains(text)) {
            const ssize_t count = ::read(m_master, buffer, sizeof buffer);
            if (count <= 0)
                return false;
            m_shown.append(buffer, count);
        }
        return true;
    }

private:
    QProcess m_process;
    int m_master = -1;
    QByteArray m_shown;
};

} // namespace

void TestProduction::refusesToWrite()
{
    QFETCH(Engine, engine);
    World world(engine);
    writeWorkspace(world);
    for (const QStringList &command :
         {QStringList{u"up"_s}, QStringList{u"down"_s}, QStringList{u"redo"_s},
          QStringList{u"resolve"_s, u"done"_s}, QStringList{u"up"_s, u"--arm"_s, u"Live"_s}}) {
        const ProcessResult refused = runIn(world, command);
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.errors.contains("\"live\" is a production database and is not armed") &&
                     refused.errors.contains("--arm live"),
                 refused.errors.constData());
        QVERIFY(refused.output.isEmpty());
    }
    if (engine == Engine::Sqlite)
        QVERIFY(!QFile::exists(world.filePath(u"data.db"_s)));
    QCOMPARE(runIn(world, {u"status"_s}).exitCode, 0);
    const ProcessResult dry = runIn(world, {u"up"_s, u"--dry-run"_s});
    QVERIFY2(dry.exitCode == 0 && dry.output.contains("up   1_a"), dry.errors.constData());

    const ProcessResult up = runIn(world, {u"up"_s, u"--arm"_s, u"live"_s});
    QVERIFY2(up.exitCode == 0, up.errors.constData());
    QCOMPARE(world.versions(), u"1 2"_s);
    // Armed for that run alone.
    QCOMPARE(runIn(world, {u"down"_s}).exitCode, 2);
    QCOMPARE(world.versions(), u"1 2"_s);
    QCOMPARE(runIn(world, {u"down"_s, u"--arm"_s, u"live"_s}).exitCode, 0);
    QCOMPARE(world.versions(), u"1"_s);
    const ProcessResult json = runIn(world, {u"up"_s, u"--json"_s});
    QCOMPARE(jsonIn(json.output)[u"error"_s].toObject()[u"kind"_s].toString(), u"usage"_s);
}

void TestProduction::othersNeedNothing()
{
    World world(Engine::Sqlite);
    writeWorkspace(world, "staging");
    QCOMPARE(runIn(world, {u"up"_s}).exitCode, 0);
    QCOMPARE(runIn(world, {u"down"_s, u"--arm"_s, u"anything"_s}).exitCode, 0);
}

/// The same database by its URL is no less production.
void TestProduction::guardsTheUrl()
{
    QFETCH(Engine, engine);
    World world(engine);
    writeWorkspace(world);
    const QStringList url{u"--url"_s, world.url()};
    const ProcessResult refused = runIn(world, QStringList{u"up"_s} + url);
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.errors.contains("--arm live"), refused.errors.constData());
    const ProcessResult apart = runIn(
        world, QStringList{u"up"_s, u"--migrations"_s, world.filePath(u"migrations"_s)} + url);
    QCOMPARE(apart.exitCode, 2);
    const ProcessResult armed = runIn(world, QStringList{u"up"_s, u"--arm"_s, u"live"_s} + url);
    QVERIFY2(armed.exitCode == 0, armed.errors.constData());
    QCOMPARE(world.versions(), u"1 2"_s);
    // A workspace that nobody named and that cannot be read is not in the way.
    QFile file(world.filePath(u"tidemark.toml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("[") == 1);
    file.close();
    const ProcessResult down = runIn(
        world, QStringList{u"down"_s, u"--migrations"_s, world.filePath(u"migrations"_s)} + url);
    QVERIFY2(down.exitCode == 0, down.errors.constData());
}

void TestProduction::rehearsalLeavesTheServerAlone()
{
    World world(Engine::PostgreSql);
    writeWorkspace(world);
    const QByteArray created = "SELECT max(oid) FROM pg_database";
    const QString before = world.value(created);
    const ProcessResult copied = runIn(world, {u"rehearse"_s});
    QVERIFY2(copied.exitCode == 0, copied.errors.constData());
    QVERIFY2(copied.output.contains("scratch server"), copied.output.constData());
    const ProcessResult empty = runIn(world, {u"rehearse"_s, u"--from-empty"_s});
    QVERIFY2(empty.exitCode == 0, empty.errors.constData());
    QVERIFY2(empty.output.contains("scratch server (") && empty.output.contains("), empty"),
             empty.output.constData());
    const ProcessResult refused = runIn(world, {u"rehearse"_s, u"--copy"_s, u"template"_s});
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.errors.contains("--copy scratch"), refused.errors.constData());
    // A template copy wants the database without connections.
    world.closeSession();
    const ProcessResult armed =
        runIn(world, {u"rehearse"_s, u"--copy"_s, u"template"_s, u"--arm"_s, u"live"_s});
    QVERIFY2(armed.exitCode == 0, armed.errors.constData());
    QVERIFY2(armed.output.contains("template copy"), armed.output.constData());
    QCOMPARE(world.value(created), before); // what was made is gone
}

void TestProduction::asksAtATerminal_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("its name") << QByteArray("live\n") << 0;
    QTest::newRow("yes") << QByteArray("yes\n") << 2;
    QTest::newRow("return") << QByteArray("\n") << 2;
    QTest::newRow("end of input") << QByteArray("\x04") << 2;
}

void TestProduction::asksAtATerminal()
{
    QFETCH(QByteArray, typed);
    QFETCH(int, exitCode);
    World world(Engine::Sqlite);
    writeWorkspace(world);
    AtTerminal terminal(world, {u"up"_s});
    QVERIFY(terminal.shows("Type its name"));
    terminal.type(typed);
    QVERIFY(terminal.process().waitForFinished(120'000));
    QCOMPARE(terminal.process().exitCode(), exitCode);
    QCOMPARE(world.versions(), exitCode == 0 ? u"1 2"_s : QString());
}

void TestProduction::ctrlCAtThePrompt()
{
    World world(Engine::Sqlite);
    writeWorkspace(world);
    AtTerminal terminal(world, {u"up"_s});
    QVERIFY(terminal.shows("Type its name"));
    terminal.process().terminate();
    QVERIFY(terminal.process().waitForFinished(120'000));
    QCOMPARE(terminal.process().exitCode(), 3);
    QVERIFY(!QFile::exists(world.filePath(u"data.db"_s)));
}

QTEST_GUILESS_MAIN(TestProduction)
#include "tst_production.moc"
