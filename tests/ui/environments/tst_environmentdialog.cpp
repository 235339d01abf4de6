// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/session.h"
#include "environments/environmentdialog.h"
#include "support/clicking.h"
#include "support/environmentsworld.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

class TestEnvironmentDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheCurrentOne();
    void showsTheFieldsOfItsKind();
    void addsOne();
    void removesOne();
    void testsTheConnection();
    void saysWhatIsWrong();
    void saysThatSomebodyElseWasHere();
    void putsFactsIntoWords();
};

namespace {

const QString weird = u"Weird \"Name\"; --"_s;

struct World : EnvironmentsWorld
{
    World()
        : EnvironmentsWorld("[environments.local]\nurl = 'sqlite:a.db'\n"
                            "[environments.production]\n"
                            "url = 'postgresql://ada@db.example:5433/shop?sslmode=verify-full'\n"
                            "ssh = 'ops@gate'\n")
    {
        theme.applyTo(*qApp);
        dialog =
            std::make_unique<EnvironmentDialog>(theme, environments, workspaces, false, nullptr);
        dialog->show();
    }
    template <typename T>
    T *find(const char16_t *name)
    {
        T *found = dialog->findChild<T *>(QString::fromUtf16(name));
        if (!found)
            qFatal("no %s", qPrintable(QString::fromUtf16(name)));
        return found;
    }
    void type(const char16_t *name, const QString &text)
    {
        auto *field = find<QLineEdit>(name);
        field->clear();
        QTest::keyClicks(field, text);
    }
    void click(const char16_t *name) { clickWhenPossible(find<QPushButton>(name)); }
    void kind(EnvironmentFields::Kind wanted)
    {
        auto *box = find<QComboBox>(u"environmentKind");
        box->setCurrentIndex(box->findData(int(wanted)));
    }

    Theme theme;
    std::unique_ptr<EnvironmentDialog> dialog;
};

} // namespace

void TestEnvironmentDialog::showsTheCurrentOne()
{
    World world;
    QCOMPARE(world.find<QListWidget>(u"environmentList")->count(), 2);
    QCOMPARE(world.find<QLineEdit>(u"environmentName")->text(), u"local"_s);
    QCOMPARE(world.find<QLineEdit>(u"environmentFile")->text(), u"a.db"_s);
    world.dialog->choose(u"production"_s);
    QCOMPARE(world.find<QLineEdit>(u"environmentHost")->text(), u"db.example"_s);
    QCOMPARE(world.find<QLineEdit>(u"environmentPort")->text(), u"5433"_s);
    QCOMPARE(world.find<QComboBox>(u"environmentTls")->currentData().toString(), u"verify-full"_s);
    QCOMPARE(world.find<QLineEdit>(u"environmentSsh")->text(), u"ops@gate"_s);
    // Saving what nobody changed changes nothing.
    const QByteArray before = world.text();
    world.click(u"environmentSave");
    QCOMPARE(world.text(), before);
}

void TestEnvironmentDialog::showsTheFieldsOfItsKind()
{
    World world;
    const auto shows = [&world](const char16_t *name) {
        return world.find<QWidget>(name)->isVisible();
    };
    QVERIFY(shows(u"environmentFile") && !shows(u"environmentHost") && !shows(u"environmentSsh"));
    world.kind(EnvironmentFields::Kind::Server);
    QVERIFY(!shows(u"environmentFile") && shows(u"environmentHost") && shows(u"environmentTls") &&
            shows(u"environmentSsh") && shows(u"environmentPassword"));
    world.kind(EnvironmentFields::Kind::Service);
    QVERIFY(shows(u"environmentService") && !shows(u"environmentHost"));
}

void TestEnvironmentDialog::addsOne()
{
    World world;
    world.click(u"environmentAdd");
    world.type(u"environmentName", weird);
    world.find<QComboBox>(u"environmentRole")->setCurrentIndex(2);
    world.kind(EnvironmentFields::Kind::Url);
    world.type(u"environmentUrl", u"postgresql://ada:geheim@db/shop?application_name=x"_s);
    world.click(u"environmentSave");
    const Environment *added = world.workspaces.workspace()->findEnvironment(weird);
    QVERIFY(added);
    QCOMPARE(added->role, EnvironmentRole::Production);
    QCOMPARE(added->url, u"postgresql://ada@db/shop?application_name=x"_s);
    QVERIFY(!world.text().contains("geheim"));
    QVERIFY(world.text().startsWith("# ours\n"));
    QCOMPARE(world.find<QListWidget>(u"environmentList")->currentItem()->text(), weird);
    QCOMPARE(world.find<QLineEdit>(u"environmentUrl")->text(), added->url);
}

