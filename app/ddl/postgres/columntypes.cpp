// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/columns.h"
#include "ddl/postgres/composites.h"
#include "ddl/postgres/words.h"
#include "ddl/postgres/world.h"
#include "sql/identifier.h"

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

bool isTextual(const QString &type)
{
    return type == "text"_L1 || type == "character varying"_L1;
}

/// What pg_cast's functions drop without a word, whatever the modifiers.
QString lossByKind(const QString &source, const QString &target)
{
    struct Loss
    {
        const char *from;
        const char *to;
        const char *what;
    };
    static constexpr Loss losses[] = {
        {"text|character varying|character", "\"char\"", "only the first byte is kept"},
        {"text|character varying|character", "name", "names are cut after 63 bytes"},
        {"smallint|integer|bigint", "boolean", "all numbers but 0 become the same"},
        {"smallint|integer|bigint", "bit", "bits beyond the length are cut off"},
        {"inet", "cidr", "bits right of the netmask are lost"},
        {"json", "jsonb", "the order of keys, repeated ones and white space are lost"},
        {"numeric", "double precision|real", "digits are rounded away"},
        {"bigint", "double precision|real", "digits of large numbers are rounded away"},
        {"integer", "real", "digits of large numbers are rounded away"},
        {"time with time zone", "time without time zone", "the time zone is lost"},
        {"interval", "time without time zone", "whole days are lost"},
        {"real", "numeric", "of more than 6 digits the rest is rounded away"},
        {"double precision", "numeric", "of more than 15 digits the rest is rounded away"},
        {"numeric", "money", "fractions that the currency has not are rounded away"},
        {"jsonb", "smallint|integer|bigint", "fractions are rounded away"},
        {"jsonb", "real|double precision", "digits are rounded away"},
        {"text|character varying|character", "date", "a time of day in the text is dropped"},
        {"text|character varying|character", "timestamp without time zone",
         "a time zone in the text is dropped"},
        {"text|character varying|character", "time without time zone",
         "a date and a time zone in the text are dropped"},
        {"text|character varying|character", "real|double precision", "digits are rounded away"},
        {"text|character varying|character", "money",
         "fractions that the currency has not are rounded away"},
        {"text|character varying|character", "jsonb",
         "the order of keys, repeated ones and white space are lost"},
        {"text|character varying|character", "bit", "bits beyond the length are cut off"},
        {"box|circle|polygon|lseg", "point", "only a middle is kept"},
        {"box|polygon", "circle", "corners are lost"},
        {"circle|polygon", "box", "only the extent is kept"},
    };
    for (const Loss &one : losses) {
        if (QString::fromLatin1(one.from).split(u'|').contains(source) &&
            QString::fromLatin1(one.to).split(u'|').contains(target))
            return QString::fromLatin1(one.what);
    }
    return {};
}

QString lossOf(const QString &before, const QString &after)
{
    const QString source = words::bareType(before);
    const QString target = words::bareType(after);
    const bool instant = source.startsWith("timestamp"_L1);
    if (instant && target == "date"_L1)
        return u"a date keeps no time of day"_s;
    if (instant && target.startsWith("time "_L1))
        return u"a time keeps no date"_s;
    const bool fraction =
        source == "numeric"_L1 || source == "double precision"_L1 || source == "real"_L1;
    const bool whole = target == "bigint"_L1 || target == "integer"_L1 || target == "smallint"_L1;
    if (fraction && whole)
        return u"fractions are rounded away"_s;
    if (source == "double precision"_L1 && target == "real"_L1)
        return u"digits are rounded away"_s;
    const QList<int> now = words::modifiers(after);
    const QList<int> then = words::modifiers(before);
    const bool text = isTextual(source) || source == "character"_L1;
    if ((fraction || text) && target == "numeric"_L1 && !now.isEmpty()) {
        const bool fewer =
            source != "numeric"_L1 || then.isEmpty() || now.value(1, 0) < then.value(1, 0);
        return fewer ? u"values are rounded to %1 digits after the point"_s.arg(now.value(1, 0))
                     : QString();
    }
    const bool spans = source.startsWith("interval"_L1) && target.startsWith("interval"_L1);
    const bool instants = instant && target.startsWith("timestamp"_L1);
    const bool times = source.startsWith("time "_L1) && target.startsWith("time "_L1);
    const bool toSeconds = target.startsWith("timestamp"_L1) || target.startsWith("time "_L1) ||
                           target.startsWith("interval"_L1);
    if (text && toSeconds && !now.isEmpty() && now.first() < 6)
        return u"seconds are rounded to %1 digits"_s.arg(now.first());
    if (text && target == "bit varying"_L1 && !now.isEmpty())
        return u"bits beyond the length are cut off"_s;
    if ((spans || instants || times) && !now.isEmpty() && now.first() < then.value(0, 6))
        return u"seconds are rounded to %1 digits"_s.arg(now.first());
    if (spans && source != target && target != "interval"_L1)
        return u"of an interval only what %1 says is kept"_s.arg(after);
    return lossByKind(source, target);
}

