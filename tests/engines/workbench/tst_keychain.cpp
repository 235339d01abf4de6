// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sessionbus.h"
#include "workbench/keychainsecrets.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

namespace {

constexpr int patience = 30000;
const QString key = u"postgresql://Weird \"Name\"; --@db.example:5432"_s;
const QString secret = u"it's größe \"secret\" ☃"_s;

} // namespace

/// A real keyring on a session bus of its own; nothing of the desktop's is touched.
class TestKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void keepsReadsAndForgets();
    void outlivesTheKeyring();
    void isNeverInTheClear();
    void whatIsGoneIsNoError();
    void goesOnWithoutAKeyring();

private:
    void startKeyring();
    void stopKeyring();
    Result<void> write(KeychainSecrets &secrets, const QString &text);
    Result<std::optional<QString>> read(KeychainSecrets &secrets, const QString &of = key);
    Result<void> remove(KeychainSecrets &secrets);

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<QProcess> m_keyring;
};

void TestKeychain::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("HOME", m_home->path().toUtf8());
    qputenv("XDG_DATA_HOME", m_home->filePath(u"data"_s).toUtf8());
    startKeyring();
}

void TestKeychain::cleanup()
{
    stopKeyring();
}

void TestKeychain::startKeyring()
{
    const QString runtime = m_home->filePath(u"run"_s);
    QDir().mkpath(runtime);
    QFile::setPermissions(runtime, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_RUNTIME_DIR"_s, runtime);
    m_keyring = std::make_unique<QProcess>();
    m_keyring->setProcessEnvironment(environment);
    m_keyring->start(u"gnome-keyring-daemon"_s,
                     {u"--foreground"_s, u"--unlock"_s, u"--components=secrets"_s});
    QVERIFY2(m_keyring->waitForStarted(), qPrintable(m_keyring->errorString()));
    // What the person would have typed to log in.
    m_keyring->write("the login password");
    m_keyring->closeWriteChannel();
    QTRY_VERIFY_WITH_TIMEOUT(QDBusConnection::sessionBus().interface()->isServiceRegistered(
                                 u"org.freedesktop.secrets"_s),
                             patience);
}

void TestKeychain::stopKeyring()
{
    if (!m_keyring)
        return;
    m_keyring->terminate();
    m_keyring->waitForFinished();
    m_keyring.reset();
    QTRY_VERIFY(!QDBusConnection::sessionBus().interface()->isServiceRegistered(
        u"org.freedesktop.secrets"_s));
}

Result<void> TestKeychain::write(KeychainSecrets &secrets, const QString &text)
{
    std::optional<Result<void>> answer;
    secrets.write(key, text, [&answer](const Result<void> &done) { answer = done; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, patience))
        return fail(ErrorKind::Internal, u"no answer"_s);
    return *answer;
}

Result<std::optional<QString>> TestKeychain::read(KeychainSecrets &secrets, const QString &of)
{
    std::optional<Result<std::optional<QString>>> answer;
    secrets.read(of, [&answer](const Result<std::optional<QString>> &found) { answer = found; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, patience))
        return fail(ErrorKind::Internal, u"no answer"_s);
    return *answer;
}

Result<void> TestKeychain::remove(KeychainSecrets &secrets)
{
    std::optional<Result<void>> answer;
    secrets.remove(key, [&answer](const Result<void> &done) { answer = done; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, patience))
        return fail(ErrorKind::Internal, u"no answer"_s);
    return *answer;
}

void TestKeychain::keepsReadsAndForgets()
{
    KeychainSecrets secrets;
    QVERIFY(write(secrets, secret));
    QVERIFY(secrets.isPermanent());
    QCOMPARE(read(secrets).value(), std::optional(secret));
    QVERIFY(write(secrets, u"another"_s));
    QCOMPARE(read(secrets).value(), std::optional(u"another"_s));
    QVERIFY(remove(secrets));
    QCOMPARE(read(secrets).value(), std::optional<QString>());
    QVERIFY(secrets.isPermanent());
}

void TestKeychain::outlivesTheKeyring()
{
    {
        KeychainSecrets secrets;
        QVERIFY(write(secrets, secret));
    }
    stopKeyring();
    startKeyring();
    KeychainSecrets secrets;
    QCOMPARE(read(secrets).value(), std::optional(secret));
}

void TestKeychain::isNeverInTheClear()
{
    KeychainSecrets secrets;
    QVERIFY(write(secrets, u"plain-to-be-found"_s));
    QVERIFY(secrets.isPermanent());
    const QDir rings(m_home->filePath(u"data/keyrings"_s));
    const QFileInfoList files = rings.entryInfoList(QDir::Files);
    QVERIFY(!files.isEmpty());
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("plain-to-be-found"), qPrintable(info.fileName()));
    }
}

void TestKeychain::whatIsGoneIsNoError()
{
    KeychainSecrets secrets;
    const auto nothing = read(secrets, u"postgresql://nobody@nowhere:1"_s);
    QVERIFY(nothing.has_value());
    QVERIFY(!nothing->has_value());
    QVERIFY(remove(secrets));
    QVERIFY(secrets.isPermanent());
}

void TestKeychain::goesOnWithoutAKeyring()
{
    stopKeyring();
    KeychainSecrets secrets;
    QVERIFY(write(secrets, secret));
    QVERIFY(!secrets.isPermanent());
    QCOMPARE(read(secrets).value(), std::optional(secret));
    // It was this process alone.
    KeychainSecrets another;
    const auto found = read(another);
    QVERIFY(found.has_value() && !found->has_value());
}

int main(int argc, char **argv)
{
    // The keyring is chosen by the desktop; the Secret Service is the one that all but KDE have.
    qputenv("XDG_CURRENT_DESKTOP", "GNOME");
    const SessionBus bus;
    QCoreApplication application(argc, argv);
    TestKeychain test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_keychain.moc"
