// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/catalog.h"
#include "lint/finding.h"
#include "lint/postgres/tree.h"
#include "migrations/migration.h"
#include "sql/dialect.h"
#include "sql/statement.h"

#include <map>
#include <optional>
#include <vector>

namespace tidemark {

/// What SQLite itself says a statement does, beside what it does to the schema.
struct SqliteDeed
{
    std::vector<QString> cleared; ///< tables of which all rows are deleted
    std::vector<QString> written; ///< tables into which rows are inserted
    bool replaces = false;        ///< INSERT OR REPLACE, OR IGNORE, ON CONFLICT

    bool operator==(const SqliteDeed &) const = default;
};

/// A statement of a migration, and what is known about it.
struct LintStatement
{
    Statement source;
    LintSide side = LintSide::Up;
    int index = 0;             ///< in its side
    bool inTransaction = true; ///< the convention's, or one that the script begins itself
    bool tooLong = false;      ///< so long that it can only be rows: no tree was made
    bool tooDeep = false;      ///< no tree was made, and it may be more than rows
    PostgresTree tree;         ///< without a node on SQLite
    SqliteDeed sqlite;
    std::vector<Effect> effects;
    /// SQLite refused it on the scratch database.
    std::optional<Error> refused;

    const PgNode *node() const { return tree.node(); }
    SourceLocation at(qsizetype offset) const; ///< bytes, into the statement's text
    /// Where that name stands as a word; 0 where it does not. For objects whose place the tree does
    /// not tell.
    qsizetype find(const QString &name, qsizetype from = 0) const;
    qsizetype placeOf(const Effect &effect) const;
    int lastLine() const;
};

/// Something that is not as it was once a migration went up and down again.
struct PairDifference
{
    enum class Kind {
        Left,    ///< the up made it, and the down does not take it away
        Lost,    ///< it was there before, and is not made again
        Differs, ///< it is there, in another way
    };
    Kind kind = Kind::Left;
    CatalogKey key;
    CatalogObject was;
    CatalogObject is;
    Fact fact = Fact::Definition; ///< of Differs
    const LintStatement *statement = nullptr;
    qsizetype offset = 0;
    bool byDown = false; ///< the up has nothing to do with it
    bool implied = false;
};

/// One migration as rules see it.
struct LintCase
{
    const Migration *migration = nullptr;
    Engine engine = Engine::PostgreSql;
    std::vector<LintStatement> statements; ///< of the up, then of the down
    std::vector<PairDifference> pair;
    /// False: a statement did more than can be told, or cannot be read; `pair` is empty then.
    bool pairKnown = true;
    /// Every transaction gets a lock_timeout from the settings.
    bool locksTimeOut = false;
    /// The down stops at this statement.
    const LintStatement *downStopsAt = nullptr;
    /// The schema after the up; only while rules run.
    const Catalog *catalog = nullptr;

    bool hasStatements(LintSide side) const;
    /// The table was made by the same script before this statement: nobody waits for it.
    bool isNew(const LintStatement &statement, const QString &table) const;
    /// The statement takes a table away that the same script makes again, or renames another one
    /// to: SQLite's way to alter a table.
    bool isRebuilt(const LintStatement &statement, const QString &table) const;
    /// The up has made it: for what a down may take away.
    bool upMakes(const CatalogKey &key) const;
    /// Of PostgreSQL: calls `visit(statement, node)` for each statement that has a tree.
    template <typename Visit>
    void forEach(const Visit &visit) const
    {
        for (const LintStatement &statement : statements) {
            if (statement.node())
                visit(statement, *statement.node());
        }
    }
    /// Calls `visit(statement, table, command)` for each part of each ALTER TABLE.
    template <typename Visit>
    void forEachAlter(const Visit &visit) const
    {
        forEach([&](const LintStatement &statement, const PgNode &node) {
            if (node.node_case != PG_QUERY__NODE__NODE_ALTER_TABLE_STMT ||
                node.alter_table_stmt->objtype != PG_QUERY__OBJECT_TYPE__OBJECT_TABLE)
                return;
            const auto &alter = *node.alter_table_stmt;
            for (const PgNode *command : nodes(alter.n_cmds, alter.cmds))
                visit(statement, relationName(*alter.relation), *command->alter_table_cmd);
        });
    }
    template <typename Visit>
    void forEachEffect(const Visit &visit) const
    {
        for (const LintStatement &statement : statements) {
            for (const Effect &effect : statement.effects)
                visit(statement, effect);
        }
    }

    /// Calls `visit(statement, effect, type)` for each column that the up adds.
    template <typename Visit>
    void forEachNewColumn(const Visit &visit) const
    {
        forEachEffect([&](const LintStatement &statement, const Effect &effect) {
            if (statement.side == LintSide::Up && effect.change == Effect::Change::Added &&
                effect.key.kind == CatalogKind::Column)
                visit(statement, effect, effect.after.fact(Fact::Type));
        });
    }

    std::map<QString, int> newTables[2]; ///< by side: the statement that makes it
};

} // namespace tidemark
