// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/sqitchneeds.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// The id of the deployed change that a dependency means, as sqitch looks it up; empty when it is
/// not deployed.
Result<QString> deployedId(Session &session, const SqitchTables &tables, const SqitchPlan &plan,
                           const SqitchDependency &dependency)
{
    const QByteArray changes = tables.table("changes");
    const auto own = plan.find(dependency);
    const QString id = own ? plan.changes[*own].id : dependency.id;
    if (!id.isEmpty())
        return tables.firstString(
            session,
            "SELECT change_id FROM " + changes + " WHERE change_id = " + tables.parameter(1), {id});
    const QString project = dependency.project.isEmpty() ? plan.project : dependency.project;
    if (dependency.change.isEmpty())
        return tables.firstString(session,
                                  "SELECT change_id FROM " + tables.table("tags") +
                                      " WHERE project = " + tables.parameter(1) +
                                      " AND tag = " + tables.parameter(2),
                                  {project, u'@' + dependency.tag});
    if (dependency.tag.isEmpty())
        return tables.firstString(
            session,
            "SELECT change_id FROM " + changes + " WHERE project = " + tables.parameter(1) +
                " AND change = " + tables.parameter(2) + " ORDER BY committed_at LIMIT 1",
            {project, dependency.change});
    return tables.firstString(
        session,
        "SELECT c.change_id FROM " + changes + " c JOIN " + tables.table("tags") +
            " t ON c.committed_at <= t.committed_at AND c.project = t.project WHERE c.project = " +
            tables.parameter(1) + " AND c.change = " + tables.parameter(2) +
            " AND t.tag = " + tables.parameter(3) + " ORDER BY c.committed_at DESC LIMIT 1",
        {project, dependency.change, u'@' + dependency.tag});
}

Error refusal(const QString &summary, const SqitchDependency &dependency)
{
    Error error;
    error.kind = ErrorKind::Input;
    error.summary = summary;
    error.where = dependency.where;
    return error;
}

} // namespace

Result<std::vector<QString>> deployedNeeds(Session &session, const SqitchTables &tables,
                                           const SqitchPlan &plan, const SqitchChange &change)
{
    for (const SqitchDependency &dependency : change.conflicts) {
        TM_TRY_ASSIGN(const QString id, deployedId(session, tables, plan, dependency));
        if (!id.isEmpty())
            return fail(refusal(u"%1 conflicts with %2, which is deployed"_s.arg(
                                    change.name, dependency.text(plan.project)),
                                dependency));
    }
    std::vector<QString> ids;
    for (const SqitchDependency &dependency : change.needs) {
        TM_TRY_ASSIGN(QString id, deployedId(session, tables, plan, dependency));
        if (id.isEmpty())
            return fail(refusal(u"%1 requires %2, which is not deployed"_s.arg(
                                    change.name, dependency.text(plan.project)),
                                dependency));
        ids.push_back(std::move(id));
    }
    return ids;
}

Result<void> refuseIfRequired(Session &session, const SqitchTables &tables,
                              const Migration &migration)
{
    TM_TRY_ASSIGN(const QStringList users,
                  tables.strings(session,
                                 "SELECT DISTINCT c.change FROM " + tables.table("dependencies") +
                                     " d JOIN " + tables.table("changes") +
                                     " c ON c.change_id = d.change_id WHERE d.dependency_id = " +
                                     tables.parameter(1),
                                 {migration.version}));
    if (users.isEmpty())
        return {};
    return fail(
        ErrorKind::Input,
        u"%1 is required by deployed changes: %2"_s.arg(migration.name, users.join(u", "_s)), {},
        u"revert those first"_s);
}

} // namespace tidemark
