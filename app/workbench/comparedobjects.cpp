// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/comparedobjects.h"

#include "diff/wording.h"
#include "schema/schema.h"
#include "sql/identifier.h"
#include "workbench/translate.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <array>
#include <string_view>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

struct GroupOfKind
{
    const char *kind;
    const char *group;
};

/// In the order of the list.
constexpr std::array kGroups{
    GroupOfKind{"table", QT_TRANSLATE_NOOP("Compare", "tables")},
    GroupOfKind{"partitioned table", "tables"},
    GroupOfKind{"virtual table", "tables"},
    GroupOfKind{"foreign table", QT_TRANSLATE_NOOP("Compare", "foreign tables")},
    GroupOfKind{"view", QT_TRANSLATE_NOOP("Compare", "views")},
    GroupOfKind{"materialized view", QT_TRANSLATE_NOOP("Compare", "materialized views")},
    GroupOfKind{"index", QT_TRANSLATE_NOOP("Compare", "indexes")},
    GroupOfKind{"sequence", QT_TRANSLATE_NOOP("Compare", "sequences")},
    GroupOfKind{"function", QT_TRANSLATE_NOOP("Compare", "functions")},
    GroupOfKind{"window function", "functions"},
    GroupOfKind{"procedure", QT_TRANSLATE_NOOP("Compare", "procedures")},
    GroupOfKind{"aggregate", QT_TRANSLATE_NOOP("Compare", "aggregates")},
    GroupOfKind{"trigger", QT_TRANSLATE_NOOP("Compare", "triggers")},
    GroupOfKind{"rule", QT_TRANSLATE_NOOP("Compare", "rules")},
    GroupOfKind{"policy", QT_TRANSLATE_NOOP("Compare", "policies")},
    GroupOfKind{"statistics", QT_TRANSLATE_NOOP("Compare", "statistics")},
    GroupOfKind{"enum", QT_TRANSLATE_NOOP("Compare", "types")},
    GroupOfKind{"composite type", "types"},
    GroupOfKind{"domain", "types"},
    GroupOfKind{"range type", "types"},
    GroupOfKind{"base type", "types"},
    GroupOfKind{"schema", QT_TRANSLATE_NOOP("Compare", "schemas")},
    GroupOfKind{"extension", QT_TRANSLATE_NOOP("Compare", "extensions")},
    GroupOfKind{"collation", QT_TRANSLATE_NOOP("Compare", "collations")},
    GroupOfKind{"operator", QT_TRANSLATE_NOOP("Compare", "operators")},
    GroupOfKind{"operator class", QT_TRANSLATE_NOOP("Compare", "operator classes")},
    GroupOfKind{"operator family", QT_TRANSLATE_NOOP("Compare", "operator families")},
    GroupOfKind{"cast", QT_TRANSLATE_NOOP("Compare", "casts")},
    GroupOfKind{"text search configuration", QT_TRANSLATE_NOOP("Compare", "text search")},
    GroupOfKind{"text search dictionary", "text search"},
    GroupOfKind{"text search parser", "text search"},
    GroupOfKind{"text search template", "text search"},
    GroupOfKind{"foreign data wrapper", QT_TRANSLATE_NOOP("Compare", "foreign data")},
    GroupOfKind{"foreign server", "foreign data"},
    GroupOfKind{"user mapping", "foreign data"},
    GroupOfKind{"language", QT_TRANSLATE_NOOP("Compare", "languages")},
    GroupOfKind{"event trigger", QT_TRANSLATE_NOOP("Compare", "event triggers")},
    GroupOfKind{"publication", QT_TRANSLATE_NOOP("Compare", "publications")},
    GroupOfKind{"default privileges", QT_TRANSLATE_NOOP("Compare", "default privileges")},
};
constexpr const char *kOther = QT_TRANSLATE_NOOP("Compare", "other objects");

/// Place in kGroups, or behind it.
size_t rankOf(const QString &kind)
{
    const auto found = std::ranges::find_if(
        kGroups, [&](const GroupOfKind &one) { return kind == QLatin1StringView(one.kind); });
    return size_t(found - kGroups.begin());
}

QString groupOf(const QString &kind)
{
    const size_t rank = rankOf(kind);
    return QLatin1StringView(rank < kGroups.size() ? kGroups[rank].group : kOther);
}

/// Kinds of which several are listed in one place are not told apart.
size_t groupRank(const QString &kind)
{
    const size_t rank = rankOf(kind);
    if (rank == kGroups.size())
        return rank;
    const std::string_view group = kGroups[rank].group;
    return size_t(
        std::ranges::find_if(kGroups, [&](const auto &one) { return one.group == group; }) -
        kGroups.begin());
}

