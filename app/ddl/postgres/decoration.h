// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ddl/postgres/grants.h"
#include "ddl/postgres/words.h"
#include "ddl/postgres/world.h"
#include "sql/identifier.h"

namespace tidemark::ddlpg {

/// Owner, grants and comment, which objects of many kinds have: one place for all of them.
template <typename T>
GrantTarget grantTarget(const T &object, const QString &what)
{
    using namespace Qt::StringLiterals;
    if constexpr (std::is_same_v<T, Relation>)
        return {displayQualified(object.schema, object.name),
                u"arwdDxt"_s,
                {},
                u"tables"_s,
                object.schema};
    else if constexpr (std::is_same_v<T, Sequence>)
        return {what, u"rwU"_s, {}, u"sequences"_s, object.schema};
    else if constexpr (std::is_same_v<T, Namespace>)
        return {what, u"UC"_s, {}, u"schemas"_s, {}};
    else if constexpr (std::is_same_v<T, Routine> || std::is_same_v<T, Aggregate>)
        return {std::is_same_v<T, Aggregate> ? u"FUNCTION "_s + object.identity() : what, u"X"_s,
                u"X"_s, u"functions"_s, object.schema};
    else if constexpr (requires { object.schema; })
        return {u"TYPE "_s + object.identity(), u"U"_s, u"U"_s, u"types"_s, object.schema};
    else if constexpr (std::is_same_v<T, ForeignServer>)
        return {u"FOREIGN "_s + what, u"U"_s, {}, {}, {}};
    else if constexpr (std::is_same_v<T, Language>)
        return {what, u"U"_s, u"U"_s, {}, {}};
    else
        return {what, u"U"_s, {}, {}, {}};
}

inline QString commentStatement(const QString &what, const QString &comment)
{
    using namespace Qt::StringLiterals;
    return u"COMMENT ON "_s + what + u" IS "_s +
           (comment.isEmpty() ? u"NULL"_s : words::literal(comment));
}

/// The server refuses every GRANT and REVOKE on a language that is not trusted.
template <typename T>
bool mayBeGranted(const T &object, Writer &writer)
{
    using namespace Qt::StringLiterals;
    if constexpr (std::is_same_v<T, Language>) {
        if (!object.trusted) {
            writer.gap(u"grants"_s,
                       u"the server grants nothing on a language that is not trusted"_s);
            return false;
        }
    }
    return true;
}

template <typename T>
void writeOwner(const T &object, const QString &what, Writer &writer)
{
    using namespace Qt::StringLiterals;
    writer.add(u"ALTER "_s + what + u" OWNER TO "_s + displayIdentifier(object.owner))
        .hazard(Hazard::NeedsPrivilege, object.identity(),
                u"membership in the role %1"_s.arg(object.owner));
}

/// Behind CREATE.
template <typename T>
void decorateNew(const T &object, const QString &what, const World &world, Writer &writer)
{
    if constexpr (requires { object.defined; }) {
        if (!object.defined)
            return; // a name alone has neither
    }
    if constexpr (requires { object.owner; }) {
        if (world.saysOwners() && !object.owner.isEmpty())
            writeOwner(object, what, writer);
    }
    if constexpr (requires {
                      object.grants;
                      object.owner;
                  }) {
        // Where they are left out, what is made again keeps those it had, and what is new has none.
        const bool said = world.options.noise.grants || !object.grants.isDefault;
        if (said && (object.grants.isDefault || mayBeGranted(object, writer)))
            writeGrants(grantTarget(object, what), nullptr, {}, object.grants, object.owner, world,
                        writer);
    }
    if constexpr (requires { object.comment; }) {
        if (!object.comment.isEmpty())
            writer.add(commentStatement(what, object.comment));
    }
}

/// What differs in them.
template <typename T>
void redecorate(const T &before, const T &after, const QString &what, const World &world,
                Writer &writer)
{
    if constexpr (requires { after.defined; }) {
        if (!after.defined)
            return;
    }
    if constexpr (requires { after.owner; }) {
        if (before.owner != after.owner)
            writeOwner(after, what, writer);
    }
    if constexpr (requires {
                      after.grants;
                      after.owner;
                  }) {
        // The same list under another owner is not the same list.
        const bool differ = !(before.grants == after.grants) ||
                            (before.owner != after.owner && !after.grants.isDefault);
        if (differ && mayBeGranted(after, writer))
            writeGrants(grantTarget(after, what), &before.grants, before.owner, after.grants,
                        after.owner, world, writer);
    }
    if constexpr (requires { after.comment; }) {
        if (before.comment != after.comment)
            writer.add(commentStatement(what, after.comment));
    }
}

} // namespace tidemark::ddlpg
