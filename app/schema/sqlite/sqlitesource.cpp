// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/sqlite/sqlitesource.h"

#include "schema/sqlite/sqlitetokens.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

// Walks over the tokens of one statement. What is not as expected sets `failed`, and nothing moves
// on after that.
class Reader
{
public:
    explicit Reader(const QString &sql)
        : m_sql(sql)
        , m_tokens(sqliteTokens(sql))
    {
    }

    bool failed() const { return m_failed; }
    bool atEnd() const { return m_at >= m_tokens.size(); }
    size_t position() const { return m_at; }
    size_t size() const { return m_tokens.size(); }
    const SqliteToken &peek(size_t ahead = 0) const
    {
        return m_at + ahead < m_tokens.size() ? m_tokens[m_at + ahead] : m_none;
    }
    bool isWord(QLatin1StringView word) const { return peek().isWord(word); }
    bool isSymbol(QLatin1StringView symbol) const { return peek().isSymbol(symbol); }

    void step()
    {
        if (!atEnd())
            ++m_at;
    }
    void fail() { m_failed = true; }

    bool takeWord(QLatin1StringView word)
    {
        const bool there = isWord(word);
        if (there)
            step();
        return there;
    }
    bool takeSymbol(QLatin1StringView symbol)
    {
        const bool there = isSymbol(symbol);
        if (there)
            step();
        return there;
    }
    void needWord(QLatin1StringView word) { m_failed |= !takeWord(word); }
    void needSymbol(QLatin1StringView symbol) { m_failed |= !takeSymbol(symbol); }

    // A name; SQLite also takes a string for one.
    QString takeName()
    {
        if (peek().kind == SqliteToken::Kind::String) {
            QString text = peek().text.mid(1, peek().text.size() - 2);
            step();
            return text.replace(u"''"_s, u"'"_s);
        }
        if (!peek().isName())
            fail();
        QString name = peek().text;
        step();
        return name;
    }

    // Behind the parenthesis that closes the one which stands here.
    void skipGroup()
    {
        int depth = 0;
        do {
            if (isSymbol("("_L1))
                ++depth;
            else if (isSymbol(")"_L1))
                --depth;
            step();
        } while (depth > 0 && !atEnd());
        m_failed |= depth != 0;
    }

    // What stands between the parentheses that open here.
    QString takeGroup()
    {
        if (!isSymbol("("_L1)) {
            fail();
            return {};
        }
        const size_t begin = m_at;
        skipGroup();
        return m_failed ? QString() : text(begin + 1, m_at - 1);
    }

    QString text(size_t first, size_t last) const
    {
        return sqliteText(m_sql, m_tokens, first, last);
    }

private:
    const QString &m_sql;
    std::vector<SqliteToken> m_tokens;
    SqliteToken m_none;
    size_t m_at = 0;
    bool m_failed = false;
};

// [ON CONFLICT word]
QString takeConflict(Reader &in)
{
    if (!in.takeWord("ON"_L1))
        return {};
    in.needWord("CONFLICT"_L1);
    return in.takeName().toUpper();
}

// One key of an index or a constraint: its text without COLLATE and the direction.
QString takeKey(Reader &in, bool asName)
{
    const size_t begin = in.position();
    size_t end = begin;
    int depth = 0;
    bool ended = false; // COLLATE, ASC or DESC at the end of the key has begun
    for (; !in.atEnd(); in.step()) {
        if (depth == 0 && (in.isSymbol(","_L1) || in.isSymbol(")"_L1)))
            break;
        depth += in.isSymbol("("_L1) ? 1 : in.isSymbol(")"_L1) ? -1 : 0;
        const bool tail = depth == 0 && (in.isWord("COLLATE"_L1) || in.isWord("ASC"_L1) ||
                                         in.isWord("DESC"_L1) || in.isWord("AUTOINCREMENT"_L1));
        ended |= tail && in.position() > begin;
        if (!ended)
            end = in.position() + 1;
    }
    const QString text = in.text(begin, end);
    if (!asName)
        return text;
    const auto tokens = sqliteTokens(text);
    return tokens.size() == 1 && tokens[0].isName() ? tokens[0].text : text;
}

// ( key, key, ... )
QStringList takeKeys(Reader &in, bool asNames)
{
    QStringList keys;
    in.needSymbol("("_L1);
    while (!in.failed()) {
        keys += takeKey(in, asNames);
        if (!in.takeSymbol(","_L1))
            break;
    }
    in.needSymbol(")"_L1);
    return keys;
}

bool startsDeferral(const Reader &in)
{
    return in.isWord("DEFERRABLE"_L1) ||
           (in.isWord("NOT"_L1) && in.peek(1).isWord("DEFERRABLE"_L1));
}

