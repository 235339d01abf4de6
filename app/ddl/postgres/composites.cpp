// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/composites.h"

#include "ddl/postgres/columns.h"
#include "ddl/postgres/words.h"
#include "ddl/postgres/world.h"
#include "sql/identifier.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

const CompositeAttribute *attributeOf(const CompositeType &type, const QString &name)
{
    const auto it = std::ranges::find(type.attributes, name, &CompositeAttribute::name);
    return it == type.attributes.end() ? nullptr : &*it;
}

QStringList attributeNames(const CompositeType &type)
{
    QStringList names;
    for (const CompositeAttribute &attribute : type.attributes)
        names += attribute.name;
    return names;
}

/// What ALTER TYPE leads to: what stays, then what comes.
bool comesInOrder(const CompositeType &before, const CompositeType &after)
{
    QStringList reached;
    for (const CompositeType *side : {&before, &after}) {
        for (const CompositeAttribute &attribute : side->attributes) {
            if (attributeOf(after, attribute.name) && !reached.contains(attribute.name))
                reached += attribute.name;
        }
    }
    return reached == attributeNames(after);
}

bool sameTypes(const CompositeType &before, const CompositeType &after)
{
    return std::ranges::all_of(before.attributes, [&](const CompositeAttribute &then) {
        const CompositeAttribute *now = attributeOf(after, then.name);
        return !now || (now->type == then.type && now->collation == then.collation);
    });
}

/// An attribute as a column, to ask what its type's change does.
Column columnLike(const CompositeAttribute &attribute)
{
    Column column;
    column.name = attribute.name;
    column.type = attribute.type;
    column.collation = attribute.collation;
    return column;
}

// ---- the type

QString compositeWhat(const CompositeType &type, const Place &)
{
    return u"TYPE "_s + displayQualified(type.schema, type.name);
}

Fate compositeFate(const CompositeType &before, const CompositeType &after, const Place &place)
{
    const DraftOptions &options = place.world.options;
    const bool types = sameTypes(before, after);
    const bool order = comesInOrder(before, after) || !options.noise.columnOrder;
    if (types && order)
        return Fate::Alter;
    const World::CompositeUse use = place.world.useOf(before);
    if (!use.any())
        return order ? Fate::Alter : Fate::Recreate;
    // Rows are not written again for an order alone, unless that is asked for.
    const bool wanted = !types || options.columnOrder == ColumnOrder::Exact;
    const bool asText = attributeNames(before) == attributeNames(after);
    return wanted && !use.tables && (!use.within || asText) ? Fate::Replace : Fate::Alter;
}

QString attributeDefinition(const CompositeAttribute &attribute)
{
    QString text = displayIdentifier(attribute.name) + u' ' + attribute.type;
    if (!attribute.collation.isEmpty())
        text += u" COLLATE "_s + attribute.collation;
    return text;
}

void createComposite(const CompositeType &type, const Place &, Writer &writer)
{
    QStringList attributes;
    for (const CompositeAttribute &attribute : type.attributes)
        attributes += attributeDefinition(attribute);
    const QString name = displayQualified(type.schema, type.name);
    writer.add(u"CREATE TYPE %1 AS (%2)"_s.arg(name, attributes.join(u", "_s)));
    for (const CompositeAttribute &attribute : type.attributes) {
        if (!attribute.comment.isEmpty())
            writer.add(u"COMMENT ON COLUMN %1.%2 IS %3"_s.arg(
                name, displayIdentifier(attribute.name), words::literal(attribute.comment)));
    }
}

void alterComposite(const CompositeType &before, const CompositeType &after, const Place &place,
                    Writer &writer)
{
    if (comesInOrder(before, after) || !place.world.options.noise.columnOrder)
        return;
    const World::CompositeUse use = place.world.useOf(before);
    writer.gap(u"attribute order"_s,
               use.tables   ? u"a typed table has its columns as they came to the type"_s
               : use.within ? u"values of the type are within arrays or other types"_s
                            : u"the server adds attributes at the end; only a type made anew has "
                              u"them in order, and all columns of it with it"_s);
}

void moveComposite(const CompositeType &type, const QString &name, const Place &place,
                   Writer &writer)
{
    writer.add(u"ALTER %1 RENAME TO %2"_s.arg(compositeWhat(type, place), displayIdentifier(name)));
}

// ---- its attributes

// The type's name is the object of the step without its last part.
QString typeOf(const Writer &writer)
{
    return words::withoutLast(writer.about().object);
}

QString attributeWhat(const CompositeAttribute &attribute, const Place &)
{
    return u"COLUMN "_s + displayIdentifier(attribute.name);
}

