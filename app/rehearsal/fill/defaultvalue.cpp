// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/fill/defaultvalue.h"

#include <QRegularExpression>

#include <optional>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// The constant's text without quotes and casts, numbers and truth values in one spelling.
std::optional<QString> literalText(const QString &expression)
{
    static const QRegularExpression pattern(
        uR"(\A\(*\s*(?:E?'((?:[^']|'')*)'|([-+]?[\w.]+))\s*\)*(?:::[^()']+(?:\([\d, ]+\))?\s*\)*)*\z)"_s);
    const auto match = pattern.match(expression.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    QString text =
        match.hasCaptured(1) ? match.captured(1).replace(u"''"_s, u"'"_s) : match.captured(2);
    if (text.compare("true"_L1, Qt::CaseInsensitive) == 0)
        return u"1"_s;
    if (text.compare("false"_L1, Qt::CaseInsensitive) == 0)
        return u"0"_s;
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    return isNumber ? QString::number(number, 'g', 17) : text;
}

} // namespace

bool meansSameLiteral(const QString &a, const QString &b)
{
    const auto first = literalText(a);
    return first && first == literalText(b);
}

} // namespace tidemark
