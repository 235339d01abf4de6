// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/identifier.h"

#include "sql/postgresscanner.h"

#include <QByteArrayView>
#include <QHash>
#include <QSet>

#include <sqlite3.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

QString quoteIdentifier(const QString &name)
{
    return u'"' + QString(name).replace(u'"', u"\"\""_s) + u'"';
}

QString quoteQualified(const QString &schema, const QString &name)
{
    return schema.isEmpty() ? quoteIdentifier(name)
                            : quoteIdentifier(schema) + u'.' + quoteIdentifier(name);
}

namespace {

bool isPlainName(const QString &name)
{
    const auto plain = [](QChar c) {
        return (c >= u'a' && c <= u'z') || c == u'_' || (c >= u'0' && c <= u'9') || c == u'$';
    };
    return !name.isEmpty() && !name.front().isDigit() && name.front() != u'$' &&
           std::ranges::all_of(name, plain);
}

bool scansAsKeyword(const QString &name)
{
    constexpr int unreserved = 1;
    // Of servers 16 to 18, which the scanner may be older than.
    static const QSet<QByteArrayView> newer{
        "json",           "json_array",   "json_arrayagg", "json_exists",    "json_object",
        "json_objectagg", "json_query",   "json_scalar",   "json_serialize", "json_table",
        "json_value",     "merge_action", "system_user"};
    if (newer.contains(name.toLatin1()))
        return true;
    const PostgresScan scan = scanPostgres(name.toLatin1());
    return scan.tokens.size() != 1 || scan.tokens.front().keyword > unreserved;
}

/// As quote_ident() does: all key words but the unreserved ones are quoted.
bool isKeyword(const QString &name)
{
    const auto isNoLetter = [](QChar c) { return c.isDigit() || c == u'$'; };
    if (std::ranges::any_of(name, isNoLetter))
        return false; // no key word has any
    // The scanner takes some microseconds, and large schemas ask for the same names over and over.
    constexpr qsizetype most = 20'000;
    static thread_local QHash<QString, bool> known;
    const auto it = known.constFind(name);
    if (it != known.cend())
        return *it;
    if (known.size() == most)
        known.clear();
    return *known.insert(name, scansAsKeyword(name));
}

} // namespace

QString displayIdentifier(const QString &name)
{
    return isPlainName(name) && !isKeyword(name) ? name : quoteIdentifier(name);
}

QString displayIdentifier(const QString &name, Engine engine)
{
    if (engine == Engine::PostgreSql)
        return displayIdentifier(name);
    const QByteArray bytes = name.toLower().toUtf8();
    const bool plain = isPlainName(name.toLower()) &&
                       sqlite3_keyword_check(bytes.constData(), int(bytes.size())) == 0;
    // True and false are values where no column is called so.
    return plain && bytes != "true" && bytes != "false" ? name : quoteIdentifier(name);
}

QString displayQualified(const QString &schema, const QString &name)
{
    return schema.isEmpty() ? displayIdentifier(name)
                            : displayIdentifier(schema) + u'.' + displayIdentifier(name);
}

QString quoteLiteral(const QString &text, Engine engine)
{
    QString quoted = QString(text).replace(u'\'', u"''"_s);
    if (engine == Engine::PostgreSql && text.contains(u'\\'))
        return u"E'"_s + quoted.replace(u'\\', u"\\\\"_s) + u'\'';
    return u'\'' + quoted + u'\'';
}

} // namespace tidemark
