// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <pg_query/pg_query.pb-c.h>

#include <functional>
#include <memory>
#include <memory_resource>
#include <optional>
#include <span>

namespace tidemark {

using PgNode = PgQuery__Node;

struct PostgresSyntaxError
{
    QString message;      ///< the server's own words
    qsizetype offset = 0; ///< bytes
};

/// One statement as PostgreSQL's own parser reads it. The structures are those that libpg_query's
/// protobuf description generates (pg_query.proto has their documentation by the name of the
/// server's parse nodes); they stay where they are until the tree goes.
class PostgresTree
{
public:
    /// The first statement of `sql`, without a way over text: some 10 µs. Any thread.
    static PostgresTree parse(const QByteArray &sql);

    const PgNode *node() const { return m_node; } ///< nullptr after an error
    const std::optional<PostgresSyntaxError> &error() const { return m_error; }

private:
    std::unique_ptr<std::pmr::monotonic_buffer_resource> m_memory;
    const PgNode *m_node = nullptr;
    std::optional<PostgresSyntaxError> m_error;
};

/// The elements of a list in the tree: nodes(statement->n_cmds, statement->cmds).
inline std::span<PgNode *const> nodes(size_t count, PgNode *const *list)
{
    return {list, count};
}

/// Every node below `message` and itself, parents first.
void visitNodes(const ProtobufCMessage &message, const std::function<void(const PgNode &)> &visit);

/// Two trees that mean the same give the same text; where they stand in their scripts does not
/// count. For comparing only.
QString canonicalText(const ProtobufCMessage &message);
QString canonicalText(const PgNode *node); ///< empty for none

/// A text of the tree: what the script does not say is empty there, and nullptr never.
inline bool hasText(const char *text)
{
    return text && *text != '\0';
}
inline QString textOf(const char *text)
{
    return text ? QString::fromUtf8(text) : QString();
}

/// "a.b" of a list of names, "public." and "pg_catalog." left out.
QString joinedName(std::span<PgNode *const> names);
/// The names of a list one by one.
QStringList nameList(std::span<PgNode *const> names);
QString relationName(const PgQuery__RangeVar &relation);
/// As format_type() spells it: "integer", "character varying(20)", "text[]".
QString typeText(const PgQuery__TypeName &type);
/// The same for the identity of a function, in which lengths and precisions do not count.
QString argumentTypeText(const PgQuery__TypeName &type);
/// The name that an object of DROP, COMMENT or ALTER has: a list, a type, or one with arguments.
QString objectName(const PgNode &object);
/// "f(integer, text)".
QString functionName(const PgQuery__ObjectWithArgs &function);

/// The function that is called, without its schema where that is pg_catalog or public; empty for
/// anything but a call.
QString calledFunction(const PgNode &node);

} // namespace tidemark
