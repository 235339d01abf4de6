// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/columns.h"
#include "ddl/postgres/constraints.h"
#include "ddl/postgres/parents.h"
#include "ddl/postgres/words.h"
#include "ddl/postgres/world.h"
#include "sql/identifier.h"

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

bool isView(const Relation &relation)
{
    return relation.type == RelationKind::View || relation.type == RelationKind::MaterializedView;
}

QString relationWhat(const Relation &relation, const Place &)
{
    QString word = u"TABLE "_s;
    if (relation.type == RelationKind::View)
        word = u"VIEW "_s;
    else if (relation.type == RelationKind::MaterializedView)
        word = u"MATERIALIZED VIEW "_s;
    else if (relation.type == RelationKind::ForeignTable)
        word = u"FOREIGN TABLE "_s;
    return word + displayQualified(relation.schema, relation.name);
}

QString query(const Relation &view)
{
    QString text = view.definition.trimmed();
    if (text.endsWith(u';'))
        text.chop(1);
    return text;
}

/// CREATE OR REPLACE VIEW may add columns at the end, and nothing else.
bool mayReplaceView(const Relation &before, const Relation &after)
{
    if (before.type != RelationKind::View || before.columns.size() > after.columns.size())
        return false;
    return std::equal(before.columns.begin(), before.columns.end(), after.columns.begin(),
                      [](const Column &a, const Column &b) {
                          return a.name == b.name && a.type == b.type && a.collation == b.collation;
                      });
}

Fate relationFate(const Relation &before, const Relation &after, const Place &)
{
    if (before.type == RelationKind::View)
        return mayReplaceView(before, after) ? Fate::Alter : Fate::Recreate;
    if (before.type == RelationKind::MaterializedView)
        return before.definition == after.definition ? Fate::Alter : Fate::Recreate;
    const bool sameBuild =
        before.partitionKey == after.partitionKey && before.foreignServer == after.foreignServer;
    return sameBuild ? Fate::Alter : Fate::Recreate;
}

// ---- views

QString viewOptions(const QStringList &options)
{
    return options.isEmpty() ? QString() : u" WITH "_s + words::parameterList(options);
}

QString viewText(const Relation &view, bool replace)
{
    const bool plain = view.type == RelationKind::View;
    QString text = u"CREATE "_s + (replace ? u"OR REPLACE "_s : QString()) +
                   (plain ? u"VIEW "_s : u"MATERIALIZED VIEW "_s) +
                   displayQualified(view.schema, view.name);
    if (!plain && !view.accessMethod.isEmpty())
        text += u" USING "_s + displayIdentifier(view.accessMethod);
    text += viewOptions(view.options);
    if (!plain && !view.tablespace.isEmpty())
        text += u" TABLESPACE "_s + displayIdentifier(view.tablespace);
    text += u" AS\n"_s + query(view);
    return !plain && !view.populated ? text + u"\nWITH NO DATA"_s : text;
}

void viewDetails(const Relation &view, const Place &place, Writer &writer)
{
    for (const Column &column : view.columns) {
        Column bare = column;
        bare.identityKind = IdentityKind::None;
        columnDetails(view, bare, place, writer);
    }
}

void createView(const Relation &view, const Place &place, Writer &writer)
{
    writer.add(viewText(view, false));
    if (view.type == RelationKind::MaterializedView && view.populated)
        writer.remark(u"The query runs to fill it."_s);
    viewDetails(view, place, writer);
}

// ---- tables

QString persistenceWord(const Relation &table)
{
    return table.persistence == Persistence::Unlogged ? u"UNLOGGED "_s : QString();
}

QStringList tableLines(const Relation &table, const Place &place)
{
    QStringList lines;
    for (const Column &column : table.columns) {
        const bool ofParent = !column.local && table.partitionOf.isEmpty();
        const bool plainTyped = !table.ofType.isEmpty() && column.defaultValue.isEmpty() &&
                                !column.notNull && column.generated == GeneratedKind::None &&
                                column.identityKind == IdentityKind::None;
        if (ofParent || plainTyped)
            continue;
        Place own{place.world, place.fromTable, place.toTable};
        own.defaultApart = place.world.isApart(
            {u"default"_s, table.identity() + u'.' + displayIdentifier(column.name)});
        lines += columnDefinition(table, column, own);
    }
    for (const Constraint &constraint : table.constraints) {
        if (isInline(table, constraint, place.world))
            lines += constraintClause(constraint);
    }
    return lines;
}

