// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/session.h"
#include "sql/statement.h"

#include <QByteArray>

namespace tidemark {

/// What became of a statement that was sent outside a transaction and whose end nobody recorded.
struct UncertainEffect
{
    enum class Kind {
        NotTaken, ///< it can be sent again as it is
        Taken,
        Half, ///< it left something (an invalid index) that `cleanup` removes; then it can be sent
              ///< again
        Unknown, ///< a person has to look
    };
    Kind kind = Kind::Unknown;
    QByteArray cleanup;  ///< one statement, to be run outside a transaction
    QString explanation; ///< "index public.x is there and invalid"
};

/// Looks into the catalogs. CREATE and DROP INDEX CONCURRENTLY are found out by the index and its
/// validity; what can be repeated without harm (VACUUM, REINDEX, ALTER SYSTEM, CHECKPOINT, SQLite's
/// PRAGMA) counts as not taken. PostgreSQL: the session must be the only one at work on it, so hold
/// the convention's lock: a server process that still builds the index holds it too.
Result<UncertainEffect> effectOf(Session &session, const Statement &statement);

/// It may commit in its middle (CALL, DO with COMMIT), or the server refuses it in a transaction:
/// it cannot be committed together with a mark in the journal.
bool mustRunAlone(const Statement &statement, Engine engine);

/// It changes the session and not the database (SET, RESET, PRAGMA, ATTACH), and so has to be
/// repeated when a script goes on in a new session.
bool isSessionSetting(const Statement &statement);

} // namespace tidemark