bool isPart(const QString &kind)
{
    return rankOf(kind) == kGroups.size();
}

bool standsOnTable(const QString &kind)
{
    return kind == u"trigger" || kind == u"rule" || kind == u"policy";
}

QString keyOf(const ObjectId &id)
{
    return id.kind + u'\n' + id.object;
}

/// What can have parts, by its name.
class Owners
{
public:
    Owners(const Schema &before, const Schema &after)
    {
        for (const Schema *schema : {&before, &after}) {
            add(schema->relations);
            add(schema->composites);
            add(schema->domains);
            add(schema->enums);
            add(schema->publications);
        }
    }

    /// The kind and the name of what this is a part of: the longest name with which it begins.
    ObjectId ownerOf(const QString &part) const
    {
        for (qsizetype end = part.size(); end > 0; --end) {
            const bool ends =
                end == part.size() || part[end] == u'.' || part[end] == u'(' || part[end] == u':';
            if (!ends)
                continue;
            const auto found = m_kinds.constFind(part.left(end));
            if (found != m_kinds.constEnd())
                return {*found, found.key()};
        }
        return {};
    }

private:
    template <typename T>
    void add(const Objects<T> &objects)
    {
        for (const Shared<T> &object : objects)
            m_kinds.insert(object->identity(), object->kind());
    }

    QHash<QString, QString> m_kinds;
};

/// Of a part that came or went: "column added", "label removed".
QString partWords(const Difference &difference)
{
    const bool came = difference.change == Difference::Change::Extra;
    if (difference.kind == u"enum label")
        return came ? tr("label added") : tr("label removed");
    if (difference.kind == u"column")
        return came ? tr("column added") : tr("column dropped");
    return (came ? tr("%1 added") : tr("%1 dropped")).arg(difference.kind);
}

/// "changed", or what exactly where that is one thing only.
QString wordsFor(const ComparedObject &object, const SchemaDiff &diff)
{
    switch (object.standing) {
    case Standing::Added:
        return tr("added");
    case Standing::Removed:
        return tr("dropped");
    case Standing::Equal:
        return {};
    case Standing::Changed:
        break;
    }
    const Difference &first = diff.differences[size_t(object.differences.front())];
    const bool one = std::ranges::all_of(object.differences, [&](int at) {
        const Difference &other = diff.differences[size_t(at)];
        return other.change == first.change && other.property == first.property &&
               other.kind == first.kind;
    });
    if (!one)
        return tr("changed");
    if (first.change != Difference::Change::Changed)
        return partWords(first);
    if (first.property == u"name")
        return tr("renamed");
    for (const char16_t *word : {u"owner", u"comment", u"grants", u"column order"}) {
        if (first.property == QStringView(word))
            return first.property;
    }
    if (first.kind == u"column" && first.property == u"type")
        return tr("column type");
    return tr("changed");
}

/// Makes the list, one difference after the other.
class Grouping
{
public:
    Grouping(const SchemaDiff &diff, const Schema &before, const Schema &after)
        : m_diff(diff)
        , m_owners(before, after)
    {
        for (const Schema *schema : {&before, &after}) {
            for (const auto &one : schema->namespaces)
                m_namespaces.insert(one->identity());
        }
    }

    void addDifferences()
    {
        for (size_t i = 0; i < m_diff.differences.size(); ++i) {
            const Difference &difference = m_diff.differences[i];
            const ObjectId own{difference.kind, difference.object};
            ObjectId id = own;
            const bool part = isPart(own.kind);
            if (part) {
                const ObjectId owner = m_owners.ownerOf(own.object);
                if (!owner.kind.isEmpty())
                    id = owner;
            }
            ComparedObject &object = m_objects[place(id)];
            object.standing = part && id != own ? Standing::Changed : standingOf(difference.change);
            object.differences.push_back(int(i));
            if (id != own)
                m_parts.insert(keyOf(own), id);
        }
    }

    /// False: it is among the differences as a whole, and so is all that hangs on it.
    bool addEqual(const ObjectId &id) { return m_objects[place(id)].standing != Standing::Removed; }
    bool goesWithItsTable(const Sequence &sequence) const
    {
        const auto table = m_known.constFind(keyOf(m_owners.ownerOf(sequence.ownedBy)));
        return table != m_known.constEnd() && m_objects[*table].standing == Standing::Removed;
    }
    template <typename T>
    bool goesWithItsTable(const T &) const
    {
        return false;
    }

