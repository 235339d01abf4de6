// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/words.h"
#include "ddl/postgres/world.h"
#include "sql/identifier.h"

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

QString operatorName(const Operator &one)
{
    return displayIdentifier(one.schema) + u'.' + one.name;
}

QString operatorWhat(const Operator &one, const Place &)
{
    const auto operand = [](const QString &type) { return type.isEmpty() ? u"NONE"_s : type; };
    return u"OPERATOR %1 (%2, %3)"_s.arg(operatorName(one), operand(one.left), operand(one.right));
}

Fate operatorFate(const Operator &before, const Operator &after, const Place &)
{
    return differOnlyIn(before, after, {"restrict", "join", "owner", "comment"}) ? Fate::Alter
                                                                                 : Fate::Recreate;
}

void createOperator(const Operator &one, const Place &, Writer &writer)
{
    QStringList clauses{u"FUNCTION = "_s + words::withoutArguments(one.function)};
    if (!one.left.isEmpty())
        clauses += u"LEFTARG = "_s + one.left;
    if (!one.right.isEmpty())
        clauses += u"RIGHTARG = "_s + one.right;
    if (!one.commutator.isEmpty())
        clauses += u"COMMUTATOR = "_s + words::operatorReference(one.commutator);
    if (!one.negator.isEmpty())
        clauses += u"NEGATOR = "_s + words::operatorReference(one.negator);
    if (!one.restrict.isEmpty())
        clauses += u"RESTRICT = "_s + words::withoutArguments(one.restrict);
    if (!one.join.isEmpty())
        clauses += u"JOIN = "_s + words::withoutArguments(one.join);
    if (one.hashes)
        clauses += u"HASHES"_s;
    if (one.merges)
        clauses += u"MERGES"_s;
    writer.add(u"CREATE OPERATOR %1 (%2)"_s.arg(operatorName(one), clauses.join(u", "_s)));
}

void alterOperator(const Operator &before, const Operator &after, const Place &place,
                   Writer &writer)
{
    QStringList clauses;
    const auto estimator = [&](QLatin1StringView clause, const QString &then, const QString &now) {
        if (then != now)
            clauses +=
                clause + " = "_L1 + (now.isEmpty() ? u"NONE"_s : words::withoutArguments(now));
    };
    estimator("RESTRICT"_L1, before.restrict, after.restrict);
    estimator("JOIN"_L1, before.join, after.join);
    if (!clauses.isEmpty())
        writer.add(u"ALTER %1 SET (%2)"_s.arg(operatorWhat(after, place), clauses.join(u", "_s)));
}

// ---- families and classes

template <typename T>
QString classWhat(const T &one, const Place &)
{
    const QString kind =
        std::is_same_v<T, OperatorFamily> ? u"OPERATOR FAMILY "_s : u"OPERATOR CLASS "_s;
    return kind + displayQualified(one.schema, one.name) + u" USING "_s +
           displayIdentifier(one.method);
}

/// "OPERATOR 1 =(integer,bigint)" as ADD says it.
QString memberClause(const QString &member)
{
    if (!member.startsWith("OPERATOR "_L1))
        return member;
    const qsizetype space = member.indexOf(u' ', 9);
    const qsizetype order = member.indexOf(" FOR ORDER BY "_L1);
    const QString reference = member.mid(space + 1, order < 0 ? -1 : order - space - 1);
    const QString name = words::withoutArguments(reference);
    return member.left(space + 1) + name + u" ("_s + words::argumentsOf(reference) + u')' +
           (order < 0 ? QString() : member.mid(order));
}

/// "OPERATOR 1 (integer, bigint)", "FUNCTION 1 (integer, bigint)": as DROP says it.
QString memberSlot(const QString &member)
{
    const qsizetype space = member.indexOf(u' ', 9);
    if (member.startsWith("OPERATOR "_L1)) {
        const qsizetype order = member.indexOf(" FOR ORDER BY "_L1);
        const QString reference = member.mid(space + 1, order < 0 ? -1 : order - space - 1);
        return member.left(space + 1) + u'(' + words::argumentsOf(reference) + u')';
    }
    return member.left(member.indexOf(") "_L1) + 1);
}

Fate familyFate(const OperatorFamily &, const OperatorFamily &, const Place &)
{
    return Fate::Alter;
}

