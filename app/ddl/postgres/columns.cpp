// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/columns.h"
#include "ddl/postgres/constraints.h"

#include "ddl/postgres/grants.h"
#include "ddl/postgres/words.h"
#include "ddl/postgres/world.h"
#include "sql/identifier.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

QString alterTable(const Relation &relation, bool only)
{
    QString word = u"TABLE "_s;
    if (relation.type == RelationKind::View)
        word = u"VIEW "_s;
    else if (relation.type == RelationKind::MaterializedView)
        word = u"MATERIALIZED VIEW "_s;
    else if (relation.type == RelationKind::ForeignTable)
        word = u"FOREIGN TABLE "_s;
    return u"ALTER "_s + word + (only ? u"ONLY "_s : QString()) +
           displayQualified(relation.schema, relation.name);
}

QString alterColumn(const Relation &table, const QString &column)
{
    return alterTable(table) + u" ALTER COLUMN "_s + displayIdentifier(column);
}

QString columnObject(const Relation &table, const Column &column)
{
    return table.identity() + u'.' + displayIdentifier(column.name);
}

QString identityClause(const Relation &table, const Column &column, const Place &place)
{
    QString text = u" GENERATED "_s + toText(column.identityKind).toUpper() + u" AS IDENTITY"_s;
    const Sequence *sequence = place.world.identitySequence(Side::To, columnObject(table, column));
    if (!sequence)
        return text;
    QStringList options;
    // The server would make up this name itself.
    const QString usual = table.name + u'_' + column.name + u"_seq"_s;
    if (sequence->schema != table.schema || sequence->name != usual)
        options += u"SEQUENCE NAME "_s + sequence->identity();
    const QString numbers = sequenceOptions(*sequence);
    if (!numbers.isEmpty())
        options += numbers;
    return options.isEmpty() ? text : text + u" ("_s + options.join(u' ') + u')';
}

namespace {

/// A type's own way to store values, for servers before 16, where DEFAULT cannot be said.
QString usualStorage(const QString &type)
{
    if (words::isArrayType(type))
        return u"extended"_s;
    const QString bare = words::bareType(type);
    if (bare == "numeric"_L1 || bare == "inet"_L1 || bare == "cidr"_L1)
        return u"main"_s;
    static const QStringList fixed{u"bigint"_s,
                                   u"integer"_s,
                                   u"smallint"_s,
                                   u"boolean"_s,
                                   u"real"_s,
                                   u"double precision"_s,
                                   u"date"_s,
                                   u"uuid"_s,
                                   u"money"_s,
                                   u"oid"_s,
                                   u"interval"_s,
                                   u"macaddr"_s,
                                   u"macaddr8"_s,
                                   u"timestamp with time zone"_s,
                                   u"timestamp without time zone"_s,
                                   u"time with time zone"_s,
                                   u"time without time zone"_s,
                                   u"name"_s,
                                   u"point"_s,
                                   u"box"_s};
    return fixed.contains(bare) ? u"plain"_s : u"extended"_s;
}

void commentColumn(const Relation &table, const Column &column, Writer &writer)
{
    writer.add(u"COMMENT ON COLUMN "_s + columnObject(table, column) + u" IS "_s +
               (column.comment.isEmpty() ? u"NULL"_s : words::literal(column.comment)));
}

// ---- not null

} // namespace

QString notNullCheckName(const Place &place, const QString &column)
{
    const QString usual = place.table()->name + u'_' + column;
    QString name = words::derivedName(usual, u"_not_null"_s);
    const auto isTaken = [&](const Relation *table) {
        return table && std::any_of(table->constraints.begin(), table->constraints.end(),
                                    [&](const Constraint &one) { return one.name == name; });
    };
    for (int number = 2; isTaken(place.fromTable) || isTaken(place.toTable); ++number)
        name = words::derivedName(usual, u"_not_null%1"_s.arg(number));
    return name;
}

namespace {

void setNotNull(const Relation &table, const Column &column, const Place &place, Writer &writer)
{
    const World &world = place.world;
    const QString set = alterColumn(table, column.name) + u" SET NOT NULL"_s;
    const QString why = u"where %1 is NULL"_s.arg(column.name);
    if (!world.options.saferWays || world.isNew(table) || isLeftByParent(place) ||
        table.type != RelationKind::Table) {
        writer.add(set);
        if (!world.isNew(table)) {
            writer.hazard(Hazard::MayFail, table.identity(), why);
            writer.hazard(Hazard::BlocksReads, table.identity(),
                          u"as long as all rows are looked at"_s);
        }
        return;
    }
    const QString check = displayIdentifier(notNullCheckName(place, column.name));
    writer
        .add(u"%1 ADD CONSTRAINT %2 CHECK (%3 IS NOT NULL) NOT VALID"_s.arg(
            alterTable(table), check, displayIdentifier(column.name)))
        .remark(u"The rows are looked at while others write; SET NOT NULL then takes the check's "
                u"word for it."_s);
    writer.add(alterTable(table) + u" VALIDATE CONSTRAINT "_s + check)
        .hazard(Hazard::MayFail, table.identity(), why)
        .outside();
    writer.add(set);
    writer.add(alterTable(table) + u" DROP CONSTRAINT "_s + check);
}

// ---- identity

} // namespace

