// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/postgres/simulator.h"

using namespace Qt::StringLiterals;

namespace tidemark {

void PostgresSimulator::attachIndex(const QString &table, const PgQuery__Constraint &constraint)
{
    const CatalogKey index{CatalogKind::Index, {}, textOf(constraint.indexname)};
    QString name = textOf(constraint.conname);
    if (name.isEmpty())
        name = index.name;
    const CatalogObject *known = m_catalog.find(index);
    CatalogObject object;
    const bool primary = constraint.contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY;
    object.facts.emplace(Fact::Role, primary ? u"primary key"_s : u"unique"_s);
    object.facts.emplace(Fact::Valid, u"yes"_s);
    if (known && known->knows(Fact::Columns))
        object.facts.emplace(Fact::Columns, known->fact(Fact::Columns));
    const QStringList columns = object.columns();
    remove(index, constraint.location, false);
    m_effects.back().implied = true;
    add({CatalogKind::Constraint, table, name}, std::move(object), constraint.location);
    for (const QString &column : primary ? columns : QStringList()) {
        const CatalogKey key{CatalogKind::Column, table, column};
        if (const CatalogObject *now = m_catalog.find(key);
            now && now->fact(Fact::Nullable) == u"yes") {
            change(key, {{Fact::Nullable, u"no"_s}}, constraint.location);
            m_effects.back().implied = true;
        }
    }
}

/// The server writes expressions anew when a type in them changes: date(at) becomes at.
void PostgresSimulator::forgetExpressions(const QString &table, const QString &column)
{
    auto parts = m_catalog.childrenOf(table, CatalogKind::Constraint);
    const auto indexes = m_catalog.ownedBy(table, CatalogKind::Index);
    parts.insert(parts.end(), indexes.begin(), indexes.end());
    for (const CatalogKey &key : parts) {
        CatalogObject object = *m_catalog.find(key);
        const bool expression = object.fact(Fact::Definition).contains(u"func_call");
        if (!expression || !object.columns().contains(column))
            continue;
        object.facts.erase(Fact::Definition);
        m_catalog.put(key, std::move(object));
    }
}

void PostgresSimulator::alterColumn(const QString &table, const PgQuery__AlterTableCmd &command,
                                    int offset)
{
    const CatalogKey key{CatalogKind::Column, table, textOf(command.name)};
    switch (command.subtype) {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ColumnDefault:
        change(key, {{Fact::Default, canonicalText(command.def)}}, offset);
        break;
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetNotNull:
        change(key, {{Fact::Nullable, u"no"_s}}, offset);
        break;
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropNotNull:
        change(key, {{Fact::Nullable, u"yes"_s}}, offset);
        break;
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType: {
        const PgQuery__ColumnDef &column = *command.def->column_def;
        change(key, {{Fact::Type, typeText(*column.type_name)}}, column.location);
        forgetExpressions(table, key.name);
        break;
    }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddIdentity:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropIdentity:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropExpression: {
        m_catalog.assumePresent(key);
        if (const CatalogObject *known = m_catalog.find(key)) {
            CatalogObject object = *known;
            object.facts.erase(Fact::Default);
            m_catalog.put(key, std::move(object));
        }
        break;
    }
    default:
        break;
    }
}

void PostgresSimulator::alterTable(const PgQuery__AlterTableStmt &alter)
{
    if (alter.objtype != PG_QUERY__OBJECT_TYPE__OBJECT_TABLE)
        return;
    const QString table = relationName(*alter.relation);
    const int offset = alter.relation->location;
    for (const PgNode *node : nodes(alter.n_cmds, alter.cmds)) {
        const PgQuery__AlterTableCmd &command = *node->alter_table_cmd;
        const bool cascade = command.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE;
        switch (command.subtype) {
        case PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn:
            addColumn(table, *command.def->column_def, command.missing_ok);
            break;
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn:
            dropColumn(table, textOf(command.name), offset, command.missing_ok || alter.missing_ok,
                       cascade);
            break;
        case PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint:
            if (hasText(command.def->constraint->indexname))
                attachIndex(table, *command.def->constraint);
            else
                addConstraint(table, *command.def->constraint, {});
            break;
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DropConstraint:
            dropConstraint(table, textOf(command.name), offset,
                           command.missing_ok || alter.missing_ok);
            break;
        case PG_QUERY__ALTER_TABLE_TYPE__AT_ValidateConstraint:
            change({CatalogKind::Constraint, table, textOf(command.name)},
                   {{Fact::Valid, u"yes"_s}}, offset);
            break;
        case PG_QUERY__ALTER_TABLE_TYPE__AT_AddInherit:
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DropInherit:
        case PG_QUERY__ALTER_TABLE_TYPE__AT_AttachPartition:
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartition:
            forgetTable(table);
            break;
        default:
            alterColumn(table, command, offset);
        }
    }
}

} // namespace tidemark
