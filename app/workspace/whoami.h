// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migrations/convention.h"
#include "workspace/workspace.h"

namespace tidemark {

/// The person who runs the command, as history tables record it: the login name, the full name of
/// the password database, and an e-mail address from EMAIL or made of user and host.
RunFacts whoRuns(const VariableLookup &lookup);

} // namespace tidemark
