// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cells.h"

using namespace Qt::StringLiterals;

namespace tidemark {

QString shownText(const Cell &cell)
{
    constexpr qsizetype shown = 60;
    if (!cell)
        return u"NULL"_s;
    QString text = QString::fromUtf8(cell->left(4 * shown));
    text.replace(u'\\', u"\\\\"_s).replace(u'\n', u"\\n"_s).replace(u'\r', u"\\r"_s);
    text.replace(u'\t', u"\\t"_s);
    return text.size() > shown ? text.first(shown) + u"…"_s : text;
}

TableCell shownCell(const Cell &cell)
{
    if (!cell)
        return {u"NULL"_s, Style::Dim};
    if (cell->isEmpty())
        return {u"''"_s, Style::Dim};
    // Quoted where it looks like one of the two.
    const bool looksQuoted = cell->size() > 1 && cell->startsWith('\'') && cell->endsWith('\'');
    if (*cell == "NULL" || looksQuoted)
        return {u'\'' + shownText(cell).replace(u"'"_s, u"''"_s) + u'\''};
    return {shownText(cell)};
}

QJsonArray jsonOf(std::span<const Cell> cells)
{
    QJsonArray row;
    for (const Cell &cell : cells)
        row.append(cell ? QJsonValue(QString::fromUtf8(*cell)) : QJsonValue());
    return row;
}

} // namespace tidemark
