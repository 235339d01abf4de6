// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/connectionspec.h"
#include "workspace/workspace.h"

#include <QObject>

#include <functional>
#include <utility>

namespace tidemark {

/// How a controller comes to an environment's database, when more than its URL is needed: a
/// password from the keychain, a tunnel. The GUI thread.
struct DatabaseAccess
{
    using Handler = std::function<void(Result<ConnectionSpec>)>;

    /// Calls the handler later or at once, unless the context has gone by then.
    std::function<void(const Workspace &, const Environment &, QObject *, Handler)> resolve;
    /// Told of every failure to connect: it may be for want of a password. `wanted`: a person waits
    /// for this database, it was not just a look at it. May be empty.
    std::function<void(const Workspace &, const Environment &, const Error &, bool wanted)> failed;
};

/// What the workspace file alone says: connectionOf().
inline DatabaseAccess plainAccess(VariableLookup variables)
{
    DatabaseAccess access;
    access.resolve = [variables = std::move(variables)](const Workspace &workspace,
                                                        const Environment &environment, QObject *,
                                                        const DatabaseAccess::Handler &handler) {
        handler(connectionOf(workspace, environment, variables));
    };
    return access;
}

} // namespace tidemark
