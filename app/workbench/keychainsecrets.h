// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/memorysecrets.h"

#include <QObject>

namespace QKeychain {
class Job;
}

namespace tidemark {

/// Secrets in the desktop's keychain (the Secret Service or KWallet), by QtKeychain, under the
/// service "tidemark". What it does not take, since there is none or it stays locked, is kept in
/// this process alone: isPermanent() is false until the keychain answers again, and every session
/// asks anew. A keyring that was started anew is found again; who refused to unlock it is not asked
/// a second time.
class KeychainSecrets final : public QObject, public SecretStore
{
    Q_OBJECT
public:
    explicit KeychainSecrets(QObject *parent = nullptr);

    void read(const QString &key, ReadHandler handler) override;
    void write(const QString &key, const QString &secret, DoneHandler handler) override;
    void remove(const QString &key, DoneHandler handler) override;
    bool isPermanent() const override { return m_works; }

private:
    void startRead(const QString &key, ReadHandler handler, int attempt);
    void startWrite(const QString &key, const QString &secret, DoneHandler handler, int attempt);
    static bool mayRetry(const QKeychain::Job &job, int attempt);
    void giveUp(const QKeychain::Job &job);

    bool m_works = true;   ///< as far as is known
    bool m_denied = false; ///< a person said no
    MemorySecrets m_memory;
};

} // namespace tidemark
