// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/sqlitesplitter.h"

#include "sql/scripterror.h"
#include "sql/tokenizer.h"
#include "sql/utf8text.h"

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

bool isSymbol(const SqlTokenizer &tokens, const SqlToken &token, char symbol)
{
    return token.kind == SqlToken::Kind::Symbol && tokens.textOf(token)[0] == symbol;
}

/// Follows one statement far enough to know at which semicolons asking sqlite3_complete() can be of
/// use: it reads the whole statement each time, and a trigger's body has many.
class TriggerWatch
{
public:
    void take(const SqlTokenizer &tokens, const SqlToken &token)
    {
        if (m_inPrefix) {
            m_trigger = tokens.isWord(token, "TRIGGER");
            m_inPrefix = isPrefix(tokens, token);
        }
        m_endIsLast = tokens.isWord(token, "END");
    }

    /// At a semicolon.
    bool canBeComplete() const { return !m_trigger || m_endIsLast; }

private:
    static bool isPrefix(const SqlTokenizer &tokens, const SqlToken &token)
    {
        return tokens.isWord(token, "CREATE") || tokens.isWord(token, "TEMP") ||
               tokens.isWord(token, "TEMPORARY") || tokens.isWord(token, "EXPLAIN") ||
               tokens.isWord(token, "QUERY") || tokens.isWord(token, "PLAN");
    }

    bool m_inPrefix = true; ///< still before TRIGGER, if that comes at all
    bool m_trigger = false;
    bool m_endIsLast = false;
};

class SqliteSplitter
{
public:
    explicit SqliteSplitter(const Script &script)
        : m_text(script.text)
        , m_places(m_text, script.file, script.firstLine)
        , m_tokens(m_text, Engine::Sqlite, byteOrderMarkLength(m_text))
    {
    }

    Result<std::vector<Statement>> splitAll()
    {
        qsizetype start = -1;
        TriggerWatch watch;
        for (;;) {
            const SqlToken token = m_tokens.next();
            if (token.kind == SqlToken::Kind::End)
                break;
            if (!token.terminated)
                return errorAt(token.start, unterminated(token));
            const bool semicolon = isSymbol(m_tokens, token, ';');
            if (start < 0 && semicolon)
                continue;
            if (start < 0 && isSymbol(m_tokens, token, '.') && beginsLine(token.start))
                return errorAt(token.start, u"commands of the sqlite3 shell do not work here"_s,
                               u"write the SQL that it stands for"_s);
            if (start < 0)
                start = token.start;
            if (semicolon && watch.canBeComplete() &&
                sqlite3_complete(m_text.mid(start, token.end - start).constData()) != 0) {
                emitStatement(start, token.start);
                start = -1;
                watch = {};
                continue;
            }
            watch.take(m_tokens, token);
        }
        if (start >= 0)
            emitStatement(start, m_text.size());
        return std::move(m_statements);
    }

private:
    static QString unterminated(const SqlToken &token)
    {
        return token.kind == SqlToken::Kind::String ? u"unterminated quoted string"_s
                                                    : u"unterminated quoted identifier"_s;
    }

    tl::unexpected<Error> errorAt(qsizetype offset, const QString &summary,
                                  const QString &hint = {})
    {
        return fail(scriptError(ErrorKind::Input, m_places.at(offset), summary, hint));
    }

    bool beginsLine(qsizetype offset) const { return offset == 0 || m_text[offset - 1] == '\n'; }

    void emitStatement(qsizetype start, qsizetype end)
    {
        QByteArray text = m_text.mid(start, end - start);
        while (!text.isEmpty() &&
               (text.back() == ' ' || (text.back() >= '\t' && text.back() <= '\r')))
            text.chop(1);
        m_statements.push_back({std::move(text), m_places.at(start), std::nullopt});
    }

    const QByteArray m_text;
    PositionCounter m_places;
    SqlTokenizer m_tokens;
    std::vector<Statement> m_statements;
};

} // namespace

Result<std::vector<Statement>> splitSqliteScript(const Script &script)
{
    return SqliteSplitter(script).splitAll();
}

} // namespace tidemark
