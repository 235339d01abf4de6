// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/postgres/simulator.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// serial, bigserial, ...: the integer type that it stands for; empty for any other type.
QString integerOfSerial(const QString &type)
{
    if (type == u"serial" || type == u"serial4")
        return u"integer"_s;
    if (type == u"bigserial" || type == u"serial8")
        return u"bigint"_s;
    if (type == u"smallserial" || type == u"serial2")
        return u"smallint"_s;
    return {};
}

/// The server's makeObjectName(): names are cut to 63 bytes, the longer part first.
QString madeName(QString table, QString columns, const QString &label)
{
    constexpr qsizetype longest = 63;
    const auto size = [&] {
        return table.toUtf8().size() + (columns.isEmpty() ? 0 : 1 + columns.toUtf8().size()) + 1 +
               label.toUtf8().size();
    };
    while (size() > longest) {
        QString &longer = table.toUtf8().size() > columns.toUtf8().size() ? table : columns;
        if (longer.isEmpty())
            break;
        longer.chop(1);
    }
    return (columns.isEmpty() ? table : table + u'_' + columns) + u'_' + label;
}

QString roleOf(PgQuery__ConstrType type)
{
    switch (type) {
    case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY:
        return u"primary key"_s;
    case PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE:
        return u"unique"_s;
    case PG_QUERY__CONSTR_TYPE__CONSTR_CHECK:
        return u"check"_s;
    case PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN:
        return u"foreign key"_s;
    case PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION:
        return u"exclusion"_s;
    default:
        return {};
    }
}

QString labelOf(const QString &role)
{
    if (role == u"primary key")
        return u"pkey"_s;
    if (role == u"unique")
        return u"key"_s;
    if (role == u"foreign key")
        return u"fkey"_s;
    return role == u"exclusion" ? u"excl"_s : u"check"_s;
}

/// The columns that an expression names, each once.
QStringList columnsIn(const PgNode *expression)
{
    QStringList columns;
    if (!expression)
        return columns;
    visitNodes(expression->base, [&](const PgNode &node) {
        if (node.node_case != PG_QUERY__NODE__NODE_COLUMN_REF)
            return;
        const QString name =
            nameList(nodes(node.column_ref->n_fields, node.column_ref->fields)).value(0);
        if (!name.isEmpty() && !columns.contains(name))
            columns += name;
    });
    return columns;
}

/// What tells two constraints of one role and the same columns apart.
QString definitionOf(const PgQuery__Constraint &constraint)
{
    QString text = canonicalText(constraint.raw_expr) + canonicalText(constraint.where_clause);
    if (constraint.contype == PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN) {
        text += relationName(*constraint.pktable);
        // Referenced columns may be left out when they are the primary key.
        for (const char *action : {constraint.fk_upd_action, constraint.fk_del_action})
            text += u'/' + (textOf(action).isEmpty() ? u"a"_s : textOf(action));
    }
    return text + (constraint.deferrable ? u" deferrable"_s : QString());
}

/// What the server calls an expression in an index; "expr" for most.
QString nameOfExpression(const PgNode *expression)
{
    if (!expression)
        return {};
    switch (expression->node_case) {
    case PG_QUERY__NODE__NODE_COLUMN_REF:
        return nameList(nodes(expression->column_ref->n_fields, expression->column_ref->fields))
            .value(0);
    case PG_QUERY__NODE__NODE_FUNC_CALL:
        return calledFunction(*expression).section(u'.', -1);
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
        return u"coalesce"_s;
    case PG_QUERY__NODE__NODE_COLLATE_CLAUSE:
        return nameOfExpression(expression->collate_clause->arg);
    case PG_QUERY__NODE__NODE_TYPE_CAST: {
        const PgQuery__TypeCast &cast = *expression->type_cast;
        const QString inner = nameOfExpression(cast.arg);
        return inner.isEmpty() && cast.type_name
                   ? nameList(nodes(cast.type_name->n_names, cast.type_name->names)).last()
                   : inner;
    }
    default:
        return {};
    }
}

/// Adds the name of one more part of an index, with a number where it is there already.
void addIndexName(QStringList &names, const PgQuery__IndexElem &element)
{
    QString name = hasText(element.name) ? textOf(element.name) : nameOfExpression(element.expr);
    if (name.isEmpty())
        name = u"expr"_s;
    QString free = name;
    for (int number = 1; names.contains(free); ++number)
        free = name + QString::number(number);
    names += free;
}

