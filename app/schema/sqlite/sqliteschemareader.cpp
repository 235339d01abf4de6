// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/sqlite/sqliteschemareader.h"

#include "database/sqlite/sqlitesession.h"
#include "schema/schema.h"
#include "schema/siblings.h"
#include "schema/sqlite/sqlitecatalog.h"
#include "schema/sqlite/sqlitetable.h"

#include <QHash>

#include <algorithm>
#include <span>
#include <utility>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

// What decides whether a relation has to be read again: the texts of all that belongs to it.
struct Known
{
    std::vector<SqliteEntry> entries;
    Shared<Relation> relation;
};

bool isLeftOut(const QString &relation, const QStringList &patterns)
{
    return std::any_of(patterns.begin(), patterns.end(), [&](const QString &pattern) {
        const QString name = pattern.startsWith("main."_L1) ? pattern.mid(5) : pattern;
        return name.compare(relation, Qt::CaseInsensitive) == 0;
    });
}

class SqliteSchemaReader final : public SchemaReader
{
public:
    SqliteSchemaReader(SqliteSession &session, SchemaReadOptions options)
        : m_session(session)
        , m_options(std::move(options))
    {
    }

    Result<SchemaPtr> read() override;
    Result<SchemaPtr> refresh(const SchemaPtr &) override { return read(); }

private:
    using Entries = std::vector<SqliteEntry>;
    Result<Objects<Relation>> relations(const QHash<QString, Entries> &entries);
    Result<std::vector<NotCompared>> notCompared();

    SqliteSession &m_session;
    SchemaReadOptions m_options;
    QHash<QString, Known> m_known;
    std::vector<SqliteEntry> m_entries;
    SchemaPtr m_last;
};

Result<SchemaPtr> SqliteSchemaReader::read()
{
    TM_TRY_ASSIGN(Entries entries, readSqliteEntries(m_session));
    std::erase_if(entries, [this](const SqliteEntry &entry) {
        return isLeftOut(entry.table, m_options.leaveOut);
    });
    TM_TRY_ASSIGN(std::vector<NotCompared> others, notCompared());
    if (m_last && entries == m_entries && others == m_last->notCompared)
        return m_last;
    QHash<QString, Entries> byTable;
    for (const SqliteEntry &entry : entries)
        byTable[foldName(entry.table, Engine::Sqlite)].push_back(entry);
    auto schema = std::make_shared<Schema>();
    schema->engine = Engine::Sqlite;
    TM_TRY_ASSIGN(schema->relations, relations(byTable));
    schema->notCompared = std::move(others);
    m_entries = std::move(entries);
    m_last = std::move(schema);
    return m_last;
}

Result<Objects<Relation>> SqliteSchemaReader::relations(const QHash<QString, Entries> &entries)
{
    TM_TRY_ASSIGN(const QList<SqliteTableFacts> tables, readSqliteTables(m_session));
    QHash<QString, Known> known;
    QList<SqliteTableFacts> changed;
    for (const SqliteTableFacts &table : tables) {
        const QString key = foldName(table.name, Engine::Sqlite);
        const auto own = entries.constFind(key);
        if (own == entries.cend())
            continue; // SQLite's own, or left out
        const auto before = m_known.constFind(key);
        // The columns of a view are those of other tables, and a module may change its mind.
        const bool selfContained = table.type == RelationKind::Table;
        if (selfContained && before != m_known.cend() && before->entries == *own)
            known.insert(key, *before);
        else
            changed += table;
    }
    TM_TRY_ASSIGN(const SqliteDetails details, readSqliteDetails(m_session, changed));
    for (const SqliteTableFacts &table : std::as_const(changed)) {
        const QString key = foldName(table.name, Engine::Sqlite);
        const Entries &own = *entries.constFind(key);
        Shared<Relation> relation(buildSqliteRelation(m_session, table, own, details));
        const auto before = m_known.constFind(key);
        if (before != m_known.cend() && before->relation == relation)
            relation = before->relation;
        known.insert(key, {own, std::move(relation)});
    }
    Objects<Relation> result;
    result.reserve(size_t(known.size()));
    for (const Known &one : std::as_const(known))
        result.push_back(one.relation);
    sortSiblings(result);
    m_known = std::move(known);
    return result;
}

// Values in the file's header that applications set in migrations; the model does not hold them.
Result<std::vector<NotCompared>> SqliteSchemaReader::notCompared()
{
    std::vector<NotCompared> result;
    for (const char *pragma : {"application_id", "user_version"}) {
        TM_TRY_ASSIGN(const Rows rows, m_session.query("PRAGMA main." + QByteArray(pragma)));
        if (rows.rows.empty() || rows.rows[0][0] == QByteArray("0"))
            continue;
        result.push_back({QString::fromLatin1(pragma) + u" pragma"_s, 1});
    }
    return result;
}

} // namespace

std::unique_ptr<SchemaReader> makeSqliteSchemaReader(SqliteSession &session,
                                                     SchemaReadOptions options)
{
    return std::make_unique<SqliteSchemaReader>(session, std::move(options));
}

} // namespace tidemark
