// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/grants.h"

#include "ddl/postgres/world.h"
#include "sql/identifier.h"

#include <map>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

QString privilegeName(QChar letter)
{
    switch (letter.unicode()) {
    case 'r':
        return u"SELECT"_s;
    case 'a':
        return u"INSERT"_s;
    case 'w':
        return u"UPDATE"_s;
    case 'd':
        return u"DELETE"_s;
    case 'D':
        return u"TRUNCATE"_s;
    case 'x':
        return u"REFERENCES"_s;
    case 't':
        return u"TRIGGER"_s;
    case 'X':
        return u"EXECUTE"_s;
    case 'U':
        return u"USAGE"_s;
    case 'C':
        return u"CREATE"_s;
    case 'm':
        return u"MAINTAIN"_s;
    case 's':
        return u"SET"_s;
    default:
        return u"ALL"_s;
    }
}

/// Letter -> with grant option, for each grantee and grantor.
using Privileges = std::map<QChar, bool>;
using Table = std::map<std::pair<QString, QString>, Privileges>;

Privileges privilegesFrom(const QString &letters)
{
    Privileges found;
    for (qsizetype i = 0; i < letters.size(); ++i) {
        if (letters.at(i) != u'*')
            found[letters.at(i)] = i + 1 < letters.size() && letters.at(i + 1) == u'*';
    }
    return found;
}

Table defaultTable(const GrantTarget &target, const QString &owner)
{
    Table table;
    if (!target.letters.isEmpty())
        table[{owner, owner}] = privilegesFrom(target.letters);
    if (!target.everybody.isEmpty())
        table[{u"PUBLIC"_s, owner}] = privilegesFrom(target.everybody);
    return table;
}

Table tableFrom(const Acl &acl, const GrantTarget &target, const QString &owner)
{
    if (acl.isDefault)
        return defaultTable(target, owner);
    Table table;
    for (const Grant &grant : acl.grants)
        table[{grant.grantee, grant.grantor}] = privilegesFrom(grant.privileges);
    return table;
}

/// ALTER ... OWNER TO hands the old owner's entries to the new one.
Table handedOver(const Table &table, const QString &before, const QString &after)
{
    if (before == after)
        return table;
    Table result;
    const auto named = [&](const QString &role) { return role == before ? after : role; };
    for (const auto &[who, privileges] : table) {
        Privileges &mine = result[{named(who.first), named(who.second)}];
        for (const auto &[letter, option] : privileges)
            mine[letter] = mine[letter] || option;
    }
    return result;
}

QString wordsOf(const QString &letters, const QString &all, const QString &column)
{
    if (column.isEmpty() && letters.size() > 1 && letters.size() == all.size())
        return u"ALL"_s;
    QStringList names;
    for (const QChar letter : letters)
        names += column.isEmpty() ? privilegeName(letter)
                                  : privilegeName(letter) + u" ("_s + column + u')';
    return names.join(u", "_s);
}

struct Change
{
    QString revoke, revokeOption, grant, grantWithOption;
};

Change changeBetween(const Privileges &before, const Privileges &after)
{
    Change change;
    for (const auto &[letter, option] : before) {
        const auto now = after.find(letter);
        if (now == after.end())
            change.revoke += letter;
        else if (option && !now->second)
            change.revokeOption += letter;
    }
    for (const auto &[letter, option] : after) {
        const auto then = before.find(letter);
        if (then == before.end() || (option && !then->second))
            (option ? change.grantWithOption : change.grant) += letter;
    }
    return change;
}

/// The statements between two tables of privileges, as the owner gives them.
class GrantWriter
{
public:
    /// `wasThere`: others may use the object already, so who gets or loses something is a hazard.
    GrantWriter(const GrantTarget &target, QString column, QString owner, bool wasThere,
                Writer &writer)
        : m_target(target)
        , m_column(std::move(column))
        , m_owner(std::move(owner))
        , m_wasThere(wasThere)
        , m_writer(writer)
    {
    }

    void write(const Table &before, const Table &after)
    {
        // What was handed on goes before what it was handed on from, and comes after it.
        for (const bool ofOwner : {false, true})
            each(before, after, ofOwner, [&](const auto &who, const Change &change) {
                revoke(who, change.revoke, {});
                revoke(who, change.revokeOption, u"GRANT OPTION FOR "_s);
            });
        for (const bool ofOwner : {true, false})
            each(before, after, ofOwner, [&](const auto &who, const Change &change) {
                grant(who, change.grant, {});
                grant(who, change.grantWithOption, u" WITH GRANT OPTION"_s);
            });
    }

private:
    using Who = std::pair<QString, QString>;

