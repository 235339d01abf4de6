// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/schemacomparer.h"

#include "diff/noise.h"
#include "diff/renames.h"
#include "sql/identifier.h"

#include <algorithm>
#include <array>
#include <type_traits>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

using Change = Difference::Change;

// What Index::definition() and Constraint::definition() tell: reported as one property.
constexpr std::array<std::string_view, 6> kIndexDefinition{
    "method", "unique", "keys", "include", "predicate", "nulls not distinct"};
constexpr std::array<std::string_view, 14> kConstraintDefinition{
    "columns",          "expression",         "referenced schema",
    "referenced table", "referenced columns", "on update",
    "on delete",        "on delete columns",  "match",
    "deferrable",       "initially deferred", "enforced",
    "no inherit",       "on conflict"};

template <typename List>
bool contains(const List &list, std::string_view name)
{
    return std::find(list.begin(), list.end(), name) != list.end();
}

// Without what has a property of its own.
QString bareDefinition(Index index, const QString &table)
{
    index.options.clear();
    index.tablespace.clear();
    return index.definition(table);
}

QString bareDefinition(Constraint constraint)
{
    constraint.validated = true;
    return constraint.definition();
}

bool isView(const Relation &relation)
{
    return relation.type == RelationKind::View || relation.type == RelationKind::MaterializedView;
}

template <typename Value>
QString valueText(const Value &value, std::string_view property)
{
    if constexpr (std::is_same_v<Value, bool>) {
        if (property == "not null")
            return wording::nullability(value);
    }
    return toText(value);
}

template <typename T, typename Element>
Pairing<T> pairUpAs(const std::vector<Element> &before, const std::vector<Element> &after,
                    const Sameness &same)
{
    if constexpr (std::is_same_v<T, Constraint>)
        return pairConstraints(before, after, same);
    else if constexpr (std::is_same_v<T, Index>)
        return pairIndexes(before, after, same);
    else
        return pairByKey<T>(before, after, same);
}

} // namespace

SchemaComparer::SchemaComparer(const Schema &before, const Schema &after,
                               const DiffOptions &options)
    : m_before(before)
    , m_after(after)
    , m_options(options)
    , m_same(before.engine)
{
}

SchemaDiff SchemaComparer::run()
{
    if (m_before.engine != m_after.engine)
        m_diff.differences.push_back({u"database"_s,
                                      {},
                                      Change::Changed,
                                      u"engine"_s,
                                      toText(m_before.engine),
                                      toText(m_after.engine)});
    compareChildren(m_before, m_after, {});
    std::stable_sort(m_diff.differences.begin(), m_diff.differences.end(),
                     [](const Difference &a, const Difference &b) {
                         return std::tie(a.kind, a.object) < std::tie(b.kind, b.object);
                     });
    for (const auto &[what, count] : m_leftOut)
        m_diff.leftOut.push_back({what, count});
    return std::move(m_diff);
}

template <typename T>
bool SchemaComparer::isPartOfDefinition(std::string_view property)
{
    if constexpr (std::is_same_v<T, Index>)
        return contains(kIndexDefinition, property);
    else if constexpr (std::is_same_v<T, Constraint>)
        return contains(kConstraintDefinition, property);
    else
        return false;
}

template <typename Element>
void SchemaComparer::compareList(const std::vector<Element> &before,
                                 const std::vector<Element> &after, const Parent &parent)
{
    using T = std::remove_cvref_t<decltype(valueOf(std::declval<const Element &>()))>;
    if (before.empty() && after.empty())
        return;
    const Pairing<T> pairing = pairUpAs<T>(before, after, m_same);
    for (const T *object : pairing.missing)
        reportPresence(*object, Change::Missing, parent);
    for (const T *object : pairing.extra)
        reportPresence(*object, Change::Extra, parent);
    for (const auto &[one, other] : pairing.both) {
        if (one == other || *one == *other)
            continue;
        countCase(*one, *other);
        compare(*one, *other, parent);
    }
}

template <typename T>
void SchemaComparer::countCase(const T &before, const T &after)
{
    if constexpr (requires { before.name; }) {
        if (before.name != after.name && m_same.compareNames(before.name, after.name) == 0)
            ++m_leftOut[u"case of names"_s];
    }
}

template <typename T>
void SchemaComparer::compareChildren(const T &before, const T &after, const Parent &self)
{
    std::apply(
        [&](const auto &...list) {
            (compareList(before.*list.member, after.*list.member, self), ...);
        },
        T::children());
}