    ComparedObjects finish()
    {
        ComparedObjects result;
        for (ComparedObject &object : m_objects)
            object.what = wordsFor(object, m_diff);
        std::ranges::sort(m_objects, [](const ComparedObject &a, const ComparedObject &b) {
            const size_t first = groupRank(a.id.kind);
            const size_t second = groupRank(b.id.kind);
            return std::tie(first, a.schema, a.name, a.on, a.id.kind, a.id.object) <
                   std::tie(second, b.schema, b.name, b.on, b.id.kind, b.id.object);
        });
        result.objects = std::move(m_objects);
        QSet<QString> schemas;
        for (size_t i = 0; i < result.objects.size(); ++i) {
            const ComparedObject &object = result.objects[i];
            const QString key = groupOf(object.id.kind);
            if (result.groups.empty() || result.groups.back().key != key)
                result.groups.push_back({key, int(i), 0});
            ++result.groups.back().count;
            ++result.counts[object.standing];
            if (!object.schema.isEmpty())
                schemas.insert(object.schema);
            result.places.insert(keyOf(object.id), int(i));
        }
        result.manySchemas = schemas.size() > 1;
        for (auto part = m_parts.cbegin(); part != m_parts.cend(); ++part)
            result.places.insert(part.key(), result.places.value(keyOf(*part), -1));
        return result;
    }

private:
    size_t place(const ObjectId &id)
    {
        const QString key = keyOf(id);
        const auto found = m_known.constFind(key);
        if (found != m_known.constEnd())
            return *found;
        ComparedObject object;
        object.id = id;
        object.name = id.object;
        if (standsOnTable(id.kind)) {
            const QString table = m_owners.ownerOf(id.object).object;
            if (!table.isEmpty() && id.object.size() > table.size()) {
                object.name = id.object.sliced(table.size() + 1);
                object.on = table;
                splitSchema(object.on, object.schema);
            }
        } else {
            splitSchema(object.name, object.schema);
        }
        m_objects.push_back(std::move(object));
        m_known.insert(key, m_objects.size() - 1);
        return m_objects.size() - 1;
    }

    void splitSchema(QString &name, QString &schema) const
    {
        for (qsizetype dot = name.indexOf(u'.'); dot > 0; dot = name.indexOf(u'.', dot + 1)) {
            if (m_namespaces.contains(name.left(dot))) {
                schema = name.left(dot);
                name.remove(0, dot + 1);
                return;
            }
        }
    }

    const SchemaDiff &m_diff;
    Owners m_owners;
    QSet<QString> m_namespaces;
    std::vector<ComparedObject> m_objects;
    QHash<QString, size_t> m_known;
    QHash<QString, ObjectId> m_parts; ///< what they belong to
};

/// What a relation has beside it in the list.
void addAllOf(Grouping &grouping, const Relation &relation)
{
    const wording::Parent self{relation.identity(), relation.schema};
    const auto add = [&](const auto &list) {
        for (const auto &one : list)
            grouping.addEqual({wording::kindOf(one), wording::objectName(one, self)});
    };
    add(relation.indexes);
    add(relation.triggers);
    add(relation.rules);
    add(relation.policies);
    add(relation.statistics);
}

template <typename T>
void addAllOf(Grouping &, const T &)
{
}

void addAllOf(Grouping &grouping, const Schema &schema)
{
    const auto add = [&](const auto &list) {
        for (const auto &one : schema.*list.member) {
            if (!grouping.goesWithItsTable(*one) &&
                grouping.addEqual({wording::kindOf(*one), wording::objectName(*one, {})}))
                addAllOf(grouping, *one);
        }
    };
    std::apply([&](const auto &...list) { (add(list), ...); }, Schema::children());
}

} // namespace

Standing standingOf(Difference::Change change)
{
    switch (change) {
    case Difference::Change::Missing:
        return Standing::Removed;
    case Difference::Change::Extra:
        return Standing::Added;
    case Difference::Change::Changed:
        break;
    }
    return Standing::Changed;
}

int ComparedObjects::find(const ObjectId &id) const
{
    return places.value(keyOf(id), -1);
}

ComparedObjects compareObjects(const SchemaDiff &diff, const Schema &before, const Schema &after,
                               bool withEqual)
{
    Grouping grouping(diff, before, after);
    grouping.addDifferences();
    if (withEqual) {
        // What the other has beyond it is among the differences already, but for what hangs on it.
        addAllOf(grouping, before);
    }
    return grouping.finish();
}

QString groupTitle(const QString &key)
{
    return QCoreApplication::translate("Compare", key.toUtf8().constData());
}

} // namespace tidemark
