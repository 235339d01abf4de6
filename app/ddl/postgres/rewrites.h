// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ddl/draft.h"

namespace tidemark::ddlpg {

/// Type changes of one table that stand one behind the other become one statement: the table is
/// rewritten once and not once for each.
void mergeRewrites(std::vector<DraftStatement> &statements);

} // namespace tidemark::ddlpg
