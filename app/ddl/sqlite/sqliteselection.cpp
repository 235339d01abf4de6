// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/sqlite/sqliteselection.h"

#include "ddl/sqlite/sqlitechanges.h"
#include "diff/pairing.h"
#include "diff/wording.h"
#include "schema/siblings.h"

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace tidemark::sqlite {

namespace {

/// Every object that the schema has, by the words of a difference.
std::set<ObjectId> objectsOf(const Schema &schema)
{
    std::set<ObjectId> found;
    for (const auto &relation : schema.relations) {
        const wording::Parent self{relation->identity(), relation->schema};
        found.insert({wording::kindOf(*relation), self.object});
        const auto each = [&](const auto &list) {
            for (const auto &one : list)
                found.insert({wording::kindOf(one), wording::objectName(one, self)});
        };
        each(relation->columns);
        each(relation->constraints);
        each(relation->indexes);
        each(relation->triggers);
    }
    return found;
}

/// The chosen ones, and what has to come or go with them.
std::set<ObjectId> closure(const Schema &from, const Dependencies &dependencies,
                           const SchemaState &to, const std::vector<ObjectId> &only)
{
    const std::set<ObjectId> before = objectsOf(from);
    const std::set<ObjectId> after = objectsOf(*to.schema);
    std::set<ObjectId> chosen(only.begin(), only.end());
    size_t count = 0;
    while (count != chosen.size()) {
        count = chosen.size();
        for (const Dependency &one : to.dependencies) {
            if (chosen.contains(one.dependant) && !before.contains(one.on))
                chosen.insert(one.on);
        }
        for (const Dependency &one : dependencies) {
            if (chosen.contains(one.on) && !after.contains(one.on) &&
                !after.contains(one.dependant))
                chosen.insert(one.dependant);
        }
    }
    return chosen;
}

template <typename T>
void takeChosen(std::vector<T> &into, const std::vector<T> &from, const wording::Parent &self,
                const std::set<ObjectId> &chosen)
{
    const Sameness same(Engine::Sqlite);
    const auto isChosen = [&](const T &one) {
        return chosen.contains({wording::kindOf(one), wording::objectName(one, self)});
    };
    std::vector<T> result;
    for (const T &one : into) {
        if (!isChosen(one))
            result.push_back(one);
    }
    const auto placeOf = [&](const T &wanted) {
        return std::ranges::find_if(
            result, [&](const T &one) { return same.compareKeys(one, wanted) == 0; });
    };
    // Where it stands in the other table: in front of the same neighbour, else at the end, where
    // ALTER TABLE puts it.
    for (size_t i = 0; i < from.size(); ++i) {
        if (!isChosen(from[i]))
            continue;
        auto place = result.end();
        for (size_t j = i + 1; j < from.size() && place == result.end(); ++j)
            place = placeOf(from[j]);
        result.insert(place, from[i]);
    }
    into = std::move(result);
}

} // namespace

Schema selectChanges(const Schema &from, const Dependencies &dependencies, const SchemaState &to,
                     const std::vector<ObjectId> &only)
{
    const std::set<ObjectId> chosen = closure(from, dependencies, to, only);
    const auto pairing =
        pairByKey<Relation>(from.relations, to.schema->relations, Sameness(Engine::Sqlite));
    Schema target;
    target.engine = Engine::Sqlite;
    const auto isChosen = [&](const Relation &relation) {
        return chosen.contains({wording::kindOf(relation), relation.identity()});
    };
    for (const Relation *relation : pairing.missing) {
        if (!isChosen(*relation))
            target.relations.emplace_back(*relation);
    }
    for (const Relation *relation : pairing.extra) {
        if (isChosen(*relation))
            target.relations.emplace_back(*relation);
    }
    for (const auto &[one, other] : pairing.both) {
        if (isChosen(*one)) {
            target.relations.emplace_back(*other);
            continue;
        }
        Relation mixed = *one;
        const wording::Parent self{one->identity(), {}};
        takeChosen(mixed.columns, other->columns, self, chosen);
        takeChosen(mixed.constraints, other->constraints, self, chosen);
        takeChosen(mixed.indexes, other->indexes, self, chosen);
        takeChosen(mixed.triggers, other->triggers, self, chosen);
        target.relations.emplace_back(std::move(mixed));
    }
    sortSiblings(target.relations);
    return target;
}

} // namespace tidemark::sqlite
