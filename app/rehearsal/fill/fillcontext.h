// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/fill/typecatalog.h"
#include "schema/schema.h"

#include <QHash>
#include <QString>

#include <vector>

namespace tidemark {

/// What is looked up in a schema again and again while its tables are filled. Points into the
/// schema.
class FillContext
{
public:
    explicit FillContext(const Schema &schema);

    const Schema &schema() const { return m_schema; }
    Engine engine() const { return m_schema.engine; }
    const TypeCatalog &types() const { return m_types; }

    /// Those whose parent is `table`.
    std::vector<const Relation *> partitionsOf(const Relation &table) const;

    /// The relation that a foreign key refers to, or null. SQLite folds case.
    const Relation *referenced(const Constraint &foreignKey) const;

private:
    const Schema &m_schema;
    TypeCatalog m_types;
    QHash<QString, std::vector<const Relation *>> m_partitions;
    QHash<QString, const Relation *> m_relations; ///< by folded plain name
};

/// "public.users" for reports.
QString fillName(const Relation &table);

} // namespace tidemark
