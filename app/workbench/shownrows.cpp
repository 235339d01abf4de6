// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/shownrows.h"

#include <algorithm>
#include <array>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

/// What would break a line, as a mark that is one character wide.
QString onOneLine(QString text)
{
    for (QChar &c : text) {
        if (c == u'\n')
            c = u'↵';
        else if (c == u'\t')
            c = u'→';
        else if (c.unicode() < 32 || c.unicode() == 127)
            c = QChar::ReplacementCharacter;
    }
    return text;
}

} // namespace

bool isBytesType(const QString &type)
{
    return type.compare(u"bytea"_s, Qt::CaseInsensitive) == 0 ||
           type.compare(u"blob"_s, Qt::CaseInsensitive) == 0;
}

bool isNumberType(const QString &type)
{
    static constexpr std::array numbers{u"smallint", u"integer", u"bigint", u"numeric",
                                        u"decimal",  u"real",    u"double", u"int",
                                        u"serial",   u"oid",     u"float",  u"money"};
    const QString word = type.toLower().section(u'(', 0, 0).section(u' ', 0, 0);
    return !type.endsWith(u"[]"_s) && std::ranges::any_of(numbers, [&](const char16_t *number) {
        return word == QString::fromUtf16(number);
    });
}

ShownCell shownCellOf(const Cell &cell, const QString &type, const std::optional<qint64> &bytes)
{
    if (!cell)
        return {};
    ShownCell shown;
    shown.bytes = bytes.value_or(cell->size());
    const bool hex = cell->startsWith("\\x") && isBytesType(type);
    // As bytes that are no text have their own look, they are told from what they are.
    const bool raw = !hex && isBytesType(type);
    if (raw) {
        const QByteArray head = cell->first(std::min<qsizetype>(cell->size(), shownCellLength / 2));
        shown.kind = ShownCell::Kind::Bytes;
        shown.text = u"\\x"_s + QString::fromLatin1(head.toHex());
        shown.cut = head.size() < cell->size();
        return shown;
    }
    shown.kind = hex ? ShownCell::Kind::Bytes : ShownCell::Kind::Text;
    if (hex)
        shown.bytes = (shown.bytes - 2) / 2;
    // Four bytes to a character at most: a value of a gigabyte is not turned into text.
    const QByteArray head = cell->first(std::min<qsizetype>(cell->size(), shownCellLength * 4));
    const QString text = QString::fromUtf8(head);
    shown.cut = head.size() < cell->size() || text.size() > shownCellLength;
    shown.text = onOneLine(text.first(std::min(text.size(), shownCellLength)));
    return shown;
}

} // namespace tidemark
