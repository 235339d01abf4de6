// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

#include <QStringList>

namespace tidemark {

/// What the application before an up stumbles over when it is put back and the schema stays: the
/// relations, columns, functions and sequences that it knows and does not find, other types, values
/// that it must give and does not. A sentence each; empty: it finds all it knows. Of what it does
/// with them nothing is known: a rule that refuses some of its rows is not in here. Pure.
QStringList whatOldVersionMisses(const Schema &before, const Schema &now);

} // namespace tidemark
