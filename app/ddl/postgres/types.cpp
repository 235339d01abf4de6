// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/constraints.h"
#include "ddl/postgres/words.h"
#include "ddl/postgres/world.h"
#include "diff/wording.h"
#include "sql/identifier.h"

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

template <typename T>
QString typeWhat(const T &type, const Place &)
{
    return u"TYPE "_s + displayQualified(type.schema, type.name);
}

template <typename T>
void moveType(const T &type, const QString &name, const Place &place, Writer &writer)
{
    const QString what = std::is_same_v<T, DomainType> ? u"ALTER DOMAIN "_s + type.identity()
                                                       : u"ALTER "_s + typeWhat(type, place);
    writer.add(what + u" RENAME TO "_s + displayIdentifier(name));
}

// ---- enums

QStringList common(const QStringList &of, const QStringList &with)
{
    QStringList kept;
    for (const QString &label : of) {
        if (with.contains(label))
            kept += label;
    }
    return kept;
}

Fate enumFate(const EnumType &before, const EnumType &after, const Place &)
{
    return common(after.labels, before.labels) == before.labels ? Fate::Alter : Fate::Replace;
}

void createEnum(const EnumType &type, const Place &, Writer &writer)
{
    QStringList labels;
    for (const QString &label : type.labels)
        labels += words::literal(label);
    writer.add(u"CREATE TYPE %1 AS ENUM (%2)"_s.arg(displayQualified(type.schema, type.name),
                                                    labels.join(u", "_s)));
}

void alterEnum(const EnumType &before, const EnumType &after, const Place &place, Writer &writer)
{
    QStringList labels = before.labels;
    for (qsizetype i = 0; i < after.labels.size(); ++i) {
        const QString &label = after.labels.at(i);
        if (labels.contains(label))
            continue;
        QString sql =
            u"ALTER "_s + typeWhat(after, place) + u" ADD VALUE "_s + words::literal(label);
        if (i > 0 && labels.last() != after.labels.at(i - 1))
            sql += u" AFTER "_s + words::literal(after.labels.at(i - 1));
        else if (i == 0 && !labels.isEmpty())
            sql += u" BEFORE "_s + words::literal(labels.first());
        writer.add(sql);
        labels.insert(i == 0 ? 0 : labels.indexOf(after.labels.at(i - 1)) + 1, label);
    }
}

// ---- domains

Fate domainFate(const DomainType &before, const DomainType &after, const Place &)
{
    return differOnlyIn(before, after, {"not null", "default", "owner", "grants", "comment"})
               ? Fate::Alter
               : Fate::Replace;
}

QString domainWhat(const DomainType &domain, const Place &)
{
    return u"DOMAIN "_s + displayQualified(domain.schema, domain.name);
}

void createDomain(const DomainType &domain, const Place &place, Writer &writer)
{
    QString sql = u"CREATE DOMAIN "_s + displayQualified(domain.schema, domain.name) + u" AS "_s +
                  domain.baseType;
    if (!domain.collation.isEmpty())
        sql += u" COLLATE "_s + domain.collation;
    if (!domain.defaultValue.isEmpty())
        sql += u" DEFAULT "_s + domain.defaultValue;
    if (domain.notNull)
        sql += u" NOT NULL"_s;
    const wording::Parent parent{domain.identity(), domain.schema};
    const auto isHere = [&](const Constraint &constraint) {
        return isInline(domain, constraint) &&
               !place.world.isApart(
                   {wording::kindOf(constraint), wording::objectName(constraint, parent)});
    };
    for (const Constraint &constraint : domain.constraints) {
        if (isHere(constraint))
            sql += u"\n    "_s + constraintClause(constraint);
    }
    writer.add(sql);
    for (const Constraint &constraint : domain.constraints) {
        const bool commented = !constraint.comment.isEmpty();
        if (commented && isHere(constraint))
            writer.add(u"COMMENT ON CONSTRAINT %1 ON DOMAIN %2 IS %3"_s.arg(
                displayIdentifier(constraint.name), domain.identity(),
                words::literal(constraint.comment)));
    }
}

