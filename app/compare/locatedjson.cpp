// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/locatedjson.h"

#include "sql/scripterror.h"

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr int kDeepest = 64;

class Parser
{
public:
    Parser(const QByteArray &text, const QString &file)
        : m_text(text)
        , m_file(file)
    {
    }
    Result<LocatedJson> parse();

private:
    Result<LocatedJson> value(int depth);
    Result<void> object(LocatedJson &into, int depth);
    Result<void> array(LocatedJson &into, int depth);
    Result<QString> string();
    Result<char32_t> escapedUnit();
    Result<void> escape(QString &into);
    Result<void> number(LocatedJson &into);
    Result<void> word(LocatedJson &into);

    void skipSpace()
    {
        while (m_at < m_text.size() && std::strchr(" \t\r\n", m_text[m_at]) && m_text[m_at] != '\0')
            ++m_at;
    }
    char next() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    bool take(char c)
    {
        if (next() != c || m_at >= m_text.size())
            return false;
        ++m_at;
        return true;
    }
    tl::unexpected<Error> refuse(const QString &summary, qsizetype at) const
    {
        return fail(scriptError(ErrorKind::Input, locationOf(m_text, at, m_file), summary));
    }
    tl::unexpected<Error> expected(const QString &what) const
    {
        const QString found = m_at < m_text.size()
                                  ? u"%1 is expected here"_s.arg(what)
                                  : u"the text ends where %1 is expected"_s.arg(what);
        return refuse(found, m_at);
    }

    const QByteArray &m_text;
    const QString &m_file;
    qsizetype m_at = 0;
};

Result<LocatedJson> Parser::parse()
{
    if (m_text.startsWith("\xEF\xBB\xBF"))
        m_at = 3;
    TM_TRY_ASSIGN(LocatedJson root, value(0));
    skipSpace();
    if (m_at < m_text.size())
        return refuse(u"there is more behind the end of the value"_s, m_at);
    return root;
}

Result<LocatedJson> Parser::value(int depth)
{
    skipSpace();
    LocatedJson node;
    node.offset = m_at;
    if (depth > kDeepest)
        return refuse(u"this is nested too deeply"_s, m_at);
    switch (next()) {
    case '{':
        TM_TRY(object(node, depth));
        break;
    case '[':
        TM_TRY(array(node, depth));
        break;
    case '"': {
        node.type = LocatedJson::Type::String;
        TM_TRY_ASSIGN(node.text, string());
        break;
    }
    default:
        if (next() == '-' || (next() >= '0' && next() <= '9'))
            TM_TRY(number(node));
        else
            TM_TRY(word(node));
    }
    return node;
}

Result<void> Parser::object(LocatedJson &into, int depth)
{
    into.type = LocatedJson::Type::Object;
    ++m_at;
    skipSpace();
    if (take('}'))
        return {};
    while (true) {
        skipSpace();
        if (next() != '"')
            return expected(u"a name in quotes"_s);
        const qsizetype at = m_at;
        TM_TRY_ASSIGN(QString name, string());
        if (into.member(name))
            return refuse(u"\"%1\" is there twice"_s.arg(name), at);
        skipSpace();
        if (!take(':'))
            return expected(u"a colon"_s);
        TM_TRY_ASSIGN(LocatedJson node, value(depth + 1));
        into.members.push_back({std::move(name), std::move(node)});
        skipSpace();
        if (take('}'))
            return {};
        if (!take(','))
            return expected(u"a comma or }"_s);
    }
}

Result<void> Parser::array(LocatedJson &into, int depth)
{
    into.type = LocatedJson::Type::Array;
    ++m_at;
    skipSpace();
    if (take(']'))
        return {};
    while (true) {
        TM_TRY_ASSIGN(LocatedJson node, value(depth + 1));
        into.items.push_back(std::move(node));
        skipSpace();
        if (take(']'))
            return {};
        if (!take(','))
            return expected(u"a comma or ]"_s);
    }
}

