// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/catalog.h"
#include "lint/postgres/tree.h"

#include <set>

namespace tidemark {

/// Follows what PostgreSQL's DDL does to a schema, as far as that shows in the statement: names
/// that the server chooses, what goes with a table or a column, what a primary key means for its
/// columns. What it cannot follow (DO, LIKE, INHERITS, CREATE TABLE AS) it marks as not known.
class PostgresSimulator
{
public:
    explicit PostgresSimulator(Catalog &catalog)
        : m_catalog(catalog)
    {
    }

    /// The effects of one statement, which are then in the catalog.
    std::vector<Effect> apply(const PgNode &statement);

    /// It can have done more than is known: a DO block with DDL in it.
    bool lostTrack() const { return m_lostTrack; }
    /// From here on what no script made may be there all the same.
    void loseTrack();

private:
    using Facts = std::map<Fact, QString>;

    // Each says what it does to one object, in the catalog and as an effect.
    void add(const CatalogKey &key, CatalogObject object, int offset, bool guarded = false);
    bool remove(const CatalogKey &key, int offset, bool guarded);
    void change(const CatalogKey &key, const Facts &facts, int offset, bool guarded = false);
    void rename(const CatalogKey &key, const QString &newName, int offset, bool guarded);

    // tables.cpp
    void createTable(const PgQuery__CreateStmt &create);
    void createTableAs(const PgQuery__CreateTableAsStmt &create);
    void addColumn(const QString &table, const PgQuery__ColumnDef &column, bool guarded);
    void columnConstraints(const QString &table, const PgQuery__ColumnDef &column);
    void addConstraint(const QString &table, const PgQuery__Constraint &constraint,
                       const QStringList &columns);
    void dropColumn(const QString &table, const QString &column, int offset, bool guarded,
                    bool cascade);
    void dropConstraint(const QString &table, const QString &name, int offset, bool guarded);
    QString freeName(const QString &table, const QStringList &columns, const QString &label) const;
    void createIndex(const PgQuery__IndexStmt &index);
    void forgetTable(const QString &table);

    // altertable.cpp
    void alterTable(const PgQuery__AlterTableStmt &alter);
    void alterColumn(const QString &table, const PgQuery__AlterTableCmd &command, int offset);
    void forgetExpressions(const QString &table, const QString &column);
    void attachIndex(const QString &table, const PgQuery__Constraint &constraint);

    // objects.cpp
    void drop(const PgQuery__DropStmt &drop);
    void dropTable(const QString &table, const QStringList &together, bool guarded, bool cascade);
    void dropFunction(const QString &name, bool guarded, bool cascade);
    QString dependantOf(const CatalogKey &key, const QStringList &together) const;
    void renameObject(const PgQuery__RenameStmt &rename);
    void renameRelation(const QString &relation, const QString &newName, int offset,
                        const PgQuery__RenameStmt &statement);
    void renameSchema(const QString &schema, const QString &newName);
    void renameType(const QString &type, const QString &newName);
    void renameTable(const QString &table, const QString &newName, int offset, bool guarded);
    void renameColumn(const QString &table, const QString &column, const QString &newName,
                      int offset);
    void createFunction(const PgQuery__CreateFunctionStmt &create);
    void alterEnum(const PgQuery__AlterEnumStmt &alter);
    void createEnum(const PgQuery__CreateEnumStmt &create);
    void createView(const QString &name, const PgNode *query, bool replace, int offset);
    void createTrigger(const PgQuery__CreateTrigStmt &create);
    void createSchema(const PgQuery__CreateSchemaStmt &create);
    void createForeignTable(const PgQuery__CreateStmt &create);
    void setVariable(const PgQuery__VariableSetStmt &set);
    void callFunctions(const PgNode &statement);
    static bool definesThings(const QByteArray &body); ///< EXECUTE among others
    void createOther(const PgNode &statement);
    void runBlock(const PgQuery__DoStmt &block);
    CatalogKey functionKey(const QString &name) const;

    Catalog &m_catalog;
    std::vector<Effect> m_effects;
    bool m_lostTrack = false;
};

} // namespace tidemark
