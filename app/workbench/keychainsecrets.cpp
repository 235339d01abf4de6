// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/keychainsecrets.h"

#include <qt6keychain/keychain.h>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

const QString service = u"tidemark"_s;

/// Never into a file in the clear, which QtKeychain would offer.
template <typename Job>
Job *prepare(Job *job, const QString &key)
{
    job->setKey(key);
    job->setInsecureFallback(false);
    job->setAutoDelete(true);
    return job;
}

} // namespace

KeychainSecrets::KeychainSecrets(QObject *parent)
    : QObject(parent)
{
}

void KeychainSecrets::read(const QString &key, ReadHandler handler)
{
    if (!m_works) {
        m_memory.read(key, std::move(handler));
        return;
    }
    auto *job = prepare(new QKeychain::ReadPasswordJob(service), key);
    connect(job, &QKeychain::Job::finished, this,
            [this, job, key, handler = std::move(handler)](QKeychain::Job *) {
                if (job->error() == QKeychain::NoError)
                    return handler(std::optional(job->textData()));
                if (job->error() == QKeychain::EntryNotFound)
                    return handler(std::optional<QString>());
                m_works = false;
                m_memory.read(key, handler);
            });
    job->start();
}

void KeychainSecrets::write(const QString &key, const QString &secret, DoneHandler handler)
{
    if (!m_works) {
        m_memory.write(key, secret, std::move(handler));
        return;
    }
    auto *job = prepare(new QKeychain::WritePasswordJob(service), key);
    job->setTextData(secret);
    connect(job, &QKeychain::Job::finished, this,
            [this, job, key, secret, handler = std::move(handler)](QKeychain::Job *) {
                if (job->error() == QKeychain::NoError)
                    return handler({});
                m_works = false;
                m_memory.write(key, secret, handler);
            });
    job->start();
}

void KeychainSecrets::remove(const QString &key, DoneHandler handler)
{
    if (!m_works) {
        m_memory.remove(key, std::move(handler));
        return;
    }
    auto *job = prepare(new QKeychain::DeletePasswordJob(service), key);
    connect(job, &QKeychain::Job::finished, this,
            [job, handler = std::move(handler)](QKeychain::Job *) {
                const bool gone =
                    job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound;
                handler(gone ? Result<void>()
                             : fail(ErrorKind::Io, tr("the keychain does not forget it"),
                                    job->errorString()));
            });
    job->start();
}

} // namespace tidemark
