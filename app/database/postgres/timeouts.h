// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace tidemark {

/// SQL after which nobody who waits between two statements is thrown out: sets those of these
/// settings that the server knows (idle_session_timeout: 14, transaction_timeout: 17) to none, for
/// the transaction that is open or for a session in which none is. A statement_timeout, however
/// short, stays as it is and does not stop this one.
inline QByteArray noIdleTimeouts(bool forTransaction)
{
    const QByteArray set =
        QByteArray("SELECT pg_catalog.set_config(name, '0', ") +
        (forTransaction ? "true" : "false") +
        ") FROM pg_catalog.pg_settings WHERE name IN ('idle_in_transaction_session_timeout', "
        "'idle_session_timeout', 'transaction_timeout')";
    return forTransaction ? set : "BEGIN; SET LOCAL statement_timeout = 0; " + set + "; COMMIT";
}

} // namespace tidemark
