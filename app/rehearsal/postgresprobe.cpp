// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/postgresprobe.h"

#include "database/postgres/postgressession.h"
#include "sql/identifier.h"

#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// From the weakest to the strongest (PostgreSQL documentation, "Explicit Locking").
constexpr std::array lockModes{
    "AccessShareLock", "RowShareLock",          "RowExclusiveLock", "ShareUpdateExclusiveLock",
    "ShareLock",       "ShareRowExclusiveLock", "ExclusiveLock",    "AccessExclusiveLock"};

int strengthOf(QByteArrayView mode)
{
    for (size_t i = 0; i < lockModes.size(); ++i) {
        if (mode == lockModes[i])
            return static_cast<int>(i) + 1;
    }
    return 0;
}

// 16384 is FirstNormalObjectId: what is below belongs to the server.
const QByteArray tablesSql = QByteArrayLiteral(
    "SELECT c.oid, n.nspname, c.relname, pg_catalog.pg_relation_filenode(c.oid),"
    " pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid)"
    " + pg_catalog.pg_stat_get_xact_tuples_updated(c.oid)"
    " + pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid)"
    " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't' AND c.oid >= 16384"
    " AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')");

const QByteArray locksSql = QByteArrayLiteral(
    "SELECT l.relation, l.mode, c.relkind, n.nspname, c.relname,"
    " pg_catalog.pg_relation_filenode(c.oid),"
    " (SELECT pg_catalog.pg_current_wal_insert_lsn() - '0/0'::pg_catalog.pg_lsn)"
    " FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_class c ON c.oid = l.relation"
    " LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " WHERE l.locktype = 'relation' AND l.pid = pg_catalog.pg_backend_pid() AND l.granted"
    " AND l.relation >= 16384"
    " UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL,"
    " pg_catalog.pg_current_wal_insert_lsn() - '0/0'::pg_catalog.pg_lsn");

} // namespace

Result<PostgresProbe::Tables> PostgresProbe::readTables()
{
    TM_TRY_ASSIGN(const PostgresResult result, m_session.fetch({tablesSql, {}, true}));
    Tables tables;
    tables.reserve(result.rows());
    for (int row = 0; row < result.rows(); ++row) {
        tables.insert(result.oid(row, 0),
                      {displayQualified(result.text(row, 1), result.text(row, 2)),
                       result.oid(row, 3), result.integer(row, 4)});
    }
    return tables;
}

Result<void> PostgresProbe::start()
{
    TM_TRY_ASSIGN(m_atStart, readTables());
    m_files.clear();
    m_names.clear();
    m_locks.clear();
    for (auto it = m_atStart.cbegin(); it != m_atStart.cend(); ++it) {
        m_files.insert(it.key(), it->file);
        m_names.insert(it.key(), it->name);
    }
    TM_TRY_ASSIGN(const PostgresResult result, m_session.fetch({locksSql, {}, true}));
    for (int row = 0; row < result.rows(); ++row) {
        if (!result.isNull(row, 0)) {
            int &known = m_locks[result.oid(row, 0)];
            known = std::max(known, strengthOf(result.bytes(row, 1)));
        }
        m_wal = static_cast<quint64>(result.integer(row, 6));
    }
    return {};
}

Result<void> PostgresProbe::measure(StatementEvidence &evidence, bool inTransaction)
{
    TM_TRY_ASSIGN(const PostgresResult result, m_session.fetch({locksSql, {}, true}));
    QHash<uint, int> strongest;
    for (int row = 0; row < result.rows(); ++row) {
        if (result.isNull(row, 0)) {
            const auto wal = static_cast<quint64>(result.integer(row, 6));
            evidence.walBytes = static_cast<qint64>(wal - m_wal);
            m_wal = wal;
            continue;
        }
        const uint relation = result.oid(row, 0);
        int &strength = strongest[relation];
        strength = std::max(strength, strengthOf(result.bytes(row, 1)));
        if (result.isNull(row, 2))
            continue; // dropped by this transaction: its name is known from before
        m_names[relation] = displayQualified(result.text(row, 3), result.text(row, 4));
        const QByteArrayView kind = result.bytes(row, 2);
        if (kind != "r" && kind != "m")
            continue;
        const uint file = result.oid(row, 5);
        const auto known = m_files.find(relation);
        if (known != m_files.end() && *known != file &&
            !evidence.rewrites.contains(m_names[relation]))
            evidence.rewrites += m_names[relation];
        m_files[relation] = file;
    }
    if (!inTransaction) {
        m_locks.clear();
        return {};
    }
    for (auto it = strongest.cbegin(); it != strongest.cend(); ++it) {
        int &known = m_locks[it.key()];
        const QString name = m_names.value(it.key());
        if (it.value() <= known || name.isEmpty())
            continue;
        known = it.value();
        const char *mode = lockModes[static_cast<size_t>(known - 1)];
        evidence.locks.push_back({name, QString::fromLatin1(mode), 0});
    }
    std::sort(evidence.locks.begin(), evidence.locks.end(),
              [](const LockEvidence &a, const LockEvidence &b) { return a.relation < b.relation; });
    return {};
}

Result<QStringList> PostgresProbe::touchedTables()
{
    if (m_session.transactionState() != TransactionState::Active)
        return QStringList();
    TM_TRY_ASSIGN(const Tables now, readTables());
    QStringList touched;
    for (auto it = now.cbegin(); it != now.cend(); ++it) {
        const auto before = m_atStart.constFind(it.key());
        if (before == m_atStart.cend() || *before != *it)
            touched += it->name;
    }
    for (auto it = m_atStart.cbegin(); it != m_atStart.cend(); ++it) {
        const auto after = now.constFind(it.key());
        if (after == now.cend() || after->name != it->name)
            touched += it->name;
    }
    touched.sort();
    touched.removeDuplicates();
    return touched;
}

} // namespace tidemark
