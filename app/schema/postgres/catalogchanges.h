// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/postgres/catalogbuild.h"

#include <QSet>

namespace tidemark::postgres {

/// Objects to read again, by their oids.
struct CatalogUnits
{
    QSet<Oid> relations; ///< of every kind: sequences and composite types too
    QSet<Oid> types;
    QSet<Oid> routines;
    QSet<Oid> catalogs; ///< whose parts are read again as a whole

    bool isEmpty() const
    {
        return relations.isEmpty() && types.isEmpty() && routines.isEmpty() && catalogs.isEmpty();
    }
    void unite(const CatalogUnits &other);
    void subtract(const CatalogUnits &other);
};

/// What the current transaction can have changed: never less than what it did change, often a
/// little more. From three sources, as none of them says all:
/// - the transaction's own row counters for each catalog (pg_stat_get_xact_tuples_*) say which
///   catalogs were written at all, also by what a savepoint has taken back;
/// - rows whose xmin is not older than the transaction's id were written by it or by one of its
///   subtransactions, whose ids are higher;
/// - the locks that DDL holds until the end name what was dropped, with all that hangs on it.
/// What no one tells is a row that a statement itself deletes from a catalog ("DELETE FROM
/// pg_constraint").
struct CatalogChanges
{
    QByteArray transaction;  ///< its id; empty: it has written nothing
    bool everything = false; ///< it cannot be told, or too much depends on it
    CatalogUnits units;
};

/// The queries for changesFrom(), to be sent inside the transaction; `base` is what it began with.
std::vector<QByteArray> changeQueries();
CatalogChanges changesFrom(std::span<const PostgresResult> answers, const CatalogObjects &base);

/// What shows the name of one of the given objects in its own definition: one step along pg_depend.
/// Parameters: $1 relations, $2 types, $3 routines, all oid[].
QByteArray dependentsQuery(int serverVersion);
CatalogUnits dependentsFrom(const PostgresResult &rows);

/// The oid of a catalog by its name, or 0.
Oid catalogOid(QByteArrayView name);

} // namespace tidemark::postgres
