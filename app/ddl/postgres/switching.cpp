// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/switching.h"

#include "ddl/postgres/columns.h"
#include "ddl/postgres/constraints.h"
#include "ddl/postgres/words.h"
#include "ddl/postgres/world.h"
#include "sql/batches.h"
#include "sql/columnnames.h"
#include "sql/identifier.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

SwitchWriter::SwitchWriter(const TableSwitch &change, const World &world,
                           std::vector<DraftGap> &gaps)
    : m_change(change)
    , m_world(world)
    , m_place{world, change.before, change.after}
    , m_gaps(gaps)
    , m_table(displayQualified(change.after->schema, change.after->name))
    , m_trigger(switchTrigger(*change.before, world))
{
    QSet<QString> taken;
    for (const Relation *table : {change.before, change.after}) {
        for (const Constraint &one : table->constraints)
            taken.insert(displayQualified(table->schema, one.name));
    }
    const auto name = [&](const QString &usual) {
        const QString free = world.freeName(change.after->schema, usual, u"_new"_s, taken);
        taken.insert(displayQualified(change.after->schema, free));
        m_names.insert(usual, free);
    };
    for (const Index *index : change.indexes)
        name(index->name);
    for (const Constraint *constraint : change.constraints)
        name(constraint->name);
}

QString SwitchWriter::freshName(const QString &column) const
{
    for (const SwitchedColumn &one : m_change.columns) {
        if (one.before->name == column)
            return one.fresh;
    }
    return column;
}

void SwitchWriter::freshWords(QString &expression) const
{
    const Relation &table = *m_change.before;
    ColumnNames columns{Engine::PostgreSql, {}, {table.identity(), table.name}};
    for (const SwitchedColumn &one : m_change.columns)
        columns.names.insert(one.before->name, one.fresh);
    expression = renameColumns(expression, columns);
}

Index SwitchWriter::onFresh(Index index, const QString &name) const
{
    index.name = name;
    for (IndexKey &key : index.keys) {
        key.column = freshName(key.column);
        freshWords(key.expression);
    }
    for (QString &column : index.include)
        column = freshName(column);
    freshWords(index.predicate);
    return index;
}

Constraint SwitchWriter::onFresh(Constraint constraint, const QString &name) const
{
    constraint.name = name;
    for (QStringList *names : {&constraint.columns, &constraint.onDeleteColumns}) {
        for (QString &column : *names)
            column = freshName(column);
    }
    freshWords(constraint.expression);
    return constraint;
}

QString SwitchWriter::notNullCheck(const SwitchedColumn &column) const
{
    return displayIdentifier(notNullCheckName(m_place, column.after->name));
}

/// Whether the rows have to be looked at for it: from PostgreSQL 18 on it is a constraint that
/// comes along as any other.
bool SwitchWriter::needsNotNullCheck(const SwitchedColumn &column) const
{
    return column.after->notNull &&
           std::ranges::none_of(m_change.constraints, [&](const Constraint *one) {
               return one->type == ConstraintKind::NotNull &&
                      one->columns.contains(column.before->name);
           });
}

// ---- while others read and write

void SwitchWriter::addColumns(Writer &writer)
{
    QStringList lines;
    for (const SwitchedColumn &one : m_change.columns) {
        Column plain;
        plain.name = one.fresh;
        plain.type = one.after->type;
        plain.collation = one.after->collation;
        plain.compression = one.after->compression;
        // The statement is about the column: the order of columns follows from it.
        std::vector<DraftStatement> statements;
        Writer own(one.about, statements, m_gaps);
        own.add(alterTable(*m_change.after) + u" ADD COLUMN "_s +
                columnDefinition(*m_change.after, plain, m_place));
        own.remark(u"%1 changes from %2 to %3 while others read and write: a new column is filled "
                   u"beside it, and takes its place as the table's last one."_s.arg(
                       one.after->name, one.before->type, one.after->type));
        writer.append(std::move(statements));
        lines += u"NEW.%1 := NEW.%2;"_s.arg(displayIdentifier(one.fresh),
                                            valueAs(*one.before, *one.after, m_place));
    }
    const QString function = displayQualified(m_change.after->schema, m_trigger);
    writer.add(u"CREATE FUNCTION %1() RETURNS trigger LANGUAGE plpgsql AS %2"_s.arg(
        function, words::literal(u"BEGIN %1 RETURN NEW; END"_s.arg(lines.join(u' ')))));
    writer.add(u"CREATE TRIGGER %1 BEFORE INSERT OR UPDATE ON %2 FOR EACH ROW EXECUTE FUNCTION "
               u"%3()"_s.arg(displayIdentifier(m_trigger), m_table, function));
    for (const SwitchedColumn &one : m_change.columns) {
        const QString risk = typeRisk(*one.before, *one.after, m_place);
        if (!risk.isEmpty())
            writer.hazard(Hazard::MayFail, m_table, u"for others who write, "_s + risk);
    }
    writer.add(alterTable(*m_change.after) + u" ENABLE ALWAYS TRIGGER "_s +
               displayIdentifier(m_trigger));
}

