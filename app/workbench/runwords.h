// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/reports/wording.h"
#include "run/runner.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace tidemark {

/// How a run ended, in words a person would say.
struct RunWords
{
    Tone tone = Tone::Good;
    QString headline;      ///< "3 migrations applied to staging in 1.2 s"
    QStringList sentences; ///< what was committed, what is left, what did not begin
    std::optional<Error> error;
    QString failedId; ///< the migration that it stopped at; empty: none
};

/// Pure.
RunWords wordsOf(const RunReport &report, bool up, const QString &environment);

} // namespace tidemark