template <typename T>
void SchemaComparer::compareProperties(const T &before, const T &after, const QString &object,
                                       bool definitionTold)
{
    const auto compareOne = [&](const auto &property) {
        if (definitionTold && isPartOfDefinition<T>(property.name))
            return;
        if (!m_same(before.*property.member, after.*property.member, property.name))
            reportProperty(before, after, property, object);
    };
    std::apply([&](const auto &...property) { (compareOne(property), ...); }, T::properties());
}

template <typename T>
void SchemaComparer::compare(const T &before, const T &after, const Parent &parent)
{
    const QString object = wording::objectName(before, parent);
    compareProperties(before, after, object);
    compareChildren(before, after, {object, {}});
}

void SchemaComparer::compare(const Relation &before, const Relation &after, const Parent &)
{
    const Parent self{before.identity(), before.schema};
    compareProperties(before, after, self.object);
    // The columns of a view follow from its definition: one difference, not one for each.
    const bool sameQuery = m_same(before.definition, after.definition, "definition");
    if (!isView(before) || sameQuery) {
        compareList(before.columns, after.columns, self);
        compareOrder(before, after, &Relation::columns, u"column order"_s);
    }
    compareList(before.constraints, after.constraints, self);
    compareList(before.indexes, after.indexes, self);
    compareList(before.triggers, after.triggers, self);
    compareList(before.rules, after.rules, self);
    compareList(before.policies, after.policies, self);
    compareList(before.statistics, after.statistics, self);
}

void SchemaComparer::compare(const CompositeType &before, const CompositeType &after,
                             const Parent &)
{
    const Parent self{before.identity(), before.schema};
    compareProperties(before, after, self.object);
    compareList(before.attributes, after.attributes, self);
    compareOrder(before, after, &CompositeType::attributes, u"attribute order"_s);
}

template <typename T, typename Element>
void SchemaComparer::compareOrder(const T &before, const T &after, std::vector<Element> T::*list,
                                  const QString &property)
{
    const auto namesIn = [this, list](const T &one, const T &other) {
        QStringList names;
        for (const Element &element : one.*list) {
            const bool common = std::any_of(
                (other.*list).begin(), (other.*list).end(), [&](const Element &candidate) {
                    return m_same.compareNames(element.name, candidate.name) == 0;
                });
            if (common)
                names += element.name;
        }
        return names;
    };
    const QStringList first = namesIn(before, after);
    const QStringList second = namesIn(after, before);
    if (m_same(first, second, "name"))
        return;
    Difference difference;
    difference.kind = wording::kindOf(before);
    difference.object = before.identity();
    difference.property = property;
    difference.before = first.join(u", "_s);
    difference.after = second.join(u", "_s);
    difference.orderOnly = true;
    add(std::move(difference), m_options.columnOrder, "column order");
}

void SchemaComparer::compare(const EnumType &before, const EnumType &after, const Parent &)
{
    const QString object = before.identity();
    const auto report = [&](const QString &label, Change change) {
        Difference difference;
        difference.kind = u"enum label"_s;
        difference.object = wording::nestedName(label, {object, {}});
        difference.change = change;
        (change == Change::Missing ? difference.before : difference.after) = label;
        add(std::move(difference), true, "");
    };
    QStringList kept;
    for (const QString &label : before.labels) {
        if (after.labels.contains(label))
            kept += label;
        else
            report(label, Change::Missing);
    }
    QStringList found;
    for (const QString &label : after.labels) {
        if (before.labels.contains(label))
            found += label;
        else
            report(label, Change::Extra);
    }
    if (kept != found)
        add({before.kind(), object, Change::Changed, u"label order"_s, kept.join(u", "_s),
             found.join(u", "_s)},
            true, "");
    EnumType sameLabels = after;
    sameLabels.labels = before.labels;
    compareProperties(before, sameLabels, object);
}

void SchemaComparer::compare(const Constraint &before, const Constraint &after,
                             const Parent &parent)
{
    const QString object = wording::objectName(before, parent);
    const QString kind = wording::kindOf(before);
    if (m_same.compareNames(before.name, after.name) != 0)
        reportRename(kind, object, parent, before.name, after.name);
    const bool told = reportDefinition(kind, object, bareDefinition(before), bareDefinition(after));
    compareProperties(before, after, object, told);
    compareIndexBehind(before, after, object, told);
}