QString tableTail(const Relation &table)
{
    QString text;
    if (!table.inherits.isEmpty())
        text += u"\nINHERITS ("_s + table.inherits.join(u", "_s) + u')';
    if (!table.partitionKey.isEmpty())
        text += u"\nPARTITION BY "_s + table.partitionKey;
    if (!table.accessMethod.isEmpty())
        text += u"\nUSING "_s + displayIdentifier(table.accessMethod);
    if (!table.options.isEmpty())
        text += u"\nWITH "_s + words::parameterList(table.options);
    if (!table.tablespace.isEmpty())
        text += u"\nTABLESPACE "_s + displayIdentifier(table.tablespace);
    if (!table.foreignServer.isEmpty())
        text += u"\nSERVER "_s + displayIdentifier(table.foreignServer) +
                words::foreignOptions(table.foreignOptions);
    return text;
}

/// `then`: the table as it was, if it was there.
void rowSecurity(const Relation &before, const Relation &after, const Relation *then,
                 Writer &writer)
{
    const QString table = after.identity();
    if (before.rowSecurity != after.rowSecurity) {
        writer.add(alterTable(after) + (after.rowSecurity ? u" ENABLE ROW LEVEL SECURITY"_s
                                                          : u" DISABLE ROW LEVEL SECURITY"_s));
        if (then && then->rowSecurity != after.rowSecurity)
            writer.hazard(Hazard::ChangesAccess, table,
                          after.rowSecurity ? u"who has no policy sees no rows"_s
                                            : u"everybody with privileges sees all rows"_s);
    }
    if (before.forceRowSecurity != after.forceRowSecurity) {
        writer.add(alterTable(after) + (after.forceRowSecurity
                                            ? u" FORCE ROW LEVEL SECURITY"_s
                                            : u" NO FORCE ROW LEVEL SECURITY"_s));
        if (then && then->forceRowSecurity != after.forceRowSecurity)
            writer.hazard(Hazard::ChangesAccess, table,
                          after.forceRowSecurity ? u"policies hold for the owner, too"_s
                                                 : u"the owner passes by the policies"_s);
    }
}

/// USING INDEX comes with the index.
void replicaIdentity(const Relation &before, const Relation &after, Writer &writer)
{
    if (before.replicaIdentity == after.replicaIdentity || after.replicaIdentity == "index"_L1)
        return;
    writer.add(alterTable(after) + u" REPLICA IDENTITY "_s +
               (after.replicaIdentity.isEmpty() ? u"DEFAULT"_s : after.replicaIdentity.toUpper()));
}

void constraintComments(const Relation &table, const Place &place, Writer &writer)
{
    for (const Constraint &constraint : table.constraints) {
        if (isInline(table, constraint, place.world))
            constraintDetails(table, constraint, writer);
    }
}

void createTable(const Relation &table, const Place &place, Writer &writer)
{
    const bool foreign = table.type == RelationKind::ForeignTable;
    QString sql = u"CREATE "_s + persistenceWord(table) +
                  (foreign ? u"FOREIGN TABLE "_s : u"TABLE "_s) +
                  displayQualified(table.schema, table.name);
    if (!table.ofType.isEmpty())
        sql += u" OF "_s + table.ofType;
    const QStringList lines = tableLines(table, place);
    if (!lines.isEmpty())
        sql += u" (\n    "_s + lines.join(u",\n    "_s) + u"\n)"_s;
    else if (table.ofType.isEmpty())
        sql += u" ()"_s;
    writer.add(sql + tableTail(table));
    const Relation plain;
    rowSecurity(plain, table, nullptr, writer);
    replicaIdentity(plain, table, writer);
    constraintComments(table, place, writer);
    for (const Column &column : table.columns)
        columnDetails(table, column, place, writer);
}

void createRelation(const Relation &relation, const Place &place, Writer &writer)
{
    if (isView(relation))
        createView(relation, place, writer);
    else
        createTable(relation, place, writer);
}