    template <typename Visit>
    void each(const Table &before, const Table &after, bool ofOwner, Visit visit)
    {
        std::map<Who, bool> all;
        for (const Table *table : {&before, &after})
            for (const auto &entry : *table)
                all[entry.first] = true;
        for (const auto &[who, unused] : all) {
            if ((who.second == m_owner) != ofOwner)
                continue;
            const auto find = [&who = who](const Table &table) {
                const auto it = table.find(who);
                return it == table.end() ? Privileges() : it->second;
            };
            visit(who, changeBetween(find(before), find(after)));
        }
    }

    void as(const Who &who, const QString &sql, const QString &effect)
    {
        const auto add = [&] {
            m_writer.add(sql);
            if (m_wasThere)
                m_writer.hazard(Hazard::ChangesAccess, m_target.what, effect);
        };
        if (who.second == m_owner) {
            add();
            return;
        }
        m_writer.add(u"SET ROLE "_s + roleName(who.second))
            .hazard(Hazard::NeedsPrivilege, m_target.what,
                    u"the privilege was handed on by the role %1"_s.arg(who.second));
        add();
        m_writer.add(u"RESET ROLE"_s);
    }
    void revoke(const Who &who, const QString &letters, const QString &option)
    {
        if (letters.isEmpty())
            return;
        const QString what = option + wordsOf(letters, m_target.letters, m_column);
        as(who, u"REVOKE %1 ON %2 FROM %3"_s.arg(what, m_target.what, roleName(who.first)),
           u"%1 loses %2"_s.arg(roleName(who.first), what));
    }
    void grant(const Who &who, const QString &letters, const QString &option)
    {
        if (letters.isEmpty())
            return;
        const QString what = wordsOf(letters, m_target.letters, m_column);
        as(who, u"GRANT %1 ON %2 TO %3"_s.arg(what, m_target.what, roleName(who.first)) + option,
           u"%1 gets %2"_s.arg(roleName(who.first), what + option));
    }

    const GrantTarget &m_target;
    QString m_column;
    QString m_owner;
    bool m_wasThere;
    Writer &m_writer;
};

} // namespace

QString roleName(const QString &role)
{
    return role == "PUBLIC"_L1 ? role : displayIdentifier(role);
}

void writeGrants(const GrantTarget &given, const Acl *before, const QString &ownerBefore,
                 const Acl &after, const QString &ownerAfter, const World &world, Writer &writer)
{
    GrantTarget target = given;
    // The owner's own entry says whether the server knows the privilege of PostgreSQL 17.
    for (const Acl *acl : {before, &after}) {
        for (const Grant &grant : acl ? acl->grants : std::vector<Grant>()) {
            const bool ofTables = target.letters.contains(u't') && !target.letters.contains(u'm');
            if (ofTables && grant.grantee == grant.grantor && grant.privileges.contains(u'm'))
                target.letters += u'm';
        }
    }
    Table start = before
                      ? handedOver(tableFrom(*before, target, ownerBefore), ownerBefore, ownerAfter)
                      : defaultTable(target, ownerAfter);
    if (!before && !target.objectType.isEmpty()) {
        // Default privileges may have given something already; whose, the script cannot know.
        QStringList grantees;
        for (const Grant &grant : world.grantsByDefault(target.objectType, target.schema)) {
            if (grant.grantee != grant.grantor && !grantees.contains(grant.grantee))
                grantees += grant.grantee;
        }
        for (const QString &grantee : grantees) {
            writer.add(u"REVOKE ALL ON "_s + target.what + u" FROM "_s + roleName(grantee));
            start.erase({grantee, ownerAfter});
        }
        // A global default may also have taken away what everybody has.
        const bool unsure = !world.grantsByDefault(target.objectType, {}).empty();
        if (unsure && !target.everybody.isEmpty() && !grantees.contains("PUBLIC"_L1)) {
            writer.add(u"REVOKE ALL ON "_s + target.what + u" FROM PUBLIC"_s);
            start.erase({u"PUBLIC"_s, ownerAfter});
        }
    }
    GrantWriter(target, {}, ownerAfter, before != nullptr, writer)
        .write(start, tableFrom(after, target, ownerAfter));
}

void writeColumnGrants(const QString &table, const QString &column, const Acl &before,
                       const Acl &after, const QString &owner, bool wasThere, Writer &writer)
{
    const GrantTarget target{table, {}, {}, {}, {}};
    GrantWriter(target, displayIdentifier(column), owner, wasThere, writer)
        .write(tableFrom(before, target, owner), tableFrom(after, target, owner));
}

} // namespace tidemark::ddlpg
