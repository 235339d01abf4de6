// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/constraint.h"

namespace tidemark {

enum class IdentityKind { None, Always, ByDefault };
template <>
inline constexpr std::array<std::string_view, 3> enumNames<IdentityKind>{"none", "always",
                                                                         "by default"};

enum class GeneratedKind { None, Stored, Virtual };
template <>
inline constexpr std::array<std::string_view, 3> enumNames<GeneratedKind>{"none", "stored",
                                                                          "virtual"};

/// A column of a table, view or foreign table. Its position is its place in the vector.
struct Column
{
    QString name;
    QString type;      ///< with modifiers, qualified unless in pg_catalog; SQLite: as declared
    QString collation; ///< where it is not the type's own: qualified; SQLite: its name
    bool notNull = false;
    QString defaultValue; ///< deparsed; empty: none
    IdentityKind identityKind = IdentityKind::None;
    GeneratedKind generated = GeneratedKind::None;
    QString generatedAs;        ///< deparsed
    QString storage;            ///< plain, external, extended, main where it is not the type's own
    QString compression;        ///< pglz, lz4 where set
    int statistics = -1;        ///< -1: the default
    QStringList options;        ///< n_distinct=...
    QStringList foreignOptions; ///< of a foreign table's column
    bool local = true;          ///< defined here, not only inherited
    int inheritCount = 0;
    bool hidden = false; ///< SQLite: of a virtual table
    QString onConflict;  ///< SQLite: of NOT NULL: ON CONFLICT's word, upper case, or empty
    Acl grants;
    QString comment;

