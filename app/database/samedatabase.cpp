// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/samedatabase.h"

#include "database/connectionspec.h"
#include "database/postgres/conninfo.h"

#include <QFileInfo>
#include <QMap>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// libpq's defaults are the server's port, and the user's name for the database.
QStringList placeOf(const QMap<QString, QString> &keywords)
{
    const QString user = keywords.value(u"user"_s, qEnvironmentVariable("PGUSER"));
    const QString host = keywords.value(u"host"_s, qEnvironmentVariable("PGHOST"));
    return {keywords.value(u"service"_s), keywords.value(u"hostaddr"_s, host).toLower(),
            keywords.value(u"port"_s, qEnvironmentVariable("PGPORT", u"5432"_s)),
            keywords.value(u"dbname"_s, qEnvironmentVariable("PGDATABASE", user))};
}

} // namespace

bool nameSameDatabase(const ConnectionSpec &a, const ConnectionSpec &b)
{
    if (a.engine != b.engine)
        return false;
    if (a.engine == Engine::Sqlite) {
        const QFileInfo first(a.conninfo);
        const QFileInfo second(b.conninfo);
        return !a.conninfo.isEmpty() && first == second;
    }
    const auto first = parseConninfo(a.conninfo);
    const auto second = parseConninfo(b.conninfo);
    return first && second && placeOf(*first) == placeOf(*second);
}

} // namespace tidemark
