// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/sameness.h"

#include <algorithm>
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

/// By key: one merge over two sorted lists.
template <typename T, typename Element>
Pairing<T> pairByKey(const std::vector<Element> &before, const std::vector<Element> &after,
                     const Sameness &same)
{
    const auto less = [&](const T *a, const T *b) { return same.compareKeys(*a, *b) < 0; };
    const auto sorted = [&](const std::vector<Element> &elements) {
        std::vector<const T *> list;
        list.reserve(elements.size());
        for (const Element &element : elements)
            list.push_back(&valueOf(element));
        // Columns are in their own order; SQLite's names are sorted with their case.
        if (!std::is_sorted(list.begin(), list.end(), less))
            std::stable_sort(list.begin(), list.end(), less);
        return list;
    };
    const std::vector<const T *> first = sorted(before);
    const std::vector<const T *> second = sorted(after);
    Pairing<T> result;
    result.both.reserve(std::min(first.size(), second.size()));
    auto a = first.begin();
    auto b = second.begin();
    while (a != first.end() && b != second.end()) {
        const int order = same.compareKeys(**a, **b);
        if (order < 0)
            result.missing.push_back(*a++);
        else if (order > 0)
            result.extra.push_back(*b++);
        else
            result.both.emplace_back(*a++, *b++);
    }
    result.missing.insert(result.missing.end(), a, first.end());
    result.extra.insert(result.extra.end(), b, second.end());
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
