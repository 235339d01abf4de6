// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ddl/postgres/rules.h"

#include <QHash>

namespace tidemark::ddlpg {

/// A column whose new form is filled beside the old one.
struct SwitchedColumn
{
    ObjectId about;
    const Column *before = nullptr;
    const Column *after = nullptr;
    QString fresh; ///< what the new one is called until it takes the old one's place
};

/// A table some of whose columns get another type while others read and write. A trigger keeps the
/// new column in step, the rows that are there are filled in batches, keys and indexes are built
/// beside the old ones; then, in one short transaction, the old column goes and the new one takes
/// its names. It is the table's last column then.
struct TableSwitch
{
    ObjectId about;
    const Relation *before = nullptr;
    const Relation *after = nullptr;
    std::vector<SwitchedColumn> columns;
    /// Of the old table: what comes along as it is, of the new column then.
    std::vector<const Index *> indexes;
    std::vector<const Constraint *> constraints;
    std::vector<const Sequence *> sequences; ///< that belong to one of the columns, no identity's
};

/// What can be seen in the table and its columns alone: why it cannot be done; or nothing.
QString whyNotSwitched(const Relation &before, const World &world);
QString whyNotSwitched(const Column &before, const Column &after);

/// The name of the trigger and its function: behind all others, so that it sees what they change;
/// empty where none comes last.
QString switchTrigger(const Relation &table, const World &world);

class SwitchWriter
{
public:
    SwitchWriter(const TableSwitch &change, const World &world, std::vector<DraftGap> &gaps);

    /// While others read and write: short transactions and statements outside of one, in turn; the
    /// last one is outside.
    std::vector<DraftStatement> prepare();
    /// One transaction.
    std::vector<DraftStatement> takePlaces();

private:
    void addColumns(Writer &writer);
    void fill(Writer &writer);
    void addConstraints(Writer &writer);
    void buildIndexes(Writer &writer);
    void replaceColumn(const SwitchedColumn &column, Writer &writer);
    void renumber(const SwitchedColumn &column, Writer &writer);
    void nameKeys(Writer &writer);
    Index onFresh(Index index, const QString &name) const;
    Constraint onFresh(Constraint constraint, const QString &name) const;
    QString freshName(const QString &column) const;
    void freshWords(QString &expression) const;
    bool needsNotNullCheck(const SwitchedColumn &column) const;
    QString notNullCheck(const SwitchedColumn &column) const;
    QString aside(const QString &name) const;

    const TableSwitch &m_change;
    const World &m_world;
    Place m_place;
    std::vector<DraftGap> &m_gaps;
    QString m_table;
    QString m_trigger;
    QHash<QString, QString> m_names; ///< of indexes and keys: until they have their own
};

} // namespace tidemark::ddlpg
