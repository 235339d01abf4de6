// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/openedtarget.h"

#include "database/connectionspec.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// A look at an SQLite file that does not exist yet must not make it: an empty scratch database
/// gives the same answer.
ConnectionSpec specFor(const ConnectionSpec &asked, const OpenOptions &options)
{
    ConnectionSpec spec = asked;
    if (options.busyWait)
        spec.busyTimeoutMs = static_cast<int>(options.busyWait->count());
    if (options.readOnly && spec.engine == Engine::Sqlite) {
        if (QFileInfo::exists(spec.conninfo))
            spec.readOnly = true;
        else
            spec.conninfo.clear();
    }
    return spec;
}

} // namespace

Result<OpenedTarget> openTarget(Target target, const OpenOptions &openOptions,
                                const CommandContext &context)
{
    OpenedTarget opened;
    opened.target = std::move(target);
    TM_TRY_ASSIGN(Connection connection, reach(opened.target, context));
    const ConnectionSpec &spec = connection.spec;
    opened.spec = spec;
    opened.tunnel = std::move(connection.tunnel);
    TM_TRY_ASSIGN(opened.session, openSession(specFor(spec, openOptions), context.stop));
    TM_TRY_ASSIGN(opened.convention, conventionOf(opened.target, opened.session.get()));
    TM_TRY_ASSIGN(opened.set,
                  readMigrations(opened.target, *opened.convention, spec.engine, context));
    opened.store = opened.convention->history(spec.engine, QDir(opened.target.migrations));
    TM_TRY(opened.reread());
    return opened;
}

Result<void> OpenedTarget::reread()
{
    TM_TRY_ASSIGN(history, store->read(*session));
    TM_TRY_ASSIGN(journal, Journal::find(*session));
    return {};
}

Result<void> OpenedTarget::awaitOthers(bool wait, std::stop_token stop)
{
    TM_TRY_ASSIGN(auto lock, store->lock(*session, wait, stop));
    const auto result = reread();
    lock.reset(); // clears the session's stop token
    session->setStopToken(stop);
    return result;
}

} // namespace tidemark
