// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/leftovers.h"

#include "database/postgres/conninfo.h"
#include "sandbox/postgressandbox.h"
#include "sandbox/privatefolder.h"
#include "sandbox/registration.h"
#include "sandbox/scratchserver.h"
#include "sandbox/serverfolder.h"

#include <QMap>
#include <QSet>

#include <functional>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

using Remover = std::function<Result<QString>(const Registration &)>;

/// One for each kind of thing that is registered.
QMap<QString, Remover> removers()
{
    return {
        {ScratchServer::registrationKind(), &ScratchServer::removeAbandoned},
        {PostgresSandbox::registrationKind(), &PostgresSandbox::removeAbandoned},
        {PrivateFolder::registrationKind(), &PrivateFolder::removeAbandoned},
    };
}

/// Which server a registered database lies on; empty for other things.
QString serverOf(const Registration &registration)
{
    const QString conninfo = registration.content().value(u"conninfo"_s).toString();
    auto keywords = parseConninfo(conninfo);
    if (conninfo.isEmpty() || !keywords)
        return {};
    keywords->remove(u"dbname"_s);
    return composeConninfo(*keywords);
}

} // namespace

Result<Leftovers> removeLeftovers(const ScratchPlaces &places)
{
    TM_TRY_ASSIGN(std::vector<Registration> abandoned,
                  Registration::takeAbandoned(places.stateDir));
    const QMap<QString, Remover> byKind = removers();
    Leftovers found;
    QSet<QString> unreachable; // asked once, however many sandboxes were left there
    for (Registration &registration : abandoned) {
        const QString kind = registration.content().value(u"kind"_s).toString();
        if (kind.isEmpty()) {
            found.remaining << u"%1 says of nothing what it is: a database %2 may be left on a "
                               "server; drop it there, then delete the file"_s.arg(
                                   registration.path(), registration.name());
            continue;
        }
        const auto remover = byKind.find(kind);
        if (remover == byKind.end())
            continue; // of a newer Tidemark
        const QString server = serverOf(registration);
        const Result<QString> removed =
            unreachable.contains(server)
                ? Result<QString>(fail(ErrorKind::Connection, u"its server cannot be reached"_s))
                : (*remover)(registration);
        if (removed) {
            registration.remove();
            found.removed << *removed;
            continue;
        }
        if (removed.error().kind == ErrorKind::Connection && !server.isEmpty())
            unreachable.insert(server);
        found.remaining << u"%1: %2"_s.arg(registration.name(), removed.error().summary);
    }
    for (const QString &parent : {places.memory, sharedServerFolder()})
        if (!parent.isEmpty())
            for (const QString &path : removeOrphans(parent))
                found.removed << path;
    return found;
}

} // namespace tidemark
