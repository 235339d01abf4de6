// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "rehearsal/lastverdicts.h"
#include "rehearsal/report.h"

#include <QDateTime>
#include <QString>

#include <map>
#include <memory>
#include <vector>

namespace tidemark {

class Session;

/// A rehearsal that is kept, without its evidence.
struct PastRehearsal
{
    qint64 id = 0;
    QDateTime startedAt; ///< UTC
    QString on;          ///< "copy of staging", "from nothing"
    QString mode;        ///< step, chain
    int fill = 0;
    QString traffic;
    bool cancelled = false;
    double seconds = 0;
    std::map<Verdict, int> counts;
    QString problem; ///< why this row says less than it should; empty when all is well

    bool operator==(const PastRehearsal &) const = default;
    int migrations() const;
};

/// The rehearsals of the past, in rehearsals.sqlite in the state folder: each report whole, and of
/// every migration what the last rehearsal said of it.
///
/// Every call opens the file, does one thing and closes it (about a millisecond and a report's
/// size), so it may be called from any thread and by several processes; a second writer waits. A
/// workspace is named by its tidemark.toml, or without one by the folder of its migrations.
///
/// Errors: Io and Permission for the folder and the file, Input when the file is no database,
/// Unsupported when a newer Tidemark made it, Busy.
class RehearsalArchive
{
public:
    static constexpr int kept = 50; ///< rehearsals of a workspace; the oldest go first

    explicit RehearsalArchive(const QString &stateFolder);

    QString file() const { return m_file; }

    /// Keeps the report and gives its id. `on` is what it ran on, for people. Migrations that were
    /// not run leave what an earlier rehearsal said of them as it is.
    Result<qint64> store(const QString &workspace, const QString &on,
                         const RehearsalReport &report) const;

    /// Newest first. A row that is damaged is there with its `problem`.
    Result<std::vector<PastRehearsal>> list(const QString &workspace) const;

    /// The whole report. Error{Usage} when there is none of that id (any more), Error{Input} when
    /// it is damaged.
    Result<RehearsalReport> report(qint64 id) const;

    Result<LastVerdicts> lastVerdicts(const QString &workspace) const;

private:
    Result<std::unique_ptr<Session>> open() const;

    QString m_file;
};

} // namespace tidemark
