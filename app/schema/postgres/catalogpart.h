// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <span>

namespace tidemark {

class PostgresResult;

namespace postgres {

class CatalogBuild;

/// What a part's rows hang on: in a partial read each part is asked for the rows of given objects.
enum class Unit {
    Relation,       ///< tables, views, ... and composite types' columns, by pg_class.oid
    Sequence,       ///< by pg_class.oid
    Type,           ///< by pg_type.oid
    Routine,        ///< by pg_proc.oid
    RelationOrType, ///< constraints
    Comments,       ///< by the units of all kinds
    Members,        ///< of extensions; by the units of all kinds
    Global,         ///< read as a whole, or not at all
};

/// One query of the catalog reader and what becomes of its rows.
///
/// `sql(version)` may have places in braces that restrict it, in a full read to what is the user's
/// (oids from 16384 on, the first that initdb does not give) and in a partial one to the units
/// asked for.
struct CatalogPart
{
    const char *name; ///< for errors, and for the choice of global parts
    Unit unit;
    QByteArray (*sql)(int serverVersion);
    void (*take)(const PostgresResult &rows, CatalogBuild &build);
    /// The catalogs whose rows it reads and that belong to no unit: when one of them was changed, a
    /// refresh takes this part again as a whole. Space-separated; only for Global.
    const char *catalogs = "";
};

/// The statement with its places filled. A partial one has the oids of its unit as $1, an oid[];
/// Unit::RelationOrType those of relations as $1 and of types as $2; Unit::Comments and
/// Unit::Members all as $1.
QByteArray sqlOf(const CatalogPart &part, int serverVersion, bool partial);

/// All parts in the order in which they are taken: what others look up comes first.
std::span<const CatalogPart> catalogParts();

// One list per group of object kinds, each in the file of its name.
std::span<const CatalogPart> nameParts();
std::span<const CatalogPart> databaseParts();
std::span<const CatalogPart> relationParts();
std::span<const CatalogPart> constraintParts();
std::span<const CatalogPart> tableDetailParts();
std::span<const CatalogPart> sequenceParts();
std::span<const CatalogPart> typeParts();
std::span<const CatalogPart> routineParts();
std::span<const CatalogPart> operatorParts();
std::span<const CatalogPart> textSearchParts();
std::span<const CatalogPart> foreignParts();
std::span<const CatalogPart> publicationParts();
std::span<const CatalogPart> notComparedParts();

} // namespace postgres
} // namespace tidemark
