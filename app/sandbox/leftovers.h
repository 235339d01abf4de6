// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QStringList>

namespace tidemark {

/// Removes whatever is registered in the state folder by processes that are gone. One line each for
/// what was removed, and for what could not be: that stays registered for the next time.
Result<QStringList> removeLeftovers(const QString &stateDir);

} // namespace tidemark
