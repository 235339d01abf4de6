// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/tablename.h"

#include <QStringList>

namespace tidemark {

TableName tableNamed(const QString &text)
{
    QStringList parts{QString()};
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'"' && quoted && i + 1 < text.size() && text[i + 1] == u'"') {
            parts.last() += c;
            ++i;
        } else if (c == u'"' && (quoted || parts.last().isEmpty())) {
            quoted = !quoted;
        } else if (c == u'.' && !quoted) {
            parts += QString();
        } else {
            parts.last() += c;
        }
    }
    if (parts.size() == 2)
        return {parts[0], parts[1]};
    return {{}, parts.size() == 1 ? parts[0] : text};
}

} // namespace tidemark
