// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/mainwindow.h"
#include "shell/rail.h"
#include "shell/workbench.h"
#include "support/clicking.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace tidemark;
using namespace tidemark::test;
using namespace Qt::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &text)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).absolutePath()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(text), text.size());
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void welcomesWithoutAWorkspace();
    void opensTheSampleInOneClick();
    void showsWhatItFoundBeforeItWrites();
    void aBrokenFileIsExplained();
    void thePaletteGoesAnywhere();
    void remembersSizeAndScheme();
    void everythingIsReachedByKeyboard();
    void aPageIsMadeWhenItIsFirstWanted();

private:
    void start();
    void checkButtons();
    template <typename T>
    T *find(const QString &name) const
    {
        return m_workbench->window().findChild<T *>(name);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QByteArray m_home;
    std::unique_ptr<Workbench> m_workbench;
};

void TestMainWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_home = qgetenv("HOME");
    qputenv("HOME", m_folder->path().toUtf8());
    start();
}

void TestMainWindow::cleanup()
{
    m_workbench.reset();
    qputenv("HOME", m_home);
}

void TestMainWindow::start()
{
    m_workbench.reset();
    WorkbenchPlaces places;
    places.configFolder = m_folder->filePath(u"config"_s);
    places.stateFolder = m_folder->filePath(u"state"_s);
    places.variables = [](const QString &) { return std::optional<QString>(); };
    m_workbench = std::make_unique<Workbench>(places);
    m_workbench->window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_workbench->window()));
}

void TestMainWindow::welcomesWithoutAWorkspace()
{
    QVERIFY(find<QPushButton>(u"open-sample"_s)->isVisible());
    QVERIFY(!m_workbench->window().findChild<Rail *>()->isVisible());
}

void TestMainWindow::opensTheSampleInOneClick()
{
    clickWhenPossible(find<QPushButton>(u"open-sample"_s));
    QTRY_VERIFY(m_workbench->workspaces().workspace());
    QCOMPARE(m_workbench->workspaces().workspace()->name, u"shop"_s);
    QVERIFY(QFile::exists(m_folder->filePath(u"tidemark-shop/tidemark.toml"_s)));
    QVERIFY(!QDir(m_folder->filePath(u"tidemark-shop/migrations"_s))
                 .entryList({u"*.up.sql"_s})
                 .isEmpty());
    QVERIFY(m_workbench->window().findChild<Rail *>()->isVisible());
    QVERIFY(m_workbench->window().windowTitle().contains("shop"_L1));
    // A second one does not touch the first.
    m_workbench->workspaces().close();
    clickWhenPossible(find<QPushButton>(u"open-sample"_s));
    QTRY_VERIFY(QFile::exists(m_folder->filePath(u"tidemark-shop-2/tidemark.toml"_s)));
}

void TestMainWindow::showsWhatItFoundBeforeItWrites()
{
    write(m_folder->filePath(u"mine/db/0001_a.up.sql"_s), "CREATE TABLE a (id integer);");
    write(m_folder->filePath(u"mine/db/0001_a.down.sql"_s), "DROP TABLE a;");
    m_workbench->window().openFolder(m_folder->filePath(u"mine"_s));
    auto *accept = find<QPushButton>(u"setup-accept"_s);
    QTRY_VERIFY(accept->isVisible() && accept->isEnabled());
    QVERIFY(find<QPlainTextEdit>(u"setup-text"_s)->toPlainText().contains("migrations ="_L1));
    QVERIFY(!QFile::exists(m_folder->filePath(u"mine/tidemark.toml"_s)));
    QTest::keyClick(accept, Qt::Key_Space);
    QTRY_VERIFY(m_workbench->workspaces().workspace());
    QVERIFY(QFile::exists(m_folder->filePath(u"mine/tidemark.toml"_s)));
}

void TestMainWindow::aBrokenFileIsExplained()
{
    write(m_folder->filePath(u"mine/tidemark.toml"_s), "migrations = [\n");
    m_workbench->window().openFolder(m_folder->filePath(u"mine"_s));
    QWidget *error = find<QWidget>(u"welcome-error"_s);
    QVERIFY(error->isVisible());
    QVERIFY(error->accessibleName().contains("tidemark.toml:"_L1));
}

