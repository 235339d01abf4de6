// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/report.h"
#include "rehearsal/reports/wording.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace tidemark {

/// A lock that a statement took in the last rehearsal.
struct LockLine
{
    QString statement; ///< its first words
    QString relation;
    QString mode;  ///< "AccessExclusive": pg_locks' word without its last four letters
    double ms = 0; ///< how long the statement ran, which is how long it held it at least
    bool down = false;

    bool operator==(const LockLine &) const = default;
};

/// What the last rehearsal of one migration found, short enough to be kept for all of them.
struct LastVerdict
{
    Verdict verdict = Verdict::NotRun;
    QString label; ///< "down fails": for a chip
    Tone tone = Tone::Neutral;
    QString reason; ///< one or two sentences
    QDateTime when;
    QString on;                 ///< "copy of staging": what the rehearsal ran on, for people
    double ms = 0;              ///< of all its steps
    std::optional<Error> error; ///< of the step that failed, with its place in the script
    bool errorInDown = false;
    QStringList rewrites;        ///< tables that the up rewrote
    std::vector<LockLine> locks; ///< of the up, then of the down
    qint64 rehearsal = 0;        ///< its id in the archive, where the evidence is; 0: not kept

    bool operator==(const LastVerdict &) const = default;
    bool isGood() const { return tone == Tone::Good || tone == Tone::Neutral; }
};

/// By Migration::id. Migrations that were never rehearsed are absent.
using LastVerdicts = std::map<QString, LastVerdict>;

/// Puts what a finished rehearsal says into `verdicts`; migrations that were not run stay as they
/// are. `on`: see LastVerdict. Pure.
void noteVerdicts(LastVerdicts &verdicts, const RehearsalReport &report, const QString &on);

/// All of it as JSON and back; none when the text is no such thing.
QByteArray writeLastVerdict(const LastVerdict &verdict);
std::optional<LastVerdict> readLastVerdict(const QByteArray &json);

} // namespace tidemark
