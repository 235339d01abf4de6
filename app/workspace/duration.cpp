// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/duration.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tidemark {

std::optional<std::chrono::milliseconds> parseDuration(const QString &text)
{
    if (text == u"0")
        return std::chrono::milliseconds(0);
    static const QRegularExpression pattern(u"^(\\d{1,9})\\s*(ms|s|min|h)$"_s);
    const QRegularExpressionMatch match = pattern.match(text.trimmed());
    if (!match.hasMatch())
        return {};
    const qint64 amount = match.captured(1).toLongLong();
    const QString unit = match.captured(2);
    const qint64 factor = unit == u"ms"    ? 1
                          : unit == u"s"   ? 1000
                          : unit == u"min" ? 60'000
                                           : 3'600'000;
    return std::chrono::milliseconds(amount * factor);
}

QString displayDuration(double milliseconds)
{
    if (milliseconds < 10)
        return QString::number(milliseconds, 'f', 1) + u" ms"_s;
    if (milliseconds < 1000)
        return QString::number(milliseconds, 'f', 0) + u" ms"_s;
    if (milliseconds < 60'000)
        return QString::number(milliseconds / 1000, 'f', 1) + u" s"_s;
    const qint64 seconds = static_cast<qint64>(milliseconds / 1000);
    return u"%1 min %2 s"_s.arg(seconds / 60).arg(seconds % 60);
}

} // namespace tidemark