// [NOT] DEFERRABLE [INITIALLY DEFERRED | IMMEDIATE]
void takeDeferral(Reader &in, std::vector<SqliteTableSource::ForeignKey> &keys)
{
    const bool deferrable = !in.takeWord("NOT"_L1);
    in.needWord("DEFERRABLE"_L1);
    const bool initially = in.takeWord("INITIALLY"_L1);
    const bool deferred = initially && in.isWord("DEFERRED"_L1);
    if (initially)
        in.step();
    if (keys.empty())
        return; // allowed, and means nothing
    keys.back().deferrable = deferrable;
    keys.back().initiallyDeferred = deferrable && deferred;
}

// REFERENCES table [(columns)] [ON ... | MATCH ...], behind the first word.
SqliteTableSource::ForeignKey takeReference(Reader &in, const QString &name)
{
    SqliteTableSource::ForeignKey key;
    key.name = name;
    key.table = in.takeName();
    if (in.isSymbol("("_L1))
        in.skipGroup();
    for (;;) {
        if (in.takeWord("MATCH"_L1)) {
            in.step();
        } else if (in.takeWord("ON"_L1)) {
            in.step(); // DELETE, UPDATE
            const bool twoWords = in.isWord("SET"_L1) || in.isWord("NO"_L1);
            in.step();
            if (twoWords)
                in.step();
        } else {
            return key;
        }
    }
}

// DEFAULT (expression) | [+|-] literal
void skipDefault(Reader &in)
{
    if (in.isSymbol("("_L1))
        return in.skipGroup();
    if (in.isSymbol("+"_L1) || in.isSymbol("-"_L1))
        in.step();
    in.step();
}

constexpr std::array kColumnConstraints{
    "CONSTRAINT"_L1, "PRIMARY"_L1, "NOT"_L1,        "NULL"_L1,      "UNIQUE"_L1, "CHECK"_L1,
    "DEFAULT"_L1,    "COLLATE"_L1, "REFERENCES"_L1, "GENERATED"_L1, "AS"_L1,     "DEFERRABLE"_L1};

bool startsColumnConstraint(const Reader &in)
{
    return std::any_of(kColumnConstraints.begin(), kColumnConstraints.end(),
                       [&](QLatin1StringView word) { return in.isWord(word); });
}

bool startsTableConstraint(const Reader &in)
{
    return in.isWord("CONSTRAINT"_L1) || in.isWord("PRIMARY"_L1) || in.isWord("UNIQUE"_L1) ||
           in.isWord("CHECK"_L1) || in.isWord("FOREIGN"_L1);
}

void takeColumnKey(Reader &in, SqliteTableSource &table, bool primary, const QString &name)
{
    SqliteTableSource::Key key;
    key.primary = primary;
    key.name = name;
    key.columns = {table.columns.back().name};
    if (primary) {
        in.needWord("KEY"_L1);
        if (!in.takeWord("ASC"_L1))
            in.takeWord("DESC"_L1);
    }
    key.onConflict = takeConflict(in);
    if (primary)
        in.takeWord("AUTOINCREMENT"_L1);
    table.keys.push_back(std::move(key));
}

// GENERATED ALWAYS AS (...) or AS (...), behind the first word.
void takeGenerated(Reader &in, SqliteTableSource &table, bool longForm)
{
    if (longForm) {
        in.needWord("ALWAYS"_L1);
        in.needWord("AS"_L1);
    }
    table.columns.back().generatedAs = in.takeGroup();
    if (!in.takeWord("STORED"_L1))
        in.takeWord("VIRTUAL"_L1);
}

void takeColumnConstraint(Reader &in, SqliteTableSource &table, const QString &name)
{
    if (in.takeWord("PRIMARY"_L1)) {
        takeColumnKey(in, table, true, name);
    } else if (in.takeWord("UNIQUE"_L1)) {
        takeColumnKey(in, table, false, name);
    } else if (in.takeWord("CHECK"_L1)) {
        table.checks.push_back({name, in.takeGroup()});
        takeConflict(in);
    } else if (in.takeWord("DEFAULT"_L1)) {
        skipDefault(in);
    } else if (in.takeWord("COLLATE"_L1)) {
        in.takeName();
    } else if (in.takeWord("REFERENCES"_L1)) {
        table.foreignKeys.push_back(takeReference(in, name));
    } else if (startsDeferral(in)) {
        takeDeferral(in, table.foreignKeys);
    } else if (in.takeWord("GENERATED"_L1)) {
        takeGenerated(in, table, true);
    } else if (in.takeWord("AS"_L1)) {
        takeGenerated(in, table, false);
    } else if (in.takeWord("NULL"_L1)) {
        takeConflict(in);
    } else if (in.takeWord("NOT"_L1)) {
        in.needWord("NULL"_L1);
        table.columns.back().notNullConflict = takeConflict(in);
    } else {
        in.fail();
    }
}

