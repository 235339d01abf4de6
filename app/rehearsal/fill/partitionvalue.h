// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/fill/parentrow.h"

namespace tidemark {

/// For a partitioned table's key columns, values that the first partition with a bound takes, down
/// through partitions of partitions. Nothing for keys that are expressions and for hash partitions.
ColumnExpressions partitionExpressions(const FillContext &context, const Relation &table,
                                       int number);

} // namespace tidemark
