// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/splitter.h"

#include "sql/postgressplitter.h"
#include "sql/sqlitesplitter.h"
#include "sql/utf8text.h"

#include <iterator>

namespace tidemark {

Result<std::vector<Statement>> splitScript(const Script &script, Engine engine)
{
    TM_TRY(checkText(script.text, script.file, script.firstLine));
    return engine == Engine::PostgreSql ? splitPostgresScript(script) : splitSqliteScript(script);
}

Result<std::vector<Statement>> splitScripts(const std::vector<Script> &scripts, Engine engine)
{
    std::vector<Statement> all;
    for (const Script &script : scripts) {
        TM_TRY_ASSIGN(auto statements, splitScript(script, engine));
        all.insert(all.end(), std::make_move_iterator(statements.begin()),
                   std::make_move_iterator(statements.end()));
    }
    return all;
}

} // namespace tidemark
