// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &extensionLeftRule()
{
    static const LintRule rule{
        .id = u"extension-left"_s,
        .family = LintFamily::Pair,
        .level = LintLevel::Warning,
        .what = u"The up makes an extension that the down leaves."_s,
        .why =
            u"After the rollback the extension, with all of its functions and types, is still there."_s,
        .better =
            u"DROP EXTENSION in the down, if nothing older uses it; or make extensions outside of migrations"_s,
        .bad = {.up = R"(CREATE EXTENSION pgcrypto;
CREATE TABLE keys (id integer);)",
                .down = R"(DROP TABLE keys;)"},
        .good = {.up = R"(CREATE EXTENSION pgcrypto;
CREATE TABLE keys (id integer);)",
                 .down = R"(DROP TABLE keys;
DROP EXTENSION pgcrypto;)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                for (const PairDifference &difference : migration.pair) {
                    if (difference.kind == PairDifference::Kind::Left &&
                        difference.key.kind == CatalogKind::Extension && !difference.byDown)
                        report.add(*difference.statement, difference.offset,
                                   u"the down leaves extension %1"_s.arg(difference.key.name));
                }
            },
    };
    return rule;
}

} // namespace tidemark