    bool operator==(const Column &) const = default;
    static constexpr auto key() { return std::tuple{property("name", &Column::name)}; }
    static constexpr auto properties()
    {
        return std::tuple{property("type", &Column::type),
                          property("collation", &Column::collation),
                          property("not null", &Column::notNull),
                          property("default", &Column::defaultValue),
                          property("identity", &Column::identityKind),
                          property("generated", &Column::generated),
                          property("generated as", &Column::generatedAs),
                          property("storage", &Column::storage, Aspect::Storage),
                          property("compression", &Column::compression, Aspect::Storage),
                          property("statistics", &Column::statistics, Aspect::Storage),
                          property("options", &Column::options, Aspect::Storage),
                          property("foreign options", &Column::foreignOptions),
                          property("local", &Column::local),
                          property("inherit count", &Column::inheritCount),
                          property("hidden", &Column::hidden),
                          property("on conflict", &Column::onConflict),
                          property("grants", &Column::grants, Aspect::Grants),
                          property("comment", &Column::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("column"); }
    QString identity() const { return name; }
    /// As in CREATE TABLE, without the name: "integer NOT NULL DEFAULT 0".
    QString definition() const;
};

struct Trigger
{
    QString name;
    QString definition; ///< CREATE TRIGGER ..., the server's words; SQLite: as written
    FiringState state = FiringState::Enabled;
    bool inherited = false; ///< cloned from the partitioned parent's
    QString comment;

    bool operator==(const Trigger &) const = default;
    static constexpr auto key() { return std::tuple{property("name", &Trigger::name)}; }
    static constexpr auto properties()
    {
        return std::tuple{property("definition", &Trigger::definition),
                          property("state", &Trigger::state, Aspect::State),
                          property("inherited", &Trigger::inherited),
                          property("comment", &Trigger::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("trigger"); }
    QString identity() const { return name; }
};

struct Rule
{
    QString name;
    QString
        definition; ///< CREATE RULE ..., the server's words; a view's own query is not a rule here
    FiringState state = FiringState::Enabled;
    QString comment;

    bool operator==(const Rule &) const = default;
    static constexpr auto key() { return std::tuple{property("name", &Rule::name)}; }
    static constexpr auto properties()
    {
        return std::tuple{property("definition", &Rule::definition),
                          property("state", &Rule::state, Aspect::State),
                          property("comment", &Rule::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("rule"); }
    QString identity() const { return name; }
};

/// A row security policy.
struct Policy
{
    QString name;
    QString command; ///< ALL, SELECT, INSERT, UPDATE, DELETE
    bool permissive = true;
    QStringList roles; ///< sorted; "PUBLIC" for everybody
    QString usingExpression;
    QString checkExpression;
    QString comment;

    bool operator==(const Policy &) const = default;
    static constexpr auto key() { return std::tuple{property("name", &Policy::name)}; }
    static constexpr auto properties()
    {
        return std::tuple{property("command", &Policy::command),
                          property("permissive", &Policy::permissive),
                          property("roles", &Policy::roles),
                          property("using", &Policy::usingExpression),
                          property("with check", &Policy::checkExpression),
                          property("comment", &Policy::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("policy"); }
    QString identity() const { return name; }
};

/// CREATE STATISTICS; it has a schema of its own.
struct ExtendedStatistics
{
    QString schema;
    QString name;
    QStringList kinds; ///< ndistinct, dependencies, mcv; sorted
    QStringList columns;
    QStringList expressions;
    int target = -1;
    QString owner;
    QString comment;

    bool operator==(const ExtendedStatistics &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("schema", &ExtendedStatistics::schema),
                          property("name", &ExtendedStatistics::name)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("kinds", &ExtendedStatistics::kinds),
                          property("columns", &ExtendedStatistics::columns),
                          property("expressions", &ExtendedStatistics::expressions),
                          property("target", &ExtendedStatistics::target, Aspect::Storage),
                          property("owner", &ExtendedStatistics::owner, Aspect::Owner),
                          property("comment", &ExtendedStatistics::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("statistics"); }
    QString identity() const;
};

enum class RelationKind {
    Table,
    PartitionedTable,
    View,
    MaterializedView,
    ForeignTable,
    VirtualTable, ///< SQLite
};
template <>
inline constexpr std::array<std::string_view, 6> enumNames<RelationKind>{
    "table", "partitioned table", "view", "materialized view", "foreign table", "virtual table"};

/// What has columns and a name in a schema. Sequences and composite types are kinds of their own.
struct Relation
{
    QString schema; ///< SQLite: empty
    QString name;
    RelationKind type = RelationKind::Table;
    Persistence persistence = Persistence::Permanent;
    QString definition;   ///< a view's query as the server deparses it; SQLite: a view's or virtual
                          ///< table's text
    QString ofType;       ///< CREATE TABLE ... OF
    QStringList inherits; ///< parents in their order, qualified; not for partitions
    QString partitionKey; ///< "RANGE (at)"
    QString partitionOf;  ///< the parent, qualified
    QString partitionBound; ///< "FOR VALUES FROM (1) TO (2)"
    QString accessMethod;   ///< where it is not heap
    QStringList
        options; ///< "fillfactor=70", "toast.autovacuum_enabled=off", "security_barrier=true"
    QString tablespace;
    QString replicaIdentity; ///< nothing, full, index; empty is the default
    bool rowSecurity = false;
    bool forceRowSecurity = false;
    bool populated = true; ///< materialized views
    QString foreignServer;
    QStringList foreignOptions;
    bool strict = false;        ///< SQLite
    bool withoutRowid = false;  ///< SQLite
    bool autoincrement = false; ///< SQLite
    QString module;             ///< SQLite: of a virtual table
    QString owner;
    Acl grants;
    QString comment;
    std::vector<Column> columns;
    std::vector<Constraint> constraints;
    std::vector<Index> indexes; ///< without those behind constraints
    std::vector<Trigger> triggers;
    std::vector<Rule> rules;
    std::vector<Policy> policies;
    std::vector<ExtendedStatistics> statistics;

    bool operator==(const Relation &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("schema", &Relation::schema), property("name", &Relation::name),
                          property("type", &Relation::type)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("persistence", &Relation::persistence),
                          property("definition", &Relation::definition),
                          property("of type", &Relation::ofType),
                          property("inherits", &Relation::inherits),
                          property("partition key", &Relation::partitionKey),
                          property("partition of", &Relation::partitionOf),
                          property("partition bound", &Relation::partitionBound),
                          property("access method", &Relation::accessMethod, Aspect::Storage),
                          property("options", &Relation::options),
                          property("tablespace", &Relation::tablespace, Aspect::Storage),
                          property("replica identity", &Relation::replicaIdentity),
                          property("row security", &Relation::rowSecurity),
                          property("force row security", &Relation::forceRowSecurity),
                          property("populated", &Relation::populated, Aspect::State),
                          property("foreign server", &Relation::foreignServer),
                          property("foreign options", &Relation::foreignOptions),
                          property("strict", &Relation::strict),
                          property("without rowid", &Relation::withoutRowid),
                          property("autoincrement", &Relation::autoincrement),
                          property("module", &Relation::module),
                          property("owner", &Relation::owner, Aspect::Owner),
                          property("grants", &Relation::grants, Aspect::Grants),
                          property("comment", &Relation::comment, Aspect::Comment)};
    }
    static constexpr auto children()
    {
        return std::tuple{tidemark::children("columns", &Relation::columns, true),
                          tidemark::children("constraints", &Relation::constraints),
                          tidemark::children("indexes", &Relation::indexes),
                          tidemark::children("triggers", &Relation::triggers),
                          tidemark::children("rules", &Relation::rules),
                          tidemark::children("policies", &Relation::policies),
                          tidemark::children("statistics", &Relation::statistics)};
    }
    QString kind() const { return toText(type); }
    QString identity() const;

    bool hasRows() const
    {
        return type == RelationKind::Table || type == RelationKind::MaterializedView;
    }
    /// Null where there is none.
    const Column *column(QStringView columnName) const;
    const Constraint *primaryKey() const;
};

} // namespace tidemark