void TestMainWindow::thePaletteGoesAnywhere()
{
    QTest::keyClick(&m_workbench->window(), Qt::Key_K, Qt::ControlModifier);
    auto *field = find<QLineEdit>(u"palette-field"_s);
    QTRY_VERIFY(field->isVisible());
    QTRY_COMPARE(QApplication::focusWidget(), field);
    QTest::keyClicks(field, u"dark co"_s);
    QCOMPARE(find<QListView>(u"palette-list"_s)->currentIndex().data().toString(),
             u"Dark colours"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(!field->isVisible());
    QVERIFY(m_workbench->theme().isDark());
    QTest::keyClick(&m_workbench->window(), Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(field->isVisible());
    QVERIFY(field->text().isEmpty());
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!field->isVisible());
}

void TestMainWindow::remembersSizeAndScheme()
{
    m_workbench->window().resize(1180, 720);
    QTest::keyClick(&m_workbench->window(), Qt::Key_K, Qt::ControlModifier);
    auto *field = find<QLineEdit>(u"palette-field"_s);
    QTRY_VERIFY(field->isVisible());
    QTest::keyClicks(field, u"Dark colours"_s);
    QTest::keyClick(field, Qt::Key_Return);
    m_workbench->window().close();
    start();
    QCOMPARE(m_workbench->window().size(), QSize(1180, 720));
    QVERIFY(m_workbench->theme().isDark());
}

void TestMainWindow::everythingIsReachedByKeyboard()
{
    clickWhenPossible(find<QPushButton>(u"open-sample"_s));
    QTRY_VERIFY(m_workbench->workspaces().workspace());
    QApplication::setActiveWindow(&m_workbench->window());
    const QStringList places{u"timeline"_s, u"compare"_s, u"rehearse"_s,
                             u"author"_s,   u"backups"_s, u"log"_s};
    for (int i = 0; i < places.size(); ++i) {
        QTest::keyClick(&m_workbench->window(), Qt::Key(Qt::Key_1 + i), Qt::ControlModifier);
        QTRY_VERIFY(find<QWidget>(u"page-"_s + places[i]));
        QTRY_VERIFY(find<QWidget>(u"page-"_s + places[i])->isVisible());
        checkButtons();
    }
}

/// Whatever can be clicked has a name for a screen reader and takes the focus.
void TestMainWindow::checkButtons()
{
    for (const QAbstractButton *button : m_workbench->window().findChildren<QAbstractButton *>()) {
        // The small buttons inside a field belong to it.
        if (!button->isVisible() || button->objectName().startsWith("qt_"_L1) ||
            qobject_cast<const QLineEdit *>(button->parentWidget()))
            continue;
        QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                 qPrintable(button->objectName()));
        // In a group the checked one takes it, and the arrow keys lead to the others.
        const bool byArrows = button->group() && !button->isChecked();
        if (!byArrows)
            QVERIFY2(button->focusPolicy() & Qt::TabFocus, qPrintable(button->text()));
    }
}

void TestMainWindow::aPageIsMadeWhenItIsFirstWanted()
{
    clickWhenPossible(find<QPushButton>(u"open-sample"_s));
    QTRY_VERIFY(m_workbench->workspaces().workspace());
    QVERIFY(find<QWidget>(u"page-timeline"_s));
    QVERIFY(!find<QWidget>(u"page-log"_s));
    QApplication::setActiveWindow(&m_workbench->window());
    QTest::keyClick(&m_workbench->window(), Qt::Key_6, Qt::ControlModifier);
    QTRY_VERIFY(find<QWidget>(u"page-log"_s));

    // A place nobody went to keeps what it had remembered.
    QTest::keyClick(&m_workbench->window(), Qt::Key_1, Qt::ControlModifier);
    m_workbench->window().close();
    const QString settings = m_folder->filePath(u"config/workbench.ini"_s);
    const auto remembered = [&settings] {
        return QSettings(settings, QSettings::IniFormat).value(u"pages/log"_s).toMap();
    };
    const QVariantMap before = remembered();
    QVERIFY(!before.isEmpty());
    start();
    m_workbench->window().openFolder(m_workbench->workspaces().recentFolders().value(0));
    QTRY_VERIFY(find<QWidget>(u"page-timeline"_s));
    QVERIFY(!find<QWidget>(u"page-log"_s));
    m_workbench->window().close();
    QCOMPARE(remembered(), before);
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
