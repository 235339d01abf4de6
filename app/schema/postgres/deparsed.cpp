// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/deparsed.h"

#include <QStringList>

#include <optional>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// Behind the quoted text that begins at `at`.
qsizetype behindQuoted(QStringView sql, qsizetype at)
{
    const QChar quote = sql[at];
    const bool escapes = quote == u'\'' && at > 0 && sql[at - 1] == u'E';
    for (qsizetype i = at + 1; i < sql.size(); ++i) {
        if (escapes && sql[i] == u'\\')
            ++i;
        else if (sql[i] == quote)
            return i + 1;
    }
    return sql.size();
}

/// The elements of "[...]" that begins at `open`, and where it ends; nothing if it does not.
struct Elements
{
    QStringList texts;
    qsizetype end = 0;
};
std::optional<Elements> elementsOf(QStringView sql, qsizetype open)
{
    Elements found;
    int depth = 0;
    qsizetype start = open + 1;
    for (qsizetype i = open; i < sql.size();) {
        const QChar c = sql[i];
        if (c == u'\'' || c == u'"') {
            i = behindQuoted(sql, i);
            continue;
        }
        if (c == u'[' || c == u'(')
            ++depth;
        const bool closes = c == u']' || c == u')';
        if ((closes && --depth == 0) || (c == u',' && depth == 1)) {
            found.texts += sql.sliced(start, i - start).trimmed().toString();
            start = i + 1;
        }
        ++i;
        if (closes && depth == 0) {
            found.end = i;
            return found;
        }
    }
    return {};
}

/// The type of 'text'::type; empty for everything else.
QString castOf(const QString &element)
{
    const qsizetype start = element.startsWith("E'"_L1) ? 1 : 0;
    if (element.size() < start + 2 || element[start] != u'\'')
        return {};
    qsizetype end = behindQuoted(element, start);
    while (end < element.size() && element[end] == u'\'') // a doubled quote
        end = behindQuoted(element, end);
    const bool cast = QStringView(element).sliced(end).startsWith(u"::");
    const QString type = cast ? element.mid(end + 2) : QString();
    return type.contains(u'(') || type.contains(u"::"_s) ? QString() : type;
}

QString commonCast(const QStringList &elements)
{
    const QString type = elements.isEmpty() ? QString() : castOf(elements.front());
    for (const QString &one : elements) {
        if (castOf(one) != type)
            return {};
    }
    return type;
}

QString castTwice(const QStringList &elements, const QString &type, const QString &target)
{
    return u"((ARRAY[%1])::%2[])::%3[]"_s.arg(elements.join(u", "_s), type, target);
}

/// The type name that stands at `at`, before its "[]".
QString arrayTypeAt(QStringView sql, qsizetype at)
{
    qsizetype end = at;
    while (end < sql.size() && (sql[end].isLetterOrNumber() || sql[end] == u' ' ||
                                sql[end] == u'_' || sql[end] == u'.'))
        ++end;
    return sql.sliced(end).startsWith(u"[]") ? sql.sliced(at, end - at).toString() : QString();
}

/// ('a'::T)::U of every element.
std::optional<QString> castOneByOne(const QStringList &elements)
{
    QStringList bare;
    QString target;
    for (const QString &one : elements) {
        const qsizetype close = one.lastIndexOf(")::"_L1);
        if (!one.startsWith(u'(') || close < 0)
            return {};
        const QString its = one.mid(close + 3);
        if (its.contains(u'(') || its.contains(u'\'') || (!target.isEmpty() && its != target))
            return {};
        target = its;
        bare += one.mid(1, close - 1);
    }
    const QString type = commonCast(bare);
    return type.isEmpty() ? std::nullopt : std::optional<QString>(castTwice(bare, type, target));
}

} // namespace

QString asReadAgain(QString sql)
{
    constexpr auto array = "ARRAY["_L1;
    if (!sql.contains(array))
        return sql;
    QString result;
    for (qsizetype i = 0; i < sql.size();) {
        if (sql[i] == u'\'' || sql[i] == u'"') {
            const qsizetype end = behindQuoted(sql, i);
            result += QStringView(sql).sliced(i, end - i);
            i = end;
            continue;
        }
        const bool here = QStringView(sql).sliced(i).startsWith(array);
        const auto elements =
            here ? elementsOf(sql, i + array.size() - 1) : std::optional<Elements>();
        if (!elements) {
            result += sql[i++];
            continue;
        }
        if (const auto whole = castOneByOne(elements->texts)) {
            result += *whole;
            i = elements->end;
            continue;
        }
        const QString type = commonCast(elements->texts);
        const bool cast =
            result.endsWith(u'(') && QStringView(sql).sliced(elements->end).startsWith(u")::");
        const QString target = cast ? arrayTypeAt(sql, elements->end + 3) : QString();
        if (!type.isEmpty() && !target.isEmpty() && target != type) {
            result.chop(1);
            result += castTwice(elements->texts, type, target);
            i = elements->end + 3 + target.size() + 2;
        } else {
            result += QStringView(sql).sliced(i, elements->end - i);
            i = elements->end;
        }
    }
    return result;
}

} // namespace tidemark
