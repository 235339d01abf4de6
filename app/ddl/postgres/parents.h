// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ddl/postgres/rules.h"

namespace tidemark::ddlpg {

/// The parents of a table that inherits, which the new schema has in another order.
struct ParentOrder
{
    QStringList leaving;    ///< those that it leaves and joins again, behind the others
    bool isReached = false; ///< so that they come in order, and nothing else is other than before
};

/// Parents come in the order in which the table joined them. What it inherits only becomes its own
/// when it leaves, so then it stays, and the order is not reached.
ParentOrder parentOrder(const Relation &before, const Relation &after, const World &world);

} // namespace tidemark::ddlpg
