// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &migrationFilesRule()
{
    static const LintRule rule{
        .id = u"migration-files"_s,
        .family = LintFamily::Files,
        .level = LintLevel::Error,
        .what = u"The files are not as their convention wants them."_s,
        .why = u"A migration that cannot be read is not run, or another one is run in its place."_s,
        .better = u"the message says what its tool expects"_s,
        .bad = {},
        .good = {},
        .engine = std::nullopt,
    };
    return rule;
}

} // namespace tidemark
