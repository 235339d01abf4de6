// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/revokedprivileges.h"

#include "schema/schema.h"
#include "sql/identifier.h"

#include <QMap>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// What the owner has where nothing was ever granted, as aclitem's letters, and what everybody has.
struct UsualPrivileges
{
    QString owner;
    QString everybody{};
};

using HeldPrivileges = QMap<QString, QSet<QChar>>;

HeldPrivileges privilegesOf(const Acl &acl, const QString &owner, const UsualPrivileges &usual)
{
    const auto setOf = [](const QString &letters) {
        QSet<QChar> all(letters.cbegin(), letters.cend());
        all.remove(u'*');
        return all;
    };
    if (acl.isDefault)
        return {{owner, setOf(usual.owner)}, {u"PUBLIC"_s, setOf(usual.everybody)}};
    HeldPrivileges privileges;
    for (const Grant &grant : acl.grants)
        privileges[grant.grantee] |= setOf(grant.privileges);
    return privileges;
}

/// https://www.postgresql.org/docs/current/ddl-priv.html, "ACL Privilege Abbreviations".
QString wordOf(QChar letter)
{
    static const QMap<QChar, QString> words{
        {u'r', u"SELECT"_s},     {u'a', u"INSERT"_s},  {u'w', u"UPDATE"_s},   {u'd', u"DELETE"_s},
        {u'D', u"TRUNCATE"_s},   {u't', u"TRIGGER"_s}, {u'X', u"EXECUTE"_s},  {u'U', u"USAGE"_s},
        {u'x', u"REFERENCES"_s}, {u'C', u"CREATE"_s},  {u'm', u"MAINTAIN"_s},
    };
    return words.value(letter, letter);
}

struct Privileged
{
    QString name; ///< with its kind
    const Acl &grants;
    const QString &owner;
};

void addRevoked(const Privileged &before, const Privileged &now, const UsualPrivileges &usual,
                QStringList &revoked)
{
    if (before.grants == now.grants && before.owner == now.owner)
        return;
    const HeldPrivileges had = privilegesOf(before.grants, before.owner, usual);
    HeldPrivileges has = privilegesOf(now.grants, now.owner, usual);
    if (now.grants.isDefault)
        has[now.owner].insert(u'm'); // the owner's from PostgreSQL 17 on
    const QSet<QChar> everybody = has.value(u"PUBLIC"_s);
    for (auto it = had.cbegin(); it != had.cend(); ++it) {
        QStringList words;
        for (const QChar letter : it.value() - has.value(it.key()) - everybody)
            words += wordOf(letter);
        words.sort();
        if (!words.isEmpty())
            revoked += u"%1 may no longer %2 on %3"_s.arg(it.key(), words.join(u", "_s), now.name);
    }
}

/// Calls `pair` with each object that is there before and now.
template <typename T, typename Pair>
void eachOfBoth(const Objects<T> &before, const Objects<T> &now, Pair pair)
{
    for (const auto &old : before) {
        const auto at =
            std::lower_bound(now.begin(), now.end(), old, [](const auto &a, const auto &b) {
                return keyLess(valueOf(a), valueOf(b));
            });
        if (at != now.end() && !keyLess(valueOf(old), valueOf(*at)))
            pair(valueOf(old), valueOf(*at));
    }
}

/// A column has no privileges of its own until some are granted on it, and those of its table hold
/// beside them.
void addRevokedColumns(const Relation &before, const Relation &now, QStringList &revoked)
{
    for (const Column &column : now.columns) {
        const Column *old = before.column(column.name);
        if (!old)
            continue;
        const QString name = u"column %1.%2"_s.arg(displayQualified(now.schema, now.name),
                                                   displayIdentifier(column.name));
        addRevoked({name, old->grants, before.owner}, {name, column.grants, before.owner}, {},
                   revoked);
    }
}

} // namespace

QStringList revokedPrivileges(const Schema &before, const Schema &now)
{
    QStringList revoked;
    const auto compare = [&revoked](const UsualPrivileges &usual) {
        return [&revoked, usual](const auto &old, const auto &one) {
            const QString name = one.kind() + u' ' + one.identity();
            addRevoked({name, old.grants, old.owner}, {name, one.grants, one.owner}, usual,
                       revoked);
        };
    };
    eachOfBoth(before.namespaces, now.namespaces, compare({u"UC"_s}));
    eachOfBoth(before.relations, now.relations, compare({u"arwdDxt"_s}));
    eachOfBoth(before.relations, now.relations, [&revoked](const auto &old, const auto &one) {
        addRevokedColumns(old, one, revoked);
    });
    eachOfBoth(before.sequences, now.sequences, compare({u"rwU"_s}));
    eachOfBoth(before.routines, now.routines, compare({u"X"_s, u"X"_s}));
    return revoked;
}

} // namespace tidemark
