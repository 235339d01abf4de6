// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/database.h"
#include "schema/foreign.h"
#include "schema/notcompared.h"
#include "schema/operator.h"
#include "schema/relation.h"
#include "schema/routine.h"
#include "schema/textsearch.h"
#include "schema/types.h"
#include "sql/dialect.h"

#include <algorithm>
#include <memory>

namespace tidemark {

template <>
inline constexpr std::array<std::string_view, 2> enumNames<Engine>{"postgresql", "sqlite"};

/// Objects of one kind, sorted by their key.
template <typename T>
using Objects = std::vector<Shared<T>>;

/// A database's schema as a value: all that defines it, no rows, no sequence values.
///
/// What belongs to an extension is left out, the extension with its version is there. Texts that
/// the server deparses are made with an empty search_path, so every name in them is qualified
/// unless it is in pg_catalog. On SQLite names are as written; they compare case-insensitively
/// (foldName).
struct Schema
{
    Engine engine = Engine::PostgreSql;
    Objects<Namespace> namespaces; ///< without pg_* and information_schema
    Objects<Extension> extensions;
    Objects<Relation> relations;
    Objects<Sequence> sequences;
    Objects<EnumType> enums;
    Objects<CompositeType> composites;
    Objects<DomainType> domains;
    Objects<RangeType> ranges;
    Objects<BaseType> baseTypes;
    Objects<Routine> routines;
    Objects<Aggregate> aggregates;
    Objects<Operator> operators;
    Objects<OperatorFamily> operatorFamilies;
    Objects<OperatorClass> operatorClasses;
    Objects<Cast> casts;
    Objects<Collation> collations;
    Objects<TextSearchParser> textSearchParsers;
    Objects<TextSearchTemplate> textSearchTemplates;
    Objects<TextSearchDictionary> textSearchDictionaries;
    Objects<TextSearchConfiguration> textSearchConfigurations;
    Objects<ForeignDataWrapper> foreignDataWrappers;
    Objects<ForeignServer> foreignServers;
    Objects<UserMapping> userMappings;
    Objects<Language> languages;
    Objects<EventTrigger> eventTriggers;
    Objects<Publication> publications;
    Objects<DefaultPrivilege> defaultPrivileges;
    std::vector<NotCompared> notCompared; ///< kinds that are in the database and not in the model

    bool operator==(const Schema &) const = default;
    static constexpr auto key() { return std::tuple{}; }
    static constexpr auto properties() { return std::tuple{property("engine", &Schema::engine)}; }
    static constexpr auto children()
    {
        return std::tuple{
            tidemark::children("schemas", &Schema::namespaces),
            tidemark::children("extensions", &Schema::extensions),
            tidemark::children("languages", &Schema::languages),
            tidemark::children("enums", &Schema::enums),
            tidemark::children("composite types", &Schema::composites),
            tidemark::children("domains", &Schema::domains),
            tidemark::children("range types", &Schema::ranges),
            tidemark::children("base types", &Schema::baseTypes),
            tidemark::children("collations", &Schema::collations),
            tidemark::children("relations", &Schema::relations),
            tidemark::children("sequences", &Schema::sequences),
            tidemark::children("routines", &Schema::routines),
            tidemark::children("aggregates", &Schema::aggregates),
            tidemark::children("operators", &Schema::operators),
            tidemark::children("operator families", &Schema::operatorFamilies),
            tidemark::children("operator classes", &Schema::operatorClasses),
            tidemark::children("casts", &Schema::casts),
            tidemark::children("text search parsers", &Schema::textSearchParsers),
            tidemark::children("text search templates", &Schema::textSearchTemplates),
            tidemark::children("text search dictionaries", &Schema::textSearchDictionaries),
            tidemark::children("text search configurations", &Schema::textSearchConfigurations),
            tidemark::children("foreign data wrappers", &Schema::foreignDataWrappers),
            tidemark::children("foreign servers", &Schema::foreignServers),
            tidemark::children("user mappings", &Schema::userMappings),
            tidemark::children("event triggers", &Schema::eventTriggers),
            tidemark::children("publications", &Schema::publications),
            tidemark::children("default privileges", &Schema::defaultPrivileges)};
    }

    /// The relation of this name, of whatever kind, or null. A binary search.
    const Relation *relation(QStringView schemaName, QStringView name) const;
};

using SchemaPtr = std::shared_ptr<const Schema>;

/// The order of siblings: their keys' texts, one after the other, by code point.
template <typename T>
bool keyLess(const T &a, const T &b);

/// Sorts by key. Readers call it for each vector that is not ordered by position.
template <typename Element>
void sortByKey(std::vector<Element> &elements);

/// How a name is looked up: as it is, or in lower case (ASCII only, as SQLite does).
QString foldName(const QString &name, Engine engine);

namespace detail {
template <typename T>
int compareKeyPart(const T &a, const T &b)
{
    return a < b ? -1 : (b < a ? 1 : 0);
}
} // namespace detail

template <typename T>
bool keyLess(const T &a, const T &b)
{
    int order = 0;
    std::apply(
        [&](const auto &...part) {
            ((order = order != 0 ? order : detail::compareKeyPart(a.*part.member, b.*part.member)),
             ...);
        },
        T::key());
    return order < 0;
}

template <typename Element>
void sortByKey(std::vector<Element> &elements)
{
    std::stable_sort(elements.begin(), elements.end(), [](const Element &a, const Element &b) {
        return keyLess(valueOf(a), valueOf(b));
    });
}

} // namespace tidemark
