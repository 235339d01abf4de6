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

} // namespace tidemark
