// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/postgrestree.h"
#include "sql/relationguess.h"
#include "sql/splitter.h"

#include <set>

namespace tidemark {

std::vector<QString> mentionedRelations(const Statement &statement, Engine engine)
{
    // A tree is some hundred times as large as its text: rows of a huge INSERT are not worth one.
    constexpr qsizetype longestForTree = 128LL * 1024;
    std::set<QString> found;
    const bool parsed = engine == Engine::PostgreSql && statement.text.size() <= longestForTree &&
                        relationsOfTree(statement.text, found);
    if (!parsed)
        guessRelations(statement.text, engine, engine == Engine::PostgreSql, found);
    return {found.begin(), found.end()};
}

} // namespace tidemark
