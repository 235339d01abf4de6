// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/values.h"

namespace tidemark {

/// What PostgreSQL calls a schema.
struct Namespace
{
    QString name;
    QString owner;
    Acl grants;
    QString comment;

    bool operator==(const Namespace &) const = default;
    static constexpr auto key() { return std::tuple{property("name", &Namespace::name)}; }
    static constexpr auto properties()
    {
        return std::tuple{property("owner", &Namespace::owner, Aspect::Owner),
                          property("grants", &Namespace::grants, Aspect::Grants),
                          property("comment", &Namespace::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("schema"); }
    QString identity() const;
};

/// Objects that belong to it are not listed.
struct Extension
{
    QString name;
    QString version;
    QString schema;
    QString comment;

    bool operator==(const Extension &) const = default;
    static constexpr auto key() { return std::tuple{property("name", &Extension::name)}; }
    static constexpr auto properties()
    {
        return std::tuple{property("version", &Extension::version),
                          property("schema", &Extension::schema),
                          property("comment", &Extension::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("extension"); }
    QString identity() const;
};

/// Without its value, which is data.
struct Sequence
{
    QString schema;
    QString name;
    QString type = QStringLiteral("bigint");
    qint64 start = 1;
    qint64 increment = 1;
    qint64 minimum = 1;
    qint64 maximum = 0;
    qint64 cache = 1;
    bool cycle = false;
    Persistence persistence = Persistence::Permanent;
    QString ownedBy;         ///< "public.users.id"
    bool ofIdentity = false; ///< made by an identity column
    QString owner;
    Acl grants;
    QString comment;

    bool operator==(const Sequence &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("schema", &Sequence::schema), property("name", &Sequence::name)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("type", &Sequence::type),
                          property("start", &Sequence::start),
                          property("increment", &Sequence::increment),
                          property("minimum", &Sequence::minimum),
                          property("maximum", &Sequence::maximum),
                          property("cache", &Sequence::cache),
                          property("cycle", &Sequence::cycle),
                          property("persistence", &Sequence::persistence),
                          property("owned by", &Sequence::ownedBy),
                          property("of identity", &Sequence::ofIdentity),
                          property("owner", &Sequence::owner, Aspect::Owner),
                          property("grants", &Sequence::grants, Aspect::Grants),
                          property("comment", &Sequence::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("sequence"); }
    QString identity() const;
};

struct Collation
{
    QString schema;
    QString name;
    QString provider;
    QString collate;
    QString ctype;
    QString locale;
    QString rules;
    bool deterministic = true;
    int encoding = -1;
    QString owner;
    QString comment;

    bool operator==(const Collation &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("schema", &Collation::schema),
                          property("name", &Collation::name)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("provider", &Collation::provider),
                          property("collate", &Collation::collate),
                          property("ctype", &Collation::ctype),
                          property("locale", &Collation::locale),
                          property("rules", &Collation::rules),
                          property("deterministic", &Collation::deterministic),
                          property("encoding", &Collation::encoding),
                          property("owner", &Collation::owner, Aspect::Owner),
                          property("comment", &Collation::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("collation"); }
    QString identity() const;
};

struct Language
{
    QString name;
    bool trusted = false;
    QString handler;
    QString inlineHandler;
    QString validator;
    QString owner;
    Acl grants;
    QString comment;

    bool operator==(const Language &) const = default;
    static constexpr auto key() { return std::tuple{property("name", &Language::name)}; }
    static constexpr auto properties()
    {
        return std::tuple{property("trusted", &Language::trusted),
                          property("handler", &Language::handler),
                          property("inline handler", &Language::inlineHandler),
                          property("validator", &Language::validator),
                          property("owner", &Language::owner, Aspect::Owner),
                          property("grants", &Language::grants, Aspect::Grants),
                          property("comment", &Language::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("language"); }
    QString identity() const;
};

struct EventTrigger
{
    QString name;
    QString event;
    QString function;
    FiringState state = FiringState::Enabled;
    QStringList tags;
    QString owner;
    QString comment;

    bool operator==(const EventTrigger &) const = default;
    static constexpr auto key() { return std::tuple{property("name", &EventTrigger::name)}; }
    static constexpr auto properties()
    {
        return std::tuple{property("event", &EventTrigger::event),
                          property("function", &EventTrigger::function),
                          property("state", &EventTrigger::state, Aspect::State),
                          property("tags", &EventTrigger::tags),
                          property("owner", &EventTrigger::owner, Aspect::Owner),
                          property("comment", &EventTrigger::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("event trigger"); }
    QString identity() const;
};

struct PublicationTable
{
    QString schema;
    QString name;
    QStringList columns; ///< empty: all
    QString filter;

    bool operator==(const PublicationTable &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("schema", &PublicationTable::schema),
                          property("name", &PublicationTable::name)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("columns", &PublicationTable::columns),
                          property("filter", &PublicationTable::filter)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("publication table"); }
    QString identity() const;
};

struct Publication
{
    QString name;
    bool allTables = false;
    QStringList operations; ///< insert, update, delete, truncate
    bool viaRoot = false;
    QString generatedColumns; ///< PostgreSQL 18: none, stored
    QStringList schemas;
    QString owner;
    QString comment;
    std::vector<PublicationTable> tables;

    bool operator==(const Publication &) const = default;
    static constexpr auto key() { return std::tuple{property("name", &Publication::name)}; }
    static constexpr auto properties()
    {
        return std::tuple{property("all tables", &Publication::allTables),
                          property("operations", &Publication::operations),
                          property("via root", &Publication::viaRoot),
                          property("generated columns", &Publication::generatedColumns),
                          property("schemas", &Publication::schemas),
                          property("owner", &Publication::owner, Aspect::Owner),
                          property("comment", &Publication::comment, Aspect::Comment)};
    }
    static constexpr auto children()
    {
        return std::tuple{tidemark::children("tables", &Publication::tables)};
    }
    QString kind() const { return QStringLiteral("publication"); }
    QString identity() const;
};

struct DefaultPrivilege
{
    QString role;
    QString schema;     ///< empty: in all
    QString objectType; ///< tables, sequences, functions, types, schemas, large objects
    Acl grants;

    bool operator==(const DefaultPrivilege &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("role", &DefaultPrivilege::role),
                          property("schema", &DefaultPrivilege::schema),
                          property("object type", &DefaultPrivilege::objectType)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("grants", &DefaultPrivilege::grants, Aspect::Grants)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("default privileges"); }
    QString identity() const;
};
} // namespace tidemark