bool mayNotFit(const QString &before, const QString &after)
{
    static const QStringList widths{u"smallint"_s, u"integer"_s, u"bigint"_s, u"numeric"_s};
    const QString source = words::bareType(before);
    const QString target = words::bareType(after);
    const qsizetype from = widths.indexOf(source);
    const qsizetype to = widths.indexOf(target);
    const QList<int> now = words::modifiers(after);
    const QList<int> then = words::modifiers(before);
    const auto hold = [&](int digits, int behind) {
        return now.value(0) - now.value(1, 0) >= digits && now.value(1, 0) >= behind;
    };
    static constexpr int digits[] = {5, 10, 19};
    if (from >= 0 && to >= 0 && source != target)
        return to < from || (target == "numeric"_L1 && !now.isEmpty() && !hold(digits[from], 0));
    if (source == "numeric"_L1 && target == source)
        return !now.isEmpty() &&
               (then.isEmpty() || !hold(then.value(0) - then.value(1, 0), then.value(1, 0)));
    if ((isTextual(target) || target == "character"_L1) && !now.isEmpty()) {
        const bool text = isTextual(source) || source == "character"_L1;
        return !text || then.isEmpty() || then.first() > now.first();
    }
    return (source == "double precision"_L1 || source == "real"_L1) && to >= 0;
}

/// A cast that has to be asked for and takes every value.
bool takesAll(const QString &before, const QString &after)
{
    const QString source = words::bareType(before);
    const QString target = words::bareType(after);
    const bool whole = source == "smallint"_L1 || source == "integer"_L1 || source == "bigint"_L1;
    const bool text = isTextual(source) || source == "character"_L1;
    return (whole && (target == "boolean"_L1 || target == "bit"_L1)) ||
           (text && target == "\"char\""_L1) || (source == "boolean"_L1 && target == "integer"_L1);
}

/// Whether the type itself is another one of the same name, and not only its collation.
bool isSwitched(const Column &after, const Place &place)
{
    return place.switchType && after.type.contains(u'.');
}

QString usingClause(const Column &before, const Column &after, const Place &place)
{
    const QString name = displayIdentifier(after.name);
    if (isSwitched(after, place)) {
        if (const QString value = compositeValue(after, place.world); !value.isEmpty())
            return u" USING "_s + value;
        const bool array = words::isArrayType(after.type);
        return u" USING "_s + name + (array ? u"::text[]::"_s : u"::text::"_s) + after.type;
    }
    switch (place.world.castBetween(before.type, after.type)) {
    case World::CastKind::Assignment:
        break;
    case World::CastKind::Explicit:
        return u" USING "_s + name + u"::"_s + after.type;
    case World::CastKind::ByText: {
        const bool arrays = words::isArrayType(before.type) && words::isArrayType(after.type);
        return u" USING "_s + name + (arrays ? u"::text[]::"_s : u"::text::"_s) + after.type;
    }
    }
    return {};
}

