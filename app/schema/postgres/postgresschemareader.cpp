// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/postgresschemareader.h"

#include "database/postgres/postgressession.h"
#include "schema/postgres/catalogbuild.h"
#include "schema/postgres/catalogchanges.h"
#include "schema/postgres/catalogpart.h"
#include "schema/postgres/catalogrefresh.h"
#include "schema/postgres/readsettings.h"

namespace tidemark {

using namespace postgres;
using namespace Qt::StringLiterals;

namespace {

/// A schema with the oids it was read from.
struct ReadState
{
    Schema schema;
    CatalogObjects objects;
    QByteArray transaction; ///< the id of the one it was read in, if that had one
    CatalogUnits changed;   ///< what that transaction had changed by then
};

PostgresQuery kept(QByteArray sql)
{
    PostgresQuery query;
    query.sql = std::move(sql);
    query.prepare = true;
    return query;
}

PostgresQuery plain(QByteArray sql)
{
    PostgresQuery query;
    query.sql = std::move(sql);
    return query;
}

class PostgresSchemaReader final : public SchemaReader
{
public:
    PostgresSchemaReader(PostgresSession &session, SchemaReadOptions options)
        : m_session(session)
        , m_options(std::move(options))
    {
    }

    Result<SchemaPtr> read() override;
    Result<SchemaPtr> refresh(const SchemaPtr &base) override;

private:
    /// The answers to `queries`, asked with the settings pinned from number `unpinned` on, in a
    /// transaction of its own unless there is one. A query is to be asked always pinned or never:
    /// the server plans it anew when the search path is another one.
    Result<std::vector<PostgresResult>> ask(std::vector<PostgresQuery> queries, ReadKind kind,
                                            std::size_t unpinned = 0);
    SchemaPtr keep(CatalogBuild &&build, const CatalogChanges &changes);
    /// Reads the units again and puts them into the build.
    Result<void> readAgain(CatalogBuild &build, const CatalogUnits &units);
    Result<SchemaPtr> refreshFrom(const ReadState &base, CatalogChanges changes);

