// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

using namespace Qt::StringLiterals;

namespace tidemark {

QString SourceLocation::toString() const
{
    QString text = file;
    if (line > 0) {
        text += (text.isEmpty() ? u"line "_s : u":"_s) + QString::number(line);
        if (column > 0)
            text += u':' + QString::number(column);
    }
    return text;
}

QString Error::toString() const
{
    QString text;
    if (where.isValid())
        text += where.toString() + u": "_s;
    text += summary;
    if (!sqlState.isEmpty())
        text += u" ("_s + sqlState + u')';
    if (!detail.isEmpty())
        text += u"\n  "_s + QString(detail).replace(u'\n', u"\n  "_s);
    if (!hint.isEmpty())
        text += u"\n  hint: "_s + hint;
    return text;
}

} // namespace tidemark
