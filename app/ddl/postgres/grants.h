// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ddl/postgres/rules.h"

namespace tidemark::ddlpg {

/// On what privileges are given: the words behind ON, the letters that belong to that kind, and
/// what everybody has unasked.
struct GrantTarget
{
    QString what;       ///< "TABLE public.users"
    QString letters;    ///< all of the kind's, as in aclitem: "arwdDxt"
    QString everybody;  ///< of those, what PUBLIC has by default: "X" on functions
    QString objectType; ///< as in DefaultPrivilege, or empty
    QString schema;
};

/// From one list to another. `before` is none where the object is new.
void writeGrants(const GrantTarget &target, const Acl *before, const QString &ownerBefore,
                 const Acl &after, const QString &ownerAfter, const World &world, Writer &writer);

/// The same for a column's list; a column has no default privileges. `wasThere`: it is not new.
void writeColumnGrants(const QString &table, const QString &column, const Acl &before,
                       const Acl &after, const QString &owner, bool wasThere, Writer &writer);

/// A role behind TO, FROM and OWNER TO.
QString roleName(const QString &role);

} // namespace tidemark::ddlpg