void typeHazards(const Relation &table, const Column &before, const Column &after,
                 const Place &place, Writer &writer)
{
    const QString object = place.tableName();
    const QString change = u"%1 from %2 to %3"_s.arg(after.name, before.type, after.type);
    const bool sameForm = keepsStoredForm(before.type, after.type) && !isSwitched(after, place);
    if (!sameForm) {
        const bool byZone = words::bareType(before.type).startsWith("timestamp"_L1) &&
                            words::bareType(after.type).startsWith("timestamp"_L1) &&
                            words::bareType(before.type) != words::bareType(after.type);
        writer.hazard(Hazard::RewritesTable, object,
                      change + u" writes every row again"_s +
                          (byZone ? u", unless the time zone is UTC"_s : QString()));
        writer.hazard(Hazard::BlocksReads, object, u"as long as the table is rewritten"_s);
        for (const Relation *child : place.world.below(table.identity()))
            writer.hazard(Hazard::RewritesTable, child->identity(), u"as its parent is"_s);
        const QString why = place.world.whyInPlace(columnObject(table, after));
        if (!why.isEmpty())
            writer.remark(u"Not filled beside the old column while others write: %1."_s.arg(why));
    } else if (before.collation != after.collation || place.switchType) {
        writer.hazard(Hazard::BuildsIndex, object, u"indexes of the column are built again"_s);
    }
    if (const QString loss = typeLoss(before, after); !loss.isEmpty())
        writer.hazard(Hazard::DeletesData, object, loss);
    for (const QString &loss :
         isSwitched(after, place) ? compositeLosses(after, place.world) : QStringList())
        writer.hazard(Hazard::DeletesData, object, loss);
    if (const QString risk = typeRisk(before, after, place); !risk.isEmpty())
        writer.hazard(Hazard::MayFail, object, risk);
}

} // namespace

QString typeLoss(const Column &before, const Column &after)
{
    return lossOf(before.type, after.type);
}

QString typeRisk(const Column &before, const Column &after, const Place &place)
{
    const bool asked = !usingClause(before, after, place).isEmpty();
    if ((!asked && !mayNotFit(before.type, after.type)) ||
        (!place.switchType && takesAll(before.type, after.type)))
        return {};
    return place.switchType ? u"where a value of %1 is not in the new type"_s.arg(after.name)
                            : u"where a value of %1 is no %2"_s.arg(after.name, after.type);
}

void alterType(const Relation &table, const Column &before, const Column &after, const Place &place,
               Writer &writer)
{
    QString sql = alterColumn(table, after.name) + u" TYPE "_s + after.type;
    if (!after.collation.isEmpty())
        sql += u" COLLATE "_s + after.collation;
    writer.add(sql + usingClause(before, after, place));
    typeHazards(table, before, after, place, writer);
}

QString valueAs(const Column &before, const Column &after, const Place &place)
{
    const QString cast = usingClause(before, after, place);
    return cast.isEmpty() ? displayIdentifier(before.name) : cast.mid(qstrlen(" USING "));
}

void columnLosses(const Relation &table, const Column &before, const Column &after,
                  const Place &place, Writer &writer)
{
    if (after.notNull && !before.notNull)
        writer.hazard(Hazard::MayFail, table.identity(), u"where %1 is NULL"_s.arg(after.name));
    const QString loss = lossOf(before.type, after.type);
    if (!loss.isEmpty())
        writer.hazard(Hazard::DeletesData, table.identity(), loss);
    for (const QString &one :
         isSwitched(after, place) ? compositeLosses(after, place.world) : QStringList())
        writer.hazard(Hazard::DeletesData, table.identity(), one);
    if (place.switchType || (before.type != after.type && mayNotFit(before.type, after.type)))
        writer.hazard(Hazard::MayFail, table.identity(),
                      u"where a value of %1 is no %2"_s.arg(after.name, after.type));
}

bool keepsStoredForm(const QString &before, const QString &after)
{
    if (before == after)
        return true;
    // The elements of an array are converted one by one, unless nothing is to be done to them.
    if (words::isArrayType(before) || words::isArrayType(after))
        return words::isArrayType(before) && words::isArrayType(after) &&
               words::bareType(before) == words::bareType(after) &&
               words::modifiers(after).isEmpty();
    const QString source = words::bareType(before);
    const QString target = words::bareType(after);
    const QList<int> then = words::modifiers(before);
    const QList<int> now = words::modifiers(after);
    const bool wider = now.isEmpty() || (!then.isEmpty() && now.first() >= then.first());
    if (isTextual(source) && isTextual(target))
        return now.isEmpty() || (source == target && wider);
    if (source == "cidr"_L1 && target == "inet"_L1)
        return true;
    if (source != target)
        return false;
    if (source == "numeric"_L1)
        return now.isEmpty() || (wider && now.value(1, 0) == then.value(1, 0));
    static const QStringList byPrecision{
        u"bit varying"_s,         u"timestamp with time zone"_s, u"timestamp without time zone"_s,
        u"time with time zone"_s, u"time without time zone"_s,   u"interval"_s};
    return byPrecision.contains(source) && wider;
}

} // namespace tidemark::ddlpg
