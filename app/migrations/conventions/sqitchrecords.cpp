// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/sqitchrecords.h"

#include "migrations/historytable.h"

#include <algorithm>
#include <initializer_list>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// "$1::text, $2::text, ..."; `times`: the numbers that are points in time.
QByteArray parameters(const SqitchTables &tables, int count, std::initializer_list<int> times,
                      std::initializer_list<int> lists = {})
{
    const auto has = [](std::initializer_list<int> numbers, int number) {
        return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
    };
    QByteArray text;
    for (int number = 1; number <= count; ++number) {
        text += number > 1 ? ", " : "";
        text += tables.parameter(number, has(times, number)   ? "timestamptz"
                                         : has(lists, number) ? "text[]"
                                                              : "text");
    }
    return text;
}

} // namespace

SqitchEvent SqitchRecords::plannedEvent(const QByteArray &kind, const SqitchChange &change) const
{
    SqitchEvent event{kind,
                      change.id,
                      change.name,
                      m_plan.project,
                      change.note,
                      m_tables.time(change.planner.at),
                      change.planner.name,
                      change.planner.email,
                      {},
                      {},
                      {}};
    for (const SqitchDependency &dependency : change.needs)
        event.needed.append(dependency.text(m_plan.project));
    for (const SqitchDependency &dependency : change.conflicts)
        event.conflicts.append(dependency.text(m_plan.project));
    for (const SqitchTag &tag : change.tags)
        event.tags.append(u'@' + tag.name);
    return event;
}

Result<SqitchEvent> SqitchRecords::recordedEvent(Session &session, const QString &changeId,
                                                 const QString &shownId) const
{
    const QByteArray planned = m_tables.isPostgres()
                                   ? "to_char(planned_at AT TIME ZONE 'UTC', 'YYYY-MM-DD "
                                     "HH24:MI:SS.US\"+00\"')"
                                   : "planned_at";
    const Cell values[] = {changeId.toUtf8()};
    const QByteArray thisOne = " WHERE change_id = " + m_tables.parameter(1);
    TM_TRY_ASSIGN(const Rows rows, session.query("SELECT change, project, note, " + planned +
                                                     ", planner_name, planner_email FROM " +
                                                     m_tables.table("changes") + thisOne,
                                                 values));
    if (rows.rows.empty())
        return fail(ErrorKind::Input, u"the change %1 is not deployed"_s.arg(shownId));
    const auto &row = rows.rows.front();
    SqitchEvent event{"revert",
                      changeId,
                      textOf(row.at(0)),
                      textOf(row.at(1)),
                      textOf(row.at(2)),
                      row.at(3).value_or(QByteArray()),
                      textOf(row.at(4)),
                      textOf(row.at(5)),
                      {},
                      {},
                      {}};
    const QByteArray dependencies =
        "SELECT dependency FROM " + m_tables.table("dependencies") + thisOne;
    TM_TRY_ASSIGN(event.tags,
                  m_tables.strings(session, "SELECT tag FROM " + m_tables.table("tags") + thisOne,
                                   {changeId}));
    TM_TRY_ASSIGN(event.needed,
                  m_tables.strings(session, dependencies + " AND type = 'require'", {changeId}));
    TM_TRY_ASSIGN(event.conflicts,
                  m_tables.strings(session, dependencies + " AND type = 'conflict'", {changeId}));
    return event;
}

Result<void> SqitchRecords::insertChange(Session &session, const SqitchChange &change,
                                         const QString &scriptHash, const SqitchStamp &stamp) const
{
    return executeWith(
        session,
        "INSERT INTO " + m_tables.table("changes") +
            " (change_id, script_hash, change, project, note, committer_name, committer_email, "
            "planned_at, planner_name, planner_email, committed_at) VALUES (" +
            parameters(m_tables, 11, {8, 11}) + ")",
        {change.id.toUtf8(), scriptHash.isEmpty() ? Cell() : Cell(scriptHash.toUtf8()),
         change.name.toUtf8(), m_plan.project.toUtf8(), change.note.toUtf8(),
         stamp.person.name.toUtf8(), stamp.person.email.toUtf8(), m_tables.time(change.planner.at),
         change.planner.name.toUtf8(), change.planner.email.toUtf8(), stamp.time});
}

