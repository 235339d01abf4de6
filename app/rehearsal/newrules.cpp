// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/newrules.h"

#include "sql/identifier.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString nameOf(const Relation &relation)
{
    return displayQualified(relation.schema, relation.name);
}

/// No two rows with the same values in these columns.
struct UniqueRule
{
    QSet<QString> columns; ///< empty: over expressions, or not over all rows: the text tells
    bool alsoNulls = false;
    QString text;
};

bool isPlain(const std::vector<IndexKey> &keys)
{
    return !keys.empty() && std::ranges::all_of(keys, [](const IndexKey &key) {
        return !key.column.isEmpty() && key.collation.isEmpty() && key.opclass.isEmpty();
    });
}

UniqueRule ruleOf(const Index &index)
{
    Index nameless = index;
    nameless.name.clear();
    nameless.include.clear();
    nameless.options.clear();
    nameless.tablespace.clear();
    UniqueRule rule{{}, index.nullsNotDistinct, nameless.definition(QString())};
    if (index.predicate.isEmpty() && isPlain(index.keys))
        for (const IndexKey &key : index.keys)
            rule.columns.insert(key.column);
    return rule;
}

UniqueRule ruleOf(const Constraint &constraint)
{
    UniqueRule rule;
    if (!constraint.index.empty())
        rule = ruleOf(constraint.index.front());
    if (constraint.index.empty() || isPlain(constraint.index.front().keys))
        rule.columns = {constraint.columns.cbegin(), constraint.columns.cend()};
    if (rule.text.isEmpty())
        rule.text = constraint.definition();
    rule.alsoNulls |= constraint.type == ConstraintKind::PrimaryKey; // it has none
    return rule;
}

bool isUnique(const Constraint &constraint)
{
    return constraint.type == ConstraintKind::PrimaryKey ||
           constraint.type == ConstraintKind::Unique;
}

std::vector<UniqueRule> uniqueRules(const Relation &relation)
{
    std::vector<UniqueRule> rules;
    for (const Constraint &constraint : relation.constraints)
        if (isUnique(constraint))
            rules.push_back(ruleOf(constraint));
    for (const Index &index : relation.indexes)
        if (index.unique)
            rules.push_back(ruleOf(index));
    return rules;
}

bool implies(const UniqueRule &old, const UniqueRule &rule)
{
    if (old.text == rule.text && (old.alsoNulls || !rule.alsoNulls))
        return true;
    return !old.columns.isEmpty() && rule.columns.contains(old.columns) &&
           (old.alsoNulls || !rule.alsoNulls);
}

/// What the old version leaves to the column: it does not know it.
bool isLeftNull(const Relation &before, const Column *column)
{
    return column && !before.column(column->name) && column->defaultValue.isEmpty() &&
           column->identityKind == IdentityKind::None && column->generated == GeneratedKind::None;
}

bool isAlwaysAnother(const Relation &before, const Column *column)
{
    return column && !before.column(column->name) &&
           (column->identityKind != IdentityKind::None || column->defaultValue.contains(u'('));
}

/// A row with NULL, or with a value made for it alone, is never the second one.
bool neverMeets(const UniqueRule &rule, const Relation &before, const Relation &now)
{
    return std::ranges::any_of(rule.columns, [&](const QString &name) {
        const Column *column = now.column(name);
        return isAlwaysAnother(before, column) || (!rule.alsoNulls && isLeftNull(before, column));
    });
}

/// Whether it holds for every row that leaves its columns to their defaults.
bool holdsByDefault(const Constraint &rule, const Relation &before, const Relation &now)
{
    // Most expressions are true of NULL, which these may not be.
    static const QRegularExpression knowsNull(uR"(\bIS\b|[\w"]\()"_s,
                                              QRegularExpression::CaseInsensitiveOption);
    if (rule.columns.isEmpty() || !rule.validated)
        return false;
    return std::ranges::all_of(rule.columns, [&](const QString &name) {
        const Column *column = now.column(name);
        if (!column || before.column(name))
            return false;
        if (rule.type == ConstraintKind::ForeignKey)
            return isLeftNull(before, column) && rule.match != MatchType::Full;
        return !isLeftNull(before, column) || !knowsNull.match(rule.expression).hasMatch();
    });
}

