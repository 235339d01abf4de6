// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/secretstore.h"

#include <QHash>

namespace tidemark {

/// Secrets until the process ends: for a desktop without a keychain, and for tests. Answers at
/// once.
class MemorySecrets final : public SecretStore
{
public:
    void read(const QString &key, ReadHandler handler) override;
    void write(const QString &key, const QString &secret, DoneHandler handler) override;
    void remove(const QString &key, DoneHandler handler) override;
    bool isPermanent() const override { return false; }

private:
    QHash<QString, QString> m_secrets;
};

} // namespace tidemark
