// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/catalog.h"

#include "sql/identifier.h"

#include <algorithm>
#include <array>
#include <tuple>

using namespace Qt::StringLiterals;

namespace tidemark {

QString catalogKindName(CatalogKind kind)
{
    static const std::array names{u"schema"_s,   u"extension"_s, u"type"_s,     u"enum label"_s,
                                  u"sequence"_s, u"table"_s,     u"column"_s,   u"constraint"_s,
                                  u"index"_s,    u"view"_s,      u"function"_s, u"trigger"_s,
                                  u"policy"_s,   u"rule"_s};
    return names.at(static_cast<size_t>(kind));
}

bool CatalogKey::operator<(const CatalogKey &other) const
{
    return std::tie(kind, owner, name) < std::tie(other.kind, other.owner, other.name);
}

QString CatalogKey::toString() const
{
    const QString word = catalogKindName(kind) + u' ';
    if (owner.isEmpty())
        return word + name;
    return kind == CatalogKind::Column ? word + owner + u'.' + name
                                       : word + name + u" of "_s + owner;
}

QString CatalogObject::fact(Fact which) const
{
    const auto found = facts.find(which);
    return found == facts.end() ? QString() : found->second;
}

QStringList CatalogObject::columns() const
{
    return fact(Fact::Columns).split(columnSeparator, Qt::SkipEmptyParts);
}

const CatalogObject *Catalog::find(const CatalogKey &key) const
{
    const auto found = m_objects.find(key);
    return found == m_objects.end() ? nullptr : &found->second;
}

Catalog::Presence Catalog::presence(const CatalogKey &key) const
{
    if (m_objects.contains(key))
        return Presence::Present;
    // What was there at first and is not any more is gone, however little is known otherwise.
    if (const auto old = m_journal.find(key); old != m_journal.end())
        return Presence::Absent;
    // Serial columns and identities make sequences that no script names.
    if (!m_complete || key.kind == CatalogKind::Sequence || key.kind == CatalogKind::Function)
        return Presence::Unknown;
    // A search path may find it in another schema.
    if (key.owner.isEmpty())
        return named(key.kind, key.name.section(u'.', -1)).empty() ? Presence::Absent
                                                                   : Presence::Unknown;
    const CatalogKind ownerKind =
        key.kind == CatalogKind::EnumLabel ? CatalogKind::Type : CatalogKind::Table;
    const CatalogObject *owner = find({ownerKind, {}, key.owner});
    return owner && !owner->knows(Fact::Opaque) ? Presence::Absent : Presence::Unknown;
}

void Catalog::remember(const CatalogKey &key)
{
    if (m_journal.contains(key))
        return;
    const CatalogObject *now = find(key);
    m_journal.emplace(key, now ? std::optional(*now) : std::nullopt);
}

void Catalog::put(const CatalogKey &key, CatalogObject object)
{
    remember(key);
    m_objects.insert_or_assign(key, std::move(object));
}

void Catalog::erase(const CatalogKey &key)
{
    remember(key);
    m_objects.erase(key);
}

void Catalog::assumePresent(const CatalogKey &key)
{
    if (presence(key) != Presence::Unknown)
        return;
    m_journal.emplace(key, CatalogObject{});
    m_objects.emplace(key, CatalogObject{});
}

std::vector<CatalogKey> Catalog::childrenOf(const QString &owner, CatalogKind kind) const
{
    std::vector<CatalogKey> keys;
    for (auto it = m_objects.lower_bound({kind, owner, {}});
         it != m_objects.end() && it->first.kind == kind && it->first.owner == owner; ++it)
        keys.push_back(it->first);
    return keys;
}

std::vector<CatalogKey> Catalog::ownedBy(const QString &table, CatalogKind kind) const
{
    return having(kind, Fact::Table, table);
}

std::vector<CatalogKey> Catalog::having(CatalogKind kind, Fact fact, const QString &value) const
{
    std::vector<CatalogKey> keys;
    for (auto it = m_objects.lower_bound({kind, {}, {}});
         it != m_objects.end() && it->first.kind == kind; ++it) {
        if (it->second.knows(fact) && it->second.fact(fact) == value)
            keys.push_back(it->first);
    }
    return keys;
}

bool Catalog::holdsIn(const QString &schema) const
{
    const QString prefix = schema + u'.';
    return std::ranges::any_of(m_objects, [&prefix](const auto &object) {
        return (object.first.owner.isEmpty() && object.first.name.startsWith(prefix)) ||
               object.first.owner.startsWith(prefix);
    });
}

std::vector<CatalogKey> Catalog::named(CatalogKind kind, const QString &plainName) const
{
    std::vector<CatalogKey> keys;
    for (auto it = m_objects.lower_bound({kind, {}, {}});
         it != m_objects.end() && it->first.kind == kind; ++it) {
        const QString &name = it->first.name;
        if (name == plainName || (it->first.owner.isEmpty() && name.endsWith(u'.' + plainName)))
            keys.push_back(it->first);
    }
    return keys;
}

Catalog::Journal Catalog::takeJournal()
{
    return std::exchange(m_journal, {});
}

void Catalog::rollBack(const Journal &journal)
{
    for (const auto &[key, object] : journal) {
        if (object)
            m_objects.insert_or_assign(key, *object);
        else
            m_objects.erase(key);
    }
}

} // namespace tidemark
