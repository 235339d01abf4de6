// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace tidemark::postgres {

/// Remembers the settings that change what the server deparses or how it plans, and sets them for a
/// read: the search path empty, times in ISO and UTC, no JIT, plans kept. Only inside a
/// transaction, for it sets them for the transaction alone.
QByteArray pinSettings();

/// Puts back what pinSettings() remembered, again for the transaction: a SET that the transaction
/// did before stays in force after its end, a SET LOCAL ends with it, as if nothing had been
/// between.
QByteArray restoreSettings();

} // namespace tidemark::postgres
