// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/fill/sqlitesample.h"

#include "rehearsal/fill/sampletext.h"
#include "sql/identifier.h"

#include <QDate>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString quoted(const QString &text)
{
    return quoteLiteral(text, Engine::Sqlite);
}

QString day(int number, const ColumnHint &hint)
{
    return QDate(2024, 1, 1).addDays(number + hint.rank * 30).toString(Qt::ISODate);
}

/// The length in VARCHAR(20); SQLite does not enforce it, checks and other readers do.
std::optional<int> declaredLength(const QString &type)
{
    const qsizetype open = type.indexOf(u'(');
    if (open < 0)
        return std::nullopt;
    bool good = false;
    const int length = type.mid(open + 1).section(u')', 0, 0).section(u',', 0, 0).toInt(&good);
    return good ? std::optional(length) : std::nullopt;
}

QString blob(int number, const ColumnHint &hint)
{
    const int length = std::max(hint.minLength, 4);
    return u"x'"_s + QString::number(number, 16).rightJustified(2 * length, u'0') + u'\'';
}

bool isNumber(const QString &text)
{
    bool good = false;
    text.toDouble(&good);
    return good;
}

} // namespace

QString sqliteSample(const QString &declaredType, const QString &columnName, int number,
                     const ColumnHint &hint)
{
    const QString type = declaredType.toUpper();
    const auto says = [&](QLatin1StringView word) { return type.contains(word); };
    const bool textual = says("CHAR"_L1) || says("CLOB"_L1) || says("TEXT"_L1);
    if (const auto allowed = allowedValue(number, hint)) {
        if (*allowed == "true"_L1)
            return u"1"_s;
        return isNumber(*allowed) && !textual ? *allowed : quoted(*allowed);
    }
    if (says("BOOL"_L1))
        return QString::number(1 - number % 2);
    if (says("TIMESTAMP"_L1) || says("DATETIME"_L1))
        return quoted(day(number, hint) + u" 12:00:00"_s);
    if (says("DATE"_L1))
        return quoted(day(number, hint));
    if (says("TIME"_L1))
        return quoted(u"%1:00:00"_s.arg(number % 24, 2, 10, QChar(u'0')));
    if (says("JSON"_L1))
        return quoted(u"{\"n\": %1}"_s.arg(number));
    if (says("UUID"_L1))
        return quoted(u"00000000-0000-4000-8000-%1"_s.arg(number, 12, 10, QChar(u'0')));
    if (says("INT"_L1))
        return QString::number(sampleInteger(number, hint));
    if (textual || (type.isEmpty() && !hint.low && !hint.high))
        return quoted(sampleText(columnName, number, hint, declaredLength(type)));
    if (says("BLOB"_L1) || says("BINARY"_L1))
        return blob(number, hint);
    const QString whole = QString::number(sampleInteger(number, hint));
    return says("REAL"_L1) || says("FLOA"_L1) || says("DOUB"_L1) ? whole + u".0"_s : whole;
}

} // namespace tidemark
