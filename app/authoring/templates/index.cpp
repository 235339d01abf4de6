// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/templates/templates.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

std::vector<TemplateStep> indexSteps(const TemplateValues &values, Engine engine)
{
    if (engine == Engine::Sqlite)
        return {{{},
                 filledIn("CREATE INDEX {index} ON {table} ({column});\n", values),
                 filledIn("DROP INDEX {index};\n", values),
                 true}};
    return {
        {{},
         filledIn("-- Writers go on meanwhile. When it fails half-way it leaves an index that is\n"
                  "-- not valid: drop that one, then run this again.\n"
                  "CREATE INDEX CONCURRENTLY {index} ON {table} ({column});\n",
                  values),
         filledIn("DROP INDEX CONCURRENTLY {schema}{index};\n", values),
         false}};
}

} // namespace

const MigrationTemplate &indexTemplate()
{
    using Kind = TemplateParameter::Kind;
    static const MigrationTemplate made{
        u"index"_s,
        u"Add an index"_s,
        u"Without blocking writers, outside of a transaction."_s,
        {tableParameter(),
         columnParameter(),
         {u"index"_s, u"Index"_s, Kind::Name, u"{table}_{column}_idx"_s}},
        true,
        true,
        indexSteps};
    return made;
}

} // namespace tidemark
