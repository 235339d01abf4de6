// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/cells.h"

#include <algorithm>

namespace tidemark::postgres {

using namespace Qt::StringLiterals;

namespace {

Grant grantFrom(const QString &item)
{
    // Role names are in double quotes unless they are plain; the first '=' outside of quotes ends
    // the grantee.
    qsizetype at = 0;
    const auto role = [&](QChar end) {
        QString name;
        bool quoted = false;
        for (; at < item.size(); ++at) {
            const QChar c = item.at(at);
            if (c == u'"' && quoted && at + 1 < item.size() && item.at(at + 1) == u'"')
                name += item.at(++at);
            else if (c == u'"')
                quoted = !quoted;
            else if (!quoted && c == end)
                break;
            else
                name += c;
        }
        ++at;
        return name;
    };
    Grant grant;
    grant.grantee = roleOrPublic(role(u'='));
    const qsizetype slash = item.indexOf(u'/', at);
    grant.privileges = item.mid(at, slash - at);
    at = slash + 1;
    grant.grantor = role(QChar());
    return grant;
}

std::vector<Grant> grantsFrom(QByteArrayView text)
{
    std::vector<Grant> grants;
    const QStringList items = listFrom(text);
    grants.reserve(static_cast<std::size_t>(items.size()));
    for (const QString &item : items)
        grants.push_back(grantFrom(item));
    std::sort(grants.begin(), grants.end(), [](const Grant &a, const Grant &b) {
        return std::tie(a.grantee, a.grantor) < std::tie(b.grantee, b.grantor);
    });
    return grants;
}

} // namespace

qint64 numberFrom(QByteArrayView text)
{
    qint64 value = 0;
    const bool negative = !text.isEmpty() && text.front() == '-';
    for (qsizetype i = negative ? 1 : 0; i < text.size(); ++i) {
        if (text[i] < '0' || text[i] > '9')
            break;
        // Downwards, so that the smallest bigint is read too.
        value = value * 10 - (text[i] - '0');
    }
    return negative ? value : -value;
}

QStringList listFrom(QByteArrayView text)
{
    QStringList elements;
    if (text.size() < 3)
        return elements;
    QByteArray element;
    bool quoted = false;
    for (qsizetype i = 1; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\\') {
            element += text[++i];
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == ',' || c == '}')) {
            elements.append(element == "NULL" ? QString() : QString::fromUtf8(element));
            element.clear();
        } else {
            element += c;
        }
    }
    return elements;
}

QStringList columnOptions(QByteArrayView text)
{
    constexpr QByteArrayView marker("{pg_attver=");
    if (text.isEmpty() || (text.startsWith(marker) && !text.contains(',')))
        return {};
    QStringList options = listFrom(text);
    options.removeIf(
        [](const QString &option) { return option.startsWith(QLatin1StringView("pg_attver=")); });
    options.sort();
    return options;
}

std::vector<qint64> numbersFrom(QByteArrayView text)
{
    std::vector<qint64> numbers;
    qsizetype start = -1;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        const bool inNumber =
            i < text.size() && (text[i] == '-' || (text[i] >= '0' && text[i] <= '9'));
        if (inNumber && start < 0) {
            start = i;
        } else if (!inNumber && start >= 0) {
            numbers.push_back(numberFrom(text.sliced(start, i - start)));
            start = -1;
        }
    }
    return numbers;
}

Acl aclFrom(QByteArrayView text, QByteArrayView defaultText)
{
    Acl acl;
    if (text.isEmpty())
        return acl;
    std::vector<Grant> grants = grantsFrom(text);
    if (grants == grantsFrom(defaultText))
        return acl;
    acl.isDefault = false;
    acl.grants = std::move(grants);
    return acl;
}

QByteArray aclColumns(const char *acl, const char *kind, const char *owner)
{
    return QByteArray(acl) + "::text, CASE WHEN " + acl + " IS NOT NULL THEN acldefault('" + kind +
           "', " + owner + ")::text END";
}

QByteArray routineCell(const char *column)
{
    return QByteArray("CASE WHEN ") + column + " <> 0 THEN " + column +
           "::oid::pg_catalog.regprocedure END, ";
}

QString privilegedObjects(char code)
{
    switch (code) {
    case 'r':
        return u"tables"_s;
    case 'S':
        return u"sequences"_s;
    case 'f':
        return u"functions"_s;
    case 'T':
        return u"types"_s;
    case 'n':
        return u"schemas"_s;
    default:
        return u"large objects"_s;
    }
}

} // namespace tidemark::postgres
