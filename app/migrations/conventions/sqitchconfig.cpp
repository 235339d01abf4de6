// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/sqitchconfig.h"

#include <QStringView>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

class ConfigReader
{
public:
    ConfigReader(QByteArrayView text, QString file)
        : m_text(QString::fromUtf8(text))
        , m_file(std::move(file))
    {
    }

    Result<QHash<QString, QString>> read();

private:
    QChar peek() const { return m_at < m_text.size() ? m_text[m_at] : QChar(); }
    bool atLineEnd() const { return m_at >= m_text.size() || peek() == u'\n'; }
    void skip(bool (*unwanted)(QChar));
    Result<void> readSection();
    Result<void> readSetting();
    Result<QString> readValue();
    Result<void> readQuoted(QString &value);
    bool readEscape(QString &value);
    tl::unexpected<Error> wrong(const QString &what) const;

    QString m_text;
    QString m_file;
    qsizetype m_at = 0;
    QString m_section;
    QHash<QString, QString> m_values;
};

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\r';
}
bool isComment(QChar c)
{
    return c == u'#' || c == u';';
}

tl::unexpected<Error> ConfigReader::wrong(const QString &what) const
{
    const QStringView before = QStringView(m_text).first(m_at);
    Error error;
    error.kind = ErrorKind::Input;
    error.summary = what;
    error.where = {m_file, int(before.count(u'\n')) + 1,
                   int(m_at - before.lastIndexOf(u'\n') - 1) + 1};
    return fail(std::move(error));
}

void ConfigReader::skip(bool (*unwanted)(QChar))
{
    while (m_at < m_text.size() && unwanted(m_text[m_at]))
        ++m_at;
}

Result<void> ConfigReader::readSection()
{
    ++m_at;
    const qsizetype begin = m_at;
    while (!atLineEnd() && !isBlank(peek()) && peek() != u'"' && peek() != u']')
        ++m_at;
    m_section = m_text.sliced(begin, m_at - begin).toLower();
    if (m_section.isEmpty())
        return wrong(u"the name of a section is expected behind ["_s);
    skip(isBlank);
    if (peek() == u'"') {
        QString name;
        for (++m_at; !atLineEnd() && peek() != u'"'; ++m_at) {
            if (peek() == u'\\' && m_at + 1 < m_text.size())
                ++m_at;
            name += peek();
        }
        if (peek() != u'"')
            return wrong(u"the name of the section does not end on its line"_s);
        ++m_at;
        m_section += u'.' + name;
        skip(isBlank);
    }
    if (peek() != u']')
        return wrong(u"] is expected at the end of the section's name"_s);
    ++m_at;
    return {};
}

bool ConfigReader::readEscape(QString &value)
{
    const QChar escaped = m_at + 1 < m_text.size() ? m_text[m_at + 1] : QChar();
    const bool carriage = escaped == u'\r' && m_at + 2 < m_text.size() && m_text[m_at + 2] == u'\n';
    if (escaped == u'\n' || carriage) {
        m_at += carriage ? 3 : 2;
        return true;
    }
    if (escaped == u'n')
        value += u'\n';
    else if (escaped == u't')
        value += u'\t';
    else if (escaped == u'b')
        value += u'\b';
    else if (escaped == u'\\' || escaped == u'"' || escaped == u'\'')
        value += escaped;
    else
        return false;
    m_at += 2;
    return true;
}

Result<void> ConfigReader::readQuoted(QString &value)
{
    const qsizetype begin = m_at++;
    while (!atLineEnd() && peek() != u'"') {
        if (peek() != u'\\') {
            value += peek();
            ++m_at;
        } else if (!readEscape(value)) {
            return wrong(u"an unknown escape"_s);
        }
    }
    if (peek() != u'"') {
        m_at = begin;
        return wrong(u"the quoted text does not end on its line"_s);
    }
    ++m_at;
    return {};
}

/// White space between words counts as one space, at the ends as none.
Result<QString> ConfigReader::readValue()
{
    QString value;
    skip([](QChar c) { return c == u' ' || c == u'\t'; });
    while (!atLineEnd()) {
        if (isBlank(peek())) {
            skip(isBlank);
            if (!atLineEnd() && !isComment(peek()))
                value += u' ';
        } else if (isComment(peek()) && (value.isEmpty() || isBlank(m_text[m_at - 1]))) {
            break;
        } else if (peek() == u'"') {
            TM_TRY(readQuoted(value));
        } else if (peek() != u'\\') {
            value += peek();
            ++m_at;
        } else if (!readEscape(value)) {
            return wrong(u"an unknown escape"_s);
        }
    }
    return value;
}

Result<void> ConfigReader::readSetting()
{
    if (m_section.isEmpty())
        return wrong(u"a setting stands before the first [section]"_s);
    const qsizetype begin = m_at;
    while (!atLineEnd() && peek() != u'=' && !isComment(peek()))
        ++m_at;
    const QString name = m_text.sliced(begin, m_at - begin).trimmed().toLower();
    QString value = u"true"_s;
    if (peek() == u'=') {
        if (name.isEmpty())
            return wrong(u"a name is expected before ="_s);
        ++m_at;
        TM_TRY_ASSIGN(value, readValue());
    }
    m_values.insert(m_section + u'.' + name, value);
    return {};
}

Result<QHash<QString, QString>> ConfigReader::read()
{
    if (m_text.startsWith(QChar(0xfeff)))
        m_text.remove(0, 1);
    while (true) {
        skip([](QChar c) { return c.isSpace(); });
        if (m_at >= m_text.size())
            return std::move(m_values);
        if (isComment(peek()))
            skip([](QChar c) { return c != u'\n'; });
        else if (peek() == u'[')
            TM_TRY(readSection());
        else
            TM_TRY(readSetting());
    }
}

} // namespace

QHash<QString, QString> SqitchConfig::section(const QString &prefix) const
{
    QHash<QString, QString> settings;
    const QString start = prefix + u'.';
    for (auto it = m_values.constBegin(); it != m_values.constEnd(); ++it) {
        if (it.key().startsWith(start) && !it.key().sliced(start.size()).contains(u'.'))
            settings.insert(it.key().sliced(start.size()), it.value());
    }
    return settings;
}

Result<void> SqitchConfig::add(QByteArrayView text, const QString &file)
{
    TM_TRY_ASSIGN(const auto values, ConfigReader(text, file).read());
    m_values.insert(values);
    return {};
}

} // namespace tidemark