CatalogObject columnObject(const PgQuery__ColumnDef &column)
{
    CatalogObject object;
    const QString type = column.type_name ? typeText(*column.type_name) : QString();
    const QString integer = integerOfSerial(type);
    object.facts.emplace(Fact::Type, integer.isEmpty() ? type : integer);
    object.facts.emplace(Fact::Nullable, integer.isEmpty() ? u"yes"_s : u"no"_s);
    // The name of a serial's sequence is the server's choice.
    if (integer.isEmpty())
        object.facts.emplace(Fact::Default, QString());
    for (const PgNode *node : nodes(column.n_constraints, column.constraints)) {
        const PgQuery__Constraint &constraint = *node->constraint;
        switch (constraint.contype) {
        case PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL:
        case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY:
            object.facts[Fact::Nullable] = u"no"_s;
            break;
        case PG_QUERY__CONSTR_TYPE__CONSTR_IDENTITY:
            object.facts[Fact::Nullable] = u"no"_s;
            object.facts.erase(Fact::Default);
            break;
        case PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT:
            object.facts[Fact::Default] = canonicalText(constraint.raw_expr);
            break;
        case PG_QUERY__CONSTR_TYPE__CONSTR_GENERATED:
            object.facts[Fact::Default] = u"generated "_s + canonicalText(constraint.raw_expr);
            break;
        default:
            break;
        }
    }
    return object;
}

} // namespace

QString PostgresSimulator::freeName(const QString &table, const QStringList &columns,
                                    const QString &label) const
{
    const QString plainTable = table.section(u'.', -1);
    const QString joined = columns.join(u'_');
    QString name = madeName(plainTable, joined, label);
    const QString schema = table.left(table.lastIndexOf(u'.') + 1);
    for (int number = 1; m_catalog.find({CatalogKind::Constraint, table, name}) ||
                         m_catalog.find({CatalogKind::Index, {}, schema + name});
         ++number)
        name = madeName(plainTable, joined, label + QString::number(number));
    return name;
}

void PostgresSimulator::addConstraint(const QString &table, const PgQuery__Constraint &constraint,
                                      const QStringList &columns)
{
    const QString role = roleOf(constraint.contype);
    if (role.isEmpty())
        return;
    QStringList own = columns;
    if (constraint.contype == PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN && constraint.n_fk_attrs > 0)
        own = nameList(nodes(constraint.n_fk_attrs, constraint.fk_attrs));
    else if (constraint.n_keys > 0)
        own = nameList(nodes(constraint.n_keys, constraint.keys));
    else if (constraint.contype == PG_QUERY__CONSTR_TYPE__CONSTR_CHECK)
        own = columnsIn(constraint.raw_expr);
    const bool primary = role == u"primary key";
    QStringList inName = own;
    for (const PgNode *node : nodes(constraint.n_exclusions, constraint.exclusions)) {
        if (node->node_case != PG_QUERY__NODE__NODE_LIST || node->list->n_items == 0)
            continue;
        const PgQuery__IndexElem &element = *node->list->items[0]->index_elem;
        addIndexName(inName, element);
        own += hasText(element.name) ? QStringList(textOf(element.name)) : columnsIn(element.expr);
    }
    if (role == u"unique")
        inName += nameList(nodes(constraint.n_including, constraint.including));
    if (primary || (role == u"check" && own.size() != 1))
        inName.clear();
    QString name = textOf(constraint.conname);
    if (name.isEmpty())
        name = freeName(table, inName, labelOf(role));
    CatalogObject object;
    object.facts.emplace(Fact::Role, role);
    object.facts.emplace(Fact::Columns, own.join(columnSeparator));
    object.facts.emplace(Fact::Definition, definitionOf(constraint));
    object.facts.emplace(Fact::Valid, constraint.skip_validation ? u"no"_s : u"yes"_s);
    if (constraint.pktable)
        object.facts.emplace(Fact::Uses, relationName(*constraint.pktable));
    add({CatalogKind::Constraint, table, name}, std::move(object), constraint.location);
    if (!primary)
        return;
    for (const QString &column : std::as_const(own)) {
        const CatalogKey key{CatalogKind::Column, table, column};
        const CatalogObject *known = m_catalog.find(key);
        if (known && known->fact(Fact::Nullable) == u"yes") {
            change(key, {{Fact::Nullable, u"no"_s}}, constraint.location);
            m_effects.back().implied = true;
        }
    }
}

void PostgresSimulator::columnConstraints(const QString &table, const PgQuery__ColumnDef &column)
{
    for (const PgNode *node : nodes(column.n_constraints, column.constraints))
        addConstraint(table, *node->constraint, {textOf(column.colname)});
}

void PostgresSimulator::addColumn(const QString &table, const PgQuery__ColumnDef &column,
                                  bool guarded)
{
    const CatalogKey key{CatalogKind::Column, table, textOf(column.colname)};
    if (guarded && m_catalog.find(key))
        return;
    add(key, columnObject(column), column.location, guarded);
    columnConstraints(table, column);
}

