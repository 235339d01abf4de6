// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ddl/postgres/rules.h"

#include <QHash>
#include <QSet>

namespace tidemark::ddlpg {

/// Both schemas, and what rules ask about them. Indexes are made when they are first asked for.
class World
{
public:
    World(const SchemaState &fromState, const SchemaState &toState,
          const DraftOptions &draftOptions);

    const Schema &from;
    const Schema &to;
    const DraftOptions &options;

    /// Whether owners have to be said: not where all that there is belongs to one role, which then
    /// is the one that runs the script.
    bool saysOwners() const { return options.noise.owners && m_onlyOwner.isEmpty(); }
    const QString &onlyOwner() const { return m_onlyOwner; }

    /// Whether the draft makes the relation: nobody waits for it, and it holds no rows.
    bool isNew(const Relation &relation) const { return m_new.contains(relation.identity()); }
    void noteNew(const QString &relation) { m_new.insert(relation); }

    /// Of these, the table that was there before, and whose rows come along: the names of its keys
    /// are taken until it is gone.
    bool isRebuilt(const QString &relation) const { return m_rebuilt.contains(relation); }
    bool isRebuilt(const Relation &relation) const { return isRebuilt(relation.identity()); }
    void noteRebuilt(const QString &relation) { m_rebuilt.insert(relation); }

    /// Why a column's type changes in place, with its table locked; or nothing.
    QString whyInPlace(const QString &column) const { return m_inPlace.value(column); }
    void noteInPlace(const QString &column, const QString &why) { m_inPlace.insert(column, why); }

    /// The old schema's tables that are partitions of it or inherit from it, and those below them.
    std::vector<const Relation *> below(const QString &table) const;

    /// Whether a column leaves this table only: a child goes on with it as its own.
    bool staysBelow(const QString &table, const QString &column) const;

    /// Whether a column of a table of the old schema holds values of this type.
    bool isColumnType(const QString &type) const;

    /// Who is made of a composite type in the old schema.
    struct CompositeUse
    {
        bool columns = false; ///< of tables and materialized views
        bool within = false;  ///< arrays, other types and domains, whose values hold its values
        bool tables = false;  ///< that are typed by it
        bool any() const { return columns || within || tables; }
    };
    CompositeUse useOf(const CompositeType &type) const;

    const CompositeType *composite(Side side, const QString &type) const;

    const DomainType *domain(Side side, const QString &type) const;

    /// What usually comes with its table, and here is a step of its own, as it would close a
    /// circle.
    bool isApart(const ObjectId &id) const { return m_apart.contains(id.kind + u'\n' + id.object); }
    void setApart(const ObjectId &id) { m_apart.insert(id.kind + u'\n' + id.object); }

    /// The sequence behind an identity column: "public.users.id".
    const Sequence *identitySequence(Side side, const QString &column) const;

    /// Whether somebody subscribes to rows of a table of the old schema.
    bool isPublished(const Relation &table) const;

    /// The old schema's sequences that a column owns, an identity's too.
    QList<const Sequence *> sequencesOf(const QString &column) const;

    /// How a value gets from one type to another where the server does not ask how.
    enum class CastKind {
        Assignment, ///< unasked
        Explicit,   ///< when told to
        ByText,     ///< only by its text
    };
    CastKind castBetween(const QString &before, const QString &after) const;

    /// The default privileges that a new object of this type may get in this schema.
    std::vector<Grant> grantsByDefault(const QString &objectType, const QString &schema) const;

    /// Whether another object of the two schemas has this name in the schema.
    bool isTypeName(const QString &schema, const QString &name) const;

    /// `name` made other by `suffix`, so that no relation, type or index of the schema is called
    /// that, and none of `taken`.
    QString freeName(const QString &schema, const QString &name, const QString &suffix,
                     const QSet<QString> &taken = {}) const;

private:
    QString m_onlyOwner;
    QSet<QString> m_new;
    QSet<QString> m_rebuilt;
    QSet<QString> m_apart;
    QHash<QString, QString> m_inPlace;
    const QMultiHash<QString, const Relation *> &children() const;
    mutable QMultiHash<QString, const Relation *> m_children;
    mutable bool m_childrenKnown = false;
    struct Names
    {
        QSet<QString> types;  ///< of relations and types
        QSet<QString> others; ///< that relations may not have besides: of sequences and indexes
    };
    const Names &names() const;
    mutable Names m_names;
    mutable bool m_namesKnown = false;
    mutable QSet<QString> m_columnTypes;
    mutable bool m_columnTypesKnown = false;
    mutable QHash<QString, const DomainType *> m_domains[2];
    mutable bool m_domainsKnown[2] = {false, false};
    mutable QSet<QString> m_published; ///< schemas, and tables as keys
    mutable bool m_publishedKnown = false;
    mutable bool m_allPublished = false;
    mutable QMultiHash<QString, const Sequence *> m_owned;
    mutable bool m_ownedKnown = false;
    mutable QHash<QString, const Sequence *> m_identity[2];
    mutable bool m_identityKnown[2] = {false, false};
};

} // namespace tidemark::ddlpg
