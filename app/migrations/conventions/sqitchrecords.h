// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/session.h"
#include "migrations/conventions/sqitchproject.h"
#include "migrations/conventions/sqitchtables.h"

#include <vector>

namespace tidemark {

/// A row of `events`: from the plan or, on the way down, from the registry.
struct SqitchEvent
{
    QByteArray kind; ///< deploy, revert, fail
    QString changeId;
    QString change;
    QString project;
    QString note;
    QByteArray plannedAt;
    QString plannerName;
    QString plannerEmail;
    QStringList needed;
    QStringList conflicts;
    QStringList tags;

    bool operator==(const SqitchEvent &) const = default;
};

/// Who commits, and when: SqitchTables::nextTime().
struct SqitchStamp
{
    QByteArray time;
    SqitchPerson person;
};

/// The rows that sqitch writes, as App::Sqitch::Role::DBIEngine does.
class SqitchRecords
{
public:
    SqitchRecords(const SqitchTables &tables, const SqitchPlan &plan)
        : m_tables(tables)
        , m_plan(plan)
    {
    }

    /// The change, its dependencies, tags and event. `needs`: the ids of what it requires.
    Result<void> insertDeployed(Session &session, const SqitchChange &change,
                                const QString &scriptHash, const std::vector<QString> &needs,
                                const SqitchStamp &stamp) const;

    /// Takes all that away again and writes the event, from what was recorded. Error{Input} when
    /// there is no such change.
    Result<void> deleteDeployed(Session &session, const QString &changeId, const QString &shownId,
                                const SqitchStamp &stamp) const;

    Result<void> insertFailure(Session &session, const SqitchChange &change,
                               const SqitchStamp &stamp) const;
    Result<void> insertTags(Session &session, const SqitchChange &change,
                            const SqitchStamp &stamp) const;

private:
    SqitchEvent plannedEvent(const QByteArray &kind, const SqitchChange &change) const;
    Result<SqitchEvent> recordedEvent(Session &session, const QString &changeId,
                                      const QString &shownId) const;
    Result<void> insertChange(Session &session, const SqitchChange &change,
                              const QString &scriptHash, const SqitchStamp &stamp) const;
    Result<void> insertDependency(Session &session, const SqitchChange &change,
                                  const SqitchDependency &dependency, const Cell &id) const;
    Result<void> insertEvent(Session &session, const SqitchEvent &event,
                             const SqitchStamp &stamp) const;

    const SqitchTables &m_tables;
    const SqitchPlan &m_plan;
};

} // namespace tidemark
