// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/memorysecrets.h"

namespace tidemark {

void MemorySecrets::read(const QString &key, ReadHandler handler)
{
    const auto found = m_secrets.constFind(key);
    handler(found == m_secrets.constEnd() ? std::optional<QString>() : std::optional(*found));
}

void MemorySecrets::write(const QString &key, const QString &secret, DoneHandler handler)
{
    m_secrets.insert(key, secret);
    handler({});
}

void MemorySecrets::remove(const QString &key, DoneHandler handler)
{
    m_secrets.remove(key);
    handler({});
}

} // namespace tidemark
