// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/completioncontext.h"

#include "authoring/completionscript.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// Words that no table's alias can be.
bool endsTableName(const SqlWord &word)
{
    return !word.isName() ||
           (word.kind == SqlToken::Kind::Word &&
            isOneOf(word, {"SET",     "WHERE",    "ON",      "USING",     "JOIN",    "LEFT",
                           "RIGHT",   "FULL",     "INNER",   "CROSS",     "OUTER",   "NATURAL",
                           "GROUP",   "ORDER",    "LIMIT",   "HAVING",    "UNION",   "EXCEPT",
                           "SELECT",  "VALUES",   "DEFAULT", "RETURNING", "FOR",     "WINDOW",
                           "OFFSET",  "FETCH",    "ADD",     "DROP",      "ALTER",   "RENAME",
                           "FROM",    "TO",       "DO",      "INTERSECT", "LATERAL", "ENABLE",
                           "DISABLE", "VALIDATE", "OWNER",   "ATTACH",    "DETACH",  "CLUSTER",
                           "IS",      "INHERIT",  "NO",      "REPLICA",   "FORCE",   "BEGIN",
                           "WHEN",    "EXECUTE"}));
}

/// Statements inside of a body begin behind these.
void dropBodyWords(SqlWords &words, bool inBody)
{
    for (size_t i = words.size(); i-- > 0;) {
        if (!isOneOf(words[i], {"BEGIN", "THEN", "ELSE", "LOOP"}))
            continue;
        const bool last = i + 1 == words.size();
        const bool verb = !last && isOneOf(words[i + 1], {"SELECT", "INSERT", "UPDATE", "DELETE",
                                                          "ALTER", "CREATE", "DROP", "WITH",
                                                          "PERFORM", "TRUNCATE", "RETURN"});
        const bool atomic = words[i].is("BEGIN") && !last && words[i + 1].is("ATOMIC");
        if (verb || (last && (inBody || words[i].is("BEGIN"))) || atomic) {
            words.erase(words.begin(), words.begin() + static_cast<qsizetype>(i + 1 + atomic));
            return;
        }
    }
}

/// Takes "a.b." off the end.
std::vector<QString> takeQualifier(SqlWords &words)
{
    std::vector<QString> qualifier;
    while (words.size() >= 2 && words.back().is(".") && words[words.size() - 2].isName()) {
        qualifier.insert(qualifier.begin(), words[words.size() - 2].name);
        words.resize(words.size() - 2);
    }
    return qualifier;
}

class ScopeReader
{
public:
    ScopeReader(const SqlWords &words, size_t cursor)
        : m_words(words)
        , m_cursor(cursor)
    {
    }

    std::vector<ScopedTable> read()
    {
        readWith();
        for (size_t i = 0; i < m_words.size(); ++i) {
            const SqlWord &word = m_words[i];
            if (word.kind != SqlToken::Kind::Word ||
                !isOneOf(word, {"FROM", "JOIN", "USING", "INTO", "UPDATE", "TABLE", "ONLY",
                                "REFERENCES", "ON"}) ||
                !isSeen(i))
                continue;
            if (isOneOf(word, {"FROM", "JOIN", "USING"}))
                readList(i + 1);
            else if (!word.is("ON") || isOnTable(i))
                readOne(i + 1);
        }
        std::ranges::reverse(m_tables);
        return std::move(m_tables);
    }

private:
    /// A place whose brackets the cursor is in as well.
    bool isSeen(size_t place) const
    {
        int depth = 0;
        const size_t from = std::min(place, m_cursor);
        const size_t to = std::max(place, m_cursor);
        int lowest = 0;
        for (size_t i = from; i < to && i < m_words.size(); ++i) {
            if (m_words[i].is("("))
                ++depth;
            else if (m_words[i].is(")"))
                --depth;
            lowest = std::min(lowest, depth);
        }
        // Going to the cursor no bracket of the place is left; going from it, none is entered.
        return place <= m_cursor ? lowest >= 0 : depth <= lowest;
    }

    /// CREATE INDEX ... ON t, CREATE TRIGGER ... ON t, POLICY ... ON t; not a JOIN's condition.
    bool isOnTable(size_t place) const
    {
        const auto first = std::ranges::find_if(m_words, [](const SqlWord &word) {
            return isOneOf(word, {"INDEX", "TRIGGER", "POLICY", "RULE"});
        });
        return first != m_words.end() && !m_words.empty() &&
               isOneOf(m_words.front(), {"CREATE", "DROP", "ALTER"}) &&
               place > static_cast<size_t>(first - m_words.begin());
    }

