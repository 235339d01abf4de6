// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/splitter.h"
#include "sql/tokenizer.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// The first words of a statement in upper case, enough to know its kind; symbols as themselves.
class Head
{
public:
    Head(const Statement &statement, Engine engine)
    {
        SqlTokenizer tokens(statement.text, engine);
        for (QByteArray &word : m_words) {
            const SqlToken token = tokens.next();
            if (token.kind == SqlToken::Kind::End)
                return;
            word = token.kind == SqlToken::Kind::Word ? tokens.textOf(token).toByteArray().toUpper()
                                                      : tokens.textOf(token).first(1).toByteArray();
            ++m_size;
        }
    }

    size_t size() const { return m_size; }
    const QByteArray &operator[](size_t index) const { return m_words[std::min(index, limit - 1)]; }

    bool startsWith(std::initializer_list<const char *> words) const
    {
        size_t index = 0;
        return std::all_of(words.begin(), words.end(),
                           [&](const char *word) { return (*this)[index++] == word; });
    }

    bool contains(const char *word) const
    {
        return std::ranges::find(m_words, QByteArray(word)) != m_words.end();
    }

private:
    static constexpr size_t limit = 12;
    std::array<QByteArray, limit> m_words;
    size_t m_size = 0;
};

/// The word stands anywhere in the statement, outside of quotes.
bool mentionsWord(const Statement &statement, Engine engine, QByteArrayView word)
{
    SqlTokenizer tokens(statement.text, engine);
    for (;;) {
        const SqlToken token = tokens.next();
        if (token.kind == SqlToken::Kind::End)
            return false;
        if (tokens.isWord(token, word))
            return true;
    }
}

/// `name = false` in a WITH list.
bool turnsOff(const Statement &statement, QByteArrayView option)
{
    SqlTokenizer tokens(statement.text, Engine::PostgreSql);
    for (;;) {
        const SqlToken token = tokens.next();
        if (token.kind == SqlToken::Kind::End)
            return false;
        if (!tokens.isWord(token, option))
            continue;
        tokens.next(); // =
        const SqlToken value = tokens.next();
        const QByteArray word = tokens.textOf(value).toByteArray().toLower().replace("'", "");
        return word == "false" || word == "off" || word == "0";
    }
}

bool isSubscriptionOutside(const Statement &statement, const Head &head)
{
    if (head.startsWith({"CREATE"}))
        return !turnsOff(statement, "CREATE_SLOT") && !turnsOff(statement, "CONNECT");
    if (head.startsWith({"DROP"}))
        return true; // unless its slot is NONE, which only the server knows
    // ALTER SUBSCRIPTION name REFRESH PUBLICATION; name SET PUBLICATION p WITH (refresh = ...)
    return head[3] == "REFRESH" ||
           (head.contains("PUBLICATION") && !turnsOff(statement, "REFRESH"));
}

/// The callers of PreventInTransactionBlock() in PostgreSQL's source, as far as the text tells.
bool postgresNeedsNoTransaction(const Statement &statement)
{
    const Head head(statement, Engine::PostgreSql);
    const QByteArray &first = head[0];
    const QByteArray &second = head[1];
    if (first == "VACUUM")
        return true;
    if (first == "CLUSTER")
        return head.size() == 1 || (head.size() == 2 && second == "VERBOSE");
    if (first == "DISCARD")
        return second == "ALL";
    if (first == "COMMIT" || first == "ROLLBACK")
        return second == "PREPARED";
    if (first == "REINDEX")
        return head.contains("CONCURRENTLY") || head.contains("DATABASE") ||
               head.contains("SYSTEM") || head.contains("SCHEMA");
    const bool alters = first == "ALTER";
    if (!alters && first != "CREATE" && first != "DROP")
        return false;
    if (second == "SUBSCRIPTION")
        return isSubscriptionOutside(statement, head);
    if (alters) {
        if (second == "SYSTEM")
            return true;
        if (second == "DATABASE")
            return head[3] == "SET" && head[4] == "TABLESPACE";
        return second == "TABLE" && head.contains("DETACH") &&
               mentionsWord(statement, Engine::PostgreSql, "CONCURRENTLY");
    }
    if (second == "DATABASE" || second == "TABLESPACE")
        return true;
    return head.startsWith({"CREATE", "INDEX", "CONCURRENTLY"}) ||
           head.startsWith({"CREATE", "UNIQUE", "INDEX", "CONCURRENTLY"}) ||
           head.startsWith({"DROP", "INDEX", "CONCURRENTLY"});
}

bool sqliteNeedsNoTransaction(const Statement &statement)
{
    const Head head(statement, Engine::Sqlite);
    if (head[0] == "VACUUM" || head[0] == "ATTACH" || head[0] == "DETACH")
        return true;
    if (head[0] != "PRAGMA")
        return false;
    // PRAGMA schema.name
    const QByteArray &name = head[2] == "." ? head[3] : head[1];
    return name == "FOREIGN_KEYS" || name == "JOURNAL_MODE";
}

} // namespace

bool controlsTransaction(const Statement &statement, Engine engine)
{
    const Head head(statement, engine);
    const QByteArray &first = head[0];
    static constexpr std::array<std::string_view, 7> common{
        "BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE", "ABORT"};
    const std::string_view word(first.constData(), static_cast<size_t>(first.size()));
    if (std::ranges::find(common, word) != common.end())
        return engine == Engine::PostgreSql || first != "ABORT";
    return engine == Engine::PostgreSql && (head.startsWith({"START", "TRANSACTION"}) ||
                                            head.startsWith({"PREPARE", "TRANSACTION"}));
}

bool needsNoTransaction(const Statement &statement, Engine engine)
{
    return engine == Engine::PostgreSql ? postgresNeedsNoTransaction(statement)
                                        : sqliteNeedsNoTransaction(statement);
}

QString summaryOf(const Statement &statement, int limit)
{
    // Far more than fits, so that a 10 MB statement costs nothing.
    const QByteArrayView text =
        QByteArrayView(statement.text)
            .first(std::min<qsizetype>(statement.text.size(), limit * 16 + 256));
    SqlTokenizer tokens(text, Engine::PostgreSql);
    QString summary;
    qsizetype previousEnd = 0;
    while (summary.size() <= limit) {
        const SqlToken token = tokens.next();
        if (token.kind == SqlToken::Kind::End)
            break;
        if (!summary.isEmpty() && token.start > previousEnd)
            summary += u' ';
        summary += QString::fromUtf8(tokens.textOf(token)).simplified();
        previousEnd = token.end;
    }
    if (summary.size() > limit) {
        summary.truncate(std::max(limit - 1, 0));
        if (!summary.isEmpty() && summary.back().isHighSurrogate())
            summary.chop(1);
        summary = summary.trimmed() + u'…';
    }
    return summary;
}

} // namespace tidemark
