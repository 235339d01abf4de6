// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/templates/templates.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const MigrationTemplate &emptyTemplate()
{
    static const MigrationTemplate made{
        u"empty"_s,
        u"Empty"_s,
        u"Both scripts with a line to be replaced."_s,
        {},
        true,
        true,
        [](const TemplateValues &, Engine) { return std::vector<TemplateStep>(1); }};
    return made;
}

} // namespace tidemark
