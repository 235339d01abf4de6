// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/postgres/simulator.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

std::optional<CatalogKind> kindOf(PgQuery__ObjectType type)
{
    switch (type) {
    case PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA:
        return CatalogKind::Schema;
    case PG_QUERY__OBJECT_TYPE__OBJECT_EXTENSION:
        return CatalogKind::Extension;
    case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE:
    case PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN:
        return CatalogKind::Type;
    case PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE:
        return CatalogKind::Sequence;
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE:
    case PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE:
        return CatalogKind::Table;
    case PG_QUERY__OBJECT_TYPE__OBJECT_INDEX:
        return CatalogKind::Index;
    case PG_QUERY__OBJECT_TYPE__OBJECT_VIEW:
    case PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW:
        return CatalogKind::View;
    case PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION:
    case PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE:
    case PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE:
        return CatalogKind::Function;
    case PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER:
        return CatalogKind::Trigger;
    case PG_QUERY__OBJECT_TYPE__OBJECT_POLICY:
        return CatalogKind::Policy;
    case PG_QUERY__OBJECT_TYPE__OBJECT_RULE:
        return CatalogKind::Rule;
    default:
        return std::nullopt;
    }
}

/// The default, or no schema at all: then everything is named with its own.
bool namesPublicAlone(const QString &searchPath)
{
    const QStringList schemas = searchPath.split(u',', Qt::SkipEmptyParts);
    return std::ranges::all_of(schemas, [](const QString &schema) {
        const QString name = schema.trimmed().remove(u'"');
        return name.isEmpty() || name == u"public" || name == u"$user" || name == u"pg_catalog";
    });
}

QStringList textConstants(std::span<PgNode *const> values)
{
    QStringList texts;
    for (const PgNode *value : values) {
        if (value->node_case == PG_QUERY__NODE__NODE_A_CONST &&
            value->a_const->val_case == PG_QUERY__A__CONST__VAL_SVAL)
            texts += textOf(value->a_const->sval->sval);
    }
    return texts;
}

bool hasOwner(CatalogKind kind)
{
    return kind == CatalogKind::Trigger || kind == CatalogKind::Policy || kind == CatalogKind::Rule;
}

QString argumentTypes(const PgQuery__CreateFunctionStmt &create)
{
    QStringList types;
    for (const PgNode *node : nodes(create.n_parameters, create.parameters)) {
        const PgQuery__FunctionParameter &parameter = *node->function_parameter;
        const bool out = parameter.mode == PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_OUT ||
                         parameter.mode == PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_TABLE;
        if (!out)
            types += argumentTypeText(*parameter.arg_type);
    }
    return types.join(u", "_s);
}

} // namespace

CatalogKey PostgresSimulator::functionKey(const QString &name) const
{
    if (name.contains(u'('))
        return {CatalogKind::Function, {}, name};
    const auto all = m_catalog.childrenOf({}, CatalogKind::Function);
    for (const CatalogKey &key : all) {
        if (key.name.startsWith(name + u'('))
            return key;
    }
    return {CatalogKind::Function, {}, name};
}

/// Something that is not in `together` and stands in the way of a drop.
QString PostgresSimulator::dependantOf(const CatalogKey &key, const QStringList &together) const
{
    if (key.kind == CatalogKind::Table) {
        for (const CatalogKey &foreign :
             m_catalog.having(CatalogKind::Constraint, Fact::Uses, key.name)) {
            if (!together.contains(foreign.owner))
                return foreign.toString();
        }
    } else if (key.kind == CatalogKind::Function) {
        const auto triggers =
            m_catalog.having(CatalogKind::Trigger, Fact::Uses, key.name.section(u'(', 0, 0));
        if (!triggers.empty())
            return triggers.front().toString();
    } else if (key.kind == CatalogKind::Type) {
        const auto columns = m_catalog.having(CatalogKind::Column, Fact::Type, key.name);
        if (!columns.empty())
            return columns.front().toString();
    }
    return {};
}

