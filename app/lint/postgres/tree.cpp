// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/postgres/tree.h"

#include <QHash>

#include <pg_query.h>

#include <cstddef>
#include <cstring>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

void *allocateIn(void *memory, size_t size)
{
    return static_cast<std::pmr::monotonic_buffer_resource *>(memory)->allocate(
        size, alignof(std::max_align_t));
}

void keepUntilTheEnd(void *, void *) {}

/// The parser counts characters, everything else here bytes.
qsizetype byteOffset(const QByteArray &sql, int character)
{
    qsizetype at = 0;
    for (int left = std::max(character - 1, 0); left > 0 && at < sql.size(); --left) {
        ++at;
        while (at < sql.size() && (static_cast<unsigned char>(sql[at]) & 0xC0) == 0x80)
            ++at;
    }
    return at;
}

/// Calls `visit(message)` for the messages that the fields of `message` hold.
template <typename Visit>
void forEachChild(const ProtobufCMessage &message, const Visit &visit)
{
    const auto *base = reinterpret_cast<const char *>(&message);
    for (unsigned i = 0; i < message.descriptor->n_fields; ++i) {
        const ProtobufCFieldDescriptor &field = message.descriptor->fields[i];
        if (field.type != PROTOBUF_C_TYPE_MESSAGE)
            continue;
        if (field.label == PROTOBUF_C_LABEL_REPEATED) {
            const size_t count = *reinterpret_cast<const size_t *>(base + field.quantifier_offset);
            auto *const *list =
                *reinterpret_cast<ProtobufCMessage *const *const *>(base + field.offset);
            for (size_t n = 0; n < count; ++n)
                visit(field, *list[n]);
            continue;
        }
        const bool other =
            (field.flags & PROTOBUF_C_FIELD_FLAG_ONEOF) != 0 &&
            *reinterpret_cast<const uint32_t *>(base + field.quantifier_offset) != field.id;
        const auto *child = *reinterpret_cast<ProtobufCMessage *const *>(base + field.offset);
        if (!other && child)
            visit(field, *child);
    }
}

void appendScalar(QString &text, const ProtobufCFieldDescriptor &field, const char *at)
{
    switch (field.type) {
    case PROTOBUF_C_TYPE_STRING:
        if (const char *value = *reinterpret_cast<const char *const *>(at); value && *value)
            text += u'"' + QString::fromUtf8(value) + u'"';
        break;
    case PROTOBUF_C_TYPE_BOOL:
        if (*reinterpret_cast<const protobuf_c_boolean *>(at))
            text += QString::fromLatin1(field.name);
        break;
    default:
        if (const auto value = *reinterpret_cast<const int32_t *>(at); value != 0)
            text += QString::fromLatin1(field.name) + QString::number(value);
    }
}

bool isPlace(const char *name)
{
    return std::strcmp(name, "location") == 0 || std::strcmp(name, "stmt_location") == 0 ||
           std::strcmp(name, "stmt_len") == 0;
}

/// 'a'::text and 'a' are the same where a text is wanted: the server adds and drops such casts.
const ProtobufCMessage *withoutCast(const ProtobufCMessage &message)
{
    if (message.descriptor != &pg_query__node__descriptor)
        return &message;
    const auto &node = reinterpret_cast<const PgNode &>(message);
    const bool cast = node.node_case == PG_QUERY__NODE__NODE_TYPE_CAST && node.type_cast->arg &&
                      node.type_cast->arg->node_case == PG_QUERY__NODE__NODE_A_CONST;
    return cast ? &node.type_cast->arg->base : &message;
}

void appendCanonical(QString &text, const ProtobufCMessage &original)
{
    const ProtobufCMessage &message = *withoutCast(original);
    const auto *base = reinterpret_cast<const char *>(&message);
    text += u'(';
    for (unsigned i = 0; i < message.descriptor->n_fields; ++i) {
        const ProtobufCFieldDescriptor &field = message.descriptor->fields[i];
        if (field.type != PROTOBUF_C_TYPE_MESSAGE && field.label != PROTOBUF_C_LABEL_REPEATED &&
            !isPlace(field.name))
            appendScalar(text, field, base + field.offset);
    }
    forEachChild(message,
                 [&](const ProtobufCFieldDescriptor &field, const ProtobufCMessage &child) {
                     text += QLatin1StringView(field.name);
                     appendCanonical(text, child);
                 });
    text += u')';
}

QString plainTypeName(const QString &name)
{
    static const QHash<QString, QString> spelled{
        {u"int2"_s, u"smallint"_s},
        {u"int4"_s, u"integer"_s},
        {u"int8"_s, u"bigint"_s},
        {u"float4"_s, u"real"_s},
        {u"float8"_s, u"double precision"_s},
        {u"bool"_s, u"boolean"_s},
        {u"varchar"_s, u"character varying"_s},
        {u"bpchar"_s, u"character"_s},
        {u"decimal"_s, u"numeric"_s},
        {u"timestamp"_s, u"timestamp without time zone"_s},
        {u"timestamptz"_s, u"timestamp with time zone"_s},
        {u"time"_s, u"time without time zone"_s},
        {u"timetz"_s, u"time with time zone"_s},
        {u"varbit"_s, u"bit varying"_s},
    };
    return spelled.value(name, name);
}

} // namespace