void PostgresSimulator::createTable(const PgQuery__CreateStmt &create)
{
    const QString table = relationName(*create.relation);
    const CatalogKey key{CatalogKind::Table, {}, table};
    if (create.if_not_exists && m_catalog.find(key))
        return;
    CatalogObject object;
    const bool like = std::ranges::any_of(
        nodes(create.n_table_elts, create.table_elts), [](const PgNode *element) {
            return element->node_case == PG_QUERY__NODE__NODE_TABLE_LIKE_CLAUSE;
        });
    if (create.n_inh_relations > 0 || create.of_typename || like)
        object.facts.emplace(Fact::Opaque, u"yes"_s);
    add(key, std::move(object), create.relation->location, create.if_not_exists);
    const size_t first = m_effects.size();
    for (const PgNode *element : nodes(create.n_table_elts, create.table_elts)) {
        if (element->node_case == PG_QUERY__NODE__NODE_COLUMN_DEF)
            add({CatalogKind::Column, table, textOf(element->column_def->colname)},
                columnObject(*element->column_def), element->column_def->location);
    }
    // The server names the primary key first, then the others in their order.
    for (const PgNode *element : nodes(create.n_table_elts, create.table_elts)) {
        if (element->node_case == PG_QUERY__NODE__NODE_COLUMN_DEF)
            columnConstraints(table, *element->column_def);
        else if (element->node_case == PG_QUERY__NODE__NODE_CONSTRAINT)
            addConstraint(table, *element->constraint, {});
    }
    for (size_t i = first; i < m_effects.size(); ++i)
        m_effects[i].implied = true;
}

void PostgresSimulator::createTableAs(const PgQuery__CreateTableAsStmt &create)
{
    const QString name = relationName(*create.into->rel);
    if (create.objtype == PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW) {
        createView(name, create.query, false, create.into->rel->location);
        return;
    }
    CatalogObject object;
    object.facts.emplace(Fact::Opaque, u"yes"_s);
    add({CatalogKind::Table, {}, name}, std::move(object), create.into->rel->location,
        create.if_not_exists);
}

void PostgresSimulator::createIndex(const PgQuery__IndexStmt &index)
{
    const QString table = relationName(*index.relation);
    QStringList columns;
    QStringList inName;
    QString definition = index.unique ? u"unique "_s : QString();
    definition += textOf(index.access_method).isEmpty() ? u"btree"_s : textOf(index.access_method);
    for (const PgNode *node : nodes(index.n_index_params, index.index_params)) {
        const PgQuery__IndexElem &element = *node->index_elem;
        const QString column = textOf(element.name);
        columns += column.isEmpty() ? columnsIn(element.expr) : QStringList(column);
        addIndexName(inName, element);
        PgQuery__IndexElem plain = element;
        // ASC NULLS LAST is what an index does by itself.
        if (plain.ordering == PG_QUERY__SORT_BY_DIR__SORTBY_ASC)
            plain.ordering = PG_QUERY__SORT_BY_DIR__SORTBY_DEFAULT;
        if (plain.ordering == PG_QUERY__SORT_BY_DIR__SORTBY_DEFAULT &&
            plain.nulls_ordering == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_LAST)
            plain.nulls_ordering = PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_DEFAULT;
        definition += canonicalText(plain.base);
    }
    for (const PgNode *node : nodes(index.n_index_including_params, index.index_including_params)) {
        definition += u"include "_s + canonicalText(node);
        columns += textOf(node->index_elem->name);
        addIndexName(inName, *node->index_elem);
    }
    definition += u"where "_s + canonicalText(index.where_clause);
    QString name = textOf(index.idxname);
    if (name.isEmpty())
        name = freeName(table, inName, u"idx"_s);
    if (table.contains(u'.'))
        name = table.section(u'.', 0, -2) + u'.' + name;
    CatalogObject object;
    object.facts.emplace(Fact::Table, table);
    object.facts.emplace(Fact::Columns,
                         (columns + columnsIn(index.where_clause)).join(columnSeparator));
    object.facts.emplace(Fact::Definition, definition);
    if (index.unique)
        object.facts.emplace(Fact::Role, u"unique"_s);
    add({CatalogKind::Index, {}, name}, std::move(object), index.relation->location,
        index.if_not_exists);
}

void PostgresSimulator::dropConstraint(const QString &table, const QString &name, int offset,
                                       bool guarded)
{
    remove({CatalogKind::Constraint, table, name}, offset, guarded);
}

void PostgresSimulator::dropColumn(const QString &table, const QString &column, int offset,
                                   bool guarded, bool cascade)
{
    if (!remove({CatalogKind::Column, table, column}, offset, guarded))
        return;
    const size_t first = m_effects.size();
    bool wasKey = false;
    for (const CatalogKey &key : m_catalog.childrenOf(table, CatalogKind::Constraint)) {
        const CatalogObject constraint = *m_catalog.find(key);
        if (!constraint.columns().contains(column))
            continue;
        const QString role = constraint.fact(Fact::Role);
        wasKey |= role == u"primary key" || role == u"unique";
        remove(key, offset, false);
    }
    for (const CatalogKind kind : {CatalogKind::Index, CatalogKind::Sequence}) {
        for (const CatalogKey &key : m_catalog.ownedBy(table, kind)) {
            if (m_catalog.find(key)->columns().contains(column))
                remove(key, offset, false);
        }
    }
    if (cascade && wasKey) {
        // Foreign keys of others to it: which column they mean is not always written.
        for (const CatalogKey &key : m_catalog.having(CatalogKind::Constraint, Fact::Uses, table))
            m_catalog.put(key, {});
    }
    for (size_t i = first; i < m_effects.size(); ++i)
        m_effects[i].implied = true;
}

} // namespace tidemark
