// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/words.h"

#include "sql/identifier.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tidemark::words {

QString literal(const QString &text)
{
    return quoteLiteral(text, Engine::PostgreSql);
}

QString columnList(const QStringList &columns)
{
    QStringList shown;
    for (const QString &column : columns)
        shown += displayIdentifier(column);
    return u'(' + shown.join(u", "_s) + u')';
}

namespace {

/// Calls visit(place) for each character outside of double quotes, until it says so.
template <typename Visit>
void outsideQuotes(const QString &text, Visit visit)
{
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == u'"')
            quoted = !quoted;
        else if (!quoted && !visit(i))
            return;
    }
}

QString unquoted(const QString &name)
{
    if (!name.startsWith(u'"') || !name.endsWith(u'"') || name.size() < 2)
        return name;
    return name.mid(1, name.size() - 2).replace(u"\"\""_s, u"\""_s);
}

qsizetype lastDot(const QString &shown)
{
    qsizetype dot = -1;
    outsideQuotes(shown, [&](qsizetype i) {
        if (shown.at(i) == u'.')
            dot = i;
        return true;
    });
    return dot;
}

qsizetype openingParenthesis(const QString &text)
{
    qsizetype place = text.size();
    outsideQuotes(text, [&](qsizetype i) {
        if (text.at(i) != u'(')
            return true;
        place = i;
        return false;
    });
    return place;
}

} // namespace

QStringList parts(const QString &shown)
{
    QStringList found;
    qsizetype start = 0;
    outsideQuotes(shown, [&](qsizetype i) {
        if (shown.at(i) == u'.') {
            found += unquoted(shown.mid(start, i - start));
            start = i + 1;
        }
        return true;
    });
    found += unquoted(shown.mid(start));
    return found;
}

QString withoutLast(const QString &shown)
{
    const qsizetype dot = lastDot(shown);
    return dot < 0 ? QString() : shown.left(dot);
}

QString lastPart(const QString &shown)
{
    return shown.mid(lastDot(shown) + 1);
}

QString withoutArguments(const QString &routine)
{
    return routine.left(openingParenthesis(routine));
}

QString argumentsOf(const QString &routine)
{
    const qsizetype open = openingParenthesis(routine);
    return routine.mid(open + 1, routine.size() - open - 2);
}

QStringList splitList(const QString &list)
{
    QStringList found;
    int depth = 0;
    QChar quote;
    qsizetype start = 0;
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QChar c = list.at(i);
        if (!quote.isNull()) {
            if (c == quote)
                quote = QChar();
        } else if (c == u'\'' || c == u'"') {
            quote = c;
        } else if (c == u'(' || c == u'[') {
            ++depth;
        } else if (c == u')' || c == u']') {
            --depth;
        } else if (c == u',' && depth == 0) {
            found += list.mid(start, i - start).trimmed();
            start = i + 1;
        }
    }
    const QString last = list.mid(start).trimmed();
    if (!last.isEmpty())
        found += last;
    return found;
}

QString derivedName(const QString &name, const QString &suffix)
{
    constexpr qsizetype longest = 63;
    QString stem = name;
    while (stem.toUtf8().size() + suffix.toUtf8().size() > longest)
        stem.chop(stem.endsWith(u'\uFFFD') || stem.back().isLowSurrogate() ? 2 : 1);
    return stem + suffix;
}

QString parameterName(const QString &option)
{
    return option.left(option.indexOf(u'='));
}

QString parameter(const QString &option)
{
    const qsizetype equals = option.indexOf(u'=');
    if (equals < 0)
        return option;
    const QString value = option.mid(equals + 1);
    static const QRegularExpression plain(u"^(-?[0-9]+(\\.[0-9]+)?|on|off|true|false)$"_s);
    return option.left(equals) + u'=' + (plain.match(value).hasMatch() ? value : literal(value));
}

QString parameterList(const QStringList &options)
{
    QStringList shown;
    for (const QString &option : options)
        shown += parameter(option);
    return u'(' + shown.join(u", "_s) + u')';
}

QStringList parameterChanges(const QString &alter, const QStringList &before,
                             const QStringList &after)
{
    QStringList set, reset, statements, kept;
    for (const QString &option : after) {
        kept += parameterName(option);
        if (!before.contains(option))
            set += option;
    }
    for (const QString &option : before) {
        if (!kept.contains(parameterName(option)))
            reset += parameterName(option);
    }
    if (!set.isEmpty())
        statements += alter + " SET "_L1 + parameterList(set);
    if (!reset.isEmpty())
        statements += alter + " RESET ("_L1 + reset.join(u", "_s) + u')';
    return statements;
}

namespace {

QString foreignOption(const QString &option)
{
    const qsizetype equals = option.indexOf(u'=');
    return displayIdentifier(option.left(equals)) + u' ' + literal(option.mid(equals + 1));
}

} // namespace

QString foreignOptions(const QStringList &options)
{
    if (options.isEmpty())
        return {};
    QStringList shown;
    for (const QString &option : options)
        shown += foreignOption(option);
    return " OPTIONS ("_L1 + shown.join(u", "_s) + u')';
}

QString foreignOptionChanges(const QStringList &before, const QStringList &after)
{
    QStringList changes, names, kept;
    for (const QString &option : before)
        names += parameterName(option);
    for (const QString &option : after) {
        kept += parameterName(option);
        if (!names.contains(kept.last()))
            changes += "ADD "_L1 + foreignOption(option);
        else if (!before.contains(option))
            changes += "SET "_L1 + foreignOption(option);
    }
    for (const QString &name : names) {
        if (!kept.contains(name))
            changes += "DROP "_L1 + displayIdentifier(name);
    }
    return changes.isEmpty() ? QString() : " OPTIONS ("_L1 + changes.join(u", "_s) + u')';
}

QString operatorReference(const QString &shown)
{
    const QString name = withoutArguments(shown);
    const bool qualified = lastDot(name) >= 0;
    return "OPERATOR("_L1 + (qualified ? name : "pg_catalog."_L1 + name) + u')';
}

bool isArrayType(const QString &type)
{
    return type.endsWith("[]"_L1);
}

bool isTable(const QString &kind)
{
    return kind == "table"_L1 || kind == "partitioned table"_L1 || kind == "foreign table"_L1;
}

QString bareType(const QString &type)
{
    QString bare = type;
    while (isArrayType(bare))
        bare.chop(2);
    if (bare.startsWith(u'"') || bare.contains("\"."_L1))
        return bare;
    static const QRegularExpression modifier(u"\\([-0-9, ]+\\)"_s);
    return bare.remove(modifier).simplified();
}

QList<int> modifiers(const QString &type)
{
    static const QRegularExpression modifier(u"\\(([-0-9, ]+)\\)"_s);
    QList<int> numbers;
    const QRegularExpressionMatch match = modifier.match(type);
    if (match.hasMatch()) {
        for (const QString &number : match.captured(1).split(u','))
            numbers += number.trimmed().toInt();
    }
    return numbers;
}

} // namespace tidemark::words
