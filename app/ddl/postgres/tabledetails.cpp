// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/columns.h"
#include "ddl/postgres/constraints.h"
#include "ddl/postgres/grants.h"
#include "ddl/postgres/words.h"
#include "ddl/postgres/world.h"
#include "sql/identifier.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

QString withoutSemicolon(const QString &definition)
{
    QString text = definition.trimmed();
    if (text.endsWith(u';'))
        text.chop(1);
    return text;
}

template <typename T>
QString detailWhat(const T &one, const Place &place)
{
    return one.kind().toUpper() + u' ' + displayIdentifier(one.name) + u" ON "_s +
           place.tableName();
}

template <typename T>
void setState(const T &one, const Place &place, Writer &writer)
{
    const char *word = "ENABLE";
    if (one.state == FiringState::Disabled)
        word = "DISABLE";
    else if (one.state == FiringState::Replica)
        word = "ENABLE REPLICA";
    else if (one.state == FiringState::Always)
        word = "ENABLE ALWAYS";
    // Also views take ALTER TABLE here.
    writer.add(u"ALTER TABLE %1 %2 %3 %4"_s.arg(place.tableName(), QString::fromLatin1(word),
                                                one.kind().toUpper(), displayIdentifier(one.name)));
}

// ---- triggers

Fate triggerFate(const Trigger &before, const Trigger &after, const Place &)
{
    // A clone does not find the name taken, and goes with its parent's or with the partition.
    return differOnlyIn(before, after, {"state", "comment"}) ? Fate::Alter : Fate::Recreate;
}

void createTrigger(const Trigger &trigger, const Place &place, Writer &writer)
{
    // A clone comes with the parent's trigger, or when the partition is attached.
    if (!trigger.inherited)
        writer.add(withoutSemicolon(trigger.definition));
    if (trigger.state != FiringState::Enabled)
        setState(trigger, place, writer);
}

void dropTrigger(const Trigger &trigger, const Place &place, Writer &writer)
{
    if (!trigger.inherited)
        writer.add(u"DROP "_s + detailWhat(trigger, place));
}

void alterTrigger(const Trigger &before, const Trigger &after, const Place &place, Writer &writer)
{
    if (before.state != after.state)
        setState(after, place, writer);
}

// ---- rules

Fate ruleFate(const Rule &before, const Rule &after, const Place &)
{
    return differOnlyIn(before, after, {"state", "comment"}) ? Fate::Alter : Fate::Recreate;
}

void createRule(const Rule &rule, const Place &place, Writer &writer)
{
    writer.add(withoutSemicolon(rule.definition));
    if (rule.state != FiringState::Enabled)
        setState(rule, place, writer);
}

void alterRule(const Rule &before, const Rule &after, const Place &place, Writer &writer)
{
    if (before.state != after.state)
        setState(after, place, writer);
}

// ---- policies

QString policyTail(const Policy &policy)
{
    QStringList roles;
    for (const QString &role : policy.roles)
        roles += roleName(role);
    QString text = u" TO "_s + roles.join(u", "_s);
    if (!policy.usingExpression.isEmpty())
        text += u" USING ("_s + policy.usingExpression + u')';
    if (!policy.checkExpression.isEmpty())
        text += u" WITH CHECK ("_s + policy.checkExpression + u')';
    return text;
}

Fate policyFate(const Policy &before, const Policy &after, const Place &)
{
    const auto taken = [](const QString &then, const QString &now) {
        return !then.isEmpty() && now.isEmpty();
    };
    const bool alterable =
        differOnlyIn(before, after, {"roles", "using", "with check", "comment"}) &&
        !taken(before.usingExpression, after.usingExpression) &&
        !taken(before.checkExpression, after.checkExpression);
    return alterable ? Fate::Alter : Fate::Recreate;
}

/// Whether a table that is on both sides has the policy on only one of them.
bool changesAccess(const Policy &policy, const Relation *other, const Place &place)
{
    return place.fromTable && place.toTable &&
           std::ranges::find(other->policies, policy) == other->policies.end();
}

