// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/report.h"

#include <QString>

#include <map>
#include <vector>

namespace tidemark {

/// What a verdict means for whoever has to roll back; decides about colours.
enum class Tone {
    Good,
    Neutral, ///< nothing is wrong, and something is worth knowing
    Caution, ///< the rollback runs and does not bring everything back
    Bad,     ///< the rollback does not run
};
Tone toneOf(const MigrationReport &migration);

/// How many migrations have each verdict; verdicts that none has are absent.
std::map<Verdict, int> countVerdicts(const RehearsalReport &report);

/// "9 reversible, 1 loses data", in the order of Verdict.
QString verdictSummary(const RehearsalReport &report);

/// What the verdict says, in one sentence, for a legend.
QString verdictMeaning(Verdict verdict);

/// What to say above the evidence: the reason, or only what the verdict means where the evidence
/// says the rest in full.
QString leadSentence(const MigrationReport &migration);

/// "1 row", "1,204 rows".
QString countOf(qint64 count, const QString &singular, const QString &plural);

/// "0.4 ms", "38 ms", "2.1 s", "3 min 5 s".
QString durationText(double ms);

/// "PostgreSQL", "SQLite".
/// "one by one": how it went through the migrations.
QString modeLabel(const QString &mode);

QString engineLabel(Engine engine);

/// "3 rows lost, 1 row changed (phone), 2 rows too many"; "contents differ" when it is not known.
QString dataSummary(const TableDataDifference &difference);

/// The same for what an up does on purpose: "1,040 rows added, 3 rows removed".
QString movementSummary(const TableDataDifference &difference);

/// "0005_coupons.down.sql:2:1: cannot drop ...": empty when nothing failed.
QString errorHeadline(const StepEvidence &step);

/// The steps that ran, with what people call them: "up", "down", "up again".
struct NamedStep
{
    QString name;
    const StepEvidence *step;
};
std::vector<NamedStep> stepsOf(const MigrationReport &migration);

/// Of all steps that ran.
double totalMs(const MigrationReport &migration);

/// Characters that terminals, XML and HTML do not take (C0 but tab and newline, lone surrogates)
/// become U+FFFD.
QString printable(const QString &text);

/// printable(), on one line, cut with an ellipsis after `limit` characters.
QString oneLine(const QString &text, qsizetype limit = 200);

} // namespace tidemark
