// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "workspace/tunnel.h"
#include "workspace/workspace.h"

#include <QString>

#include <memory>
#include <optional>
#include <stop_token>

namespace tidemark {

/// A way to an environment's database that is open: the tunnel, where it has one, lives as long as
/// this. It belongs to the thread that made it.
struct Connection
{
    ConnectionSpec spec;
    std::unique_ptr<Tunnel> tunnel;
};

/// connectionOf(), with the environment's SSH tunnel opened. Blocks for as long as ssh takes.
Result<Connection> connectTo(const Workspace &workspace, const Environment &environment,
                             const VariableLookup &lookup, std::stop_token stop = {});

/// A URL or libpq string without its password, and that password. Nothing else changes. Pure.
struct SplitUrl
{
    QString url;
    QString password; ///< empty: there was none
};
Result<SplitUrl> splitPassword(const QString &url);

/// The spec with that password.
ConnectionSpec withPassword(const ConnectionSpec &spec, const QString &password);

/// Under which name a password is kept: "postgresql://user@host:5432". It names the server and the
/// user and nothing of the workspace: another URL in the tidemark.toml never gets the password of
/// this one. Empty for what has no password (SQLite).
QString secretKeyOf(const ConnectionSpec &spec);

/// Whether an error of openSession() says that the server wants a password, or another one.
bool wantsPassword(const Error &error);

} // namespace tidemark
