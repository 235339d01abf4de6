// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/fill/sampletext.h"

#include "rehearsal/fill/patternsample.h"

#include <QCryptographicHash>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString hashOf(QCryptographicHash::Algorithm algorithm, int number)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(QByteArray::number(number), algorithm).toHex());
}

/// A last word of a column's name and the text that suits it; %1 is the row's number.
struct Word
{
    const char16_t *word;
    const char16_t *text;
};

constexpr std::array words{
    Word{u"email", u"user%1@example.org"},
    Word{u"mail", u"user%1@example.org"},
    Word{u"url", u"https://example.org/%1"},
    Word{u"uri", u"https://example.org/%1"},
    Word{u"link", u"https://example.org/%1"},
    Word{u"homepage", u"https://example.org/%1"},
    Word{u"website", u"https://example.org/%1"},
    Word{u"repository", u"https://example.org/%1"},
    Word{u"avatar", u"https://example.org/%1.png"},
    Word{u"host", u"host%1.example.org"},
    Word{u"hostname", u"host%1.example.org"},
    Word{u"domain", u"host%1.example.org"},
    Word{u"num", u"1.0.%1"},
    Word{u"semver", u"1.0.%1"},
    Word{u"ip", u"10.0.0.%1"},
    Word{u"name", u"name-%1"},
    Word{u"username", u"user-%1"},
    Word{u"login", u"user-%1"},
    Word{u"title", u"title-%1"},
    Word{u"label", u"label-%1"},
    Word{u"slug", u"slug-%1"},
    Word{u"description", u"description %1"},
    Word{u"path", u"path/%1"},
    Word{u"uuid", u"00000000-0000-4000-8000-%2"},
    Word{u"guid", u"00000000-0000-4000-8000-%2"},
    Word{u"at", u"2024-01-01 12:%3:00"},
    Word{u"date", u"2024-01-%4"},
    Word{u"timestamp", u"2024-01-01 12:%3:00"},
    Word{u"auth", u"{\"n\": %1}"},
    Word{u"config", u"{\"n\": %1}"},
    Word{u"configuration", u"{\"n\": %1}"},
    Word{u"settings", u"{\"n\": %1}"},
    Word{u"options", u"{\"n\": %1}"},
    Word{u"params", u"{\"n\": %1}"},
    Word{u"metadata", u"{\"n\": %1}"},
    Word{u"payload", u"{\"n\": %1}"},
    Word{u"attributes", u"{\"n\": %1}"},
    Word{u"properties", u"{\"n\": %1}"},
    Word{u"features", u"{\"n\": %1}"},
    Word{u"json", u"{\"n\": %1}"},
};

/// Half of the numbers as they are, so that some rows of different tables agree where a script
/// joins them by such a text; the others tell by the column's name where they are from, so that a
/// text that a script takes from elsewhere is seen to be another.
QString plainNumber(const QString &columnName, int number)
{
    if (number % 2 != 0)
        return QString::number(number);
    return QString::number(number + 10 * (1 + qChecksum(columnName.toUtf8()) % 89));
}

QString byName(const QString &columnName, int number)
{
    const QString lower = columnName.toLower();
    const QString last = lower.section(u'_', -1);
    if (last == "sha256"_L1)
        return hashOf(QCryptographicHash::Sha256, number);
    if (last == "md5"_L1 || last == "hash"_L1 || last == "digest"_L1 || last == "checksum"_L1 ||
        last == "token"_L1)
        return hashOf(QCryptographicHash::Md5, number);
    const auto *found = std::ranges::find_if(
        words, [&](const Word &word) { return last == QStringView(word.word); });
    if (found == words.end())
        return plainNumber(lower, number);
    return QString::fromUtf16(found->text)
        .replace(u"%1"_s, QString::number(number))
        .replace(u"%2"_s, QString::number(number).rightJustified(12, u'0'))
        .replace(u"%3"_s, QString::number(number % 60).rightJustified(2, u'0'))
        .replace(u"%4"_s, QString::number(number % 28 + 1).rightJustified(2, u'0'));
}

/// The number in as few characters as there are.
QString shortText(int number, int longest)
{
    const QString decimal = QString::number(number);
    if (decimal.size() <= longest)
        return decimal;
    return QString::number(number, 36).right(std::max(longest, 0));
}

} // namespace

QString sampleText(const QString &columnName, int number, const ColumnHint &hint,
                   std::optional<int> longest)
{
    if (hint.maxLength)
        longest = std::min(longest.value_or(*hint.maxLength), *hint.maxLength);
    if (!hint.pattern.isEmpty()) {
        const auto text = hint.like ? std::optional(sampleOfLike(hint.pattern, number))
                                    : sampleOfPattern(hint.pattern, number);
        if (text && (!longest || text->size() <= *longest))
            return *text;
    }
    QString text = byName(columnName, number);
    if (longest && text.size() > *longest)
        text = shortText(number, *longest);
    if (text.size() < hint.minLength)
        text = text.rightJustified(hint.minLength, u'0');
    return hint.upperCase ? text.toUpper() : text;
}

qint64 sampleInteger(int number, const ColumnHint &hint)
{
    qint64 value = number + qint64(hint.rank) * 100;
    if (hint.low && double(value) < *hint.low)
        value = qint64(std::ceil(*hint.low)) + number - 1;
    if (hint.high && double(value) > *hint.high) {
        value = qint64(std::floor(*hint.high)) - (number - 1);
        if (hint.low)
            value = std::max(value, qint64(std::ceil(*hint.low)));
    }
    return value;
}

std::optional<QString> allowedValue(int number, const ColumnHint &hint)
{
    if (hint.allowed.isEmpty())
        return std::nullopt;
    return hint.allowed[(number - 1) % hint.allowed.size()];
}

} // namespace tidemark
