// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/schemadiff.h"
#include "schema/dependencies.h"

#include <QHash>
#include <QString>

#include <map>
#include <vector>

namespace tidemark {

struct Schema;

/// What an object of the one schema is in the other.
enum class Standing { Added, Changed, Removed, Equal };

/// Never Standing::Equal: a difference is one.
Standing standingOf(Difference::Change change);

/// An object that stands for itself in a list: a table with its columns and constraints, an index,
/// a function, an enum with its labels.
struct ComparedObject
{
    ObjectId id;
    QString schema; ///< "sales"; empty where it is in none
    QString name;   ///< without the schema: "orders", "touch_updated_at()"
    QString on;     ///< of a trigger, rule or policy: the table's name
    Standing standing = Standing::Equal;
    QString what;                 ///< "added", "changed", "label added", ...; empty: equal
    std::vector<int> differences; ///< its own and those of its parts, in SchemaDiff::differences

    bool operator==(const ComparedObject &) const = default;
};

/// Objects that a person looks for in one place: "tables", "types", ...
struct ObjectGroup
{
    QString key;   ///< "tables", "materialized views"
    int first = 0; ///< in ComparedObjects::objects
    int count = 0;

    bool operator==(const ObjectGroup &) const = default;
};

/// All objects of two schemas, by group and then by name. A finished value.
struct ComparedObjects
{
    std::vector<ComparedObject> objects;
    std::vector<ObjectGroup> groups;
    std::map<Standing, int> counts;
    bool manySchemas = false; ///< they are in more than one, so the name alone does not say which

    /// The object of this id, or the one that it is a part of ("column", "public.users.email");
    /// -1: none that differs.
    int find(const ObjectId &id) const;

    QHash<QString, int> places; ///< of find()
};

/// `withEqual`: also those without a difference; else only the others. Pure; linear in the
/// differences and in the names of what can have parts, with equal ones in all objects.
ComparedObjects compareObjects(const SchemaDiff &diff, const Schema &before, const Schema &after,
                               bool withEqual = false);

/// "tables" in the language of the window.
QString groupTitle(const QString &key);

} // namespace tidemark
