// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/notcompared.h"

#include <QString>

#include <vector>

namespace tidemark {

struct Schema;

/// One difference between two schemas, in the words of the field.
struct Difference
{
    enum class Change { Missing, Extra, Changed };

    QString kind;   ///< "table", "column", "index", "foreign key", "enum", "enum label", ...
    QString object; ///< "public.users", "public.users.email"
    Change change = Change::Changed;
    QString property;       ///< of a changed one: "type", "nullability", "default", ...
    QString before;         ///< the property's value, or the definition of a missing object
    QString after;          ///< the property's value, or the definition of an extra object
    bool orderOnly = false; ///< nothing but the position of columns or attributes

    bool operator==(const Difference &) const = default;

    /// On one line, long values cut: "default: 0 -> none"; of a missing or extra object its
    /// definition. Of texts with several lines the first that differs: "body, line 3: a -> b".
    QString detail() const;
};

/// "missing", "extra", "changed".
QString changeName(Difference::Change change);

/// What a comparison reports; all of it unless told otherwise.
struct DiffOptions
{
    bool columnOrder = true;
    bool comments = true;
    bool owners = true;
    bool grants = true;
    bool formatting = true;     ///< white space and case in bodies of functions, views and triggers
    bool names = true;          ///< of constraints and indexes that are equal but for their name
    bool generatedNames = true; ///< the same where the server made up both names
    bool storage = true;        ///< tablespaces, fill factors, compression, statistics targets
    bool extensionVersions = true;

    bool operator==(const DiffOptions &) const = default;
};

/// Differences that DiffOptions left out.
struct LeftOut
{
    QString what; ///< "column order", "comments", "owners", ...
    int count = 0;

    bool operator==(const LeftOut &) const = default;
};

/// All differences, ordered by kind and object.
struct SchemaDiff
{
    std::vector<Difference> differences;
    std::vector<LeftOut> leftOut; ///< by `what`

    bool operator==(const SchemaDiff &) const = default;
    bool isEmpty() const { return differences.empty(); }
    /// There are some, and all of them are the order of columns or attributes.
    bool onlyOrder() const;
};

/// What is in `before` and not in `after` is missing, the other way round extra. An object that is
/// there in one of the two only is one difference, with all that hangs on it: the columns,
/// constraints, indexes, triggers and owned sequences of a table that is gone are not listed one by
/// one. On SQLite, names, and texts that mean the same to SQLite, are equal (canonicalSqliteSql()).
///
/// Pure; any thread. Objects that the two schemas share cost nothing; else linear in the size of
/// both.
SchemaDiff diffSchemas(const Schema &before, const Schema &after, const DiffOptions &options = {});

} // namespace tidemark
