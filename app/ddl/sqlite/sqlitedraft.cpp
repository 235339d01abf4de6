// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/sqlite/sqlitedraft.h"

#include "ddl/sqlite/sqlitechanges.h"
#include "ddl/sqlite/sqlitekeys.h"
#include "ddl/sqlite/sqliterebuild.h"
#include "ddl/sqlite/sqliteselection.h"
#include "ddl/sqlite/sqlitetext.h"
#include "diff/wording.h"
#include "schema/sqlite/sqlitetokens.h"

#include <QMultiHash>

#include <algorithm>
#include <functional>
#include <set>

using namespace Qt::StringLiterals;

namespace tidemark {

using namespace sqlite;

namespace {

ObjectId idOf(const Relation &relation)
{
    return {wording::kindOf(relation), relation.identity()};
}

ObjectId idOf(const Trigger &trigger, const Relation &relation)
{
    return {trigger.kind(), wording::objectName(trigger, {relation.identity(), {}})};
}

QString folded(const QString &name)
{
    return foldName(name, Engine::Sqlite);
}

/// The statements that bring one schema to another, part by part, in the order in which they are
/// to run.
class Drafter
{
public:
    Drafter(const SchemaState &from, const Schema &renamed, const SchemaState &to,
            const DraftOptions &options)
        : m_from(from)
        , m_renamed(renamed)
        , m_to(to)
        , m_options(options)
        , m_changes(changesBetween(renamed, *to.schema, options.noise))
    {
        m_draft.engine = Engine::Sqlite;
    }
    Draft run();

private:
    DraftStatement &add(const QString &sql, const ObjectId &about)
    {
        m_draft.statements.push_back({sql, about, {}, {}, false});
        return m_draft.statements.back();
    }
    void findTouched();
    void findInTheWay();
    bool needsForeignKeysOff() const;
    void dropTriggers();
    void dropViews();
    void dropIndexes();
    std::vector<Rename> knownRenames() const;
    void renames();
    void rename(const RenameStep &step);
    void createTables();
    void changeTables();
    void alterTable(const TableChange &change);
    void dropTables();
    void dropTable(const Relation &table);
    void createIndexes();
    void createIndex(const Index &index, const Relation &table);
    void rebuildSearch();
    void createViews();
    void createTriggers();
    void wrap();
    bool isDropped(const QString &view) const { return m_views.contains(folded(view)); }
    std::vector<const Relation *> viewsInOrder(const Schema &schema,
                                               const Dependencies &dependencies) const;

