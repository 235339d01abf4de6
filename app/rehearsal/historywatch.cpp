// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/historywatch.h"

#include "database/session.h"
#include "rehearsal/latewrites.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

RunFacts factsNow()
{
    RunFacts facts;
    facts.startedAt = QDateTime::currentDateTimeUtc();
    facts.user = u"tidemark"_s;
    facts.fullName = u"Tidemark"_s;
    facts.email = u"tidemark@localhost"_s;
    return facts;
}

bool sameRow(const AppliedMigration &a, const AppliedMigration &b)
{
    return a.version == b.version && a.name == b.name && a.checksum == b.checksum &&
           a.failed == b.failed && a.kind == b.kind;
}

/// Repeatable ones have no version.
bool sameMigration(const AppliedMigration &a, const AppliedMigration &b)
{
    return a.kind == b.kind && a.version == b.version && (!a.version.isEmpty() || a.name == b.name);
}

QString called(const AppliedMigration &row)
{
    return row.version.isEmpty() ? row.name : row.version;
}

/// `place`: where it is found when all is as it should be; a search of all for each row would take
/// longer than the migration.
const AppliedMigration *rowLike(const History &history, const AppliedMigration &row, size_t place)
{
    if (place < history.applied.size() && sameMigration(row, history.applied[place]))
        return &history.applied[place];
    const auto found =
        std::find_if(history.applied.begin(), history.applied.end(),
                     [&row](const AppliedMigration &other) { return sameMigration(row, other); });
    return found == history.applied.end() ? nullptr : &*found;
}

/// Rows that were there and are not, or others.
void compareKept(const History &wanted, const History &now, const QString &moment,
                 QStringList &said)
{
    for (size_t place = 0; place < wanted.applied.size(); ++place) {
        const AppliedMigration &row = wanted.applied[place];
        const AppliedMigration *other = rowLike(now, row, place);
        if (!other)
            said += u"%1 the row of %2 is missing"_s.arg(moment, called(row));
        else if (!sameRow(row, *other))
            said += u"%1 the row of %2 is another"_s.arg(moment, called(row));
    }
}

void compare(const History &wanted, const History &now, const QString &moment, QStringList &said)
{
    if (wanted.exists && !now.exists) {
        said += u"%1 the history table is gone"_s.arg(moment);
        return;
    }
    compareKept(wanted, now, moment, said);
    for (size_t place = 0; place < now.applied.size(); ++place) {
        if (!rowLike(wanted, now.applied[place], place))
            said += u"%1 there is a row of %2"_s.arg(moment, called(now.applied[place]));
    }
}

/// The row that says that this one is applied.
const AppliedMigration *rowOf(const Migration &migration, const History &history)
{
    const auto found = std::find_if(
        history.applied.begin(), history.applied.end(), [&](const AppliedMigration &row) {
            return row.version == migration.version &&
                   (!row.version.isEmpty() || row.name == migration.name);
        });
    return found == history.applied.end() ? nullptr : &*found;
}

void compareUp(const Migration &migration, const History &afterUp, QStringList &said)
{
    const AppliedMigration *row = rowOf(migration, afterUp);
    if (!row) {
        said += u"after the up there is no row of %1"_s.arg(migration.id);
        return;
    }
    if (row->failed)
        said += u"after the up the row of %1 says that it failed"_s.arg(migration.id);
    const bool sameSum = row->checksum.isEmpty() || migration.checksum.isEmpty() ||
                         row->checksum == migration.checksum ||
                         migration.acceptedChecksums.contains(row->checksum);
    if (!sameSum)
        said += u"after the up the row of %1 has the checksum %2, and the file has %3"_s.arg(
            migration.id, row->checksum, migration.checksum);
}

