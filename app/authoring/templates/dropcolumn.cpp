// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/templates/templates.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr auto freeNote =
    "-- First release: it may be left empty, so that this release need not write it any more.\n"
    "-- Leave this migration out where the column may be empty already.\n";
constexpr auto dropNote =
    "-- Second release: nothing reads or writes it any more. Its values stay in a table of their\n"
    "-- own for the way back; drop that one when nobody will go back.\n";
constexpr auto mayBeEmpty = "ALTER TABLE {table} ALTER COLUMN {column} DROP NOT NULL;\n";
constexpr auto mustBeThere = "UPDATE {table} SET {column} = {value} WHERE {column} IS NULL;\n"
                             "ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL;\n";
constexpr auto keepAndDrop = "CREATE TABLE {backup} AS SELECT {key}, {column} FROM {table};\n"
                             "ALTER TABLE {table} DROP COLUMN {column};\n";
constexpr auto bringBack =
    "ALTER TABLE {table} ADD COLUMN {column} {type};\n"
    "UPDATE {table} SET {column} = (SELECT kept.{column} FROM {backup} AS kept\n"
    "                               WHERE kept.{key} = {table}.{key})\n"
    "WHERE {key} IN (SELECT {key} FROM {backup});\n"
    "DROP TABLE {backup};\n";

std::vector<TemplateStep> dropColumnSteps(const TemplateValues &values, Engine engine)
{
    TemplateStep drop{
        {}, dropNote + filledIn(keepAndDrop, values), filledIn(bringBack, values), true};
    if (engine == Engine::Sqlite) // it cannot take a NOT NULL away
        return {drop};
    drop.suffix = u"drop"_s;
    return {
        {u"free"_s, freeNote + filledIn(mayBeEmpty, values), filledIn(mustBeThere, values), true},
        drop};
}

} // namespace

const MigrationTemplate &dropColumnTemplate()
{
    using Kind = TemplateParameter::Kind;
    static const MigrationTemplate made{
        u"drop-column"_s,
        u"Drop a column"_s,
        u"In two releases, with its values kept for the way back."_s,
        {tableParameter(),
         columnParameter(),
         typeParameter(),
         keyParameter(),
         {u"value"_s, u"Value for the way back"_s, Kind::Expression, u"''"_s},
         {u"backup"_s, u"Table for its values"_s, Kind::Table, u"{table}_{column}_dropped"_s}},
        true,
        true,
        dropColumnSteps};
    return made;
}

} // namespace tidemark
