// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

namespace tidemark::sqlite {

/// Whether every foreign key refers to a key of its parent, so that SQLite can look at the rows;
/// else it only says "foreign key mismatch" (https://sqlite.org/foreignkeys.html, section 3).
bool canCheckForeignKeys(const Schema &schema);

} // namespace tidemark::sqlite