Result<QString> Parser::string()
{
    const qsizetype begin = m_at++;
    QString text;
    qsizetype from = m_at;
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (c == '"') {
            text += QString::fromUtf8(m_text.constData() + from, m_at - from);
            ++m_at;
            return text;
        }
        if (static_cast<unsigned char>(c) < 0x20)
            return refuse(u"a line or control character in a text is written \\n or \\uXXXX"_s,
                          m_at);
        if (c != '\\') {
            ++m_at;
            continue;
        }
        text += QString::fromUtf8(m_text.constData() + from, m_at - from);
        ++m_at;
        TM_TRY(escape(text));
        from = m_at;
    }
    return refuse(u"this text has no end"_s, begin);
}

Result<void> Parser::escape(QString &into)
{
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    const char c = next();
    if (const auto found = letters.find(c); c != '\0' && found != std::string_view::npos) {
        ++m_at;
        into += QLatin1Char(meanings[found]);
        return {};
    }
    if (!take('u'))
        return expected(u"one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"_s);
    TM_TRY_ASSIGN(const char32_t unit, escapedUnit());
    into += QChar(static_cast<char16_t>(unit));
    return {};
}

Result<char32_t> Parser::escapedUnit()
{
    bool good = m_at + 4 <= m_text.size();
    const uint unit = good ? m_text.mid(m_at, 4).toUInt(&good, 16) : 0;
    if (!good)
        return expected(u"four hexadecimal digits"_s);
    m_at += 4;
    return char32_t(unit);
}

Result<void> Parser::number(LocatedJson &into)
{
    into.type = LocatedJson::Type::Number;
    const qsizetype begin = m_at;
    while (m_at < m_text.size() && std::strchr("+-.0123456789eE", m_text[m_at]) &&
           m_text[m_at] != '\0')
        ++m_at;
    into.text = QString::fromLatin1(m_text.constData() + begin, m_at - begin);
    bool good = false;
    static_cast<void>(into.text.toDouble(&good));
    if (!good)
        return refuse(u"this is no number: "_s + into.text, begin);
    return {};
}

Result<void> Parser::word(LocatedJson &into)
{
    const auto is = [&](const char *word) {
        const auto length = qsizetype(std::strlen(word));
        if (m_text.size() - m_at < length ||
            std::strncmp(m_text.constData() + m_at, word, size_t(length)) != 0)
            return false;
        m_at += length;
        return true;
    };
    if (is("null"))
        return {};
    into.type = LocatedJson::Type::Bool;
    into.truth = is("true");
    if (into.truth || is("false"))
        return {};
    return expected(u"a value"_s);
}

} // namespace

const LocatedJson *LocatedJson::member(QStringView name) const
{
    const auto found =
        std::ranges::find_if(members, [&](const auto &member) { return member.name == name; });
    return found == members.end() ? nullptr : &found->value;
}

Result<LocatedJson> parseLocatedJson(const QByteArray &json, const QString &file)
{
    return Parser(json, file).parse();
}

SourceLocation locationOf(const QByteArray &text, qsizetype offset, const QString &file)
{
    const QByteArrayView before = QByteArrayView(text).first(std::min(offset, text.size()));
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    SourceLocation where;
    where.file = file;
    where.line = int(before.count('\n')) + 1;
    where.column = int(QString::fromUtf8(before.sliced(lineStart)).size()) + 1;
    return where;
}

QByteArray jsonString(const QString &text)
{
    static constexpr char digits[] = "0123456789abcdef";
    QByteArray json;
    json.reserve(text.size() + 2);
    json += '"';
    const QByteArray bytes = text.toUtf8();
    for (const char c : bytes) {
        if (c == '"' || c == '\\')
            (json += '\\') += c;
        else if (c == '\n')
            json += "\\n";
        else if (c == '\t')
            json += "\\t";
        else if (static_cast<unsigned char>(c) < 0x20)
            ((json += "\\u00") += digits[c >> 4]) += digits[c & 15];
        else
            json += c;
    }
    json += '"';
    return json;
}

} // namespace tidemark
