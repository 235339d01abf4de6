// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/sqitchregistryddl.h"

#include "sql/identifier.h"

#include <initializer_list>

namespace tidemark {

namespace {

/// What differs between the engines.
struct Words
{
    QByteArray time;
    QByteArray now;
    QByteArray number;
    QByteArray list;
    QByteArray emptyList;
    QByteArray schema; ///< before the name of a table that is made
    QByteArray target; ///< before the name of a table that is referenced
};

QByteArray table(const Words &words, const char *name, std::initializer_list<QByteArray> parts)
{
    QByteArray sql = "CREATE TABLE " + words.schema + name + " (";
    const char *separator = "\n    ";
    for (const QByteArray &part : parts) {
        sql += separator + part;
        separator = ",\n    ";
    }
    return sql + "\n);\n";
}

QByteArray happened(const Words &words, const QByteArray &name)
{
    return name + ' ' + words.time + " NOT NULL DEFAULT " + words.now;
}

QByteArray text(const QByteArray &name, const QByteArray &more = {})
{
    return name + " TEXT NOT NULL" + more;
}

QByteArray listColumn(const Words &words, const QByteArray &name)
{
    return name + ' ' + words.list + " NOT NULL DEFAULT " + words.emptyList;
}

} // namespace

QByteArray sqitchRegistryDefinition(Engine engine, const QString &schema)
{
    const QByteArray prefix = quoteIdentifier(schema).toUtf8() + '.';
    const bool postgres = engine == Engine::PostgreSql;
    // SQLite's foreign keys cannot leave their database, so their tables go without its name.
    const Words words =
        postgres
            ? Words{"TIMESTAMPTZ", "clock_timestamp()", "REAL", "TEXT[]", "'{}'", prefix, prefix}
            : Words{"DATETIME", "CURRENT_TIMESTAMP", "FLOAT", "TEXT", "''", prefix, {}};

    const QByteArray project =
        text("project", " REFERENCES " + words.target + "projects(project) ON UPDATE CASCADE");
    const QByteArray toChange =
        " REFERENCES " + words.target + "changes(change_id) ON UPDATE CASCADE";
    const QByteArray planned = "planned_at " + words.time + " NOT NULL";
    const QByteArray note = text("note", " DEFAULT ''");

    QByteArray sql;
    if (postgres)
        sql += "CREATE SCHEMA IF NOT EXISTS " + quoteIdentifier(schema).toUtf8() + ";\n";
    sql += table(words, "releases",
                 {"version " + words.number + " PRIMARY KEY", happened(words, "installed_at"),
                  text("installer_name"), text("installer_email")});
    sql += table(words, "projects",
                 {"project TEXT PRIMARY KEY", "uri TEXT NULL UNIQUE", happened(words, "created_at"),
                  text("creator_name"), text("creator_email")});
    sql += table(words, "changes",
                 {"change_id TEXT PRIMARY KEY", "script_hash TEXT NULL", text("change"), project,
                  note, happened(words, "committed_at"), text("committer_name"),
                  text("committer_email"), planned, text("planner_name"), text("planner_email"),
                  "UNIQUE(project, script_hash)"});
    sql +=
        table(words, "tags",
              {"tag_id TEXT PRIMARY KEY", text("tag"), project, text("change_id", toChange), note,
               happened(words, "committed_at"), text("committer_name"), text("committer_email"),
               planned, text("planner_name"), text("planner_email"), "UNIQUE(project, tag)"});
    sql +=
        table(words, "dependencies",
              {text("change_id", toChange + " ON DELETE CASCADE"), text("type"), text("dependency"),
               "dependency_id TEXT NULL" + toChange +
                   " CONSTRAINT dependencies_check CHECK ((type = 'require' AND dependency_id IS "
                   "NOT NULL) OR (type = 'conflict' AND dependency_id IS NULL))",
               "PRIMARY KEY (change_id, dependency)"});
    sql += table(
        words, "events",
        {text("event",
              " CONSTRAINT events_event_check CHECK (event IN ('deploy', 'revert', 'fail', "
              "'merge'))"),
         text("change_id"), text("change"), project, note, listColumn(words, "requires"),
         listColumn(words, "conflicts"), listColumn(words, "tags"), happened(words, "committed_at"),
         text("committer_name"), text("committer_email"), planned, text("planner_name"),
         text("planner_email"), "PRIMARY KEY (change_id, committed_at)"});
    return sql;
}

} // namespace tidemark
