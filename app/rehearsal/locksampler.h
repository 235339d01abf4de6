// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "database/connectionspec.h"

#include <QByteArrayView>
#include <QString>

#include <map>
#include <memory>
#include <optional>

namespace tidemark {

class PostgresSession;

/// Looks from a connection of its own at the locks that another backend of the same database holds.
/// For statements that cannot run in a transaction: when they end, their locks are gone. One
/// thread.
class LockSampler
{
public:
    LockSampler(const ConnectionSpec &spec, int backendPid);
    ~LockSampler();

    /// One query, some 0.2 ms; does nothing after an error.
    void sample();

    /// What was seen since the last call: the strongest lock by the relation's display name.
    std::map<QString, int> take();

    /// Why there are no samples.
    const std::optional<Error> &error() const { return m_error; }

private:
    std::unique_ptr<PostgresSession> m_session;
    int m_pid;
    std::map<QString, int> m_seen;
    std::optional<Error> m_error;
};

/// 1 for AccessShareLock to 8 for AccessExclusiveLock (PostgreSQL documentation, "Explicit
/// Locking"); 0 for any other word. lockMode() is the reverse.
int lockStrength(QByteArrayView mode);
QString lockMode(int strength);

/// Where the server keeps toast tables. Their locks are not reported: they are reached only through
/// their table, whose own lock comes first, and the numbers in their names differ in each database.
bool isToastSchema(QStringView name);

} // namespace tidemark
