// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/templates/templates.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

std::vector<TemplateStep> addColumnSteps(const TemplateValues &values, Engine)
{
    return {{{},
             filledIn("ALTER TABLE {table} ADD COLUMN {column} {type};\n", values),
             filledIn("ALTER TABLE {table} DROP COLUMN {column};\n", values),
             true}};
}

} // namespace

const MigrationTemplate &addColumnTemplate()
{
    static const MigrationTemplate made{u"add-column"_s,
                                        u"Add a column"_s,
                                        u"A new column that may be empty, which stops nobody."_s,
                                        {tableParameter(), columnParameter(), typeParameter()},
                                        true,
                                        true,
                                        addColumnSteps};
    return made;
}

} // namespace tidemark
