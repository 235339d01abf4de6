// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ddl/draft.h"

namespace tidemark {

/// draftMigration() between two schemas of PostgreSQL.
Draft draftPostgresMigration(const SchemaState &from, const SchemaState &to,
                             const DraftOptions &options);

} // namespace tidemark
