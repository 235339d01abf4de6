// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "run/plan.h"

#include <vector>

namespace tidemark {

/// The history was read again under the lock: for each step of the plan, whether somebody else has
/// done it since the plan was made. Error{Busy} when something else has changed, so that the plan
/// is no longer what its maker saw. Pure.
Result<std::vector<bool>> stepsDoneByOthers(const Plan &plan, const History &now);

} // namespace tidemark