namespace {

/// One column by which the rows can be gone through, as shown; or none.
QString keyColumn(const Relation &table)
{
    for (const ConstraintKind kind : {ConstraintKind::PrimaryKey, ConstraintKind::Unique}) {
        for (const Constraint &one : table.constraints) {
            const Column *column =
                one.columns.size() == 1 ? table.column(one.columns.front()) : nullptr;
            const bool here = one.type == kind && one.validated && !one.period;
            if (here && column && column->notNull)
                return displayIdentifier(column->name);
        }
    }
    return {};
}

} // namespace

void SwitchWriter::fill(Writer &writer)
{
    QStringList sets;
    QStringList open;
    for (const SwitchedColumn &one : m_change.columns) {
        const QString fresh = displayIdentifier(one.fresh);
        sets += u"%1 = %2"_s.arg(fresh, valueAs(*one.before, *one.after, m_place));
        open +=
            u"(%1 IS NULL AND %2 IS NOT NULL)"_s.arg(fresh, displayIdentifier(one.before->name));
    }
    const QString key = keyColumn(*m_change.before);
    QString where = open.join(u" OR "_s);
    if (open.size() > 1)
        where = u'(' + where + u')';
    else
        where = where.mid(1, where.size() - 2);
    writer
        .add(updateInBatches(
            {m_table, key, sets.join(u", "_s), where, key.isEmpty() ? u"500"_s : u"5000"_s}))
        .remark(u"Alone, as it commits after each batch; it can be run again where it ended."_s)
        .outside();
    writer.hazard(Hazard::RewritesTable, m_table,
                  u"every row gets another version, batch by batch"_s);
    for (const SwitchedColumn &one : m_change.columns) {
        const QString risk = typeRisk(*one.before, *one.after, m_place);
        if (!risk.isEmpty())
            writer.hazard(Hazard::MayFail, m_table, risk);
    }
}

void SwitchWriter::addConstraints(Writer &writer)
{
    const QString alter = alterTable(*m_change.after);
    std::vector<std::pair<QString, QString>> checks; // the name and why it may fail
    for (const SwitchedColumn &one : m_change.columns) {
        if (!needsNotNullCheck(one))
            continue;
        const QString check = notNullCheck(one);
        writer.add(u"%1 ADD CONSTRAINT %2 CHECK (%3 IS NOT NULL) NOT VALID"_s.arg(
            alter, check, displayIdentifier(one.fresh)));
        checks.emplace_back(
            check, one.before->notNull ? QString() : u"where %1 is NULL"_s.arg(one.before->name));
    }
    for (const Constraint *one : m_change.constraints) {
        if (!one->index.empty())
            continue;
        Constraint first = onFresh(*one, m_names.value(one->name));
        first.validated = false;
        writer.add(alter + u" ADD "_s + constraintClause(first));
        if (one->validated)
            checks.emplace_back(displayIdentifier(first.name), QString());
    }
    for (const auto &[name, risk] : checks) {
        writer.add(alter + u" VALIDATE CONSTRAINT "_s + name).outside();
        if (!risk.isEmpty())
            writer.hazard(Hazard::MayFail, m_table, risk);
    }
}

void SwitchWriter::buildIndexes(Writer &writer)
{
    const auto build = [&](const Index &index) {
        QString sql = index.definition(m_table);
        sql.replace(sql.indexOf(u" INDEX "_s), 7, u" INDEX CONCURRENTLY "_s);
        writer.add(sql)
            .hazard(Hazard::BuildsIndex, m_table, u"while others read and write"_s)
            .outside();
        if (index.unique)
            writer.hazard(Hazard::MayFail, m_table,
                          u"where two rows have the same key in the new type; drop the invalid "
                          u"index then"_s);
    };
    for (const Constraint *one : m_change.constraints) {
        if (!one->index.empty())
            build(onFresh(one->index.front(), m_names.value(one->name)));
    }
    for (const Index *one : m_change.indexes)
        build(onFresh(*one, m_names.value(one->name)));
    QStringList columns;
    for (const SwitchedColumn &one : m_change.columns)
        columns += one.fresh;
    writer.add(u"ANALYZE %1 %2"_s.arg(m_table, words::columnList(columns))).outside();
}

std::vector<DraftStatement> SwitchWriter::prepare()
{
    std::vector<DraftStatement> statements;
    Writer writer(m_change.about, statements, m_gaps);
    addColumns(writer);
    fill(writer);
    addConstraints(writer);
    buildIndexes(writer);
    return statements;
}

// ---- in one transaction

QString SwitchWriter::aside(const QString &name) const
{
    const auto isTaken = [&](const QString &candidate) {
        return m_change.before->column(candidate) || m_change.after->column(candidate);
    };
    QString free = words::derivedName(name, u"__old"_s);
    for (int number = 2; isTaken(free); ++number)
        free = words::derivedName(name, u"__old%1"_s.arg(number));
    return free;
}

