// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archiveroles.h"

#include "schema/schema.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

class RoleCollector
{
public:
    template <typename T>
    void addObject(const T &object)
    {
        const auto addProperty = [&](const auto &item) { add(item.name, object.*item.member); };
        std::apply([&](const auto &...item) { (addProperty(item), ...); }, T::key());
        std::apply([&](const auto &...item) { (addProperty(item), ...); }, T::properties());
        const auto addList = [&](const auto &list) {
            for (const auto &child : object.*list.member)
                addObject(valueOf(child));
        };
        std::apply([&](const auto &...list) { (addList(list), ...); }, T::children());
    }
    QSet<QString> roles;

private:
    template <typename T>
    void add(std::string_view, const T &)
    {
    }
    void add(std::string_view name, const QString &value)
    {
        if (name == "owner" || name == "role" || name == "user")
            roles.insert(value);
    }
    void add(std::string_view name, const QStringList &values)
    {
        if (name == "roles")
            roles.unite(QSet<QString>(values.begin(), values.end()));
    }
    void add(std::string_view, const Acl &acl)
    {
        for (const Grant &grant : acl.grants)
            roles << grant.grantee << grant.grantor;
    }
};

QStringList sortedRoles(const QSet<QString> &roles)
{
    QStringList sorted;
    for (const QString &role : roles)
        if (!role.isEmpty() && role.compare(u"public"_s, Qt::CaseInsensitive) != 0 &&
            !role.startsWith(u"pg_"_s))
            sorted << role;
    sorted.sort();
    return sorted;
}

/// The identifier at the beginning, as pg_dump quotes it; moves `text` behind it.
QString takeIdentifier(QByteArray &text)
{
    text = text.trimmed();
    qsizetype end = 0;
    QByteArray name;
    if (text.startsWith('"')) {
        for (end = 1; end < text.size(); ++end) {
            if (text.at(end) == '"' && !(end + 1 < text.size() && text.at(end + 1) == '"'))
                break;
            if (text.at(end) == '"')
                ++end;
            name += text.at(end);
        }
        ++end;
    } else {
        const auto isPart = [](char c) {
            return c == '_' || c == '$' || (c & 0x80) || (c >= '0' && c <= '9') ||
                   (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        };
        while (end < text.size() && isPart(text.at(end)))
            ++end;
        name = text.left(end);
    }
    text.remove(0, end);
    return QString::fromUtf8(name);
}

/// "a, "B", c": a list of them.
void takeList(QByteArray text, QStringList &roles)
{
    for (;;) {
        const QString role = takeIdentifier(text);
        if (role.isEmpty())
            return;
        roles << role;
        text = text.trimmed();
        if (!text.startsWith(','))
            return;
        text.remove(0, 1);
    }
}

/// What stands behind the last occurrence of a word: names in front of it may contain it.
QByteArray behindLast(const QByteArray &line, const QByteArray &word)
{
    const qsizetype at = line.lastIndexOf(word);
    return at < 0 ? QByteArray() : line.mid(at + word.size());
}

} // namespace

QStringList rolesIn(const Schema &schema)
{
    RoleCollector collector;
    collector.addObject(schema);
    return sortedRoles(collector.roles);
}

void DumpRoles::add(const QByteArray &line)
{
    if (m_inCopy) {
        m_inCopy = line != "\\.";
        return;
    }
    const auto begins = [&line](const char *words) { return line.startsWith(words); };
    if (begins("COPY ") && line.endsWith(" FROM stdin;"))
        m_inCopy = true;
    else if (begins("ALTER DEFAULT PRIVILEGES FOR ROLE "))
        takeList(line.mid(qsizetype(sizeof("ALTER DEFAULT PRIVILEGES FOR ROLE ")) - 1), m_roles);
    else if (begins("CREATE USER MAPPING FOR "))
        takeList(line.mid(qsizetype(sizeof("CREATE USER MAPPING FOR ")) - 1), m_roles);
    else if (begins("SET SESSION AUTHORIZATION '") && line.endsWith("';"))
        m_roles << QString::fromUtf8(
            line.mid(line.indexOf('\'') + 1).chopped(2).replace("''", "'"));
    if (begins("ALTER ") && line.contains(" OWNER TO "))
        takeList(behindLast(line, " OWNER TO "), m_roles);
    else if (begins("GRANT ") || (begins("ALTER DEFAULT") && line.contains(" GRANT ")))
        takeList(behindLast(line, " TO "), m_roles);
    else if (begins("REVOKE ") || (begins("ALTER DEFAULT") && line.contains(" REVOKE ")))
        takeList(behindLast(line, " FROM "), m_roles);
    else if (begins("CREATE POLICY ") && line.contains(" TO ")) {
        // The expression, which may hold any words, comes behind the roles.
        qsizetype expression = line.size();
        for (const char *words : {" USING (", " WITH CHECK ("})
            if (const qsizetype at = line.indexOf(words); at >= 0)
                expression = std::min(expression, at);
        takeList(behindLast(line.left(expression), " TO "), m_roles);
    }
}

QStringList DumpRoles::roles() const
{
    return sortedRoles(QSet<QString>(m_roles.begin(), m_roles.end()));
}

} // namespace tidemark
