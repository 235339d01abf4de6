// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/sqlite/sqlitedependencies.h"

#include "schema/schema.h"
#include "sql/identifier.h"

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

Result<Dependencies> readSqliteDependencies(SqliteSession &, const Schema &schema)
{
    Dependencies found;
    for (const Shared<Relation> &relation : schema.relations) {
        for (const Constraint &constraint : relation->constraints) {
            if (constraint.type == ConstraintKind::ForeignKey)
                found.push_back({{relation->kind(), relation->identity()},
                                 {u"table"_s, displayIdentifier(constraint.referencedTable)},
                                 false});
        }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

} // namespace tidemark
