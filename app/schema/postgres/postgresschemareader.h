// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schemareader.h"

#include <QHash>

#include <memory>
#include <vector>

namespace tidemark {

class PostgresSession;

/// Reads a PostgreSQL database's catalogs, servers 13 to 18, as whoever the session is: nothing
/// that an ordinary user may not read is asked for. Results and facts are those of the catalogs as
/// the server's manual (chapter "System Catalogs") describes them.
///
/// Outside a transaction it opens a REPEATABLE READ READ ONLY one of its own; inside one it reads
/// as that transaction sees. Settings that change what the server deparses (search_path, DateStyle,
/// ...) are set for the read and put back in the same round trip.
std::unique_ptr<SchemaReader> makePostgresSchemaReader(PostgresSession &session,
                                                       SchemaReadOptions options);

} // namespace tidemark
