// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/sqlite/sqlitetable.h"

#include "database/sqlite/sqlitesession.h"
#include "schema/schema.h"
#include "schema/siblings.h"
#include "schema/sqlite/sqlitesource.h"
#include "schema/sqlite/sqlitetokens.h"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

bool sameName(const QString &a, const QString &b)
{
    return foldName(a, Engine::Sqlite) == foldName(b, Engine::Sqlite);
}

bool sameNames(const QStringList &a, const QStringList &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), sameName);
}

QString onOneLine(const QString &sql)
{
    const auto tokens = sqliteTokens(sql);
    return sqliteText(sql, tokens, 0, tokens.size());
}

// BINARY is what there is without a COLLATE.
QString collationName(const QString &collation)
{
    return sameName(collation, u"BINARY"_s) ? QString() : collation.toUpper();
}

struct ColumnMetadata
{
    QString collation;
    bool autoincrement = false;
};

ColumnMetadata columnMetadata(const SqliteSession &session, const QString &table,
                              const QString &column)
{
    const char *collation = nullptr;
    int autoincrement = 0;
    const int code = sqlite3_table_column_metadata(
        session.handle(), "main", table.toUtf8().constData(), column.toUtf8().constData(), nullptr,
        &collation, nullptr, nullptr, &autoincrement);
    if (code != SQLITE_OK)
        return {};
    return {collationName(QString::fromUtf8(collation)), autoincrement != 0};
}

ReferentialAction actionOf(const QString &word)
{
    return enumFromText<ReferentialAction>(word.toLower()).value_or(ReferentialAction::NoAction);
}

// Builds one relation; the parts of it are its members while they grow.
class Builder
{
public:
    Builder(const SqliteSession &session, const SqliteTableFacts &table,
            const std::vector<SqliteEntry> &entries, const SqliteDetails &details)
        : m_session(session)
        , m_table(table)
        , m_entries(entries)
        , m_columns(details.columns.value(table.name))
        , m_indexes(details.indexes.value(table.name))
        , m_foreignKeys(details.foreignKeys.value(table.name))
    {
    }

    Relation build();

private:
    void readText(const QString &sql);
    void addColumns();
    void addPrimaryKey();
    void addUniqueConstraints();
    void addChecks();
    void addForeignKeys();
    void addIndexes();
    void addTriggers();
    void takeNameAndConflict(Constraint &constraint) const;
    const QString &collationOf(const QString &column) const;
    std::vector<IndexKey> keysOf(const SqliteIndexFacts &index, const QStringList &texts) const;
    std::vector<Index> indexBehind(const SqliteIndexFacts &facts) const;

    const SqliteSession &m_session;
    const SqliteTableFacts &m_table;
    const std::vector<SqliteEntry> &m_entries;
    QList<SqliteColumnFacts> m_columns;
    QList<SqliteIndexFacts> m_indexes;
    QList<SqliteForeignKeyFacts> m_foreignKeys;
    SqliteTableSource m_source;
    Relation m_relation;
};

Relation Builder::build()
{
    m_relation.name = m_table.name;
    m_relation.type = m_table.type;
    m_relation.strict = m_table.strict;
    m_relation.withoutRowid = m_table.withoutRowid;
    for (const SqliteEntry &entry : m_entries) {
        if (entry.type == "table"_L1 || entry.type == "view"_L1)
            readText(entry.sql);
    }
    addColumns();
    if (m_table.type == RelationKind::Table) {
        addPrimaryKey();
        addUniqueConstraints();
        addChecks();
        addForeignKeys();
        addIndexes();
    }
    addTriggers();
    // Unnamed siblings have equal keys: their definition decides, not their place in the text.
    std::stable_sort(
        m_relation.constraints.begin(), m_relation.constraints.end(),
        [](const Constraint &a, const Constraint &b) { return a.definition() < b.definition(); });
    sortSiblings(m_relation.constraints);
    sortSiblings(m_relation.indexes);
    sortSiblings(m_relation.triggers);
    return std::move(m_relation);
}

void Builder::readText(const QString &sql)
{
    if (m_table.type != RelationKind::Table) {
        m_relation.definition = sql;
        m_relation.module = sqliteVirtualTableModule(sql);
        return;
    }
    m_source = parseSqliteCreateTable(sql);
    if (!m_source.understood)
        m_relation.definition = sql;
}

void Builder::addColumns()
{
    for (const SqliteColumnFacts &facts : std::as_const(m_columns)) {
        Column column;
        column.name = facts.name;
        column.type = onOneLine(facts.type);
        column.notNull = facts.notNull;
        column.defaultValue = onOneLine(facts.defaultValue);
        if (sameName(column.defaultValue, u"NULL"_s))
            column.defaultValue.clear(); // the same as none
        column.hidden = facts.hidden == 1;
        if (facts.hidden >= 2)
            column.generated = facts.hidden == 2 ? GeneratedKind::Virtual : GeneratedKind::Stored;
        const auto source =
            std::find_if(m_source.columns.begin(), m_source.columns.end(),
                         [&](const auto &one) { return sameName(one.name, facts.name); });
        if (source != m_source.columns.end()) {
            column.generatedAs = source->generatedAs;
            column.onConflict = source->notNullConflict;
        }
        if (m_table.type == RelationKind::Table) {
            const auto metadata = columnMetadata(m_session, m_table.name, facts.name);
            column.collation = metadata.collation;
            m_relation.autoincrement |= metadata.autoincrement;
        }
        m_relation.columns.push_back(std::move(column));
    }
}

const QString &Builder::collationOf(const QString &column) const
{
    static const QString none;
    const Column *found = m_relation.column(column);
    return found ? found->collation : none;
}

