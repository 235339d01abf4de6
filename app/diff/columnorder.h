// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/relation.h"
#include "sql/dialect.h"

#include <vector>

namespace tidemark {

/// The columns that hold values, by name (SQLite: in any case); a virtual table's hidden ones do
/// not.
std::vector<const Column *> columnsByName(const Relation &table, Engine engine);

/// The same with those of the primary key in front, in its order. Sets how many these are.
std::vector<const Column *> columnsKeyFirst(const Relation &table, Engine engine, int *keyColumns);

} // namespace tidemark
