// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <functional>
#include <optional>

namespace tidemark {

/// Where passwords are kept: the desktop's keychain, or only this process's memory where there is
/// none. The GUI thread; answers come back later by the handler, or at once.
class SecretStore
{
public:
    SecretStore() = default;
    SecretStore(const SecretStore &) = delete;
    SecretStore &operator=(const SecretStore &) = delete;
    virtual ~SecretStore() = default;

    using ReadHandler = std::function<void(Result<std::optional<QString>>)>;
    using DoneHandler = std::function<void(Result<void>)>;

    /// No value: there is none under this key, which is not an error.
    virtual void read(const QString &key, ReadHandler handler) = 0;
    virtual void write(const QString &key, const QString &secret, DoneHandler handler) = 0;
    virtual void remove(const QString &key, DoneHandler handler) = 0;

    /// Whether secrets outlive the process.
    virtual bool isPermanent() const = 0;
};

} // namespace tidemark
