// SPDX-License-Identifier: GPL-3.0-or-later
#include "editorworld.h"
#include "support/testserver.h"

#include <QProcess>
#include <QTextStream>

#include <csignal>

using namespace tidemark;
using namespace tidemark::test;
using namespace Qt::StringLiterals;

/// What becomes of the editor and of what is typed in it when something ends at a bad moment: the
/// process, the page while work is under way, the folder below it.
class TestEditorCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { TestServer::start(); }
    void outlivesASigkill();
    void endsInTheMiddle_data();
    void endsInTheMiddle();
    void staysOpenWithoutAPage();
    void outlivesARenamedFolder();
    void editsRepeatableOnes();
};

namespace {

const QByteArray upOnDisk = "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id bigint);\n";
const QByteArray downOnDisk = "DROP TABLE \"Weird \"\"Name\"\"; --\";\n";
const QString typedText = u"-- typed, and not saved: ü"_s;

void makePair(EditorWorld &world, const QString &url)
{
    world.write(u"0001_a.up.sql"_s, upOnDisk);
    world.write(u"0001_a.down.sql"_s, downOnDisk);
    world.setUp(u"golang-migrate"_s, url);
    world.begin();
}

QString fileIn(const EditorWorld &world)
{
    return u"sqlite:"_s + world.fixture.folder().filePath(u"shop.db"_s);
}

bool isKept(const EditorWorld &world)
{
    const QDir live(world.fixture.services.stateFolder + u"/editor"_s);
    for (const QFileInfo &info : live.entryInfoList({u"work-*.json"_s}, QDir::Files)) {
        QFile file(info.filePath());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains("typed, and not saved"))
            return true;
    }
    return false;
}

} // namespace