    const SchemaState &m_from;
    const Schema &m_renamed;
    const SchemaState &m_to;
    const DraftOptions &m_options;
    Changes m_changes;
    Draft m_draft;
    std::set<QString> m_touched;  ///< relations whose views and triggers are in the way, folded
    std::set<QString> m_gone;     ///< tables that are dropped or rebuilt: their own parts go along
    std::set<QString> m_views;    ///< views that are dropped, folded
    std::set<QString> m_triggers; ///< triggers that are dropped by a statement, folded
    std::set<QString> m_earlyDropped;
    std::set<QString> m_altered; ///< tables whose rows have other values or rowids now, folded
};

/// SQLite looks through all views and triggers when a table is renamed or loses a column, and
/// refuses what would leave one of them without its table.
void Drafter::findTouched()
{
    for (const TableChange &change : m_changes.tables) {
        if (change.rebuild)
            m_gone.insert(folded(change.from->name));
        if (change.rebuild || !change.dropColumns.empty())
            m_touched.insert(folded(change.from->name));
    }
    for (const Relation *relation : m_changes.removed) {
        m_touched.insert(folded(relation->name));
        if (relation->type == RelationKind::View)
            m_views.insert(folded(relation->name));
        else
            m_gone.insert(folded(relation->name));
    }
    for (const auto &[one, other] : m_changes.remade) {
        m_touched.insert(folded(one->name));
        if (one->type == RelationKind::View)
            m_views.insert(folded(one->name));
        else
            m_gone.insert(folded(one->name));
    }
}

bool speaksOf(const QString &definition, const std::set<QString> &names)
{
    const auto tokens = sqliteTokens(definition);
    // Its own name and what it stands on come before the body: harmless, since it then goes anyway.
    return std::ranges::any_of(tokens, [&](const SqliteToken &token) {
        return token.isName() && names.contains(folded(token.text));
    });
}

/// Views and triggers that speak of a touched table or of a view that goes: by their words, which
/// also finds those that SQLite cannot compile. One too many is made again as it was.
void Drafter::findInTheWay()
{
    const bool anyRename = !knownRenames().empty();
    if (m_touched.empty() && !anyRename)
        return;
    bool more = true;
    while (more) {
        more = false;
        for (const auto &relation : m_renamed.relations) {
            const QString name = folded(relation->name);
            // What cannot be compiled is in the way of every rename.
            const bool broken = relation->columns.empty();
            if (relation->type != RelationKind::View || m_views.contains(name) ||
                !(broken || speaksOf(relation->definition, m_touched)))
                continue;
            m_views.insert(name);
            m_touched.insert(name);
            more = true;
        }
    }
    for (const auto &relation : m_renamed.relations) {
        const QString name = folded(relation->name);
        if (m_views.contains(name))
            continue; // they go with it
        // A rebuilt table takes its own along before its name is given away.
        const bool goes = m_gone.contains(name) && m_touched.erase(name) > 0;
        for (const Trigger &trigger : relation->triggers) {
            if (speaksOf(trigger.definition, m_touched))
                m_triggers.insert(folded(trigger.name));
        }
        if (goes)
            m_touched.insert(name);
    }
}

/// DROP TABLE deletes the rows first, and that lets loose what the foreign keys of other tables
/// say: ON DELETE CASCADE empties them.
bool Drafter::needsForeignKeysOff() const
{
    std::set<QString> rebuilt;
    for (const TableChange &change : m_changes.tables) {
        if (change.rebuild)
            rebuilt.insert(folded(change.from->name));
    }
    std::set<QString> removed;
    for (const Relation *relation : m_changes.removed)
        removed.insert(folded(relation->name));
    for (const auto &relation : m_renamed.relations) {
        const QString name = folded(relation->name);
        for (const Constraint &constraint : relation->constraints) {
            if (constraint.type != ConstraintKind::ForeignKey)
                continue;
            const QString parent = folded(constraint.referencedTable);
            if (rebuilt.contains(parent) && !removed.contains(name))
                return true;
            if (removed.contains(parent) && parent != name && !removed.contains(name) &&
                !rebuilt.contains(name))
                return true;
        }
    }
    return false;
}

void Drafter::dropTriggers()
{
    for (const TableChange &change : m_changes.tables) {
        const QString table = folded(change.from->name);
        if (m_gone.contains(table) || m_views.contains(table))
            continue;
        for (const Trigger *trigger : change.dropTriggers)
            m_triggers.insert(folded(trigger->name));
    }
    for (const auto &relation : m_renamed.relations) {
        for (const Trigger &trigger : relation->triggers) {
            if (m_triggers.contains(folded(trigger.name)))
                add(u"DROP TRIGGER "_s + nameText(trigger.name), idOf(trigger, *relation));
        }
    }
}

/// Those that others stand on first.
std::vector<const Relation *> Drafter::viewsInOrder(const Schema &schema,
                                                    const Dependencies &dependencies) const
{
    std::vector<const Relation *> order;
    std::set<QString> done;
    QMultiHash<QString, QString> needs; // views upon views
    for (const Dependency &one : dependencies) {
        if (one.dependant.kind == u"view" && one.on.kind == u"view")
            needs.insert(one.dependant.object, one.on.object);
    }
    QHash<QString, const Relation *> byName;
    for (const auto &relation : schema.relations)
        byName.insert(relation->identity(), &*relation);
    const std::function<void(const Relation &)> place = [&](const Relation &view) {
        if (!done.insert(view.identity()).second)
            return;
        QStringList below = needs.values(view.identity());
        below.sort();
        for (const QString &name : below) {
            if (const Relation *other = byName.value(name))
                place(*other);
        }
        order.push_back(&view);
    };
    for (const auto &relation : schema.relations) {
        if (relation->type == RelationKind::View)
            place(*relation);
    }
    return order;
}

void Drafter::dropViews()
{
    auto views = viewsInOrder(m_renamed, m_from.dependencies);
    std::ranges::reverse(views);
    for (const Relation *view : views) {
        if (isDropped(view->name))
            add(u"DROP VIEW "_s + nameText(view->name), idOf(*view));
    }
}

void Drafter::dropIndexes()
{
    for (const TableChange &change : m_changes.tables) {
        if (change.rebuild)
            continue;
        for (const Index *index : change.dropIndexes)
            add(u"DROP INDEX "_s + nameText(index->name),
                {index->kind(), wording::objectName(*index, {})});
    }
}

std::vector<Rename> Drafter::knownRenames() const
{
    const auto unknown = unknownRenames(*m_from.schema, *m_to.schema, m_options.renames);
    std::vector<Rename> known;
    std::ranges::copy_if(m_options.renames, std::back_inserter(known), [&](const Rename &rename) {
        return std::ranges::find(unknown, rename) == unknown.end();
    });
    return known;
}

void Drafter::renames()
{
    for (const RenameStep &step : renameSteps(*m_from.schema, knownRenames()))
        rename(step);
}

void Drafter::rename(const RenameStep &step)
{
    const QStringList from = partsOfName(step.rename.from);
    const QStringList to = partsOfName(step.rename.to);
    const QString &kind = step.rename.kind;
    const ObjectId about{kind, step.accepted.from};
    if (kind != u"column" && kind != u"table") {
        if (step.rename.to == step.accepted.to)
            m_draft.gaps.push_back({about, u"name"_s, u"SQLite renames tables and columns only"_s});
        return;
    }
    DraftStatement &statement =
        kind == u"column"
            ? add(u"ALTER TABLE %1 RENAME COLUMN %2 TO %3"_s.arg(
                      nameText(from[0]), nameText(from[1]), nameText(to[1])),
                  about)
            : add(u"ALTER TABLE %1 RENAME TO %2"_s.arg(nameText(from[0]), nameText(to[0])), about);
    if (step.rename.to != step.accepted.to)
        statement.remark =
            u"a name for a moment: %1 is taken until the next renames"_s.arg(step.accepted.to);
}

void Drafter::dropTable(const Relation &table)
{
    DraftStatement &statement = add(u"DROP TABLE "_s + nameText(table.name), idOf(table));
    statement.hazards.push_back({Hazard::DeletesData, table.identity(), u"its rows are gone"_s});
}

void Drafter::createTables()
{
    // A name that is wanted again, for a table of another kind.
    for (const Relation *table : m_changes.removed) {
        const bool wanted = std::ranges::any_of(m_changes.added, [&](const Relation *added) {
            return sameName(added->name, table->name);
        });
        if (wanted && table->type != RelationKind::View) {
            m_earlyDropped.insert(folded(table->name));
            dropTable(*table);
        }
    }
    for (const Relation *table : parentsFirst(m_changes.added)) {
        if (table->type != RelationKind::View)
            add(createTable(*table, table->name), idOf(*table));
    }
    for (const auto &[one, other] : m_changes.remade) {
        if (one->type == RelationKind::View)
            continue;
        dropTable(*one);
        add(createTable(*other, other->name), idOf(*other));
    }
}

void Drafter::alterTable(const TableChange &change)
{
    const QString table = nameText(change.from->name);
    const QString shown = change.from->identity();
    for (const Column *column : change.addColumns) {
        QString text = columnText(*column);
        for (const Constraint *key : change.addKeys) {
            if (sameName(key->columns.front(), column->name))
                text += u' ' + constraintHead(*key) + referencesText(*key);
        }
        add(u"ALTER TABLE %1 ADD COLUMN %2"_s.arg(table, text),
            {column->kind(), wording::objectName(*column, {shown, {}})});
    }
    for (const Column *column : change.dropColumns) {
        DraftStatement &statement =
            add(u"ALTER TABLE %1 DROP COLUMN %2"_s.arg(table, nameText(column->name)),
                {column->kind(), wording::objectName(*column, {shown, {}})});
        // What is computed can be computed again, and where nothing is stored, no row changes.
        if (column->generated == GeneratedKind::None)
            statement.hazards.push_back(
                {Hazard::DeletesData, shown, u"the values of %1 are gone"_s.arg(column->name)});
        if (column->generated != GeneratedKind::Virtual)
            statement.hazards.push_back(
                {Hazard::RewritesTable, shown, u"every row is written again without the column"_s});
    }
}

void Drafter::changeTables()
{
    std::vector<const Relation *> order;
    for (const TableChange &change : m_changes.tables)
        order.push_back(change.to);
    for (const Relation *to : parentsFirst(order)) {
        const auto change = std::ranges::find(m_changes.tables, to, &TableChange::to);
        if (!change->rebuild) {
            alterTable(*change);
            continue;
        }
        Rebuild made = rebuildTable(*change, m_renamed, *m_to.schema);
        std::ranges::move(made.statements, std::back_inserter(m_draft.statements));
        std::ranges::move(made.gaps, std::back_inserter(m_draft.gaps));
        if (!made.keepsContent)
            m_altered.insert(folded(to->name));
    }
}

void Drafter::dropTables()
{
    std::vector<const Relation *> tables = parentsFirst(m_changes.removed);
    std::ranges::reverse(tables);
    for (const Relation *table : tables) {
        if (table->type != RelationKind::View && !m_earlyDropped.contains(folded(table->name)))
            dropTable(*table);
    }
}

void Drafter::createIndex(const Index &index, const Relation &table)
{
    DraftStatement &statement =
        add(sqlite::createIndex(index, table.name), {index.kind(), wording::objectName(index, {})});
    statement.hazards = {{Hazard::BuildsIndex, table.identity(), u"the whole table is read"_s},
                         {Hazard::BlocksWrites, table.identity(),
                          u"nobody else writes to the database meanwhile"_s}};
    if (index.unique)
        statement.hazards.push_back(
            {Hazard::MayFail, table.identity(), u"rows that are equal in its keys"_s});
}

void Drafter::createIndexes()
{
    for (const Relation *table : m_changes.added) {
        // The table has no rows yet: there is nothing to build.
        for (const Index &index : table->indexes)
            add(sqlite::createIndex(index, table->name),
                {index.kind(), wording::objectName(index, {})});
    }
    for (const TableChange &change : m_changes.tables) {
        if (change.rebuild) {
            for (const Index &index : change.to->indexes)
                createIndex(index, *change.to);
            continue;
        }
        for (const Index *index : change.addIndexes)
            createIndex(*index, *change.to);
    }
}

/// The table that holds the rows of a full-text index (https://sqlite.org/fts5.html, "External
/// Content Tables"); empty: it holds them itself, or nobody does.
QString contentTable(const Relation &relation)
{
    if (relation.type != RelationKind::VirtualTable ||
        !relation.module.startsWith("fts"_L1, Qt::CaseInsensitive))
        return {};
    const auto tokens = sqliteTokens(relation.definition);
    for (size_t i = 0; i + 2 < tokens.size(); ++i) {
        if (!tokens[i].isWord("content"_L1) || !tokens[i + 1].isSymbol("="_L1))
            continue;
        const QString &name = tokens[i + 2].text;
        return tokens[i + 2].kind == SqliteToken::Kind::String ? name.mid(1, name.size() - 2)
                                                               : name;
    }
    return {};
}

/// A full-text index that has its rows elsewhere does not notice that they changed, and a new one
/// is empty.
void Drafter::rebuildSearch()
{
    std::set<QString> remade;
    for (const auto &[one, other] : m_changes.remade)
        remade.insert(folded(other->name));
    for (const auto &relation : m_to.schema->relations) {
        const QString content = contentTable(*relation);
        if (content.isEmpty() || !m_renamed.relation({}, content))
            continue;
        const bool stale = m_altered.contains(folded(content)) &&
                           m_renamed.relation({}, relation->name) != nullptr;
        if (!stale && !remade.contains(folded(relation->name)))
            continue;
        const QString name = nameText(relation->name);
        add(u"INSERT INTO %1 (%1) VALUES ('rebuild')"_s.arg(name), idOf(*relation)).remark =
            u"%1 is an index of what %2 holds, and is filled from there again"_s.arg(
                relation->identity(), content);
    }
}

void Drafter::createViews()
{
    std::set<QString> added;
    for (const Relation *relation : m_changes.added)
        added.insert(folded(relation->name));
    for (const Relation *view : viewsInOrder(*m_to.schema, m_to.dependencies)) {
        if (added.contains(folded(view->name)) || isDropped(view->name))
            add(view->definition, idOf(*view));
    }
}

void Drafter::createTriggers()
{
    std::set<QString> wanted;
    for (const TableChange &change : m_changes.tables) {
        for (const Trigger *trigger : change.addTriggers)
            wanted.insert(folded(trigger->name));
    }
    std::set<QString> fresh;
    for (const Relation *relation : m_changes.added)
        fresh.insert(folded(relation->name));
    for (const auto &relation : m_to.schema->relations) {
        const QString name = folded(relation->name);
        const bool all = fresh.contains(name) || m_gone.contains(name) || m_views.contains(name);
        for (const Trigger &trigger : relation->triggers) {
            const QString own = folded(trigger.name);
            if (all || wanted.contains(own) || m_triggers.contains(own))
                add(trigger.definition, idOf(trigger, *relation));
        }
    }
}

/// PRAGMA foreign_keys has no effect in a transaction, so the script conducts its own.
void Drafter::wrap()
{
    const ObjectId database{u"database"_s, {}};
    std::vector<DraftStatement> all;
    all.push_back({u"PRAGMA foreign_keys = OFF"_s,
                   database,
                   u"A table that others refer to is dropped and made again: with foreign keys on, "
                   "SQLite would delete or change the rows that refer to it."_s,
                   {},
                   true});
    all.push_back({u"BEGIN IMMEDIATE"_s, database, {}, {}, true});
    std::ranges::move(m_draft.statements, std::back_inserter(all));
    if (canCheckForeignKeys(*m_to.schema))
        all.push_back(
            {u"PRAGMA foreign_key_check"_s,
             database,
             u"Each row of the answer is a reference to a row that is not there: ROLLBACK "
             "then, or COMMIT where it was so before."_s,
             {},
             true});
    all.push_back({u"COMMIT"_s, database, {}, {}, true});
    all.push_back({u"PRAGMA foreign_keys = ON"_s,
                   database,
                   u"Leave this out where the application runs without foreign keys."_s,
                   {},
                   true});
    for (DraftStatement &statement : all)
        statement.outsideTransaction = true;
    m_draft.statements = std::move(all);
}

Draft Drafter::run()
{
    findTouched();
    findInTheWay();
    dropTriggers();
    dropViews();
    renames();
    dropIndexes();
    createTables();
    changeTables();
    dropTables();
    createIndexes();
    createViews();
    rebuildSearch();
    createTriggers();
    if (needsForeignKeysOff())
        wrap();
    return std::move(m_draft);
}

} // namespace

Draft draftSqliteMigration(const SchemaState &from, const SchemaState &to,
                           const DraftOptions &options)
{
    const Schema renamed = withRenames(*from.schema, options.renames);
    if (!options.only)
        return Drafter(from, renamed, to, options).run();
    SchemaState target;
    target.schema = std::make_shared<const Schema>(
        selectChanges(renamed, from.dependencies, to, *options.only));
    target.dependencies = to.dependencies;
    return Drafter(from, renamed, target, options).run();
}

} // namespace tidemark
