// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace tidemark {

struct Schema;

/// The roles that the objects of a schema name, as owners, in privileges and in policies; sorted,
/// without PUBLIC and PostgreSQL's own (pg_...). Pure.
QStringList rolesIn(const Schema &schema);

/// The roles that the statements of a dump name: reads pg_dump's SQL line by line and passes over
/// the rows of COPY. It knows the five ways in which pg_dump writes a role (ALTER ... OWNER TO,
/// GRANT, REVOKE, CREATE POLICY, ALTER DEFAULT PRIVILEGES), so a function's body can name one too
/// many and none is missed.
class DumpRoles
{
public:
    void add(const QByteArray &line);
    QStringList roles() const; ///< sorted, as above

private:
    bool m_inCopy = false;
    QStringList m_roles;
};

} // namespace tidemark
