// SPDX-License-Identifier: GPL-3.0-or-later
// SELECT, INSERT, UPDATE, DELETE, and what is written like them inside of other statements.
#include "authoring/completioncontext.h"

#include <algorithm>

namespace tidemark {

namespace {

CompletionSlot relationSlot()
{
    CompletionSlot slot;
    slot.relations = slot.schemas = true;
    return slot;
}

CompletionSlot expressionSlot()
{
    CompletionSlot slot;
    slot.columns = slot.functions = true;
    slot.keywords = {u"NULL", u"TRUE",   u"FALSE", u"CASE",
                     u"NOT",  u"EXISTS", u"CAST(", u"CURRENT_TIMESTAMP"};
    return slot;
}

CompletionSlot wordsSlot(std::vector<std::u16string_view> words)
{
    CompletionSlot slot;
    slot.keywordsFirst = true;
    slot.keywords = std::move(words);
    return slot;
}

CompletionSlot columnSlot()
{
    CompletionSlot slot;
    slot.columns = true;
    return slot;
}

bool endsOperand(const SqlWord &word)
{
    using Kind = SqlToken::Kind;
    if (word.kind == Kind::Word)
        return !isOneOf(word, {"AND",   "OR",      "NOT",       "IS",       "IN",    "LIKE",
                               "ILIKE", "BETWEEN", "SELECT",    "DISTINCT", "ALL",   "WHERE",
                               "ON",    "HAVING",  "BY",        "SET",      "WHEN",  "THEN",
                               "ELSE",  "CASE",    "RETURNING", "VALUES",   "LIMIT", "OFFSET",
                               "USING", "CHECK",   "DEFAULT",   "RETURN",   "IF",    "FILTER"});
    return word.kind != Kind::Symbol || word.is(")") || word.is("]") || word.is("*");
}

/// The clause that governs the end of the words, at their own level of brackets.
struct Clause
{
    QByteArray word;
    size_t place = 0;
};

bool opensClause(const SqlWord &word)
{
    return word.kind == SqlToken::Kind::Word &&
           isOneOf(word,
                   {"SELECT",  "FROM",   "JOIN",   "INTO",    "UPDATE",    "USING",  "ON",
                    "WHERE",   "HAVING", "BY",     "SET",     "RETURNING", "VALUES", "LIMIT",
                    "OFFSET",  "INSERT", "DELETE", "WITH",    "CONFLICT",  "CHECK",  "DEFAULT",
                    "PERFORM", "RETURN", "IF",     "EXECUTE", "CALL",      "PRAGMA", "MERGE"});
}

Clause clauseOf(const SqlWords &words)
{
    int closed = 0;
    for (size_t i = words.size(); i-- > 0;) {
        if (words[i].is(")"))
            ++closed;
        else if (words[i].is("(")) {
            if (closed-- == 0)
                return {"(", i};
        } else if (closed == 0 && opensClause(words[i])) {
            return {words[i].upper, i};
        }
    }
    return {};
}

CompletionSlot afterTable(const Clause &clause)
{
    if (clause.word == "INTO")
        return wordsSlot({u"VALUES", u"SELECT", u"DEFAULT VALUES", u"AS"});
    if (clause.word == "UPDATE")
        return wordsSlot({u"SET", u"AS"});
    return wordsSlot({u"WHERE", u"JOIN", u"LEFT JOIN", u"INNER JOIN", u"ON", u"USING", u"AS",
                      u"GROUP BY", u"ORDER BY", u"HAVING", u"LIMIT", u"CROSS JOIN", u"UNION",
                      u"RETURNING", u"FOR UPDATE"});
}

CompletionSlot afterOperand(const Clause &clause)
{
    std::vector<std::u16string_view> words;
    if (clause.word == "SELECT")
        words = {u"FROM", u"AS", u"INTO"};
    else if (clause.word == "SET")
        words = {u"WHERE", u"FROM", u"RETURNING"};
    else if (clause.word == "BY")
        words = {u"ASC", u"DESC", u"NULLS FIRST", u"NULLS LAST", u"HAVING", u"LIMIT"};
    else if (clause.word == "VALUES")
        words = {u"ON CONFLICT", u"RETURNING"};
    words.insert(
        words.end(),
        {u"AND",      u"OR",         u"IS NULL",         u"IS NOT NULL", u"IN",        u"LIKE",
         u"BETWEEN",  u"NOT",        u"WHERE",           u"JOIN",        u"LEFT JOIN", u"GROUP BY",
         u"ORDER BY", u"LIMIT",      u"RETURNING",       u"THEN",        u"ELSE",      u"END",
         u"UNION",    u"FOR UPDATE", u"IS DISTINCT FROM"});
    return wordsSlot(std::move(words));
}

/// Behind an opening bracket.
CompletionSlot inBrackets(const SqlWords &words, size_t bracket)
{
    const SqlWords outer(words.begin(), words.begin() + static_cast<qsizetype>(bracket));
    const SqlWord *previous = outer.empty() ? nullptr : &outer.back();
    const bool first = words.size() == bracket + 1;
    if (previous && isOneOf(*previous, {"USING", "CONFLICT"}))
        return columnSlot();
    // INSERT INTO t (a, b: the last clause at the level outside is INTO, and a table followed it.
    if (previous && previous->isName() && clauseOf(outer).word == "INTO")
        return columnSlot();
    CompletionSlot slot = expressionSlot();
    if (first)
        slot.keywords.insert(slot.keywords.begin(), {u"SELECT", u"DISTINCT", u"VALUES", u"WITH"});
    if (!words.empty() && !first && endsOperand(words.back()) && !words.back().is("(")) {
        CompletionSlot next = afterOperand({});
        next.keywords.push_back(u"AS");
        return next;
    }
    return slot;
}

bool isCastAs(const SqlWords &words)
{
    if (words.empty() || !words.back().is("AS"))
        return false;
    const auto bracket = openBracket(words);
    return bracket && *bracket > 0 && words[*bracket - 1].is("CAST");
}

} // namespace

CompletionSlot slotInQuery(const SqlWords &words)
{
    const SqlWord &last = words.back();
    if ((words.size() >= 2 && last.is(":") && words[words.size() - 2].is(":")) || isCastAs(words)) {
        CompletionSlot slot;
        slot.types = slot.schemas = true;
        return slot;
    }
    if (last.is("AS"))
        return {}; // a name that is made up
    if (last.is("INSERT"))
        return wordsSlot({u"INTO", u"OR IGNORE INTO", u"OR REPLACE INTO"});
    if (last.is("DELETE"))
        return wordsSlot({u"FROM"});
    if (last.is("ON") && words.size() >= 2 && words[words.size() - 2].is("CONFLICT"))
        return columnSlot();
    if (isOneOf(last, {"GROUP", "ORDER", "PARTITION"}))
        return wordsSlot({u"BY"});
    if (isOneOf(last, {"LEFT", "RIGHT", "FULL", "INNER", "CROSS", "NATURAL", "OUTER"}))
        return wordsSlot({u"JOIN", u"OUTER JOIN"});
    if (last.is("DO"))
        return wordsSlot({u"NOTHING", u"UPDATE SET"});
    if (last.is("IS"))
        return wordsSlot({u"NULL", u"NOT NULL", u"DISTINCT FROM", u"TRUE", u"FALSE"});
    const Clause clause = clauseOf(words);
    if (clause.word == "(")
        return inBrackets(words, clause.place);
    const bool atClause = clause.place + 1 == words.size();
    const bool inList = last.is(",");
    if (clause.word == "FROM" || clause.word == "JOIN" || clause.word == "INTO" ||
        clause.word == "UPDATE" || clause.word == "USING") {
        const bool begins = atClause || inList || last.is("ONLY") || last.is("LATERAL");
        return begins ? relationSlot() : afterTable(clause);
    }
    if (clause.word == "CONFLICT")
        return atClause ? wordsSlot({u"(", u"DO NOTHING", u"ON CONSTRAINT"})
                        : wordsSlot({u"DO NOTHING", u"DO UPDATE SET", u"WHERE"});
    if (clause.word == "SET" && (atClause || inList))
        return columnSlot();
    if (clause.word == "VALUES" && atClause)
        return wordsSlot({u"("});
    if (!atClause && !inList && endsOperand(last))
        return afterOperand(clause);
    CompletionSlot slot = expressionSlot();
    if (clause.word == "SELECT" && atClause)
        slot.keywords.insert(slot.keywords.begin(), {u"DISTINCT", u"*"});
    return slot;
}

} // namespace tidemark
