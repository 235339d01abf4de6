// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/objectdetail.h"

#include "compare/comparison.h"
#include "workbench/objecttext.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

using Kind = RelatedObject::Relation;

/// "column total": without the name of what it is a part of.
QString partOf(const Difference &difference, const ObjectId &whole)
{
    if (ObjectId{difference.kind, difference.object} == whole)
        return {};
    const bool below = difference.object.startsWith(whole.object) &&
                       difference.object.size() > whole.object.size();
    return difference.kind + u' ' +
           (below ? difference.object.sliced(whole.object.size() + 1) : difference.object);
}

std::vector<PropertyRow> propertiesOf(const ComparedObject &object, const SchemaDiff &diff)
{
    std::vector<PropertyRow> rows;
    for (const int at : object.differences) {
        const Difference &difference = diff.differences[size_t(at)];
        PropertyRow row{partOf(difference, object.id), difference.property, difference.before,
                        difference.after, standingOf(difference.change)};
        // The whole of an object is its definition, which has a place of its own.
        if (row.part.isEmpty() && difference.change != Difference::Change::Changed)
            continue;
        rows.push_back(std::move(row));
    }
    return rows;
}

bool isWithin(const ObjectId &id, const ObjectId &whole)
{
    if (id == whole)
        return true;
    return id.object.size() > whole.object.size() && id.object.startsWith(whole.object) &&
           (id.object[whole.object.size()] == u'.' || id.object[whole.object.size()] == u'(') &&
           id.kind != u"trigger" && id.kind != u"rule" && id.kind != u"policy";
}

/// Collects what the two sides say, once each.
class Relations
{
public:
    explicit Relations(const ObjectId &whole)
        : m_whole(whole)
    {
    }

    void add(const Dependencies &dependencies, const Dependants &dependants, bool before)
    {
        const std::vector<ObjectId> inTheWay = dependants.of(m_whole);
        for (const ObjectId &id : inTheWay)
            note(Kind::InTheWay, id, before);
        for (const ObjectId &id : dependants.of(m_whole, true)) {
            if (std::find(inTheWay.begin(), inTheWay.end(), id) == inTheWay.end())
                note(Kind::GoesWith, id, before);
        }
        for (const Dependency &dependency : dependencies) {
            if (isWithin(dependency.dependant, m_whole))
                note(Kind::NeededBy, dependency.on, before);
        }
    }

    std::vector<RelatedObject> all() const
    {
        std::vector<RelatedObject> list;
        for (const auto &[key, related] : m_related)
            list.push_back(related);
        return list;
    }

private:
    void note(Kind relation, const ObjectId &id, bool before)
    {
        if (isWithin(id, m_whole))
            return;
        RelatedObject &related = m_related[{relation, id.kind, id.object}];
        related.relation = relation;
        related.id = id;
        (before ? related.before : related.after) = true;
    }

    const ObjectId &m_whole;
    std::map<std::tuple<Kind, QString, QString>, RelatedObject> m_related;
};

} // namespace

ObjectDetail detailOf(const Comparison &comparison, const ComparedObjects &objects, int place)
{
    const ComparedObject &object = objects.objects[size_t(place)];
    const SchemaState &before = comparison.before.state;
    const SchemaState &after = comparison.after.state;
    ObjectDetail detail;
    detail.object = place;
    detail.before = objectText(*before.schema, object.id, comparison.options.noise);
    detail.after = objectText(*after.schema, object.id, comparison.options.noise);
    detail.rows = alignLines(detail.before, detail.after);
    detail.properties = propertiesOf(object, comparison.diff);
    Relations relations(object.id);
    relations.add(before.dependencies, Dependants(before.dependencies), true);
    relations.add(after.dependencies, Dependants(after.dependencies), false);
    detail.related = relations.all();
    return detail;
}

} // namespace tidemark
