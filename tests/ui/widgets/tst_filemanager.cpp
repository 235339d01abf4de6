// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sessionbus.h"
#include "widgets/filemanager.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusContext>
#include <QDesktopServices>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// Answers on the bus as a file manager does.
class FileManager : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.FileManager1")

public:
    QStringList shown;
    bool fails = false;

public Q_SLOTS:
    void ShowItems(const QStringList &uris, const QString &startupId)
    {
        Q_UNUSED(startupId)
        if (fails)
            sendErrorReply(QDBusError::Failed, u"no window"_s);
        else
            shown = uris;
    }
};

class TestFileManager : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void selectsTheFiles();
    void opensTheFolderWhereNobodyAnswers();
    void opensTheFolderWhenItFails();

public Q_SLOTS:
    void open(const QUrl &url) { m_opened += url; }

private:
    QString fileNamed(const QString &name) const;

    QTemporaryDir m_folder;
    FileManager m_manager;
    QList<QUrl> m_opened;
};

void TestFileManager::init()
{
    m_manager.shown.clear();
    m_manager.fails = false;
    m_opened.clear();
    QDesktopServices::setUrlHandler(u"file"_s, this, "open");
    QDBusConnection bus = QDBusConnection::sessionBus();
    QVERIFY(bus.isConnected());
    QVERIFY(bus.registerObject(u"/org/freedesktop/FileManager1"_s, &m_manager,
                               QDBusConnection::ExportAllSlots));
}

void TestFileManager::cleanup()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.unregisterService(u"org.freedesktop.FileManager1"_s);
    bus.unregisterObject(u"/org/freedesktop/FileManager1"_s);
}

QString TestFileManager::fileNamed(const QString &name) const
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no file");
    return file.fileName();
}

void TestFileManager::selectsTheFiles()
{
    QVERIFY(QDBusConnection::sessionBus().registerService(u"org.freedesktop.FileManager1"_s));
    const QString weird = fileNamed(u"Weird \"Name\"; -- 100%.sql"_s);
    const QString other = fileNamed(u"größe.sql"_s);
    showInFileManager({weird, other});
    QTRY_COMPARE(m_manager.shown.size(), 2);
    QCOMPARE(QUrl(m_manager.shown[0]).toLocalFile(), weird);
    QCOMPARE(QUrl(m_manager.shown[1]).toLocalFile(), other);
    QVERIFY(m_manager.shown[0].contains(u"%20"_s)); // a URL, and no path
    QTest::qWait(50);
    QVERIFY(m_opened.isEmpty());
}

void TestFileManager::opensTheFolderWhereNobodyAnswers()
{
    showInFileManager({fileNamed(u"a.sql"_s)});
    QTRY_COMPARE(m_opened.size(), 1);
    QCOMPARE(m_opened.front().toLocalFile(), m_folder.path());
    showInFileManager({m_folder.path()});
    QTRY_COMPARE(m_opened.size(), 2);
    QCOMPARE(m_opened.back().toLocalFile(), m_folder.path());
    showInFileManager({});
    QTest::qWait(20);
    QCOMPARE(m_opened.size(), 2);
}

void TestFileManager::opensTheFolderWhenItFails()
{
    QVERIFY(QDBusConnection::sessionBus().registerService(u"org.freedesktop.FileManager1"_s));
    m_manager.fails = true;
    showInFileManager({fileNamed(u"a.sql"_s)});
    QTRY_COMPARE(m_opened.size(), 1);
}

int main(int argc, char **argv)
{
    const SessionBus bus;
    QApplication application(argc, argv);
    TestFileManager test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_filemanager.moc"