/// A rule as it holds for rows that are written: whether those of before were checked is no matter.
QString ruleText(Constraint constraint)
{
    constraint.validated = true;
    constraint.noInherit = false;
    return constraint.definition();
}

bool hasRule(const Relation &relation, const Constraint &rule)
{
    return std::ranges::any_of(relation.constraints, [&](const Constraint &one) {
        return one.type == rule.type && one.enforced && ruleText(one) == ruleText(rule);
    });
}

void addUniqueRules(const Relation &before, const Relation &now, QStringList &rules)
{
    const std::vector<UniqueRule> known = uniqueRules(before);
    const auto isNew = [&](const UniqueRule &rule) {
        return !neverMeets(rule, before, now) &&
               std::ranges::none_of(known,
                                    [&rule](const UniqueRule &old) { return implies(old, rule); });
    };
    for (const Constraint &constraint : now.constraints)
        if (isUnique(constraint) && isNew(ruleOf(constraint)))
            rules += u"%1 of %2 is new and may refuse its rows: %3"_s.arg(
                constraint.kind(), nameOf(now), constraint.definition());
    for (const Index &index : now.indexes)
        if (index.unique && isNew(ruleOf(index)))
            rules += u"unique index %1 of %2 is new and may refuse its rows"_s.arg(
                displayIdentifier(index.name), nameOf(now));
}

bool samePolicy(const Policy &a, const Policy &b)
{
    Policy other = b;
    other.comment = a.comment;
    return a == other;
}

void addPolicies(const Relation &before, const Relation &now, QStringList &rules)
{
    const QString name = nameOf(now);
    if (!now.rowSecurity)
        return;
    if (!before.rowSecurity || (now.forceRowSecurity && !before.forceRowSecurity)) {
        rules += before.rowSecurity
                     ? u"row security of %1 holds for its owner, too"_s.arg(name)
                     : u"row security of %1 is switched on and may hide or refuse rows"_s.arg(name);
        return;
    }
    const auto named = [](const Relation &relation, const Policy &policy) {
        const auto at = std::ranges::find(relation.policies, policy.name, &Policy::name);
        return at == relation.policies.end() ? nullptr : &*at;
    };
    for (const Policy &policy : now.policies) {
        const Policy *old = named(before, policy);
        if (old ? !samePolicy(*old, policy) : !policy.permissive)
            rules += u"policy %1 of %2 is %3 and may hide or refuse rows"_s.arg(
                displayIdentifier(policy.name), name, old ? u"another"_s : u"new"_s);
    }
    for (const Policy &policy : before.policies) // what one allows, another need not
        if (policy.permissive && !named(now, policy))
            rules += u"policy %1 of %2, which let it see or write rows, is gone"_s.arg(
                displayIdentifier(policy.name), name);
}

} // namespace

QStringList newRules(const Relation &before, const Relation &now)
{
    QStringList rules;
    for (const Constraint &rule : now.constraints) {
        const bool other = isUnique(rule) || rule.type == ConstraintKind::NotNull;
        if (other || !rule.enforced || hasRule(before, rule) || holdsByDefault(rule, before, now))
            continue;
        rules += u"%1 of %2 is new and may refuse its rows: %3"_s.arg(rule.kind(), nameOf(now),
                                                                      rule.definition());
    }
    addUniqueRules(before, now, rules);
    addPolicies(before, now, rules);
    if (now.strict && !before.strict)
        rules += u"%1 is STRICT now and refuses values of other types"_s.arg(nameOf(now));
    return rules;
}

} // namespace tidemark
