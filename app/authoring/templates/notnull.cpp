// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/templates/templates.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr auto addCheck =
    "ALTER TABLE {table} ADD CONSTRAINT {constraint} CHECK ({column} IS NOT NULL) NOT VALID;\n";
constexpr auto validate = "ALTER TABLE {table} VALIDATE CONSTRAINT {constraint};\n";
constexpr auto dropCheck = "ALTER TABLE {table} DROP CONSTRAINT {constraint};\n";
constexpr auto setNotNull = "ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL;\n";
constexpr auto dropNotNull = "ALTER TABLE {table} ALTER COLUMN {column} DROP NOT NULL;\n";

std::vector<TemplateStep> notNullSteps(const TemplateValues &values, Engine)
{
    return {
        {u"check"_s,
         "-- Step 1 of 3: new rows have a value from here on; the old ones are not looked at.\n" +
             filledIn(addCheck, values),
         filledIn(dropCheck, values), true},
        {u"validate"_s,
         "-- Step 2 of 3: reads all rows, while others read and write.\n" +
             filledIn(validate, values),
         filledIn(dropCheck, values) + filledIn(addCheck, values), true},
        // PostgreSQL documentation, "ALTER TABLE": a valid check saves the scan.
        {u"set"_s,
         "-- Step 3 of 3: the valid constraint proves it, so no row is read.\n" +
             filledIn(setNotNull, values) + filledIn(dropCheck, values),
         filledIn(addCheck, values) + filledIn(validate, values) + filledIn(dropNotNull, values),
         true}};
}

} // namespace

const MigrationTemplate &notNullTemplate()
{
    using Kind = TemplateParameter::Kind;
    static const MigrationTemplate made{
        u"not-null"_s,
        u"Make a column NOT NULL"_s,
        u"In three steps, none of which reads the table while others wait."_s,
        {tableParameter(),
         columnParameter(),
         {u"constraint"_s, u"Constraint"_s, Kind::Name, u"{table}_{column}_not_null"_s}},
        true,
        false,
        notNullSteps};
    return made;
}

} // namespace tidemark