void PostgresSimulator::dropFunction(const QString &name, bool guarded, bool cascade)
{
    const CatalogKey key = functionKey(name);
    const QString blockedBy = cascade ? QString() : dependantOf(key, {});
    remove(key, 0, guarded);
    m_effects.back().blockedBy = blockedBy;
    const auto triggers =
        m_catalog.having(CatalogKind::Trigger, Fact::Uses, key.name.section(u'(', 0, 0));
    for (const CatalogKey &trigger : cascade ? triggers : std::vector<CatalogKey>()) {
        remove(trigger, 0, false);
        m_effects.back().implied = true;
    }
}

void PostgresSimulator::dropTable(const QString &table, const QStringList &together, bool guarded,
                                  bool cascade)
{
    const CatalogKey whole{CatalogKind::Table, {}, table};
    const QString blockedBy = cascade ? QString() : dependantOf(whole, together);
    constexpr int offset = 0;
    if (!remove(whole, offset, guarded))
        return;
    m_effects.back().blockedBy = blockedBy;
    const size_t first = m_effects.size();
    for (const CatalogKind kind : {CatalogKind::Column, CatalogKind::Constraint,
                                   CatalogKind::Trigger, CatalogKind::Policy, CatalogKind::Rule}) {
        for (const CatalogKey &key : m_catalog.childrenOf(table, kind))
            remove(key, offset, false);
    }
    for (const CatalogKind kind : {CatalogKind::Index, CatalogKind::Sequence}) {
        for (const CatalogKey &key : m_catalog.ownedBy(table, kind))
            remove(key, offset, false);
    }
    if (cascade) {
        for (const CatalogKey &key : m_catalog.having(CatalogKind::Constraint, Fact::Uses, table))
            remove(key, offset, false);
    }
    for (size_t i = first; i < m_effects.size(); ++i)
        m_effects[i].implied = true;
}

void PostgresSimulator::drop(const PgQuery__DropStmt &statement)
{
    const auto kind = kindOf(statement.remove_type);
    if (!kind)
        return;
    const bool cascade = statement.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE;
    QStringList all;
    for (const PgNode *object : nodes(statement.n_objects, statement.objects))
        all += objectName(*object);
    for (const PgNode *object : nodes(statement.n_objects, statement.objects)) {
        const QString name = objectName(*object);
        if (*kind == CatalogKind::Table) {
            dropTable(name, all, statement.missing_ok, cascade);
        } else if (*kind == CatalogKind::Function) {
            dropFunction(name, statement.missing_ok, cascade);
        } else if (hasOwner(*kind)) {
            const QStringList names = nameList(nodes(object->list->n_items, object->list->items));
            QStringList table = names.mid(0, names.size() - 1);
            if (table.size() > 1 && table.first() == u"public")
                table.removeFirst();
            remove({*kind, table.join(u'.'), names.value(names.size() - 1)}, 0,
                   statement.missing_ok);
        } else {
            const CatalogKey key{*kind, {}, name};
            const QString blockedBy = cascade ? QString() : dependantOf(key, {});
            remove(key, 0, statement.missing_ok);
            m_effects.back().blockedBy = blockedBy;
            const auto own = *kind == CatalogKind::View
                                 ? m_catalog.ownedBy(name, CatalogKind::Index)
                                 : std::vector<CatalogKey>();
            for (const CatalogKey &index : own) {
                remove(index, 0, false);
                m_effects.back().implied = true;
            }
        }
        if (*kind == CatalogKind::Schema && cascade)
            loseTrack();
    }
}

