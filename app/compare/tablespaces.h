// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <set>

namespace tidemark {

class Session;
struct Schema;

/// The tablespaces that tables, materialized views and indexes of the schema lie in, but for the
/// database's own.
std::set<QString> tablespacesOf(const Schema &schema);

/// Makes those that the server has not: folders inside of its own (allow_in_place_tablespaces), for
/// scratch servers, where a tablespace is but a name. False where they are missing and cannot be
/// made: on SQLite, and before PostgreSQL 15, which has no such folders. Not inside of a
/// transaction. Errors: the session's.
Result<bool> makeTablespaces(Session &session, const std::set<QString> &names);

} // namespace tidemark
