// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/postgreshost.h"
#include "sandbox/registration.h"
#include "sandbox/sandbox.h"

#include <functional>
#include <optional>

namespace tidemark {

/// A throw-away database on a PostgresHost. On a named server it is registered before it is made;
/// on the scratch server it goes with the server, whose registration is enough.
class PostgresSandbox final : public Sandbox
{
public:
    /// Makes the database of this name on the host and puts in what it shall have.
    using Filling = std::function<Result<void>(const QString &name)>;

    /// Registers, fills, connects. When one of it fails, what was made is dropped again. `creator`
    /// is the connection that sends CREATE DATABASE, where that is not the host's own.
    static Result<std::unique_ptr<PostgresSandbox>>
    make(std::shared_ptr<PostgresHost> host, const QString &stateDir, const QString &description,
         const Filling &fill, std::stop_token stop, PostgresSession *creator = nullptr);
    ~PostgresSandbox() override;

    Session &session() override { return *m_session; }
    ConnectionSpec spec() const override { return m_host->spec(m_name); }
    Result<std::unique_ptr<Sandbox>> copy() override;
    Result<void> keepAs(const KeepRequest &request) override;
    QString description() const override { return m_description; }

    /// Adds what only became known while it was filled.
    void addToDescription(const QString &text) { m_description += text; }

    /// Drops the database of a dead process's registration; returns its name, for a message.
    static Result<QString> removeAbandoned(const Registration &registration);

    /// The value of "kind" in its registration.
    static QString registrationKind();

private:
    PostgresSandbox(std::shared_ptr<PostgresHost> host, QString stateDir, QString name,
                    QString description);
    Result<void> connect(std::stop_token stop);

    std::shared_ptr<PostgresHost> m_host;
    QString m_stateDir;
    QString m_name; ///< empty: it is kept
    QString m_description;
    std::optional<Registration> m_registration;
    std::unique_ptr<PostgresSession> m_session;
};

} // namespace tidemark
