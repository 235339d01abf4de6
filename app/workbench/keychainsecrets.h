// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/memorysecrets.h"

#include <QObject>

namespace tidemark {

/// Secrets in the desktop's keychain (the Secret Service or KWallet), by QtKeychain, under the
/// service "tidemark". Where there is none, or it stays locked, they are kept in this process
/// alone: isPermanent() is false from then on, and every session asks again.
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
    bool m_works = true; ///< until the first job says that there is no keychain
    MemorySecrets m_memory;
};

} // namespace tidemark