void numberOn(const Relation &table, const Column &column, const Place &place, Writer &writer)
{
    const Sequence *sequence = place.world.identitySequence(Side::To, columnObject(table, column));
    const bool hasNoRows = place.world.isNew(table) && !place.world.isRebuilt(table);
    if (!sequence || hasNoRows || sequence->increment < 0)
        return;
    const QString name = displayIdentifier(column.name);
    writer
        .add(u"SELECT pg_catalog.setval(%1, pg_catalog.max(%2)) FROM %3 HAVING "
             u"pg_catalog.max(%2) IS NOT NULL"_s.arg(words::literal(sequence->identity()), name,
                                                     table.identity()))
        .remark(u"The new sequence goes on after the rows that are there."_s);
}

namespace {

void identityDetails(const Relation &table, const Column &column, const Place &place,
                     Writer &writer)
{
    const Sequence *sequence = place.world.identitySequence(Side::To, columnObject(table, column));
    if (!sequence)
        return;
    const QString what = u"SEQUENCE "_s + sequence->identity();
    if (!sequence->grants.isDefault)
        writeGrants({what, u"rwU"_s, {}, u"sequences"_s, sequence->schema}, nullptr, {},
                    sequence->grants, sequence->owner, place.world, writer);
    if (!sequence->comment.isEmpty())
        writer.add(u"COMMENT ON "_s + what + u" IS "_s + words::literal(sequence->comment));
}

void alterIdentity(const Relation &table, const Column &before, const Column &after,
                   const Place &place, Writer &writer)
{
    const QString alter = alterColumn(table, after.name);
    if (after.identityKind == IdentityKind::None) {
        writer.add(alter + u" DROP IDENTITY"_s);
    } else if (before.identityKind == IdentityKind::None) {
        writer.add(alter + u" ADD"_s + identityClause(table, after, place));
        numberOn(table, after, place, writer);
        identityDetails(table, after, place, writer);
    } else {
        writer.add(alter + u" SET GENERATED "_s + toText(after.identityKind).toUpper());
    }
}

// ---- the rest

void alterStorage(const Relation &table, const Column &before, const Column &after, Writer &writer)
{
    const QString alter = alterColumn(table, after.name);
    if (before.storage != after.storage)
        writer.add(alter + u" SET STORAGE "_s +
                   (after.storage.isEmpty() ? usualStorage(after.type) : after.storage).toUpper());
    if (before.compression != after.compression)
        writer.add(alter + u" SET COMPRESSION "_s +
                   (after.compression.isEmpty() ? u"default"_s : after.compression));
    if (before.statistics != after.statistics)
        writer.add(alter + u" SET STATISTICS "_s + QString::number(after.statistics));
    for (const QString &sql : words::parameterChanges(alter, before.options, after.options))
        writer.add(sql);
    const QString options =
        words::foreignOptionChanges(before.foreignOptions, after.foreignOptions);
    if (!options.isEmpty())
        writer.add(alter + options);
}

/// Whether the statement on the parent does it for this column too: not where it joins that later.
bool followsParent(const Column &before, const Column &after, const Place &place)
{
    const bool joins = before.inheritCount == 0 || !place.fromTable ||
                       place.fromTable->partitionOf != place.toTable->partitionOf;
    return after.inheritCount > 0 && !joins && !isLeftByParent(place);
}

/// Whether it is there only because the parent has it.
bool bringsParent(const Column &column)
{
    return column.inheritCount > 0 && !column.local;
}

Fate columnFate(const Column &before, const Column &after, const Place &)
{
    // A generated column can become a plain one; the other way its values have to be made.
    const bool madeAnew =
        after.generated != GeneratedKind::None &&
        (before.generated != after.generated || before.generatedAs != after.generatedAs);
    return madeAnew ? Fate::Recreate : Fate::Alter;
}

QString columnWhat(const Column &column, const Place &place)
{
    return u"COLUMN "_s + place.tableName() + u'.' + displayIdentifier(column.name);
}

/// Whether each row gets a value of its own; empty where it is not known.
std::optional<bool> isVolatile(const QString &expression, const World &world)
{
    static const QStringList known{u"random"_s,          u"clock_timestamp"_s, u"timeofday"_s,
                                   u"gen_random_uuid"_s, u"nextval"_s,         u"currval"_s,
                                   u"lastval"_s,         u"setval"_s,          u"random_normal"_s,
                                   u"uuidv4"_s,          u"uuidv7"_s};
    static const QRegularExpression call(
        u"((?:\"(?:[^\"]|\"\")*\"|[\\w$]+)(?:\\.(?:\"(?:[^\"]|\"\")*\"|[\\w$]+))?)\\("_s);
    std::optional<bool> result = false;
    for (auto it = call.globalMatch(expression); it.hasNext();) {
        const QStringList names = words::parts(it.next().captured(1));
        if (names.size() == 1 && known.contains(names.front()))
            return true;
        if (names.size() < 2)
            continue;
        bool found = false;
        for (const Shared<Routine> &one : world.to.routines) {
            if (one->schema != names[0] || one->name != names[1])
                continue;
            found = true;
            if (one->volatility == "volatile"_L1)
                return true;
        }
        if (!found)
            result.reset();
    }
    return result;
}

void addingHazards(const Relation &table, const Column &column, const Place &place, Writer &writer)
{
    const QString object = table.identity();
    const DomainType *domain = place.world.domain(Side::To, column.type);
    const bool filled = !column.defaultValue.isEmpty() ||
                        column.identityKind != IdentityKind::None ||
                        column.generated != GeneratedKind::None;
    const bool byDomain = domain && !domain->defaultValue.isEmpty();
    if ((column.notNull || (domain && domain->notNull)) && !filled && !byDomain)
        writer.hazard(Hazard::MayFail, object,
                      u"rows that are there have no value for %1"_s.arg(column.name));
    const QString own = place.defaultApart ? QString() : column.defaultValue;
    const bool itself = column.defaultValue.isEmpty() && byDomain &&
                        column.identityKind == IdentityKind::None &&
                        column.generated == GeneratedKind::None;
    const QString value = itself ? domain->defaultValue : own;
    const std::optional<bool> changes =
        value.isEmpty() ? std::optional<bool>(false) : isVolatile(value, place.world);
    if (!changes) {
        writer.hazard(Hazard::RewritesTable, object, u"if the default %1 is volatile"_s.arg(value));
        return;
    }
    QString why;
    if (*changes || column.generated == GeneratedKind::Stored ||
        column.identityKind != IdentityKind::None)
        why = u"each row gets a value of its own for %1"_s.arg(column.name);
    else if (domain && (domain->notNull || !domain->constraints.empty()))
        why = u"what %1 demands is looked at for each row"_s.arg(domain->identity());
    if (why.isEmpty())
        return;
    writer.hazard(Hazard::RewritesTable, object, why);
    writer.hazard(Hazard::BlocksReads, object, u"as long as the table is rewritten"_s);
    for (const Relation *child : place.world.below(object))
        writer.hazard(Hazard::RewritesTable, child->identity(), u"as its parent is"_s);
}

void createColumn(const Column &column, const Place &place, Writer &writer)
{
    const Relation &table = *place.toTable;
    if (bringsParent(column) && !isLeftByParent(place)) {
        columnDetails(table, column, place, writer);
        return;
    }
    // The type's new attribute is the table's column.
    if (!table.ofType.isEmpty() && place.fromTable && place.fromTable->ofType == table.ofType) {
        columnDetails(table, column, place, writer);
        return;
    }
    writer.add(alterTable(table) + u" ADD COLUMN "_s + columnDefinition(table, column, place));
    addingHazards(table, column, place, writer);
    columnDetails(table, column, place, writer);
}

void dropColumn(const Column &column, const Place &place, Writer &writer)
{
    const Relation &table = *place.fromTable;
    if (!table.ofType.isEmpty() && place.toTable && place.toTable->ofType == table.ofType)
        return; // it goes with the type's attribute
    const bool sameParents = place.toTable && table.partitionOf == place.toTable->partitionOf &&
                             table.inherits == place.toTable->inherits;
    // Where another child keeps it, the parent's goes alone.
    const bool leftAlone =
        std::any_of(table.inherits.begin(), table.inherits.end(), [&](const QString &parent) {
            return place.world.staysBelow(parent, column.name);
        });
    if (bringsParent(column) && sameParents && !leftAlone && !isLeftByParent(place))
        return;
    const bool alone = place.world.staysBelow(table.identity(), column.name);
    writer.add(alterTable(table, alone) + u" DROP COLUMN "_s + displayIdentifier(column.name));
    if (column.generated != GeneratedKind::None)
        return;
    writer.hazard(Hazard::DeletesData, table.identity(), u"all values of %1"_s.arg(column.name));
    if (alone)
        return;
    for (const Relation *child : place.world.below(table.identity())) {
        const Column *its = child->column(column.name);
        if (its && !its->local)
            writer.hazard(Hazard::DeletesData, child->identity(),
                          u"all values of %1"_s.arg(column.name));
    }
}

void alterTableColumn(const Column &before, const Column &after, const Place &place, Writer &writer)
{
    const Relation &table = *place.toTable;
    const bool typed = !table.ofType.isEmpty();
    const bool otherType = before.type != after.type || before.collation != after.collation;
    if (before.generated != GeneratedKind::None && after.generated == GeneratedKind::None &&
        !followsParent(before, after, place))
        writer.add(alterColumn(table, after.name) + u" DROP EXPRESSION"_s);
    if (before.identityKind != after.identityKind && after.identityKind == IdentityKind::None)
        alterIdentity(table, before, after, place, writer);
    if ((otherType || place.switchType) && !followsParent(before, after, place) && !typed) {
        if (place.world.isColumnType(table.identity()))
            writer.gap(u"type"_s, u"a table has a column of this table's rows"_s);
        else
            alterType(table, before, after, place, writer);
    }
    if (before.notNull != after.notNull) {
        if (after.notNull)
            setNotNull(table, after, place, writer);
        else
            writer.add(alterColumn(table, after.name) + u" DROP NOT NULL"_s);
    }
    if (before.identityKind != after.identityKind && after.identityKind != IdentityKind::None)
        alterIdentity(table, before, after, place, writer);
    alterStorage(table, before, after, writer);
    if (before.local && !after.local && after.inheritCount > 0 && table.partitionOf.isEmpty())
        writer.gap(u"local"_s, u"a column that a table was made with stays its own"_s);
    else if (!before.local && after.local && before.inheritCount > 0 && after.inheritCount > 0 &&
             table.partitionOf.isEmpty())
        writer.gap(u"local"_s, u"an inherited column becomes a table's own only by leaving and "
                               u"joining its parent again"_s);
}

void alterAnyColumn(const Column &before, const Column &after, const Place &place, Writer &writer)
{
    const Relation &table = *place.toTable;
    if (table.type == RelationKind::MaterializedView)
        alterStorage(table, before, after, writer);
    else if (table.type != RelationKind::View)
        alterTableColumn(before, after, place, writer);
    if (!(before.grants == after.grants))
        writeColumnGrants(table.identity(), after.name, before.grants, after.grants, table.owner,
                          true, writer);
    if (before.comment != after.comment)
        commentColumn(table, after, writer);
}

bool columnRedefines(const Column &before, const Column &after)
{
    return before.type != after.type || before.collation != after.collation ||
           before.generatedAs != after.generatedAs;
}

} // namespace