void PostgresSimulator::renameTable(const QString &table, const QString &newName, int offset,
                                    bool guarded)
{
    rename({CatalogKind::Table, {}, table}, newName, offset, guarded);
    const auto move = [this](const CatalogKey &from, const CatalogKey &to, Fact fact,
                             const QString &value) {
        CatalogObject object = *m_catalog.find(from);
        if (object.knows(fact))
            object.facts[fact] = value;
        m_catalog.erase(from);
        m_catalog.put(to, std::move(object));
    };
    for (const CatalogKind kind : {CatalogKind::Column, CatalogKind::Constraint,
                                   CatalogKind::Trigger, CatalogKind::Policy, CatalogKind::Rule}) {
        for (const CatalogKey &key : m_catalog.childrenOf(table, kind))
            move(key, {kind, newName, key.name}, Fact::Table, newName);
    }
    for (const CatalogKind kind : {CatalogKind::Index, CatalogKind::Sequence}) {
        for (const CatalogKey &key : m_catalog.ownedBy(table, kind))
            move(key, key, Fact::Table, newName);
    }
    for (const CatalogKey &key : m_catalog.having(CatalogKind::Constraint, Fact::Uses, table)) {
        CatalogObject object = *m_catalog.find(key);
        object.facts[Fact::Uses] = newName;
        object.facts.erase(Fact::Definition);
        m_catalog.put(key, std::move(object));
    }
}

void PostgresSimulator::renameColumn(const QString &table, const QString &column,
                                     const QString &newName, int offset)
{
    rename({CatalogKind::Column, table, column}, newName, offset, false);
    auto parts = m_catalog.childrenOf(table, CatalogKind::Constraint);
    const auto indexes = m_catalog.ownedBy(table, CatalogKind::Index);
    parts.insert(parts.end(), indexes.begin(), indexes.end());
    for (const CatalogKey &key : parts) {
        CatalogObject object = *m_catalog.find(key);
        QStringList columns = object.columns();
        if (!columns.contains(column))
            continue;
        std::ranges::replace(columns, column, newName);
        object.facts[Fact::Columns] = columns.join(columnSeparator);
        object.facts.erase(Fact::Definition); // it holds the old name
        m_catalog.put(key, std::move(object));
    }
}

void PostgresSimulator::renameSchema(const QString &schema, const QString &newName)
{
    rename({CatalogKind::Schema, {}, schema}, newName, 0, false);
    if (m_catalog.holdsIn(schema))
        loseTrack(); // all names in it are others now
}

void PostgresSimulator::renameType(const QString &type, const QString &newName)
{
    const qsizetype dot = type.lastIndexOf(u'.');
    const QString full = type.left(dot + 1) + newName;
    for (const CatalogKey &label : m_catalog.childrenOf(type, CatalogKind::EnumLabel)) {
        CatalogObject object = *m_catalog.find(label);
        m_catalog.erase(label);
        m_catalog.put({CatalogKind::EnumLabel, full, label.name}, std::move(object));
    }
    for (const CatalogKey &column : m_catalog.having(CatalogKind::Column, Fact::Type, type)) {
        CatalogObject object = *m_catalog.find(column);
        object.facts[Fact::Type] = full;
        m_catalog.put(column, std::move(object));
    }
    rename({CatalogKind::Type, {}, type}, full, 0, false);
}

/// ALTER TABLE renames views, indexes and sequences too, ALTER INDEX the index of a constraint.
void PostgresSimulator::renameRelation(const QString &relation, const QString &newName, int offset,
                                       const PgQuery__RenameStmt &statement)
{
    const bool guarded = statement.missing_ok;
    const bool byTable = statement.rename_type == PG_QUERY__OBJECT_TYPE__OBJECT_TABLE;
    if (m_catalog.find({CatalogKind::Table, {}, relation}))
        return renameTable(relation, newName, offset, guarded);
    for (const CatalogKind kind : {CatalogKind::View, CatalogKind::Sequence, CatalogKind::Index}) {
        if (m_catalog.find({kind, {}, relation}))
            return rename({kind, {}, relation}, newName, offset, guarded);
    }
    const QString schema = relation.contains(u'.') ? relation.section(u'.', 0, -2) : QString();
    for (const CatalogKey &key :
         m_catalog.named(CatalogKind::Constraint, relation.section(u'.', -1))) {
        const QString role = m_catalog.find(key)->fact(Fact::Role);
        const QString in = key.owner.contains(u'.') ? key.owner.section(u'.', 0, -2) : QString();
        if (in == schema && role != u"check" && role != u"foreign key")
            return rename(key, newName.section(u'.', -1), offset, guarded);
    }
    // No script names the sequence of a serial column.
    if (byTable && relation.endsWith(u"_seq"))
        rename({CatalogKind::Sequence, {}, relation}, newName, offset, guarded);
    else if (byTable)
        renameTable(relation, newName, offset, guarded);
    else if (m_catalog.presence({CatalogKind::Index, {}, relation}) == Catalog::Presence::Unknown)
        rename({CatalogKind::Index, {}, relation}, newName, offset, guarded);
}

