// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/renames.h"

#include "ddl/postgres/columns.h"
#include "ddl/postgres/words.h"
#include "diff/columnrenames.h"
#include "schema/siblings.h"
#include "sql/identifier.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

bool isNamePart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'$' || c == u'"';
}

/// Replaces `name` where it stands by itself and outside of literals. `mayFollowDot`: also behind
/// a dot; `beforeDot`: only where one follows.
QString replaceName(const QString &text, const QString &name, const QString &by, bool mayFollowDot,
                    bool beforeDot)
{
    if (!text.contains(name))
        return text;
    QString result;
    bool literal = false;
    for (qsizetype i = 0; i < text.size();) {
        const QChar c = text.at(i);
        if (c == u'\'')
            literal = !literal;
        const bool here = !literal && QStringView(text).sliced(i).startsWith(name);
        const QChar previous = i > 0 ? text.at(i - 1) : QChar(u' ');
        const qsizetype end = i + name.size();
        const QChar next = end < text.size() ? text.at(end) : QChar(u' ');
        const bool alone = !isNamePart(previous) && !isNamePart(next) &&
                           (mayFollowDot || previous != u'.') && (!beforeDot || next == u'.');
        if (here && alone) {
            result += by;
            i = end;
        } else {
            result += c;
            ++i;
        }
    }
    return result;
}

/// Applies `change` to each text of an object that the server deparses, and to those below it.
template <typename T, typename Change>
void eachText(T &object, Change change)
{
    const auto visit = [&](const auto &property) {
        if (property.aspect != Aspect::Definition)
            return;
        auto &value = object.*property.member;
        using Value = std::remove_cvref_t<decltype(value)>;
        if constexpr (std::is_same_v<T, Routine>) {
            if (property.name == "body" && !object.sqlBody)
                return;
        }
        if constexpr (std::is_same_v<Value, QString>) {
            change(value);
        } else if constexpr (std::is_same_v<Value, QStringList>) {
            for (QString &one : value)
                change(one);
        } else if constexpr (std::is_same_v<Value, std::vector<IndexKey>>) {
            for (IndexKey &key : value) {
                change(key.column);
                change(key.expression);
            }
        }
    };
    std::apply([&](const auto &...property) { (visit(property), ...); }, T::properties());
    const auto below = [&](const auto &list) {
        using Element = typename std::remove_cvref_t<decltype(list)>::ElementType;
        if constexpr (requires { Element::key(); }) {
            for (Element &element : object.*list.member)
                eachText(element, change);
        }
    };
    std::apply([&](const auto &...list) { (below(list), ...); }, T::children());
}

/// Lets `change(object)` change copies of all objects; those that come out the same stay shared.
template <typename Change>
void eachObject(Schema &schema, Change change)
{
    const auto inList = [&](const auto &list) {
        auto &objects = schema.*list.member;
        using T = std::remove_cvref_t<decltype(*objects.front())>;
        for (Shared<T> &one : objects) {
            T copy = *one;
            change(copy);
            if (!(copy == *one))
                one = Shared<T>(std::move(copy));
        }
        sortSiblings(objects);
    };
    std::apply([&](const auto &...list) { (inList(list), ...); }, Schema::children());
}

struct Names
{
    QString schema, name; ///< of a relation, type or sequence
    QString shown;
};

Names namesOf(const QString &shown)
{
    const QStringList parts = words::parts(shown);
    return {parts.value(0), parts.value(1), displayQualified(parts.value(0), parts.value(1))};
}

void eachDependency(Dependencies &all, const QString &kind, const QString &was, const QString &is)
{
    const bool column = kind == "column"_L1;
    const auto rename = [&](ObjectId &id) {
        if (column) {
            if ((id.kind == "column"_L1 || id.kind == "default"_L1) && id.object == was)
                id.object = is;
            return;
        }
        if (id.object == was)
            id.object = is;
        else
            id.object = replaceName(id.object, was, is, false, false);
    };
    for (Dependency &one : all) {
        rename(one.dependant);
        rename(one.on);
    }
}

/// A relation, sequence or type under another name.
void renameObject(Schema &schema, const Names &was, const Names &is)
{
    const QString oldAlias = displayIdentifier(was.name);
    const QString newAlias = displayIdentifier(is.name);
    eachObject(schema, [&](auto &object) {
        using T = std::remove_cvref_t<decltype(object)>;
        eachText(object, [&](QString &text) {
            text = replaceName(text, was.shown, is.shown, false, false);
            if (was.name != is.name)
                text = replaceName(text, oldAlias, newAlias, false, true);
        });
        if constexpr (std::is_same_v<T, Relation>) {
            for (Constraint &constraint : object.constraints) {
                if (constraint.referencedSchema == was.schema &&
                    constraint.referencedTable == was.name) {
                    constraint.referencedSchema = is.schema;
                    constraint.referencedTable = is.name;
                }
            }
        }
        if constexpr (std::is_same_v<T, Publication>) {
            for (PublicationTable &table : object.tables) {
                if (table.schema == was.schema && table.name == was.name) {
                    table.schema = is.schema;
                    table.name = is.name;
                }
            }
        }
        if constexpr (std::is_same_v<T, Relation> || std::is_same_v<T, Sequence> ||
                      std::is_same_v<T, EnumType> || std::is_same_v<T, DomainType> ||
                      std::is_same_v<T, CompositeType>) {
            if (object.schema == was.schema && object.name == was.name) {
                object.schema = is.schema;
                object.name = is.name;
            }
        }
    });
}

