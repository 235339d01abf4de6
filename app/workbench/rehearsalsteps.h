// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/rehearsal.h"
#include "rehearsal/report.h"

#include <array>
#include <vector>

namespace tidemark {

/// What is known of one step of one migration.
enum class StepMark { NotReached, Running, Good, Caution, Bad };

inline constexpr int rehearsalStepCount = static_cast<int>(RehearsalStep::CheckRedo) + 1;
using StepMarks = std::array<StepMark, rehearsalStepCount>;

/// The steps that a rehearsal has, in their order. RehearsalStep::Fill stands for the copy, too: it
/// is there in every rehearsal.
std::vector<RehearsalStep> laneOf(RehearsalOptions::Mode mode, bool traffic);
/// The same of a report that is there.
std::vector<RehearsalStep> laneOf(const RehearsalReport &report);

/// "copy", "fill", "up", "check", ...: above the lane.
QString laneLabel(RehearsalStep step, bool filled);

/// What the finished report says of each step.
StepMarks marksOf(const MigrationReport &migration, bool traffic);

/// The marks after `step` was started: what came before it is good so far, what comes after it is
/// not reached; a trial may begin again.
void startStep(StepMarks &marks, RehearsalStep step);

/// What a step showed, in a sentence, for a tool tip; empty when there is nothing to say.
QString stepSentence(const MigrationReport &migration, RehearsalStep step);

} // namespace tidemark