void alterDomain(const DomainType &before, const DomainType &after, const Place &place,
                 Writer &writer)
{
    const QString alter = u"ALTER "_s + domainWhat(after, place);
    if (before.defaultValue != after.defaultValue)
        writer.add(after.defaultValue.isEmpty() ? alter + u" DROP DEFAULT"_s
                                                : alter + u" SET DEFAULT "_s + after.defaultValue);
    if (before.notNull != after.notNull)
        writer.add(alter + (after.notNull ? u" SET NOT NULL"_s : u" DROP NOT NULL"_s));
    if (after.notNull && !before.notNull)
        writer.hazard(Hazard::MayFail, after.identity(),
                      u"where a column of this domain holds a NULL"_s);
}

// ---- ranges

Fate rangeFate(const RangeType &before, const RangeType &after, const Place &)
{
    return differOnlyIn(before, after, {"canonical", "multirange", "owner", "grants", "comment"})
               ? Fate::Alter
               : Fate::Replace;
}

void createRange(const RangeType &range, const Place &, Writer &writer)
{
    QStringList clauses{u"subtype = "_s + range.subtype};
    if (!range.opclass.isEmpty())
        clauses += u"subtype_opclass = "_s + range.opclass;
    if (!range.collation.isEmpty())
        clauses += u"collation = "_s + range.collation;
    if (!range.canonical.isEmpty())
        clauses += u"canonical = "_s + words::withoutArguments(range.canonical);
    if (!range.subtypeDiff.isEmpty())
        clauses += u"subtype_diff = "_s + words::withoutArguments(range.subtypeDiff);
    if (!range.multirange.isEmpty())
        clauses += u"multirange_type_name = "_s + range.multirange;
    writer.add(u"CREATE TYPE %1 AS RANGE (%2)"_s.arg(displayQualified(range.schema, range.name),
                                                     clauses.join(u", "_s)));
}

void moveRange(const RangeType &range, const QString &name, const Place &place, Writer &writer)
{
    moveType(range, name, place, writer);
    // The new one takes the name of the multirange too.
    if (!range.multirange.isEmpty())
        writer.add(u"ALTER TYPE %1 RENAME TO %2"_s.arg(
            range.multirange, displayIdentifier(words::derivedName(name, u"_multi"_s))));
    // The functions that make its values keep their names unless they are told.
    const auto rename = [&](const QString &function, const QString &arguments) {
        const QStringList names = words::parts(function);
        writer.add(u"ALTER FUNCTION %1(%2) RENAME TO %3"_s.arg(
            function, arguments, displayIdentifier(words::derivedName(names.last(), u"__old"_s))));
    };
    const QString own = displayQualified(range.schema, range.name);
    rename(own, range.subtype + u", "_s + range.subtype);
    rename(own, range.subtype + u", "_s + range.subtype + u", text"_s);
    if (!range.multirange.isEmpty())
        rename(range.multirange, {});
}

void alterRange(const RangeType &before, const RangeType &after, const Place &, Writer &writer)
{
    if (before.multirange != after.multirange)
        writer.add(u"ALTER TYPE %1 RENAME TO %2"_s.arg(before.multirange,
                                                       words::lastPart(after.multirange)));
    if (before.canonical != after.canonical)
        writer.gap(u"canonical"_s, u"a range type gets its canonical function when it is made, and "
                                   u"the function needs the type"_s);
}

/// DROP ... CASCADE of a type that functions need which it needs itself: there is no other way, and
/// it takes along whatever else has come to use the type.
void dropWithItsFunctions(const QString &what, const QString &type, Writer &writer)
{
    writer.add(u"DROP "_s + what + u" CASCADE"_s)
        .hazard(Hazard::DeletesData, type,
                u"columns of the type that came after this was written go as well"_s);
}

void dropRange(const RangeType &range, const Place &place, Writer &writer)
{
    if (range.canonical.isEmpty())
        writer.add(u"DROP "_s + typeWhat(range, place));
    else
        dropWithItsFunctions(typeWhat(range, place), range.identity(), writer);
}

// ---- base types

Fate baseFate(const BaseType &before, const BaseType &after, const Place &)
{
    // A shell can be filled, and nothing else be changed.
    const bool filled = !before.defined && after.defined;
    return filled || differOnlyIn(before, after, {"owner", "grants", "comment"}) ? Fate::Alter
                                                                                 : Fate::Recreate;
}

