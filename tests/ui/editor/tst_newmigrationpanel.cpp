// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/templatewords.h"
#include "editorworld.h"
#include "support/testserver.h"

#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QStringListModel>

using namespace tidemark;
using namespace tidemark::test;
using namespace Qt::StringLiterals;

/// New migrations from templates: what is asked, what is shown, what is written.
class TestNewMigrationPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { TestServer::start(); }
    void beginsWithTheKeyboard();
    void makesARename();
    void offersWhatTheEngineHas();
    void refusesWhatCannotBe();
    void changesThePlan();
    void plansWhatIsWishedMeanwhile();
    void speaksTheWindowsLanguage();
};

namespace {

const QString weirdName = u"Weird \"Name\"; --"_s;
const QByteArray weirdTable = "\"Weird \"\"Name\"\"; --\"";

void begin(EditorWorld &world, const QString &url)
{
    world.write(u"0001_a.up.sql"_s,
                "CREATE TABLE " + weirdTable + " (id integer PRIMARY KEY, mail varchar(80));\n");
    world.write(u"0001_a.down.sql"_s, "DROP TABLE " + weirdTable + ";\n");
    world.setUp(u"golang-migrate"_s, url);
    world.begin();
}

QString sqliteFile(const EditorWorld &world)
{
    return u"sqlite:"_s + world.fixture.folder().filePath(u"shop.db"_s);
}

void choose(EditorWorld &world, const QString &id)
{
    auto *box = world.find<QComboBox>(u"newMigrationTemplate"_s);
    const int place = box->findData(id);
    if (place < 0)
        qFatal("no template %s", qPrintable(id));
    box->setCurrentIndex(place);
}

QStringList listed(EditorWorld &world)
{
    const auto *list = world.find<QListWidget>(u"newMigrationList"_s);
    QStringList names;
    for (int i = 0; i < list->count(); ++i)
        names += list->item(i)->text();
    return names;
}

bool isPlanned(EditorWorld &world)
{
    return world.controller().maker().isPlanned();
}

} // namespace