/// The other process: types, tells where it is once that is kept, and waits for its end.
int typeAndWait()
{
    EditorWorld world;
    makePair(world, fileIn(world));
    if (!world.open(u"0001_a"_s))
        return 1;
    world.type(ScriptSide::Up, typedText);
    if (!QTest::qWaitFor([&] { return isKept(world); }, 60'000))
        return 2;
    QTextStream(stdout) << QFileInfo(world.fixture.folder().path()).path() << '\n' << Qt::flush;
    QTest::qWait(600'000);
    return 3;
}

void TestEditorCrash::outlivesASigkill()
{
    const QTemporaryDir place;
    QProcess other;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TMPDIR"_s, place.path());
    other.setProcessEnvironment(environment);
    other.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    other.start(QCoreApplication::applicationFilePath(), {u"--type-and-wait"_s});
    QVERIFY(QTest::qWaitFor(
        [&] { return other.canReadLine() || other.state() == QProcess::NotRunning; }, 120'000));
    const QString folder = QString::fromUtf8(other.readLine()).trimmed();
    QVERIFY2(QFileInfo(folder).isDir(), qPrintable(folder));
    // While it lives, what it keeps is its own.
    EditorWorld world;
    world.fixture.services.stateFolder = folder + u"/state"_s;
    QVERIFY(world.fixture.workspaces.open(folder + u"/workspace"_s));
    QVERIFY(WorkKeeper::takeAbandoned(world.fixture.services.stateFolder,
                                      world.fixture.workspaces.workspace()->file)
                .empty());
    QCOMPARE(::kill(pid_t(other.processId()), SIGKILL), 0);
    QVERIFY(other.waitForFinished());
    QCOMPARE(other.exitStatus(), QProcess::CrashExit);
    // Nothing of it is in the files.
    QFile up(folder + u"/workspace/migrations/0001_a.up.sql"_s);
    QVERIFY(up.open(QIODevice::ReadOnly));
    QCOMPARE(up.readAll(), upOnDisk);
    world.begin();
    QTRY_VERIFY(world.find<QWidget>(u"recoveredNotice"_s)->isVisible());
    world.click(u"recover"_s);
    QTRY_VERIFY(world.migration() && world.migration()->isDirty());
    QCOMPARE(world.migration()->text(ScriptSide::Up), QString::fromUtf8(upOnDisk) + typedText);
    QTRY_COMPARE(world.editor(ScriptSide::Up)->fullText(), QString::fromUtf8(upOnDisk) + typedText);
    world.migration()->save();
    QTRY_VERIFY(!world.migration()->isDirty());
    world.end();
}

void TestEditorCrash::endsInTheMiddle_data()
{
    QTest::addColumn<QString>("work");
    for (const char *work : {"lint", "completion", "draft", "try", "preparation"})
        QTest::newRow(work) << QString::fromLatin1(work);
}

/// Page, controllers and their threads go while something is under way.
void TestEditorCrash::endsInTheMiddle()
{
    QFETCH(QString, work);
    EditorWorld world;
    makePair(world, TestServer::createFreshDatabase());
    QVERIFY(world.open(u"0001_a"_s));
    world.type(ScriptSide::Up, typedText);
    EditorController &controller = world.controller();
    EditedMigration *migration = world.migration();
    if (work == u"lint") {
        world.linter()->now();
        QVERIFY(world.linter()->isRunning());
    } else if (work == u"completion") {
        controller.completerOf(migration)->prepare();
        QVERIFY(controller.completerOf(migration)->ask(ScriptSide::Up, u"ALTER TABLE W"_s, 13));
    } else if (work == u"draft") {
        world.click(u"draftDown"_s);
        QVERIFY(controller.draftingOf(migration)->isRunning());
    } else if (work == u"try") {
        world.click(u"tryIt"_s);
        QVERIFY(controller.tryOf(migration)->isRunning());
    } else {
        controller.tryOf(migration)->prepare();
    }
    world.end();
    // All of it is still there for the next one.
    world.begin();
    QTRY_COMPARE(world.controller().recoverable().size(), size_t(1));
    QVERIFY(world.controller().recoverable().front().texts.at(ScriptSide::Up).endsWith(typedText));
    QVERIFY(world.open(u"0001_a"_s));
}

/// Only the page goes: what it had asked for goes on, and another page shows what came of it.
void TestEditorCrash::staysOpenWithoutAPage()
{
    EditorWorld world;
    makePair(world, TestServer::createFreshDatabase());
    QVERIFY(world.open(u"0001_a"_s));
    world.type(ScriptSide::Up, typedText);
    world.linter()->now();
    MigrationCompleter *completer = world.controller().completerOf(world.migration());
    completer->prepare();
    completer->ask(ScriptSide::Up, u"ALTER TABLE W"_s, 13);
    world.click(u"draftDown"_s);
    world.click(u"tryIt"_s);
    world.dropPage();
    QCOMPARE(world.migration()->text(ScriptSide::Up), QString::fromUtf8(upOnDisk) + typedText);
    MigrationTry *trying = world.controller().tryOf(world.migration());
    DownDrafting *drafting = world.controller().draftingOf(world.migration());
    QTRY_VERIFY_WITH_TIMEOUT(!trying->isRunning() && !drafting->isRunning(), 120'000);
    QTRY_VERIFY_WITH_TIMEOUT(completer->isReady() && world.linter()->isUpToDate(), 60'000);
    QVERIFY(trying->report() && trying->report()->migration());
    QCOMPARE(trying->report()->migration()->verdict, Verdict::Reversible);
    QVERIFY(drafting->proposal());
    world.makePage();
    QTRY_VERIFY(world.page().panes() && world.editor(ScriptSide::Up));
    QCOMPARE(world.editor(ScriptSide::Up)->fullText(), QString::fromUtf8(upOnDisk) + typedText);
}

void TestEditorCrash::outlivesARenamedFolder()
{
    EditorWorld world;
    makePair(world, fileIn(world));
    QVERIFY(world.open(u"0001_a"_s));
    world.type(ScriptSide::Up, typedText);
    const QString folder = world.fixture.folder().path();
    QVERIFY(QDir().rename(folder, folder + u"-elsewhere"_s));
    world.migration()->checkFiles();
    QTRY_COMPARE(world.migration()->outside(), EditedMigration::Outside::Gone);
    QTRY_VERIFY(world.find<QWidget>(u"outsideNotice"_s)->isVisible());
    QVERIFY(world.migration()->isDirty());
    QCOMPARE(world.editor(ScriptSide::Up)->fullText(), QString::fromUtf8(upOnDisk) + typedText);
    QTRY_VERIFY(isKept(world)); // whatever comes now
    // It comes back, and all is as it was.
    QVERIFY(QDir().rename(folder + u"-elsewhere"_s, folder));
    world.migration()->checkFiles();
    QTRY_COMPARE(world.migration()->outside(), EditedMigration::Outside::None);
    QVERIFY(world.migration()->isDirty());
    QCOMPARE(world.editor(ScriptSide::Up)->fullText(), QString::fromUtf8(upOnDisk) + typedText);
    world.migration()->save();
    QTRY_VERIFY(!world.migration()->isDirty());
    QCOMPARE(world.read(u"0001_a.up.sql"_s), upOnDisk + typedText.toUtf8());
}

/// Other than a versioned one, which is done for good, a repeatable one is run again when it says
/// something else.
void TestEditorCrash::editsRepeatableOnes()
{
    EditorWorld world;
    const QString url = TestServer::createFreshDatabase();
    const auto spec = ConnectionSpec::parse(url);
    QVERIFY(spec);
    {
        const auto session = openSession(*spec);
        QVERIFY(session);
        QVERIFY((*session)->execute(
            "CREATE TABLE flyway_schema_history (installed_rank integer PRIMARY KEY,"
            " version varchar(50), description varchar(200) NOT NULL, type varchar(20) NOT NULL,"
            " script varchar(1000) NOT NULL, checksum integer, installed_by varchar(100) NOT NULL,"
            " installed_on timestamp NOT NULL DEFAULT now(), execution_time integer NOT NULL,"
            " success boolean NOT NULL);"
            "INSERT INTO flyway_schema_history VALUES"
            " (1, '1', 'a', 'SQL', 'V1__a.sql', 1, 'me', now(), 1, true),"
            " (2, NULL, 'views', 'SQL', 'R__views.sql', 2, 'me', now(), 1, true)"));
    }
    world.write(u"V1__a.sql"_s, "SELECT 1;\n");
    world.write(u"R__views.sql"_s, "SELECT 2;\n");
    world.setUp(u"flyway"_s, url);
    world.begin();
    QTRY_VERIFY(world.timeline().snapshot());
    QString versioned;
    QString repeatable;
    for (const Migration &each : world.timeline().snapshot()->files->set.migrations)
        (each.kind == MigrationKind::Repeatable ? repeatable : versioned) = each.id;
    QVERIFY(world.open(versioned));
    QTRY_VERIFY(world.migration()->isReadOnly());
    QVERIFY(world.open(repeatable));
    // Both are known from the same answer.
    QVERIFY(!world.migration()->isReadOnly());
    world.type(ScriptSide::Up, u"SELECT 3;"_s);
    world.migration()->save();
    QTRY_VERIFY(!world.migration()->isDirty());
    QCOMPARE(world.read(u"R__views.sql"_s), QByteArray("SELECT 2;\nSELECT 3;"));
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QTEST_SET_MAIN_SOURCE_PATH
    if (QCoreApplication::arguments().contains(u"--type-and-wait"_s))
        return typeAndWait();
    TestEditorCrash test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_editorcrash.moc"
