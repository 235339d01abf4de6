// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

#include <QStringList>

#include <vector>

namespace tidemark {

/// The tables that can be filled, parents before the tables that refer to them. Where foreign keys
/// go in a circle the table with the fewest unmet NOT NULL keys comes first. Leaves out partitions
/// (rows reach them through their root), temporary and foreign tables, what belongs to a virtual
/// table, and `leaveOut`.
std::vector<const Relation *> tablesInFillOrder(const Schema &schema, const QStringList &leaveOut);

} // namespace tidemark
