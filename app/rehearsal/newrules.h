// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/relation.h"

#include <QStringList>

namespace tidemark {

/// What may refuse the rows that the application before an up writes, in a relation that it knows:
/// constraints and unique indexes that came, unless a rule of before implies them or they only see
/// columns that it never fills in; row security, and policies that leave less than before. A
/// sentence each. Pure.
QStringList newRules(const Relation &before, const Relation &now);

} // namespace tidemark
