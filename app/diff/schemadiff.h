// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/notcompared.h"

#include <QString>

#include <vector>

namespace tidemark {

/// One difference between two schemas, in the words of the field.
struct Difference
{
    enum class Change { Missing, Extra, Changed };

    QString kind; ///< "table", "column", "index", "foreign key", "enum", ...
    QString object; ///< "public.users", "public.users.email"
    Change change = Change::Changed;
    QString property; ///< of a changed one: "type", "nullability", "default", ...
    QString before; ///< the property's value, or the definition of a missing object
    QString after;
    bool orderOnly = false; ///< nothing but the position of columns

    bool operator==(const Difference &) const = default;

    /// "default: 0 -> none"
    QString detail() const;
};
QString changeName(Difference::Change change);

/// All differences, ordered by kind and object.
struct SchemaDiff
{
    std::vector<Difference> differences;

    bool operator==(const SchemaDiff &) const = default;
    bool isEmpty() const { return differences.empty(); }
    /// There are some, and all of them are the order of columns.
    bool onlyOrder() const;
};

} // namespace tidemark