/// The numbers go on where they stood, from a sequence that has the old one's name.
void SwitchWriter::renumber(const SwitchedColumn &column, Writer &writer)
{
    const Column &after = *column.after;
    const QString object = columnObject(*m_change.after, after);
    const Sequence *old = m_world.identitySequence(Side::From, object);
    const Sequence *now = m_world.identitySequence(Side::To, object);
    const QString alter = alterColumn(*m_change.after, after.name) + u" ADD"_s +
                          identityClause(*m_change.after, after, m_place);
    if (!old || !now) {
        writer.add(alter);
        return;
    }
    const QString moved = m_world.freeName(old->schema, old->name, u"__old"_s);
    writer.add(u"ALTER SEQUENCE %1 RENAME TO %2"_s.arg(old->identity(), displayIdentifier(moved)));
    writer.add(alter);
    writer
        .add(u"SELECT pg_catalog.setval(%1, last_value, is_called) FROM %2"_s.arg(
            words::literal(now->identity()), displayQualified(old->schema, moved)))
        .remark(u"The sequence goes on where it stood."_s);
}

void SwitchWriter::replaceColumn(const SwitchedColumn &column, Writer &writer)
{
    const QString alter = alterTable(*m_change.after);
    const bool numbered = column.before->identityKind != IdentityKind::None &&
                          column.after->identityKind != IdentityKind::None;
    QString old = column.before->name;
    if (numbered) {
        old = aside(old);
        writer.add(u"%1 RENAME COLUMN %2 TO %3"_s.arg(alter, displayIdentifier(column.before->name),
                                                      displayIdentifier(old)));
    } else {
        writer.add(alter + u" DROP COLUMN "_s + displayIdentifier(old));
    }
    const auto noteLoss = [&] {
        const QString loss = typeLoss(*column.before, *column.after);
        if (!loss.isEmpty())
            writer.hazard(Hazard::DeletesData, m_table, loss);
    };
    if (!numbered)
        noteLoss();
    writer.add(u"%1 RENAME COLUMN %2 TO %3"_s.arg(alter, displayIdentifier(column.fresh),
                                                  displayIdentifier(column.after->name)));
    if (!numbered)
        return;
    renumber(column, writer);
    writer.add(alter + u" DROP COLUMN "_s + displayIdentifier(old));
    noteLoss();
}

void SwitchWriter::nameKeys(Writer &writer)
{
    const Relation &table = *m_change.after;
    for (const Constraint *one : m_change.constraints) {
        const QString name = m_names.value(one->name);
        if (one->index.empty())
            writer.add(u"%1 RENAME CONSTRAINT %2 TO %3"_s.arg(
                alterTable(table), displayIdentifier(name), displayIdentifier(one->name)));
        else
            writer.add(keyFromIndex(table, *one, name));
        constraintDetails(table, *one, writer);
    }
    for (const Index *one : m_change.indexes) {
        writer.add(u"ALTER INDEX %1 RENAME TO %2"_s.arg(
            displayQualified(table.schema, m_names.value(one->name)),
            displayIdentifier(one->name)));
        indexDetails(table, *one, writer);
    }
}

std::vector<DraftStatement> SwitchWriter::takePlaces()
{
    std::vector<DraftStatement> statements;
    Writer writer(m_change.about, statements, m_gaps);
    const Relation &table = *m_change.after;
    writer.add(u"DROP TRIGGER %1 ON %2"_s.arg(displayIdentifier(m_trigger), m_table))
        .remark(u"The new column takes the old one's place: until the transaction ends nobody "
                u"reads or writes the table."_s);
    writer.add(u"DROP FUNCTION %1()"_s.arg(displayQualified(table.schema, m_trigger)));
    for (const SwitchedColumn &one : m_change.columns) {
        if (!needsNotNullCheck(one))
            continue;
        writer.add(alterColumn(table, one.fresh) + u" SET NOT NULL"_s);
        writer.add(alterTable(table) + u" DROP CONSTRAINT "_s + notNullCheck(one));
    }
    for (const Sequence *sequence : m_change.sequences) {
        const QString column = words::parts(sequence->ownedBy).last();
        writer.add(u"ALTER SEQUENCE %1 OWNED BY %2.%3"_s.arg(sequence->identity(), m_table,
                                                             displayIdentifier(freshName(column))));
    }
    for (const SwitchedColumn &one : m_change.columns)
        replaceColumn(one, writer);
    nameKeys(writer);
    for (const SwitchedColumn &one : m_change.columns) {
        const bool begins = one.before->identityKind == IdentityKind::None &&
                            one.after->identityKind != IdentityKind::None;
        if (begins) {
            renumber(one, writer);
            numberOn(table, *one.after, m_place, writer);
        }
        columnDetails(table, *one.after, m_place, writer);
    }
    return statements;
}

} // namespace tidemark::ddlpg