void TestNewMigrationPanel::beginsWithTheKeyboard()
{
    EditorWorld world;
    begin(world, sqliteFile(world));
    QVERIFY(world.open(u"0001_a"_s));
    QTest::keyClick(world.editor(ScriptSide::Up), Qt::Key_N, Qt::ControlModifier);
    auto *panel = world.find<QWidget>(u"newMigration"_s);
    QTRY_VERIFY(panel->isVisible());
    auto *name = world.find<QLineEdit>(u"newMigrationName"_s);
    QTest::keyClicks(name, u"add users"_s);
    QTRY_VERIFY(isPlanned(world));
    const QString files = world.find<QLabel>(u"newMigrationFiles"_s)->text();
    QVERIFY2(files.contains(u"0002_add_users.up.sql"_s), qPrintable(files));
    QVERIFY(files.contains(u"0002_add_users.down.sql"_s));
    QVERIFY(world.read(u"0002_add_users.up.sql"_s).isNull());
    QTest::keyClick(name, Qt::Key_Escape);
    QVERIFY(!panel->isVisible());
    QTest::keyClick(world.editor(ScriptSide::Up), Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(panel->isVisible());
    QVERIFY(name->text().isEmpty());
    QTest::keyClicks(name, u"add users"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_VERIFY(world.migration()->id() == u"0002_add_users"_s);
    QTRY_VERIFY(!panel->isVisible());
    QVERIFY(!world.read(u"0002_add_users.up.sql"_s).isNull());
}

void TestNewMigrationPanel::makesARename()
{
    EditorWorld world;
    begin(world, TestServer::createFreshDatabase());
    QTRY_VERIFY(world.timeline().snapshot());
    world.page().take({{u"new"_s, QString()}, {u"template"_s, u"rename-column"_s}});
    auto *table = world.find<QLineEdit>(u"field-table"_s);
    auto *column = world.find<QLineEdit>(u"field-column"_s);
    const auto namesOf = [](const QLineEdit *edit) {
        return static_cast<const QStringListModel *>(edit->completer()->model())->stringList();
    };
    QTRY_COMPARE(namesOf(table), QStringList{weirdName});
    table->setText(weirdName);
    QCOMPARE(namesOf(column), (QStringList{u"id"_s, u"mail"_s}));
    column->setText(u"mail"_s);
    // What the column is now, the new one is to be.
    QCOMPARE(world.find<QLineEdit>(u"field-type"_s)->text(), u"character varying(80)"_s);
    world.find<QLineEdit>(u"field-to"_s)->setText(u"e mail"_s);
    QCOMPARE(world.find<QLineEdit>(u"newMigrationName"_s)->text(),
             u"rename_column_Weird_Name_mail"_s);
    QTRY_COMPARE(listed(world).size(), 8); // four steps, two files each
    QTRY_VERIFY(isPlanned(world));
    auto *list = world.find<QListWidget>(u"newMigrationList"_s);
    const auto *text = world.find<CodeView>(u"newMigrationText"_s);
    list->setCurrentRow(0);
    QVERIFY2(text->toPlainText().contains(u"ADD COLUMN \"e mail\" character varying(80)"_s),
             qPrintable(text->toPlainText()));
    list->setCurrentRow(1);
    QVERIFY(text->toPlainText().contains(u"DROP COLUMN \"e mail\""_s));
    const QStringList planned = listed(world);
    for (const QString &file : planned)
        QVERIFY(world.read(file).isNull());
    QTest::keyClick(column, Qt::Key_Return);
    QTRY_VERIFY(world.migration());
    QVERIFY(world.migration()->id().endsWith(u"_expand"_s));
    QTRY_VERIFY(world.page().panes() && world.editor(ScriptSide::Up));
    for (const QString &file : planned)
        QVERIFY2(!world.read(file).isEmpty(), qPrintable(file));
}

void TestNewMigrationPanel::offersWhatTheEngineHas()
{
    EditorWorld world;
    begin(world, sqliteFile(world));
    QTRY_VERIFY(world.timeline().snapshot());
    world.page().take({{u"new"_s, QString()}});
    const auto *box = world.find<QComboBox>(u"newMigrationTemplate"_s);
    QCOMPARE(box->findData(u"not-null"_s), -1); // SQLite cannot
    choose(world, u"rename-column"_s);
    QVERIFY(world.page().findChild<QLineEdit *>(u"field-sync_new"_s));
    QVERIFY(!world.page().findChild<QLineEdit *>(u"field-batch"_s));
    QCOMPARE(world.find<QLineEdit>(u"field-sync"_s)->placeholderText(),
             u"my_table_my_column_sync"_s);
    world.find<QLineEdit>(u"field-table"_s)->setText(u"orders"_s);
    QCOMPARE(world.find<QLineEdit>(u"field-sync"_s)->placeholderText(), u"orders_my_column_sync"_s);
    // A template without fields takes them away.
    choose(world, u"empty"_s);
    QTRY_VERIFY(!world.page().findChild<QLineEdit *>(u"field-table"_s));
}

void TestNewMigrationPanel::refusesWhatCannotBe()
{
    EditorWorld world;
    begin(world, sqliteFile(world));
    QTRY_VERIFY(world.timeline().snapshot());
    world.page().take({{u"new"_s, u"own name"_s}, {u"template"_s, u"add-column"_s}});
    auto *type = world.find<QLineEdit>(u"field-type"_s);
    QTest::keyClicks(type, u"text; DROP TABLE a"_s);
    QTRY_VERIFY(isPlanned(world));
    const auto *error = world.find<QLabel>(u"newMigrationError"_s);
    QVERIFY(error->isVisible());
    world.click(u"makeMigration"_s);
    QTRY_VERIFY(!world.controller().maker().isMaking());
    QVERIFY(error->isVisible());
    QVERIFY(!world.migration());
    QCOMPARE(world.fixture.migrations().entryList(QDir::Files).size(), 2);
    type->clear();
    QTest::keyClicks(type, u"text"_s);
    QTRY_VERIFY(isPlanned(world));
    QVERIFY(!error->isVisible());
    QCOMPARE(listed(world).first(), u"0002_own_name.up.sql"_s);
}

void TestNewMigrationPanel::changesThePlan()
{
    EditorWorld world;
    world.write(u"sqitch.plan"_s, "%syntax-version=1.0.0\n%project=shop\n\n");
    world.write(u"sqitch.conf"_s, "[core]\n\tengine = sqlite\n");
    world.setUp(u"sqitch"_s, sqliteFile(world));
    world.begin();
    QTRY_VERIFY(world.timeline().snapshot());
    world.page().take({{u"new"_s, u"users"_s}, {u"template"_s, u"add-column"_s}});
    QTRY_VERIFY(isPlanned(world));
    const QStringList files = listed(world);
    QCOMPARE(files.filter(u"sqitch.plan"_s).size(), 1);
    QCOMPARE(files.filter(u"deploy/users.sql"_s).size(), 1);
    world.find<QListWidget>(u"newMigrationList"_s)
        ->setCurrentRow(int(files.indexOf(files.filter(u"sqitch.plan"_s).first())));
    QVERIFY(world.find<CodeView>(u"newMigrationText"_s)->toPlainText().startsWith(u"users "_s));
    world.click(u"makeMigration"_s);
    QTRY_VERIFY(world.migration());
    QCOMPARE(world.migration()->id(), u"users"_s);
    QVERIFY(world.read(u"sqitch.plan"_s).contains("\nusers "));
}

/// While files are written; and where nothing is wished any more nothing is wrong with it.
void TestNewMigrationPanel::plansWhatIsWishedMeanwhile()
{
    EditorWorld world;
    begin(world, sqliteFile(world));
    MigrationMaker &maker = world.controller().maker();
    const auto makeAndWish = [&](const QString &name, const QString &next) {
        MigrationWish wish;
        wish.name = name;
        maker.setWish(wish);
        if (!QTest::qWaitFor([&] { return maker.isPlanned(); }))
            return false;
        maker.make();
        wish.name = next;
        maker.setWish(wish);
        return QTest::qWaitFor([&] { return !maker.isMaking(); });
    };
    QVERIFY(makeAndWish(u"one"_s, u"two"_s));
    QTRY_VERIFY(maker.isPlanned());
    QVERIFY(maker.plan().front().shown.contains(u"two"_s));
    QVERIFY(makeAndWish(u"two"_s, QString()));
    QTest::qWait(600);
    QVERIFY2(!maker.error(), qPrintable(maker.error().value_or(Error()).toString()));
    QVERIFY(maker.plan().empty());
}

void TestNewMigrationPanel::speaksTheWindowsLanguage()
{
    for (const MigrationTemplate *each : migrationTemplates()) {
        QVERIFY2(isTemplateWord(each->title), qPrintable(each->title));
        QVERIFY2(isTemplateWord(each->summary), qPrintable(each->summary));
        for (const TemplateParameter &parameter : each->parameters)
            QVERIFY2(isTemplateWord(parameter.label), qPrintable(parameter.label));
    }
}

QTEST_MAIN(TestNewMigrationPanel)

#include "tst_newmigrationpanel.moc"
