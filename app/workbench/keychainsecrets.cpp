// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/keychainsecrets.h"

#include <qt6keychain/keychain.h>

#include <QLibrary>
#include <QTimer>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

const QString service = u"tidemark"_s;
constexpr int retryMs = 200; ///< so that a keyring that was just started is noticed

/// Never into a file in the clear, which QtKeychain would offer.
template <typename Job>
Job *prepare(Job *job, const QString &key)
{
    job->setKey(key);
    job->setInsecureFallback(false);
    job->setAutoDelete(true);
    return job;
}

bool isDenied(const QKeychain::Job &job)
{
    return job.error() == QKeychain::AccessDenied || job.error() == QKeychain::AccessDeniedByUser;
}

/// libsecret, by which QtKeychain talks to the Secret Service, goes on with its session also when
/// the keyring has been started anew, and everything fails from then on. This drops it.
void forgetSession()
{
    using Disconnect = void (*)();
    if (const auto drop = reinterpret_cast<Disconnect>(
            QLibrary::resolve(u"secret-1"_s, 0, "secret_service_disconnect")))
        drop();
}

} // namespace

KeychainSecrets::KeychainSecrets(QObject *parent)
    : QObject(parent)
{
}

bool KeychainSecrets::mayRetry(const QKeychain::Job &job, int attempt)
{
    if (attempt > 0 || isDenied(job) || job.error() == QKeychain::NotImplemented)
        return false;
    forgetSession();
    return true;
}

/// Who was asked to unlock it and said no is not asked again.
void KeychainSecrets::giveUp(const QKeychain::Job &job)
{
    m_works = false;
    m_denied = m_denied || isDenied(job);
}

void KeychainSecrets::read(const QString &key, ReadHandler handler)
{
    startRead(key, std::move(handler), 0);
}

void KeychainSecrets::startRead(const QString &key, ReadHandler handler, int attempt)
{
    if (m_denied) {
        m_memory.read(key, std::move(handler));
        return;
    }
    auto *job = prepare(new QKeychain::ReadPasswordJob(service), key);
    connect(job, &QKeychain::Job::finished, this,
            [this, job, key, attempt, handler = std::move(handler)](QKeychain::Job *) {
                if (job->error() == QKeychain::NoError) {
                    m_works = true;
                    return handler(std::optional(job->textData()));
                }
                if (job->error() == QKeychain::EntryNotFound)
                    // What could not be kept there is still known to this process.
                    return m_memory.read(key, handler);
                if (mayRetry(*job, attempt)) {
                    QTimer::singleShot(retryMs, this, [this, key, attempt, handler] {
                        startRead(key, handler, attempt + 1);
                    });
                    return;
                }
                giveUp(*job);
                m_memory.read(key, handler);
            });
    job->start();
}

void KeychainSecrets::write(const QString &key, const QString &secret, DoneHandler handler)
{
    startWrite(key, secret, std::move(handler), 0);
}

void KeychainSecrets::startWrite(const QString &key, const QString &secret, DoneHandler handler,
                                 int attempt)
{
    if (m_denied) {
        m_memory.write(key, secret, std::move(handler));
        return;
    }
    auto *job = prepare(new QKeychain::WritePasswordJob(service), key);
    job->setTextData(secret);
    connect(job, &QKeychain::Job::finished, this,
            [this, job, key, secret, attempt, handler = std::move(handler)](QKeychain::Job *) {
                if (job->error() == QKeychain::NoError) {
                    m_works = true;
                    return handler({});
                }
                if (mayRetry(*job, attempt)) {
                    QTimer::singleShot(retryMs, this, [this, key, secret, attempt, handler] {
                        startWrite(key, secret, handler, attempt + 1);
                    });
                    return;
                }
                giveUp(*job);
                m_memory.write(key, secret, handler);
            });
    job->start();
}

void KeychainSecrets::remove(const QString &key, DoneHandler handler)
{
    m_memory.remove(key, [](const Result<void> &) {});
    if (m_denied)
        return handler({});
    auto *job = prepare(new QKeychain::DeletePasswordJob(service), key);
    connect(job, &QKeychain::Job::finished, this,
            [this, job, handler = std::move(handler)](QKeychain::Job *) {
                const bool gone =
                    job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound;
                handler(gone || !m_works
                            ? Result<void>()
                            : fail(ErrorKind::Io, tr("the keychain does not forget it"),
                                   job->errorString()));
            });
    job->start();
}

} // namespace tidemark