void PostgresSimulator::renameObject(const PgQuery__RenameStmt &statement)
{
    const QString newName = textOf(statement.newname);
    const QString relation = statement.relation ? relationName(*statement.relation) : QString();
    const int offset = statement.relation ? statement.relation->location : 0;
    const QString schema =
        relation.contains(u'.') ? relation.section(u'.', 0, -2) + u'.' : QString();
    switch (statement.rename_type) {
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE:
    case PG_QUERY__OBJECT_TYPE__OBJECT_INDEX:
        renameRelation(relation, schema + newName, offset, statement);
        return;
    case PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN:
        renameColumn(relation, textOf(statement.subname), newName, offset);
        return;
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT:
        rename({CatalogKind::Constraint, relation, textOf(statement.subname)}, newName, offset,
               false);
        return;
    case PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER:
    case PG_QUERY__OBJECT_TYPE__OBJECT_POLICY:
    case PG_QUERY__OBJECT_TYPE__OBJECT_RULE:
        rename({*kindOf(statement.rename_type), relation, textOf(statement.subname)}, newName,
               offset, false);
        return;
    case PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA:
        renameSchema(textOf(statement.subname), newName);
        return;
    case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE:
    case PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN:
        if (statement.object)
            renameType(objectName(*statement.object), newName);
        return;
    default:
        break;
    }
    const auto kind = kindOf(statement.rename_type);
    if (!kind || *kind == CatalogKind::Function || hasOwner(*kind))
        return;
    const QString name = statement.relation ? relation
                         : statement.object ? objectName(*statement.object)
                                            : QString();
    if (name.isEmpty())
        return;
    rename({*kind, {}, name}, schema + newName, offset, statement.missing_ok);
}

void PostgresSimulator::createFunction(const PgQuery__CreateFunctionStmt &create)
{
    const QString name = joinedName(nodes(create.n_funcname, create.funcname));
    const CatalogKey key{CatalogKind::Function, {}, name + u'(' + argumentTypes(create) + u')'};
    CatalogObject object;
    QString definition = create.return_type ? typeText(*create.return_type) : QString();
    for (const PgNode *node : nodes(create.n_options, create.options)) {
        const PgQuery__DefElem &option = *node->def_elem;
        if (textOf(option.defname) == u"as" && option.arg)
            object.facts[Fact::Body] = objectName(*option.arg);
        else
            definition += canonicalText(option.base);
    }
    object.facts[Fact::Definition] = definition + canonicalText(create.sql_body);
    const CatalogObject *old = m_catalog.find(key);
    if (old && create.replace) {
        change(key, object.facts, 0, true);
        return;
    }
    add(key, std::move(object), 0);
    m_effects.back().guarded = create.replace;
}

void PostgresSimulator::createEnum(const PgQuery__CreateEnumStmt &create)
{
    const QString name = joinedName(nodes(create.n_type_name, create.type_name));
    add({CatalogKind::Type, {}, name}, {}, 0);
    for (const QString &label : nameList(nodes(create.n_vals, create.vals))) {
        add({CatalogKind::EnumLabel, name, label}, {}, 0);
        m_effects.back().implied = true;
    }
}

void PostgresSimulator::alterEnum(const PgQuery__AlterEnumStmt &alter)
{
    const QString name = joinedName(nodes(alter.n_type_name, alter.type_name));
    const QString label = textOf(alter.new_val);
    if (const QString old = textOf(alter.old_val); !old.isEmpty())
        rename({CatalogKind::EnumLabel, name, old}, label, 0, false);
    else
        add({CatalogKind::EnumLabel, name, label}, {}, 0, alter.skip_if_new_val_exists);
}

