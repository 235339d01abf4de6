// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "migrations/convention.h"
#include "rehearsal/report.h"
#include "sandbox/sandbox.h"

#include <QString>

#include <stop_token>

namespace tidemark {

/// Which acts a migration goes through, in this order.
enum class RehearsalStep { Fill, Up, CheckUp, Traffic, Down, CheckDown, Redo, CheckRedo };
QString rehearsalStepName(RehearsalStep step);

/// Told what happens while it happens, on the rehearsal's own thread. Facts, not sentences.
class RehearsalObserver
{
public:
    virtual ~RehearsalObserver() = default;
    virtual void started(int /*migrations*/) {}
    virtual void migrationStarted(int /*index*/, const Migration &) {}
    virtual void stepStarted(int /*index*/, RehearsalStep) {}
    virtual void migrationFinished(int /*index*/, const MigrationReport &) {}
};

struct RehearsalOptions
{
    enum class Mode { Step, Chain };
    Mode mode = Mode::Step;
    int fill = 0;                  ///< rows that every table has at least before each up
    std::optional<Script> traffic; ///< runs between up and down
    /// Indexes into the set: rehearsed ones. Those before the first are applied and not judged
    /// (from nothing), or expected to be there already (a copy of a real database).
    std::vector<int> range;
    bool asOneUnit = false; ///< all ups of the range, then all downs in reverse, judged as one
    int samples = 5;        ///< rows shown per table
};

} // namespace tidemark
