// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/ddl-postgres/coverage.h"

#include "diff/pairing.h"
#include "diff/sameness.h"

namespace tidemark::test {

using namespace Qt::StringLiterals;

namespace {

QString word(std::string_view text)
{
    return QString::fromLatin1(text.data(), qsizetype(text.size()));
}

template <typename List>
using ElementOf = std::remove_cvref_t<decltype(valueOf(
    std::declval<typename std::remove_cvref_t<List>::ElementType>()))>;

/// One object of each kind that the type stands for: a relation is a table, a view, ...
template <typename T>
std::vector<T> oneOfEach()
{
    std::vector<T> all;
    if constexpr (requires(T object) { object.type; }) {
        using Type = decltype(T::type);
        if constexpr (std::is_enum_v<Type>) {
            for (std::size_t i = 0; i < enumNames<Type>.size(); ++i) {
                all.emplace_back();
                all.back().type = Type(i);
            }
        }
    }
    if (all.empty())
        all.emplace_back();
    return all;
}

template <typename Parent>
QString suffixOf(const Parent &parent)
{
    if constexpr (std::is_same_v<Parent, Relation> || std::is_same_v<Parent, Schema>)
        return {};
    else
        return u" of "_s + parent.kind();
}

template <typename T>
void addAll(const QString &suffix, Changes &all)
{
    for (const T &object : oneOfEach<T>()) {
        const QString kind = object.kind() + suffix + u": "_s;
        all.insert({kind + u"added"_s, kind + u"dropped"_s});
        std::apply([&](const auto &...property) { (all.insert(kind + word(property.name)), ...); },
                   T::properties());
        std::apply(
            [&](const auto &...list) {
                (addAll<ElementOf<decltype(list)>>(suffixOf(object), all), ...);
            },
            T::children());
    }
}

template <typename T>
void compareChildren(const T &before, const T &after, Changes &found);

template <typename T>
void compareObjects(const QString &suffix, const T &before, const T &after, Changes &found)
{
    const auto compare = [&](const auto &property) {
        if (!(before.*property.member == after.*property.member))
            found.insert(after.kind() + suffix + u": "_s + word(property.name));
    };
    std::apply([&](const auto &...property) { (compare(property), ...); }, T::properties());
    compareChildren(before, after, found);
}

template <typename T, typename Element>
void compareLists(const QString &suffix, const std::vector<Element> &before,
                  const std::vector<Element> &after, Changes &found)
{
    const Pairing<T> pairing = pairByKey<T>(before, after, Sameness(Engine::PostgreSql));
    for (const T *one : pairing.missing)
        found.insert(one->kind() + suffix + u": dropped"_s);
    for (const T *one : pairing.extra)
        found.insert(one->kind() + suffix + u": added"_s);
    for (const auto &[one, other] : pairing.both) {
        if (one != other && !(*one == *other))
            compareObjects(suffix, *one, *other, found);
    }
}

template <typename T>
void compareChildren(const T &before, const T &after, Changes &found)
{
    const auto compare = [&](const auto &list) {
        compareLists<ElementOf<decltype(list)>>(suffixOf(after), before.*list.member,
                                                after.*list.member, found);
    };
    std::apply([&](const auto &...list) { (compare(list), ...); }, T::children());
}

} // namespace

Changes allChanges()
{
    Changes all;
    std::apply([&](const auto &...list) { (addAll<ElementOf<decltype(list)>>({}, all), ...); },
               Schema::children());
    return all;
}

Changes changesBetween(const Schema &before, const Schema &after)
{
    Changes found;
    compareChildren(before, after, found);
    return found;
}

} // namespace tidemark::test
