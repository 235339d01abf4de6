// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/registration.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

class RegistrationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void living()
    {
        const auto registration = Registration::create(stateDir(), u"one"_s, {{u"a"_s, 1}});
        QVERIFY(registration);
        QCOMPARE(files(), QStringList{u"one.json"_s});
        QCOMPARE(QFile::permissions(registration->path()),
                 QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser);
        const auto abandoned = Registration::takeAbandoned(stateDir());
        QVERIFY(abandoned);
        QVERIFY(abandoned->empty());
    }

    void abandoned()
    {
        QVERIFY(Registration::create(stateDir(), u"one"_s, {{u"a"_s, 1}}));
        auto first = Registration::takeAbandoned(stateDir());
        QVERIFY(first);
        QCOMPARE(first->size(), size_t(1));
        QCOMPARE(first->front().name(), u"one"_s);
        QCOMPARE(first->front().content(), (QJsonObject{{u"a"_s, 1}}));
        QVERIFY(Registration::takeAbandoned(stateDir())->empty()); // one cleaner only
        first->front().remove();
        QCOMPARE(files(), QStringList());
    }

    void moved()
    {
        auto one = Registration::create(stateDir(), u"one"_s, {});
        auto two = Registration::create(stateDir(), u"two"_s, {});
        QVERIFY(one && two);
        *one = std::move(*two);
        two = tl::unexpected<Error>(Error());
        const auto abandoned = Registration::takeAbandoned(stateDir());
        QCOMPARE(abandoned->size(), size_t(1));
        QCOMPARE(abandoned->front().name(), u"one"_s);
        QCOMPARE(one->name(), u"two"_s);
    }

    void sameNameTwice()
    {
        const auto first = Registration::create(stateDir(), u"one"_s, {});
        QVERIFY(first);
        QVERIFY(Registration::create(stateDir(), u"two"_s, {}));
        QFile blocked(stateDir() + u"/live/.three"_s);
        QVERIFY(blocked.open(QFile::WriteOnly));
        const auto refused = Registration::create(stateDir(), u"three"_s, {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Io);
    }

    void unfinished()
    {
        QVERIFY(QDir().mkpath(stateDir() + u"/live"_s));
        for (const auto &[name, age] : {std::pair(u".old"_s, 3600), std::pair(u".new"_s, 0)}) {
            QFile file(stateDir() + u"/live/"_s + name);
            QVERIFY(file.open(QFile::WriteOnly));
            QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(-age),
                                     QFileDevice::FileModificationTime));
        }
        QVERIFY(Registration::takeAbandoned(stateDir())->empty());
        QCOMPARE(files(), QStringList{u".new"_s});
    }

    void noJson()
    {
        QVERIFY(QDir().mkpath(stateDir() + u"/live"_s));
        QFile file(stateDir() + u"/live/broken.json"_s);
        QVERIFY(file.open(QFile::WriteOnly));
        file.write("{ not");
        file.close();
        const auto abandoned = Registration::takeAbandoned(stateDir());
        QCOMPARE(abandoned->size(), size_t(1));
        QCOMPARE(abandoned->front().content(), QJsonObject());
    }

    void noFolder()
    {
        QVERIFY(Registration::takeAbandoned(stateDir())->empty());
        const auto refused = Registration::create(u"/proc/nowhere"_s, u"one"_s, {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Io);
    }

    void names()
    {
        QSet<QString> names;
        for (int i = 0; i < 1000; ++i)
            names.insert(randomName());
        QCOMPARE(names.size(), 1000);
        QCOMPARE(names.begin()->size(), 12);
    }

private:
    QString stateDir() const { return m_folder->filePath(u"state"_s); }
    QStringList files() const
    {
        return QDir(stateDir() + u"/live"_s).entryList(QDir::Files | QDir::Hidden);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(RegistrationTest)
#include "tst_registration.moc"
