// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqitchworld.h"

#include "base/process.h"
#include "support/testserver.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tidemark::test {

namespace {

constexpr auto planText =
    "%syntax-version=1.0.0\n"
    "%project=flipr\n"
    "%uri=HTTPS://Example.org:443/flipr\n"
    "\n"
    "users 2012-07-16T14:01:20Z Ann Ätna <ann@example.org> # First, with \\\\ and\\na second "
    "line.\n"
    "admin/seed [users] 2012-07-16T14:12:03Z Tom Lane <tgl@example.net>\n"
    "@v1.0 2012-07-16T15:00:00Z Tom Lane <tgl@example.net> # The \"first\" tag\n"
    "@first 2012-07-16T15:00:01Z Tom Lane <tgl@example.net>\n"
    "names [users admin/seed !other:widgets] 2012-07-17T08:09:10Z Ann Ätna <ann@example.org>\n"
    "@v2 2012-07-17T09:00:00Z Ann Ätna <ann@example.org>\n"
    "names [names@v2 @v1.0] 2012-08-01T00:00:00Z Ann Ätna <ann@example.org> # Größer.\n"
    "counts [names] 2013-01-01T00:00:00Z Ann Ätna <ann@example.org>\n";

constexpr auto weird = "\"Weird \"\"Name\"\"; --\"";

QByteArray inTransaction(const QByteArray &sql)
{
    return "BEGIN;\n\n" + sql + "\n\nCOMMIT;\n";
}

} // namespace

SqitchWorld::SqitchWorld(Engine engine)
    : m_engine(engine)
{
    const bool postgres = engine == Engine::PostgreSql;
    write(u"sqitch.conf"_s, QByteArray("[core]\n\tengine = ") + (postgres ? "pg" : "sqlite") +
                                "\n[user]\n\tname = Bea Beß\n\temail = bea@example.org\n" +
                                "[engine \"pg.variables\"]\n\tsuffix = o'clock\n");
    write(u"sqitch.plan"_s, planText);
    const QByteArray table(weird);
    write(u"deploy/users.sql"_s, "-- Deploy users\n" + inTransaction("CREATE TABLE " + table +
                                                                     " (id int PRIMARY KEY, name "
                                                                     "text NOT NULL);"));
    write(u"revert/users.sql"_s, inTransaction("DROP TABLE " + table + ";"));
    write(u"verify/users.sql"_s, inTransaction("SELECT id, name FROM " + table + " WHERE 1 = 0;"));
    const QByteArray name = postgres ? "'ann ' || :'suffix'" : "'ann o''clock'";
    write(u"deploy/admin/seed.sql"_s,
          (postgres ? "\\set ON_ERROR_STOP 1\n" : "") +
              inTransaction("INSERT INTO " + table + " VALUES (1, " + name + ");"));
    write(u"revert/admin/seed.sql"_s, inTransaction("DELETE FROM " + table + " WHERE id = 1;"));
    write(u"verify/admin/seed.sql"_s,
          inTransaction("SELECT 1 / count(*) FROM " + table + " WHERE name = 'ann o''clock';"));
    write(u"deploy/names@v2.sql"_s, "CREATE VIEW names AS SELECT name FROM " + table + ";\n");
    write(u"revert/names@v2.sql"_s, "DROP VIEW names;\n");
    write(u"verify/names@v2.sql"_s, "SELECT name FROM names WHERE 1 = 0;\n");
    write(u"deploy/names.sql"_s,
          inTransaction("DROP VIEW names;\nCREATE VIEW names AS SELECT name, id FROM " + table +
                        ";"));
    write(u"revert/names.sql"_s,
          inTransaction("DROP VIEW names;\nCREATE VIEW names AS SELECT name FROM " + table + ";"));
    write(u"verify/names.sql"_s, "SELECT name, id FROM names WHERE 1 = 0;\n");
    write(u"deploy/counts.sql"_s,
          inTransaction("CREATE VIEW counts AS SELECT count(*) AS n FROM names;"));
    write(u"revert/counts.sql"_s, inTransaction("DROP VIEW counts;"));
    write(u"verify/counts.sql"_s, "SELECT n FROM counts WHERE 1 = 0;\n");
}

QStringList SqitchWorld::allIds()
{
    return {u"users"_s, u"admin/seed"_s, u"names@v2"_s, u"names"_s, u"counts"_s};
}

