// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/downdraft.h"

namespace tidemark {

/// What a migration loses that no statement of a drafted way back returns: rows and values of what
/// the up takes away, values that its new types cannot hold, tables and columns that it drops and
/// makes anew, rows that it changes; and what the draft itself would delete that the up has left
/// alone. `draft` is the way back. Pure. Errors: those of splitScript().
Result<std::vector<DownLoss>> lossesOf(const Migration &migration, const SchemaState &before,
                                       const SchemaState &after, const Draft &draft);

} // namespace tidemark
