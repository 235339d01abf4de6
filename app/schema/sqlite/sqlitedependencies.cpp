// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/sqlite/sqlitedependencies.h"

#include "database/sqlite/sqlitesession.h"
#include "schema/schema.h"
#include "schema/sqlite/sqlitetokens.h"
#include "sql/identifier.h"

#include <QHash>

#include <sqlite3.h>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString nested(const Relation &relation, const QString &name)
{
    return relation.identity() + u'.' + displayIdentifier(name);
}

/// What views and triggers touch, learnt from the authorizer.
class Compiler
{
public:
    Compiler(SqliteSession &session, const Schema &schema)
        : m_session(session)
    {
        for (const auto &relation : schema.relations) {
            m_relations.insert(foldName(relation->name, Engine::Sqlite), &*relation);
            for (const Trigger &trigger : relation->triggers)
                m_triggers.insert(foldName(trigger.name, Engine::Sqlite),
                                  ObjectId{trigger.kind(), nested(*relation, trigger.name)});
        }
        sqlite3_set_authorizer(session.handle(), &Compiler::onAccess, this);
    }
    Compiler(const Compiler &) = delete;
    Compiler &operator=(const Compiler &) = delete;
    ~Compiler() { sqlite3_set_authorizer(m_session.handle(), nullptr, nullptr); }

    /// Who asks when SQLite does not say it: the text that is compiled, or those that it fires.
    struct Asker
    {
        ObjectId object;
        QString definition;
    };
    /// `target` is what the compiled statement itself names, outside of all of them.
    void setAskers(std::vector<Asker> askers, const Relation &target)
    {
        m_askers = std::move(askers);
        m_target = &target;
    }

    /// Only compiled. One that SQLite refuses is passed over: what it stands on is gone.
    void compile(const QString &sql)
    {
        const QByteArray text = sql.toUtf8();
        sqlite3_stmt *statement = nullptr;
        sqlite3_prepare_v2(m_session.handle(), text.constData(), int(text.size()), &statement,
                           nullptr);
        sqlite3_finalize(statement);
    }

    const std::set<Dependency> &found() const { return m_found; }

private:
    static int onAccess(void *self, int action, const char *first, const char *second,
                        const char *database, const char *inside)
    {
        const bool touches = action == SQLITE_READ || action == SQLITE_UPDATE ||
                             action == SQLITE_INSERT || action == SQLITE_DELETE;
        const bool ours = !database || qstrcmp(database, "main") == 0;
        if (touches && first && ours)
            static_cast<Compiler *>(self)->note(
                QString::fromUtf8(inside), QString::fromUtf8(first),
                action == SQLITE_INSERT ? QString() : QString::fromUtf8(second));
        return SQLITE_OK;
    }

    /// `inside`: the innermost view, trigger or common table expression that asks. It is empty for
    /// a table of which no column is read.
    void note(const QString &inside, const QString &table, const QString &column)
    {
        const auto relation = m_relations.constFind(foldName(table, Engine::Sqlite));
        if (relation == m_relations.cend())
            return;
        const QString key = foldName(inside, Engine::Sqlite);
        const auto view = m_relations.constFind(key);
        if (const auto trigger = m_triggers.constFind(key); trigger != m_triggers.cend())
            add(*trigger, **relation, column);
        else if (view != m_relations.cend())
            add({(*view)->kind(), (*view)->identity()}, **relation, column);
        else if (*relation != m_target)
            addToAskers(**relation, column);
    }

    void addToAskers(const Relation &relation, const QString &column)
    {
        const QString name = foldName(relation.name, Engine::Sqlite);
        for (const Asker &asker : m_askers) {
            const auto tokens = sqliteTokens(asker.definition);
            const bool named = std::ranges::any_of(tokens, [&](const SqliteToken &token) {
                return token.isName() && foldName(token.text, Engine::Sqlite) == name;
            });
            if (named)
                add(asker.object, relation, column);
        }
    }

    void add(const ObjectId &dependant, const Relation &relation, const QString &column)
    {
        const ObjectId on{relation.kind(), relation.identity()};
        if (dependant == on)
            return;
        m_found.insert({dependant, on, goesWith(dependant, relation)});
        const auto named = std::ranges::find_if(relation.columns, [&](const Column &one) {
            return foldName(one.name, Engine::Sqlite) == foldName(column, Engine::Sqlite);
        });
        if (named != relation.columns.end())
            m_found.insert({dependant, {named->kind(), nested(relation, named->name)}, false});
    }

