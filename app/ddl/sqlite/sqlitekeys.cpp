// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/sqlite/sqlitekeys.h"

#include <QHash>

#include <algorithm>

namespace tidemark::sqlite {

namespace {

QStringList foldedNames(const QStringList &names)
{
    QStringList folded;
    for (const QString &name : names)
        folded += foldName(name, Engine::Sqlite);
    folded.sort();
    return folded;
}

/// A unique index of columns as they are, and nothing but columns.
bool isKeyIndex(const Index &index, const QStringList &columns)
{
    QStringList names;
    for (const IndexKey &key : index.keys) {
        if (key.column.isEmpty() || !key.collation.isEmpty())
            return false;
        names += key.column;
    }
    return index.unique && index.predicate.isEmpty() && foldedNames(names) == columns;
}

bool hasKey(const Relation &parent, const Constraint &reference)
{
    if (parent.type != RelationKind::Table)
        return false;
    if (reference.referencedColumns.isEmpty()) {
        const Constraint *key = parent.primaryKey();
        return key && key->columns.size() == reference.columns.size();
    }
    const QStringList columns = foldedNames(reference.referencedColumns);
    return std::ranges::any_of(parent.constraints,
                               [&](const Constraint &one) {
                                   const bool key = one.type == ConstraintKind::PrimaryKey ||
                                                    one.type == ConstraintKind::Unique;
                                   return key && foldedNames(one.columns) == columns;
                               }) ||
           std::ranges::any_of(parent.indexes,
                               [&](const Index &one) { return isKeyIndex(one, columns); });
}

} // namespace

bool canCheckForeignKeys(const Schema &schema)
{
    QHash<QString, const Relation *> byName;
    for (const auto &relation : schema.relations)
        byName.insert(foldName(relation->name, Engine::Sqlite), &*relation);
    return std::ranges::all_of(schema.relations, [&](const auto &relation) {
        return std::ranges::all_of(relation->constraints, [&](const Constraint &one) {
            if (one.type != ConstraintKind::ForeignKey)
                return true;
            const Relation *parent = byName.value(foldName(one.referencedTable, Engine::Sqlite));
            return !parent || hasKey(*parent, one);
        });
    });
}

} // namespace tidemark::sqlite
