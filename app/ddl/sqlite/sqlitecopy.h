// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ddl/draft.h"
#include "ddl/sqlite/sqlitechanges.h"

#include <vector>

namespace tidemark::sqlite {

/// How the rows of a table come into the one that takes its place, and what becomes of them there.
struct RowCopy
{
    QString sql; ///< empty: the two have nothing in common, and no row is copied
    std::vector<HazardNote> hazards;
    bool keepsRowids = true;
    bool keepsValues = true; ///< of the columns that both have, whatever is in them
};

/// `into` is the name that the new table has meanwhile. Rowids are kept where the new table lets
/// them be given: other tables may use them, as a full-text index without content of its own does.
/// Which values change is told by the types alone (https://sqlite.org/datatype3.html). Pure.
RowCopy copyRows(const TableChange &change, const QString &into);

/// The column of INTEGER PRIMARY KEY, which is the rowid under another name
/// (https://sqlite.org/lang_createtable.html#rowids_and_the_integer_primary_key). Null: none.
const Column *rowidAlias(const Relation &table);

/// A word that means the rowid in a statement; empty where there is none, or columns have taken
/// all of them.
QString rowidWord(const Relation &table);

} // namespace tidemark::sqlite
