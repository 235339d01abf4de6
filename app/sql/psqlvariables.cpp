// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/psqlvariables.h"

#include "sql/identifier.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

/// `open` at text[at], then a name, then `close`.
std::optional<PsqlReference> delimited(QByteArrayView text, qsizetype at, QByteArrayView open,
                                       char close, PsqlReference::Form form)
{
    if (!text.sliced(at).startsWith(open))
        return std::nullopt;
    const qsizetype begin = at + open.size();
    qsizetype end = begin;
    while (end < text.size() && isNameCharacter(text[end]))
        ++end;
    if (end == begin || end >= text.size() || text[end] != close)
        return std::nullopt;
    return PsqlReference{form, text.sliced(begin, end - begin).toByteArray(), end + 1 - at};
}

/// Reads one argument list, character by character as psql's own scanner does.
class ArgumentReader
{
public:
    ArgumentReader(QByteArrayView text, qsizetype at, const PsqlVariables &variables)
        : m_text(text)
        , m_at(at)
        , m_variables(variables)
    {
    }

    qsizetype position() const { return m_at; }

    Result<std::vector<QByteArray>> readAll()
    {
        std::vector<QByteArray> arguments;
        for (;;) {
            while (!atEnd() && isBlank(m_text[m_at]))
                ++m_at;
            if (atEnd() || m_text[m_at] == '\\')
                break;
            m_argument.clear();
            while (!atEnd() && !isBlank(m_text[m_at]) && m_text[m_at] != '\\')
                TM_TRY(readPart());
            arguments.push_back(m_argument);
        }
        if (m_text.sliced(m_at).startsWith(QByteArrayView("\\\\")))
            m_at += 2;
        return arguments;
    }

private:
    bool atEnd() const { return m_at >= m_text.size() || m_text[m_at] == '\n'; }

    Result<void> readPart()
    {
        const char c = m_text[m_at];
        if (c == '`')
            return fail(ErrorKind::Unsupported, u"backquotes run a shell command"_s, {},
                        u"put the value into the script"_s);
        if (c == '\'')
            return readSingleQuoted();
        if (c == '"')
            return readDoubleQuoted();
        if (c == ':') {
            if (const auto reference = PsqlVariables::referenceAt(m_text, m_at)) {
                if (const auto value = m_variables.expand(*reference)) {
                    m_argument += *value;
                    m_at += reference->length;
                    return {};
                }
            }
        }
        m_argument += c;
        ++m_at;
        return {};
    }

    Result<void> readSingleQuoted()
    {
        for (++m_at; !atEnd(); ++m_at) {
            const char c = m_text[m_at];
            if (c == '\\' && m_at + 1 < m_text.size()) {
                ++m_at;
                readEscape();
            } else if (c != '\'') {
                m_argument += c;
            } else if (m_at + 1 < m_text.size() && m_text[m_at + 1] == '\'') {
                m_argument += '\'';
                ++m_at;
            } else {
                ++m_at;
                return {};
            }
        }
        return fail(ErrorKind::Input, u"unterminated quoted string in a backslash command"_s);
    }

    /// At the character behind the backslash; leaves at the last one that belongs to the escape.
    void readEscape()
    {
        const char c = m_text[m_at];
        static constexpr QByteArrayView letters("ntbrf");
        static constexpr QByteArrayView meanings("\n\t\b\r\f");
        if (const qsizetype index = letters.indexOf(c); index >= 0)
            m_argument += meanings[index];
        else if (c >= '0' && c <= '7')
            readNumber(8, 3);
        else if (c == 'x')
            readNumber(16, 2);
        else
            m_argument += c;
    }

    void readNumber(int base, int digits)
    {
        const qsizetype begin = base == 16 ? m_at + 1 : m_at;
        qsizetype length = 0;
        bool good = true;
        int value = 0;
        while (length < digits && begin + length < m_text.size()) {
            const int next = m_text.sliced(begin, length + 1).toByteArray().toInt(&good, base);
            if (!good)
                break;
            value = next;
            ++length;
        }
        if (length == 0) {
            m_argument += m_text[m_at];
            return;
        }
        m_argument += static_cast<char>(value);
        m_at = begin + length - 1;
    }

    // psql keeps the quotes, which then are part of a variable's value.
    Result<void> readDoubleQuoted()
    {
        const qsizetype begin = m_at;
        for (++m_at; !atEnd(); ++m_at) {
            if (m_text[m_at] == '"') {
                ++m_at;
                m_argument += m_text.sliced(begin, m_at - begin).toByteArray();
                return {};
            }
        }
        return fail(ErrorKind::Input, u"unterminated quoted string in a backslash command"_s);
    }

    QByteArrayView m_text;
    qsizetype m_at;
    const PsqlVariables &m_variables;
    QByteArray m_argument;
};

} // namespace

bool PsqlVariables::isName(QByteArrayView name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), isNameCharacter);
}

std::optional<PsqlReference> PsqlVariables::referenceAt(QByteArrayView text, qsizetype at)
{
    using Form = PsqlReference::Form;
    if (auto literal = delimited(text, at, QByteArrayView(":'"), '\'', Form::Literal))
        return literal;
    if (auto identifier = delimited(text, at, QByteArrayView(":\""), '"', Form::Identifier))
        return identifier;
    if (auto exists = delimited(text, at, QByteArrayView(":{?"), '}', Form::Exists))
        return exists;
    qsizetype end = at + 1;
    while (end < text.size() && isNameCharacter(text[end]))
        ++end;
    if (end == at + 1)
        return std::nullopt;
    return PsqlReference{Form::Plain, text.sliced(at + 1, end - at - 1).toByteArray(), end - at};
}

std::optional<QByteArray> PsqlVariables::expand(const PsqlReference &reference) const
{
    const auto found = m_values.constFind(reference.name);
    const bool isSet = found != m_values.constEnd();
    if (reference.form == PsqlReference::Form::Exists)
        return isSet ? QByteArray("TRUE") : QByteArray("FALSE");
    if (!isSet)
        return std::nullopt;
    switch (reference.form) {
    case PsqlReference::Form::Literal:
        return quoteLiteral(QString::fromUtf8(*found), Engine::PostgreSql).toUtf8();
    case PsqlReference::Form::Identifier:
        return quoteIdentifier(QString::fromUtf8(*found)).toUtf8();
    default:
        return *found;
    }
}

Result<std::vector<QByteArray>> readPsqlArguments(QByteArrayView text, qsizetype &at,
                                                  const PsqlVariables &variables)
{
    ArgumentReader reader(text, at, variables);
    TM_TRY_ASSIGN(auto arguments, reader.readAll());
    at = reader.position();
    return arguments;
}

void skipPsqlArguments(QByteArrayView text, qsizetype &at)
{
    const qsizetype end = text.indexOf('\n', at);
    at = end < 0 ? text.size() : end;
}

} // namespace tidemark