std::vector<IndexKey> Builder::keysOf(const SqliteIndexFacts &index, const QStringList &texts) const
{
    std::vector<IndexKey> keys;
    for (qsizetype i = 0; i < index.keys.size(); ++i) {
        const SqliteIndexKeyFacts &facts = index.keys.at(i);
        IndexKey key;
        key.column = facts.column;
        if (facts.column.isEmpty())
            key.expression = texts.value(i);
        const QString collation = collationName(facts.collation);
        if (collation != collationOf(facts.column))
            key.collation = collation.isEmpty() ? u"BINARY"_s : collation;
        key.descending = facts.descending;
        key.nullsFirst = facts.descending; // IndexKey's convention for "not said"
        keys.push_back(std::move(key));
    }
    return keys;
}

// Only where the index is not what the constraint's columns say already.
std::vector<Index> Builder::indexBehind(const SqliteIndexFacts &facts) const
{
    Index index;
    index.unique = true;
    index.keys = keysOf(facts, {});
    const bool plain = std::all_of(index.keys.begin(), index.keys.end(), [](const IndexKey &key) {
        return key.collation.isEmpty() && !key.descending;
    });
    if (plain)
        return {};
    return {std::move(index)};
}

void Builder::takeNameAndConflict(Constraint &constraint) const
{
    const bool primary = constraint.type == ConstraintKind::PrimaryKey;
    const auto source =
        std::find_if(m_source.keys.begin(), m_source.keys.end(), [&](const auto &key) {
            return key.primary == primary && sameNames(key.columns, constraint.columns);
        });
    if (source == m_source.keys.end())
        return;
    constraint.name = source->name;
    constraint.onConflict = source->onConflict;
}

void Builder::addPrimaryKey()
{
    Constraint key;
    key.type = ConstraintKind::PrimaryKey;
    QList<SqliteColumnFacts> parts;
    for (const SqliteColumnFacts &column : std::as_const(m_columns)) {
        if (column.primaryKey > 0)
            parts += column;
    }
    if (parts.isEmpty())
        return;
    std::sort(parts.begin(), parts.end(),
              [](const auto &a, const auto &b) { return a.primaryKey < b.primaryKey; });
    for (const SqliteColumnFacts &part : std::as_const(parts))
        key.columns += part.name;
    takeNameAndConflict(key);
    for (const SqliteIndexFacts &index : std::as_const(m_indexes)) {
        if (index.origin == 'p')
            key.index = indexBehind(index);
    }
    m_relation.constraints.push_back(std::move(key));
}

void Builder::addUniqueConstraints()
{
    for (const SqliteIndexFacts &index : std::as_const(m_indexes)) {
        if (index.origin != 'u')
            continue;
        Constraint key;
        key.type = ConstraintKind::Unique;
        for (const SqliteIndexKeyFacts &part : index.keys)
            key.columns += part.column;
        key.index = indexBehind(index);
        takeNameAndConflict(key);
        m_relation.constraints.push_back(std::move(key));
    }
}

void Builder::addChecks()
{
    for (const SqliteTableSource::Check &check : m_source.checks) {
        Constraint constraint;
        constraint.type = ConstraintKind::Check;
        constraint.name = check.name;
        constraint.expression = check.expression;
        m_relation.constraints.push_back(std::move(constraint));
    }
}

void Builder::addForeignKeys()
{
    const bool named = size_t(m_foreignKeys.size()) == m_source.foreignKeys.size();
    for (qsizetype i = 0; i < m_foreignKeys.size(); ++i) {
        const SqliteForeignKeyFacts &facts = m_foreignKeys.at(i);
        Constraint key;
        key.type = ConstraintKind::ForeignKey;
        key.columns = facts.from;
        key.referencedTable = facts.table;
        key.referencedColumns = facts.to;
        key.onUpdate = actionOf(facts.onUpdate);
        key.onDelete = actionOf(facts.onDelete);
        if (named) {
            const SqliteTableSource::ForeignKey &source = m_source.foreignKeys[size_t(i)];
            key.name = source.name;
            key.deferrable = source.deferrable;
            key.initiallyDeferred = source.initiallyDeferred;
        }
        m_relation.constraints.push_back(std::move(key));
    }
}

void Builder::addIndexes()
{
    for (const SqliteIndexFacts &facts : std::as_const(m_indexes)) {
        if (facts.origin != 'c')
            continue;
        const auto entry =
            std::find_if(m_entries.begin(), m_entries.end(), [&](const SqliteEntry &one) {
                return one.type == "index"_L1 && one.name == facts.name;
            });
        const auto source =
            entry == m_entries.end() ? SqliteIndexSource{} : parseSqliteCreateIndex(entry->sql);
        Index index;
        index.name = facts.name;
        index.unique = facts.unique;
        index.keys = keysOf(facts, source.keys);
        index.predicate = source.predicate;
        // A text that cannot be read must not make two indexes equal.
        if (!source.understood && entry != m_entries.end())
            index.options = QStringList{entry->sql};
        m_relation.indexes.push_back(std::move(index));
    }
}

void Builder::addTriggers()
{
    for (const SqliteEntry &entry : m_entries) {
        if (entry.type != "trigger"_L1)
            continue;
        Trigger trigger;
        trigger.name = entry.name;
        trigger.definition = entry.sql;
        m_relation.triggers.push_back(std::move(trigger));
    }
}

} // namespace

Relation buildSqliteRelation(const SqliteSession &session, const SqliteTableFacts &table,
                             const std::vector<SqliteEntry> &entries, const SqliteDetails &details)
{
    return Builder(session, table, entries, details).build();
}

} // namespace tidemark
