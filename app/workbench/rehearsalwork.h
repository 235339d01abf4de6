// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/archive.h"
#include "rehearsal/rehearse.h"
#include "tasks/relay.h"
#include "workspace/auditedact.h"

#include <memory>
#include <mutex>
#include <optional>
#include <variant>

namespace tidemark {

// ---- What a rehearsal's thread tells the window, in the order in which it happens.

struct RehearsalPlanned
{
    std::vector<Migration> migrations;
};
struct RehearsalStepped
{
    int index = 0;
    std::optional<RehearsalStep> step; ///< none: the migration begins
};
struct RehearsalJudged
{
    int index = 0;
    std::shared_ptr<const MigrationReport> report;
};
using RehearsalEvent = std::variant<RehearsalPlanned, RehearsalStepped, RehearsalJudged>;

/// The statement that runs, for whoever looks now and then: scripts with a hundred thousand of them
/// must not fill a queue. Any thread.
class CurrentStatement
{
public:
    void set(const Statement &statement);
    /// Its first words, on one line.
    QString summary() const;

private:
    mutable std::mutex m_mutex;
    Statement m_statement;
};

/// All that one rehearsal is given.
struct RehearsalOrder
{
    RehearsalRequest request; ///< its database with password and tunnel
    QString workspace;        ///< the archive's name for it
    QString on;               ///< what it runs on, for people
    QString stateFolder;
    AuditedAct act; ///< its row in the log of acts
    /// The report in which the one that is rehearsed again is to be replaced; nullptr: a new one.
    std::shared_ptr<const RehearsalReport> replaceIn;
};

/// What came of it. After an error the report holds what was learnt until then, or is absent.
struct RehearsalOutcome
{
    std::shared_ptr<const RehearsalReport> report; ///< as it is shown
    std::optional<Error> error;
    std::optional<Error> archiveError; ///< why it is not kept, or not in the log
    qint64 archived = 0;               ///< id of what was kept; 0: nothing was
};

/// Rehearses, keeps the report and logs the act. Blocks: for a thread of its own. Gives a value
/// even when the rehearsal ended with an error.
RehearsalOutcome carryOut(RehearsalOrder order, const Relay<RehearsalEvent> &relay,
                          CurrentStatement &statement, std::stop_token stop);

} // namespace tidemark
