// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/oldversion.h"

#include "diff/schemadiff.h"
#include "rehearsal/newrules.h"
#include "rehearsal/revokedprivileges.h"
#include "sql/identifier.h"

#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

const Relation *relationIn(const Schema &schema, const Relation &like)
{
    for (const auto &relation : schema.relations)
        if (relation->schema == like.schema && relation->name == like.name)
            return &*relation;
    return nullptr;
}

bool mustBeGiven(const Column &column)
{
    return column.notNull && column.defaultValue.isEmpty() &&
           column.identityKind == IdentityKind::None && column.generated == GeneratedKind::None;
}

bool isComputed(const Column &column)
{
    return column.generated != GeneratedKind::None || column.identityKind == IdentityKind::Always;
}

void compareColumns(const Relation &before, const Relation &now, QStringList &missed)
{
    const QString table = displayQualified(before.schema, before.name);
    for (const auto &child : before.columns) {
        const Column &old = valueOf(child);
        const Column *column = now.column(old.name);
        const QString name = table + u'.' + displayIdentifier(old.name);
        if (!column)
            missed += u"column %1 is gone"_s.arg(name);
        else if (column->type != old.type)
            missed += u"column %1 is %2 and was %3"_s.arg(name, column->type, old.type);
        else if (mustBeGiven(*column) && !mustBeGiven(old))
            missed += u"column %1 must be given now"_s.arg(name);
        else if (column->notNull && !old.notNull)
            missed += u"column %1 takes no NULL now"_s.arg(name);
        else if (isComputed(*column) && !isComputed(old))
            missed += u"column %1 cannot be given now"_s.arg(name);
    }
    for (const auto &child : now.columns) {
        const Column &column = valueOf(child);
        if (!before.column(column.name) && mustBeGiven(column))
            missed += u"column %1 must be given, and it does not know it"_s.arg(
                table + u'.' + displayIdentifier(column.name));
    }
}

/// Beside relations and columns: what statements name.
bool isNamedByStatements(const QString &kind)
{
    static const QStringList kinds{
        u"function"_s,   u"procedure"_s, u"aggregate"_s, u"sequence"_s,       u"enum"_s,
        u"enum label"_s, u"domain"_s,    u"schema"_s,    u"composite type"_s, u"range type"_s};
    return kinds.contains(kind);
}

} // namespace

QStringList whatOldVersionMisses(const Schema &before, const Schema &now)
{
    QStringList missed;
    for (const auto &relation : before.relations) {
        const Relation *other = relationIn(now, *relation);
        if (!other)
            missed += u"%1 %2 is gone"_s.arg(relation->kind(),
                                             displayQualified(relation->schema, relation->name));
        else {
            compareColumns(*relation, *other, missed);
            missed += newRules(*relation, *other);
        }
    }
    for (const Difference &one : diffSchemas(before, now).differences)
        if (one.change == Difference::Change::Missing && isNamedByStatements(one.kind))
            missed += u"%1 %2 is gone"_s.arg(one.kind, one.object);
    return missed + revokedPrivileges(before, now);
}

} // namespace tidemark
