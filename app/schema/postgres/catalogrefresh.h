// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/postgres/catalogchanges.h"
#include "schema/postgres/catalogpart.h"

#include <vector>

namespace tidemark::postgres {

/// One part's query for some units.
struct PartialQuery
{
    int part = 0; ///< its place in catalogParts()
    QByteArray sql;
    std::vector<Cell> parameters;
};
using PartialRead = std::vector<PartialQuery>;

/// The parts that have to be taken to read these units again, in the order of all parts. Parts that
/// had no row in the base and whose catalogs were not written are left out.
PartialRead planPartialRead(const CatalogUnits &units, const CatalogObjects &base,
                            int serverVersion);

/// Adds what can only be read together: a composite type and the relation that has its columns, and
/// all domains when a constraint or a comment may have gone from one, which nothing else tells.
void completeUnits(CatalogUnits &units, const CatalogObjects &objects);

/// Which of the units have another name than before, or parts of another name (columns, indexes,
/// constraints, labels): what refers to them may read differently. A renamed schema, role or
/// tablespace is given as the catalog pg_namespace.
CatalogUnits renamedUnits(const CatalogObjects &before, const CatalogObjects &after,
                          const CatalogUnits &units);

/// The parameters of dependentsQuery().
std::vector<Cell> unitParameters(const CatalogUnits &units);

} // namespace tidemark::postgres
