// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/fill/patternsample.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

const QString digits = u"0123456789"_s;
const QString lowerCase = u"abcdefghijklmnopqrstuvwxyz"_s;
const QString upperCase = u"ABCDEFGHIJKLMNOPQRSTUVWXYZ"_s;

/// Writes as it reads; what may vary takes its character from the number.
class PatternSampler
{
public:
    PatternSampler(const QString &pattern, int number)
        : m_pattern(pattern)
        , m_number(number)
    {
    }

    std::optional<QString> sample()
    {
        const QString text = alternatives();
        if (m_failed || m_at < m_pattern.size())
            return std::nullopt;
        return text;
    }

private:
    bool atEnd() const { return m_at >= m_pattern.size(); }
    QChar peek() const { return atEnd() ? QChar() : m_pattern[m_at]; }

    QString alternatives()
    {
        QString first = sequence();
        while (peek() == u'|') {
            ++m_at;
            sequence(); // read, not used
        }
        return first;
    }

    QString sequence()
    {
        QString text;
        while (!atEnd() && peek() != u'|' && peek() != u')' && !m_failed)
            text += quantified();
        return text;
    }

    QString quantified()
    {
        const qsizetype begin = m_at;
        QString once = atom();
        const qsizetype end = m_at;
        const int count = repetitions();
        if (count == 0)
            return {};
        QString text = once;
        for (int i = 1; i < count && !m_failed; ++i) {
            // Again, so that the next digit of the number is used.
            const qsizetype after = m_at;
            m_at = begin;
            text += atom();
            m_at = std::max(after, end);
        }
        return text;
    }

    int repetitions()
    {
        switch (peek().unicode()) {
        case u'*':
        case u'+':
            ++m_at;
            skipLazy();
            return 2;
        case u'?':
            ++m_at;
            skipLazy();
            return 1;
        case u'{':
            return bounds();
        default:
            return 1;
        }
    }

    void skipLazy()
    {
        if (peek() == u'?')
            ++m_at;
    }

    /// {n}, {n,}, {n,m}
    int bounds()
    {
        const qsizetype close = m_pattern.indexOf(u'}', m_at);
        if (close < 0) {
            m_failed = true;
            return 1;
        }
        const QString inside = m_pattern.mid(m_at + 1, close - m_at - 1);
        m_at = close + 1;
        skipLazy();
        const int low = inside.section(u',', 0, 0).toInt();
        const QString high = inside.section(u',', 1, 1);
        const int wanted = std::max(low, 2);
        constexpr int longest = 1000;
        if (!inside.contains(u','))
            return std::min(low, longest);
        return std::min(high.isEmpty() ? wanted : std::min(wanted, high.toInt()), longest);
    }

    QString atom()
    {
        const QChar c = m_pattern[m_at++];
        switch (c.unicode()) {
        case u'^':
        case u'$':
            return {};
        case u'.':
            return pick(lowerCase);
        case u'(':
            return group();
        case u'[':
            return characterClass();
        case u'\\':
            return escape();
        default:
            return c;
        }
    }

    QString group()
    {
        if (peek() == u'?') {
            if (m_pattern.mid(m_at, 2) != "?:"_L1) {
                m_failed = true;
                return {};
            }
            m_at += 2;
        }
        QString text = alternatives();
        if (peek() == u')')
            ++m_at;
        else
            m_failed = true;
        return text;
    }

    QString escape()
    {
        if (atEnd()) {
            m_failed = true;
            return {};
        }
        const QChar c = m_pattern[m_at++];
        switch (c.unicode()) {
        case u'd':
        case u'w':
            return pick(digits);
        case u's':
            return u" "_s;
        case u'A':
        case u'Z':
        case u'm':
        case u'M':
        case u'y':
            return {};
        case u'S':
            return pick(lowerCase);
        default:
            if (c.isLetterOrNumber())
                m_failed = true;
            return c;
        }
    }

    QString characterClass()
    {
        const bool negated = peek() == u'^';
        if (negated)
            ++m_at;
        QString members;
        bool first = true;
        while (!atEnd() && (peek() != u']' || first)) {
            first = false;
            members += classMember();
        }
        ++m_at;
        if (negated) {
            QString others;
            for (const QChar c : lowerCase + digits + upperCase) {
                if (!members.contains(c))
                    others += c;
            }
            members = others;
        }
        return pick(members);
    }

    QString classMember()
    {
        if (m_pattern.mid(m_at, 2) == "[:"_L1) {
            const qsizetype close = m_pattern.indexOf(u":]"_s, m_at);
            const QString name = close < 0 ? QString() : m_pattern.mid(m_at + 2, close - m_at - 2);
            m_at = close < 0 ? m_pattern.size() : close + 2;
            return namedClass(name);
        }
        QChar low = m_pattern[m_at++];
        if (low == u'\\' && !atEnd()) {
            low = m_pattern[m_at++];
            if (low == u'd' || low == u'w')
                return low == u'd' ? digits : lowerCase + digits;
            if (low == u's')
                return u" "_s;
        }
        if (peek() != u'-' || m_at + 1 >= m_pattern.size() || m_pattern[m_at + 1] == u']')
            return low;
        const QChar high = m_pattern[m_at + 1];
        m_at += 2;
        QString range;
        for (ushort c = low.unicode(); c <= high.unicode() && range.size() < 200; ++c)
            range += QChar(c);
        return range;
    }

    static QString namedClass(const QString &name)
    {
        if (name == "digit"_L1)
            return digits;
        if (name == "upper"_L1)
            return upperCase;
        if (name == "space"_L1 || name == "blank"_L1)
            return u" "_s;
        if (name == "xdigit"_L1)
            return u"0123456789abcdef"_s;
        return lowerCase;
    }

    QString pick(const QString &members)
    {
        if (members.isEmpty()) {
            m_failed = true;
            return {};
        }
        const int index = m_number % static_cast<int>(members.size());
        m_number /= static_cast<int>(members.size());
        return members[index];
    }

    const QString m_pattern;
    int m_number;
    qsizetype m_at = 0;
    bool m_failed = false;
};

} // namespace

std::optional<QString> sampleOfPattern(const QString &pattern, int number)
{
    return PatternSampler(pattern, number).sample();
}

QString sampleOfLike(const QString &pattern, int number)
{
    QString text;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const QChar c = pattern[i];
        if (c == u'%')
            text += QString::number(number);
        else if (c == u'_')
            text += QChar(u'a' + number % 26);
        else if (c == u'\\' && i + 1 < pattern.size())
            text += pattern[++i];
        else
            text += c;
    }
    return text;
}

} // namespace tidemark
