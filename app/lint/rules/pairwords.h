// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/lintcase.h"

namespace tidemark {

/// What was lost stands beside something of the same kind and make that is left, or the other way
/// round: it has only another name. nullptr where it has none.
const PairDifference *otherNameOf(const LintCase &migration, const PairDifference &difference);
bool isOtherName(const LintCase &migration, const PairDifference &difference);

/// A unique constraint on one side and an index of the same name on the other.
bool isConstraintForIndex(const LintCase &migration, const PairDifference &difference);

/// The effect drops a constraint, but what has that name is an index; or the other way round.
bool isConstraintWithoutIndex(const LintCase &migration, const LintStatement &statement,
                              const Effect &effect);

/// "column users.age was bigint and comes back as integer".
QString howItDiffers(const PairDifference &difference);

/// A function's bodies are alike but for white space, letters' case and comments.
bool isOnlySpacing(const PairDifference &difference);

} // namespace tidemark
