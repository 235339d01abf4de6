// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/values.h"

namespace tidemark {

/// One key column of an index: a column or an expression.
struct IndexKey
{
    QString column;     ///< empty for an expression
    QString expression; ///< deparsed, without outer parentheses of the key list
    QString
        collation; ///< where it is not the column's or the type's own: qualified; SQLite: its name
    QString opclass;            ///< where it is not the type's default for the method: qualified
    QStringList opclassOptions; ///< "siglen=32"
    bool descending = false;
    bool nullsFirst = false;   ///< as effective: a descending key has it unless NULLS LAST was said
    QString exclusionOperator; ///< EXCLUDE ... WITH, qualified where it is not in pg_catalog
    int statistics = -1;       ///< ALTER INDEX ... ALTER COLUMN ... SET STATISTICS

    bool operator==(const IndexKey &) const = default;
    static constexpr auto key() { return std::tuple{}; }
    static constexpr auto properties()
    {
        return std::tuple{property("column", &IndexKey::column),
                          property("expression", &IndexKey::expression),
                          property("collation", &IndexKey::collation),
                          property("opclass", &IndexKey::opclass),
                          property("opclass options", &IndexKey::opclassOptions),
                          property("descending", &IndexKey::descending),
                          property("nulls first", &IndexKey::nullsFirst),
                          property("operator", &IndexKey::exclusionOperator),
                          property("statistics", &IndexKey::statistics, Aspect::Storage)};
    }
    static constexpr auto children() { return std::tuple{}; }
    /// As in CREATE INDEX: `lower(name) COLLATE "C" DESC`.
    QString definition() const;
    /// The same with the exclusion operator and the statistics target.
    QString toText() const;
};

struct Index
{
    QString name;
    QString method; ///< btree, gin, ...; SQLite: empty
    bool unique = false;
    std::vector<IndexKey> keys;
    QStringList include;
    QString predicate;
    bool nullsNotDistinct = false;
    bool valid = true;
    bool clustered = false;       ///< CLUSTER ON
    bool replicaIdentity = false; ///< REPLICA IDENTITY USING INDEX
    QStringList options;          ///< "fillfactor=70"
    QString tablespace;           ///< empty: the database's
    QString partitionOf;          ///< the qualified index it is attached to
    QString comment;

    bool operator==(const Index &) const = default;
    static constexpr auto key() { return std::tuple{property("name", &Index::name)}; }
    static constexpr auto properties()
    {
        return std::tuple{property("method", &Index::method),
                          property("unique", &Index::unique),
                          property("keys", &Index::keys),
                          property("include", &Index::include),
                          property("predicate", &Index::predicate),
                          property("nulls not distinct", &Index::nullsNotDistinct),
                          property("valid", &Index::valid, Aspect::State),
                          property("clustered", &Index::clustered, Aspect::State),
                          property("replica identity", &Index::replicaIdentity),
                          property("options", &Index::options, Aspect::Storage),
                          property("tablespace", &Index::tablespace, Aspect::Storage),
                          property("partition of", &Index::partitionOf),
                          property("comment", &Index::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("index"); }
    QString identity() const { return name; }
    /// "CREATE UNIQUE INDEX name ON table USING btree (a, b)"; `table` as it shall be shown.
    QString definition(const QString &table) const;
};

enum class ConstraintKind { PrimaryKey, Unique, Check, ForeignKey, Exclusion, NotNull };
template <>
inline constexpr std::array<std::string_view, 6> enumNames<ConstraintKind>{
    "primary key", "unique constraint", "check", "foreign key", "exclusion", "not-null constraint"};

enum class ReferentialAction { NoAction, Restrict, Cascade, SetNull, SetDefault };
template <>
inline constexpr std::array<std::string_view, 5> enumNames<ReferentialAction>{
    "no action", "restrict", "cascade", "set null", "set default"};

enum class MatchType { Simple, Full, Partial };
template <>
inline constexpr std::array<std::string_view, 3> enumNames<MatchType>{"simple", "full", "partial"};

/// A constraint of a table or a domain. The index behind a primary key, a unique or an exclusion
/// constraint is its child and stands nowhere else.
struct Constraint
{
    ConstraintKind type = ConstraintKind::Check;
    QString name; ///< SQLite: may be empty; then the definition identifies it
    QStringList
        columns; ///< in the constraint's order; for a check, where they are known, by position
    QString expression; ///< of a check, deparsed, without the outer parentheses
    QString referencedSchema;
    QString referencedTable;
    QStringList referencedColumns;
    ReferentialAction onUpdate = ReferentialAction::NoAction;
    ReferentialAction onDelete = ReferentialAction::NoAction;
    QStringList onDeleteColumns; ///< ON DELETE SET NULL (columns)
    MatchType match = MatchType::Simple;
    bool deferrable = false;
    bool initiallyDeferred = false;
    bool validated = true;
    bool enforced = true; ///< PostgreSQL 18
    bool noInherit = false;
    bool local = true; ///< defined here, not only inherited
    int inheritCount = 0;
    bool period = false; ///< WITHOUT OVERLAPS, PERIOD: PostgreSQL 18
    QString partOf;      ///< the constraint of the partitioned parent that it belongs to
    QString onConflict;  ///< SQLite: ON CONFLICT's word, upper case, or empty
    QString comment;
    std::vector<Index> index; ///< none or one

    bool operator==(const Constraint &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("type", &Constraint::type), property("name", &Constraint::name)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("columns", &Constraint::columns),
                          property("expression", &Constraint::expression),
                          property("referenced schema", &Constraint::referencedSchema),
                          property("referenced table", &Constraint::referencedTable),
                          property("referenced columns", &Constraint::referencedColumns),
                          property("on update", &Constraint::onUpdate),
                          property("on delete", &Constraint::onDelete),
                          property("on delete columns", &Constraint::onDeleteColumns),
                          property("match", &Constraint::match),
                          property("deferrable", &Constraint::deferrable),
                          property("initially deferred", &Constraint::initiallyDeferred),
                          property("validated", &Constraint::validated, Aspect::State),
                          property("enforced", &Constraint::enforced),
                          property("no inherit", &Constraint::noInherit),
                          property("local", &Constraint::local),
                          property("inherit count", &Constraint::inheritCount),
                          property("period", &Constraint::period),
                          property("part of", &Constraint::partOf),
                          property("on conflict", &Constraint::onConflict),
                          property("comment", &Constraint::comment, Aspect::Comment)};
    }
    static constexpr auto children()
    {
        return std::tuple{tidemark::children("index", &Constraint::index)};
    }
    QString kind() const { return toText(type); }
    QString identity() const { return name.isEmpty() ? definition() : name; }
    /// As in ADD CONSTRAINT, without the name: "FOREIGN KEY (a) REFERENCES public.t(id)".
    QString definition() const;
};

} // namespace tidemark
