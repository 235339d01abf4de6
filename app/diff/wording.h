// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

#include <QString>

#include <string_view>

namespace tidemark::wording {

/// "check constraint", "foreign key", "column", ...: the model's word, or the field's longer one.
QString kindOf(const Constraint &constraint);
template <typename T>
QString kindOf(const T &object)
{
    return object.kind();
}

/// A property as the field calls it: "not null" is "nullability".
QString propertyWord(std::string_view name);

/// The value beside it: "not null", "nullable", or the text of the value.
QString nullability(bool notNull);

/// Whether two texts are equal when white space and case do not count.
bool sameButForFormatting(const QString &a, const QString &b);

/// Where a nested object stands.
struct Parent
{
    QString object; ///< "public.users"; empty at the top
    QString schema;
};

/// "public.users.email"; an index stands beside its table: "public.users_email_idx".
QString objectName(const Column &column, const Parent &parent);
QString objectName(const Constraint &constraint, const Parent &parent);
QString objectName(const Index &index, const Parent &parent);
QString objectName(const PublicationTable &table, const Parent &parent);
QString nestedName(const QString &name, const Parent &parent);
inline QString objectName(const Trigger &one, const Parent &parent)
{
    return nestedName(one.name, parent);
}
inline QString objectName(const Rule &one, const Parent &parent)
{
    return nestedName(one.name, parent);
}
inline QString objectName(const Policy &one, const Parent &parent)
{
    return nestedName(one.name, parent);
}
inline QString objectName(const CompositeAttribute &one, const Parent &parent)
{
    return nestedName(one.name, parent);
}
template <typename T>
QString objectName(const T &object, const Parent &)
{
    return object.identity();
}

/// Name and what it is made of, for one that is missing or extra. Several lines for a table: with
/// its indexes and triggers.
QString definitionOf(const Relation &relation);
inline QString definitionOf(const Column &column)
{
    return column.definition();
}
inline QString definitionOf(const Constraint &constraint)
{
    return constraint.definition();
}
inline QString definitionOf(const Routine &routine)
{
    return routine.definition();
}
inline QString definitionOf(const Trigger &trigger)
{
    return trigger.definition;
}
inline QString definitionOf(const Rule &rule)
{
    return rule.definition;
}

/// "type: bigint; start: 5": what is not as it is in a new object of its kind.
template <typename T>
QString definitionOf(const T &object)
{
    static const T plain;
    QStringList parts;
    const auto addPart = [&](const auto &property) {
        const bool plainValue = object.*property.member == plain.*property.member;
        if (!plainValue && property.aspect == Aspect::Definition)
            parts += propertyWord(property.name) + QStringLiteral(": ") +
                     toText(object.*property.member);
    };
    std::apply([&](const auto &...property) { (addPart(property), ...); }, T::properties());
    return parts.join(QStringLiteral("; "));
}

} // namespace tidemark::wording
