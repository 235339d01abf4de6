// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/relation.h"

#include "sql/identifier.h"

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

QString Column::definition() const
{
    QString text = type;
    if (!collation.isEmpty())
        text += " COLLATE "_L1 + collation;
    if (notNull)
        text += " NOT NULL"_L1;
    if (!defaultValue.isEmpty())
        text += " DEFAULT "_L1 + defaultValue;
    if (identityKind != IdentityKind::None)
        text += " GENERATED "_L1 + toText(identityKind).toUpper() + " AS IDENTITY"_L1;
    if (generated != GeneratedKind::None)
        text += " GENERATED ALWAYS AS ("_L1 + generatedAs + ") "_L1 + toText(generated).toUpper();
    return text;
}

QString ExtendedStatistics::identity() const
{
    return displayQualified(schema, name);
}

QString Relation::identity() const
{
    return displayQualified(schema, name);
}

const Column *Relation::column(QStringView columnName) const
{
    const auto it = std::find_if(columns.begin(), columns.end(),
                                 [&](const Column &column) { return column.name == columnName; });
    return it == columns.end() ? nullptr : &*it;
}

const Constraint *Relation::primaryKey() const
{
    const auto it = std::find_if(constraints.begin(), constraints.end(), [](const Constraint &c) {
        return c.type == ConstraintKind::PrimaryKey;
    });
    return it == constraints.end() ? nullptr : &*it;
}

} // namespace tidemark
