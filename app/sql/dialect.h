// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tidemark {

/// The database engines, each with its own SQL, catalogs and transaction rules.
enum class Engine { PostgreSql, Sqlite };

} // namespace tidemark
