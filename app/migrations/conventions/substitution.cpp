// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/substitution.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

using Substituted = tl::expected<QString, QString>;

class Substitution
{
public:
    Substitution(const QString &text, const VariableLookup &lookup)
        : m_text(text)
        , m_lookup(lookup)
    {
    }

    /// Up to the end, or in braces up to the closing one, which is left standing.
    Substituted expression(bool inBraces);

private:
    bool at(QStringView word) const { return QStringView(m_text).sliced(m_at).startsWith(word); }
    bool atEnd() const { return m_at >= m_text.size(); }
    QString name();
    Substituted variable();
    Substituted braces();
    Substituted operation(const QString &name);
    Substituted part(const QString &value);
    std::optional<qsizetype> number(bool mayEndAtColon);

    const QString &m_text;
    const VariableLookup &m_lookup;
    qsizetype m_at = 0;
};

Substituted Substitution::expression(bool inBraces)
{
    QString result;
    while (!atEnd() && !(inBraces && m_text.at(m_at) == u'}')) {
        if (at(u"\\\\") || at(u"$(")) {
            result += QStringView(m_text).sliced(m_at, 2);
            m_at += 2;
        } else if (at(u"\\$") || at(u"$$")) {
            result += u'$';
            m_at += 2;
        } else if (m_text.at(m_at) == u'$' && m_at + 1 < m_text.size()) {
            ++m_at;
            const Substituted value = variable();
            if (!value)
                return value;
            result += *value;
        } else {
            result += m_text.at(m_at++);
        }
    }
    return result;
}

QString Substitution::name()
{
    const qsizetype begin = m_at;
    if (!atEnd() && m_text.at(m_at).isLetter()) {
        while (!atEnd() && (m_text.at(m_at).isLetterOrNumber() || m_text.at(m_at) == u'_'))
            ++m_at;
    }
    return m_text.sliced(begin, m_at - begin);
}

Substituted Substitution::variable()
{
    if (m_text.at(m_at) == u'{') {
        ++m_at;
        return braces();
    }
    const QString variableName = name();
    if (variableName.isEmpty())
        return tl::unexpected(u"a variable's name must begin with a letter"_s);
    return m_lookup(variableName).value_or(QString());
}

Substituted Substitution::braces()
{
    const QString variableName = name();
    if (variableName.isEmpty())
        return tl::unexpected(u"a variable's name must begin with a letter"_s);
    Substituted value = m_lookup(variableName).value_or(QString());
    if (!at(u"}"))
        value = operation(variableName);
    if (!value)
        return value;
    if (!at(u"}"))
        return tl::unexpected(u"${%1 has no closing brace"_s.arg(variableName));
    ++m_at;
    return value;
}

Substituted Substitution::operation(const QString &variableName)
{
    const std::optional<QString> value = m_lookup(variableName);
    const bool orEmpty = at(u":-");
    if (orEmpty || at(u"-")) {
        m_at += orEmpty ? 2 : 1;
        const Substituted other = expression(true);
        if (!other || !value || (orEmpty && value->isEmpty()))
            return other;
        return *value;
    }
    if (at(u"?")) {
        ++m_at;
        const Substituted message = expression(true);
        if (!message || value)
            return message ? Substituted(*value) : message;
        return tl::unexpected(u"the variable %1 is not set%2"_s.arg(
            variableName, message->isEmpty() ? QString() : u": "_s + *message));
    }
    if (at(u":")) {
        ++m_at;
        return part(value.value_or(QString()));
    }
    return tl::unexpected(u"${%1 is followed by no known operator"_s.arg(variableName));
}

std::optional<qsizetype> Substitution::number(bool mayEndAtColon)
{
    const qsizetype begin = m_at;
    while (!atEnd() && m_text.at(m_at) != u'}' && !(mayEndAtColon && m_text.at(m_at) == u':'))
        ++m_at;
    bool good = false;
    const qsizetype value = m_text.sliced(begin, m_at - begin).trimmed().toLongLong(&good);
    return good ? std::optional(value) : std::nullopt;
}

/// As in shells: negative offsets count from the end, negative lengths leave out at the end.
Substituted Substitution::part(const QString &value)
{
    const std::optional<qsizetype> offset = number(true);
    if (!offset)
        return tl::unexpected(u"the offset of a substring is not a number"_s);
    const qsizetype size = value.size();
    const qsizetype from = std::clamp(*offset < 0 ? *offset + size : *offset, qsizetype(0), size);
    if (!at(u":"))
        return value.sliced(from);
    ++m_at;
    const std::optional<qsizetype> length = number(false);
    if (!length)
        return tl::unexpected(u"the length of a substring is not a number"_s);
    const qsizetype to = std::clamp(*length < 0 ? size + *length : from + *length, from, size);
    return value.sliced(from, to - from);
}

} // namespace

Substituted substituteVariables(const QString &text, const VariableLookup &lookup)
{
    static const VariableLookup nothing = [](const QString &) { return std::nullopt; };
    return Substitution(text, lookup ? lookup : nothing).expression(false);
}

} // namespace tidemark