Database SqitchWorld::makeDatabase(const QString &name) const
{
    return Database::make(m_engine, name, QDir(m_folder.path()));
}

void SqitchWorld::write(const QString &name, const QByteArray &text) const
{
    const QString path = project().absoluteFilePath(name);
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(path));
}

void SqitchWorld::addToPlan(const QByteArray &line) const
{
    QFile file(project().absoluteFilePath(u"sqitch.plan"_s));
    if (!file.open(QIODevice::Append) || file.write(line + '\n') < 0)
        qFatal("cannot write %s", qPrintable(file.fileName()));
}

SqitchWorld::Answer SqitchWorld::sqitch(const QStringList &arguments,
                                        const Database &database) const
{
    ProcessRequest request;
    request.program = u"sqitch"_s;
    const QString target =
        m_engine == Engine::PostgreSql ? u"db:"_s + database.url : u"db:"_s + database.url;
    request.arguments = arguments + QStringList{u"--target"_s, target};
    request.workingFolder = project().absolutePath();
    request.environment = {{u"SQITCH_SYSTEM_CONFIG"_s, u"/nonexistent"_s},
                           {u"SQITCH_USER_CONFIG"_s, u"/nonexistent"_s}};
    const auto result = runProcess(request);
    if (!result)
        qFatal("%s", qPrintable(result.error().toString()));
    return {result->exitCode, QString::fromUtf8(result->output + result->errors)};
}

Database SqitchWorld::registryOf(const Database &database) const
{
    if (m_engine == Engine::PostgreSql)
        return database;
    return {m_engine, QString(database.url).replace(u"flipr.db"_s, u"sqitch.db"_s)};
}

QStringList SqitchWorld::registryRows(const Database &database) const
{
    const QByteArray schema = m_engine == Engine::PostgreSql ? "sqitch." : "";
    const auto rows = [&](const char *table, const char *columns, const char *order) {
        QStringList lines =
            rowsOf(registryOf(database), QByteArray("SELECT ") + columns + " FROM " + schema +
                                             table + " ORDER BY " + order);
        for (QString &line : lines)
            line.prepend(QLatin1StringView(table) + u": "_s);
        return lines;
    };
    return rows("releases", "version, installer_name, installer_email", "1") +
           rows("projects", "project, uri, creator_name, creator_email", "1") +
           rows("changes",
                "change_id, script_hash, change, project, note, committer_name, committer_email, "
                "planned_at, planner_name, planner_email",
                "committed_at") +
           rows("tags",
                "tag_id, tag, project, change_id, note, committer_name, committer_email, "
                "planned_at, planner_name, planner_email",
                "planned_at") +
           rows("dependencies", "change_id, type, dependency, dependency_id", "1, 3") +
           rows("events",
                "event, change_id, change, project, note, requires, conflicts, tags, "
                "committer_name, committer_email, planned_at, planner_name, planner_email",
                "committed_at");
}

QStringList SqitchWorld::registryTables(const Database &database) const
{
    if (m_engine == Engine::PostgreSql)
        return rowsOf(
                   database,
                   "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), "
                   "a.attnotnull, pg_get_expr(d.adbin, d.adrelid) FROM pg_class c JOIN "
                   "pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 LEFT JOIN pg_attrdef d "
                   "ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE c.relnamespace = "
                   "'sqitch'::regnamespace AND c.relkind IN ('r', 'i') ORDER BY 1, a.attnum") +
               rowsOf(database,
                      "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM "
                      "pg_constraint WHERE connamespace = 'sqitch'::regnamespace ORDER "
                      "BY 1, 2");
    const Database registry = registryOf(database);
    return rowsOf(registry, "SELECT m.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk FROM "
                            "sqlite_master m, pragma_table_info(m.name) c ORDER BY 1, c.cid") +
           rowsOf(registry, "SELECT m.name, f.\"table\", f.\"from\", f.\"to\", f.on_update, "
                            "f.on_delete FROM sqlite_master m, pragma_foreign_key_list(m.name) f "
                            "ORDER BY 1, 2, 3") +
           rowsOf(registry, "SELECT m.name, i.name, i.\"unique\", i.origin FROM sqlite_master m, "
                            "pragma_index_list(m.name) i ORDER BY 1, 2");
}

} // namespace tidemark::test
