// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/sameness.h"

#include <utility>
#include <vector>

namespace tidemark {

/// Which object of one list is which of another.
template <typename T>
struct Pairing
{
    std::vector<std::pair<const T *, const T *>> both;
    std::vector<const T *> missing; ///< only in the first
    std::vector<const T *> extra;   ///< only in the second
};

/// The same of objects of which only an order is known.
struct PairingOfAny
{
    std::vector<std::pair<const void *, const void *>> both;
    std::vector<const void *> missing;
    std::vector<const void *> extra;
};
/// One merge over two lists, which are sorted first where they are not. `compare` gives below 0, 0
/// or above 0.
using CompareAny = int (*)(const void *, const void *, const Sameness &);
PairingOfAny pairAny(std::vector<const void *> before, std::vector<const void *> after,
                     CompareAny compare, const Sameness &same);

/// By key.
template <typename T, typename Element>
Pairing<T> pairByKey(const std::vector<Element> &before, const std::vector<Element> &after,
                     const Sameness &same)
{
    const auto addresses = [](const std::vector<Element> &elements) {
        std::vector<const void *> list;
        list.reserve(elements.size());
        for (const Element &element : elements)
            list.push_back(&valueOf(element));
        return list;
    };
    const PairingOfAny any = pairAny(
        addresses(before), addresses(after),
        [](const void *a, const void *b, const Sameness &how) {
            return how.compareKeys(*static_cast<const T *>(a), *static_cast<const T *>(b));
        },
        same);
    const auto typed = [](const void *object) { return static_cast<const T *>(object); };
    Pairing<T> result;
    result.both.reserve(any.both.size());
    for (const auto &[one, other] : any.both)
        result.both.emplace_back(typed(one), typed(other));
    for (const void *one : any.missing)
        result.missing.push_back(typed(one));
    for (const void *one : any.extra)
        result.extra.push_back(typed(one));
    return result;
}

/// By name, then by what they are: a renamed one is one pair, and so are those without a name. A
/// nameless one that changed is found by its columns, or by being the only one of its type.
Pairing<Constraint> pairConstraints(const std::vector<Constraint> &before,
                                    const std::vector<Constraint> &after, const Sameness &same);

/// By name, then by what they are.
Pairing<Index> pairIndexes(const std::vector<Index> &before, const std::vector<Index> &after,
                           const Sameness &same);

} // namespace tidemark