void dropRelation(const Relation &relation, const Place &place, Writer &writer)
{
    writer.add(u"DROP "_s + relationWhat(relation, place));
    if (relation.type == RelationKind::Table || relation.type == RelationKind::PartitionedTable)
        writer.hazard(Hazard::DeletesData, relation.identity(), u"all rows of the table"_s);
}

// ---- changes

void alterView(const Relation &before, const Relation &after, Writer &writer)
{
    if (before.definition != after.definition) {
        writer.add(viewText(after, true));
        return;
    }
    for (const QString &sql :
         words::parameterChanges(alterTable(after), before.options, after.options))
        writer.add(sql);
}

void alterMaterialized(const Relation &before, const Relation &after, Writer &writer)
{
    for (const QString &sql :
         words::parameterChanges(alterTable(after), before.options, after.options))
        writer.add(sql);
    if (before.populated != after.populated)
        writer
            .add(u"REFRESH MATERIALIZED VIEW "_s + after.identity() +
                 (after.populated ? QString() : u" WITH NO DATA"_s))
            .hazard(Hazard::BlocksReads, after.identity(), u"as long as its query runs"_s);
}

void rewrites(const Relation &table, const QString &why, const Place &place, Writer &writer)
{
    Q_UNUSED(place)
    writer.hazard(Hazard::RewritesTable, table.identity(), why);
    writer.hazard(Hazard::BlocksReads, table.identity(), u"as long as the table is rewritten"_s);
}

void alterWhereKept(const Relation &before, const Relation &after, const Place &place,
                    Writer &writer)
{
    const QString alter = alterTable(after);
    if (before.persistence != after.persistence) {
        writer.add(alter + (after.persistence == Persistence::Unlogged ? u" SET UNLOGGED"_s
                                                                       : u" SET LOGGED"_s));
        rewrites(after, u"every row is written again"_s, place, writer);
    }
    if (before.accessMethod != after.accessMethod) {
        writer.add(
            alter + u" SET ACCESS METHOD "_s +
            (after.accessMethod.isEmpty() ? u"heap"_s : displayIdentifier(after.accessMethod)));
        rewrites(after, u"another access method"_s, place, writer);
    }
    if (before.tablespace != after.tablespace) {
        writer.add(
            alter + u" SET TABLESPACE "_s +
            (after.tablespace.isEmpty() ? u"pg_default"_s : displayIdentifier(after.tablespace)));
        writer.hazard(Hazard::BlocksReads, after.identity(), u"as long as the files are moved"_s);
    }
}

void alterPlainTable(const Relation &before, const Relation &after, const Place &place,
                     Writer &writer)
{
    const QString alter = alterTable(after);
    if (before.ofType != after.ofType)
        writer.add(after.ofType.isEmpty() ? alter + u" NOT OF"_s
                                          : alter + u" OF "_s + after.ofType);
    if (!parentOrder(before, after, place.world).isReached)
        writer.gap(u"inherits"_s,
                   u"parents come in the order in which the table joined them, and what it only "
                   u"inherits would become its own if it left one and joined it again"_s);
    alterWhereKept(before, after, place, writer);
    for (const QString &sql : words::parameterChanges(alter, before.options, after.options))
        writer.add(sql);
    rowSecurity(before, after, place.fromTable ? place.fromTable : &before, writer);
    replicaIdentity(before, after, writer);
    const QString options =
        words::foreignOptionChanges(before.foreignOptions, after.foreignOptions);
    if (!options.isEmpty())
        writer.add(alter + options);
}

void alterRelation(const Relation &before, const Relation &after, const Place &place,
                   Writer &writer)
{
    if (after.type == RelationKind::View)
        alterView(before, after, writer);
    else if (after.type == RelationKind::MaterializedView) {
        alterWhereKept(before, after, place, writer);
        alterMaterialized(before, after, writer);
    } else
        alterPlainTable(before, after, place, writer);
}

bool relationRedefines(const Relation &before, const Relation &after)
{
    return isView(after) && before.definition != after.definition;
}

} // namespace

template <>
const KindRules<Relation> &rulesOf()
{
    static constexpr KindRules<Relation> rules{
        20,      &relationWhat,     &relationFate, &createRelation, &dropRelation, &alterRelation,
        nullptr, &relationRedefines};
    return rules;
}

} // namespace tidemark::ddlpg
