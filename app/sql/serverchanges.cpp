// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/splitter.h"
#include "sql/tokenizer.h"

#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// Reads a statement's words one after the other, in upper case.
class Words
{
public:
    explicit Words(QByteArrayView text)
        : m_tokens(text, Engine::PostgreSql)
    {
        advance();
    }

    bool atEnd() const { return m_token.kind == SqlToken::Kind::End; }
    const QByteArray &word() const { return m_word; }
    bool isOne(std::initializer_list<std::string_view> words) const
    {
        return std::ranges::find(words, std::string_view(m_word.constData(),
                                                         size_t(m_word.size()))) != words.end();
    }
    bool isString() const
    {
        return m_token.kind == SqlToken::Kind::String ||
               m_token.kind == SqlToken::Kind::DollarString;
    }
    QByteArray content() const { return m_tokens.contentOf(m_token); }
    void advance()
    {
        m_token = m_tokens.next();
        m_word = m_token.kind == SqlToken::Kind::Word
                     ? m_tokens.textOf(m_token).toByteArray().toUpper()
                     : QByteArray();
    }

private:
    SqlTokenizer m_tokens;
    SqlToken m_token;
    QByteArray m_word;
};

// Catalogs that all databases of a server share (PostgreSQL documentation, "System Catalogs"), and
// what names a database, which need not be this one.
bool isShared(const Words &words)
{
    return words.isOne(
        {"ROLE", "USER", "GROUP", "TABLESPACE", "DATABASE", "SYSTEM", "SUBSCRIPTION"});
}

std::optional<QString> definition(Words words, const QByteArray &verb)
{
    if (!isShared(words))
        return std::nullopt;
    const QByteArray kind = words.word();
    words.advance();
    if (kind == "USER" && words.word() == "MAPPING")
        return std::nullopt;
    return QString::fromLatin1(verb + ' ' + kind);
}

/// GRANT role TO role, and whatever is granted on something that the databases share.
std::optional<QString> grant(Words words, const QByteArray &verb)
{
    for (; !words.atEnd(); words.advance()) {
        if (words.isOne({"TO", "FROM"}))
            return QString::fromLatin1(verb + " of a role");
        if (words.word() != "ON")
            continue;
        words.advance();
        if (!words.isOne({"DATABASE", "TABLESPACE", "PARAMETER"}))
            return std::nullopt;
        return QString::fromLatin1(verb + " ON " + words.word());
    }
    return std::nullopt;
}

std::optional<QString> comment(Words words, const QByteArray &verb)
{
    while (!words.atEnd() && words.word() != "ON")
        words.advance();
    words.advance();
    return isShared(words) ? std::optional(QString::fromLatin1(verb + " ON " + words.word()))
                           : std::nullopt;
}

/// The statement that begins here.
std::optional<QString> changeAt(Words words)
{
    const QByteArray verb = words.word();
    const auto is = [&words](auto... all) { return words.isOne({all...}); };
    const bool defines = is("CREATE", "ALTER", "DROP");
    const bool grants = is("GRANT", "REVOKE");
    const bool comments = is("COMMENT", "SECURITY");
    const bool owned = is("REASSIGN", "DROP");
    words.advance();
    if (owned && words.word() == "OWNED")
        return QString::fromLatin1(verb + " OWNED");
    if (defines)
        return definition(words, verb);
    if (grants)
        return grant(words, verb);
    return comments ? comment(words, verb) : std::nullopt;
}

/// In a body any word may begin a statement, and so does what a string holds (EXECUTE).
std::optional<QString> changeInBody(const QByteArray &body, int depth)
{
    constexpr int deepest = 4;
    for (Words words(body); !words.atEnd(); words.advance()) {
        if (words.isString() && depth < deepest) {
            if (auto change = changeInBody(words.content(), depth + 1))
                return change;
        }
        // A grant's words are ordinary ones too often.
        if (!words.isOne({"CREATE", "ALTER", "DROP", "REASSIGN"}))
            continue;
        if (auto change = changeAt(words))
            return change;
    }
    return std::nullopt;
}

bool hasBody(Words words)
{
    if (words.word() == "DO")
        return true;
    if (words.word() != "CREATE")
        return false;
    words.advance();
    if (words.word() == "OR")
        words.advance(), words.advance();
    return words.isOne({"FUNCTION", "PROCEDURE"});
}

} // namespace

std::optional<QString> changesServer(const Statement &statement)
{
    Words words(statement.text);
    if (!hasBody(words))
        return changeAt(words);
    for (; !words.atEnd(); words.advance()) {
        if (!words.isString())
            continue;
        if (auto change = changeInBody(words.content(), 0))
            return change;
    }
    return std::nullopt;
}

} // namespace tidemark
