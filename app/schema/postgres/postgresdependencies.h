// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "schema/dependencies.h"

namespace tidemark {

class PostgresSession;

/// readDependencies() on PostgreSQL: pg_depend and the names of what stands in it, in two set-based
/// queries. What belongs to an extension counts as the extension; a row type as its table, an array
/// type as its elements' type; the index behind a constraint as the constraint; a view's own rule
/// as the view. A column's default is an object of its own, {"default", "public.users.email"},
/// since it can be taken off and put back without the column; the expression of a generated column
/// is the column.
Result<Dependencies> readPostgresDependencies(PostgresSession &session);

} // namespace tidemark