QString columnDefinition(const Relation &table, const Column &column, const Place &place)
{
    QString text = displayIdentifier(column.name);
    text += table.ofType.isEmpty() ? u' ' + column.type : u" WITH OPTIONS"_s;
    if (!column.foreignOptions.isEmpty())
        text += words::foreignOptions(column.foreignOptions);
    if (!column.compression.isEmpty())
        text += u" COMPRESSION "_s + column.compression;
    if (!column.collation.isEmpty())
        text += u" COLLATE "_s + column.collation;
    if (column.generated != GeneratedKind::None)
        text += u" GENERATED ALWAYS AS ("_s + column.generatedAs + u") "_s +
                toText(column.generated).toUpper();
    if (!column.defaultValue.isEmpty() && !place.defaultApart)
        text += u" DEFAULT "_s + column.defaultValue;
    if (column.identityKind != IdentityKind::None)
        text += identityClause(table, column, place);
    if (column.notNull)
        text += u" NOT NULL"_s;
    return text;
}

void grantColumn(const Relation &table, const Column &column, Writer &writer)
{
    if (!column.grants.isDefault)
        writeColumnGrants(table.identity(), column.name, Acl(), column.grants, table.owner, false,
                          writer);
}

void columnDetails(const Relation &table, const Column &column, const Place &place, Writer &writer)
{
    Column plain = column;
    plain.storage.clear();
    plain.compression = column.compression;
    plain.statistics = -1;
    plain.options.clear();
    alterStorage(table, plain, column, writer);
    if (!column.comment.isEmpty())
        commentColumn(table, column, writer);
    // A new relation's come after its own, which begin with taking all away.
    const bool whole = place.world.isNew(table) || table.type == RelationKind::View ||
                       table.type == RelationKind::MaterializedView;
    if (!whole)
        grantColumn(table, column, writer);
    if (column.identityKind != IdentityKind::None)
        identityDetails(table, column, place, writer);
}

template <>
const KindRules<Column> &rulesOf()
{
    static constexpr KindRules<Column> rules{
        21,          &columnWhat,     &columnFate, &createColumn,
        &dropColumn, &alterAnyColumn, nullptr,     &columnRedefines};
    return rules;
}

} // namespace tidemark::ddlpg