void takeColumn(Reader &in, SqliteTableSource &table)
{
    table.columns.push_back({in.takeName(), {}, {}});
    while (!in.failed() && !in.atEnd() && !in.isSymbol(","_L1) && !in.isSymbol(")"_L1) &&
           !startsColumnConstraint(in)) { // the type
        if (in.isSymbol("("_L1))
            in.skipGroup();
        else
            in.step();
    }
    while (!in.failed() && startsColumnConstraint(in)) {
        QString name;
        while (in.takeWord("CONSTRAINT"_L1)) // a name without a constraint means nothing
            name = in.takeName();
        if (startsColumnConstraint(in))
            takeColumnConstraint(in, table, name);
    }
}

void takeTableConstraint(Reader &in, SqliteTableSource &table)
{
    const QString name = in.takeWord("CONSTRAINT"_L1) ? in.takeName() : QString();
    const bool primary = in.isWord("PRIMARY"_L1);
    if (primary || in.isWord("UNIQUE"_L1)) {
        in.step();
        if (primary)
            in.needWord("KEY"_L1);
        SqliteTableSource::Key key{primary, name, takeKeys(in, true), {}};
        key.onConflict = takeConflict(in);
        table.keys.push_back(std::move(key));
    } else if (in.takeWord("CHECK"_L1)) {
        table.checks.push_back({name, in.takeGroup()});
        takeConflict(in);
    } else if (in.takeWord("FOREIGN"_L1)) {
        in.needWord("KEY"_L1);
        in.skipGroup();
        in.needWord("REFERENCES"_L1);
        table.foreignKeys.push_back(takeReference(in, name));
        if (startsDeferral(in))
            takeDeferral(in, table.foreignKeys);
    }
    // CONSTRAINT and a name with nothing behind it is allowed, and means nothing.
}

// CREATE [TEMP] kind [IF NOT EXISTS] [schema .] name
void takeHead(Reader &in, QLatin1StringView kind)
{
    in.needWord("CREATE"_L1);
    if (!in.takeWord("TEMP"_L1))
        in.takeWord("TEMPORARY"_L1);
    in.takeWord("UNIQUE"_L1);
    in.needWord(kind);
    if (in.takeWord("IF"_L1)) {
        in.needWord("NOT"_L1);
        in.needWord("EXISTS"_L1);
    }
    in.takeName();
    if (in.takeSymbol("."_L1))
        in.takeName();
}

} // namespace

SqliteTableSource parseSqliteCreateTable(const QString &sql)
{
    SqliteTableSource table;
    Reader in(sql);
    takeHead(in, "TABLE"_L1);
    in.needSymbol("("_L1);
    bool inConstraints = false;
    while (!in.failed() && !in.isSymbol(")"_L1)) {
        inConstraints |= startsTableConstraint(in);
        if (inConstraints)
            takeTableConstraint(in, table);
        else
            takeColumn(in, table);
        // Between two table constraints SQLite does without the comma.
        if (!in.takeSymbol(","_L1) && !in.isSymbol(")"_L1) && !startsTableConstraint(in))
            in.fail();
    }
    in.needSymbol(")"_L1);
    if (in.failed())
        return {};
    table.understood = true;
    return table;
}

SqliteIndexSource parseSqliteCreateIndex(const QString &sql)
{
    SqliteIndexSource index;
    Reader in(sql);
    takeHead(in, "INDEX"_L1);
    in.needWord("ON"_L1);
    in.takeName();
    index.keys = takeKeys(in, false);
    if (in.takeWord("WHERE"_L1))
        index.predicate = in.text(in.position(), in.size());
    else if (!in.atEnd())
        in.fail();
    if (in.failed())
        return {};
    index.understood = true;
    return index;
}

QString sqliteVirtualTableModule(const QString &sql)
{
    Reader in(sql);
    in.needWord("CREATE"_L1);
    in.needWord("VIRTUAL"_L1);
    in.needWord("TABLE"_L1);
    if (in.takeWord("IF"_L1)) {
        in.needWord("NOT"_L1);
        in.needWord("EXISTS"_L1);
    }
    in.takeName();
    if (in.takeSymbol("."_L1))
        in.takeName();
    in.needWord("USING"_L1);
    const QString module = in.takeName();
    return in.failed() ? QString() : module;
}

} // namespace tidemark
