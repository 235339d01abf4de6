// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "sandbox/scratchplaces.h"

#include <QStringList>

namespace tidemark {

/// Removes whatever is registered in the state folder by processes that are gone, and what lies
/// outside of it, in memory or /var/tmp, without a registration. One line each for what was
/// removed, and for what could not be: that stays registered for the next time.
Result<QStringList> removeLeftovers(const ScratchPlaces &places);

} // namespace tidemark