void createPolicy(const Policy &policy, const Place &place, Writer &writer)
{
    QString sql = u"CREATE "_s + detailWhat(policy, place);
    if (!policy.permissive)
        sql += u" AS RESTRICTIVE"_s;
    if (policy.command != "ALL"_L1)
        sql += u" FOR "_s + policy.command;
    writer.add(sql + policyTail(policy));
    if (changesAccess(policy, place.fromTable, place))
        writer.hazard(Hazard::ChangesAccess, place.tableName(),
                      policy.permissive ? u"more rows may be seen or written"_s
                                        : u"fewer rows may be seen or written"_s);
}

void dropPolicy(const Policy &policy, const Place &place, Writer &writer)
{
    writer.add(u"DROP "_s + detailWhat(policy, place));
    if (changesAccess(policy, place.toTable, place))
        writer.hazard(Hazard::ChangesAccess, place.tableName(),
                      policy.permissive ? u"fewer rows may be seen or written"_s
                                        : u"more rows may be seen or written"_s);
}

void alterPolicy(const Policy &before, const Policy &after, const Place &place, Writer &writer)
{
    if (!differOnlyIn(before, after, {"comment"}))
        writer.add(u"ALTER "_s + detailWhat(after, place) + policyTail(after))
            .hazard(Hazard::ChangesAccess, place.tableName(),
                    u"other rows may be seen or written"_s);
}

bool policyRedefines(const Policy &before, const Policy &after)
{
    return !differOnlyIn(before, after, {"comment"});
}

// ---- statistics

QString statisticsWhat(const ExtendedStatistics &statistics, const Place &)
{
    return u"STATISTICS "_s + displayQualified(statistics.schema, statistics.name);
}

Fate statisticsFate(const ExtendedStatistics &before, const ExtendedStatistics &after,
                    const Place &)
{
    return differOnlyIn(before, after, {"target", "owner", "comment"}) ? Fate::Alter
                                                                       : Fate::Recreate;
}

void setTarget(const ExtendedStatistics &statistics, const Place &place, Writer &writer)
{
    writer.add(u"ALTER %1 SET STATISTICS %2"_s.arg(statisticsWhat(statistics, place))
                   .arg(statistics.target));
}

void createStatistics(const ExtendedStatistics &statistics, const Place &place, Writer &writer)
{
    QString sql = u"CREATE "_s + statisticsWhat(statistics, place);
    QStringList of;
    for (const QString &column : statistics.columns)
        of += displayIdentifier(column);
    for (const QString &expression : statistics.expressions)
        of += u'(' + expression + u')';
    // Of a single expression there is but one kind.
    if (of.size() > 1 && !statistics.kinds.isEmpty())
        sql += u" ("_s + statistics.kinds.join(u", "_s) + u')';
    writer.add(sql + u" ON "_s + of.join(u", "_s) + u" FROM "_s + place.tableName());
    if (statistics.target >= 0)
        setTarget(statistics, place, writer);
}

void alterStatistics(const ExtendedStatistics &before, const ExtendedStatistics &after,
                     const Place &place, Writer &writer)
{
    if (before.target != after.target)
        setTarget(after, place, writer);
}

} // namespace

template <>
const KindRules<Trigger> &rulesOf()
{
    static constexpr KindRules<Trigger> rules{
        60,           &detailWhat<Trigger>, &triggerFate, &createTrigger,
        &dropTrigger, &alterTrigger,        nullptr,      nullptr};
    return rules;
}

template <>
const KindRules<Rule> &rulesOf()
{
    static constexpr KindRules<Rule> rules{61,      &detailWhat<Rule>, &ruleFate, &createRule,
                                           nullptr, &alterRule,        nullptr,   nullptr};
    return rules;
}

template <>
const KindRules<Policy> &rulesOf()
{
    static constexpr KindRules<Policy> rules{
        62,          &detailWhat<Policy>, &policyFate, &createPolicy,
        &dropPolicy, &alterPolicy,        nullptr,     &policyRedefines};
    return rules;
}

template <>
const KindRules<ExtendedStatistics> &rulesOf()
{
    static constexpr KindRules<ExtendedStatistics> rules{
        63,      &statisticsWhat,  &statisticsFate, &createStatistics,
        nullptr, &alterStatistics, nullptr,         nullptr};
    return rules;
}

} // namespace tidemark::ddlpg
