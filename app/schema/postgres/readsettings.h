// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace tidemark::postgres {

/// What is read: everything, or the rows of given objects, which are looked up by their oids. A
/// catalog of a small database is smaller than the planner's idea of what a lookup costs, but there
/// are ten catalogs to a read.
enum class ReadKind { Whole, Lookups };

/// Remembers the settings that change what the server deparses or how it plans, and sets them for a
/// read: the search path empty, times in ISO and UTC, no JIT, plans kept. Only inside a
/// transaction, for it sets them for the transaction alone.
QByteArray pinSettings(ReadKind kind);

/// Puts back what pinSettings() of the same kind remembered, again for the transaction: a SET that
/// the transaction did before stays in force after its end, a SET LOCAL ends with it, as if nothing
/// had been between.
QByteArray restoreSettings(ReadKind kind);

} // namespace tidemark::postgres
