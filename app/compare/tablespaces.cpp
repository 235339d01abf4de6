// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/tablespaces.h"

#include "database/session.h"
#include "schema/schema.h"
#include "sql/identifier.h"

#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

Result<QStringList> missingTablespaces(Session &session, const std::set<QString> &names)
{
    QStringList missing;
    for (const QString &name : names) {
        const std::array<Cell, 1> parameters{name.toUtf8()};
        TM_TRY_ASSIGN(
            const Rows there,
            session.query("SELECT 1 FROM pg_catalog.pg_tablespace WHERE spcname = $1", parameters));
        if (there.rows.empty())
            missing += name;
    }
    return missing;
}

} // namespace

std::set<QString> tablespacesOf(const Schema &schema)
{
    std::set<QString> names;
    const auto add = [&](const QString &name) {
        if (!name.isEmpty() && !name.startsWith("pg_"_L1))
            names.insert(name);
    };
    for (const auto &relation : schema.relations) {
        add(relation->tablespace);
        for (const Index &index : relation->indexes)
            add(index.tablespace);
        for (const Constraint &constraint : relation->constraints) {
            for (const Index &index : constraint.index)
                add(index.tablespace);
        }
    }
    return names;
}

Result<bool> makeTablespaces(Session &session, const std::set<QString> &names)
{
    if (names.empty())
        return true;
    if (session.engine() != Engine::PostgreSql)
        return false;
    TM_TRY_ASSIGN(const QStringList missing, missingTablespaces(session, names));
    if (missing.isEmpty())
        return true;
    TM_TRY_ASSIGN(const Rows knows, session.query("SELECT 1 FROM pg_catalog.pg_settings"
                                                  " WHERE name = 'allow_in_place_tablespaces'"));
    if (knows.rows.empty())
        return false;
    TM_TRY(session.execute("SET allow_in_place_tablespaces = on"));
    for (const QString &name : missing)
        TM_TRY(session.execute("CREATE TABLESPACE " + quoteIdentifier(name).toUtf8() +
                               " LOCATION ''"));
    TM_TRY(session.execute("RESET allow_in_place_tablespaces"));
    return true;
}

} // namespace tidemark
