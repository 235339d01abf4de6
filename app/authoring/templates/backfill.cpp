// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/templates/templates.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr auto backfillBack =
    "-- Which rows were empty before is not known any more; their values stay.\n";

std::vector<TemplateStep> backfillSteps(const TemplateValues &values, Engine engine)
{
    if (engine == Engine::Sqlite) // one writer at a time: batches would only take longer
        return {
            {{},
             filledIn("UPDATE {table} SET {column} = {value} WHERE {column} IS NULL;\n", values),
             backfillBack,
             true}};
    return {
        {{}, inBatches(values, "{column}", "{value}", "{column} IS NULL"), backfillBack, false}};
}

} // namespace

const MigrationTemplate &backfillTemplate()
{
    using Kind = TemplateParameter::Kind;
    static const MigrationTemplate made{
        u"backfill"_s,
        u"Fill a column"_s,
        u"Gives empty values a value in batches that are committed one by one."_s,
        {tableParameter(),
         columnParameter(),
         {u"value"_s, u"Value"_s, Kind::Expression, u"''"_s},
         keyParameter(),
         {u"batch"_s, u"Rows at a time"_s, Kind::Number, u"5000"_s, Engine::PostgreSql}},
        true,
        true,
        backfillSteps};
    return made;
}

} // namespace tidemark
