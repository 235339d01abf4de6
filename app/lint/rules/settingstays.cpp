// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &settingStaysRule()
{
    static const LintRule rule{
        .id = u"setting-stays"_s,
        .family = LintFamily::Transactions,
        .level = LintLevel::Note,
        .what = u"SET without LOCAL in a script."_s,
        .why =
            u"The setting lasts as long as the connection: the migrations after it run with another search_path or timeout than they do alone."_s,
        .better = u"SET LOCAL, which ends with the transaction"_s,
        .bad = {.up = R"(SET search_path = shop;)"},
        .good = {.up = R"(SET LOCAL search_path = shop;)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEach([&](const LintStatement &statement, const PgNode &node) {
                    if (node.node_case != PG_QUERY__NODE__NODE_VARIABLE_SET_STMT ||
                        !statement.inTransaction)
                        return;
                    const auto &set = *node.variable_set_stmt;
                    if (set.kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE && !set.is_local)
                        report.add(statement, 0,
                                   u"%1 stays set for the migrations after this one"_s.arg(
                                       textOf(set.name)));
                });
            },
    };
    return rule;
}

} // namespace tidemark
