// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/templates/templates.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr auto expandNote =
    "-- Step 1 of 4: the new column beside the old one, both kept alike whichever is written.\n"
    "-- Releases that know the old name and releases that know the new one run side by side.\n";
constexpr auto copyNote = "-- Step 2 of 4: what was written before step 1.\n";
constexpr auto copiedStays =
    "-- What was copied does no harm, and goes with the column in the step back before this one.\n";
constexpr auto quietNote =
    "-- Step 3 of 4: only when no running release writes the old column any more. If it is\n"
    "-- NOT NULL, let it be empty from here on: ALTER COLUMN ... DROP NOT NULL.\n";
constexpr auto backNote =
    "-- What was written under the new name only goes to the old one again.\n";
constexpr auto contractNote = "-- Step 4 of 4: only when nothing reads the old column any more.\n";

constexpr auto postgresSync =
    "CREATE FUNCTION {sync}() RETURNS trigger LANGUAGE plpgsql AS $sync$\n"
    "BEGIN\n"
    "    IF TG_OP = 'INSERT' THEN\n"
    "        IF NEW.{to} IS NULL THEN\n"
    "            NEW.{to} := NEW.{column};\n"
    "        ELSE\n"
    "            NEW.{column} := NEW.{to};\n"
    "        END IF;\n"
    "    ELSIF NEW.{column} IS DISTINCT FROM OLD.{column} THEN\n"
    "        NEW.{to} := NEW.{column};\n"
    "    ELSIF NEW.{to} IS DISTINCT FROM OLD.{to} AND NEW.{to} IS DISTINCT FROM NEW.{column} THEN\n"
    "        NEW.{column} := NEW.{to};\n"
    "    END IF;\n"
    "    RETURN NEW;\n"
    "END\n"
    "$sync$;\n"
    "CREATE TRIGGER {sync} BEFORE INSERT OR UPDATE ON {table}\n"
    "    FOR EACH ROW EXECUTE FUNCTION {sync}();\n";
constexpr auto postgresNoSync = "DROP TRIGGER {sync} ON {table};\nDROP FUNCTION {sync}();\n";

// An update of one column that a trigger makes fires the other's trigger, which finds nothing to
// do: SQLite's triggers do not fire themselves unless recursive_triggers is on.
constexpr auto sqliteSync =
    "CREATE TRIGGER {sync} AFTER INSERT ON {table} WHEN NEW.{to} IS NOT NEW.{column}\n"
    "BEGIN\n"
    "    UPDATE {table} SET {to} = coalesce(NEW.{to}, NEW.{column}),\n"
    "        {column} = coalesce(NEW.{to}, NEW.{column}) WHERE {key} = NEW.{key};\n"
    "END;\n"
    "CREATE TRIGGER {sync_old} AFTER UPDATE OF {column} ON {table} WHEN NEW.{to} IS NOT "
    "NEW.{column}\n"
    "BEGIN\n"
    "    UPDATE {table} SET {to} = NEW.{column} WHERE {key} = NEW.{key};\n"
    "END;\n"
    "CREATE TRIGGER {sync_new} AFTER UPDATE OF {to} ON {table} WHEN NEW.{to} IS NOT NEW.{column}\n"
    "BEGIN\n"
    "    UPDATE {table} SET {column} = NEW.{to} WHERE {key} = NEW.{key};\n"
    "END;\n";
constexpr auto sqliteNoSync =
    "DROP TRIGGER {sync_new};\nDROP TRIGGER {sync_old};\nDROP TRIGGER {sync};\n";

constexpr auto addNew = "ALTER TABLE {table} ADD COLUMN {to} {type};\n";
constexpr auto dropNew = "ALTER TABLE {table} DROP COLUMN {to};\n";
constexpr auto postgresBack =
    "UPDATE {table} SET {column} = {to} WHERE {column} IS DISTINCT FROM {to};\n";
constexpr auto sqliteBack = "UPDATE {table} SET {column} = {to} WHERE {column} IS NOT {to};\n";
constexpr auto dropOld = "ALTER TABLE {table} DROP COLUMN {column};\n";
constexpr auto oldAgain = "ALTER TABLE {table} ADD COLUMN {column} {type};\n"
                          "UPDATE {table} SET {column} = {to} WHERE {to} IS NOT NULL;\n";

std::vector<TemplateStep> renameSteps(const TemplateValues &values, Engine engine)
{
    const bool postgres = engine == Engine::PostgreSql;
    const QByteArray sync = filledIn(postgres ? postgresSync : sqliteSync, values);
    const QByteArray noSync = filledIn(postgres ? postgresNoSync : sqliteNoSync, values);
    TemplateStep copy{u"copy"_s, {}, copiedStays, !postgres};
    if (postgres)
        copy.up =
            copyNote + inBatches(values, "{to}", "{column}", "{to} IS DISTINCT FROM {column}");
    else
        copy.up =
            copyNote +
            filledIn("UPDATE {table} SET {to} = {column} WHERE {to} IS NOT {column};\n", values);
    return {{u"expand"_s, expandNote + filledIn(addNew, values) + sync,
             noSync + filledIn(dropNew, values), true},
            copy,
            {u"part"_s, quietNote + noSync,
             sync + backNote + filledIn(postgres ? postgresBack : sqliteBack, values), true},
            {u"contract"_s, contractNote + filledIn(dropOld, values), filledIn(oldAgain, values),
             true}};
}

} // namespace

const MigrationTemplate &renameColumnTemplate()
{
    using Kind = TemplateParameter::Kind;
    static const MigrationTemplate made{
        u"rename-column"_s,
        u"Rename a column"_s,
        u"In four steps by expand and contract, while old and new releases run."_s,
        {tableParameter(),
         columnParameter(),
         {u"to"_s, u"New name"_s, Kind::Name, u"my_new_column"_s},
         typeParameter(),
         keyParameter(),
         {u"batch"_s, u"Rows at a time"_s, Kind::Number, u"5000"_s, Engine::PostgreSql},
         {u"sync"_s, u"Trigger"_s, Kind::Name, u"{table}_{column}_sync"_s},
         {u"sync_old"_s, u"Second trigger"_s, Kind::Name, u"{table}_{column}_sync_old"_s,
          Engine::Sqlite},
         {u"sync_new"_s, u"Third trigger"_s, Kind::Name, u"{table}_{column}_sync_new"_s,
          Engine::Sqlite}},
        true,
        true,
        renameSteps};
    return made;
}

} // namespace tidemark
