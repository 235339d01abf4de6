// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/postgresprobe.h"

#include "database/postgres/postgressession.h"
#include "sql/identifier.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

// 16384 is FirstNormalObjectId: what is below belongs to the server.
const QByteArray tablesSql = QByteArrayLiteral(
    "SELECT c.oid, n.nspname, c.relname, pg_catalog.pg_relation_filenode(c.oid),"
    " pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid)"
    " + pg_catalog.pg_stat_get_xact_tuples_updated(c.oid)"
    " + pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid)"
    " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't' AND c.oid >= 16384"
    " AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')");

// The strongest lock on each relation, and where the log stands. What a relation is called is only
// looked up when it is not among $1, or the lock is one to rename it or to give it another file
// (from ShareUpdateExclusiveLock on, which renames an index).
const QByteArray locksSql = QByteArrayLiteral(
    "SELECT l.relation, l.strength, c.relkind, n.nspname, c.relname,"
    " pg_catalog.pg_relation_filenode(c.oid), NULL::bigint"
    " FROM (SELECT p.relation, max(pg_catalog.array_position("
    "'{AccessShareLock,RowShareLock,RowExclusiveLock,ShareUpdateExclusiveLock,ShareLock,"
    "ShareRowExclusiveLock,ExclusiveLock,AccessExclusiveLock}'::text[], p.mode)) AS strength"
    " FROM pg_catalog.pg_locks p"
    " WHERE p.locktype = 'relation' AND p.pid = pg_catalog.pg_backend_pid() AND p.granted"
    " AND p.relation >= 16384 GROUP BY p.relation) l"
    // OFFSET 0: looked up one by one, not by a join with the whole catalog.
    " LEFT JOIN LATERAL (SELECT r.oid, r.relkind, r.relnamespace, r.relname"
    " FROM pg_catalog.pg_class r WHERE r.oid ="
    " CASE WHEN l.strength >= 4 OR l.relation <> ALL ($1::oid[]) THEN l.relation END"
    " OFFSET 0) c ON true"
    " LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL,"
    " (pg_catalog.pg_current_wal_insert_lsn() - '0/0'::pg_catalog.pg_lsn)::bigint");

/// What a relation is called in a report; empty when it has no place there.
QString reportedName(const QString &schema, const QString &relation)
{
    return isToastSchema(schema) ? QString() : displayQualified(schema, relation);
}

QByteArray arrayOf(const QHash<uint, QString> &names)
{
    QByteArray text;
    for (auto it = names.cbegin(); it != names.cend(); ++it)
        text += (text.isEmpty() ? "{" : ",") + QByteArray::number(it.key());
    return text.isEmpty() ? "{}" : text + '}';
}

} // namespace

PostgresProbe::PostgresProbe(PostgresSession &session, ConnectionSpec spec)
    : m_session(session)
    , m_spec(std::move(spec))
{
}

void PostgresProbe::statementStarts(bool inTransaction)
{
    if (inTransaction)
        return;
    if (!m_sampler || m_sampled != m_session.backendPid()) { // it may have connected anew
        m_sampled = m_session.backendPid();
        m_sampler.emplace(m_spec, m_sampled);
    }
    (void)m_sampler->take(); // of a statement that failed
    m_session.setWatch([this] { m_sampler->sample(); });
    m_watching = true;
}

void PostgresProbe::statementEnds()
{
    if (std::exchange(m_watching, false))
        m_session.setWatch({});
}

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
    return begin();
}

Result<void> PostgresProbe::startAfterCommit()
{
    m_atStart = m_asked;
    for (Table &table : m_atStart)
        table.writes = 0; // they are counted by transaction
    return begin();
}

Result<void> PostgresProbe::begin()
{
    forget();
    TM_TRY_ASSIGN(const PostgresResult result,
                  m_session.fetch({locksSql, {arrayOf(m_names)}, true}));
    for (int row = 0; row < result.rows(); ++row) {
        if (result.isNull(row, 0))
            m_wal = static_cast<quint64>(result.integer(row, 6));
        else
            m_locks.insert(result.oid(row, 0), static_cast<int>(result.integer(row, 1)));
    }
    return {};
}

/// As if nothing had been measured since start().
void PostgresProbe::forget()
{
    m_files.clear();
    m_names.clear();
    m_locks.clear();
    for (auto it = m_atStart.cbegin(); it != m_atStart.cend(); ++it) {
        m_files.insert(it.key(), it->file);
        m_names.insert(it.key(), it->name);
    }
}

void PostgresProbe::restart(bool rolledBack)
{
    m_locks.clear();
    if (rolledBack)
        return forget();
    // start() knows tables only: what is dropped together with them is not named.
    m_names.removeIf([this](const auto &name) { return !m_files.contains(name.key()); });
}

Result<void> PostgresProbe::measure(StatementEvidence &evidence, bool inTransaction)
{
    TM_TRY_ASSIGN(const PostgresResult result,
                  m_session.fetch({locksSql, {arrayOf(m_names)}, true}));
    QHash<uint, int> strongest;
    for (int row = 0; row < result.rows(); ++row) {
        if (result.isNull(row, 0)) {
            const auto wal = static_cast<quint64>(result.integer(row, 6));
            evidence.walBytes = static_cast<qint64>(wal - m_wal);
            m_wal = wal;
            continue;
        }
        const uint relation = result.oid(row, 0);
        strongest.insert(relation, static_cast<int>(result.integer(row, 1)));
        if (result.isNull(row, 2))
            continue; // its name is known from before; this transaction may have dropped it
        m_names[relation] = reportedName(result.text(row, 3), result.text(row, 4));
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
    if (inTransaction)
        takeLocks(evidence, strongest);
    else
        takeSamples(evidence);
    std::sort(evidence.locks.begin(), evidence.locks.end(),
              [](const LockEvidence &a, const LockEvidence &b) { return a.relation < b.relation; });
    return {};
}

/// What is held and was not held after the last statement. A lock that is gone since then came back
/// newly when it is there again: the script has ended a transaction or gone back to a savepoint.
void PostgresProbe::takeLocks(StatementEvidence &evidence, const QHash<uint, int> &held)
{
    for (auto it = held.cbegin(); it != held.cend(); ++it) {
        const QString name = m_names.value(it.key());
        if (it.value() > m_locks.value(it.key()) && !name.isEmpty())
            evidence.locks.push_back({name, lockMode(it.value()), 0, false});
    }
    m_locks = held;
}

void PostgresProbe::takeSamples(StatementEvidence &evidence)
{
    m_locks.clear();
    if (!m_sampler)
        return;
    if (const auto error = m_sampler->error())
        evidence.notices += u"its locks were not sampled: "_s + error->summary;
    for (const auto &[relation, strength] : m_sampler->take())
        evidence.locks.push_back({relation, lockMode(strength), 0, true});
}

Result<QStringList> PostgresProbe::touchedTables()
{
    if (m_session.transactionState() != TransactionState::Active)
        return QStringList();
    TM_TRY_ASSIGN(m_asked, readTables());
    const Tables &now = m_asked;
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
