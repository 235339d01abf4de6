// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/postgreshost.h"
#include "sql/identifier.h"

#include <QElapsedTimer>
#include <QThread>

#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr int endedTimeoutMs = 10'000;
constexpr auto othersQuery =
    "SELECT pid, usename, application_name FROM pg_stat_activity WHERE datname = $1 AND "
    "pid <> pg_backend_pid() AND backend_type IS DISTINCT FROM 'autovacuum worker' ORDER BY pid";

/// What belongs to a database itself and neither pg_dump nor a template brings along: owner,
/// connection limit, privileges and settings, as statements for another database.
constexpr auto clausesQuery = R"(
SELECT format('ALTER DATABASE %2$s OWNER TO %1$I', pg_get_userbyid(datdba), $2::text), 1
  FROM pg_database WHERE datname = $1
UNION ALL
SELECT format('ALTER DATABASE %s CONNECTION LIMIT %s', $2::text, datconnlimit), 2
  FROM pg_database WHERE datname = $1 AND datconnlimit >= 0
UNION ALL
SELECT format('REVOKE ALL ON DATABASE %s FROM PUBLIC', $2::text), 3
  FROM pg_database WHERE datname = $1 AND datacl IS NOT NULL
UNION ALL
SELECT format('GRANT %s ON DATABASE %s TO %s%s', a.privilege_type, $2::text,
              CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,
              CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END), 4
  FROM pg_database d, aclexplode(d.datacl) a WHERE d.datname = $1 AND a.grantee <> d.datdba
UNION ALL
SELECT format('COMMENT ON DATABASE %s IS %L', $2::text, c.description), 5
  FROM pg_database d JOIN pg_shdescription c ON c.objoid = d.oid AND
       c.classoid = 'pg_database'::regclass WHERE d.datname = $1
ORDER BY 2
)";

/// Its settings for everybody and for single roles.
constexpr auto settingsOfAllQuery = R"(
SELECT CASE s.setrole WHEN 0 THEN '' ELSE quote_ident(pg_get_userbyid(s.setrole)) END,
       split_part(c.setting, '=', 1), substr(c.setting, strpos(c.setting, '=') + 1)
  FROM pg_db_role_setting s, unnest(s.setconfig) WITH ORDINALITY AS c(setting, place)
 WHERE s.setdatabase = (SELECT oid FROM pg_database WHERE datname = $1)
 ORDER BY s.setrole, c.place
)";

/// FROM CURRENT leaves the quoting of lists (search_path) to the server.
QString setting(const QString &database, const QString &role, const QString &name,
                const QString &value)
{
    const QString variable = name.contains(u'.') ? name.section(u'.', 0, 0) + u'.' +
                                                       quoteIdentifier(name.section(u'.', 1))
                                                 : quoteIdentifier(name);
    const QString whose = role.isEmpty() ? u"DATABASE "_s + database
                                         : u"ROLE %1 IN DATABASE %2"_s.arg(role, database);
    return u"SELECT set_config(%1, %2, true);\nALTER %3 SET %4 FROM CURRENT;\nRESET %4;\n"_s.arg(
        quoteLiteral(name, Engine::PostgreSql), quoteLiteral(value, Engine::PostgreSql), whose,
        variable);
}

QString cellText(const Cell &cell)
{
    return QString::fromUtf8(cell.value_or(QByteArray()));
}

} // namespace

Result<QString> PostgresHost::databaseClauses(const QString &of, const QString &onto)
{
    const QString quoted = quoteIdentifier(onto);
    const std::array<Cell, 2> both{of.toUtf8(), quoted.toUtf8()};
    TM_TRY_ASSIGN(const Rows clauses, m_admin->query(clausesQuery, both));
    TM_TRY_ASSIGN(const Rows settings,
                  m_admin->query(settingsOfAllQuery, std::span(both).first(1)));
    QString sql;
    for (const auto &row : clauses.rows)
        sql += cellText(row[0]) + u";\n"_s;
    for (const auto &row : settings.rows)
        sql += setting(quoted, cellText(row[0]), cellText(row[1]), cellText(row[2]));
    return sql;
}

/// Makes sure that nobody is connected to the database that is to be renamed.
Result<void> PostgresHost::stepAside(const QString &database, const KeepRequest &request)
{
    const std::array<Cell, 1> parameters{database.toUtf8()};
    QElapsedTimer clock;
    clock.start();
    for (;;) {
        TM_TRY_ASSIGN(const Rows others, m_admin->query(othersQuery, parameters));
        if (others.rows.empty())
            return {};
        QStringList who;
        for (const auto &row : others.rows)
            who << u"process %1, user %2, application %3"_s.arg(cellText(row[0]), cellText(row[1]),
                                                                cellText(row[2]));
        if (!request.endConnections || clock.elapsed() > endedTimeoutMs)
            return fail(ErrorKind::Busy, u"The database %1 is in use"_s.arg(database),
                        who.join(u'\n'), u"End these connections first, or have them ended"_s);
        TM_TRY(m_admin->query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
                              "datname = $1 AND pid <> pg_backend_pid()",
                              parameters));
        QThread::msleep(20);
    }
}

Result<void> PostgresHost::keep(const QString &name, const KeepRequest &request)
{
    if (!isSandboxName(name))
        return fail(ErrorKind::Internal, u"%1 is no sandbox's name"_s.arg(name));
    const std::array<Cell, 1> wanted{request.name.toUtf8()};
    TM_TRY_ASSIGN(const Rows there,
                  m_admin->query("SELECT 1 FROM pg_database WHERE datname = $1", wanted));
    const bool replace = !request.oldBecomes.isEmpty();
    if (there.rows.empty() == replace)
        return fail(ErrorKind::Usage, replace
                                          ? u"there is no database %1"_s.arg(request.name)
                                          : u"there is a database %1 already"_s.arg(request.name));
    const QString sandbox = quoteIdentifier(name);
    QString sql = u"ALTER DATABASE "_s + sandbox + u" RESET ALL;\n"_s; // what hurries a sandbox
    if (replace) {
        TM_TRY_ASSIGN(const QString clauses, databaseClauses(request.name, name));
        sql += clauses;
        sql += u"ALTER DATABASE %1 RENAME TO %2;\n"_s.arg(quoteIdentifier(request.name),
                                                          quoteIdentifier(request.oldBecomes));
        TM_TRY(stepAside(request.name, request));
    } else if (request.like) {
        for (const DatabaseSetting &one : request.like->settings)
            if (!one.userWide)
                sql += setting(sandbox, {}, one.name, one.value);
    }
    sql += u"ALTER DATABASE %1 RENAME TO %2;\n"_s.arg(sandbox, quoteIdentifier(request.name));
    TM_TRY_ASSIGN(Transaction transaction, Transaction::begin(*m_admin));
    TM_TRY(m_admin->execute(sql.toUtf8()));
    return transaction.commit();
}

} // namespace tidemark
