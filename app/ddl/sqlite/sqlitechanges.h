// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/schemadiff.h"
#include "schema/schema.h"

#include <vector>

namespace tidemark::sqlite {

/// What has to be done to one table to make another one of it.
struct TableChange
{
    const Relation *from = nullptr;
    const Relation *to = nullptr;
    bool rebuild = false; ///< ALTER TABLE cannot do it: a new table takes the rows over
    QString why;          ///< what ALTER TABLE cannot do
    std::vector<const Column *> addColumns;
    std::vector<const Constraint *> addKeys; ///< foreign keys that come with one of these columns
    std::vector<const Column *> dropColumns;
    std::vector<const Index *> dropIndexes;
    std::vector<const Index *> addIndexes;
    std::vector<const Trigger *> dropTriggers;
    std::vector<const Trigger *> addTriggers;
};

/// Between two schemas, of which the first has the accepted renames in it already. Points into
/// both.
struct Changes
{
    std::vector<TableChange> tables;
    std::vector<const Relation *> added;
    std::vector<const Relation *> removed;
    /// Views and virtual tables with another definition.
    std::vector<std::pair<const Relation *, const Relation *>> remade;
};

/// Pure. Linear in both schemas, and in the size of what differs.
Changes changesBetween(const Schema &from, const Schema &to, const DiffOptions &noise);

/// The columns of `to` that the rows of `from` fill: in both, and not computed in `to`.
std::vector<const Column *> keptColumns(const Relation &from, const Relation &to);

bool sameName(const QString &a, const QString &b);

} // namespace tidemark::sqlite
