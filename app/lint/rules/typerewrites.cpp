// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/postgres/expressions.h"
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// USING something other than the column itself, or a cast of it.
bool computesAnew(const PgNode *expression, const QString &column)
{
    while (expression && expression->node_case == PG_QUERY__NODE__NODE_TYPE_CAST)
        expression = expression->type_cast->arg;
    if (!expression)
        return false;
    if (expression->node_case != PG_QUERY__NODE__NODE_COLUMN_REF)
        return true;
    const auto &reference = *expression->column_ref;
    const QStringList names = nameList(nodes(reference.n_fields, reference.fields));
    return names.isEmpty() || names.last() != column;
}

} // namespace

const LintRule &typeRewritesRule()
{
    static const LintRule rule{
        .id = u"type-rewrites"_s,
        .family = LintFamily::Locks,
        .level = LintLevel::Warning,
        .what = u"A column gets a type that makes the server write all rows anew."_s,
        .why = u"Nobody can read or write the table meanwhile, and it needs the space twice."_s,
        .better =
            u"add a column of the new type, fill it in batches, switch the application over, drop the old one"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(ALTER TABLE accounts ALTER COLUMN age TYPE bigint;)"},
        .good = {.before = R"(CREATE TABLE accounts (name varchar(20));)",
                 .up = R"(ALTER TABLE accounts ALTER COLUMN name TYPE varchar(40);)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachAlter([&](const LintStatement &statement, const QString &table,
                                           const PgQuery__AlterTableCmd &command) {
                    if (command.subtype != PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType ||
                        migration.isNew(statement, table))
                        return;
                    const QString column = textOf(command.name);
                    const PgQuery__ColumnDef &definition = *command.def->column_def;
                    const QString to = typeText(*definition.type_name);
                    QString from;
                    for (const Effect &effect : statement.effects) {
                        if (effect.key == CatalogKey{CatalogKind::Column, table, column})
                            from = effect.before.fact(Fact::Type);
                    }
                    if (!changeRewrites(from, to) && !computesAnew(definition.raw_default, column))
                        return;
                    const QString message =
                        from.isEmpty()
                            ? u"%1 is written anew unless the old type is stored like %2; nobody can use it meanwhile"_s
                                  .arg(table, to)
                            : u"from %2 to %3 all of %1 is written anew, and nobody can use it meanwhile"_s
                                  .arg(table, from, to);
                    report.addForRows(statement, statement.find(column), message, table);
                });
            },
    };
    return rule;
}

} // namespace tidemark
