// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/catalogbuild.h"
#include "schema/postgres/catalogpart.h"

#include <array>

namespace tidemark::postgres {

using namespace Qt::StringLiterals;

namespace {

FiringState firingState(char code)
{
    switch (code) {
    case 'D':
        return FiringState::Disabled;
    case 'R':
        return FiringState::Replica;
    case 'A':
        return FiringState::Always;
    default:
        return FiringState::Enabled;
    }
}

QByteArray triggers(int)
{
    // Clones of a partitioned parent's triggers were internal before PostgreSQL 15.
    return "SELECT g.oid, g.tgrelid, g.tgname, pg_catalog.pg_get_triggerdef(g.oid, false),"
           " g.tgenabled, g.tgparentid <> 0"
           " FROM pg_catalog.pg_trigger g"
           " WHERE (NOT g.tgisinternal OR (g.tgparentid <> 0 AND g.tgconstraint = 0))"
           " AND {oid IN units:g.tgrelid}";
}

void takeTriggers(const PostgresResult &rows, CatalogBuild &build)
{
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid oid = row.oid();
        RelationEntry *entry = build.ownerDraft(pgTrigger, oid, row.oid());
        if (!entry)
            continue;
        Trigger trigger;
        trigger.name = row.text();
        trigger.definition = build.sql(row.text());
        trigger.state = firingState(row.character());
        trigger.inherited = row.boolean();
        trigger.comment = build.comment(pgTrigger, oid);
        entry->relation.triggers.push_back(std::move(trigger));
    }
}

QByteArray rules(int)
{
    return "SELECT w.oid, w.ev_class, w.rulename, pg_catalog.pg_get_ruledef(w.oid), w.ev_enabled"
           " FROM pg_catalog.pg_rewrite w WHERE w.rulename <> '_RETURN'"
           " AND {oid IN units:w.ev_class}";
}

void takeRules(const PostgresResult &rows, CatalogBuild &build)
{
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid oid = row.oid();
        RelationEntry *entry = build.ownerDraft(pgRewrite, oid, row.oid());
        if (!entry)
            continue;
        Rule rule;
        rule.name = row.text();
        rule.definition = build.sql(row.text());
        rule.state = firingState(row.character());
        rule.comment = build.comment(pgRewrite, oid);
        entry->relation.rules.push_back(std::move(rule));
    }
}

QByteArray policies(int)
{
    return "SELECT p.oid, p.polrelid, p.polname, p.polcmd, p.polpermissive, p.polroles,"
           " pg_catalog.pg_get_expr(p.polqual, p.polrelid),"
           " pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)"
           " FROM pg_catalog.pg_policy p WHERE {oid IN units:p.polrelid}";
}

QString policyCommand(char code)
{
    switch (code) {
    case 'r':
        return u"SELECT"_s;
    case 'a':
        return u"INSERT"_s;
    case 'w':
        return u"UPDATE"_s;
    case 'd':
        return u"DELETE"_s;
    default:
        return u"ALL"_s;
    }
}

void takePolicies(const PostgresResult &rows, CatalogBuild &build)
{
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid oid = row.oid();
        RelationEntry *entry = build.ownerDraft(pgPolicy, oid, row.oid());
        if (!entry)
            continue;
        Policy policy;
        policy.name = row.text();
        policy.command = policyCommand(row.character());
        policy.permissive = row.boolean();
        for (const qint64 role : numbersFrom(row.bytes()))
            policy.roles.append(role == 0 ? u"PUBLIC"_s : build.roleName(Oid(role)));
        policy.roles.sort();
        policy.usingExpression = build.sql(row.text());
        policy.checkExpression = build.sql(row.text());
        policy.comment = build.comment(pgPolicy, oid);
        entry->relation.policies.push_back(std::move(policy));
    }
}

QByteArray statistics(int version)
{
    return QByteArray("SELECT s.oid, s.stxrelid, s.stxnamespace, s.stxname, s.stxowner, s.stxkind,"
                      " s.stxkeys, ") +
           (version >= 140000 ? "pg_catalog.pg_get_statisticsobjdef_expressions(s.oid)" : "NULL") +
           ", COALESCE(s.stxstattarget, -1) FROM pg_catalog.pg_statistic_ext s"
           " WHERE {oid IN units:s.stxrelid}";
}

QStringList statisticsKinds(const QStringList &codes)
{
    QStringList kinds;
    for (const QString &code : codes) {
        if (code == "d"_L1)
            kinds.append(u"ndistinct"_s);
        else if (code == "f"_L1)
            kinds.append(u"dependencies"_s);
        else if (code == "m"_L1)
            kinds.append(u"mcv"_s);
    }
    kinds.sort();
    return kinds;
}

void takeStatistics(const PostgresResult &rows, CatalogBuild &build)
{
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid oid = row.oid();
        const Oid relation = row.oid();
        RelationEntry *entry = build.ownerDraft(pgStatisticExt, oid, relation);
        if (!entry)
            continue;
        ExtendedStatistics value;
        value.schema = build.namespaceName(row.oid());
        value.name = row.text();
        value.owner = build.roleName(row.oid());
        value.kinds = statisticsKinds(row.list());
        for (const qint64 column : numbersFrom(row.bytes()))
            value.columns.append(build.columnName(relation, column));
        // The server has them in the table's order, whatever was said.
        value.columns.sort();
        for (const QString &expression : row.list())
            value.expressions.append(build.sql(expression));
        value.target = row.integer();
        value.comment = build.comment(pgStatisticExt, oid);
        entry->relation.statistics.push_back(std::move(value));
    }
}

constexpr std::array tableDetailPartList{
    CatalogPart{"triggers", Unit::Relation, &triggers, &takeTriggers, "pg_trigger"},
    CatalogPart{"rules", Unit::Relation, &rules, &takeRules, "pg_rewrite"},
    CatalogPart{"policies", Unit::Relation, &policies, &takePolicies, "pg_policy"},
    CatalogPart{"statistics", Unit::Relation, &statistics, &takeStatistics, "pg_statistic_ext"},
};

} // namespace

std::span<const CatalogPart> tableDetailParts()
{
    return tableDetailPartList;
}

} // namespace tidemark::postgres
