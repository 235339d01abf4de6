// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <cstddef>
#include <memory>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace tidemark {

/// What a property says about its object, so that a comparison can leave a class of them out.
enum class Aspect {
    Definition, ///< what the object is
    Storage, ///< how and where it is kept: tablespace, fill factor, compression, statistics targets
    State,   ///< enabled, valid, populated, clustered
    Owner,
    Grants,
    Comment,
};

/// One named member of a model struct. Every struct of the model lists all of its members in three
/// constant tuples, and a unit test counts that none is missing:
///   key()         what identifies it among its siblings
///   properties()  what can differ between two objects of the same key
///   children()    vectors of further model structs that are compared by their own keys
/// so comparing, printing and storing are written once, over these lists.
template <typename Object, typename Value>
struct Property
{
    using ObjectType = Object;
    using ValueType = Value;
    std::string_view name;
    Value Object::*member;
    Aspect aspect = Aspect::Definition;
};

template <typename Object, typename Value>
constexpr Property<Object, Value> property(std::string_view name, Value Object::*member,
                                           Aspect aspect = Aspect::Definition)
{
    return {name, member, aspect};
}

/// A vector of model structs (or of Shared ones). The order of the vector is sorted by key, unless
/// `ordered`: then the position means something (columns, attributes) and is compared apart.
template <typename Object, typename Element>
struct Children
{
    using ObjectType = Object;
    using ElementType = Element;
    std::string_view name;
    std::vector<Element> Object::*member;
    bool ordered = false;
};

template <typename Object, typename Element>
constexpr Children<Object, Element>
children(std::string_view name, std::vector<Element> Object::*member, bool ordered = false)
{
    return {name, member, ordered};
}

/// An immutable value that is cheap to copy. Equal when the values are; the same value is found
/// equal without looking into it, so two schemas that share most of their objects compare in no
/// time.
template <typename T>
class Shared
{
public:
    using ValueType = T;
    Shared()
        : m_value(std::make_shared<const T>())
    {
    }
    Shared(T value)
        : m_value(std::make_shared<const T>(std::move(value)))
    {
    } // NOLINT: a value
    const T &operator*() const { return *m_value; }
    const T *operator->() const { return m_value.get(); }
    bool isSameAs(const Shared &other) const { return m_value == other.m_value; }
    friend bool operator==(const Shared &a, const Shared &b)
    {
        return a.m_value == b.m_value || *a.m_value == *b.m_value;
    }

private:
    std::shared_ptr<const T> m_value;
};

/// The element itself, whether it is held by value or Shared.
template <typename T>
const T &valueOf(const T &value)
{
    return value;
}
template <typename T>
const T &valueOf(const Shared<T> &value)
{
    return *value;
}

/// The words of an enumeration of the model, in the order of its values, specialised beside it.
template <typename Enum>
inline constexpr std::array<std::string_view, 0> enumNames{};

} // namespace tidemark