Fate attributeFate(const CompositeAttribute &, const CompositeAttribute &, const Place &)
{
    return Fate::Alter;
}

void createAttribute(const CompositeAttribute &attribute, const Place &, Writer &writer)
{
    writer.add(u"ALTER TYPE %1 ADD ATTRIBUTE %2 CASCADE"_s.arg(typeOf(writer),
                                                               attributeDefinition(attribute)));
    if (!attribute.comment.isEmpty())
        writer.add(u"COMMENT ON COLUMN %1 IS %2"_s.arg(writer.about().object,
                                                       words::literal(attribute.comment)));
}

void dropAttribute(const CompositeAttribute &attribute, const Place &, Writer &writer)
{
    writer
        .add(u"ALTER TYPE %1 DROP ATTRIBUTE %2 CASCADE"_s.arg(typeOf(writer),
                                                              displayIdentifier(attribute.name)))
        .hazard(Hazard::DeletesData, typeOf(writer),
                u"values of the attribute %1 are lost"_s.arg(attribute.name));
}

void alterAttribute(const CompositeAttribute &before, const CompositeAttribute &after,
                    const Place &place, Writer &writer)
{
    if (before.type != after.type || before.collation != after.collation || place.switchType) {
        if (place.world.isColumnType(typeOf(writer))) {
            writer.gap(u"type"_s, u"not while tables are made of this type and have columns of it, "
                                  u"or hold its values within others"_s);
            return;
        }
        QString sql = u"ALTER TYPE %1 ALTER ATTRIBUTE %2 TYPE %3"_s.arg(
            typeOf(writer), displayIdentifier(after.name), after.type);
        if (!after.collation.isEmpty())
            sql += u" COLLATE "_s + after.collation;
        writer.add(sql + u" CASCADE"_s);
    }
    if (before.comment != after.comment)
        writer.add(u"COMMENT ON COLUMN "_s + writer.about().object + u" IS "_s +
                   (after.comment.isEmpty() ? u"NULL"_s : words::literal(after.comment)));
}

} // namespace

QString compositeValue(const Column &column, const World &world)
{
    const CompositeType *before = world.composite(Side::From, column.type);
    const CompositeType *after = world.composite(Side::To, column.type);
    if (!before || !after || attributeNames(*before) == attributeNames(*after))
        return {};
    const QString value = displayIdentifier(column.name);
    QStringList fields;
    for (const CompositeAttribute &now : after->attributes) {
        const CompositeAttribute *then = attributeOf(*before, now.name);
        if (!then) {
            fields += u"NULL"_s;
            continue;
        }
        const QString field = u"(%1).%2"_s.arg(value, displayIdentifier(now.name));
        // A type of the same name may be another one by now.
        const bool byText = now.type.contains(u'.') ||
                            world.castBetween(then->type, now.type) == World::CastKind::ByText;
        fields += field + (byText ? u"::text::"_s : u"::"_s) + now.type;
    }
    return u"CASE WHEN %1 IS DISTINCT FROM NULL THEN ROW(%2)::%3 END"_s.arg(
        value, fields.join(u", "_s), column.type);
}

QStringList compositeLosses(const Column &column, const World &world)
{
    const CompositeType *before = world.composite(Side::From, words::bareType(column.type));
    const CompositeType *after = world.composite(Side::To, words::bareType(column.type));
    QStringList losses;
    if (!before || !after)
        return losses;
    for (const CompositeAttribute &then : before->attributes) {
        const CompositeAttribute *now = attributeOf(*after, then.name);
        if (!now) {
            losses += u"values of the attribute %1 of %2 are lost"_s.arg(then.name, column.name);
            continue;
        }
        const QString loss = typeLoss(columnLike(then), columnLike(*now));
        if (!loss.isEmpty())
            losses += u"attribute %1 of %2: %3"_s.arg(then.name, column.name, loss);
    }
    return losses;
}

template <>
const KindRules<CompositeType> &rulesOf()
{
    static constexpr KindRules<CompositeType> rules{
        12,      &compositeWhat,  &compositeFate, &createComposite,
        nullptr, &alterComposite, &moveComposite, nullptr};
    return rules;
}

template <>
const KindRules<CompositeAttribute> &rulesOf()
{
    static constexpr KindRules<CompositeAttribute> rules{
        13,      &attributeWhat, &attributeFate, &createAttribute, &dropAttribute, &alterAttribute,
        nullptr, nullptr};
    return rules;
}

} // namespace tidemark::ddlpg
