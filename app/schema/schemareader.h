// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QStringList>

#include <memory>

namespace tidemark {

class Session;
struct Schema;
using SchemaPtr = std::shared_ptr<const Schema>; ///< schema/schema.h

struct SchemaReadOptions
{
    /// Relations that belong to a migration tool ("public.schema_migrations", or a whole schema
    /// "sqitch.*"): left out with all that hangs on them.
    QStringList leaveOut;
    /// PostgreSQL: SQL texts as the server writes them, and not in the form that it reads again as
    /// it was (postgres/deparsed.h): then a table is told from the one that its own dump makes.
    bool serversTexts = false;
};

/// Reads a database's schema through one session, in one snapshot. Holds prepared statements, so
/// keep it as long as the session. The session's thread.
class SchemaReader
{
public:
    virtual ~SchemaReader() = default;

    /// Everything, in a handful of set-based queries. Inside a transaction it sees that
    /// transaction's changes.
    virtual Result<SchemaPtr> read() = 0;

    /// What read() would give, inside a transaction that began in the state `base`, which this
    /// reader read: only what the current transaction can have changed is read again. Costs by the
    /// change, not by the size of the database; falls back to read() where it cannot tell.
    virtual Result<SchemaPtr> refresh(const SchemaPtr &base) = 0;
};

std::unique_ptr<SchemaReader> makeSchemaReader(Session &session, SchemaReadOptions options = {});

} // namespace tidemark
