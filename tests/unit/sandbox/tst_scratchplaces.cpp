// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/scratchplaces.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <limits>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace tidemark;

class ScratchPlacesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void place()
    {
        const ScratchPlaces none{.stateDir = u"/state"_s, .memory = {}};
        QCOMPARE(none.placeFor(0), u"/state"_s);
        const ScratchPlaces both{.stateDir = u"/state"_s, .memory = memoryFolder()};
        QCOMPARE(both.placeFor(std::numeric_limits<qint64>::max()), u"/state"_s);
    }

    void ownFolderIsMadeAndTaken()
    {
        const QString path = m_folder->filePath(u"own"_s);
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(ownFolder(path).value_or(QString()), path);
            QCOMPARE(modeOf(path), 0711U);
        }
    }

    void foreignFolderIsRefused_data()
    {
        QTest::addColumn<QString>("what");
        QTest::newRow("link") << u"link"_s;
        QTest::newRow("file") << u"file"_s;
        QTest::newRow("writable") << u"writable"_s;
    }

    void foreignFolderIsRefused()
    {
        QFETCH(QString, what);
        const QString path = m_folder->filePath(u"own"_s);
        const QString other = m_folder->filePath(u"other"_s);
        QVERIFY(QDir().mkdir(other));
        if (what == u"link"_s)
            QVERIFY(QFile::link(other, path));
        if (what == u"file"_s)
            QVERIFY(QFile(path).open(QFile::WriteOnly));
        if (what == u"writable"_s) {
            QVERIFY(QDir().mkdir(path));
            QCOMPARE(::chmod(QFile::encodeName(path).constData(), 0777), 0);
        }
        const auto refused = ownFolder(path);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Permission);
    }

    void orphans()
    {
        QFile registration(m_folder->filePath(u"registration"_s));
        QVERIFY(registration.open(QFile::WriteOnly));
        const QDir parent(m_folder->filePath(u"parent"_s));
        for (const QString &name : {u"owned"_s, u"orphan"_s, u"unsaid"_s, u"server"_s})
            QVERIFY(parent.mkpath(name + u"/data"_s));
        QVERIFY(writeOwner(parent.filePath(u"owned"_s), registration.fileName()));
        QVERIFY(writeOwner(parent.filePath(u"orphan"_s), m_folder->filePath(u"gone"_s)));
        QVERIFY(writeOwner(parent.filePath(u"server"_s), m_folder->filePath(u"gone"_s)));
        QFile pid(parent.filePath(u"server/data/postmaster.pid"_s));
        QVERIFY(pid.open(QFile::WriteOnly));
        pid.write(QByteArray::number(qApp->applicationPid()) + "\n");
        pid.close();
        QCOMPARE(removeOrphans(parent.path()), QStringList{parent.filePath(u"orphan"_s)});
        QCOMPARE(parent.entryList(QDir::Dirs | QDir::NoDotAndDotDot),
                 (QStringList{u"owned"_s, u"server"_s, u"unsaid"_s}));
    }

private:
    static unsigned modeOf(const QString &path)
    {
        struct stat info = {};
        ::stat(QFile::encodeName(path).constData(), &info);
        return info.st_mode & 07777U;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(ScratchPlacesTest)
#include "tst_scratchplaces.moc"