bool SchemaComparer::reportDefinition(const QString &kind, const QString &object,
                                      const QString &before, const QString &after)
{
    const bool differs = !m_same(before, after, "definition");
    if (differs)
        add({kind, object, Change::Changed, u"definition"_s, before, after}, true, "");
    return differs;
}

// The index carries the constraint's name and columns; only what is beyond them is worth a word.
void SchemaComparer::compareIndexBehind(const Constraint &before, const Constraint &after,
                                        const QString &object, bool definitionTold)
{
    const QString kind = wording::kindOf(before);
    if (before.index.empty() || after.index.empty()) {
        const auto text = [](const Constraint &constraint) {
            return constraint.index.empty() ? QString() : toText(constraint.index.front().keys);
        };
        if (before.index.size() != after.index.size() && !definitionTold)
            add({kind, object, Change::Changed, u"index"_s, text(before), text(after)}, true, "");
        return;
    }
    const size_t firstNew = m_diff.differences.size();
    compareProperties(before.index.front(), after.index.front(), object, definitionTold);
    for (size_t i = firstNew; i < m_diff.differences.size(); ++i)
        m_diff.differences[i].kind = kind;
}

void SchemaComparer::compare(const Index &before, const Index &after, const Parent &parent)
{
    const QString object = wording::objectName(before, parent);
    if (m_same.compareNames(before.name, after.name) != 0)
        reportRename(before.kind(), object, parent, before.name, after.name);
    Index renamed = after;
    renamed.name = before.name;
    const bool told = reportDefinition(before.kind(), object, bareDefinition(before, parent.object),
                                       bareDefinition(renamed, parent.object));
    compareProperties(before, after, object, told);
}

bool SchemaComparer::goesWithItsTable(const Sequence &sequence) const
{
    const QString &owner = sequence.ownedBy;
    for (qsizetype dot = owner.indexOf(u'.'); dot >= 0; dot = owner.indexOf(u'.', dot + 1)) {
        if (m_gone.contains(owner.left(dot)))
            return true;
    }
    return false;
}

template <typename T>
void SchemaComparer::reportPresence(const T &object, Change change, const Parent &parent)
{
    noteGone(object);
    if (goesWithItsTable(object))
        return;
    Difference difference;
    difference.kind = wording::kindOf(object);
    difference.object = wording::objectName(object, parent);
    difference.change = change;
    QString definition;
    if constexpr (std::is_same_v<T, Index>)
        definition = object.definition(parent.object);
    else
        definition = wording::definitionOf(object);
    (change == Change::Missing ? difference.before : difference.after) = std::move(definition);
    add(std::move(difference), true, "");
}

void SchemaComparer::reportRename(const QString &kind, const QString &object, const Parent &parent,
                                  const QString &before, const QString &after)
{
    const QString table = partsOfName(parent.object).constLast();
    const bool generated = looksGenerated(before, table) && looksGenerated(after, table);
    add({kind, object, Change::Changed, u"name"_s, before, after},
        generated ? m_options.generatedNames : m_options.names,
        generated ? "generated names" : "names");
}

template <typename T, typename P>
void SchemaComparer::reportProperty(const T &before, const T &after, const P &property,
                                    const QString &object)
{
    Difference difference;
    difference.kind = wording::kindOf(before);
    difference.object = object;
    difference.property = wording::propertyWord(property.name);
    difference.before = valueText(before.*property.member, property.name);
    difference.after = valueText(after.*property.member, property.name);
    switch (property.aspect) {
    case Aspect::Owner:
        return add(std::move(difference), m_options.owners, "owners");
    case Aspect::Grants:
        return add(std::move(difference), m_options.grants, "grants");
    case Aspect::Comment:
        return add(std::move(difference), m_options.comments, "comments");
    case Aspect::Storage:
        return add(std::move(difference), m_options.storage, "storage");
    case Aspect::Definition:
    case Aspect::State:
        break;
    }
    if (std::is_same_v<T, Extension> && property.name == "version")
        return add(std::move(difference), m_options.extensionVersions, "extension versions");
    const bool isBody = property.name == "body" || property.name == "definition";
    if (isBody && wording::sameButForFormatting(difference.before, difference.after)) {
        difference.property += u" (white space or case only)"_s;
        return add(std::move(difference), m_options.formatting, "formatting");
    }
    add(std::move(difference), true, "");
}

void SchemaComparer::add(Difference difference, bool wanted, const char *noise)
{
    if (wanted)
        m_diff.differences.push_back(std::move(difference));
    else
        ++m_leftOut[QString::fromLatin1(noise)];
}

} // namespace tidemark
