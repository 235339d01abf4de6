// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/sectionlines.h"

#include <QChar>

namespace tidemark {

bool endsWithSemicolon(QByteArrayView line)
{
    bool semicolon = false;
    for (qsizetype at = 0; at < line.size();) {
        if (QChar::isSpace(uchar(line[at]))) {
            ++at;
            continue;
        }
        qsizetype end = at;
        while (end < line.size() && !QChar::isSpace(uchar(line[end])))
            ++end;
        const QByteArrayView word = line.sliced(at, end - at);
        if (word.startsWith("--"))
            break;
        semicolon = word.endsWith(';');
        at = end;
    }
    return semicolon;
}

Script cutLines(const TextFile &file, const TextLine &first, qsizetype end, TransactionMode mode)
{
    return Script{file.shown, file.path, file.text.mid(first.begin, end - first.begin),
                  first.number, mode};
}

} // namespace tidemark