void PostgresSimulator::createView(const QString &name, const PgNode *query, bool replace,
                                   int offset)
{
    const CatalogKey key{CatalogKind::View, {}, name};
    CatalogObject object;
    object.facts[Fact::Definition] = canonicalText(query);
    if (replace && m_catalog.find(key)) {
        change(key, object.facts, offset, true);
        return;
    }
    add(key, std::move(object), offset);
    m_effects.back().guarded = replace;
}

void PostgresSimulator::createTrigger(const PgQuery__CreateTrigStmt &create)
{
    const CatalogKey key{CatalogKind::Trigger, relationName(*create.relation),
                         textOf(create.trigname)};
    CatalogObject object;
    PgQuery__CreateTrigStmt rest = create;
    rest.replace = 0;
    rest.relation = nullptr;
    rest.n_funcname = 0;
    object.facts[Fact::Definition] = canonicalText(rest.base);
    object.facts[Fact::Uses] = joinedName(nodes(create.n_funcname, create.funcname));
    if (create.replace && m_catalog.find(key))
        change(key, object.facts, create.relation->location, true);
    else
        add(key, std::move(object), create.relation->location);
}

void PostgresSimulator::createSchema(const PgQuery__CreateSchemaStmt &create)
{
    const QString name = textOf(create.schemaname);
    // Without a name it has that of a role, and what it holds may be named without it.
    if (name.isEmpty() || create.n_schema_elts > 0)
        loseTrack();
    if (!name.isEmpty())
        add({CatalogKind::Schema, {}, name}, {}, 0, create.if_not_exists);
}

void PostgresSimulator::createForeignTable(const PgQuery__CreateStmt &create)
{
    createTable(create);
    const CatalogKey key{CatalogKind::Table, {}, relationName(*create.relation)};
    if (const CatalogObject *table = m_catalog.find(key)) {
        CatalogObject object = *table;
        object.facts[Fact::Opaque] = u"yes"_s; // ALTER FOREIGN TABLE is not followed
        m_catalog.put(key, std::move(object));
    }
}

void PostgresSimulator::setVariable(const PgQuery__VariableSetStmt &set)
{
    if (textOf(set.name) != u"search_path")
        return;
    for (const PgNode *value : nodes(set.n_args, set.args)) {
        const bool text = value->node_case == PG_QUERY__NODE__NODE_A_CONST &&
                          value->a_const->val_case == PG_QUERY__A__CONST__VAL_SVAL;
        if (!text || !namesPublicAlone(textOf(value->a_const->sval->sval)))
            return loseTrack();
    }
}

/// Functions that the scripts have made and that make objects themselves; and set_config().
void PostgresSimulator::callFunctions(const PgNode &statement)
{
    bool lost = false;
    visitNodes(statement.base, [this, &lost](const PgNode &node) {
        if (node.node_case != PG_QUERY__NODE__NODE_FUNC_CALL)
            return;
        const PgQuery__FuncCall &call = *node.func_call;
        const QString name = calledFunction(node);
        if (name == u"set_config") {
            const QStringList texts = textConstants(nodes(call.n_args, call.args));
            lost |= texts.value(0) == u"search_path" &&
                    (texts.size() < 2 || !namesPublicAlone(texts.at(1)));
            return;
        }
        const CatalogObject *function = m_catalog.find(functionKey(name));
        lost |= function && definesThings(function->fact(Fact::Body).toUtf8());
    });
    if (lost)
        loseTrack();
}

