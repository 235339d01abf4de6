// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/sqlite/sqlitetokens.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

using Kind = SqliteToken::Kind;

bool isWordCharacter(QChar c)
{
    return c.unicode() >= 0x80 || c == u'_' || c == u'$' || (c >= u'0' && c <= u'9') ||
           (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isSpace(QChar c)
{
    return c == u' ' || (c >= u'\t' && c <= u'\r');
}

// Cuts one text; a position that only moves on.
class Scanner
{
public:
    explicit Scanner(const QString &sql)
        : m_sql(sql)
    {
    }

    std::vector<SqliteToken> run()
    {
        while (skipBlank())
            next();
        return std::move(m_tokens);
    }

private:
    QChar at(qsizetype i) const { return i < m_sql.size() ? m_sql.at(i) : QChar(); }

    // False at the end.
    bool skipBlank()
    {
        for (;;) {
            while (m_at < m_sql.size() && isSpace(m_sql.at(m_at)))
                ++m_at;
            if (at(m_at) == u'-' && at(m_at + 1) == u'-')
                m_at = endOf(u"\n", m_at);
            else if (at(m_at) == u'/' && at(m_at + 1) == u'*')
                m_at = endOf(u"*/", m_at + 2);
            else
                return m_at < m_sql.size();
        }
    }

    qsizetype endOf(QStringView mark, qsizetype from) const
    {
        const qsizetype found = QStringView(m_sql).indexOf(mark, from);
        return found < 0 ? m_sql.size() : found + mark.size();
    }

    void next()
    {
        const QChar c = at(m_at);
        if (c == u'\'' || ((c == u'x' || c == u'X') && at(m_at + 1) == u'\''))
            string(c == u'\'' ? 0 : 1);
        else if (c == u'"' || c == u'`' || c == u'[')
            name(c == u'[' ? u']' : c);
        else if (isDigit(c) || (c == u'.' && isDigit(at(m_at + 1))))
            number();
        else if (isWordCharacter(c))
            add(Kind::Word, wordEnd(m_at));
        else
            symbol();
    }

    qsizetype wordEnd(qsizetype i) const
    {
        while (i < m_sql.size() && isWordCharacter(m_sql.at(i)))
            ++i;
        return i;
    }

    // The end of what is quoted from `begin`, the closing quote included; -1 when there is none.
    qsizetype quotedEnd(qsizetype begin, QChar quote) const
    {
        for (qsizetype i = begin; i < m_sql.size(); ++i) {
            if (m_sql.at(i) != quote)
                continue;
            if (quote == u']' || at(i + 1) != quote)
                return i + 1;
            ++i;
        }
        return -1;
    }

    void string(int prefix)
    {
        const qsizetype end = quotedEnd(m_at + prefix + 1, u'\'');
        add(end < 0 ? Kind::Broken : Kind::String, end < 0 ? m_sql.size() : end);
    }

    void name(QChar quote)
    {
        const qsizetype end = quotedEnd(m_at + 1, quote);
        if (end < 0)
            return add(Kind::Broken, m_sql.size());
        QString text = m_sql.mid(m_at + 1, end - m_at - 2);
        if (quote != u']')
            text.replace(QString(2, quote), QString(quote));
        add(Kind::Name, end, std::move(text));
    }

    void number()
    {
        qsizetype i = m_at;
        while (i < m_sql.size()) {
            const bool exponent =
                (at(i) == u'e' || at(i) == u'E') && at(m_at + 1) != u'x' && at(m_at + 1) != u'X';
            if (exponent && (at(i + 1) == u'+' || at(i + 1) == u'-'))
                i += 2;
            else if (isWordCharacter(at(i)) || at(i) == u'.')
                ++i;
            else
                break;
        }
        add(Kind::Number, i);
    }

    void symbol()
    {
        static constexpr std::array<QStringView, 10> kLong{u"->>", u"->", u"||", u"<<", u">>",
                                                           u"<=",  u">=", u"==", u"!=", u"<>"};
        const auto rest = QStringView(m_sql).mid(m_at);
        const auto *found = std::find_if(kLong.begin(), kLong.end(),
                                         [&](QStringView s) { return rest.startsWith(s); });
        add(Kind::Symbol, m_at + (found == kLong.end() ? 1 : found->size()));
    }

    void add(Kind kind, qsizetype end) { add(kind, end, m_sql.mid(m_at, end - m_at)); }
    void add(Kind kind, qsizetype end, QString text)
    {
        m_tokens.push_back({kind, std::move(text), m_at, end});
        m_at = end;
    }

    const QString &m_sql;
    qsizetype m_at = 0;
    std::vector<SqliteToken> m_tokens;
};

// What SQLite takes for a name without quotes. TRUE and FALSE are no key words to it, and yet not
// names where no column is called so.
bool needsNoQuotes(const QString &name)
{
    if (name.isEmpty() || isDigit(name.at(0)) || name.at(0) == u'$')
        return false;
    if (!std::all_of(name.begin(), name.end(), isWordCharacter))
        return false;
    const QByteArray utf8 = name.toUtf8().toLower();
    return !sqlite3_keyword_check(utf8.constData(), int(utf8.size())) && utf8 != "true" &&
           utf8 != "false";
}

QString asciiLower(const QString &text)
{
    QString lower = text;
    for (QChar &c : lower) {
        if (c >= u'A' && c <= u'Z')
            c = QChar(c.unicode() + ('a' - 'A'));
    }
    return lower;
}

QString canonicalToken(const SqliteToken &token)
{
    switch (token.kind) {
    case Kind::Name: {
        const QString lower = asciiLower(token.text);
        return needsNoQuotes(token.text) ? lower
                                         : u'"' + QString(lower).replace(u'"', u"\"\""_s) + u'"';
    }
    case Kind::String:
        return token.text.startsWith(u'\'') ? token.text : asciiLower(token.text);
    case Kind::Symbol:
        if (token.text == "=="_L1)
            return u"="_s;
        return token.text == "!="_L1 ? u"<>"_s : token.text;
    case Kind::Broken:
        return token.text;
    case Kind::Word:
    case Kind::Number:
        break;
    }
    return asciiLower(token.text);
}

} // namespace

std::vector<SqliteToken> sqliteTokens(const QString &sql)
{
    return Scanner(sql).run();
}

QString sqliteText(const QString &source, const std::vector<SqliteToken> &tokens, size_t first,
                   size_t last)
{
    QString text;
    for (size_t i = first; i < last; ++i) {
        if (i > first && tokens[i].begin > tokens[i - 1].end)
            text += u' ';
        text += QStringView(source).mid(tokens[i].begin, tokens[i].end - tokens[i].begin);
    }
    return text;
}

QString canonicalSqliteSql(const QString &sql)
{
    QString text;
    for (const SqliteToken &token : sqliteTokens(sql)) {
        if (!text.isEmpty())
            text += u' ';
        text += canonicalToken(token);
    }
    return text;
}

} // namespace tidemark
