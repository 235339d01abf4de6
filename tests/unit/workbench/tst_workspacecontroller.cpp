// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskpool.h"
#include "workbench/tasklist.h"
#include "workbench/workspacecontroller.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tidemark;
using namespace Qt::StringLiterals;

namespace {

constexpr char twoEnvironments[] =
    "name = \"shop\"\nmigrations = \"migrations\"\n"
    "[environments.local]\nrole = \"local\"\nurl = \"sqlite:shop.db\"\n"
    "[environments.staging]\nrole = \"staging\"\nurl = \"sqlite:s.db\"\n";

void write(const QString &path, const QByteArray &text)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).absolutePath()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(text), text.size());
}

} // namespace

class TestWorkspaceController : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void opensFromAFolderBelow();
    void saysWhyNot();
    void keepsWhatWasGoodWhenTheFileBreaks();
    void followsTheFile();
    void remembersEnvironmentAndFolders();
    void showsBeforeItWrites();
    void neverWritesOverAFile();
    void opensTheNearestOnly();

private:
    std::unique_ptr<WorkspaceController> controller();
    QString path(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    TaskPool m_pool{2};
    TaskList m_tasks;
    std::unique_ptr<Services> m_services;
};

void TestWorkspaceController::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_services = std::make_unique<Services>(
        Services{m_pool, m_tasks, nullptr, [](const QString &) { return std::optional<QString>(); },
                 path(u"state"_s), path(u"config"_s)});
    QVERIFY(QDir().mkpath(path(u"config"_s)));
}

std::unique_ptr<WorkspaceController> TestWorkspaceController::controller()
{
    return std::make_unique<WorkspaceController>(*m_services);
}

void TestWorkspaceController::opensFromAFolderBelow()
{
    write(path(u"shop/tidemark.toml"_s), twoEnvironments);
    QVERIFY(QDir().mkpath(path(u"shop/migrations/deep"_s)));
    const auto workspaces = controller();
    const QSignalSpy changed(workspaces.get(), &WorkspaceController::workspaceChanged);
    QVERIFY(workspaces->open(path(u"shop/migrations/deep"_s)));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(workspaces->workspace()->name, u"shop"_s);
    QCOMPARE(workspaces->currentEnvironment(), u"local"_s);
    QVERIFY(!workspaces->error());
    workspaces->close();
    QVERIFY(!workspaces->workspace());
    QCOMPARE(changed.count(), 2);
}

void TestWorkspaceController::saysWhyNot()
{
    const auto workspaces = controller();
    QVERIFY(!workspaces->open(m_folder->path()));
    QCOMPARE(workspaces->error()->kind, ErrorKind::Usage);
    write(path(u"shop/tidemark.toml"_s), "name = \"shop\"\nmigrations = [\n");
    QVERIFY(!workspaces->open(path(u"shop"_s)));
    QCOMPARE(workspaces->error()->kind, ErrorKind::Input);
    QVERIFY(workspaces->error()->where.line >= 2);
    QVERIFY(!workspaces->workspace());
}

void TestWorkspaceController::keepsWhatWasGoodWhenTheFileBreaks()
{
    write(path(u"shop/tidemark.toml"_s), twoEnvironments);
    const auto workspaces = controller();
    QVERIFY(workspaces->open(path(u"shop"_s)));
    write(path(u"shop/tidemark.toml"_s), "name = \"sh");
    QTRY_VERIFY(workspaces->error());
    QCOMPARE(workspaces->workspace()->name, u"shop"_s);
    write(path(u"shop/tidemark.toml"_s), twoEnvironments);
    QTRY_VERIFY(!workspaces->error());
}

void TestWorkspaceController::followsTheFile()
{
    write(path(u"shop/tidemark.toml"_s), twoEnvironments);
    const auto workspaces = controller();
    QVERIFY(workspaces->open(path(u"shop"_s)));
    // As editors save: another file takes the name.
    for (const char *name : {"first", "second"}) {
        write(path(u"shop/new"_s), QByteArray(twoEnvironments).replace("shop", name));
        QVERIFY(QFile::remove(path(u"shop/tidemark.toml"_s)));
        QVERIFY(QFile::rename(path(u"shop/new"_s), path(u"shop/tidemark.toml"_s)));
        QTRY_COMPARE(workspaces->workspace()->name, QString::fromUtf8(name));
    }
}

void TestWorkspaceController::remembersEnvironmentAndFolders()
{
    write(path(u"a b/tidemark.toml"_s), twoEnvironments);
    write(path(u"c/tidemark.toml"_s), twoEnvironments);
    {
        const auto workspaces = controller();
        QVERIFY(workspaces->open(path(u"a b"_s)));
        workspaces->setCurrentEnvironment(u"staging"_s);
        workspaces->setCurrentEnvironment(u"there is none"_s);
        QVERIFY(workspaces->open(path(u"c"_s)));
        QCOMPARE(workspaces->currentEnvironment(), u"local"_s);
    }
    const auto workspaces = controller();
    QCOMPARE(workspaces->recentFolders(), (QStringList{path(u"c"_s), path(u"a b"_s)}));
    QVERIFY(workspaces->open(path(u"a b"_s)));
    QCOMPARE(workspaces->currentEnvironment(), u"staging"_s);
    QCOMPARE(workspaces->environment()->role, EnvironmentRole::Staging);
    QVERIFY(QFile::remove(path(u"c/tidemark.toml"_s)));
    QCOMPARE(workspaces->recentFolders(), QStringList{path(u"a b"_s)});
    workspaces->forgetRecent(path(u"a b"_s));
    QCOMPARE(workspaces->recentFolders(), QStringList());
}

void TestWorkspaceController::showsBeforeItWrites()
{
    write(path(u"mine/db/migrations/0001_a.up.sql"_s), "CREATE TABLE a (id integer);");
    write(path(u"mine/db/migrations/0001_a.down.sql"_s), "DROP TABLE a;");
    const auto workspaces = controller();
    QSignalSpy discovered(workspaces.get(), &WorkspaceController::discovered);
    workspaces->discover(path(u"mine"_s));
    QVERIFY(discovered.wait(60'000));
    QCOMPARE(discovered[0][0].toString(), path(u"mine"_s));
    QVERIFY(discovered[0][2].toString().contains("db/migrations"_L1));
    QVERIFY(!QFile::exists(path(u"mine/tidemark.toml"_s)));
    QVERIFY(workspaces->create(path(u"mine"_s), discovered[0][2].toString()));
    QCOMPARE(workspaces->workspace()->migrations, path(u"mine/db/migrations"_s));
}

void TestWorkspaceController::neverWritesOverAFile()
{
    write(path(u"mine/tidemark.toml"_s), "# precious\n");
    const auto workspaces = controller();
    QVERIFY(!workspaces->create(path(u"mine"_s), QString::fromUtf8(twoEnvironments)));
    QFile file(path(u"mine/tidemark.toml"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("# precious\n"));
}

void TestWorkspaceController::opensTheNearestOnly()
{
    write(path(u"tidemark.toml"_s), twoEnvironments);
    write(path(u"inner/tidemark.toml"_s), QByteArray(twoEnvironments).replace("shop", "inner"));
    const auto workspaces = controller();
    QVERIFY(workspaces->open(path(u"inner"_s)));
    QCOMPARE(workspaces->workspace()->name, u"inner"_s);
}

QTEST_GUILESS_MAIN(TestWorkspaceController)
#include "tst_workspacecontroller.moc"