/// As before the up; where the table holds the newest version only, the one that stands before it
/// in the set, which need not have been run here.
History wantedAfterDown(const HistoryMoments &moments, std::span<const Migration> migrations)
{
    if (!moments.afterDown->watermarkOnly || migrations.empty())
        return moments.before;
    History wanted = moments.before;
    wanted.applied.clear();
    if (const QString &version = migrations.front().precededBy; !version.isEmpty()) {
        wanted.applied.emplace_back();
        wanted.applied.back().version = version;
    }
    return wanted;
}

} // namespace

HistoryWatch::HistoryWatch(const HistoryStore *store)
    : m_store(store && !store->ownRelations().isEmpty() ? store : nullptr)
{
}

Result<void> HistoryWatch::begin(Session &session)
{
    if (!m_store)
        return {};
    TM_TRY(m_store->ensure(session));
    TM_TRY_ASSIGN(m_current, m_store->read(session));
    return {};
}

Result<History> HistoryWatch::record(Session &session, std::span<const Migration> migrations,
                                     bool up) const
{
    if (session.engine() != Engine::PostgreSql)
        return recordIn(session, migrations, up);
    LateWrites late(static_cast<PostgresSession &>(session));
    TM_TRY_ASSIGN(History history, recordIn(late, migrations, up));
    TM_TRY(late.send());
    return history;
}

Result<History> HistoryWatch::recordIn(Session &session, std::span<const Migration> migrations,
                                       bool up) const
{
    std::optional<Transaction> own;
    if (session.transactionState() == TransactionState::Idle) {
        TM_TRY_ASSIGN(Transaction begun, Transaction::begin(session));
        own.emplace(std::move(begun));
    }
    const RunFacts facts = factsNow();
    if (up) {
        for (const Migration &migration : migrations)
            TM_TRY(m_store->recordUp(session, migration, facts));
    } else {
        for (auto it = migrations.rbegin(); it != migrations.rend(); ++it)
            TM_TRY(m_store->recordDown(session, *it, facts));
    }
    TM_TRY_ASSIGN(History history, m_store->readAgain(session));
    if (own)
        TM_TRY(own->commit());
    return history;
}

Result<bool> HistoryWatch::isCurrentIn(Session &session) const
{
    if (!works())
        return true;
    TM_TRY_ASSIGN(const History there, m_store->read(session));
    QStringList differences;
    compare(m_current, there, {}, differences);
    return differences.isEmpty();
}

void HistoryWatch::giveUp(const QString &migration, const QString &step, const Error &error)
{
    m_failure =
        Failure{migration, u"after the %1 it cannot be recorded: %2"_s.arg(step, error.summary)};
}

std::optional<QString> HistoryWatch::failureOf(const QString &migration) const
{
    return m_failure && m_failure->migration == migration ? std::optional(m_failure->text)
                                                          : std::nullopt;
}

HistoryEvidence judgeHistory(const HistoryMoments &moments, std::span<const Migration> migrations)
{
    HistoryEvidence evidence;
    QStringList &said = evidence.differences;
    if (moments.afterUp && !migrations.empty()) {
        // Where the table holds the newest version only, the older ones are not there.
        const bool newestOnly = moments.afterUp->watermarkOnly;
        for (const Migration &migration : newestOnly ? migrations.last(1) : migrations)
            compareUp(migration, *moments.afterUp, said);
        if (!newestOnly)
            compareKept(moments.before, *moments.afterUp, u"after the up"_s, said);
        if (const AppliedMigration *row = rowOf(migrations.back(), *moments.afterUp))
            evidence.row = HistoryRow{row->version, row->name, row->checksum};
    }
    if (moments.afterDown) {
        const qsizetype known = said.size();
        compare(wantedAfterDown(moments, migrations), *moments.afterDown, u"after the down"_s,
                said);
        evidence.restored = said.size() == known;
    }
    if (moments.afterUp && moments.afterRedo)
        compare(*moments.afterUp, *moments.afterRedo, u"after the second up"_s, said);
    return evidence;
}

} // namespace tidemark