void replaceIn(QStringList &names, const QString &was, const QString &is)
{
    for (QString &name : names) {
        if (name == was)
            name = is;
    }
}

bool isAmong(const QStringList &tables, const QString &schema, const QString &name)
{
    return tables.contains(displayQualified(schema, name));
}

/// Copies what has the column or speaks of it, and nothing else. `tables`: the table, shown, and
/// those that have the column from it.
void renameColumn(Schema &schema, const QStringList &tables, const QString &was, const QString &is)
{
    const auto refers = [&](const Constraint &one) {
        return one.referencedColumns.contains(was) &&
               isAmong(tables, one.referencedSchema, one.referencedTable);
    };
    for (Shared<Relation> &one : schema.relations) {
        const bool has = one->column(was) && isAmong(tables, one->schema, one->name);
        if (!has && std::ranges::none_of(one->constraints, refers))
            continue;
        Relation changed = *one;
        for (Constraint &constraint : changed.constraints) {
            if (refers(constraint))
                replaceIn(constraint.referencedColumns, was, is);
        }
        if (has)
            renameColumnsOf(changed, {{was, is}}, Engine::PostgreSql);
        one = Shared<Relation>(std::move(changed));
    }
    for (Shared<Sequence> &one : schema.sequences) {
        const QString owner = words::withoutLast(one->ownedBy);
        if (!tables.contains(owner) || one->ownedBy != owner + u'.' + displayIdentifier(was))
            continue;
        Sequence changed = *one;
        changed.ownedBy = owner + u'.' + displayIdentifier(is);
        one = Shared<Sequence>(std::move(changed));
    }
    for (Shared<Publication> &one : schema.publications) {
        Publication changed = *one;
        for (PublicationTable &table : changed.tables) {
            if (!isAmong(tables, table.schema, table.name))
                continue;
            replaceIn(table.columns, was, is);
            table.columns.sort();
        }
        if (!(changed == *one))
            one = Shared<Publication>(std::move(changed));
    }
}

QString alterWord(const QString &kind)
{
    if (kind == "sequence"_L1)
        return u"SEQUENCE"_s;
    if (kind == "enum"_L1 || kind == "composite type"_L1)
        return u"TYPE"_s;
    if (kind == "domain"_L1)
        return u"DOMAIN"_s;
    if (kind == "view"_L1)
        return u"VIEW"_s;
    if (kind == "materialized view"_L1)
        return u"MATERIALIZED VIEW"_s;
    if (kind == "foreign table"_L1)
        return u"FOREIGN TABLE"_s;
    return kind == "table"_L1 || kind == "partitioned table"_L1 ? u"TABLE"_s : QString();
}

DraftStatement statement(const QString &sql, const ObjectId &about)
{
    DraftStatement one;
    one.sql = sql;
    one.about = about;
    one.hazards.push_back(
        {Hazard::MayFail, about.object, u"statements of running programs that use the old name"_s});
    return one;
}

} // namespace

RenamedState withRenames(const SchemaState &from, const std::vector<Rename> &renames)
{
    RenamedState result;
    result.state.dependencies = from.dependencies;
    auto schema = std::make_shared<Schema>(*from.schema);
    std::vector<std::pair<Names, Names>> tables;
    const std::vector<RenameStep> steps = renameSteps(*from.schema, renames);
    // Tables first: columns are then told by their tables' new names.
    for (const auto &[one, accepted] : steps) {
        const QString word = alterWord(one.kind);
        if (one.kind == "column"_L1)
            continue;
        if (word.isEmpty()) {
            result.gaps.push_back({{one.kind, one.from},
                                   u"name"_s,
                                   u"not renamed but made again as %1"_s.arg(one.to)});
            continue;
        }
        const Names was = namesOf(one.from);
        const Names is = namesOf(one.to);
        QString name = was.shown;
        if (was.schema != is.schema) {
            result.statements.push_back(statement(
                u"ALTER %1 %2 SET SCHEMA %3"_s.arg(word, name, displayIdentifier(is.schema)),
                {one.kind, accepted.to}));
            name = displayQualified(is.schema, was.name);
        }
        if (was.name != is.name)
            result.statements.push_back(
                statement(u"ALTER %1 %2 RENAME TO %3"_s.arg(word, name, displayIdentifier(is.name)),
                          {one.kind, accepted.to}));
        renameObject(*schema, was, is);
        eachDependency(result.state.dependencies, one.kind, was.shown, is.shown);
        tables.emplace_back(was, is);
    }
    for (const auto &[one, accepted] : steps) {
        if (one.kind != "column"_L1)
            continue;
        Names table = namesOf(words::withoutLast(one.from));
        for (const auto &[was, is] : tables) {
            if (was.shown == table.shown)
                table = is;
        }
        const QString was = words::parts(one.from).last();
        const QString is = words::parts(one.to).last();
        const Relation *relation = schema->relation(table.schema, table.name);
        if (!relation)
            continue;
        result.statements.push_back(statement(
            alterTable(*relation) +
                u" RENAME COLUMN %1 TO %2"_s.arg(displayIdentifier(was), displayIdentifier(is)),
            {u"column"_s, accepted.to}));
        const QStringList heirs = heirsOf(*schema, table.shown, was);
        renameColumn(*schema, heirs, was, is);
        for (const QString &heir : heirs)
            eachDependency(result.state.dependencies, u"column"_s,
                           heir + u'.' + displayIdentifier(was),
                           heir + u'.' + displayIdentifier(is));
    }
    std::sort(result.state.dependencies.begin(), result.state.dependencies.end());
    result.state.schema = std::move(schema);
    return result;
}

} // namespace tidemark::ddlpg