void addMembers(const OperatorFamily &family, const QStringList &members, const Place &place,
                Writer &writer)
{
    QStringList clauses;
    for (const QString &member : members)
        clauses += memberClause(member);
    if (!clauses.isEmpty())
        writer.add(u"ALTER %1 ADD %2"_s.arg(classWhat(family, place), clauses.join(u", "_s)))
            .hazard(Hazard::NeedsPrivilege, family.identity(), u"superuser"_s);
}

void createFamily(const OperatorFamily &family, const Place &place, Writer &writer)
{
    writer.add(u"CREATE "_s + classWhat(family, place))
        .hazard(Hazard::NeedsPrivilege, family.identity(), u"superuser"_s);
    addMembers(family, family.members, place, writer);
}

void alterFamily(const OperatorFamily &before, const OperatorFamily &after, const Place &place,
                 Writer &writer)
{
    QStringList gone, added;
    for (const QString &member : before.members) {
        if (!after.members.contains(member))
            gone += memberSlot(member);
    }
    for (const QString &member : after.members) {
        if (!before.members.contains(member))
            added += member;
    }
    if (!gone.isEmpty())
        writer.add(u"ALTER %1 DROP %2"_s.arg(classWhat(after, place), gone.join(u", "_s)));
    addMembers(after, added, place, writer);
}

Fate classFate(const OperatorClass &before, const OperatorClass &after, const Place &)
{
    return differOnlyIn(before, after, {"owner", "comment"}) ? Fate::Alter : Fate::Recreate;
}

void createClass(const OperatorClass &one, const Place &, Writer &writer)
{
    QStringList clauses;
    for (const QString &member : one.members)
        clauses += memberClause(member);
    if (!one.storage.isEmpty())
        clauses += u"STORAGE "_s + one.storage;
    // A class needs something behind AS; the storage of its own type says nothing.
    if (clauses.isEmpty())
        clauses += u"STORAGE "_s + one.type;
    writer
        .add(u"CREATE OPERATOR CLASS %1%2 FOR TYPE %3 USING %4 FAMILY %5 AS\n    %6"_s.arg(
            displayQualified(one.schema, one.name), one.isDefault ? u" DEFAULT"_s : QString(),
            one.type, displayIdentifier(one.method), one.family, clauses.join(u",\n    "_s)))
        .hazard(Hazard::NeedsPrivilege, one.identity(), u"superuser"_s);
}

// ---- casts

QString castWhat(const Cast &cast, const Place &)
{
    return u"CAST (%1 AS %2)"_s.arg(cast.source, cast.target);
}

Fate castFate(const Cast &before, const Cast &after, const Place &)
{
    return differOnlyIn(before, after, {"comment"}) ? Fate::Alter : Fate::Recreate;
}

void createCast(const Cast &cast, const Place &place, Writer &writer)
{
    QString sql = u"CREATE "_s + castWhat(cast, place);
    if (cast.method == "function"_L1)
        sql += u" WITH FUNCTION "_s + cast.function;
    else
        sql += cast.method == "inout"_L1 ? u" WITH INOUT"_s : u" WITHOUT FUNCTION"_s;
    if (cast.context != "explicit"_L1)
        sql += u" AS "_s + cast.context.toUpper();
    writer.add(sql);
    if (cast.method == "binary"_L1)
        writer.hazard(Hazard::NeedsPrivilege, cast.identity(), u"superuser"_s);
}

} // namespace

template <>
const KindRules<Operator> &rulesOf()
{
    static constexpr KindRules<Operator> rules{
        42,      &operatorWhat,  &operatorFate, &createOperator,
        nullptr, &alterOperator, nullptr,       nullptr};
    return rules;
}

template <>
const KindRules<OperatorFamily> &rulesOf()
{
    static constexpr KindRules<OperatorFamily> rules{43,          &classWhat<OperatorFamily>,
                                                     &familyFate, &createFamily,
                                                     nullptr,     &alterFamily,
                                                     nullptr,     nullptr};
    return rules;
}

template <>
const KindRules<OperatorClass> &rulesOf()
{
    static constexpr KindRules<OperatorClass> rules{
        44,     &classWhat<OperatorClass>, &classFate, &createClass, nullptr, nullptr, nullptr,
        nullptr};
    return rules;
}

template <>
const KindRules<Cast> &rulesOf()
{
    static constexpr KindRules<Cast> rules{45,      &castWhat, &castFate, &createCast,
                                           nullptr, nullptr,   nullptr,   nullptr};
    return rules;
}

} // namespace tidemark::ddlpg
