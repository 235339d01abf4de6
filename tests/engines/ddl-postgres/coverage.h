// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

#include <set>

namespace tidemark::test {

/// Kinds times changes: "trigger: added", "trigger: dropped", "trigger: state", ... A kind that is
/// a part of another than a relation says so: "index of primary key: options".
using Changes = std::set<QString>;

/// All that the model can say, off its own lists, so that a new property is in it by itself.
Changes allChanges();

/// What differs between two schemas, in the same words.
Changes changesBetween(const Schema &before, const Schema &after);

} // namespace tidemark::test
