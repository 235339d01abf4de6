// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/fill/fillcontext.h"

#include <QByteArrayList>

#include <vector>

namespace tidemark {

/// Where foreign keys go in a circle, or to the table itself, rows are inserted before those that
/// they refer to, with NULL. One UPDATE for each key of `table` over one column that may be NULL
/// and whose parent does not come before it in `order`: row by row, as far as there are parents; a
/// table that refers to itself becomes a chain, without a circle.
QByteArrayList laterParentUpdates(const FillContext &context,
                                  const std::vector<const Relation *> &order,
                                  const Relation &table);

} // namespace tidemark
