// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/postgresfacts.h"

#include "database/postgres/postgressession.h"
#include "sql/identifier.h"

#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QByteArray databaseQuery(int major)
{
    QByteArray provider = "'libc', ''";
    const QByteArray names = "CASE datlocprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' "
                             "ELSE 'libc' END, ";
    if (major >= 17)
        provider = names + "coalesce(datlocale, '')";
    else if (major >= 15)
        provider = names + "coalesce(daticulocale, '')";
    return "SELECT datname, pg_database_size(oid), pg_encoding_to_char(encoding), datcollate, "
           "datctype, " +
           provider +
           ", to_regnamespace('public') IS NOT NULL FROM pg_database WHERE datname = "
           "current_database()";
}

// The later rows win over the earlier ones, as they do in the server.
constexpr auto settingsQuery =
    "SELECT s.setdatabase = 0, c.setting "
    "FROM pg_db_role_setting s, unnest(s.setconfig) WITH ORDINALITY AS c(setting, place) "
    "WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = $1)) "
    "AND s.setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = current_user)) "
    "AND (s.setdatabase <> 0 OR s.setrole <> 0) "
    "ORDER BY s.setrole <> 0, s.setdatabase <> 0, c.place";

constexpr auto rolesQuery = "SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_' AND "
                            "rolname <> 'postgres' ORDER BY rolname";

constexpr auto mayCreateQuery =
    "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user";

} // namespace

Result<PostgresFacts> readPostgresFacts(PostgresSession &session)
{
    PostgresFacts facts;
    facts.major = session.serverVersionNumber() / 10000;
    const std::array<PostgresQuery, 3> queries{
        PostgresQuery{databaseQuery(facts.major), {}, false},
        PostgresQuery{rolesQuery, {}, false},
        PostgresQuery{mayCreateQuery, {}, false},
    };
    TM_TRY_ASSIGN(const std::vector<PostgresResult> results, session.fetchAll(queries));

    const PostgresResult &database = results[0];
    if (database.rows() != 1)
        return fail(ErrorKind::Connection, u"The database is gone"_s);
    facts.database = database.text(0, 0);
    facts.bytes = database.integer(0, 1);
    facts.encoding = database.text(0, 2);
    facts.collate = database.text(0, 3);
    facts.ctype = database.text(0, 4);
    facts.provider = database.text(0, 5);
    facts.icuLocale = database.text(0, 6);
    facts.hasPublic = database.boolean(0, 7);
    for (int row = 0; row < results[1].rows(); ++row)
        facts.roles << results[1].text(row, 0);
    facts.mayCreate = results[2].rows() == 1 && results[2].boolean(0, 0);
    TM_TRY_ASSIGN(facts.settings, readDatabaseSettings(session, facts.database));
    return facts;
}

Result<QList<DatabaseSetting>> readDatabaseSettings(PostgresSession &session,
                                                    const QString &database)
{
    TM_TRY_ASSIGN(const PostgresResult rows,
                  session.fetch({settingsQuery, {database.toUtf8()}, false}));
    QList<DatabaseSetting> settings;
    for (int row = 0; row < rows.rows(); ++row) {
        const QString text = rows.text(row, 1);
        const qsizetype equals = text.indexOf(u'=');
        settings << DatabaseSetting{.name = text.left(equals),
                                    .value = text.mid(equals + 1),
                                    .userWide = rows.boolean(row, 0)};
    }
    return settings;
}

QString localeClauses(const PostgresFacts &facts, int serverMajor)
{
    const auto literal = [](const QString &text) { return quoteLiteral(text, Engine::PostgreSql); };
    QString clauses = u" ENCODING "_s + literal(facts.encoding) + u" LC_COLLATE "_s +
                      literal(facts.collate) + u" LC_CTYPE "_s + literal(facts.ctype);
    if (facts.provider == u"icu"_s && serverMajor >= 15)
        clauses += u" LOCALE_PROVIDER icu ICU_LOCALE "_s + literal(facts.icuLocale);
    if (facts.provider == u"builtin"_s && serverMajor >= 17)
        clauses += u" LOCALE_PROVIDER builtin BUILTIN_LOCALE "_s + literal(facts.icuLocale);
    return clauses;
}

} // namespace tidemark
