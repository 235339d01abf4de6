// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ddl/postgres/rules.h"

namespace tidemark::ddlpg {

/// How a value of a column gets from a composite type to the one of the same name that takes its
/// place, attribute by attribute; empty where its text says the same in both.
QString compositeValue(const Column &column, const World &world);

/// What such values lose: "values of the attribute town of home are lost".
QStringList compositeLosses(const Column &column, const World &world);

} // namespace tidemark::ddlpg
