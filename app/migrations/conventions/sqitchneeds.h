// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/session.h"
#include "migrations/conventions/sqitchplan.h"
#include "migrations/conventions/sqitchtables.h"
#include "migrations/migration.h"

#include <vector>

namespace tidemark {

/// The ids of the deployed changes that a planned one requires, in its order, each looked up as
/// sqitch does (DBIEngine's change_id_for). Error{Input} with the place in the plan for one that is
/// not deployed, and for a conflicting one that is.
Result<std::vector<QString>> deployedNeeds(Session &session, const SqitchTables &tables,
                                           const SqitchPlan &plan, const SqitchChange &change);

/// Error{Input} when deployed changes require this one.
Result<void> refuseIfRequired(Session &session, const SqitchTables &tables,
                              const Migration &migration);

} // namespace tidemark