    /// A table's own trigger goes with it.
    static bool goesWith(const ObjectId &dependant, const Relation &relation)
    {
        return dependant.kind == u"trigger" &&
               std::ranges::any_of(relation.triggers, [&](const Trigger &trigger) {
                   return nested(relation, trigger.name) == dependant.object;
               });
    }

    SqliteSession &m_session;
    QHash<QString, const Relation *> m_relations;
    QHash<QString, ObjectId> m_triggers;
    std::vector<Asker> m_askers;
    const Relation *m_target = nullptr;
    std::set<Dependency> m_found;
};

void compileView(Compiler &compiler, const Relation &view)
{
    compiler.setAskers({{{view.kind(), view.identity()}, view.definition}}, view);
    compiler.compile(u"SELECT * FROM main."_s + quoteIdentifier(view.name));
}

void compileTriggers(Compiler &compiler, const Relation &relation)
{
    const QString table = u"main."_s + quoteIdentifier(relation.name);
    QStringList names;
    QStringList settings;
    QStringList marks;
    for (const Column &column : relation.columns) {
        if (column.generated != GeneratedKind::None || column.hidden)
            continue;
        const QString name = quoteIdentifier(column.name);
        names += name;
        settings += name + u" = NULL"_s;
        marks += u"NULL"_s;
    }
    if (names.isEmpty())
        return;
    std::vector<Compiler::Asker> askers;
    for (const Trigger &trigger : relation.triggers)
        askers.push_back({{trigger.kind(), nested(relation, trigger.name)}, trigger.definition});
    compiler.setAskers(std::move(askers), relation);
    compiler.compile(u"DELETE FROM "_s + table);
    compiler.compile(u"UPDATE %1 SET %2"_s.arg(table, settings.join(u", "_s)));
    compiler.compile(
        u"INSERT INTO %1 (%2) VALUES (%3)"_s.arg(table, names.join(u", "_s), marks.join(u", "_s)));
}

/// As comparisons call a constraint that may have no name.
QString constraintName(const Relation &relation, const Constraint &constraint)
{
    if (!constraint.name.isEmpty())
        return nested(relation, constraint.name);
    QStringList columns;
    for (const QString &column : constraint.columns)
        columns += displayIdentifier(column);
    return relation.identity() + u'(' + columns.join(u", "_s) + u')';
}

using RelationsByName = QHash<QString, const Relation *>;

void addOwn(const RelationsByName &relations, const Relation &relation, std::set<Dependency> &found)
{
    const ObjectId self{relation.kind(), relation.identity()};
    for (const Trigger &trigger : relation.triggers)
        found.insert({{trigger.kind(), nested(relation, trigger.name)}, self, true});
    for (const Index &index : relation.indexes) {
        const ObjectId own{index.kind(), displayIdentifier(index.name)};
        found.insert({own, self, true});
        for (const IndexKey &key : index.keys) {
            if (!key.column.isEmpty())
                found.insert({own, {u"column"_s, nested(relation, key.column)}, false});
        }
    }
    for (const Constraint &constraint : relation.constraints) {
        if (constraint.type != ConstraintKind::ForeignKey)
            continue;
        const ObjectId own{constraint.kind(), constraintName(relation, constraint)};
        found.insert({own, self, true});
        const Relation *parent =
            relations.value(foldName(constraint.referencedTable, Engine::Sqlite));
        if (!parent || parent == &relation)
            continue;
        found.insert({own, {parent->kind(), parent->identity()}, false});
        for (const QString &column : constraint.referencedColumns)
            found.insert({own, {u"column"_s, nested(*parent, column)}, false});
    }
}

} // namespace

Result<Dependencies> readSqliteDependencies(SqliteSession &session, const Schema &schema)
{
    std::set<Dependency> found;
    {
        Compiler compiler(session, schema);
        for (const auto &relation : schema.relations) {
            if (relation->type == RelationKind::View)
                compileView(compiler, *relation);
            if (!relation->triggers.empty())
                compileTriggers(compiler, *relation);
        }
        found = compiler.found();
    }
    RelationsByName relations;
    for (const auto &relation : schema.relations)
        relations.insert(foldName(relation->name, Engine::Sqlite), &*relation);
    for (const auto &relation : schema.relations)
        addOwn(relations, *relation, found);
    return Dependencies(found.begin(), found.end());
}

} // namespace tidemark