Result<void> SqitchRecords::insertDependency(Session &session, const SqitchChange &change,
                                             const SqitchDependency &dependency,
                                             const Cell &id) const
{
    return executeWith(session,
                       "INSERT INTO " + m_tables.table("dependencies") +
                           " (change_id, type, dependency, dependency_id) VALUES (" +
                           parameters(m_tables, 4, {}) + ")",
                       {change.id.toUtf8(),
                        QByteArray(dependency.conflict ? "conflict" : "require"),
                        dependency.text(m_plan.project).toUtf8(), id});
}

Result<void> SqitchRecords::insertDeployed(Session &session, const SqitchChange &change,
                                           const QString &scriptHash,
                                           const std::vector<QString> &needs,
                                           const SqitchStamp &stamp) const
{
    TM_TRY(insertChange(session, change, scriptHash, stamp));
    for (std::size_t i = 0; i < change.needs.size(); ++i)
        TM_TRY(insertDependency(session, change, change.needs[i], needs[i].toUtf8()));
    for (const SqitchDependency &dependency : change.conflicts)
        TM_TRY(insertDependency(session, change, dependency, std::nullopt));
    TM_TRY(insertTags(session, change, stamp));
    return insertEvent(session, plannedEvent("deploy", change), stamp);
}

Result<void> SqitchRecords::deleteDeployed(Session &session, const QString &changeId,
                                           const QString &shownId, const SqitchStamp &stamp) const
{
    TM_TRY_ASSIGN(const SqitchEvent event, recordedEvent(session, changeId, shownId));
    for (const char *name : {"tags", "dependencies", "changes"})
        TM_TRY(executeWith(session,
                           "DELETE FROM " + m_tables.table(name) +
                               " WHERE change_id = " + m_tables.parameter(1),
                           {changeId.toUtf8()}));
    return insertEvent(session, event, stamp);
}

Result<void> SqitchRecords::insertFailure(Session &session, const SqitchChange &change,
                                          const SqitchStamp &stamp) const
{
    return insertEvent(session, plannedEvent("fail", change), stamp);
}

Result<void> SqitchRecords::insertTags(Session &session, const SqitchChange &change,
                                       const SqitchStamp &stamp) const
{
    for (const SqitchTag &tag : change.tags)
        TM_TRY(executeWith(
            session,
            "INSERT INTO " + m_tables.table("tags") +
                " (tag_id, tag, project, change_id, note, committer_name, committer_email, "
                "planned_at, planner_name, planner_email, committed_at) VALUES (" +
                parameters(m_tables, 11, {8, 11}) + ")",
            {tag.id.toUtf8(), (u'@' + tag.name).toUtf8(), m_plan.project.toUtf8(),
             change.id.toUtf8(), tag.note.toUtf8(), stamp.person.name.toUtf8(),
             stamp.person.email.toUtf8(), m_tables.time(tag.planner.at), tag.planner.name.toUtf8(),
             tag.planner.email.toUtf8(), stamp.time}));
    return {};
}

Result<void> SqitchRecords::insertEvent(Session &session, const SqitchEvent &event,
                                        const SqitchStamp &stamp) const
{
    // On SQLite sqitch joins the tags of a deploy with spaces and everything else with commas.
    const QString tagSeparator = event.kind == "revert" ? u","_s : u" "_s;
    return executeWith(
        session,
        "INSERT INTO " + m_tables.table("events") +
            " (event, change_id, change, project, note, tags, requires, conflicts, committer_name, "
            "committer_email, planned_at, planner_name, planner_email, committed_at) VALUES (" +
            parameters(m_tables, 14, {11, 14}, {6, 7, 8}) + ")",
        {event.kind, event.changeId.toUtf8(), event.change.toUtf8(), event.project.toUtf8(),
         event.note.toUtf8(), m_tables.list(event.tags, tagSeparator),
         m_tables.list(event.needed, u","_s), m_tables.list(event.conflicts, u","_s),
         stamp.person.name.toUtf8(), stamp.person.email.toUtf8(), event.plannedAt,
         event.plannerName.toUtf8(), event.plannerEmail.toUtf8(), stamp.time});
}

} // namespace tidemark
