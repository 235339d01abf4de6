// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

#include <QStringList>

namespace tidemark {

/// What the application before an up stumbles over when it is put back and the schema stays: the
/// relations, columns, functions and sequences that it knows and does not find, other types, values
/// that it must give and does not, rules that may refuse its rows (newRules()), privileges that
/// were revoked. A sentence each; empty: it finds all it knows, and nothing declared refuses its
/// writes. What code refuses is not in here: triggers, rules, the checks of domains. Pure.
QStringList whatOldVersionMisses(const Schema &before, const Schema &now);

} // namespace tidemark