QString alignmentName(const QString &code)
{
    if (code == "c"_L1)
        return u"char"_s;
    if (code == "s"_L1)
        return u"int2"_s;
    return code == "d"_L1 ? u"double"_s : u"int4"_s;
}

QString storageName(const QString &code)
{
    if (code == "p"_L1)
        return u"plain"_s;
    if (code == "e"_L1)
        return u"external"_s;
    return code == "m"_L1 ? u"main"_s : u"extended"_s;
}

void createBase(const BaseType &type, const Place &, Writer &writer)
{
    const QString create = u"CREATE TYPE "_s + displayQualified(type.schema, type.name);
    if (!type.defined) {
        writer.add(create);
        return;
    }
    QStringList clauses;
    const auto function = [&](QLatin1StringView clause, const QString &value) {
        if (!value.isEmpty())
            clauses += clause + " = "_L1 + words::withoutArguments(value);
    };
    function("INPUT"_L1, type.input);
    function("OUTPUT"_L1, type.output);
    function("RECEIVE"_L1, type.receive);
    function("SEND"_L1, type.send);
    function("TYPMOD_IN"_L1, type.modifierInput);
    function("TYPMOD_OUT"_L1, type.modifierOutput);
    function("ANALYZE"_L1, type.analyze);
    function("SUBSCRIPT"_L1, type.subscript);
    clauses +=
        u"INTERNALLENGTH = "_s + (type.length < 0 ? u"VARIABLE"_s : QString::number(type.length));
    if (type.byValue)
        clauses += u"PASSEDBYVALUE"_s;
    clauses += u"ALIGNMENT = "_s + alignmentName(type.alignment);
    clauses += u"STORAGE = "_s + storageName(type.storage);
    clauses += u"CATEGORY = "_s + words::literal(type.category);
    if (type.preferred)
        clauses += u"PREFERRED = true"_s;
    if (!type.defaultValue.isEmpty())
        clauses += u"DEFAULT = "_s + words::literal(type.defaultValue);
    if (!type.element.isEmpty())
        clauses += u"ELEMENT = "_s + type.element;
    if (type.delimiter != ","_L1)
        clauses += u"DELIMITER = "_s + words::literal(type.delimiter);
    if (type.collatable)
        clauses += u"COLLATABLE = true"_s;
    writer.add(create + u" ("_s + clauses.join(u", "_s) + u')')
        .hazard(Hazard::NeedsPrivilege, type.identity(), u"superuser"_s);
}

void alterBase(const BaseType &before, const BaseType &after, const Place &place, Writer &writer)
{
    if (!before.defined && after.defined)
        createBase(after, place, writer);
}

void dropBase(const BaseType &type, const Place &place, Writer &writer)
{
    if (type.defined)
        dropWithItsFunctions(typeWhat(type, place), type.identity(), writer);
    else
        writer.add(u"DROP "_s + typeWhat(type, place));
}

} // namespace

template <>
const KindRules<EnumType> &rulesOf()
{
    static constexpr KindRules<EnumType> rules{
        10,      &typeWhat<EnumType>, &enumFate,           &createEnum,
        nullptr, &alterEnum,          &moveType<EnumType>, nullptr};
    return rules;
}

template <>
const KindRules<DomainType> &rulesOf()
{
    static constexpr KindRules<DomainType> rules{
        11,      &domainWhat,  &domainFate,           &createDomain,
        nullptr, &alterDomain, &moveType<DomainType>, nullptr};
    return rules;
}

template <>
const KindRules<RangeType> &rulesOf()
{
    static constexpr KindRules<RangeType> rules{
        14,         &typeWhat<RangeType>, &rangeFate, &createRange,
        &dropRange, &alterRange,          &moveRange, nullptr};
    return rules;
}

template <>
const KindRules<BaseType> &rulesOf()
{
    static constexpr KindRules<BaseType> rules{
        9, &typeWhat<BaseType>, &baseFate, &createBase, &dropBase, &alterBase, nullptr, nullptr};
    return rules;
}

} // namespace tidemark::ddlpg
