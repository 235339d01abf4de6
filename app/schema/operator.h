// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/values.h"

namespace tidemark {

struct Operator
{
    QString schema;
    QString name;
    QString left; ///< empty: prefix
    QString right;
    QString function;
    QString result;
    QString commutator;
    QString negator;
    QString restrict;
    QString join;
    bool hashes = false;
    bool merges = false;
    QString owner;
    QString comment;

    bool operator==(const Operator &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("schema", &Operator::schema), property("name", &Operator::name),
                          property("left", &Operator::left), property("right", &Operator::right)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("function", &Operator::function),
                          property("result", &Operator::result),
                          property("commutator", &Operator::commutator),
                          property("negator", &Operator::negator),
                          property("restrict", &Operator::restrict),
                          property("join", &Operator::join),
                          property("hashes", &Operator::hashes),
                          property("merges", &Operator::merges),
                          property("owner", &Operator::owner, Aspect::Owner),
                          property("comment", &Operator::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("operator"); }
    QString identity() const;
};

struct OperatorFamily
{
    QString schema;
    QString name;
    QString method;
    QStringList
        members; ///< those that belong to no class of it: "OPERATOR 1 =(integer, bigint)"; sorted
    QString owner;
    QString comment;

    bool operator==(const OperatorFamily &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("schema", &OperatorFamily::schema),
                          property("name", &OperatorFamily::name),
                          property("method", &OperatorFamily::method)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("members", &OperatorFamily::members),
                          property("owner", &OperatorFamily::owner, Aspect::Owner),
                          property("comment", &OperatorFamily::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("operator family"); }
    QString identity() const;
};

struct OperatorClass
{
    QString schema;
    QString name;
    QString method;
    QString type;
    bool isDefault = false;
    QString family;
    QString storage;     ///< where it is not the type
    QStringList members; ///< sorted
    QString owner;
    QString comment;

    bool operator==(const OperatorClass &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("schema", &OperatorClass::schema),
                          property("name", &OperatorClass::name),
                          property("method", &OperatorClass::method)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("type", &OperatorClass::type),
                          property("default", &OperatorClass::isDefault),
                          property("family", &OperatorClass::family),
                          property("storage", &OperatorClass::storage),
                          property("members", &OperatorClass::members),
                          property("owner", &OperatorClass::owner, Aspect::Owner),
                          property("comment", &OperatorClass::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("operator class"); }
    QString identity() const;
};

struct Cast
{
    QString source;
    QString target;
    QString method; ///< function, binary, inout
    QString function;
    QString context; ///< implicit, assignment, explicit
    QString comment;

    bool operator==(const Cast &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("source", &Cast::source), property("target", &Cast::target)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("method", &Cast::method), property("function", &Cast::function),
                          property("context", &Cast::context),
                          property("comment", &Cast::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("cast"); }
    QString identity() const;
};
} // namespace tidemark