void TestEnvironmentDialog::removesOne()
{
    World world;
    world.dialog->choose(u"production"_s);
    world.click(u"environmentRemove");
    QVERIFY(!world.text().contains("production"));
    QCOMPARE(world.find<QListWidget>(u"environmentList")->count(), 1);
    QCOMPARE(world.find<QLineEdit>(u"environmentName")->text(), u"local"_s);
}

void TestEnvironmentDialog::testsTheConnection()
{
    World world;
    {
        const auto spec = ConnectionSpec::parse(u"sqlite:"_s + world.folder.filePath(u"a.db"_s));
        const auto session = openSession(*spec);
        QVERIFY((*session)->execute("CREATE TABLE \"Weird \"\"Name\"\"; --\" (id int)"));
    }
    world.click(u"environmentTest");
    auto *answer = world.find<QLabel>(u"environmentAnswer");
    QTRY_VERIFY2(answer->text().contains(u"SQLite 3"_s), qPrintable(answer->text()));
    QVERIFY(answer->text().contains(u"no history table of dbmate"_s));
    world.type(u"environmentFile", u"not-there.db"_s);
    world.click(u"environmentTest");
    auto *error = world.find<QWidget>(u"environmentError");
    QTRY_VERIFY(error->isVisible());
    QVERIFY(error->accessibleName().contains(u"not-there.db"_s));
    QVERIFY(!QFile::exists(world.folder.filePath(u"not-there.db"_s)));
}

void TestEnvironmentDialog::saysWhatIsWrong()
{
    World world;
    const QByteArray before = world.text();
    world.type(u"environmentName", u"production"_s);
    world.click(u"environmentSave");
    auto *error = world.find<QWidget>(u"environmentError");
    QVERIFY(error->isVisible() && error->accessibleName().contains(u"already"_s));
    world.type(u"environmentName", u""_s);
    world.click(u"environmentSave");
    QVERIFY(error->accessibleName().contains(u"needs a name"_s));
    world.type(u"environmentName", u"x"_s);
    world.kind(EnvironmentFields::Kind::Server);
    world.type(u"environmentSsh", u"-oProxyCommand=x"_s);
    world.click(u"environmentSave");
    QVERIFY2(error->accessibleName().contains(u"SSH"_s), qPrintable(error->accessibleName()));
    QCOMPARE(world.text(), before);
}

void TestEnvironmentDialog::saysThatSomebodyElseWasHere()
{
    World world;
    QFile file(world.folder.filePath(u"tidemark.toml"_s));
    QVERIFY(file.open(QIODevice::Append));
    file.write("# somebody else\n");
    file.close();
    world.type(u"environmentFile", u"b.db"_s);
    world.click(u"environmentSave");
    auto *error = world.find<QWidget>(u"environmentError");
    QVERIFY(error->accessibleName().contains(u"somebody else"_s));
    QVERIFY(!world.text().contains("b.db"));
    world.click(u"environmentSave");
    QVERIFY(world.text().contains("b.db") && world.text().contains("# somebody else"));
}

void TestEnvironmentDialog::putsFactsIntoWords()
{
    ConnectionFacts facts;
    facts.server = u"PostgreSQL 15.20"_s;
    facts.database = u"shop"_s;
    facts.encrypted = true;
    facts.tls = u"TLSv1.3"_s;
    facts.tunnelled = true;
    facts.convention = u"dbmate"_s;
    facts.history = true;
    facts.applied = 12;
    QCOMPARE(factsText(facts), u"Connected to shop on PostgreSQL 15.20 over TLSv1.3, through the "
                               "SSH tunnel. The history table of dbmate is there, with 12 "
                               "migrations."_s);
    facts.encrypted = false;
    QVERIFY(factsText(facts).contains(u"without TLS"_s));
}

QTEST_MAIN(TestEnvironmentDialog)
#include "tst_environmentdialog.moc"
