// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database/connectionspec.h"
#include "rehearsal/locksampler.h"
#include "rehearsal/probe.h"

#include <QHash>

#include <optional>

namespace tidemark {

class PostgresSession;

/// Locks from pg_locks, those of statements outside a transaction by a LockSampler, rewrites by
/// pg_class.relfilenode, touched rows by the transaction's own statistics
/// (pg_stat_get_xact_tuples_*: PostgreSQL documentation, "The Cumulative Statistics System"), WAL
/// by pg_current_wal_insert_lsn(), which counts other sessions' too on a shared server.
class PostgresProbe final : public Probe
{
public:
    /// `spec`: where the sampler finds the session's database.
    PostgresProbe(PostgresSession &session, ConnectionSpec spec);

    Result<void> start() override;
    Result<void> startAfterCommit() override;
    void restart(bool rolledBack) override;
    void transactionBegan() override { m_locks.clear(); }
    void statementStarts(bool inTransaction) override;
    void statementEnds() override;
    Result<void> measure(StatementEvidence &evidence, bool inTransaction) override;
    Result<QStringList> touchedTables() override;

private:
    struct Table
    {
        QString name;
        uint file = 0;     ///< relfilenode
        qint64 writes = 0; ///< rows inserted, updated, deleted by this transaction

        bool operator==(const Table &) const = default;
    };
    using Tables = QHash<uint, Table>;

    Result<Tables> readTables();
    Result<void> begin();
    void forget();
    void takeLocks(StatementEvidence &evidence, const QHash<uint, int> &held);
    void takeSamples(StatementEvidence &evidence);

    PostgresSession &m_session;
    ConnectionSpec m_spec;
    std::optional<LockSampler> m_sampler;
    int m_sampled = 0; ///< the process that the sampler looks at
    bool m_watching = false;
    Tables m_atStart;
    Tables m_asked;            ///< when touchedTables() was asked last
    QHash<uint, uint> m_files; ///< of tables, as of the last statement
    QHash<uint, QString> m_names;
    QHash<uint, int> m_locks; ///< strength of the strongest lock that the transaction holds
    quint64 m_wal = 0;
};

} // namespace tidemark
