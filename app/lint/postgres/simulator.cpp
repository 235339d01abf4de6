// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/postgres/simulator.h"

#include "sql/dialect.h"
#include "sql/relationguess.h"

using namespace Qt::StringLiterals;

namespace tidemark {

std::vector<Effect> PostgresSimulator::apply(const PgNode &statement)
{
    m_effects.clear();
    switch (statement.node_case) {
    case PG_QUERY__NODE__NODE_CREATE_STMT:
        createTable(*statement.create_stmt);
        break;
    case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT:
        createTableAs(*statement.create_table_as_stmt);
        break;
    case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT:
        alterTable(*statement.alter_table_stmt);
        break;
    case PG_QUERY__NODE__NODE_INDEX_STMT:
        createIndex(*statement.index_stmt);
        break;
    case PG_QUERY__NODE__NODE_DROP_STMT:
        drop(*statement.drop_stmt);
        break;
    case PG_QUERY__NODE__NODE_RENAME_STMT:
        renameObject(*statement.rename_stmt);
        break;
    case PG_QUERY__NODE__NODE_DO_STMT:
        runBlock(*statement.do_stmt);
        break;
    default:
        createOther(statement);
    }
    return std::move(m_effects);
}

void PostgresSimulator::add(const CatalogKey &key, CatalogObject object, int offset, bool guarded)
{
    const auto presence = m_catalog.presence(key);
    if (guarded && presence == Catalog::Presence::Present)
        return;
    Effect effect{Effect::Change::Added, key};
    effect.after = object;
    effect.offset = offset;
    effect.guarded = guarded;
    m_effects.push_back(std::move(effect));
    m_catalog.put(key, std::move(object));
}

bool PostgresSimulator::remove(const CatalogKey &key, int offset, bool guarded)
{
    // With IF EXISTS nobody says that it is there.
    if (!guarded)
        m_catalog.assumePresent(key);
    Effect effect{Effect::Change::Removed, key};
    effect.offset = offset;
    effect.guarded = guarded;
    if (const CatalogObject *object = m_catalog.find(key))
        effect.before = *object;
    else
        effect.missing = true;
    const bool there = !effect.missing;
    m_effects.push_back(std::move(effect));
    if (there)
        m_catalog.erase(key);
    return there;
}

void PostgresSimulator::change(const CatalogKey &key, const Facts &facts, int offset, bool guarded)
{
    m_catalog.assumePresent(key);
    Effect effect{Effect::Change::Changed, key};
    effect.offset = offset;
    effect.guarded = guarded;
    const CatalogObject *object = m_catalog.find(key);
    effect.missing = object == nullptr;
    if (object) {
        effect.before = *object;
        effect.after = *object;
        for (const auto &[fact, value] : facts)
            effect.after.facts.insert_or_assign(fact, value);
        m_catalog.put(key, effect.after);
    }
    m_effects.push_back(std::move(effect));
}

void PostgresSimulator::rename(const CatalogKey &key, const QString &newName, int offset,
                               bool guarded)
{
    if (!guarded)
        m_catalog.assumePresent(key);
    Effect effect{Effect::Change::Renamed, key};
    effect.newName = newName;
    effect.offset = offset;
    effect.guarded = guarded;
    const CatalogObject *object = m_catalog.find(key);
    effect.missing = object == nullptr;
    if (object) {
        effect.before = *object;
        effect.after = *object;
        m_catalog.erase(key);
        m_catalog.put({key.kind, key.owner, newName}, effect.after);
    }
    m_effects.push_back(std::move(effect));
}

bool PostgresSimulator::definesThings(const QByteArray &body)
{
    const QByteArray upper = body.toUpper();
    return upper.contains("CREATE") || upper.contains("ALTER") || upper.contains("DROP") ||
           upper.contains("EXECUTE");
}

void PostgresSimulator::runBlock(const PgQuery__DoStmt &block)
{
    QByteArray body;
    for (const PgNode *argument : nodes(block.n_args, block.args)) {
        if (argument->node_case == PG_QUERY__NODE__NODE_DEF_ELEM && argument->def_elem->arg &&
            textOf(argument->def_elem->defname) == u"as")
            body = objectName(*argument->def_elem->arg).toUtf8();
    }
    if (!definesThings(body))
        return;
    loseTrack();
    std::set<QString> relations;
    guessRelations(body, Engine::PostgreSql, true, relations);
    for (const QString &relation : relations)
        forgetTable(relation);
}

void PostgresSimulator::loseTrack()
{
    m_lostTrack = true;
    m_catalog.setComplete(false);
}

void PostgresSimulator::forgetTable(const QString &table)
{
    const CatalogKey key{CatalogKind::Table, {}, table};
    if (!m_catalog.find(key))
        return;
    for (const CatalogKind kind : {CatalogKind::Column, CatalogKind::Constraint}) {
        for (const CatalogKey &child : m_catalog.childrenOf(table, kind))
            m_catalog.put(child, {});
    }
    CatalogObject object;
    object.facts.emplace(Fact::Opaque, u"yes"_s);
    m_catalog.put(key, object);
}

} // namespace tidemark
