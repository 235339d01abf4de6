// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/constraint.h"

namespace tidemark {

struct EnumType
{
    QString schema;
    QString name;
    QStringList labels; ///< in their sort order
    QString owner;
    Acl grants;
    QString comment;

    bool operator==(const EnumType &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("schema", &EnumType::schema), property("name", &EnumType::name)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("labels", &EnumType::labels),
                          property("owner", &EnumType::owner, Aspect::Owner),
                          property("grants", &EnumType::grants, Aspect::Grants),
                          property("comment", &EnumType::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("enum"); }
    QString identity() const;
};

struct CompositeAttribute
{
    QString name;
    QString type;
    QString collation;
    QString comment;

    bool operator==(const CompositeAttribute &) const = default;
    static constexpr auto key() { return std::tuple{property("name", &CompositeAttribute::name)}; }
    static constexpr auto properties()
    {
        return std::tuple{property("type", &CompositeAttribute::type),
                          property("collation", &CompositeAttribute::collation),
                          property("comment", &CompositeAttribute::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("attribute"); }
    QString identity() const { return name; }
};

struct CompositeType
{
    QString schema;
    QString name;
    QString owner;
    Acl grants;
    QString comment;
    std::vector<CompositeAttribute> attributes;

    bool operator==(const CompositeType &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("schema", &CompositeType::schema),
                          property("name", &CompositeType::name)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("owner", &CompositeType::owner, Aspect::Owner),
                          property("grants", &CompositeType::grants, Aspect::Grants),
                          property("comment", &CompositeType::comment, Aspect::Comment)};
    }
    static constexpr auto children()
    {
        return std::tuple{tidemark::children("attributes", &CompositeType::attributes, true)};
    }
    QString kind() const { return QStringLiteral("composite type"); }
    QString identity() const;
};

struct DomainType
{
    QString schema;
    QString name;
    QString baseType;
    QString collation;
    bool notNull = false;
    QString defaultValue;
    QString owner;
    Acl grants;
    QString comment;
    std::vector<Constraint> constraints;

    bool operator==(const DomainType &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("schema", &DomainType::schema),
                          property("name", &DomainType::name)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("base type", &DomainType::baseType),
                          property("collation", &DomainType::collation),
                          property("not null", &DomainType::notNull),
                          property("default", &DomainType::defaultValue),
                          property("owner", &DomainType::owner, Aspect::Owner),
                          property("grants", &DomainType::grants, Aspect::Grants),
                          property("comment", &DomainType::comment, Aspect::Comment)};
    }
    static constexpr auto children()
    {
        return std::tuple{tidemark::children("constraints", &DomainType::constraints)};
    }
    QString kind() const { return QStringLiteral("domain"); }
    QString identity() const;
};

struct RangeType
{
    QString schema;
    QString name;
    QString subtype;
    QString opclass; ///< where it is not the subtype's default
    QString collation;
    QString canonical;
    QString subtypeDiff;
    QString multirange; ///< qualified name of the multirange type; empty before PostgreSQL 14
    QString owner;
    Acl grants;
    QString comment;

    bool operator==(const RangeType &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("schema", &RangeType::schema),
                          property("name", &RangeType::name)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("subtype", &RangeType::subtype),
                          property("opclass", &RangeType::opclass),
                          property("collation", &RangeType::collation),
                          property("canonical", &RangeType::canonical),
                          property("subtype diff", &RangeType::subtypeDiff),
                          property("multirange", &RangeType::multirange),
                          property("owner", &RangeType::owner, Aspect::Owner),
                          property("grants", &RangeType::grants, Aspect::Grants),
                          property("comment", &RangeType::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("range type"); }
    QString identity() const;
};

/// A type made of C functions.
struct BaseType
{
    QString schema;
    QString name;
    bool defined = true; ///< false: a shell that only has a name
    QString input;
    QString output;
    QString receive;
    QString send;
    QString modifierInput;
    QString modifierOutput;
    QString analyze;
    QString subscript;
    int length = 0; ///< bytes; -1 variable, -2 a C string
    bool byValue = false;
    QString alignment;
    QString storage;
    QString category;
    bool preferred = false;
    QString defaultValue;
    QString element;
    QString delimiter;
    bool collatable = false;
    QString owner;
    Acl grants;
    QString comment;

    bool operator==(const BaseType &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("schema", &BaseType::schema), property("name", &BaseType::name)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("defined", &BaseType::defined),
                          property("input", &BaseType::input),
                          property("output", &BaseType::output),
                          property("receive", &BaseType::receive),
                          property("send", &BaseType::send),
                          property("modifier input", &BaseType::modifierInput),
                          property("modifier output", &BaseType::modifierOutput),
                          property("analyze", &BaseType::analyze),
                          property("subscript", &BaseType::subscript),
                          property("length", &BaseType::length),
                          property("by value", &BaseType::byValue),
                          property("alignment", &BaseType::alignment),
                          property("storage", &BaseType::storage),
                          property("category", &BaseType::category),
                          property("preferred", &BaseType::preferred),
                          property("default", &BaseType::defaultValue),
                          property("element", &BaseType::element),
                          property("delimiter", &BaseType::delimiter),
                          property("collatable", &BaseType::collatable),
                          property("owner", &BaseType::owner, Aspect::Owner),
                          property("grants", &BaseType::grants, Aspect::Grants),
                          property("comment", &BaseType::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("base type"); }
    QString identity() const;
};
} // namespace tidemark
