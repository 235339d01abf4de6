// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/takennames.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// "r" for relations with their indexes, "t" for types, both, or one that routines have alone.
QString spacesOf(const QString &kind)
{
    if (kind == "index"_L1 || kind == "sequence"_L1 || kind == "primary key"_L1)
        return u"r"_s;
    if (kind == "enum"_L1 || kind == "domain"_L1 || kind == "range type"_L1 ||
        kind == "base type"_L1)
        return u"t"_s;
    return kind.endsWith("function"_L1) || kind == "procedure"_L1 || kind == "aggregate"_L1
               ? u"f"_s
               : u"rt"_s;
}

QString nameKey(QChar space, const QStringList &parts, Engine engine)
{
    QString key = space;
    for (const QString &part : parts)
        key += u'\n' + foldName(part, engine);
    return key;
}

} // namespace

bool isPartKind(const QString &kind)
{
    return kind == "column"_L1 || kind == "enum label"_L1;
}

QStringList targetParts(const Rename &rename)
{
    if (!isPartKind(rename.kind))
        return partsOfName(rename.to);
    QStringList parts = partsOfName(rename.from);
    parts.last() = partsOfName(rename.to).constLast();
    return parts;
}

QStringList TakenNames::keysOf(const QString &kind, const QStringList &parts) const
{
    if (isPartKind(kind))
        return {nameKey(kind.front(), parts, m_schema.engine)};
    QStringList keys;
    for (const QChar space : spacesOf(kind))
        keys += nameKey(space, parts, m_schema.engine);
    return keys;
}

bool TakenNames::hasPart(const QString &kind, const QStringList &parts) const
{
    const auto same = [&](const QString &a, const QString &b) {
        return foldName(a, m_schema.engine) == foldName(b, m_schema.engine);
    };
    const QString owner = parts.value(parts.size() - 2);
    const QString schema = parts.size() > 2 ? parts.front() : QString();
    if (kind == "column"_L1) {
        const Relation *table = m_schema.relation(schema, owner);
        return table && std::ranges::any_of(table->columns, [&](const Column &one) {
                   return same(one.name, parts.constLast());
               });
    }
    return std::ranges::any_of(m_schema.enums, [&](const Shared<EnumType> &type) {
        return type->schema == schema && type->name == owner &&
               type->labels.contains(parts.constLast());
    });
}

void TakenNames::collect()
{
    m_known = true;
    const auto take = [&](const QString &spaces, const QString &schema, const QString &name) {
        const QStringList parts = schema.isEmpty() ? QStringList{name} : QStringList{schema, name};
        for (const QChar space : spaces)
            m_names.insert(nameKey(space, parts, m_schema.engine));
    };
    for (const auto &relation : m_schema.relations) {
        take(u"rt"_s, relation->schema, relation->name);
        for (const Index &index : relation->indexes)
            take(u"r"_s, relation->schema, index.name);
        for (const Constraint &constraint : relation->constraints) {
            for (const Index &index : constraint.index)
                take(u"r"_s, relation->schema, index.name);
        }
    }
    const auto takeAll = [&](const auto &list, const QString &spaces) {
        for (const auto &one : list)
            take(spaces, one->schema, one->name);
    };
    takeAll(m_schema.sequences, u"r"_s);
    takeAll(m_schema.composites, u"rt"_s);
    takeAll(m_schema.enums, u"t"_s);
    takeAll(m_schema.domains, u"t"_s);
    takeAll(m_schema.ranges, u"t"_s);
    takeAll(m_schema.baseTypes, u"t"_s);
}

bool TakenNames::has(const QString &kind, const QStringList &parts, const QSet<QString> &freed)
{
    const QStringList keys = keysOf(kind, parts);
    if (isPartKind(kind))
        return !freed.contains(keys.front()) && hasPart(kind, parts);
    if (!m_known)
        collect();
    return std::ranges::any_of(
        keys, [&](const QString &key) { return m_names.contains(key) && !freed.contains(key); });
}

} // namespace tidemark
