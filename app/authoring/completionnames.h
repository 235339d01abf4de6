// SPDX-License-Identifier: GPL-3.0-or-later
// What completion knows by name: of the schema, and of what a script does to it. Its own affair.
#pragma once

#include "authoring/completion.h"

#include <QHash>
#include <QSet>

#include <optional>
#include <utility>

namespace tidemark {

/// A name with its schema, unquoted. An unnamed schema is the search path.
struct SqlName
{
    QString schema;
    QString name;

    bool operator==(const SqlName &) const = default;
};

struct CompletionColumn
{
    QString name;
    QString type;
};

/// A relation as completion needs it. Of the schema's own ones the columns are in `of`.
struct CompletionRelation
{
    SqlName name;
    CompletionKind kind = CompletionKind::Table;
    const Relation *of = nullptr;
    std::vector<CompletionColumn> columns; ///< where `of` is not set
    QStringList constraints;
    QStringList triggers;

    /// For changing it: the columns and constraints of `of` as its own.
    CompletionRelation unfolded() const;
};

/// Anything else that has a name: types, functions, sequences, indexes, schemas.
struct CompletionThing
{
    CompletionKind kind = CompletionKind::Type;
    SqlName name;
    QString detail;
};

struct CompletionNames::Data
{
    SchemaPtr schema;
    std::vector<CompletionRelation> relations;
    std::vector<QString> folded;             ///< their names in lower case
    QHash<QString, std::vector<int>> byName; ///< folded name -> places in relations
    std::vector<CompletionThing> things;
    /// Distinct folded column names in order, with one of the relations that have it.
    std::vector<std::pair<QString, std::pair<int, int>>> columns;
};

/// What a script has done to the names so far, on top of those of a schema.
class ScriptNames
{
public:
    explicit ScriptNames(const CompletionNames::Data &names)
        : m_names(names)
    {
    }

    const CompletionNames::Data &base() const { return m_names; }
    Engine engine() const { return m_names.schema->engine; }

    /// The relation that this means; nullptr where there is none. Valid until the next change.
    const CompletionRelation *find(const SqlName &name) const;
    /// What the script itself has made or changed, in its order.
    const std::vector<CompletionRelation> &made() const { return m_made; }
    const std::vector<CompletionThing> &things() const { return m_things; }
    bool isGone(const CompletionRelation &ofSchema) const;
    bool isGone(const CompletionThing &ofSchema) const;

    void add(CompletionRelation relation);
    void add(CompletionThing thing);
    /// For a change; nullptr where there is none.
    CompletionRelation *changed(const SqlName &name);
    void removeRelation(const SqlName &name);
    void removeThing(CompletionKind kind, const SqlName &name);

private:
    QString fold(const QString &name) const { return foldName(name, engine()); }
    bool same(const SqlName &a, const SqlName &b) const;
    const CompletionRelation *findInSchema(const SqlName &name) const;

    const CompletionNames::Data &m_names;
    std::vector<CompletionRelation> m_made;
    std::vector<CompletionThing> m_things;
    QSet<const CompletionRelation *> m_goneRelations;
    std::vector<CompletionThing> m_goneThings;
};

} // namespace tidemark
