// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace tidemark {

enum class CatalogKind {
    Schema,
    Extension,
    Type,
    EnumLabel,
    Sequence,
    Table,
    Column,
    Constraint,
    Index,
    View,
    Function,
    Trigger,
    Policy,
    Rule,
};

/// "table", "enum label": as a sentence needs it.
QString catalogKindName(CatalogKind kind);

/// Names an object as scripts do: without "public.". `owner` is the table of a column, constraint,
/// trigger, policy or rule, and the type of an enum label. Functions carry their argument types.
struct CatalogKey
{
    CatalogKind kind = CatalogKind::Table;
    QString owner;
    QString name;

    bool operator==(const CatalogKey &) const = default;
    bool operator<(const CatalogKey &other) const;

    QString toString() const; ///< "column users.email", for people
};

/// What can be known of an object from the statements that made it.
enum class Fact {
    Type,       ///< of a column, as PostgreSQL's format_type() spells it
    Nullable,   ///< "yes" or "no"
    Default,    ///< canonical text; empty: it has none
    Definition, ///< all else that makes two objects alike or not, canonical text
    Body,       ///< of a function, as written
    Table,      ///< of an index or a sequence
    Columns,    ///< of an index, a constraint or a sequence: joined by columnSeparator
    Uses,       ///< a foreign key's other table, a trigger's function
    Role,       ///< of a constraint: "primary key", "unique", "check", "foreign key", "exclusion"
    Valid,      ///< "no": made NOT VALID and not validated since
    Opaque,     ///< a table whose columns cannot be told from scripts
};

inline constexpr QChar columnSeparator{u'\x1f'};

/// What is not in it is not known.
struct CatalogObject
{
    std::map<Fact, QString> facts;

    bool operator==(const CatalogObject &) const = default;
    QString fact(Fact which) const;
    bool knows(Fact which) const { return facts.contains(which); }
    QStringList columns() const;
};

/// What one statement does to the schema.
struct Effect
{
    enum class Change { Added, Removed, Changed, Renamed };
    Change change = Change::Added;
    CatalogKey key;
    CatalogObject before{};
    CatalogObject after{};
    QString newName{};    ///< of a rename
    qsizetype offset = 0; ///< bytes, into the statement's text
    bool implied = false; ///< goes or comes with something that the statement names
    bool missing = false; ///< it removes or changes what is known not to be there
    bool guarded = false; ///< IF EXISTS, IF NOT EXISTS, OR REPLACE
    QString blockedBy{};  ///< of a removal without CASCADE: what still needs the object
};

/// The schema as far as scripts tell it. A value; no thread of its own.
///
/// A journal remembers the objects as they were before its first change to them, so that a way up
/// and down can be compared and taken back without a copy of the whole.
class Catalog
{
public:
    enum class Presence { Present, Absent, Unknown };
    /// What was there before; none: nothing was. Objects that a script takes for granted stand in
    /// it without facts.
    using Journal = std::map<CatalogKey, std::optional<CatalogObject>>;

    /// Whether the scripts so far were the whole history: what no script made is not there.
    bool isComplete() const { return m_complete; }
    void setComplete(bool complete) { m_complete = complete; }

    const CatalogObject *find(const CatalogKey &key) const;
    Presence presence(const CatalogKey &key) const;

    void put(const CatalogKey &key, CatalogObject object);
    void erase(const CatalogKey &key);
    /// A script changes or drops it without having made it: it must have been there.
    void assumePresent(const CatalogKey &key);

    /// What belongs to a table, of one kind; or the labels of a type.
    std::vector<CatalogKey> childrenOf(const QString &owner, CatalogKind kind) const;
    /// Indexes or sequences of a table, by Fact::Table.
    std::vector<CatalogKey> ownedBy(const QString &table, CatalogKind kind) const;
    /// Every object of a kind that has this value.
    std::vector<CatalogKey> having(CatalogKind kind, Fact fact, const QString &value) const;

    /// Something that stands in that schema, by its name.
    bool holdsIn(const QString &schema) const;
    /// Of one kind: those whose name without its schema is this one.
    std::vector<CatalogKey> named(CatalogKind kind, const QString &plainName) const;

    Journal takeJournal();
    void rollBack(const Journal &journal);

private:
    void remember(const CatalogKey &key);

    std::map<CatalogKey, CatalogObject> m_objects;
    Journal m_journal;
    bool m_complete = false;
};

} // namespace tidemark
