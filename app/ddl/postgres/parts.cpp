// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/columns.h"
#include "ddl/postgres/drafter.h"
#include "ddl/postgres/parents.h"
#include "ddl/postgres/words.h"
#include "sql/identifier.h"

#include <map>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

// A type made of functions that take and give it: its name has to be there before them.
void Drafter::addShell(const QString &type, bool hadOne, int item)
{
    if (hadOne && m_items[std::size_t(item)].fate != Fate::Recreate)
        return;
    Item one;
    one.id = one.newId = {u"shell type"_s, type};
    one.inTo = true;
    one.rank = 8;
    one.create = [type](const Item &, Writer &writer) { writer.add(u"CREATE TYPE "_s + type); };
    addItem(std::move(one));
}

void Drafter::addDefaults(const Relation *before, const Relation *after, int item)
{
    struct Both
    {
        const Column *then = nullptr;
        const Column *now = nullptr;
    };
    std::map<QString, Both> columns;
    for (const Column &column : before ? before->columns : std::vector<Column>()) {
        if (!column.defaultValue.isEmpty())
            columns[column.name].then = before->column(column.name);
    }
    for (const Column &column : after ? after->columns : std::vector<Column>()) {
        if (!column.defaultValue.isEmpty())
            columns[column.name].now = after->column(column.name);
    }
    const Relation &table = before ? *before : *after;
    for (const auto &[name, both] : columns) {
        Item one;
        one.id = one.newId = {u"default"_s, table.identity() + u'.' + displayIdentifier(name)};
        one.parent = item;
        one.inFrom = both.then;
        one.inTo = both.now;
        const ObjectId column{u"column"_s, one.id.object};
        const int columnItem = find(column, both.now ? Side::To : Side::From);
        // A new column that is not chosen is not made.
        if (columnItem < 0 && m_selects)
            continue;
        if (columnItem >= 0 && m_selects && !wants(column)) {
            // The column is not chosen, nor is what it is filled with.
            const Item &its = m_items[std::size_t(columnItem)];
            if (its.inFrom && its.inTo)
                one.inTo = one.inFrom;
        }
        if (!one.inFrom && !one.inTo)
            continue;
        const bool chosen = !m_selects || wants(column) || !both.then;
        const QString value = chosen && both.now ? both.now->defaultValue
                              : both.then        ? both.then->defaultValue
                                                 : QString();
        one.rank = 22;
        one.group = table.identity();
        one.mayBeInline = after && after->type != RelationKind::View;
        if (both.then && both.now && both.then->defaultValue != value) {
            one.fate = Fate::Alter;
            one.redefines = true;
        }
        const Relation *side = after ? after : before;
        const QString alter = alterTable(*side, side->type != RelationKind::View) +
                              u" ALTER COLUMN "_s + displayIdentifier(name);
        one.drop = [alter](const Item &, Writer &writer) {
            writer.add(alter + u" DROP DEFAULT"_s);
        };
        one.create = one.alter = [alter, value](const Item &, Writer &writer) {
            writer.add(alter + u" SET DEFAULT "_s + value);
        };
        addItem(std::move(one));
    }
}

void Drafter::addParents(const Relation *before, const Relation *after, int item)
{
    const Relation &table = before ? *before : *after;
    const bool chosen = !m_selects || wants(m_items[std::size_t(item)].id) || !before || !after;
    const QString was = before ? before->partitionOf : QString();
    const QString is = !chosen ? was : after ? after->partitionOf : QString();
    const QString boundWas = before ? before->partitionBound : QString();
    const QString boundIs = !chosen ? boundWas : after ? after->partitionBound : QString();
    if (!was.isEmpty() || !is.isEmpty()) {
        Item one;
        one.id = one.newId = {u"partition"_s, table.identity()};
        one.parent = item;
        one.inFrom = !was.isEmpty();
        one.inTo = !is.isEmpty();
        one.parentName[0] = was;
        one.parentName[1] = is;
        one.rank = 32;
        one.group = table.identity();
        if (one.inFrom && one.inTo && (was != is || boundWas != boundIs))
            one.fate = Fate::Recreate;
        one.drop = [this, was, name = table.identity()](const Item &, Writer &writer) {
            writeDetach(was, name, writer);
        };
        one.create = [this, is, boundIs, name = table.identity()](const Item &self,
                                                                  Writer &writer) {
            writeAttach(is, name, boundIs, !self.inFrom, writer);
        };
        addItem(std::move(one));
    }
    const QStringList then = before ? before->inherits : QStringList();
    const QStringList now = !chosen ? then : after ? after->inherits : QStringList();
    const QStringList leaving =
        chosen && before && after ? parentOrder(*before, *after, m_world).leaving : QStringList();
    for (const QString &parent : then + now) {
        const ObjectId id{u"inheritance"_s, table.identity() + u" of "_s + parent};
        if (find(id, Side::From) >= 0 || find(id, Side::To) >= 0)
            continue;
        Item one;
        one.id = one.newId = id;
        one.parent = item;
        one.inFrom = then.contains(parent);
        one.inTo = now.contains(parent);
        one.parentName[0] = one.parentName[1] = parent;
        one.position = int(now.indexOf(parent));
        if (leaving.contains(parent))
            one.fate = Fate::Recreate;
        one.rank = 22;
        one.group = table.identity();
        one.mayBeInline = true;
        const QString alter = alterTable(after ? *after : *before);
        one.drop = [alter, parent](const Item &, Writer &writer) {
            writer.add(alter + u" NO INHERIT "_s + parent);
        };
        one.create = [alter, parent](const Item &, Writer &writer) {
            writer.add(alter + u" INHERIT "_s + parent);
        };
        addItem(std::move(one));
    }
}

void Drafter::addParts(const Sequence &any, const Sequence *before, const Sequence *after, int item)
{
    const QString was = before && !before->ofIdentity ? before->ownedBy : QString();
    const QString is = after && !after->ofIdentity ? after->ownedBy : QString();
    if (was.isEmpty() && is.isEmpty())
        return;
    Item one;
    one.id = one.newId = {u"sequence owner"_s, any.identity()};
    one.parent = item;
    one.inFrom = !was.isEmpty();
    one.inTo = !is.isEmpty();
    one.rank = 23;
    one.group = words::withoutLast(is.isEmpty() ? was : is);
    if (one.inFrom && one.inTo && was != is) {
        one.fate = Fate::Alter;
        one.redefines = true;
    }
    const QString alter = u"ALTER SEQUENCE "_s + any.identity() + u" OWNED BY "_s;
    one.drop = [alter](const Item &, Writer &writer) { writer.add(alter + u"NONE"_s); };
    one.create = one.alter = [alter, is](const Item &, Writer &writer) { writer.add(alter + is); };
    addItem(std::move(one));
}

} // namespace tidemark::ddlpg