    void readOne(size_t at)
    {
        WordReader words(m_words, at);
        words.skipWords({"IF", "NOT", "EXISTS", "ONLY", "LATERAL"});
        if (words.atEnd() || endsTableName(words.here()))
            return;
        const auto name = words.readName();
        if (!name)
            return;
        ScopedTable table{{}, *name, {}};
        words.skipIf("AS");
        if (!words.atEnd() && !endsTableName(words.here()))
            table.alias = words.here().name;
        m_tables.push_back(std::move(table));
    }

    void readList(size_t at)
    {
        for (;;) {
            readOne(at);
            // On to the next comma at this level, as far as the clause goes.
            for (; at < m_words.size() && !m_words[at].is(","); ++at) {
                if (m_words[at].is("("))
                    at = closingBracket(m_words, at);
                else if (m_words[at].is(")") ||
                         isOneOf(m_words[at], {"WHERE", "JOIN", "GROUP", "ORDER", "SET", "ON",
                                               "SELECT", "LIMIT", "UNION", "RETURNING"}))
                    return;
                if (at >= m_words.size())
                    return;
            }
            if (at >= m_words.size())
                return;
            ++at;
        }
    }

    /// WITH a AS (...), b (x, y) AS (...)
    void readWith()
    {
        if (m_words.empty() || !m_words.front().is("WITH"))
            return;
        WordReader words(m_words, 1);
        words.skipIf("RECURSIVE");
        while (const auto name = words.readName()) {
            ScopedTable table{
                name->name, *name,
                CompletionRelation{*name, CompletionKind::Alias, nullptr, {}, {}, {}}};
            if (words.isAt("(")) {
                const CompletionRelation listed = relationInBrackets(*name, m_words, words.place());
                table.own->columns = listed.columns;
                words.skipBracket();
            }
            m_tables.push_back(std::move(table));
            words.skipWords({"AS", "NOT", "MATERIALIZED"});
            if (!words.isAt("("))
                return;
            words.skipBracket();
            if (!words.skipIf(","))
                return;
        }
    }

    const SqlWords &m_words;
    size_t m_cursor;
    std::vector<ScopedTable> m_tables;
};

/// The table that CREATE TABLE is just writing.
void addOwnTable(const SqlWords &before, const SqlWords &after, std::vector<ScopedTable> &scope)
{
    WordReader words(before);
    if (!words.skipIf("CREATE"))
        return;
    words.skipWords({"TEMP", "TEMPORARY", "UNLOGGED", "GLOBAL", "LOCAL"});
    if (!words.skipIf("TABLE"))
        return;
    words.skipWords({"IF", "NOT", "EXISTS"});
    const auto name = words.readName();
    if (!name || !words.isAt("("))
        return;
    SqlWords whole = before;
    whole.insert(whole.end(), after.begin(), after.end());
    std::erase_if(scope, [&](const ScopedTable &table) { return table.name == *name; });
    scope.insert(scope.begin(), {{}, *name, relationInBrackets(*name, whole, words.place())});
}

} // namespace

std::optional<size_t> openBracket(const SqlWords &words)
{
    int closed = 0;
    for (size_t i = words.size(); i-- > 0;) {
        if (words[i].is(")"))
            ++closed;
        else if (words[i].is("(") && closed-- == 0)
            return i;
    }
    return std::nullopt;
}

std::vector<ScopedTable> tablesIn(const SqlWords &before, const SqlWords &after)
{
    SqlWords whole = before;
    whole.insert(whole.end(), after.begin(), after.end());
    auto scope = ScopeReader(whole, before.size()).read();
    addOwnTable(before, after, scope);
    return scope;
}

CompletionContext contextAt(const CursorPlace &place)
{
    CompletionContext context;
    SqlWords before = place.before;
    dropBodyWords(before, place.inBody);
    context.scope = tablesIn(before, place.after);
    context.qualifier = takeQualifier(before);
    if (before.empty())
        context.slot.statement = context.qualifier.empty();
    else if (isOneOf(before.front(),
                     {"CREATE", "ALTER", "DROP", "COMMENT", "GRANT", "REVOKE", "TRUNCATE",
                      "REFRESH", "REINDEX", "ANALYZE", "VACUUM", "LOCK", "COPY"}))
        context.slot = slotInDefinition(before);
    else
        context.slot = slotInQuery(before);
    if (!context.qualifier.empty() && before.empty()) {
        context.slot.columns = true;
        context.slot.relations = true;
        context.slot.functions = true;
    }
    return context;
}

} // namespace tidemark