PostgresTree PostgresTree::parse(const QByteArray &sql)
{
    PostgresTree tree;
    PgQueryProtobufParseResult result = pg_query_parse_protobuf(sql.constData());
    if (result.error) {
        tree.m_error = PostgresSyntaxError{QString::fromUtf8(result.error->message),
                                           byteOffset(sql, result.error->cursorpos)};
    } else {
        tree.m_memory =
            std::make_unique<std::pmr::monotonic_buffer_resource>(result.parse_tree.len * 16 + 256);
        ProtobufCAllocator allocator{allocateIn, keepUntilTheEnd, tree.m_memory.get()};
        const PgQuery__ParseResult *parsed = pg_query__parse_result__unpack(
            &allocator, result.parse_tree.len,
            reinterpret_cast<const uint8_t *>(result.parse_tree.data));
        if (parsed && parsed->n_stmts > 0)
            tree.m_node = parsed->stmts[0]->stmt;
    }
    pg_query_free_protobuf_parse_result(result);
    return tree;
}

void visitNodes(const ProtobufCMessage &message, const std::function<void(const PgNode &)> &visit)
{
    if (message.descriptor == &pg_query__node__descriptor)
        visit(reinterpret_cast<const PgNode &>(message));
    forEachChild(message, [&](const ProtobufCFieldDescriptor &, const ProtobufCMessage &child) {
        visitNodes(child, visit);
    });
}

QString canonicalText(const ProtobufCMessage &message)
{
    QString text;
    appendCanonical(text, message);
    return text;
}

QString canonicalText(const PgNode *node)
{
    return node ? canonicalText(node->base) : QString();
}

QStringList nameList(std::span<PgNode *const> names)
{
    QStringList list;
    for (const PgNode *name : names) {
        if (name->node_case == PG_QUERY__NODE__NODE_STRING)
            list += textOf(name->string->sval);
    }
    return list;
}

QString joinedName(std::span<PgNode *const> names)
{
    QStringList list = nameList(names);
    if (list.size() > 1 && (list.first() == u"public" || list.first() == u"pg_catalog"))
        list.removeFirst();
    return list.join(u'.');
}

QString relationName(const PgQuery__RangeVar &relation)
{
    const QString schema = textOf(relation.schemaname);
    const QString name = textOf(relation.relname);
    return schema.isEmpty() || schema == u"public" ? name : schema + u'.' + name;
}

QString typeText(const PgQuery__TypeName &type)
{
    QString text = plainTypeName(joinedName(nodes(type.n_names, type.names)));
    QStringList modifiers;
    for (const PgNode *modifier : nodes(type.n_typmods, type.typmods)) {
        if (modifier->node_case == PG_QUERY__NODE__NODE_A_CONST &&
            modifier->a_const->val_case == PG_QUERY__A__CONST__VAL_IVAL)
            modifiers += QString::number(modifier->a_const->ival->ival);
    }
    // "character" alone is character(1); the parser has written the 1 already.
    if (!modifiers.isEmpty() && !text.startsWith(u"interval")) {
        const qsizetype space = text.startsWith(u"time") ? text.indexOf(u' ') : text.size();
        text.insert(space, u'(' + modifiers.join(u',') + u')');
    }
    return text + u"[]"_s.repeated(static_cast<qsizetype>(type.n_array_bounds));
}

QString argumentTypeText(const PgQuery__TypeName &type)
{
    PgQuery__TypeName plain = type;
    plain.n_typmods = 0;
    return typeText(plain);
}

QString objectName(const PgNode &object)
{
    switch (object.node_case) {
    case PG_QUERY__NODE__NODE_LIST:
        return joinedName(nodes(object.list->n_items, object.list->items));
    case PG_QUERY__NODE__NODE_TYPE_NAME:
        return joinedName(nodes(object.type_name->n_names, object.type_name->names));
    case PG_QUERY__NODE__NODE_STRING:
        return textOf(object.string->sval);
    case PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS:
        return functionName(*object.object_with_args);
    case PG_QUERY__NODE__NODE_RANGE_VAR:
        return relationName(*object.range_var);
    default:
        return {};
    }
}

QString functionName(const PgQuery__ObjectWithArgs &function)
{
    const QString name = joinedName(nodes(function.n_objname, function.objname));
    if (function.args_unspecified)
        return name;
    QStringList types;
    for (const PgNode *argument : nodes(function.n_objargs, function.objargs)) {
        if (argument->node_case == PG_QUERY__NODE__NODE_TYPE_NAME)
            types += argumentTypeText(*argument->type_name);
    }
    return name + u'(' + types.join(u", "_s) + u')';
}

QString calledFunction(const PgNode &node)
{
    if (node.node_case != PG_QUERY__NODE__NODE_FUNC_CALL)
        return {};
    return joinedName(nodes(node.func_call->n_funcname, node.func_call->funcname));
}

} // namespace tidemark