void PostgresSimulator::createOther(const PgNode &statement)
{
    switch (statement.node_case) {
    case PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT:
        return createFunction(*statement.create_function_stmt);
    case PG_QUERY__NODE__NODE_CREATE_ENUM_STMT:
        return createEnum(*statement.create_enum_stmt);
    case PG_QUERY__NODE__NODE_ALTER_ENUM_STMT:
        return alterEnum(*statement.alter_enum_stmt);
    case PG_QUERY__NODE__NODE_CREATE_TRIG_STMT:
        return createTrigger(*statement.create_trig_stmt);
    case PG_QUERY__NODE__NODE_VIEW_STMT:
        return createView(relationName(*statement.view_stmt->view), statement.view_stmt->query,
                          statement.view_stmt->replace, statement.view_stmt->view->location);
    case PG_QUERY__NODE__NODE_CREATE_EXTENSION_STMT:
        return add({CatalogKind::Extension, {}, textOf(statement.create_extension_stmt->extname)},
                   {}, 0, statement.create_extension_stmt->if_not_exists);
    case PG_QUERY__NODE__NODE_CREATE_SCHEMA_STMT:
        return createSchema(*statement.create_schema_stmt);
    case PG_QUERY__NODE__NODE_CREATE_FOREIGN_TABLE_STMT:
        return createForeignTable(*statement.create_foreign_table_stmt->base_stmt);
    case PG_QUERY__NODE__NODE_CREATE_RANGE_STMT: {
        const auto &create = *statement.create_range_stmt;
        return add({CatalogKind::Type, {}, joinedName(nodes(create.n_type_name, create.type_name))},
                   {}, 0);
    }
    case PG_QUERY__NODE__NODE_DEFINE_STMT: {
        const auto &define = *statement.define_stmt;
        const CatalogKey type{
            CatalogKind::Type, {}, joinedName(nodes(define.n_defnames, define.defnames))};
        // A type may be there as a shell until its functions are.
        if (define.kind == PG_QUERY__OBJECT_TYPE__OBJECT_TYPE && !m_catalog.find(type))
            add(type, {}, 0);
        return;
    }
    case PG_QUERY__NODE__NODE_RULE_STMT:
        return add({CatalogKind::Rule, relationName(*statement.rule_stmt->relation),
                    textOf(statement.rule_stmt->rulename)},
                   {}, 0, statement.rule_stmt->replace);
    case PG_QUERY__NODE__NODE_IMPORT_FOREIGN_SCHEMA_STMT:
    case PG_QUERY__NODE__NODE_ALTER_OBJECT_SCHEMA_STMT:
        return loseTrack();
    case PG_QUERY__NODE__NODE_VARIABLE_SET_STMT:
        return setVariable(*statement.variable_set_stmt);
    case PG_QUERY__NODE__NODE_SELECT_STMT:
    case PG_QUERY__NODE__NODE_CALL_STMT:
        return callFunctions(statement);
    case PG_QUERY__NODE__NODE_CREATE_SEQ_STMT:
        return add({CatalogKind::Sequence, {}, relationName(*statement.create_seq_stmt->sequence)},
                   {}, 0, statement.create_seq_stmt->if_not_exists);
    case PG_QUERY__NODE__NODE_CREATE_DOMAIN_STMT: {
        const auto &create = *statement.create_domain_stmt;
        return add(
            {CatalogKind::Type, {}, joinedName(nodes(create.n_domainname, create.domainname))}, {},
            0);
    }
    case PG_QUERY__NODE__NODE_COMPOSITE_TYPE_STMT:
        return add({CatalogKind::Type, {}, relationName(*statement.composite_type_stmt->typevar)},
                   {}, 0);
    case PG_QUERY__NODE__NODE_CREATE_POLICY_STMT:
        return add({CatalogKind::Policy, relationName(*statement.create_policy_stmt->table),
                    textOf(statement.create_policy_stmt->policy_name)},
                   {}, 0);
    default:
        break;
    }
    if (statement.node_case != PG_QUERY__NODE__NODE_ALTER_SEQ_STMT)
        return;
    const auto &alter = *statement.alter_seq_stmt;
    const CatalogKey key{CatalogKind::Sequence, {}, relationName(*alter.sequence)};
    for (const PgNode *node : nodes(alter.n_options, alter.options)) {
        if (textOf(node->def_elem->defname) != u"owned_by" || !m_catalog.find(key))
            continue;
        const PgNode &owner = *node->def_elem->arg;
        const QStringList names = nameList(nodes(owner.list->n_items, owner.list->items));
        CatalogObject object = *m_catalog.find(key);
        object.facts[Fact::Table] = names.mid(0, names.size() - 1).join(u'.');
        object.facts[Fact::Columns] = names.value(names.size() - 1);
        m_catalog.put(key, std::move(object));
    }
}

} // namespace tidemark
