// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/lintcase.h"

namespace tidemark {

/// What is not as it was after up and down, from the journals of both: of the catalog before the
/// up, and before the down. `now` is the catalog after the down. What goes or comes with a table
/// that is itself in the list is left out.
std::vector<PairDifference> pairDifferences(const Catalog::Journal &up,
                                            const Catalog::Journal &down, const Catalog &now,
                                            const LintCase &migration);

} // namespace tidemark
