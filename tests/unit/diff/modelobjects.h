// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

#include <functional>
#include <type_traits>
#include <vector>

/// Values of the model made from its own lists of properties, so that a test covers each property
/// that there is and each that will be added.
namespace tidemark::model {

inline void alter(QString &value)
{
    value += QStringLiteral("altered");
}
inline void alter(QStringList &value)
{
    value += QStringLiteral("altered");
}
inline void alter(bool &value)
{
    value = !value;
}
inline void alter(Acl &value)
{
    value.isDefault = false;
    value.grants.push_back({QStringLiteral("somebody"), QStringLiteral("owner"), {}});
}
inline void alter(std::vector<IndexKey> &value)
{
    IndexKey key;
    key.column = QStringLiteral("altered");
    value.push_back(key);
}
template <typename T>
requires std::is_enum_v<T>
void alter(T &value)
{
    value = static_cast<T>((static_cast<size_t>(value) + 1) % enumNames<T>.size());
}
template <typename T>
requires(std::is_arithmetic_v<T> && !std::is_same_v<T, bool>) void alter(T &value)
{
    value += 1;
}
template <typename T>
void alter(std::optional<T> &value)
{
    value.reset();
}

template <typename T>
T plain()
{
    T object;
    const auto nameIt = [&](const auto &part) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(object.*part.member)>, QString>)
            object.*part.member = QStringLiteral("thing");
    };
    std::apply([&](const auto &...part) { (nameIt(part), ...); }, T::key());
    return object;
}

/// An object with one of each kind of child in it, and theirs.
template <typename T>
T full()
{
    T object = plain<T>();
    const auto addChild = [&](const auto &list) {
        using Element = typename std::remove_cvref_t<decltype(list)>::ElementType;
        using Child = std::remove_cvref_t<decltype(valueOf(std::declval<const Element &>()))>;
        (object.*list.member).push_back(Element(full<Child>()));
    };
    std::apply([&](const auto &...list) { (addChild(list), ...); }, T::children());
    return object;
}

/// A copy that differs in one property, and where that is: "Relation/indexes/keys".
template <typename T>
struct Variant
{
    T object;
    QString path;
    Aspect aspect;
};

/// All of them, one for each property of the object and of all that is in it.
template <typename T>
std::vector<Variant<T>> variants(const T &object)
{
    std::vector<Variant<T>> result;
    const auto text = [](std::string_view name) {
        return QString::fromLatin1(name.data(), qsizetype(name.size()));
    };
    const auto alterOne = [&](const auto &property) {
        Variant<T> variant{object, text(property.name), property.aspect};
        alter(variant.object.*property.member);
        result.push_back(std::move(variant));
    };
    const auto alterChild = [&](const auto &list) {
        using Element = typename std::remove_cvref_t<decltype(list)>::ElementType;
        for (auto &inner : variants(valueOf((object.*list.member).front()))) {
            Variant<T> variant{object, text(list.name) + u'/' + inner.path, inner.aspect};
            (variant.object.*list.member).front() = Element(std::move(inner.object));
            result.push_back(std::move(variant));
        }
    };
    std::apply([&](const auto &...property) { (alterOne(property), ...); }, T::properties());
    std::apply([&](const auto &...list) { (alterChild(list), ...); }, T::children());
    return result;
}

/// Copies in which one list of children, at any depth, is empty.
template <typename T>
std::vector<Variant<T>> withoutChildren(const T &object)
{
    std::vector<Variant<T>> result;
    const auto dropChild = [&](const auto &list) {
        using Element = typename std::remove_cvref_t<decltype(list)>::ElementType;
        const QString name = QString::fromLatin1(list.name.data(), qsizetype(list.name.size()));
        Variant<T> variant{object, name, Aspect::Definition};
        (variant.object.*list.member).clear();
        result.push_back(std::move(variant));
        for (auto &inner : withoutChildren(valueOf((object.*list.member).front()))) {
            Variant<T> deeper{object, name + u'/' + inner.path, Aspect::Definition};
            (deeper.object.*list.member).front() = Element(std::move(inner.object));
            result.push_back(std::move(deeper));
        }
    };
    std::apply([&](const auto &...list) { (dropChild(list), ...); }, T::children());
    return result;
}

} // namespace tidemark::model
