// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/locksampler.h"

#include "database/postgres/postgressession.h"
#include "sql/identifier.h"

#include <algorithm>
#include <array>

namespace tidemark {

namespace {

constexpr std::array lockModes{
    "AccessShareLock", "RowShareLock",          "RowExclusiveLock", "ShareUpdateExclusiveLock",
    "ShareLock",       "ShareRowExclusiveLock", "ExclusiveLock",    "AccessExclusiveLock"};

// 16384 is FirstNormalObjectId: what is below belongs to the server.
const QByteArray samplesSql = QByteArrayLiteral(
    "SELECT n.nspname, c.relname, l.mode FROM pg_catalog.pg_locks l"
    " JOIN pg_catalog.pg_class c ON c.oid = l.relation"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " JOIN pg_catalog.pg_database d ON d.oid = l.database"
    " WHERE l.locktype = 'relation' AND l.granted AND l.pid = $1::int AND l.relation >= 16384"
    " AND d.datname = pg_catalog.current_database()");

} // namespace

int lockStrength(QByteArrayView mode)
{
    const auto *found = std::find_if(lockModes.begin(), lockModes.end(),
                                     [mode](const char *known) { return mode == known; });
    return found == lockModes.end() ? 0 : static_cast<int>(found - lockModes.begin()) + 1;
}

QString lockMode(int strength)
{
    return strength < 1 ? QString()
                        : QString::fromLatin1(lockModes.at(static_cast<size_t>(strength - 1)));
}

bool isToastSchema(QStringView name)
{
    return name == u"pg_toast" || name.startsWith(u"pg_toast_temp_");
}

LockSampler::LockSampler(const ConnectionSpec &spec, int backendPid)
    : m_pid(backendPid)
{
    auto session = PostgresSession::open(spec);
    if (!session) {
        m_error = session.error();
        return;
    }
    m_session = std::move(*session);
    // The other backend may hold a lock that this one would wait for.
    if (const auto set = m_session->execute("SET lock_timeout = 100"); !set)
        m_error = set.error();
    sample(); // prepares the query
    m_seen.clear();
}

LockSampler::~LockSampler() = default;

void LockSampler::sample()
{
    if (m_error)
        return;
    const auto result = m_session->fetch({samplesSql, {QByteArray::number(m_pid)}, true});
    if (!result) {
        if (result.error().kind != ErrorKind::Busy) // then the next one may see something
            m_error = result.error();
        return;
    }
    for (int row = 0; row < result->rows(); ++row) {
        if (isToastSchema(result->text(row, 0)))
            continue;
        int &strongest = m_seen[displayQualified(result->text(row, 0), result->text(row, 1))];
        strongest = std::max(strongest, lockStrength(result->bytes(row, 2)));
    }
}

std::map<QString, int> LockSampler::take()
{
    return std::exchange(m_seen, {});
}

} // namespace tidemark
