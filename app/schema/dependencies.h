// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <tuple>
#include <vector>

namespace tidemark {

class Session;
struct Schema;

/// An object of a schema by the words that a difference uses for it (Difference::kind and
/// Difference::object): "view", "public.recent_orders"; "column", "public.users.email".
struct ObjectId
{
    QString kind;
    QString object;

    bool operator==(const ObjectId &) const = default;
    bool operator<(const ObjectId &other) const
    {
        return std::tie(kind, object) < std::tie(other.kind, other.object);
    }
};

/// `dependant` cannot be there without `on`.
struct Dependency
{
    ObjectId dependant;
    ObjectId on;
    /// Goes by itself when `on` goes (a column's index); else it is in the way (a view).
    bool automatic = false;

    bool operator==(const Dependency &) const = default;
    bool operator<(const Dependency &other) const
    {
        return std::tie(dependant, on, automatic) <
               std::tie(other.dependant, other.on, other.automatic);
    }
};

/// Who needs whom, sorted and without repetition; both ends are objects of the model, or what the
/// model nests in them (a column, a constraint). PostgreSQL: pg_depend's word for it, with routine
/// bodies in SQL-standard form; what a body in quotes uses is not known to the server and is not
/// here. SQLite: what SQLite itself resolves when it prepares a view or a trigger, and foreign
/// keys.
using Dependencies = std::vector<Dependency>;

/// Read in the same snapshot as `schema` when both are read inside one transaction. Errors: the
/// session's. The session's thread.
Result<Dependencies> readDependencies(Session &session, const Schema &schema);

} // namespace tidemark
