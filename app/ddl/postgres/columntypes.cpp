// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/columns.h"
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
    if (fraction && target == "numeric"_L1 && !now.isEmpty()) {
        const bool fewer =
            source != "numeric"_L1 || then.isEmpty() || now.value(1, 0) < then.value(1, 0);
        return fewer ? u"values are rounded to %1 digits after the point"_s.arg(now.value(1, 0))
                     : QString();
    }
    if (source == target && (instant || source.startsWith("time "_L1)) && !now.isEmpty() &&
        now.first() < then.value(0, 6))
        return u"seconds are rounded to %1 digits"_s.arg(now.first());
    return {};
}

bool mayNotFit(const QString &before, const QString &after)
{
    static const QStringList widths{u"smallint"_s, u"integer"_s, u"bigint"_s, u"numeric"_s};
    const QString source = words::bareType(before);
    const QString target = words::bareType(after);
    const qsizetype from = widths.indexOf(source);
    const qsizetype to = widths.indexOf(target);
    if (from >= 0 && to >= 0 && source != target)
        return to < from || (target == "numeric"_L1 && !words::modifiers(after).isEmpty());
    if (source == "numeric"_L1 && target == source)
        return !words::modifiers(after).isEmpty();
    const bool limited = !words::modifiers(after).isEmpty();
    if ((isTextual(target) || target == "character"_L1) && limited)
        return true;
    return (source == "double precision"_L1 || source == "real"_L1) && to >= 0;
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
        writer.hazard(Hazard::RewritesTable, object, change + u" writes every row again"_s);
        writer.hazard(Hazard::BlocksReads, object, u"as long as the table is rewritten"_s);
        const QString why = place.world.whyInPlace(columnObject(table, after));
        if (!why.isEmpty())
            writer.remark(u"Not filled beside the old column while others write: %1."_s.arg(why));
    } else if (before.collation != after.collation || place.switchType) {
        writer.hazard(Hazard::BuildsIndex, object, u"indexes of the column are built again"_s);
    }
    if (const QString loss = typeLoss(before, after); !loss.isEmpty())
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
    if (usingClause(before, after, place).isEmpty() && !mayNotFit(before.type, after.type))
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
    if (place.switchType || (before.type != after.type && mayNotFit(before.type, after.type)))
        writer.hazard(Hazard::MayFail, table.identity(),
                      u"where a value of %1 is no %2"_s.arg(after.name, after.type));
}

bool keepsStoredForm(const QString &before, const QString &after)
{
    if (before == after)
        return true;
    if (words::isArrayType(before) != words::isArrayType(after))
        return false;
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
