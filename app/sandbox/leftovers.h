// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "sandbox/sandbox.h"
#include "sandbox/scratchplaces.h"

namespace tidemark {

/// Removes whatever is registered in the state folder by processes that are gone, and what lies
/// outside of it, in memory or /var/tmp, without a registration.
Result<Leftovers> removeLeftovers(const ScratchPlaces &places);

} // namespace tidemark
