// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/columnrenames.h"

#include "sql/identifier.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

class TableColumns
{
public:
    TableColumns(const ColumnNames &columns, Engine engine)
        : m_columns(columns)
        , m_engine(engine)
    {
    }

    void name(QString &text) const
    {
        const auto found = m_columns.names.constFind(foldName(text, m_engine));
        if (found != m_columns.names.cend())
            text = found.value();
    }
    void names(QStringList &texts) const
    {
        for (QString &one : texts)
            name(one);
    }
    void expression(QString &text) const { text = renameColumns(text, m_columns); }
    void index(Index &index) const
    {
        for (IndexKey &key : index.keys) {
            name(key.column);
            expression(key.expression);
        }
        names(index.include);
        expression(index.predicate);
    }
    void table(Relation &relation) const;

private:
    const ColumnNames &m_columns;
    Engine m_engine;
};

void TableColumns::table(Relation &relation) const
{
    for (Column &column : relation.columns) {
        name(column.name);
        expression(column.generatedAs);
    }
    for (Constraint &constraint : relation.constraints) {
        names(constraint.columns);
        names(constraint.onDeleteColumns);
        expression(constraint.expression);
        for (Index &behind : constraint.index)
            index(behind);
    }
    for (Index &one : relation.indexes)
        index(one);
    for (Policy &policy : relation.policies) {
        expression(policy.usingExpression);
        expression(policy.checkExpression);
    }
    for (ExtendedStatistics &statistics : relation.statistics) {
        names(statistics.columns);
        for (QString &one : statistics.expressions)
            expression(one);
    }
    for (Trigger &trigger : relation.triggers)
        expression(trigger.definition);
    for (Rule &rule : relation.rules)
        expression(rule.definition);
    expression(relation.partitionKey);
    if (m_engine == Engine::PostgreSql)
        relation.definition = renameOutputColumns(relation.definition, m_columns);
}

} // namespace

ColumnNames columnNames(const Relation &table, const QHash<QString, QString> &names, Engine engine)
{
    ColumnNames columns{engine, {}, {table.identity(), table.name}};
    for (auto it = names.cbegin(); it != names.cend(); ++it)
        columns.names.insert(foldName(it.key(), engine), it.value());
    return columns;
}

void renameColumnsOf(Relation &table, const QHash<QString, QString> &names, Engine engine)
{
    const ColumnNames columns = columnNames(table, names, engine);
    TableColumns(columns, engine).table(table);
}

QStringList heirsOf(const Schema &schema, const QString &table, const QString &column)
{
    QStringList heirs{table};
    for (qsizetype at = 0; at < heirs.size(); ++at) {
        const QString parent = heirs[at];
        for (const auto &one : schema.relations) {
            if (one->partitionOf != parent && !one->inherits.contains(parent))
                continue;
            const Column *its = one->column(column);
            if (its && its->inheritCount > 0 && !heirs.contains(one->identity()))
                heirs += one->identity();
        }
    }
    return heirs;
}

std::vector<Rename> withoutInherited(const Schema &schema, const std::vector<Rename> &renames)
{
    const auto keyOf = [](const QString &table, const QString &from, const QString &to) {
        return table + u'\n' + from + u'\n' + to;
    };
    QSet<QString> made;
    for (const Rename &rename : renames) {
        const QStringList from = partsOfName(rename.from);
        if (rename.kind == "column"_L1 && from.size() == 3)
            made.insert(keyOf(displayQualified(from[0], from[1]), from[2],
                              partsOfName(rename.to).constLast()));
    }
    std::vector<Rename> own;
    std::ranges::copy_if(renames, std::back_inserter(own), [&](const Rename &rename) {
        const QStringList from = partsOfName(rename.from);
        const Relation *table = rename.kind == "column"_L1 && from.size() == 3
                                    ? schema.relation(from[0], from[1])
                                    : nullptr;
        if (!table)
            return true;
        const QString to = partsOfName(rename.to).constLast();
        return std::ranges::none_of(
            table->inherits + QStringList{table->partitionOf},
            [&](const QString &parent) { return made.contains(keyOf(parent, from[2], to)); });
    });
    return own;
}

} // namespace tidemark