    PostgresSession &m_session;
    SchemaReadOptions m_options;
    QHash<const Schema *, std::weak_ptr<const ReadState>> m_states;
};

Result<std::vector<PostgresResult>> PostgresSchemaReader::ask(std::vector<PostgresQuery> queries,
                                                              ReadKind kind, std::size_t unpinned)
{
    const bool ownTransaction = m_session.transactionState() == TransactionState::Idle;
    std::vector<PostgresQuery> all;
    all.reserve(queries.size() + 4);
    if (ownTransaction)
        all.push_back(plain("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
    const auto before = all.size();
    for (PostgresQuery &query : queries)
        all.push_back(std::move(query));
    const auto pin = std::ptrdiff_t(before + unpinned);
    all.insert(all.begin() + pin, kept(pinSettings(kind)));
    all.push_back(ownTransaction ? plain("COMMIT") : kept(restoreSettings(kind)));
    auto answers = m_session.fetchAll(all);
    if (!answers) {
        if (ownTransaction && m_session.transactionState() != TransactionState::Idle)
            static_cast<void>(m_session.execute("ROLLBACK"));
        return tl::unexpected(std::move(answers).error());
    }
    answers->erase(answers->begin() + pin);
    return std::vector<PostgresResult>(answers->begin() + std::ptrdiff_t(before),
                                       answers->end() - 1);
}

SchemaPtr PostgresSchemaReader::keep(CatalogBuild &&build, const CatalogChanges &changes)
{
    auto state = std::make_shared<ReadState>();
    state->schema = std::move(build.schema);
    state->objects = std::move(build.objects);
    state->transaction = changes.transaction;
    state->changed = changes.units;
    m_states.removeIf([](const auto &entry) { return entry.value().expired(); });
    m_states.insert(&state->schema, state);
    return SchemaPtr(state, &state->schema);
}

Result<SchemaPtr> PostgresSchemaReader::read()
{
    const int version = m_session.serverVersionNumber();
    constexpr int oldest = 130000;
    if (version > 0 && version < oldest)
        return fail(ErrorKind::Unsupported,
                    u"PostgreSQL %1 is too old to be read"_s.arg(version / 10000), {},
                    u"schemas are read from PostgreSQL 13 to 18"_s);
    std::vector<PostgresQuery> queries;
    for (const QByteArray &sql : changeQueries())
        queries.push_back(kept(sql));
    const auto first = queries.size();
    for (const CatalogPart &part : catalogParts())
        queries.push_back(kept(sqlOf(part, version, false)));
    TM_TRY_ASSIGN(const auto answers, ask(std::move(queries), ReadKind::Whole, first));
    CatalogBuild build(m_options, version);
    for (std::size_t i = first; i < answers.size(); ++i)
        build.take(int(i - first), answers[i]);
    build.finish();
    const CatalogChanges changes = changesFrom(std::span(answers).first(first), build.objects);
    return keep(std::move(build), changes);
}

Result<void> PostgresSchemaReader::readAgain(CatalogBuild &build, const CatalogUnits &units)
{
    const PartialRead plan = planPartialRead(units, build.objects, m_session.serverVersionNumber());
    std::vector<PostgresQuery> queries;
    for (const PartialQuery &query : plan)
        queries.push_back({query.sql, query.parameters, true});
    TM_TRY_ASSIGN(const auto answers, ask(std::move(queries), ReadKind::Lookups));
    build.forget(units.relations, units.types, units.routines);
    for (std::size_t i = 0; i < answers.size(); ++i)
        build.take(plan[i].part, answers[i]);
    build.finish();
    return {};
}

Result<SchemaPtr> PostgresSchemaReader::refreshFrom(const ReadState &base, CatalogChanges changes)
{
    CatalogUnits units = changes.units;
    if (base.transaction == changes.transaction)
        units.unite(base.changed);
    completeUnits(units, base.objects);
    changes.units = units;
    const int version = m_session.serverVersionNumber();
    CatalogBuild build(m_options, version);
    build.schema = base.schema;
    build.objects = base.objects;
    TM_TRY(readAgain(build, units));
    const CatalogUnits renamed = renamedUnits(base.objects, build.objects, units);
    if (renamed.catalogs.contains(pgNamespace))
        return read();
    if (!renamed.isEmpty()) {
        TM_TRY_ASSIGN(
            const auto answers,
            ask({{dependentsQuery(version), unitParameters(renamed), true}}, ReadKind::Lookups));
        CatalogUnits dependents = dependentsFrom(answers.front());
        completeUnits(dependents, build.objects);
        dependents.subtract(units);
        if (!dependents.isEmpty()) {
            TM_TRY(readAgain(build, dependents));
            changes.units.unite(dependents);
        }
    }
    return keep(std::move(build), changes);
}

Result<SchemaPtr> PostgresSchemaReader::refresh(const SchemaPtr &base)
{
    const auto known = m_states.value(base.get()).lock();
    if (!known || m_session.transactionState() != TransactionState::Active)
        return read();
    std::vector<PostgresQuery> queries;
    for (const QByteArray &sql : changeQueries())
        queries.push_back(kept(sql));
    // Nothing in these depends on the settings that ask() pins.
    TM_TRY_ASSIGN(const auto answers, m_session.fetchAll(queries));
    CatalogChanges changes = changesFrom(answers, known->objects);
    if (changes.transaction.isEmpty())
        return base;
    if (changes.everything)
        return read();
    const bool onlyRows = changes.units.isEmpty() &&
                          (known->transaction != changes.transaction || known->changed.isEmpty());
    if (onlyRows)
        return base;
    return refreshFrom(*known, std::move(changes));
}

} // namespace

std::unique_ptr<SchemaReader> makePostgresSchemaReader(PostgresSession &session,
                                                       SchemaReadOptions options)
{
    return std::make_unique<PostgresSchemaReader>(session, std::move(options));
}

} // namespace tidemark
