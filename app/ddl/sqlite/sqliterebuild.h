// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ddl/draft.h"
#include "ddl/sqlite/sqlitechanges.h"

#include <vector>

namespace tidemark::sqlite {

struct Rebuild
{
    std::vector<DraftStatement> statements;
    std::vector<DraftGap> gaps;
    /// Rowids and values stay, whatever they are: an index of them elsewhere still fits.
    bool keepsContent = true;
};

/// The middle of the procedure that SQLite's documentation gives for what ALTER TABLE cannot do
/// (https://sqlite.org/lang_altertable.html, "Making Other Kinds Of Table Schema Changes"): a new
/// table, the rows, the counter of AUTOINCREMENT, and the name. Indexes, triggers and views are the
/// caller's affair, and so are foreign keys.
Rebuild rebuildTable(const TableChange &change, const Schema &from, const Schema &to);

/// Tables that foreign keys refer to before those that refer to them; circles by name. Stable.
std::vector<const Relation *> parentsFirst(const std::vector<const Relation *> &tables);

} // namespace tidemark::sqlite
