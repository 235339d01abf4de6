// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/postgres/cells.h"
#include "schema/schema.h"
#include "schema/schemareader.h"

#include <QHash>
#include <QSet>

#include <functional>

namespace tidemark::postgres {

/// A row's place in the catalogs. pg_class, ... by its oid.
struct CatalogRow
{
    Oid catalog = 0;
    Oid object = 0;
    int sub = 0;

    bool operator==(const CatalogRow &) const = default;
};
inline size_t qHash(const CatalogRow &row, size_t seed = 0)
{
    return qHashMulti(seed, row.catalog, row.object, row.sub);
}

// The oids of the catalogs themselves never change between versions.
inline constexpr Oid pgType = 1247;
inline constexpr Oid pgProc = 1255;
inline constexpr Oid pgClass = 1259;
inline constexpr Oid pgOpfamily = 2753;
inline constexpr Oid pgOpclass = 2616;
inline constexpr Oid pgOperator = 2617;
inline constexpr Oid pgConstraint = 2606;
inline constexpr Oid pgDescription = 2609;
inline constexpr Oid pgNamespace = 2615;
inline constexpr Oid pgRewrite = 2618;
inline constexpr Oid pgTrigger = 2620;
inline constexpr Oid pgCast = 2605;
inline constexpr Oid pgLanguage = 2612;
inline constexpr Oid pgExtension = 3079;
inline constexpr Oid pgPolicy = 3256;
inline constexpr Oid pgCollation = 3456;
inline constexpr Oid pgEventTrigger = 3466;
inline constexpr Oid pgStatisticExt = 3381;
inline constexpr Oid pgForeignServer = 1417;
inline constexpr Oid pgForeignDataWrapper = 2328;
inline constexpr Oid pgTsDict = 3600;
inline constexpr Oid pgTsParser = 3601;
inline constexpr Oid pgTsConfig = 3602;
inline constexpr Oid pgTsTemplate = 3764;
inline constexpr Oid pgPublication = 6104;
inline constexpr Oid pgAttrdef = 2604;

struct OperatorClassName
{
    QString name;
    bool byDefault = false; ///< for its input type
    Oid inputType = 0;
    Oid keyType = 0;
    bool polymorphic = false;
};

/// A relation with what is needed to resolve numbers in other rows.
struct RelationEntry
{
    Relation relation;
    std::vector<QString> columnNames; ///< by attnum - 1; dropped ones are empty
    std::vector<Oid> columnTypes;
    std::vector<Oid> columnCollations;
    QHash<Oid, Index> indexes; ///< until finish(): those that no constraint took over
    Oid rowType = 0;
    bool composite = false; ///< stands for a composite type: only its columns are used
    bool leftOut = false;   ///< not in the schema, but others may refer to it
};

/// What a read knows of each object by its oid, kept beside the schema for the next refresh.
struct CatalogObjects
{
    QHash<Oid, QString> namespaces; ///< all of them
    QHash<Oid, QString> roles;
    QHash<Oid, QString> tablespaces;
    QHash<Oid, OperatorClassName> operatorClasses;
    QHash<Oid, Oid> domainBases;
    QHash<Oid, std::shared_ptr<const RelationEntry>> relationEntries;
    QHash<Oid, Oid> compositeTypes; ///< pg_class.oid -> pg_type.oid
    /// The relation that an index, a constraint, a trigger, ... is part of; a domain's constraint
    /// has none.
    QHash<CatalogRow, Oid> owners;
    QSet<int> filledParts;      ///< the parts that ever had a row
    qsizetype commentCount = 0; ///< at the last full read
    QHash<Oid, Shared<Relation>> relations;
    QHash<Oid, Shared<Sequence>> sequences;
    QHash<Oid, Shared<EnumType>> enums;
    QHash<Oid, Shared<CompositeType>> composites;
    QHash<Oid, Shared<DomainType>> domains;
    QHash<Oid, Shared<RangeType>> ranges;
    QHash<Oid, Shared<BaseType>> baseTypes;
    QHash<Oid, Shared<Routine>> routines;
    QHash<Oid, Shared<Aggregate>> aggregates;
};

/// The state of one read: rows come in part by part, drafts grow, finish() makes the values.
class CatalogBuild
{
public:
    CatalogBuild(const SchemaReadOptions &options, int serverVersion);

    int serverVersion() const { return m_serverVersion; }

    // Names and decorations, filled by the first parts.
    CatalogObjects objects;
    QHash<CatalogRow, QString> comments;
    QSet<CatalogRow> extensionMembers;
    Schema schema; ///< the kinds that are read as a whole go straight in

    // Drafts of this read, by oid.
    QHash<Oid, QString> keyCollations;
    QHash<Oid, std::vector<PublicationTable>> publicationTables;
    QHash<Oid, std::shared_ptr<RelationEntry>> relations;
    QHash<Oid, CompositeType> composites;
    QHash<Oid, DomainType> domains;
    QHash<Oid, EnumType> enums;
    QHash<Oid, RangeType> ranges;
    QHash<Oid, BaseType> baseTypes;
    QHash<Oid, Sequence> sequences;
    QHash<Oid, Routine> routines;
    QHash<Oid, Aggregate> aggregates;

    QString namespaceName(Oid oid) const { return objects.namespaces.value(oid); }
    QString roleName(Oid oid) const;
    QString comment(Oid catalog, Oid object, int sub = 0) const
    {
        return comments.isEmpty() ? QString() : comments.value({catalog, object, sub});
    }
    bool isExtensionMember(Oid catalog, Oid object) const
    {
        return extensionMembers.contains({catalog, object, 0});
    }
    /// Whether objects of this namespace are the user's: not the system's, not temporary.
    bool isUserNamespace(Oid oid) const;
    /// An object in a namespace that is left out as a whole, of the system, or of an extension.
    bool leavesOut(Oid catalog, Oid object, Oid namespaceOid) const;
    bool leavesOutRelation(Oid namespaceOid, const QString &name) const;
    bool leavesOutNamespace(const QString &name) const;

    /// SQL of the server, see SchemaReadOptions::serversTexts.
    QString sql(const QString &text) const;

    /// The draft of a relation of this read, or null: it is left out, or not asked for.
    RelationEntry *relationDraft(Oid oid) const;
    /// The name of a column also of relations that are not read again.
    QString columnName(Oid relation, qint64 number) const;
    const RelationEntry *relationEntry(Oid relation) const;

    /// Takes the rows of a part, by its place in catalogParts().
    void take(int part, const PostgresResult &rows);

    /// Notes that the row is part of the relation, and gives its draft, or null as relationDraft().
    RelationEntry *ownerDraft(Oid catalog, Oid object, Oid relation)
    {
        if (relation != 0)
            objects.owners.insert({catalog, object, 0}, relation);
        return relationDraft(relation);
    }

    /// Takes the objects out of `objects` and `schema`, to be read again.
    void forget(const QSet<Oid> &relationOids, const QSet<Oid> &typeOids,
                const QSet<Oid> &routineOids);

    /// Makes values of the drafts and puts them into `objects` and `schema`, sorted.
    void finish();

private:
    void sortGlobals();

    SchemaReadOptions m_options;
    int m_serverVersion;
};

} // namespace tidemark::postgres
