// SPDX-License-Identifier: GPL-3.0-or-later
// What may stand at a cursor, by the words before it. Completion's own affair.
#pragma once

#include "authoring/completionnames.h"
#include "authoring/completiontext.h"

#include <optional>
#include <string_view>

namespace tidemark {

/// Kinds of things that fit, and the words that go on from here.
struct CompletionSlot
{
    bool relations = false; ///< tables and views
    bool viewsOnly = false;
    bool columns = false; ///< of the tables in scope
    bool types = false;
    bool functions = false;
    bool schemas = false;
    bool sequences = false;
    bool indexes = false;
    bool constraints = false; ///< of the tables in scope
    bool triggers = false;
    bool statement = false; ///< a statement begins
    bool keywordsFirst = false;
    std::vector<std::u16string_view> keywords;
};

/// A table that columns can be of, by the name that it has here.
struct ScopedTable
{
    QString alias; ///< as it is called here, where it is called otherwise
    SqlName name;
    std::optional<CompletionRelation> own; ///< of WITH, or the one that is just being written
};

struct CompletionContext
{
    CompletionSlot slot;
    std::vector<ScopedTable> scope; ///< the nearest first
    std::vector<QString> qualifier; ///< of "a.b." a and b; empty: none was typed
};

/// `before` and `after`: the words of the statement.
CompletionContext contextAt(const CursorPlace &place);

/// The tables that a statement's words name, with what `depth` says about brackets.
std::vector<ScopedTable> tablesIn(const SqlWords &before, const SqlWords &after);

// ---- One for each kind of statement; `words` has no qualifier at its end.
CompletionSlot slotInQuery(const SqlWords &words);
CompletionSlot slotInDefinition(const SqlWords &words);

/// Where the innermost bracket opens that is still open; none: there is none.
std::optional<size_t> openBracket(const SqlWords &words);

} // namespace tidemark
